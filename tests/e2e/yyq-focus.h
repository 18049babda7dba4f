/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-journey.h"

G_BEGIN_DECLS

/* Where the keyboard is, as somebody sees it who has nothing else. Main thread. */

/* Waits until something that can be seen in the window on top has the focus; ends the test when
 * nothing has. @after: what was done, for the log. */
void yyq_focus_check (YyqJourney *self, const char *after);

/* Waits until the thing, or something in it, has the focus. */
void yyq_focus_wait (YyqJourney *self, AtspiRole role, const char *name);

/* Presses Tab until the thing, or something in it, has the focus. */
void yyq_focus_tab_to (YyqJourney *self, AtspiRole role, const char *name);

/* Goes along a list or a table with the arrow keys, from where the focus is in it, to this row. */
void yyq_focus_move_to (YyqJourney *self, AtspiRole role, const char *name);

G_END_DECLS
