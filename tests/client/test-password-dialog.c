/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>

#include "yyq-error.h"
#include "yyq-form-secret-row.h"
#include "yyq-form.h"
#include "yyq-password-dialog.h"
#include "yyq-sync-fixture.h"
#include "yyq-test-find-widget.h"

/* The password is changed in a window, at the real platform. */
/* Rows of docs/manual-coverage.md: 37. */

#define NEW_PASSWORD "kerufl-7Qx"

typedef struct {
  SyncFixture sync;
  GtkWidget *window;
  GtkWindow *dialog; /* (nullable): NULL when it has closed itself */
  guint changed;
} Fixture;

static gpointer
part (Fixture *fixture, const char *name)
{
  return gtk_widget_get_template_child (GTK_WIDGET (fixture->dialog), YYQ_TYPE_PASSWORD_DIALOG,
                                        name);
}

static void
changed_cb (Fixture *fixture)
{
  fixture->changed++;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  sync_fixture_set_up (&fixture->sync, NULL);
  sync_fixture_enter (&fixture->sync);
  fixture->window = adw_window_new ();
  gtk_window_present (GTK_WINDOW (fixture->window));
  fixture->dialog = yyq_password_dialog_new (GTK_WINDOW (fixture->window), fixture->sync.session);
  g_object_add_weak_pointer (G_OBJECT (fixture->dialog), (gpointer *) &fixture->dialog);
  g_signal_connect_swapped (fixture->dialog, "changed", G_CALLBACK (changed_cb), fixture);
  gtk_window_present (fixture->dialog);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  if (fixture->dialog != NULL) {
    g_object_remove_weak_pointer (G_OBJECT (fixture->dialog), (gpointer *) &fixture->dialog);
    gtk_window_destroy (fixture->dialog);
  }
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  sync_fixture_tear_down (&fixture->sync, NULL);
}

static YyqPinEntry *
entry_of (Fixture *fixture, const char *row)
{
  return yyq_form_secret_row_get_entry (part (fixture, row));
}

static void
type (Fixture *fixture, const char *old, const char *new, const char *again)
{
  yyq_pin_entry_set_text (entry_of (fixture, "old_row"), old);
  yyq_pin_entry_set_text (entry_of (fixture, "new_row"), new);
  yyq_pin_entry_set_text (entry_of (fixture, "again_row"), again);
}

static gboolean
may_save (Fixture *fixture)
{
  return gtk_widget_get_sensitive (part (fixture, "save_button"));
}

/* What is said below a row, wrong or not. */
static gboolean
says (Fixture *fixture, const char *row, const char *words)
{
  return yyq_test_says (part (fixture, row), words);
}

static const char *
error_of (Fixture *fixture, const char *row)
{
  return yyq_form_row_get_error (part (fixture, row));
}

static gboolean
has_focus (Fixture *fixture, const char *name)
{
  GtkWidget *focus = gtk_window_get_focus (fixture->dialog);

  return focus != NULL &&
         (focus == part (fixture, name) || gtk_widget_is_ancestor (focus, part (fixture, name)));
}

static void
press (Fixture *fixture)
{
  g_assert_true (may_save (fixture));
  g_signal_emit_by_name (part (fixture, "save_button"), "clicked");
}

static void
save (Fixture *fixture)
{
  press (fixture);
  g_assert_false (may_save (fixture));
}

/* Nothing is sent, and it is said what is wrong where. */
static void
assert_refuses (Fixture *fixture, const char *row, const char *words)
{
  press (fixture);
  g_assert_true (may_save (fixture));
  g_assert_nonnull (error_of (fixture, row));
  g_assert_nonnull (strstr (error_of (fixture, row), words));
  g_assert_true (has_focus (fixture, row));
}

static gboolean
has_closed (gpointer data)
{
  return ((Fixture *) data)->dialog == NULL;
}

static void
test_judged (Fixture *fixture, gconstpointer data)
{
  type (fixture, YYQ_TEST_PASSWORD, "short", "short");
  g_assert_true (says (fixture, "new_row", "8 characters"));
  g_assert_null (error_of (fixture, "new_row"));
  assert_refuses (fixture, "new_row", "8 characters");
  type (fixture, YYQ_TEST_PASSWORD, "张测试的密码真长7", "张测试的密码真长7");
  assert_refuses (fixture, "new_row", "name");
  type (fixture, YYQ_TEST_PASSWORD, YYQ_TEST_PASSWORD, YYQ_TEST_PASSWORD);
  assert_refuses (fixture, "new_row", "present");
  type (fixture, "", NEW_PASSWORD, NEW_PASSWORD);
  assert_refuses (fixture, "old_row", "filled in");
  type (fixture, YYQ_TEST_PASSWORD, NEW_PASSWORD, NEW_PASSWORD);
  g_assert_null (error_of (fixture, "new_row"));
  g_assert_true (says (fixture, "new_row", "good"));
  g_assert_cmpfloat (gtk_level_bar_get_value (part (fixture, "strength_bar")), ==, 2);
}

static void
test_again (Fixture *fixture, gconstpointer data)
{
  type (fixture, YYQ_TEST_PASSWORD, NEW_PASSWORD, "");
  gtk_widget_grab_focus (part (fixture, "again_row"));
  yyq_pin_entry_set_text (entry_of (fixture, "again_row"), "ker");
  g_assert_null (error_of (fixture, "again_row"));
  yyq_pin_entry_set_text (entry_of (fixture, "again_row"), "kerufl-7Qy");
  gtk_widget_grab_focus (part (fixture, "new_row"));
  g_assert_nonnull (error_of (fixture, "again_row"));
  assert_refuses (fixture, "again_row", "not the same");
  /* Whichever of them is corrected. */
  yyq_pin_entry_set_text (entry_of (fixture, "new_row"), "kerufl-7Qy");
  g_assert_null (error_of (fixture, "again_row"));
}

static void
test_change (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  type (fixture, YYQ_TEST_PASSWORD, NEW_PASSWORD, NEW_PASSWORD);
  save (fixture);
  sync_wait (has_closed, fixture);
  g_assert_cmpuint (fixture->changed, ==, 1);
  /* This session stays. */
  g_assert_true (sync_fixture_refresh (&fixture->sync, &error));
  g_assert_no_error (error);
  sync_fixture_logout (&fixture->sync, &error);
  g_assert_no_error (error);
  g_assert_false (sync_fixture_login (&fixture->sync, YYQ_TEST_PASSWORD, &error));
  g_assert_error (error, YYQ_API_ERROR, YYQ_API_ERROR_CREDENTIALS);
  g_clear_error (&error);
  g_assert_true (sync_fixture_login (&fixture->sync, NEW_PASSWORD, &error));
}

static gboolean
says_old_error (gpointer data)
{
  return error_of (data, "old_row") != NULL;
}

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  g_assert_true (has_focus (fixture, "old_row"));
  type (fixture, "not-this-1", NEW_PASSWORD, NEW_PASSWORD);
  gtk_widget_grab_focus (part (fixture, "again_row"));
  save (fixture);
  sync_wait (says_old_error, fixture);
  g_assert_nonnull (strstr (error_of (fixture, "old_row"), "4 more tries"));
  g_assert_true (has_focus (fixture, "old_row"));
  g_assert_cmpuint (yyq_pin_entry_get_length (entry_of (fixture, "old_row")), ==, 0);
  g_assert_cmpuint (yyq_pin_entry_get_length (entry_of (fixture, "new_row")), ==,
                    strlen (NEW_PASSWORD));
  /* What is typed next is not wrong any more. */
  yyq_pin_entry_set_text (entry_of (fixture, "old_row"), YYQ_TEST_PASSWORD);
  g_assert_false (says_old_error (fixture));
  save (fixture);
  sync_wait (has_closed, fixture);
}

static gboolean
says_error (gpointer data)
{
  return yyq_form_get_said (part (data, "form")) != NULL;
}

static void
test_lost (Fixture *fixture, gconstpointer data)
{
  type (fixture, YYQ_TEST_PASSWORD, NEW_PASSWORD, NEW_PASSWORD);
  yyq_test_front_go_down (fixture->sync.front);
  save (fixture);
  sync_wait (says_error, fixture);
  g_assert_true (may_save (fixture));
  g_assert_cmpuint (fixture->changed, ==, 0);
  yyq_test_front_come_up (fixture->sync.front);
  save (fixture);
  sync_wait (has_closed, fixture);
  g_assert_cmpuint (fixture->changed, ==, 1);
}

/* The platform may have it already: nobody is to find that out at the next log-in. */
static void
test_closed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  type (fixture, YYQ_TEST_PASSWORD, NEW_PASSWORD, NEW_PASSWORD);
  save (fixture);
  gtk_window_close (fixture->dialog);
  g_assert_nonnull (fixture->dialog);
  g_assert_false (gtk_widget_get_sensitive (part (fixture, "cancel_button")));
  sync_wait (has_closed, fixture);
  g_assert_cmpuint (fixture->changed, ==, 1);
  g_assert_true (sync_fixture_refresh (&fixture->sync, &error));
}

#define ADD(name, test) \
  g_test_add ("/client/password-dialog/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  sync_fixture_prepare (&argc, &argv);
  gtk_init ();
  adw_init ();
  ADD ("a new password is judged while it is typed", test_judged);
  ADD ("it is typed twice, and a half typed one is not called wrong", test_again);
  ADD ("a changed password logs in, the old one does not, and this session stays", test_change);
  ADD ("a wrong present password is said at its field, with the tries left", test_refused);
  ADD ("when the platform is lost what was typed stays", test_lost);
  ADD ("while it saves it does not close, and then tells of the change", test_closed);
  return g_test_run ();
}
