/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <string.h>

#include "yyq-error.h"
#include "yyq-form-entry-row.h"
#include "yyq-form-region-row.h"
#include "yyq-form-secret-row.h"
#include "yyq-form.h"
#include "yyq-test-find-widget.h"
#include "yyq-test-wait.h"

/* A form of four rows in a window, its button outside. */
typedef struct {
  GtkWidget *window;
  YyqForm *form;
  GtkWidget *button;
  YyqFormRow *name;
  YyqFormRow *phone;
  YyqFormRow *salary;
  YyqFormRow *secret;
  guint submitted;
  guint changed;
} Fixture;

static void
count_cb (guint *count)
{
  (*count)++;
}

static YyqFormRow *
add_row (GtkWidget *box, YyqFormRow *row)
{
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (row));
  return row;
}

static GtkWidget *
make_rows (Fixture *fixture)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  fixture->name = add_row (box, g_object_new (YYQ_TYPE_FORM_ENTRY_ROW, "title", "Name", "kind",
                                              YYQ_VALUE_PERSON_NAME, "member", "name", "required",
                                              TRUE, "most", 4, NULL));
  fixture->phone = add_row (box, g_object_new (YYQ_TYPE_FORM_ENTRY_ROW, "title", "Phone", "kind",
                                               YYQ_VALUE_MOBILE, "member", "phone", "required",
                                               TRUE, "help", "Of the mainland", NULL));
  fixture->salary = add_row (box, g_object_new (YYQ_TYPE_FORM_ENTRY_ROW, "title", "Salary", "kind",
                                                YYQ_VALUE_MONEY, "member", "salary", NULL));
  fixture->secret = add_row (box, g_object_new (YYQ_TYPE_FORM_SECRET_ROW, "title", "Password",
                                                "member", "password", "password", TRUE, NULL));
  return box;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  fixture->window = adw_window_new ();
  fixture->button = gtk_button_new_with_label ("Send");
  fixture->form = g_object_new (YYQ_TYPE_FORM, "content", make_rows (fixture), "submit-button",
                                fixture->button, NULL);
  g_signal_connect_swapped (fixture->form, "submitted", G_CALLBACK (count_cb), &fixture->submitted);
  g_signal_connect_swapped (fixture->phone, "changed", G_CALLBACK (count_cb), &fixture->changed);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (fixture->form));
  gtk_box_append (GTK_BOX (box), fixture->button);
  adw_window_set_content (ADW_WINDOW (fixture->window), box);
  gtk_window_present (GTK_WINDOW (fixture->window));
  yyq_test_wait_while (!gtk_widget_get_mapped (fixture->button));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  GtkWidget *row = GTK_WIDGET (fixture->phone);

  g_object_add_weak_pointer (G_OBJECT (row), (gpointer *) &row);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_assert_null (row);
}

/* As a hand does it: what is there is not touched, and each character comes by itself. */
static void
type (YyqFormRow *row, const char *text)
{
  int position = -1;

  gtk_widget_grab_focus (GTK_WIDGET (row));
  gtk_editable_set_position (GTK_EDITABLE (row), -1);
  position = gtk_editable_get_position (GTK_EDITABLE (row));
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    gtk_editable_insert_text (GTK_EDITABLE (row), at, (int) (g_utf8_next_char (at) - at),
                              &position);
}

static void
clear (YyqFormRow *row)
{
  gtk_editable_set_text (GTK_EDITABLE (row), "");
}

static const char *
text_of (YyqFormRow *row)
{
  return gtk_editable_get_text (GTK_EDITABLE (row));
}

static void
go_on (Fixture *fixture)
{
  gtk_widget_grab_focus (fixture->button);
}

static void
press (Fixture *fixture)
{
  g_signal_emit_by_name (fixture->button, "clicked");
}

static gboolean
has_focus (Fixture *fixture, YyqFormRow *row)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));

  return focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (row));
}

static GtkAccessible *
accessible_of (YyqFormRow *row)
{
  return GTK_ACCESSIBLE (yyq_form_row_get_field (row));
}

static void
assert_wrong (YyqFormRow *row, const char *words)
{
  g_assert_nonnull (yyq_form_row_get_error (row));
  g_assert_nonnull (strstr (yyq_form_row_get_error (row), words));
  gtk_test_accessible_assert_state (accessible_of (row), GTK_ACCESSIBLE_STATE_INVALID,
                                    GTK_ACCESSIBLE_INVALID_TRUE);
  g_assert_true (
    gtk_test_accessible_has_relation (accessible_of (row), GTK_ACCESSIBLE_RELATION_ERROR_MESSAGE));
}

static void
assert_not_wrong (YyqFormRow *row)
{
  g_assert_null (yyq_form_row_get_error (row));
  g_assert_false (gtk_widget_has_css_class (yyq_form_row_get_field (row), "error"));
  g_assert_false (
    gtk_test_accessible_has_relation (accessible_of (row), GTK_ACCESSIBLE_RELATION_ERROR_MESSAGE));
}

static void
test_while_typing (Fixture *fixture, gconstpointer data)
{
  type (fixture->phone, "138");
  assert_not_wrong (fixture->phone);
  go_on (fixture);
  assert_wrong (fixture->phone, "11 digits");
  /* From now on the words go with what is typed. */
  type (fixture->phone, "0013800");
  assert_wrong (fixture->phone, "11 digits");
  type (fixture->phone, "0");
  assert_not_wrong (fixture->phone);
  type (fixture->phone, "1");
  assert_wrong (fixture->phone, "11 digits");
}

static void
test_gone_through (Fixture *fixture, gconstpointer data)
{
  gtk_widget_grab_focus (GTK_WIDGET (fixture->name));
  gtk_widget_grab_focus (GTK_WIDGET (fixture->phone));
  go_on (fixture);
  assert_not_wrong (fixture->name);
  assert_not_wrong (fixture->phone);
}

static void
test_button (Fixture *fixture, gconstpointer data)
{
  type (fixture->phone, "13800138000");
  press (fixture);
  g_assert_cmpuint (fixture->submitted, ==, 0);
  assert_wrong (fixture->name, "filled in");
  assert_not_wrong (fixture->phone);
  assert_not_wrong (fixture->salary);
  g_assert_true (has_focus (fixture, fixture->name));
  type (fixture->name, "张三");
  clear (fixture->phone);
  type (fixture->phone, "1");
  press (fixture);
  g_assert_cmpuint (fixture->submitted, ==, 0);
  g_assert_true (has_focus (fixture, fixture->phone));
  type (fixture->phone, "3800138000");
  press (fixture);
  g_assert_cmpuint (fixture->submitted, ==, 1);
}

static void
test_enter (Fixture *fixture, gconstpointer data)
{
  GtkWidget *entry = yyq_form_row_get_field (fixture->name);

  g_signal_emit_by_name (entry, "activate");
  assert_wrong (fixture->name, "filled in");
  type (fixture->name, "张三");
  type (fixture->phone, "13800138000");
  g_signal_emit_by_name (entry, "activate");
  g_assert_cmpuint (fixture->submitted, ==, 1);
}

static gboolean
is_pasted (gpointer data)
{
  return strlen (text_of (data)) > 3;
}

static void
test_paste (Fixture *fixture, gconstpointer data)
{
  g_autofree char *value = NULL;
  const guint changed = fixture->changed;

  gtk_widget_grab_focus (GTK_WIDGET (fixture->phone));
  gdk_clipboard_set_text (gtk_widget_get_clipboard (fixture->window), "  ＋８６ 138－0013－8000\n");
  gtk_widget_activate_action (
    GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (yyq_form_row_get_field (fixture->phone)))),
    "clipboard.paste", NULL);
  yyq_test_wait_while (!is_pasted (fixture->phone));
  g_assert_cmpstr (text_of (fixture->phone), !=, "13800138000");
  value = yyq_form_row_get_value (fixture->phone);
  g_assert_cmpstr (value, ==, "13800138000");
  g_assert_cmpuint (fixture->changed, >, changed);
  go_on (fixture);
  g_assert_cmpstr (text_of (fixture->phone), ==, "13800138000");
  assert_not_wrong (fixture->phone);
}

/* The cursor stays where the hand is. */
static void
test_cursor (Fixture *fixture, gconstpointer data)
{
  int position = 4;

  type (fixture->phone, "138 0013 8000");
  gtk_editable_insert_text (GTK_EDITABLE (fixture->phone), " ", 1, &position);
  gtk_editable_set_position (GTK_EDITABLE (fixture->phone), position);
  g_assert_cmpstr (text_of (fixture->phone), ==, "138  0013 8000");
  g_assert_cmpint (gtk_editable_get_position (GTK_EDITABLE (fixture->phone)), ==, 5);
}

static void
test_grouped (Fixture *fixture, gconstpointer data)
{
  g_autofree char *value = NULL;

  type (fixture->salary, "￥8000。5");
  go_on (fixture);
  g_assert_cmpstr (text_of (fixture->salary), ==, "8,000.50");
  value = yyq_form_row_get_value (fixture->salary);
  g_assert_cmpstr (value, ==, "8000.50");
}

static void
test_wrong_stays (Fixture *fixture, gconstpointer data)
{
  type (fixture->phone, "138 0013 800x");
  go_on (fixture);
  g_assert_cmpstr (text_of (fixture->phone), ==, "138 0013 800x");
}

/* What an input method composes is not there yet: GtkText tells of it. */
static void
compose (YyqFormRow *row, const char *preedit)
{
  GtkEditable *text = gtk_editable_get_delegate (GTK_EDITABLE (yyq_form_row_get_field (row)));

  g_signal_emit_by_name (text, "preedit-changed", preedit);
}

static void
test_composing (Fixture *fixture, gconstpointer data)
{
  type (fixture->name, "张 三");
  type (fixture->phone, "13800138000");
  gtk_widget_grab_focus (GTK_WIDGET (fixture->name));
  compose (fixture->name, "feng");
  g_signal_emit_by_name (yyq_form_row_get_field (fixture->name), "activate");
  g_assert_cmpuint (fixture->submitted, ==, 0);
  gtk_editable_set_text (GTK_EDITABLE (fixture->name), "张 三");
  go_on (fixture);
  g_assert_cmpstr (text_of (fixture->name), ==, "张 三");
  assert_not_wrong (fixture->name);
  compose (fixture->name, "");
  g_assert_cmpstr (text_of (fixture->name), ==, "张三");
}

/* Counted in characters, after what was composed is there; nothing is cut off. */
static void
test_most (Fixture *fixture, gconstpointer data)
{
  type (fixture->name, "欧阳修文");
  go_on (fixture);
  assert_not_wrong (fixture->name);
  type (fixture->name, "远");
  assert_wrong (fixture->name, "4 characters");
  g_assert_cmpstr (text_of (fixture->name), ==, "欧阳修文远");
}

static char *
find_namesake (YyqFormRow *row, gpointer user_data)
{
  g_autofree char *name = yyq_form_row_get_value (row);

  return g_str_equal (name, user_data) ? g_strdup ("There is one with this name") : NULL;
}

static void
test_own_rule (Fixture *fixture, gconstpointer data)
{
  yyq_form_row_set_check (fixture->name, find_namesake, (gpointer) "张三");
  type (fixture->name, "张 三");
  go_on (fixture);
  assert_wrong (fixture->name, "one with this name");
  type (fixture->name, "丰");
  assert_not_wrong (fixture->name);
}

static GError *
new_error (const char *pointer)
{
  GError *error = g_error_new_literal (YYQ_API_ERROR, YYQ_API_ERROR_INVALID, "invalid: x");

  yyq_api_error_set_pointer (error, pointer);
  return error;
}

static void
test_server (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) of_phone = new_error ("/phone");
  g_autoptr (GError) of_nothing = new_error ("/elsewhere");

  type (fixture->name, "张三");
  type (fixture->phone, "13800138000");
  yyq_form_show_error (fixture->form, of_phone, NULL);
  assert_wrong (fixture->phone, "does not accept");
  g_assert_true (has_focus (fixture, fixture->phone));
  g_assert_null (yyq_form_get_said (fixture->form));
  type (fixture->phone, "1");
  assert_not_wrong (fixture->phone);
  yyq_form_show_error (fixture->form, of_nothing, NULL);
  g_assert_nonnull (yyq_form_get_said (fixture->form));
  /* What was said there is over when it is sent again. */
  gtk_editable_set_text (GTK_EDITABLE (fixture->phone), "13800138000");
  press (fixture);
  g_assert_null (yyq_form_get_said (fixture->form));
  g_assert_cmpuint (fixture->submitted, ==, 1);
}

static void
test_busy (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  gtk_widget_grab_focus (GTK_WIDGET (fixture->phone));
  yyq_form_begin (fixture->form, cancellable);
  g_assert_false (gtk_widget_is_sensitive (GTK_WIDGET (fixture->phone)));
  g_assert_false (gtk_widget_get_sensitive (fixture->button));
  press (fixture);
  g_assert_cmpuint (fixture->submitted, ==, 0);
  g_assert_false (g_cancellable_is_cancelled (cancellable));
  yyq_form_end (fixture->form);
  g_assert_true (gtk_widget_get_sensitive (fixture->button));
  g_assert_true (has_focus (fixture, fixture->phone));
}

static void
test_stopped (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  GtkWidget *form = GTK_WIDGET (fixture->form);
  GtkWidget *stop;

  yyq_form_begin (fixture->form, NULL);
  g_assert_null (yyq_test_find_button (form, "Stop"));
  yyq_form_end (fixture->form);
  yyq_form_begin (fixture->form, cancellable);
  stop = yyq_test_find_button (form, "Stop");
  g_assert_nonnull (stop);
  g_signal_emit_by_name (stop, "clicked");
  g_assert_true (g_cancellable_is_cancelled (cancellable));
  yyq_form_end (fixture->form);
  g_assert_null (yyq_test_find_button (form, "Stop"));
}

static int
top_of (Fixture *fixture, YyqFormRow *row)
{
  graphene_rect_t bounds;

  yyq_test_wait_while (gtk_widget_get_height (GTK_WIDGET (row)) == 0);
  g_assert_true (gtk_widget_compute_bounds (GTK_WIDGET (row), fixture->window, &bounds));
  return (int) bounds.origin.y;
}

static void
frame_cb (GdkFrameClock *clock, gboolean *seen)
{
  *seen = TRUE;
}

static void
wait_for_frame (Fixture *fixture)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (fixture->window);
  gboolean seen = FALSE;
  const gulong handler = g_signal_connect (clock, "after-paint", G_CALLBACK (frame_cb), &seen);

  gtk_widget_queue_draw (fixture->window);
  yyq_test_wait_while (!seen);
  g_signal_handler_disconnect (clock, handler);
}

static void
test_no_jump (Fixture *fixture, gconstpointer data)
{
  int before, after;

  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 600, 500);
  wait_for_frame (fixture);
  before = top_of (fixture, fixture->secret);
  press (fixture);
  assert_wrong (fixture->name, "filled in");
  wait_for_frame (fixture);
  after = top_of (fixture, fixture->secret);
  g_assert_cmpint (before, >, 0);
  g_assert_cmpint (after, ==, before);
}

static void
test_told (Fixture *fixture, gconstpointer data)
{
  g_assert_true (gtk_test_accessible_has_relation (accessible_of (fixture->phone),
                                                   GTK_ACCESSIBLE_RELATION_LABELLED_BY));
  g_assert_true (gtk_test_accessible_has_relation (accessible_of (fixture->phone),
                                                   GTK_ACCESSIBLE_RELATION_DESCRIBED_BY));
  gtk_test_accessible_assert_property (accessible_of (fixture->phone),
                                       GTK_ACCESSIBLE_PROPERTY_REQUIRED, TRUE);
  gtk_test_accessible_assert_property (accessible_of (fixture->salary),
                                       GTK_ACCESSIBLE_PROPERTY_REQUIRED, FALSE);
}

static gboolean
shows_mark (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget) && g_str_equal (gtk_label_get_text (GTK_LABEL (widget)), "*"))
    return gtk_widget_get_visible (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (shows_mark (child))
      return TRUE;
  return FALSE;
}

static void
test_marks (Fixture *fixture, gconstpointer data)
{
  GtkWidget *all = adw_window_new ();
  YyqFormRow *row = g_object_new (YYQ_TYPE_FORM_ENTRY_ROW, "required", TRUE, NULL);

  g_assert_false (shows_mark (GTK_WIDGET (row)));
  g_assert_true (shows_mark (GTK_WIDGET (fixture->name)));
  g_assert_false (shows_mark (GTK_WIDGET (fixture->salary)));
  adw_window_set_content (ADW_WINDOW (all), g_object_new (YYQ_TYPE_FORM, "content", row, NULL));
  g_assert_false (shows_mark (GTK_WIDGET (row)));
  gtk_window_destroy (GTK_WINDOW (all));
}

static void
test_secret (Fixture *fixture, gconstpointer data)
{
  YyqFormSecretRow *row = YYQ_FORM_SECRET_ROW (fixture->secret);
  YyqPinEntry *entry = yyq_form_secret_row_get_entry (row);

  yyq_pin_entry_set_text (entry, "Yuyun-2026");
  g_assert_null (yyq_form_row_get_value (fixture->secret));
  yyq_form_row_set_value (fixture->secret, "something kept");
  g_assert_cmpuint (yyq_pin_entry_get_length (entry), ==, strlen ("Yuyun-2026"));
  yyq_form_secret_row_refuse (row, "This is not the password");
  assert_wrong (fixture->secret, "not the password");
  g_assert_cmpuint (yyq_pin_entry_get_length (entry), ==, 0);
  yyq_pin_entry_set_text (entry, "Y");
  assert_not_wrong (fixture->secret);
}

static void
test_hidden (Fixture *fixture, gconstpointer data)
{
  type (fixture->name, "张三");
  gtk_widget_set_visible (GTK_WIDGET (fixture->phone), FALSE);
  press (fixture);
  g_assert_cmpuint (fixture->submitted, ==, 1);
}

static void
test_day (Fixture *fixture, gconstpointer data)
{
  YyqFormRow *row =
    add_row (gtk_widget_get_parent (GTK_WIDGET (fixture->name)),
             g_object_new (YYQ_TYPE_FORM_ENTRY_ROW, "title", "From", "kind", YYQ_VALUE_DATE, NULL));
  GtkWidget *button = yyq_test_find_widget (GTK_WIDGET (row), GTK_TYPE_MENU_BUTTON);
  g_autoptr (GDateTime) chosen = g_date_time_new_utc (2026, 12, 31, 0, 0, 0);
  g_autoptr (GDateTime) shown = NULL;
  GtkWidget *calendar;

  type (row, "2026年11月23日");
  go_on (fixture);
  g_assert_cmpstr (text_of (row), ==, "2026-11-23");
  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  calendar = yyq_test_find_widget (button, GTK_TYPE_CALENDAR);
  g_assert_nonnull (calendar);
  shown = gtk_calendar_get_date (GTK_CALENDAR (calendar));
  g_assert_cmpint (g_date_time_get_month (shown) * 100 + g_date_time_get_day_of_month (shown), ==,
                   1123);
  gtk_calendar_select_day (GTK_CALENDAR (calendar), chosen);
  g_assert_cmpstr (text_of (row), ==, "2026-12-31");
  g_assert_true (has_focus (fixture, row));
  type (row, "x");
  go_on (fixture);
  assert_wrong (row, "is like");
}

/* The choices of a row for a region, as they stand beside each other. */
static GtkDropDown *
choice_of (YyqFormRow *row, guint level)
{
  GtkWidget *choice =
    gtk_widget_get_first_child (gtk_widget_get_parent (yyq_form_row_get_field (row)));

  while (level-- > 0)
    choice = gtk_widget_get_next_sibling (choice);
  return GTK_DROP_DOWN (choice);
}

static void
choose (YyqFormRow *row, guint level, const char *name)
{
  GListModel *names = gtk_drop_down_get_model (choice_of (row, level));

  for (guint i = 0; i < g_list_model_get_n_items (names); i++) {
    g_autoptr (GtkStringObject) item = g_list_model_get_item (names, i);

    if (g_str_equal (gtk_string_object_get_string (item), name)) {
      gtk_drop_down_set_selected (choice_of (row, level), i);
      return;
    }
  }
  g_error ("%s is not offered", name);
}

static void
assert_value (YyqFormRow *row, const char *value)
{
  g_autofree char *now = yyq_form_row_get_value (row);

  g_assert_cmpstr (now, ==, value);
}

static YyqFormRow *
add_region (Fixture *fixture)
{
  return add_row (
    gtk_widget_get_parent (GTK_WIDGET (fixture->name)),
    g_object_new (YYQ_TYPE_FORM_REGION_ROW, "title", "Region", "required", TRUE, NULL));
}

static void
test_region (Fixture *fixture, gconstpointer data)
{
  YyqFormRow *row = add_region (fixture);

  g_assert_false (yyq_form_row_judge (row));
  assert_wrong (row, "filled in");
  g_assert_false (gtk_widget_get_sensitive (GTK_WIDGET (choice_of (row, 1))));
  choose (row, 0, "河南省");
  assert_wrong (row, "city");
  assert_value (row, "410000");
  choose (row, 1, "郑州市");
  gtk_widget_grab_focus (GTK_WIDGET (row));
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (fixture->window)),
                                         GTK_WIDGET (choice_of (row, 2))));
  choose (row, 2, "金水区");
  assert_not_wrong (row);
  assert_value (row, "410105");
  /* Another province has other cities. */
  choose (row, 0, "北京市");
  assert_value (row, "110100");
  choose (row, 2, "东城区");
  assert_value (row, "110101");
  choose (row, 0, "香港特别行政区");
  assert_value (row, "810000");
  assert_not_wrong (row);
}

static void
test_region_kept (Fixture *fixture, gconstpointer data)
{
  YyqFormRow *row = add_region (fixture);

  yyq_form_row_set_value (row, "419001");
  assert_value (row, "419001");
  assert_not_wrong (row);
  g_assert_false (yyq_test_says (GTK_WIDGET (row), "otherwise"));
  yyq_form_row_set_value (row, "110103");
  assert_value (row, "110100");
  g_assert_true (yyq_test_says (GTK_WIDGET (row), "崇文区"));
  yyq_form_row_set_value (row, "");
  assert_value (row, "");
}

#define ADD(name, test) g_test_add ("/client/form/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  ADD ("nothing is called wrong before it is left; then the words follow what is typed",
       test_while_typing);
  ADD ("who only goes through is told nothing", test_gone_through);
  ADD ("the button asks all rows, and the first wrong one gets the focus", test_button);
  ADD ("enter in a row does what the button does", test_enter);
  ADD ("what is pasted is brought into its form when it is left", test_paste);
  ADD ("the cursor is left alone while one types", test_cursor);
  ADD ("an amount is shown in groups and kept without", test_grouped);
  ADD ("what is wrong stays as it was typed", test_wrong_stays);
  ADD ("nothing happens to what an input method composes", test_composing);
  ADD ("too many characters are told, not cut off", test_most);
  ADD ("a form has rules of its own", test_own_rule);
  ADD ("what the platform refuses is said at its row, until that is another value", test_server);
  ADD ("while it is sent nothing is taken, and then the focus is where it was", test_busy);
  ADD ("what can be taken back has a button for that", test_stopped);
  ADD ("nothing jumps when something is called wrong", test_no_jump);
  ADD ("assistive programs know title, help, and what is required", test_told);
  ADD ("a mark that every row would have is left out", test_marks);
  ADD ("a secret has no value to keep", test_secret);
  ADD ("what is not to be seen is not asked", test_hidden);
  ADD ("a day is typed in many ways, or chosen in a calendar", test_day);
  ADD ("a region is chosen down to where an address ends", test_region);
  ADD ("a region that was kept is chosen again, a former one is told", test_region_kept);
  return g_test_run ();
}
