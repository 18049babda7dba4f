/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "yyq-job-list.h"

G_BEGIN_DECLS

/*
 * One task: what came of each of its items, and what can be done with it. It follows the list, and
 * shows what was known last when the list has the task no longer. Main thread.
 */
#define YYQ_TYPE_TASK_WINDOW (yyq_task_window_get_type ())
G_DECLARE_FINAL_TYPE (YyqTaskWindow, yyq_task_window, YYQ, TASK_WINDOW, AdwWindow)

GtkWindow *yyq_task_window_new (GtkWindow *parent, YyqJobList *list, YyqJob *job);

G_END_DECLS
