/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-tooltips.h"

/* The label that GTK shows of @tooltip. */
static GtkWidget *
find_label (GtkTooltip *tooltip)
{
  GtkWidget *probe = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *label;

  gtk_tooltip_set_custom (tooltip, probe);
  label = gtk_widget_get_first_child (gtk_widget_get_parent (probe));
  while (!GTK_IS_LABEL (label))
    label = gtk_widget_get_next_sibling (label);
  return label;
}

static int
natural_width (GtkWidget *label)
{
  int width = 0;

  gtk_widget_measure (label, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &width, NULL, NULL);
  return width;
}

static void
test_one_line (void)
{
  g_autoptr (GtkTooltip) tooltip = g_object_new (GTK_TYPE_TOOLTIP, NULL);
  g_autoptr (GtkWidget) button = g_object_ref_sink (gtk_button_new ());
  g_autoptr (GtkWidget) line = g_object_ref_sink (gtk_label_new ("页码，输入后按回车键跳转"));
  GtkWidget *shown;
  gboolean has = FALSE;

  yyq_tooltips_keep_lines ();
  gtk_widget_set_tooltip_text (button, "页码，输入后按回车键跳转");
  g_signal_emit_by_name (button, "query-tooltip", 0, 0, FALSE, tooltip, &has);
  g_assert_true (has);
  shown = find_label (tooltip);
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (shown)), ==, "页码，输入后按回车键跳转");
  gtk_widget_show (shown);
  g_assert_cmpint (natural_width (shown), ==, natural_width (line));
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/client/tooltips/a Chinese tooltip stands on one line", test_one_line);
  return g_test_run ();
}
