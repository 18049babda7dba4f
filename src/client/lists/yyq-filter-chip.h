/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/*
 * One filter of a list: what opens its choice and, while it leaves rows out, a button that gives
 * it up, as Delete does. Main thread.
 *
 * Signal "removed": the person gives it up.
 */
#define YYQ_TYPE_FILTER_CHIP (yyq_filter_chip_get_type ())
G_DECLARE_FINAL_TYPE (YyqFilterChip, yyq_filter_chip, YYQ, FILTER_CHIP, AdwBin)

/* @opener: sinks it. @title: what it is that rows are chosen by. */
GtkWidget *yyq_filter_chip_new (GtkWidget *opener, const char *title);

/* The list is narrowed by it, or no longer; the keyboard stays on the chip. */
void yyq_filter_chip_set_active (YyqFilterChip *self, gboolean active);

G_END_DECLS
