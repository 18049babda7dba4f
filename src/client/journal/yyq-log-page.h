/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-paged-list-page.h"

G_BEGIN_DECLS

/* The log (manual chapter 10): who did what, by module, account, unit, time and object; as a file,
 * and checked. */
#define YYQ_TYPE_LOG_PAGE (yyq_log_page_get_type ())
G_DECLARE_FINAL_TYPE (YyqLogPage, yyq_log_page, YYQ, LOG_PAGE, YyqPagedListPage)

GtkWidget *yyq_log_page_new (YyqSession *session);

G_END_DECLS
