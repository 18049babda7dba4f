/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-trust-notice.h"

#include <glib/gi18n.h>

#include "yyq-clock.h"
#include "yyq-trust-roots.h"
#include "yyq-ui.h"

#define LIST_HEIGHT 420
/* Bytes of a fingerprint in one line. */
#define BYTES_A_LINE 8

static char *
format_fingerprint (const char *sha256)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; sha256[i] != '\0' && sha256[i + 1] != '\0'; i += 2) {
    if (i > 0)
      g_string_append_c (text, i / 2 % BYTES_A_LINE == 0 ? '\n' : ':');
    g_string_append_printf (text, "%c%c", g_ascii_toupper (sha256[i]),
                            g_ascii_toupper (sha256[i + 1]));
  }
  return g_string_free (text, FALSE);
}

/* (transfer full) (nullable): NULL when there are none. */
static char *
join (const char *const *words)
{
  return words != NULL && words[0] != NULL ? g_strjoinv (_ (", "), (GStrv) words) : NULL;
}

/* What its certificates must be: a change may be here alone. */
static void
append_conditions (GString *text, YyqTrustRoot *root)
{
  g_autofree char *usages = join (yyq_trust_root_get_key_usages (root));
  g_autofree char *extended = join (yyq_trust_root_get_extended_key_usages (root));
  g_autofree char *policies = join (yyq_trust_root_get_policies (root));

  g_string_append_c (text, '\n');
  g_string_append_printf (text, _ ("Keys from %d bits (RSA) and %d bits (EC)"),
                          yyq_trust_root_get_minimum_rsa (root),
                          yyq_trust_root_get_minimum_ec (root));
  g_string_append_c (text, '\n');
  if (yyq_trust_root_get_revocation_required (root))
    g_string_append_printf (text, _ ("Revocation is checked, with %d hours of grace"),
                            yyq_trust_root_get_grace_hours (root));
  else
    g_string_append (text, _ ("Works without revocation lists"));
  if (usages != NULL)
    g_string_append_printf (text, _ ("\nKey usage: %s"), usages);
  if (extended != NULL)
    g_string_append_printf (text, _ ("\nExtended key usage: %s"), extended);
  if (policies != NULL)
    g_string_append_printf (text, _ ("\nCertificate policies: %s"), policies);
}

static GtkWidget *
make_row (const YyqServerTrustItem *item, const char *pem, gboolean conditions)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *name = NULL;
  g_autofree char *sha256 = NULL;
  g_autofree char *fingerprint = NULL;
  g_autofree char *until = NULL;
  g_autoptr (GString) text =
    g_string_new (item->for_timestamps ? _ ("For time stamps") : _ ("For signers"));
  gint64 not_after = 0;

  if (yyq_trust_describe_pem (pem, &name, &sha256, &not_after)) {
    fingerprint = format_fingerprint (sha256);
    until = yyq_clock_say_day (not_after);
    g_string_append (text, " · ");
    g_string_append_printf (text, _ ("valid until %s"), until);
    g_string_append_printf (text, "\nSHA-256 %s", fingerprint);
  }
  if (conditions)
    append_conditions (text, item->root);
  yyq_ui_set_row_text (row, name != NULL ? name : yyq_trust_root_get_name (item->root), text->str);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  return row;
}

static GtkWidget *
make_group (const char *title, GPtrArray *items)
{
  GtkWidget *group = adw_preferences_group_new ();

  yyq_ui_set_group_text (group, title, items->len == 0 ? _ ("Nothing") : NULL);
  for (guint i = 0; i < items->len; i++) {
    const YyqServerTrustItem *item = g_ptr_array_index (items, i);
    const char *const *pems = yyq_trust_root_get_certificates (item->root);

    for (guint k = 0; pems[k] != NULL; k++)
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), make_row (item, pems[k], k == 0));
  }
  return group;
}

static GtkWidget *
make_lists (YyqServerTrust *trust)
{
  g_autoptr (GPtrArray) going = yyq_server_trust_list_going (trust);
  g_autoptr (GPtrArray) coming = yyq_server_trust_list_coming (trust);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  GtkWidget *scroller = gtk_scrolled_window_new ();

  gtk_box_append (GTK_BOX (box), make_group (_ ("Until now"), going));
  gtk_box_append (GTK_BOX (box), make_group (_ ("From now on"), coming));
  gtk_widget_set_focusable (scroller, FALSE); /* its rows take the focus */
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), box);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), LIST_HEIGHT);
  return scroller;
}

static void
response_cb (YyqSession *session, const char *response)
{
  if (g_strcmp0 (response, "confirm") == 0)
    yyq_server_trust_confirm (yyq_session_get_server_trust (session));
}

GtkWindow *
yyq_trust_notice_new (GtkWindow *parent, YyqSession *session)
{
  YyqServerTrust *trust = yyq_session_get_server_trust (session);
  g_autofree char *at = yyq_clock_say (yyq_server_trust_get_offered_at (trust));
  GtkWidget *dialog =
    adw_message_dialog_new (parent, _ ("The platform trusts other authorities than before"), NULL);

  adw_message_dialog_format_body (
    ADW_MESSAGE_DIALOG (dialog),
    _ ("The platform at %s has said so since %s. Whoever runs it can say who changed it and why: "
       "ask, and compare the fingerprints. Until you confirm you can read, but not sign."),
    yyq_session_get_server_url (session), at);
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), make_lists (trust));
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "later", _ ("Not Now"), "confirm",
                                    _ ("Confirm the Change"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "confirm",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "later");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "later");
  g_signal_connect_object (dialog, "response", G_CALLBACK (response_cb), session,
                           G_CONNECT_SWAPPED);
  return GTK_WINDOW (dialog);
}
