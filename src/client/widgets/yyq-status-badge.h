/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "yyq-enums.h"

G_BEGIN_DECLS

/*
 * A state as a coloured word. The colour only repeats what the word says, so that nothing depends
 * on seeing colours.
 */
#define YYQ_TYPE_STATUS_BADGE (yyq_status_badge_get_type ())
G_DECLARE_FINAL_TYPE (YyqStatusBadge, yyq_status_badge, YYQ, STATUS_BADGE, AdwBin)

typedef enum {
  YYQ_BADGE_NEUTRAL,
  YYQ_BADGE_RUNNING,
  YYQ_BADGE_MINE, /* waits for the person in front of the screen */
  YYQ_BADGE_DONE,
  YYQ_BADGE_FAILED,
} YyqBadgeKind;

/* (transfer none): the style class of its colours. */
const char *yyq_status_badge_get_class (YyqBadgeKind kind);

GtkWidget *yyq_status_badge_new (void);
void yyq_status_badge_set (YyqStatusBadge *self, const char *text, YyqBadgeKind kind);
void yyq_status_badge_set_contract_state (YyqStatusBadge *self, YyqContractState state,
                                          gboolean my_turn);
/* What it says of a party. */
const char *yyq_status_badge_get_party_words (YyqPartyState state, gboolean mine);
void yyq_status_badge_set_party_state (YyqStatusBadge *self, YyqPartyState state, gboolean mine);

G_END_DECLS
