/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Parts of the home page that only show what they are given. Main thread. */

typedef struct {
  const char *icon_name;
  const char *style;  /* class of the icon's ground: attention, running, done */
  const char *title;  /* untranslated: N_() */
  const char *action; /* what a click does */
  const char *target; /* (nullable): a string for it */
} YyqHomeTodo;

/* A card that is a button. @hint: the line under the title. */
GtkWidget *yyq_home_todo_card (const YyqHomeTodo *todo, guint count, const char *hint);

/* One figure of the overview, as it is to be read. */
typedef struct {
  const char *title;
  const char *number;
  const char *unit; /* (nullable) */
  const char *hint;
  const char *definition; /* how it is counted, in the tooltip */
} YyqHomeFigure;

GtkWidget *yyq_home_figure (const YyqHomeFigure *figure);

/* "1,286": with the separators of the locale. */
char *yyq_home_number_text (guint number);

/* 3.6 hours, 42 minutes or 2.5 days, in the unit that reads best; @unit is translated, (transfer
 * none). */
char *yyq_home_duration_text (gint64 duration_ms, const char **unit);

G_END_DECLS
