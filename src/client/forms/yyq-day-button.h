/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* A button with a calendar, for the field in which a day may as well be typed. Main thread. */
#define YYQ_TYPE_DAY_BUTTON (yyq_day_button_get_type ())
G_DECLARE_FINAL_TYPE (YyqDayButton, yyq_day_button, YYQ, DAY_BUTTON, AdwBin)

/* The calendar begins with the day in @editable, or today, and writes 2026-11-23 there. */
GtkWidget *yyq_day_button_new (GtkEditable *editable);

G_END_DECLS
