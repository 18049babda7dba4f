/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <string.h>

#include "yyq-form-draft.h"
#include "yyq-form-entry-row.h"
#include "yyq-form-secret-row.h"
#include "yyq-session-private.h"
#include "yyq-sync-fixture.h"

/* What is typed into a form, page after page and program after program. */

#define PASSPHRASE "缓存口令"
#define SECRET "kerufl-7Qx"
#define OBJECT "01936f00-0000-7000-8000-0000000000c1"

static const YyqDraftKind kind = { .name = "test.form",
                                   .label = "Form",
                                   .apply = yyq_kept_values_apply,
                                   .describe = yyq_kept_values_describe };

typedef struct {
  SyncFixture sync;
  GtkWidget *window; /* (nullable) */
  YyqForm *form;
  YyqFormRow *name;
  YyqFormRow *salary;
  YyqFormRow *secret;
  YyqKeptValues *kept; /* (owned) (nullable) */
} Fixture;

static void
enter (Fixture *fixture)
{
  YyqWorkspace *workspace;

  sync_fixture_restart_client (&fixture->sync, PASSPHRASE);
  sync_fixture_enter (&fixture->sync);
  workspace = yyq_session_get_workspace (fixture->sync.session);
  yyq_drafts_add_kind (yyq_workspace_get_drafts (workspace), &kind);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  sync_fixture_set_up (&fixture->sync, NULL);
  enter (fixture);
}

static YyqFormRow *
add_row (GtkWidget *box, gpointer row)
{
  gtk_box_append (GTK_BOX (box), row);
  return row;
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  *(YyqKeptValues **) user_data = yyq_kept_values_open_finish (result, &error);
  g_assert_no_error (error);
}

static gboolean
is_open (gpointer data)
{
  return ((Fixture *) data)->kept != NULL;
}

static void
open_form (Fixture *fixture, const char *object_id)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  fixture->window = adw_window_new ();
  fixture->name = add_row (box, g_object_new (YYQ_TYPE_FORM_ENTRY_ROW, "title", "Name", "kind",
                                              YYQ_VALUE_PERSON_NAME, "member", "name", NULL));
  fixture->salary = add_row (box, g_object_new (YYQ_TYPE_FORM_ENTRY_ROW, "title", "Salary", "kind",
                                                YYQ_VALUE_MONEY, "member", "salary", NULL));
  fixture->secret = add_row (box, g_object_new (YYQ_TYPE_FORM_SECRET_ROW, "title", "Password",
                                                "member", "password", "password", TRUE, NULL));
  fixture->form = g_object_new (YYQ_TYPE_FORM, "content", box, NULL);
  adw_window_set_content (ADW_WINDOW (fixture->window), GTK_WIDGET (fixture->form));
  yyq_kept_values_open_async (fixture->sync.session, &kind, object_id, opened_cb, &fixture->kept);
  sync_wait (is_open, fixture);
  yyq_form_draft_follow (fixture->form, fixture->kept);
}

static void
close_form (Fixture *fixture)
{
  g_clear_object (&fixture->kept);
  if (fixture->window != NULL)
    gtk_window_destroy (GTK_WINDOW (fixture->window));
  fixture->window = NULL;
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  close_form (fixture);
  sync_fixture_tear_down (&fixture->sync, NULL);
}

static void
type (YyqFormRow *row, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (row), text);
}

static void
assert_holds (YyqFormRow *row, const char *text)
{
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (row)), ==, text);
}

static void
test_closed (Fixture *fixture, gconstpointer data)
{
  open_form (fixture, NULL);
  type (fixture->name, "张三");
  type (fixture->salary, "8000.5");
  close_form (fixture);
  open_form (fixture, NULL);
  assert_holds (fixture->name, "张三");
  assert_holds (fixture->salary, "8,000.50");
  /* That it was kept does not make it wrong. */
  g_assert_null (yyq_form_row_get_error (fixture->name));
}

static void
test_ended (Fixture *fixture, gconstpointer data)
{
  open_form (fixture, NULL);
  type (fixture->name, "张");
  yyq_pin_entry_set_text (yyq_form_secret_row_get_entry (YYQ_FORM_SECRET_ROW (fixture->secret)),
                          SECRET);
  close_form (fixture);
  enter (fixture);
  open_form (fixture, NULL);
  assert_holds (fixture->name, "张");
  g_assert_null (yyq_form_row_get_error (fixture->name));
  g_assert_null (yyq_kept_values_get (fixture->kept, "password"));
}

static void
test_sent (Fixture *fixture, gconstpointer data)
{
  open_form (fixture, NULL);
  type (fixture->name, "张三");
  yyq_kept_values_discard (fixture->kept);
  close_form (fixture);
  open_form (fixture, NULL);
  assert_holds (fixture->name, "");
}

static void
test_objects (Fixture *fixture, gconstpointer data)
{
  open_form (fixture, NULL);
  type (fixture->name, "张三");
  close_form (fixture);
  open_form (fixture, OBJECT);
  assert_holds (fixture->name, "");
  type (fixture->name, "李四");
  close_form (fixture);
  open_form (fixture, NULL);
  assert_holds (fixture->name, "张三");
}

static void
test_described (void)
{
  g_autoptr (GBytes) nothing = g_bytes_new (NULL, 0);
  g_autoptr (GBytes) damaged = g_bytes_new_static ("\001\002\003", 3);
  g_autofree char *none = yyq_kept_values_describe (nothing);
  g_autofree char *broken = yyq_kept_values_describe (damaged);

  g_assert_cmpstr (none, ==, "");
  g_assert_cmpstr (broken, ==, "");
}

static void
test_listed (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = NULL;
  g_autoptr (GBytes) local = g_bytes_new (NULL, 0);
  g_autoptr (GVariant) typed = g_variant_ref_sink (
    g_variant_new_parsed ("{'name': ('Name', '张三'), 'salary': ('Salary', '')}"));
  g_autoptr (GBytes) operation = g_variant_get_data_as_bytes (typed);
  g_autoptr (GBytes) after = yyq_kept_values_apply (local, operation, NULL);

  text = yyq_kept_values_describe (after);
  g_assert_cmpstr (text, ==, "Name: 张三");
}

#define ADD(name, test) \
  g_test_add ("/client/form-draft/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  sync_fixture_prepare (&argc, &argv);
  gtk_init ();
  adw_init ();
  ADD ("what is typed is there when the form is opened again", test_closed);
  ADD ("it survives the program, and a secret is never in it", test_ended);
  ADD ("when it was sent nothing stays", test_sent);
  ADD ("each object has what was typed about it", test_objects);
  ADD ("who reads a draft sees titles and texts", test_listed);
  g_test_add_func ("/client/form-draft/what is damaged is nothing", test_described);
  return g_test_run ();
}
