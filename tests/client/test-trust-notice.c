/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>

#include "yyq-sync-fixture.h"
#include "yyq-trust-notice.h"

/* The question whether a server's new authorities are right. */
typedef struct {
  SyncFixture sync;
  YyqTestPki *other;
  GtkWindow *parent;
  GtkWindow *notice;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  sync_fixture_set_up (&fixture->sync, NULL);
  sync_fixture_connect (&fixture->sync);
  fixture->other = yyq_test_pki_new ();
  yyq_test_platform_set_root (fixture->sync.platform, fixture->other);
  sync_fixture_connect (&fixture->sync);
  fixture->parent = GTK_WINDOW (adw_window_new ());
  /* An answer closes it. */
  fixture->notice = g_object_ref (yyq_trust_notice_new (fixture->parent, fixture->sync.session));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (fixture->notice);
  g_object_unref (fixture->notice);
  gtk_window_destroy (fixture->parent);
  yyq_test_pki_free (fixture->other);
  sync_fixture_tear_down (&fixture->sync, NULL);
}

static gboolean
is_pending (Fixture *fixture)
{
  return yyq_server_trust_get_pending (yyq_session_get_server_trust (fixture->sync.session));
}

/* The subtitle of the only row below the group with @title. */
static const char *
find_row (GtkWidget *widget, const char *title)
{
  const char *found = NULL;

  if (ADW_IS_PREFERENCES_GROUP (widget) &&
      g_strcmp0 (adw_preferences_group_get_title (ADW_PREFERENCES_GROUP (widget)), title) == 0)
    title = NULL;
  if (ADW_IS_ACTION_ROW (widget) && title == NULL)
    return adw_action_row_get_subtitle (ADW_ACTION_ROW (widget));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_row (child, title);
  return found;
}

static char *
first_bytes (YyqTestPki *pki)
{
  g_autoptr (GBytes) der = yyq_test_pki_root_der (pki);
  g_autofree char *sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, der);

  return g_strdup_printf ("SHA-256 %c%c:%c%c:", g_ascii_toupper (sha256[0]),
                          g_ascii_toupper (sha256[1]), g_ascii_toupper (sha256[2]),
                          g_ascii_toupper (sha256[3]));
}

static void
test_shown (Fixture *fixture, gconstpointer data)
{
  g_autofree char *ours = first_bytes (yyq_test_platform_get_pki (fixture->sync.platform));
  g_autofree char *theirs = first_bytes (fixture->other);
  const char *body = adw_message_dialog_get_body (ADW_MESSAGE_DIALOG (fixture->notice));

  g_assert_nonnull (strstr (find_row (GTK_WIDGET (fixture->notice), "Until now"), ours));
  g_assert_nonnull (strstr (find_row (GTK_WIDGET (fixture->notice), "From now on"), theirs));
  g_assert_nonnull (strstr (body, yyq_session_get_server_url (fixture->sync.session)));
}

static void
test_later (Fixture *fixture, gconstpointer data)
{
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (fixture->notice), "later");
  g_assert_true (is_pending (fixture));
}

static void
test_confirmed (Fixture *fixture, gconstpointer data)
{
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (fixture->notice), "confirm");
  g_assert_false (is_pending (fixture));
}

#define ADD(name, test) g_test_add ("/trust-notice/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  sync_fixture_prepare (&argc, &argv);
  adw_init ();
  ADD ("it tells what was, what is now, with fingerprints, and who says so", test_shown);
  ADD ("not now leaves everything as it was", test_later);
  ADD ("only confirming lets the new authorities count", test_confirmed);
  return g_test_run ();
}
