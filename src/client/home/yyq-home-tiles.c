/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-home-tiles.h"

#include <glib/gi18n.h>

#include "yyq-ui.h"

#define MINUTE_MS (60.0 * 1000)
#define HOUR_MS (60 * MINUTE_MS)
#define DAY_MS (24 * HOUR_MS)

/* px: what they need to be read; where fewer fit they stand below each other. */
#define CARD_WIDTH 280
#define FIGURE_WIDTH 140

char *
yyq_home_number_text (guint number)
{
  g_autofree char *digits = g_strdup_printf ("%u", number);
  const gsize length = strlen (digits);
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < length; i++) {
    if (i > 0 && (length - i) % 3 == 0)
      g_string_append_c (text, ',');
    g_string_append_c (text, digits[i]);
  }
  return g_string_free (text, FALSE);
}

char *
yyq_home_duration_text (gint64 duration_ms, const char **unit)
{
  const double duration = (double) duration_ms;

  if (duration < HOUR_MS) {
    *unit = _ ("minutes");
    return g_strdup_printf ("%.0f", MAX (1, duration / MINUTE_MS));
  }
  if (duration < 3 * DAY_MS) {
    *unit = _ ("hours");
    return g_strdup_printf ("%.1f", duration / HOUR_MS);
  }
  *unit = _ ("days");
  return g_strdup_printf ("%.1f", duration / DAY_MS);
}

static GtkWidget *
todo_icon (const YyqHomeTodo *todo)
{
  GtkWidget *icon = gtk_image_new_from_icon_name (todo->icon_name);

  gtk_image_set_pixel_size (GTK_IMAGE (icon), 20);
  gtk_widget_add_css_class (icon, "yyq-todo-icon");
  gtk_widget_add_css_class (icon, todo->style);
  gtk_widget_set_valign (icon, GTK_ALIGN_CENTER);
  return icon;
}

GtkWidget *
yyq_home_todo_card (const YyqHomeTodo *todo, guint count, const char *hint)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 14);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  g_autofree char *number = yyq_home_number_text (count);
  GtkWidget *number_label = yyq_ui_label (number, "yyq-number");
  GtkWidget *hint_label = yyq_ui_label (hint, "caption dim-label");
  /* Translators: what is to be done, how many of it, and more about it */
  g_autofree char *label = g_strdup_printf (_ ("%s: %s. %s"), _ (todo->title), number, hint);

  gtk_widget_set_hexpand (texts, TRUE);
  gtk_widget_set_valign (texts, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (number_label, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (texts), yyq_ui_label (_ (todo->title), "heading"));
  gtk_label_set_ellipsize (GTK_LABEL (hint_label), PANGO_ELLIPSIZE_NONE);
  gtk_label_set_wrap (GTK_LABEL (hint_label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (hint_label), PANGO_WRAP_WORD_CHAR);
  gtk_box_append (GTK_BOX (texts), hint_label);
  gtk_box_append (GTK_BOX (box), todo_icon (todo));
  gtk_box_append (GTK_BOX (box), texts);
  gtk_box_append (GTK_BOX (box), number_label);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "card");
  gtk_widget_add_css_class (button, "yyq-todo");
  gtk_widget_set_hexpand (button, TRUE);
  gtk_widget_set_size_request (button, CARD_WIDTH, -1);
  yyq_ui_set_accessible_label (button, label);
  if (todo->target != NULL)
    gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", todo->target);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), todo->action);
  return button;
}

GtkWidget *
yyq_home_figure (const YyqHomeFigure *figure)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  GtkWidget *unit_label = yyq_ui_label (figure->unit, "yyq-unit");
  GtkWidget *hint = yyq_ui_label (figure->hint, "caption dim-label");

  gtk_widget_set_hexpand (box, TRUE);
  gtk_widget_set_size_request (box, FIGURE_WIDTH, -1);
  gtk_label_set_ellipsize (GTK_LABEL (hint), PANGO_ELLIPSIZE_NONE);
  gtk_label_set_wrap (GTK_LABEL (hint), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (hint), 12);
  gtk_widget_set_valign (unit_label, GTK_ALIGN_END);
  gtk_widget_set_margin_bottom (unit_label, 6);
  gtk_box_append (GTK_BOX (line), yyq_ui_label (figure->number, "yyq-number"));
  gtk_box_append (GTK_BOX (line), unit_label);
  gtk_box_append (GTK_BOX (box), yyq_ui_label (figure->title, "caption dim-label"));
  gtk_box_append (GTK_BOX (box), line);
  gtk_box_append (GTK_BOX (box), hint);
  gtk_widget_set_tooltip_text (box, figure->definition);
  return box;
}
