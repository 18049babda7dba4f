/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-page.h"

G_BEGIN_DECLS

/*
 * Shows @page (its floating reference is taken) in a window of its own, as a chapter is shown, and
 * closes the window: at once, with the page's first calls under way, or when the page is quiet.
 * Asserts that nothing keeps the page then.
 */
void yyq_test_page_goes_at_once (GtkWidget *page);
void yyq_test_page_goes_when_quiet (GtkWidget *page);

/* For sync_wait(): the YyqPage @page is not busy. */
gboolean yyq_test_page_is_quiet (gpointer page);

G_END_DECLS
