/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-record-list-page.h"

G_BEGIN_DECLS

/* The messages of the account (manual chapter 12): by days, unread ones marked; a row leads to what
 * it is about. */
#define YYQ_TYPE_MESSAGE_PAGE (yyq_message_page_get_type ())
G_DECLARE_FINAL_TYPE (YyqMessagePage, yyq_message_page, YYQ, MESSAGE_PAGE, YyqRecordListPage)

GtkWidget *yyq_message_page_new (YyqSession *session);

/* As if the row of this message was activated; it may be out of sight. */
void yyq_message_page_open (YyqMessagePage *self, const char *id);

G_END_DECLS
