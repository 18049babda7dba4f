/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-tooltips.h"

#define WIDEST_CHARS 50

static void
widen (GtkLabel *label)
{
  if (gtk_label_get_max_width_chars (label) < WIDEST_CHARS)
    gtk_label_set_max_width_chars (label, WIDEST_CHARS);
}

/* The label is GTK's own: it is found beside what is put into the tooltip for a moment. */
static void
keep_lines (GtkTooltip *tooltip)
{
  GtkWidget *probe = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_tooltip_set_custom (tooltip, probe);
  for (GtkWidget *part = gtk_widget_get_first_child (gtk_widget_get_parent (probe)); part != NULL;
       part = gtk_widget_get_next_sibling (part))
    if (GTK_IS_LABEL (part)) {
      g_signal_handlers_disconnect_by_func (part, widen, NULL);
      g_signal_connect (part, "notify::max-width-chars", G_CALLBACK (widen), NULL);
    }
  gtk_tooltip_set_custom (tooltip, NULL);
}

/* (widget, x, y, by keyboard, tooltip), before the widget sets the text. */
static gboolean
query_cb (GSignalInvocationHint *hint, guint n_values, const GValue *values, gpointer data)
{
  GtkTooltip *tooltip = g_value_get_object (&values[4]);

  if (tooltip != NULL)
    keep_lines (tooltip);
  return TRUE;
}

void
yyq_tooltips_keep_lines (void)
{
  static gboolean kept;

  if (kept)
    return;
  kept = TRUE;
  g_type_class_unref (g_type_class_ref (GTK_TYPE_WIDGET));
  g_signal_add_emission_hook (g_signal_lookup ("query-tooltip", GTK_TYPE_WIDGET), 0, query_cb, NULL,
                              NULL);
}
