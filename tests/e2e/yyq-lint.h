/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-journey.h"

G_BEGIN_DECLS

/*
 * What a screen reader is told of the page that is shown and what is around it, or of the window
 * that opened last where no page is entered, held against what it must be: each
 * finding is written to the log with @where, and fails the test, which goes on. Main thread.
 *
 * Whatever has the focus or is operated has a name, which is no type of GTK's and has no letter of
 * a menu in it; a name stands for one thing of its role in what is around it; inert labels and
 * boxes take no focus; pictures have a name or are none to a screen reader; marks between Chinese
 * are Chinese.
 */
void yyq_lint (YyqJourney *journey, const char *where, gboolean chinese);

G_END_DECLS
