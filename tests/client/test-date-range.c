/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>

#include "yyq-date-range.h"
#include "yyq-test-find-widget.h"
#include "yyq-test-wait.h"

#define DAY_MS (G_GINT64_CONSTANT (24) * 3600 * 1000)

/* 2026-11-10 in China. */
#define FROM_MS G_GINT64_CONSTANT (1794240000000)

static guint
count_shaded (GtkWidget *widget)
{
  guint n = gtk_widget_has_css_class (widget, "yyq-in-range");

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += count_shaded (child);
  return n;
}

static void
test_shaded (void)
{
  GtkWidget *window = adw_window_new ();
  GtkWidget *range = g_object_new (YYQ_TYPE_DATE_RANGE, NULL);
  GtkWidget *first;

  yyq_date_range_set (YYQ_DATE_RANGE (range), FROM_MS, FROM_MS + 5 * DAY_MS);
  adw_window_set_content (ADW_WINDOW (window), range);
  gtk_window_present (GTK_WINDOW (window));
  gtk_menu_button_popup (GTK_MENU_BUTTON (yyq_test_find_widget (range, GTK_TYPE_MENU_BUTTON)));
  first = yyq_test_find_widget (range, GTK_TYPE_CALENDAR);
  yyq_test_wait_while (!gtk_widget_get_mapped (first));
  g_assert_cmpuint (count_shaded (first), ==, 5);
  g_assert_cmpuint (count_shaded (gtk_widget_get_parent (gtk_widget_get_parent (first))), ==, 10);
  /* Of a first day in the month before, the days up to its end; and the others in November. */
  g_object_set (first, "month", 9, NULL);
  g_assert_cmpuint (count_shaded (first), ==, 31 - 10 + 1);
  g_assert_cmpuint (count_shaded (gtk_widget_get_parent (gtk_widget_get_parent (first))), ==,
                    31 - 10 + 1 + 14);
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/the days of a range are shaded in both calendars", test_shaded);
  return g_test_run ();
}
