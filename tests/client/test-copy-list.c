/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-copy-list.h"
#include "yyq-test-find-widget.h"
#include "yyq-test-input.h"
#include "yyq-test-wait.h"

/* Two facts between two entries. */
typedef struct {
  GtkWidget *window;
  GtkWidget *before;
  YyqCopyList *list;
  GtkWidget *after;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  fixture->window = gtk_window_new ();
  fixture->before = gtk_button_new_with_label ("before");
  fixture->list = YYQ_COPY_LIST (yyq_copy_list_new ());
  fixture->after = gtk_button_new_with_label ("after");
  yyq_copy_list_append_fact (fixture->list, "Number", "HT-1", NULL);
  yyq_copy_list_append_fact (fixture->list, "Checksum", "abcd", "abcdef");
  gtk_box_append (GTK_BOX (box), fixture->before);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (fixture->list));
  gtk_box_append (GTK_BOX (box), fixture->after);
  gtk_window_set_child (GTK_WINDOW (fixture->window), box);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 400, 300);
  gtk_window_present (GTK_WINDOW (fixture->window));
  yyq_test_wait_while (!gtk_window_is_active (GTK_WINDOW (fixture->window)));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
}

static void
press (Fixture *fixture, guint keyval, GdkModifierType modifiers)
{
  yyq_test_input_key (fixture->window, keyval, modifiers);
}

static GtkListBox *
rows_of (Fixture *fixture)
{
  return GTK_LIST_BOX (yyq_test_find_widget (GTK_WIDGET (fixture->list), GTK_TYPE_LIST_BOX));
}

static void
wait_for_row (Fixture *fixture, int index)
{
  GtkWidget *row = GTK_WIDGET (gtk_list_box_get_row_at_index (rows_of (fixture), index));

  yyq_test_wait_while (!gtk_widget_has_focus (row));
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer text)
{
  *(char **) text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
}

static void
assert_copied (Fixture *fixture, const char *expected)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (fixture->window);
  g_autofree char *text = NULL;

  yyq_test_wait_while (!gdk_clipboard_is_local (clipboard));
  gdk_clipboard_read_text_async (clipboard, NULL, read_cb, &text);
  yyq_test_wait_while (text == NULL);
  g_assert_cmpstr (text, ==, expected);
}

static void
test_stop (Fixture *fixture, gconstpointer data)
{
  gtk_widget_grab_focus (fixture->before);
  press (fixture, GDK_KEY_Tab, 0);
  wait_for_row (fixture, 0);
  press (fixture, GDK_KEY_Down, 0);
  wait_for_row (fixture, 1);
  press (fixture, GDK_KEY_Tab, 0);
  yyq_test_wait_while (!gtk_widget_has_focus (fixture->after));
  press (fixture, GDK_KEY_Tab, GDK_SHIFT_MASK);
  yyq_test_wait_while (gtk_widget_get_focus_child (GTK_WIDGET (rows_of (fixture))) == NULL);
  press (fixture, GDK_KEY_Tab, GDK_SHIFT_MASK);
  yyq_test_wait_while (!gtk_widget_has_focus (fixture->before));
}

static void
test_copy (Fixture *fixture, gconstpointer data)
{
  gtk_widget_grab_focus (fixture->before);
  press (fixture, GDK_KEY_Tab, 0);
  wait_for_row (fixture, 0);
  press (fixture, GDK_KEY_c, GDK_CONTROL_MASK);
  assert_copied (fixture, "HT-1");
}

/* The whole of it, where less is shown. */
static void
test_menu (Fixture *fixture, gconstpointer data)
{
  gtk_widget_grab_focus (fixture->before);
  press (fixture, GDK_KEY_Tab, 0);
  wait_for_row (fixture, 0);
  press (fixture, GDK_KEY_Down, 0);
  wait_for_row (fixture, 1);
  press (fixture, GDK_KEY_F10, GDK_SHIFT_MASK);
  yyq_test_wait_while (yyq_test_find_widget (GTK_WIDGET (fixture->list), GTK_TYPE_POPOVER_MENU) ==
                       NULL);
  gtk_widget_activate_action (GTK_WIDGET (fixture->list), "list.copy", "i", 1);
  assert_copied (fixture, "abcdef");
  press (fixture, GDK_KEY_Escape, 0);
  wait_for_row (fixture, 1);
}

/* Criticals are fatal here. */
static void
test_put_away (Fixture *fixture, gconstpointer data)
{
  GtkWidget *expander = gtk_expander_new ("Details");
  GtkWidget *inside = yyq_copy_list_new ();

  yyq_copy_list_append_fact (YYQ_COPY_LIST (inside), "Version", "2", NULL);
  gtk_expander_set_child (GTK_EXPANDER (expander), inside);
  gtk_box_insert_child_after (GTK_BOX (gtk_window_get_child (GTK_WINDOW (fixture->window))),
                              expander, fixture->before);
  yyq_test_wait_while (!gtk_widget_get_mapped (expander));
  gtk_widget_grab_focus (fixture->before);
  press (fixture, GDK_KEY_Tab, 0);
  yyq_test_wait_while (!gtk_widget_has_focus (expander));
  press (fixture, GDK_KEY_Tab, 0);
  wait_for_row (fixture, 0);
}

#define ADD(name, test) \
  g_test_add ("/client/copy-list/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  ADD ("it is one stop of the Tab key, and the arrows go along it", test_stop);
  ADD ("the row with the focus is copied by Control+C", test_copy);
  ADD ("a row's menu copies all of it, and gives the focus back", test_menu);
  ADD ("in an expander that is closed the Tab key goes past it", test_put_away);
  return g_test_run ();
}
