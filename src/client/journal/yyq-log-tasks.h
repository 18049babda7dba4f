/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-paged-list-page.h"

G_BEGIN_DECLS

/*
 * What the platform does with the log, as tasks: actions of its page, log.export with "csv" or
 * "xlsx", and log.verify. The task that comes of one is shown in its window. Main thread.
 */
void yyq_log_tasks_install (GtkWidgetClass *klass);

/* Leaves those that the account may do. */
void yyq_log_tasks_permit (GtkWidget *page, YyqSession *session);

G_END_DECLS
