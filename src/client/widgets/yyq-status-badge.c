/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-status-badge.h"

#include <glib/gi18n.h>

struct _YyqStatusBadge {
  AdwBin parent_instance;

  GtkWidget *label;
};

G_DEFINE_FINAL_TYPE (YyqStatusBadge, yyq_status_badge, ADW_TYPE_BIN)

typedef struct {
  const char *text;
  YyqBadgeKind kind;
} Look;

static const Look contract_looks[] = {
  [YYQ_CONTRACT_STATE_DRAFT] = { N_ ("Draft"), YYQ_BADGE_NEUTRAL },
  [YYQ_CONTRACT_STATE_FILLING] = { N_ ("Being filled in"), YYQ_BADGE_RUNNING },
  [YYQ_CONTRACT_STATE_SIGNING] = { N_ ("Signing"), YYQ_BADGE_RUNNING },
  [YYQ_CONTRACT_STATE_COMPLETED] = { N_ ("Completed"), YYQ_BADGE_DONE },
  [YYQ_CONTRACT_STATE_WITHDRAWN] = { N_ ("Withdrawn"), YYQ_BADGE_NEUTRAL },
  [YYQ_CONTRACT_STATE_REFUSED] = { N_ ("Refused"), YYQ_BADGE_FAILED },
  [YYQ_CONTRACT_STATE_EXPIRED] = { N_ ("Expired"), YYQ_BADGE_FAILED },
};

static const Look party_looks[] = {
  [YYQ_PARTY_STATE_WAITING] = { N_ ("Waiting for the previous party"), YYQ_BADGE_NEUTRAL },
  [YYQ_PARTY_STATE_FILLING] = { N_ ("Being filled in"), YYQ_BADGE_RUNNING },
  [YYQ_PARTY_STATE_TURN] = { N_ ("In turn to sign"), YYQ_BADGE_RUNNING },
  [YYQ_PARTY_STATE_STAMPING] = { N_ ("Waiting for the time stamp"), YYQ_BADGE_RUNNING },
  [YYQ_PARTY_STATE_SIGNED] = { N_ ("Signed"), YYQ_BADGE_DONE },
  [YYQ_PARTY_STATE_REFUSED] = { N_ ("Refused"), YYQ_BADGE_FAILED },
  [YYQ_PARTY_STATE_SKIPPED] = { N_ ("Did not sign"), YYQ_BADGE_NEUTRAL },
};

const char *
yyq_status_badge_get_class (YyqBadgeKind kind)
{
  static const char *const classes[] = { "ended", "running", "mine", "done", "failed" };

  g_return_val_if_fail (kind < G_N_ELEMENTS (classes), NULL);
  return classes[kind];
}

GtkWidget *
yyq_status_badge_new (void)
{
  return g_object_new (YYQ_TYPE_STATUS_BADGE, NULL);
}

void
yyq_status_badge_set (YyqStatusBadge *self, const char *text, YyqBadgeKind kind)
{
  const char *names[] = { "yyq-pill", yyq_status_badge_get_class (kind), NULL };

  g_return_if_fail (YYQ_IS_STATUS_BADGE (self));
  gtk_widget_set_css_classes (self->label, names);
  gtk_label_set_text (GTK_LABEL (self->label), text);
}

void
yyq_status_badge_set_contract_state (YyqStatusBadge *self, YyqContractState state, gboolean my_turn)
{
  g_return_if_fail (state < G_N_ELEMENTS (contract_looks));
  if (state == YYQ_CONTRACT_STATE_SIGNING && my_turn)
    yyq_status_badge_set (self, _ ("Waiting for me"), YYQ_BADGE_MINE);
  else
    yyq_status_badge_set (self, _ (contract_looks[state].text), contract_looks[state].kind);
}

const char *
yyq_status_badge_get_party_words (YyqPartyState state, gboolean mine)
{
  g_return_val_if_fail (state < G_N_ELEMENTS (party_looks), NULL);
  return state == YYQ_PARTY_STATE_TURN && mine ? _ ("Waiting for me") : _ (party_looks[state].text);
}

void
yyq_status_badge_set_party_state (YyqStatusBadge *self, YyqPartyState state, gboolean mine)
{
  g_return_if_fail (state < G_N_ELEMENTS (party_looks));
  yyq_status_badge_set (self, yyq_status_badge_get_party_words (state, mine),
                        state == YYQ_PARTY_STATE_TURN && mine ? YYQ_BADGE_MINE
                                                              : party_looks[state].kind);
}

static void
yyq_status_badge_class_init (YyqStatusBadgeClass *klass)
{
}

static void
yyq_status_badge_init (YyqStatusBadge *self)
{
  self->label = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->label, "yyq-pill");
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_START);
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  adw_bin_set_child (ADW_BIN (self), self->label);
}
