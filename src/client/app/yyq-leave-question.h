/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-page.h"

G_BEGIN_DECLS

typedef void (*YyqLeave) (gpointer data);

/*
 * Before pages are left on which something is not saved, the person is asked: keep it as a draft,
 * where the pages can, give it up, or stay. @leave is called when they may go, at once where
 * nothing is unsaved, and not when the person stays. @unsaved: (element-type YyqPage). Main thread.
 */
void yyq_leave_question_ask (GtkWindow *parent, GPtrArray *unsaved, YyqLeave leave, gpointer data,
                             GDestroyNotify data_free);

G_END_DECLS
