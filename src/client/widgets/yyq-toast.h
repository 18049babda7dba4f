/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* (transfer full): says @text, whatever it looks like. */
AdwToast *yyq_toast_new (const char *text);

/*
 * A short message in the nearest AdwToastOverlay around @widget, or none when there is no overlay.
 * What the person must act upon does not belong here: use YyqErrorView.
 */
void yyq_toast_show (GtkWidget *widget, const char *text);

/* @file was saved: it can be opened from there, and so can its folder. */
void yyq_toast_show_file (GtkWidget *widget, GFile *file);

/* Nothing for a cancellation. */
void yyq_toast_show_error (GtkWidget *widget, const GError *error);

G_END_DECLS
