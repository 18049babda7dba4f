/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/*
 * An error in words inside a form: what happened in bold, below it what to do now. Hidden while
 * there is none; announced to screen readers when it comes.
 */
#define YYQ_TYPE_ERROR_VIEW (yyq_error_view_get_type ())
G_DECLARE_FINAL_TYPE (YyqErrorView, yyq_error_view, YYQ, ERROR_VIEW, AdwBin)

GtkWidget *yyq_error_view_new (void);

/* NULL, or a cancellation, hides it. */
void yyq_error_view_set_error (YyqErrorView *self, const GError *error);

/* For what is no GError: @next may be NULL. */
void yyq_error_view_set_text (YyqErrorView *self, const char *what, const char *next);
const char *yyq_error_view_get_what (YyqErrorView *self);

G_END_DECLS
