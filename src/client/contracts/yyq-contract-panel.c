/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-contract-panel.h"

#include <glib/gi18n.h>

#include "yyq-clock.h"
#include "yyq-contract-event.h"
#include "yyq-copy-list.h"
#include "yyq-status-badge.h"
#include "yyq-ui.h"

#define FINGERPRINT_LENGTH 16 /* hex digits that a person may compare */

struct _YyqContractPanel {
  AdwBin parent_instance;

  GtkLabel *title;
  YyqStatusBadge *badge;
  YyqCopyList *facts;
  YyqCopyList *details; /* for who has to compare documents */
  YyqCopyList *parties;
  YyqVerdictView *verdict;
  YyqCopyList *events;
};

G_DEFINE_FINAL_TYPE (YyqContractPanel, yyq_contract_panel, ADW_TYPE_BIN)

/* Facts */

static GtkWidget *
value_label (const char *text)
{
  GtkWidget *label = yyq_ui_label (text, NULL);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_NONE);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_hexpand (label, TRUE);
  return label;
}

static void
add_fact (YyqCopyList *list, const char *name, const char *value)
{
  if (value != NULL && *value != '\0')
    yyq_copy_list_append_fact (list, name, value, NULL);
}

static void
add_time (YyqContractPanel *self, const char *name, gint64 at)
{
  g_autofree char *text = at != 0 ? yyq_clock_format (at) : NULL;

  add_fact (self->facts, name, text);
}

static void
show_details (YyqContractPanel *self, YyqContract *contract)
{
  const char *sha256 = yyq_contract_get_sha256 (contract);
  g_autofree char *fingerprint = sha256 != NULL ? g_strndup (sha256, FINGERPRINT_LENGTH) : NULL;
  /* People count versions from 1, the platform from 0. */
  g_autofree char *version = g_strdup_printf ("%d", yyq_contract_get_revision (contract) + 1);

  yyq_copy_list_clear (self->details);
  add_fact (self->details, _ ("Version of the document"), version);
  if (fingerprint != NULL && *fingerprint != '\0')
    yyq_copy_list_append_fact (self->details, _ ("Document checksum"), fingerprint, sha256);
}

static void
show_facts (YyqContractPanel *self, YyqContract *contract)
{
  const guint pages = (guint) MAX (0, yyq_contract_get_pages (contract));
  g_autofree char *size = g_strdup_printf (ngettext ("%u page", "%u pages", pages), pages);

  yyq_copy_list_clear (self->facts);
  add_fact (self->facts, _ ("Number"), yyq_contract_get_number (contract));
  add_fact (self->facts, _ ("Initiator"), yyq_contract_get_initiator_name (contract));
  add_time (self, C_ ("time", "Initiated"), yyq_contract_get_initiated_at (contract));
  add_time (self, _ ("Sign by"), yyq_contract_get_due_at (contract));
  add_time (self, C_ ("time", "Completed"), yyq_contract_get_completed_at (contract));
  add_fact (self->facts, _ ("Document"), size);
}

/* Parties */

static char *
party_line (YyqParty *party)
{
  const char *side =
    yyq_party_get_side (party) == YYQ_PARTY_SIDE_EMPLOYER ? _ ("Employer") : _ ("Worker");
  g_autofree char *at =
    yyq_party_get_signed_at (party) != 0 ? yyq_clock_say (yyq_party_get_signed_at (party)) : NULL;

  if (at == NULL)
    return g_strdup (side);
  /* Translators: side of the party, time of its signature */
  return g_strdup_printf (_ ("%s · signed %s"), side, at);
}

/* The line from a party to the next one has been passed when it has signed. */
static GtkWidget *
line_below (YyqParty *party)
{
  GtkWidget *line = gtk_separator_new (GTK_ORIENTATION_VERTICAL);
  const gboolean passed = yyq_party_get_state (party) == YYQ_PARTY_STATE_SIGNED;

  gtk_widget_add_css_class (line, "yyq-step");
  if (passed)
    gtk_widget_add_css_class (line, "passed");
  gtk_widget_set_halign (line, GTK_ALIGN_CENTER);
  gtk_widget_set_vexpand (line, TRUE);
  return line;
}

static GtkWidget *
party_words (YyqParty *party, const char *line)
{
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *badge = yyq_status_badge_new ();
  GtkWidget *name = value_label (yyq_party_get_name (party));
  GtkWidget *detail = value_label (line);

  gtk_widget_add_css_class (name, "heading");
  gtk_widget_add_css_class (detail, "caption");
  gtk_widget_add_css_class (detail, "dim-label");
  gtk_widget_set_margin_top (badge, 2);
  gtk_widget_set_margin_bottom (badge, 10);
  yyq_status_badge_set_party_state (YYQ_STATUS_BADGE (badge), yyq_party_get_state (party),
                                    yyq_party_get_mine (party));
  gtk_box_append (GTK_BOX (words), name);
  gtk_box_append (GTK_BOX (words), detail);
  gtk_box_append (GTK_BOX (words), badge);
  return words;
}

static GtkWidget *
party_row (YyqParty *party, const char *line, gboolean last)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *way = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);

  gtk_box_append (GTK_BOX (way), adw_avatar_new (32, yyq_party_get_name (party), TRUE));
  if (!last)
    gtk_box_append (GTK_BOX (way), line_below (party));
  gtk_box_append (GTK_BOX (row), way);
  gtk_box_append (GTK_BOX (row), party_words (party, line));
  /* The line fills its row, and no row takes more than its words need. */
  gtk_widget_set_vexpand (row, FALSE);
  return row;
}

static void
show_parties (YyqContractPanel *self, GListModel *parties)
{
  const guint n = g_list_model_get_n_items (parties);

  yyq_copy_list_clear (self->parties);
  for (guint i = 0; i < n; i++) {
    g_autoptr (YyqParty) party = g_list_model_get_item (parties, i);
    const char *state =
      yyq_status_badge_get_party_words (yyq_party_get_state (party), yyq_party_get_mine (party));
    g_autofree char *line = party_line (party);
    /* Translators: a party, its side and when it signed, how it stands */
    g_autofree char *name =
      g_strdup_printf (_ ("%s, %s, %s"), yyq_party_get_name (party), line, state);

    yyq_copy_list_append (self->parties, party_row (party, line, i + 1 == n), name,
                          yyq_party_get_name (party));
  }
}

/* Events */

/* (transfer full): what happened, as a sentence about who did it. */
static char *
event_words (YyqContractEvent *event)
{
  static const struct {
    const char *kind;
    const char *words;
    const char *of; /* Translators: %s is a person or a company */
  } table[] = {
    { "created", NC_ ("event", "Drawn up"), N_ ("%s drew it up") },
    { "initiated", NC_ ("event", "Initiated"), N_ ("%s initiated it") },
    { "filled", NC_ ("event", "Filled in"), N_ ("%s filled it in") },
    { "stamping", NC_ ("event", "Signed; the time stamp is awaited"),
      N_ ("%s signed; the time stamp is awaited") },
    { "signature-refused", NC_ ("event", "Signature refused; sign again"),
      N_ ("The signature of %s was refused; sign again") },
    { "signed", NC_ ("event", "Signed"), N_ ("%s signed") },
    { "completed", NC_ ("event", "Completed"), NULL },
    { "withdrawn", NC_ ("event", "Withdrawn"), N_ ("%s withdrew it") },
    { "refused", NC_ ("event", "Refused to sign"), N_ ("%s refused to sign") },
    { "expired", NC_ ("event", "Expired unsigned"), NULL },
  };
  const char *kind = yyq_contract_event_get_kind (event);
  const char *actor = yyq_contract_event_get_actor (event);
  g_auto (GStrv) sentence = NULL;
  gsize i = 0;

  while (i < G_N_ELEMENTS (table) && g_strcmp0 (kind, table[i].kind) != 0)
    i++;
  if (i == G_N_ELEMENTS (table))
    return g_strdup (_ ("Changed"));
  if (table[i].of == NULL || actor == NULL || *actor == '\0')
    return g_strdup (g_dpgettext2 (NULL, "event", table[i].words));
  sentence = g_strsplit (_ (table[i].of), "%s", 2);
  return g_strjoinv (actor, sentence);
}

/* Why a signature that waited for its time stamp came back; else what the platform says. */
static const char *
detail_words (YyqContractEvent *event)
{
  static const struct {
    const char *code;
    const char *words;
  } table[] = {
    { "certificate-revoked", N_ ("The certificate was revoked before the time stamp came.") },
    { "certificate-expired", N_ ("The certificate expired before the time stamp came.") },
    { "certificate-usage", N_ ("The certificate is not for signatures.") },
    { "certificate-unbound", N_ ("The UKey was unbound before the time stamp came.") },
    { "certificate-foreign", N_ ("The certificate does not name the company that signs.") },
    { "forbidden",
      N_ (
        "Whoever signed was no longer allowed to sign for the company when the time stamp came.") },
    { "timestamp-unavailable", N_ ("The time-stamp authority gave no time stamp for a week.") },
    { "seal-altered", N_ ("The signature does not show the seal that was chosen.") },
    { "client-outdated",
      N_ ("It was made by an older version of the program: sign again with a new one.") },
    { "signature-rejected", N_ ("The time stamp does not fit the signature.") },
  };
  const char *detail = yyq_contract_event_get_detail (event);

  if (g_strcmp0 (yyq_contract_event_get_kind (event), "signature-refused") != 0)
    return detail;
  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    if (g_strcmp0 (detail, table[i].code) == 0)
      return _ (table[i].words);
  return detail;
}

static void
add_event (YyqContractPanel *self, YyqContractEvent *event)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  const char *detail = detail_words (event);
  g_autofree char *words = event_words (event);
  g_autofree char *at = yyq_clock_say (yyq_contract_event_get_at (event));
  g_autoptr (GString) all = g_string_new (words);

  gtk_widget_add_css_class (row, "yyq-event");
  gtk_box_append (GTK_BOX (row), value_label (words));
  if (detail != NULL && *detail != '\0') {
    gtk_box_append (GTK_BOX (row), value_label (detail));
    g_string_append_printf (all, "\n%s", detail);
  }
  gtk_box_append (GTK_BOX (row), yyq_ui_label (at, "caption dim-label"));
  g_string_append_printf (all, "\n%s", at);
  yyq_copy_list_append (self->events, row, all->str, all->str);
}

void
yyq_contract_panel_set_events (YyqContractPanel *self, GListModel *events)
{
  g_return_if_fail (YYQ_IS_CONTRACT_PANEL (self));
  yyq_copy_list_clear (self->events);
  for (guint i = g_list_model_get_n_items (events); i > 0; i--) {
    g_autoptr (YyqContractEvent) event = g_list_model_get_item (events, i - 1);

    add_event (self, event);
  }
}

void
yyq_contract_panel_set_events_error (YyqContractPanel *self, const GError *error)
{
  g_autofree char *text = yyq_ui_error_text (error);
  GtkWidget *label;

  g_return_if_fail (YYQ_IS_CONTRACT_PANEL (self));
  if (text == NULL)
    return;
  label = value_label (text);
  gtk_widget_add_css_class (label, "dim-label");
  yyq_copy_list_clear (self->events);
  yyq_copy_list_append (self->events, label, text, text);
}

void
yyq_contract_panel_set_contract (YyqContractPanel *self, YyqContract *contract)
{
  g_return_if_fail (YYQ_IS_CONTRACT_PANEL (self));
  gtk_label_set_text (self->title, yyq_contract_get_title (contract));
  yyq_status_badge_set_contract_state (self->badge, yyq_contract_get_state (contract),
                                       yyq_contract_get_my_turn (contract));
  show_facts (self, contract);
  show_details (self, contract);
  show_parties (self, yyq_contract_get_parties (contract));
}

YyqVerdictView *
yyq_contract_panel_get_verdict (YyqContractPanel *self)
{
  g_return_val_if_fail (YYQ_IS_CONTRACT_PANEL (self), NULL);
  return self->verdict;
}

static void
yyq_contract_panel_class_init (YyqContractPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (YYQ_TYPE_COPY_LIST);
  g_type_ensure (YYQ_TYPE_STATUS_BADGE);
  g_type_ensure (YYQ_TYPE_VERDICT_VIEW);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/com/yuyunqian/Yuyunqian/ui/contracts/yyq-contract-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, YyqContractPanel, title);
  gtk_widget_class_bind_template_child (widget_class, YyqContractPanel, badge);
  gtk_widget_class_bind_template_child (widget_class, YyqContractPanel, facts);
  gtk_widget_class_bind_template_child (widget_class, YyqContractPanel, details);
  gtk_widget_class_bind_template_child (widget_class, YyqContractPanel, parties);
  gtk_widget_class_bind_template_child (widget_class, YyqContractPanel, verdict);
  gtk_widget_class_bind_template_child (widget_class, YyqContractPanel, events);
}

static void
yyq_contract_panel_init (YyqContractPanel *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  yyq_copy_list_set_label (self->facts, _ ("About the contract"));
  yyq_copy_list_set_label (self->details, C_ ("technical lines of a contract", "Details"));
  yyq_copy_list_set_label (self->parties, _ ("Parties"));
  yyq_copy_list_set_label (self->events, _ ("History"));
}
