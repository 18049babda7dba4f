/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-paged-list-page.h"
#include "yyq-session.h"

G_BEGIN_DECLS

/*
 * Chapter 十一 of the manual: what the platform does while one goes on working. Tabs by how far a
 * task is; a task opens in a window of its own (yyq-task-window.h). While something runs and the
 * page is on the screen, the list follows it.
 */
#define YYQ_TYPE_TASK_LIST_PAGE (yyq_task_list_page_get_type ())
G_DECLARE_FINAL_TYPE (YyqTaskListPage, yyq_task_list_page, YYQ, TASK_LIST_PAGE, YyqPagedListPage)

GtkWidget *yyq_task_list_page_new (YyqSession *session);

/* Opens the task with this id; it may be in no row. */
void yyq_task_list_page_show_task (YyqTaskListPage *self, const char *id);

G_END_DECLS
