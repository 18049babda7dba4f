/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/*
 * What stands where a page's content is not: it loads, there is nothing, it failed, or the platform
 * cannot be reached. Signal "retry": the person asked to try again. Signal "offered": he took what
 * yyq_state_page_offer() offers.
 */
#define YYQ_TYPE_STATE_PAGE (yyq_state_page_get_type ())
G_DECLARE_FINAL_TYPE (YyqStatePage, yyq_state_page, YYQ, STATE_PAGE, AdwBin)

GtkWidget *yyq_state_page_new (void);
void yyq_state_page_show_loading (YyqStatePage *self, const char *title);

/* @icon_name and @description may be NULL. */
void yyq_state_page_show_empty (YyqStatePage *self, const char *icon_name, const char *title,
                                const char *description);

/* After yyq_state_page_show_empty(): a button for what can be done about it. */
void yyq_state_page_offer (YyqStatePage *self, const char *label);

/* In the words of yyq_error_text_new(); leaves what is shown alone when @error is a cancellation.
 */
void yyq_state_page_show_error (YyqStatePage *self, const GError *error);

G_END_DECLS
