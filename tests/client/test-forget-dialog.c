/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>

#include "yyq-forget-dialog.h"
#include "yyq-sync-fixture.h"
#include "yyq-test-find-widget.h"

/* The dialog over the real platform and a cache with a passphrase; @unsent: with a signature that
 * waits. */
typedef struct {
  SyncFixture sync;
  GtkWindow *parent;
  GtkWindow *dialog; /* (weak) */
  gboolean forgotten;
} Fixture;

static gpointer
part (Fixture *fixture, const char *name)
{
  return gtk_widget_get_template_child (GTK_WIDGET (fixture->dialog), YYQ_TYPE_FORGET_DIALOG, name);
}

static void
forgotten_cb (Fixture *fixture)
{
  fixture->forgotten = TRUE;
}

static gboolean
is_looked (gpointer fixture)
{
  return !gtk_spinner_get_spinning (part (fixture, "spinner"));
}

static void
set_up (Fixture *fixture, gconstpointer unsent)
{
  sync_fixture_set_up (&fixture->sync, NULL);
  sync_fixture_restart_client (&fixture->sync, "缓存口令");
  sync_fixture_enter (&fixture->sync);
  if (unsent != NULL)
    g_free (sync_fixture_add_pending (&fixture->sync, "contract-1", "劳动合同", FALSE));
  fixture->parent = GTK_WINDOW (adw_window_new ());
  g_set_weak_pointer (&fixture->dialog,
                      yyq_forget_dialog_new (fixture->parent, fixture->sync.session));
  g_signal_connect_swapped (fixture->dialog, "forgotten", G_CALLBACK (forgotten_cb), fixture);
  gtk_window_set_modal (fixture->dialog, FALSE);
  gtk_window_present (fixture->dialog);
  sync_wait (is_looked, fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer unsent)
{
  if (fixture->dialog != NULL)
    gtk_window_destroy (fixture->dialog);
  g_clear_weak_pointer (&fixture->dialog);
  gtk_window_destroy (fixture->parent);
  sync_fixture_tear_down (&fixture->sync, NULL);
}

static gboolean
is_offered (Fixture *fixture)
{
  return gtk_widget_get_sensitive (part (fixture, "forget_button"));
}

static void
click (Fixture *fixture, const char *name)
{
  g_signal_emit_by_name (part (fixture, name), "clicked");
}

static gboolean
is_forgotten (gpointer fixture)
{
  return ((Fixture *) fixture)->forgotten;
}

static void
test_nothing_unsent (Fixture *fixture, gconstpointer unsent)
{
  const char *name = yyq_account_get_name (yyq_session_get_account (fixture->sync.session));

  g_assert_nonnull (strstr (gtk_label_get_text (part (fixture, "explanation")), name));
  g_assert_false (gtk_widget_get_visible (part (fixture, "unsent_box")));
  g_assert_true (is_offered (fixture));
  click (fixture, "forget_button");
  g_assert_false (is_offered (fixture));
  sync_wait (is_forgotten, fixture);
  g_assert_null (fixture->dialog);
  g_assert_cmpint (yyq_session_get_state (fixture->sync.session), ==, YYQ_SESSION_STATE_LOGGED_OUT);
}

static void
test_named (Fixture *fixture, gconstpointer unsent)
{
  GtkWidget *row = GTK_WIDGET (gtk_list_box_get_row_at_index (part (fixture, "list"), 0));

  g_assert_true (gtk_widget_get_visible (part (fixture, "unsent_box")));
  g_assert_true (yyq_test_says (row, "Signature: 劳动合同"));
  g_assert_true (yyq_test_says (row, "It waits for the platform."));
  g_assert_null (gtk_list_box_get_row_at_index (part (fixture, "list"), 1));
  g_assert_false (is_offered (fixture));
}

static void
test_given_up (Fixture *fixture, gconstpointer unsent)
{
  g_assert_false (is_offered (fixture));
  gtk_check_button_set_active (part (fixture, "give_up_check"), TRUE);
  g_assert_true (is_offered (fixture));
  gtk_check_button_set_active (part (fixture, "give_up_check"), FALSE);
  g_assert_false (is_offered (fixture));
  gtk_check_button_set_active (part (fixture, "give_up_check"), TRUE);
  click (fixture, "forget_button");
  sync_wait (is_forgotten, fixture);
}

static gboolean
is_refused (gpointer fixture)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (part (fixture, "list"), 0);

  return row != NULL && !yyq_test_says (GTK_WIDGET (row), "It waits for the platform.");
}

/* The platform knows no such signature: the row says what came of it. */
static void
test_sent (Fixture *fixture, gconstpointer unsent)
{
  g_assert_cmpuint (yyq_test_front_count (fixture->sync.front, "/complete"), ==, 0);
  click (fixture, "send_button");
  sync_wait (is_refused, fixture);
  g_assert_cmpuint (yyq_test_front_count (fixture->sync.front, "/complete"), ==, 1);
  sync_wait (is_looked, fixture);
  g_assert_false (is_offered (fixture));
}

static gboolean
is_named (gpointer fixture)
{
  return gtk_widget_get_visible (part (fixture, "unsent_box"));
}

/* Something new is not lost because the question was asked before it. */
static void
test_meanwhile (Fixture *fixture, gconstpointer unsent)
{
  g_assert_true (is_offered (fixture));
  g_free (sync_fixture_add_pending (&fixture->sync, "contract-2", "保密协议", FALSE));
  sync_wait (is_named, fixture);
  g_assert_false (is_offered (fixture));
}

static void
test_closed (Fixture *fixture, gconstpointer unsent)
{
  click (fixture, "cancel_button");
  g_assert_null (fixture->dialog);
  g_assert_cmpint (yyq_session_get_state (fixture->sync.session), ==, YYQ_SESSION_STATE_READY);
  g_assert_false (fixture->forgotten);
}

#define ADD(name, unsent, test) \
  g_test_add ("/client/forget-dialog/" name, Fixture, unsent, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  sync_fixture_prepare (&argc, &argv);
  adw_init ();
  ADD ("with nothing unsent one click forgets", NULL, test_nothing_unsent);
  ADD ("what is unsent is named, and nothing is offered", "unsent", test_named);
  ADD ("only what is given up expressly goes", "unsent", test_given_up);
  ADD ("it is sent from here, and the row says what came of it", "unsent", test_sent);
  ADD ("what is done meanwhile is in the way, too", NULL, test_meanwhile);
  ADD ("cancelled, everything is as before", "unsent", test_closed);
  return g_test_run ();
}
