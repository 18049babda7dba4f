/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-enums.h"
#include "yyq-record.h"

G_BEGIN_DECLS

/*
 * One who signs a contract, and the place of the signature (D6: pt, origin top left of the CropBox
 * after /Rotate, page 0-based).
 * Every member is also a property of the same name, with dashes.
 */
#define YYQ_TYPE_PARTY (yyq_party_get_type ())
G_DECLARE_FINAL_TYPE (YyqParty, yyq_party, YYQ, PARTY, YyqRecord)

YyqParty *yyq_party_new (void);

const char *yyq_party_get_id (YyqParty *self);
int yyq_party_get_seq (YyqParty *self);
YyqPartySide yyq_party_get_side (YyqParty *self);
const char *yyq_party_get_name (YyqParty *self);
YyqPartyState yyq_party_get_state (YyqParty *self);
gint64 yyq_party_get_signed_at (YyqParty *self);
const char *yyq_party_get_field (YyqParty *self);
int yyq_party_get_page (YyqParty *self);
double yyq_party_get_x (YyqParty *self);
double yyq_party_get_y (YyqParty *self);
double yyq_party_get_width (YyqParty *self);
double yyq_party_get_height (YyqParty *self);
gboolean yyq_party_get_mine (YyqParty *self);

void yyq_party_set_state (YyqParty *self, YyqPartyState state);
void yyq_party_set_signed_at (YyqParty *self, gint64 signed_at);

G_END_DECLS
