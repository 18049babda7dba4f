/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-shortcuts.h"

/* Stands for its first and its last key. */
#define CHAPTERS "<Alt>1...9"

static void
assert_does_something (GtkApplication *application, const char *accelerator)
{
  g_auto (GStrv) actions = gtk_application_get_actions_for_accel (application, accelerator);

  g_test_message ("%s", accelerator);
  g_assert_nonnull (actions[0]);
}

static guint
check (GtkWidget *widget, GtkApplication *application)
{
  guint n = 0;

  if (GTK_IS_SHORTCUTS_SHORTCUT (widget)) {
    g_autofree char *accelerator = NULL;

    g_object_get (widget, "accelerator", &accelerator, NULL);
    if (g_str_equal (accelerator, CHAPTERS)) {
      assert_does_something (application, "<Alt>1");
      assert_does_something (application, "<Alt>9");
    } else {
      assert_does_something (application, accelerator);
    }
    return 1;
  }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += check (child, application);
  return n;
}

static void
test_overlay (void)
{
  g_autoptr (GtkApplication) application = gtk_application_new (NULL, G_APPLICATION_NON_UNIQUE);
  GtkWidget *overlay = GTK_WIDGET (yyq_shortcuts_window_new (NULL));

  yyq_shortcuts_set (application);
  g_assert_cmpuint (check (overlay, application), >=, 16);
  gtk_window_destroy (GTK_WINDOW (overlay));
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/every key that people are told of does something", test_overlay);
  return g_test_run ();
}
