/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>

#include "yyq-error-view.h"
#include "yyq-error.h"
#include "yyq-info-bar.h"
#include "yyq-state-page.h"
#include "yyq-status-badge.h"
#include "yyq-test-find-widget.h"
#include "yyq-test-wait.h"

static const char *
badge_text (GtkWidget *badge)
{
  return gtk_label_get_text (GTK_LABEL (gtk_widget_get_first_child (badge)));
}

static void
test_badge (void)
{
  g_autoptr (GtkWidget) badge = g_object_ref_sink (yyq_status_badge_new ());

  yyq_status_badge_set_contract_state (YYQ_STATUS_BADGE (badge), YYQ_CONTRACT_STATE_SIGNING, TRUE);
  g_assert_cmpstr (badge_text (badge), ==, "Waiting for me");
  yyq_status_badge_set_contract_state (YYQ_STATUS_BADGE (badge), YYQ_CONTRACT_STATE_SIGNING, FALSE);
  g_assert_cmpstr (badge_text (badge), ==, "Signing");
  yyq_status_badge_set_party_state (YYQ_STATUS_BADGE (badge), YYQ_PARTY_STATE_STAMPING, TRUE);
  g_assert_cmpstr (badge_text (badge), ==, "Waiting for the time stamp");
}

static void
test_error_words (void)
{
  g_autoptr (GtkWidget) view = g_object_ref_sink (yyq_error_view_new ());
  g_autoptr (GError) error =
    g_error_new_literal (YYQ_UKEY_ERROR, YYQ_UKEY_ERROR_PIN_WRONG, "CKR_PIN_INCORRECT");

  g_assert_false (gtk_widget_get_visible (view));
  yyq_error_view_set_error (YYQ_ERROR_VIEW (view), error);
  g_assert_true (gtk_widget_get_visible (view));
  g_assert_cmpstr (yyq_error_view_get_what (YYQ_ERROR_VIEW (view)), ==, "Wrong PIN");
}

static void
test_cancelled_silent (void)
{
  g_autoptr (GtkWidget) view = g_object_ref_sink (yyq_error_view_new ());
  g_autoptr (GError) error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "");

  yyq_error_view_set_error (YYQ_ERROR_VIEW (view), error);
  g_assert_false (gtk_widget_get_visible (view));
}

static void
count_cb (guint *count)
{
  (*count)++;
}

static void
test_retry (void)
{
  g_autoptr (GtkWidget) page = g_object_ref_sink (yyq_state_page_new ());
  g_autoptr (GError) error = g_error_new_literal (YYQ_API_ERROR, YYQ_API_ERROR_OFFLINE, "connect");
  guint count = 0;

  g_signal_connect_swapped (page, "retry", G_CALLBACK (count_cb), &count);
  yyq_state_page_show_error (YYQ_STATE_PAGE (page), error);
  g_signal_emit_by_name (yyq_test_find_widget (page, GTK_TYPE_BUTTON), "clicked");
  g_assert_cmpuint (count, ==, 1);
  yyq_state_page_show_empty (YYQ_STATE_PAGE (page), NULL, "Nothing <here>", "a & b");
  g_assert_false (gtk_widget_get_visible (yyq_test_find_widget (page, GTK_TYPE_BUTTON)));
}

static void
test_bar_leaves_focus (void)
{
  GtkWindow *window = GTK_WINDOW (gtk_window_new ());
  GtkWidget *bar = yyq_info_bar_new ("yyq-notice-symbolic");
  GtkWidget *focus = NULL;

  gtk_window_set_child (window, bar);
  yyq_info_bar_set (YYQ_INFO_BAR (bar), "Offline", "Try again", TRUE);
  yyq_info_bar_set_revealed (YYQ_INFO_BAR (bar), TRUE);
  gtk_window_present (window);
  yyq_test_wait_while (!gtk_widget_child_focus (bar, GTK_DIR_TAB_FORWARD));
  focus = gtk_window_get_focus (window);
  g_assert_nonnull (focus);
  yyq_info_bar_set_revealed (YYQ_INFO_BAR (bar), FALSE);
  g_assert_null (gtk_window_get_focus (window));
  g_assert_false (gtk_widget_grab_focus (focus));
  gtk_window_destroy (window);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/client/status-badge/the word says whose turn it is", test_badge);
  g_test_add_func ("/client/error-view/an error is shown in words", test_error_words);
  g_test_add_func ("/client/error-view/a cancellation is never shown", test_cancelled_silent);
  g_test_add_func ("/client/info-bar/the focus does not go out of sight with it",
                   test_bar_leaves_focus);
  g_test_add_func ("/client/state-page/an error can be tried again", test_retry);
  return g_test_run ();
}
