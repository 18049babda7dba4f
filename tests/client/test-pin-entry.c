/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gtk/gtk.h>
#include <string.h>

#include "yyq-pin-entry.h"
#include "yyq-test-wait.h"

#define PIN "s3cret-PIN"

static GtkEventController *
find_keys (GtkWidget *widget)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++) {
    g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

    if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
      return controller;
  }
  g_assert_not_reached ();
}

static gboolean
press (GtkWidget *widget, guint keyval, GdkModifierType state)
{
  gboolean handled = FALSE;

  g_signal_emit_by_name (find_keys (widget), "key-pressed", keyval, 0, state, &handled);
  return handled;
}

static void
type (GtkWidget *widget, const char *text)
{
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    g_assert_true (press (widget, gdk_unicode_to_keyval (g_utf8_get_char (at)), 0));
}

static GtkWidget *
new_entry (void)
{
  return g_object_ref_sink (yyq_pin_entry_new ("PIN of the UKey"));
}

static void
assert_taken (GtkWidget *entry, const char *expected)
{
  g_autoptr (YyqSecret) secret = yyq_pin_entry_take (YYQ_PIN_ENTRY (entry));

  g_assert_cmpstr (yyq_secret_peek (secret), ==, expected);
  g_assert_cmpuint (yyq_pin_entry_get_length (YYQ_PIN_ENTRY (entry)), ==, 0);
}

static void
test_typing (void)
{
  g_autoptr (GtkWidget) entry = new_entry ();

  type (entry, PIN);
  g_assert_cmpuint (yyq_pin_entry_get_length (YYQ_PIN_ENTRY (entry)), ==, strlen (PIN));
  assert_taken (entry, PIN);
  assert_taken (entry, "");
}

static void
test_backspace (void)
{
  g_autoptr (GtkWidget) entry = new_entry ();

  type (entry, "12é");
  g_assert_true (press (entry, GDK_KEY_BackSpace, 0));
  assert_taken (entry, "12");
  g_assert_true (press (entry, GDK_KEY_BackSpace, 0));
  assert_taken (entry, "");
}

static void
test_max_length (void)
{
  g_autoptr (GtkWidget) entry = new_entry ();

  yyq_pin_entry_set_max_length (YYQ_PIN_ENTRY (entry), 6);
  type (entry, "12345678");
  assert_taken (entry, "123456");
}

static void
test_paste_refused (void)
{
  g_autoptr (GtkWidget) entry = new_entry ();

  gdk_clipboard_set_text (gtk_widget_get_clipboard (entry), "999999");
  g_assert_true (press (entry, GDK_KEY_v, GDK_CONTROL_MASK));
  g_assert_true (press (entry, GDK_KEY_Insert, GDK_SHIFT_MASK));
  assert_taken (entry, "");
}

static void
count_cb (guint *count)
{
  (*count)++;
}

static void
test_copied (void)
{
  g_autoptr (GtkWidget) entry = new_entry ();
  g_autoptr (YyqSecret) copy = NULL;

  yyq_pin_entry_set_text (YYQ_PIN_ENTRY (entry), "old");
  yyq_pin_entry_set_text (YYQ_PIN_ENTRY (entry), "Yuyun");
  copy = yyq_pin_entry_copy (YYQ_PIN_ENTRY (entry));
  g_assert_cmpstr (yyq_secret_peek (copy), ==, "Yuyun");
  g_assert_cmpuint (yyq_pin_entry_get_length (YYQ_PIN_ENTRY (entry)), ==, 5);
}

static void
test_password_pasted (void)
{
  g_autoptr (GtkWidget) entry = new_entry ();
  g_autoptr (YyqSecret) copy = NULL;

  g_object_set (entry, "pastes", TRUE, NULL);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (entry), "Yuyun-2026\n");
  press (entry, GDK_KEY_v, GDK_CONTROL_MASK);
  yyq_test_wait_while (yyq_pin_entry_get_length (YYQ_PIN_ENTRY (entry)) == 0);
  copy = yyq_pin_entry_copy (YYQ_PIN_ENTRY (entry));
  g_assert_cmpstr (yyq_secret_peek (copy), ==, "Yuyun-2026");
}

static void
test_enter (void)
{
  g_autoptr (GtkWidget) entry = new_entry ();
  guint count = 0;

  g_signal_connect_swapped (entry, "activate", G_CALLBACK (count_cb), &count);
  type (entry, "1234");
  g_assert_true (press (entry, GDK_KEY_Return, 0));
  g_assert_true (press (entry, GDK_KEY_KP_Enter, 0));
  g_assert_cmpuint (count, ==, 2);
  assert_taken (entry, "1234");
}

static void
test_other_keys_pass (void)
{
  g_autoptr (GtkWidget) entry = new_entry ();

  g_assert_false (press (entry, GDK_KEY_Tab, 0));
  g_assert_false (press (entry, GDK_KEY_Escape, 0));
  g_assert_false (press (entry, GDK_KEY_s, GDK_ALT_MASK));
  assert_taken (entry, "");
}

/* No property of the widget, of its accessible context or of anything inside holds the PIN. */
static void
assert_no_property_holds (GObject *object, const char *pin)
{
  g_autofree GParamSpec **specs =
    g_object_class_list_properties (G_OBJECT_GET_CLASS (object), NULL);

  for (guint i = 0; specs[i] != NULL; i++) {
    g_auto (GValue) value = G_VALUE_INIT;
    g_autofree char *text = NULL;

    if ((specs[i]->flags & G_PARAM_READABLE) == 0)
      continue;
    g_value_init (&value, specs[i]->value_type);
    g_object_get_property (object, specs[i]->name, &value);
    text = g_strdup_value_contents (&value);
    g_assert_null (strstr (text, pin));
  }
}

static void
assert_tree_silent (GtkWidget *widget, const char *pin)
{
  assert_no_property_holds (G_OBJECT (widget), pin);
  g_assert_false (GTK_IS_EDITABLE (widget));
  g_assert_false (GTK_IS_LABEL (widget));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    assert_tree_silent (child, pin);
}

static void
test_accessible_text (void)
{
  g_autoptr (GtkWidget) entry = new_entry ();
  GtkAccessible *accessible = GTK_ACCESSIBLE (entry);

  type (entry, PIN);
  gtk_test_accessible_assert_role (accessible, GTK_ACCESSIBLE_ROLE_TEXT_BOX);
  gtk_test_accessible_assert_property (accessible, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "PIN of the UKey");
  g_assert_false (
    gtk_test_accessible_has_property (accessible, GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT));
  g_assert_false (gtk_test_accessible_has_property (accessible, GTK_ACCESSIBLE_PROPERTY_VALUE_NOW));
  assert_tree_silent (entry, PIN);
}

static GtkWidget *
find_eye (GtkWidget *entry)
{
  for (GtkWidget *child = gtk_widget_get_first_child (entry); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_TOGGLE_BUTTON (child))
      return child;
  return NULL;
}

static void
test_revealed (void)
{
  g_autoptr (GtkWidget) entry = new_entry ();

  g_assert_null (find_eye (entry));
  g_object_set (entry, "revealable", TRUE, NULL);
  type (entry, PIN);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (find_eye (entry)),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Show what is typed");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (find_eye (entry)), TRUE);
  assert_tree_silent (entry, PIN);
  assert_taken (entry, PIN);
}

static void
test_failed_until_typed (void)
{
  g_autoptr (GtkWidget) entry = new_entry ();

  yyq_pin_entry_set_failed (YYQ_PIN_ENTRY (entry), TRUE);
  g_assert_true (gtk_widget_has_css_class (entry, "error"));
  type (entry, "1");
  g_assert_false (gtk_widget_has_css_class (entry, "error"));
}

static void
test_finalized (void)
{
  GtkWidget *entry = new_entry ();

  type (entry, "1234");
  g_object_add_weak_pointer (G_OBJECT (entry), (gpointer *) &entry);
  g_object_unref (entry);
  g_assert_null (entry);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/client/pin-entry/what is typed is handed over once", test_typing);
  g_test_add_func ("/client/pin-entry/backspace takes whole characters", test_backspace);
  g_test_add_func ("/client/pin-entry/no more than the longest PIN is taken", test_max_length);
  g_test_add_func ("/client/pin-entry/nothing is pasted", test_paste_refused);
  g_test_add_func ("/client/pin-entry/a copy leaves what was typed", test_copied);
  g_test_add_func ("/client/pin-entry/a password is pasted up to the end of its line",
                   test_password_pasted);
  g_test_add_func ("/client/pin-entry/enter activates and keeps the PIN", test_enter);
  g_test_add_func ("/client/pin-entry/keys of the dialog pass through", test_other_keys_pass);
  g_test_add_func ("/client/pin-entry/the accessible text never holds the PIN",
                   test_accessible_text);
  g_test_add_func ("/client/pin-entry/what is shown to the eye is not read out either",
                   test_revealed);
  g_test_add_func ("/client/pin-entry/a failure is marked until the next key",
                   test_failed_until_typed);
  g_test_add_func ("/client/pin-entry/it goes with its last reference", test_finalized);
  return g_test_run ();
}
