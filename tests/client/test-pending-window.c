/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>

#include "yyq-pending-window.h"
#include "yyq-sync-fixture.h"
#include "yyq-test-find-widget.h"

/* One signature that was refused and one that waits, and the window that shows them. */
typedef struct {
  SyncFixture sync;
  YyqPendingList *list;
  char *refused;
  char *waiting;
  GtkWindow *parent;
  GtkWindow *window;
} Fixture;

static gboolean
has_both (gpointer data)
{
  return g_list_model_get_n_items (data) == 2 && yyq_pending_list_get_n_parked (data) == 1;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  sync_fixture_set_up (&fixture->sync, NULL);
  sync_fixture_enter (&fixture->sync);
  fixture->list = yyq_session_get_pending (fixture->sync.session);
  fixture->waiting = sync_fixture_add_pending (&fixture->sync, "contract-2", "保密协议", FALSE);
  fixture->refused = sync_fixture_add_pending (&fixture->sync, "contract-1", "劳动合同", TRUE);
  fixture->parent = GTK_WINDOW (adw_window_new ());
  fixture->window = yyq_pending_window_new (fixture->parent, fixture->list);
  gtk_window_set_modal (fixture->window, FALSE);
  gtk_window_present (fixture->window);
  sync_wait (has_both, fixture->list);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (fixture->window);
  gtk_window_destroy (fixture->parent);
  g_free (fixture->refused);
  g_free (fixture->waiting);
  sync_fixture_tear_down (&fixture->sync, NULL);
}

typedef struct {
  GtkWidget *widget;
  const char *text;
} SaidText;

/* (nullable): the button or label that says so and is to be seen. */
static GtkWidget *
find (GtkWidget *widget, const char *text)
{
  GtkWidget *found = NULL;

  if (!gtk_widget_get_mapped (widget))
    return NULL;
  if (GTK_IS_BUTTON (widget) && gtk_button_get_label (GTK_BUTTON (widget)) != NULL &&
      strstr (gtk_button_get_label (GTK_BUTTON (widget)), text) != NULL)
    return widget;
  if (GTK_IS_LABEL (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), text) != NULL)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find (child, text);
  return found;
}

static gboolean
is_said (gpointer data)
{
  const SaidText *said = data;

  return find (said->widget, said->text) != NULL;
}

static void
see (Fixture *fixture, const char *text)
{
  sync_wait (is_said, &(SaidText){ GTK_WIDGET (fixture->window), text });
}

static void
click (Fixture *fixture, const char *text)
{
  see (fixture, text);
  g_signal_emit_by_name (find (GTK_WIDGET (fixture->window), text), "clicked");
}

static void
test_shown (Fixture *fixture, gconstpointer data)
{
  GtkListBox *box =
    GTK_LIST_BOX (yyq_test_find_widget (GTK_WIDGET (fixture->window), GTK_TYPE_LIST_BOX));
  GtkWidget *first = NULL;
  GtkWidget *second = NULL;

  see (fixture, "Signature: 劳动合同");
  see (fixture, "Signature: 保密协议");
  first = GTK_WIDGET (gtk_list_box_get_row_at_index (box, 0));
  second = GTK_WIDGET (gtk_list_box_get_row_at_index (box, 1));
  g_assert_nonnull (find (first, "Signature: 劳动合同"));
  g_assert_nonnull (find (first, "The contract was withdrawn before the signature arrived."));
  g_assert_nonnull (find (first, "Try again"));
  g_assert_nonnull (find (first, "Discard"));
  g_assert_nonnull (find (second, "It is sent by itself"));
  g_assert_nonnull (find (second, "Copy"));
  g_assert_null (find (second, "Try again"));
  g_assert_null (find (second, "Discard"));
}

/* Every button by Tab alone, in the order in which they are seen. */
static void
test_keyboard (Fixture *fixture, gconstpointer data)
{
  static const char *const labels[] = { "Try again", "Copy", "Discard…", "Copy" };

  see (fixture, "Signature: 劳动合同");
  gtk_window_set_focus (fixture->window, find (GTK_WIDGET (fixture->window), labels[0]));
  for (gsize i = 0; i < G_N_ELEMENTS (labels); i++) {
    GtkWidget *focus = gtk_window_get_focus (fixture->window);

    g_assert_true (GTK_IS_BUTTON (focus));
    g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (focus)), ==, labels[i]);
    gtk_widget_child_focus (GTK_WIDGET (fixture->window), GTK_DIR_TAB_FORWARD);
  }
}

static gboolean
is_no_longer_parked (gpointer data)
{
  return yyq_pending_list_get_n_parked (data) == 0;
}

static void
test_retry (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) keys = NULL;

  yyq_test_front_spoil (fixture->sync.front, "/complete", YYQ_TEST_FAULT_STATUS_500, 100);
  click (fixture, "Try again");
  sync_wait (is_no_longer_parked, fixture->list);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->list)), ==, 2);
  g_assert_null (find (GTK_WIDGET (fixture->window), "Try again"));
  keys = yyq_test_front_list_keys (fixture->sync.front, "/sign-sessions/session/complete");
  for (guint i = 0; i < keys->len; i++)
    g_assert_cmpstr (keys->pdata[i], ==, fixture->refused);
}

static GtkWindow *
find_question (void)
{
  GListModel *all = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (all); i++) {
    g_autoptr (GtkWindow) window = g_list_model_get_item (all, i);

    if (ADW_IS_MESSAGE_DIALOG (window))
      return window;
  }
  return NULL;
}

static gboolean
has_one (gpointer data)
{
  return g_list_model_get_n_items (data) == 1;
}

static void
test_discard (Fixture *fixture, gconstpointer data)
{
  click (fixture, "Discard");
  g_assert_nonnull (find_question ());
  g_assert_nonnull (
    strstr (adw_message_dialog_get_body (ADW_MESSAGE_DIALOG (find_question ())), "劳动合同"));
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (find_question ()), "keep");
  g_assert_true (has_both (fixture->list));

  click (fixture, "Discard");
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (find_question ()), "discard");
  sync_wait (has_one, fixture->list);
  sync_wait (is_no_longer_parked, fixture->list);
}

typedef struct {
  char *text; /* (nullable) */
} Pasted;

static void
pasted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  ((Pasted *) user_data)->text =
    gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
}

static gboolean
is_local (gpointer data)
{
  return gdk_clipboard_is_local (data);
}

static gboolean
is_pasted (gpointer data)
{
  return ((Pasted *) data)->text != NULL;
}

static void
test_copy (Fixture *fixture, gconstpointer data)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (fixture->window));
  Pasted pasted = { NULL };

  click (fixture, "Copy");
  sync_wait (is_local, clipboard);
  gdk_clipboard_read_text_async (clipboard, NULL, pasted_cb, &pasted);
  sync_wait (is_pasted, &pasted);
  g_assert_true (g_str_has_prefix (pasted.text, "Signature: 劳动合同\nDone at: 20"));
  g_assert_nonnull (strstr (pasted.text, "Not accepted: The contract was withdrawn"));
  see (fixture, "Copied");
  g_free (pasted.text);
}

#define ADD(name, test) \
  g_test_add ("/client/pending-window/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  sync_fixture_prepare (&argc, &argv);
  adw_init ();
  ADD ("what was refused comes first, with the reason and what can be done", test_shown);
  ADD ("every button is reached by the Tab key", test_keyboard);
  ADD ("tried again it is sent under the same key", test_retry);
  ADD ("only after a question is it discarded", test_discard);
  ADD ("it can be copied as text", test_copy);
  return g_test_run ();
}
