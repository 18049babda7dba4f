/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-enums.h"
#include "yyq-record.h"

G_BEGIN_DECLS

/*
 * One who signs a contract, and the place of the signature (D6: pt, origin top left of the CropBox
 * after /Rotate, page 0-based).
 */
#define YYQ_PARTY_MEMBERS(M, T)                                         \
  M (T, STRING, id, REQUIRED)                                           \
  M (T, INT, seq, REQUIRED)                                             \
  M (T, ENUM, side, REQUIRED, YyqPartySide, yyq_party_side_get_type)    \
  M (T, STRING, name, REQUIRED)                                         \
  M (T, ENUM, state, REQUIRED, YyqPartyState, yyq_party_state_get_type) \
  M (T, INT64, signed_at, NULLABLE)                                     \
  M (T, STRING, field, OPTIONAL)                                        \
  M (T, INT, page, REQUIRED)                                            \
  M (T, DOUBLE, x, REQUIRED)                                            \
  M (T, DOUBLE, y, REQUIRED)                                            \
  M (T, DOUBLE, width, REQUIRED, .wire = "w")                           \
  M (T, DOUBLE, height, REQUIRED, .wire = "h")                          \
  M (T, BOOLEAN, mine, REQUIRED)
#define YYQ_TYPE_PARTY (yyq_party_get_type ())
YYQ_DECLARE_RECORD (YyqParty, yyq_party, PARTY)

void yyq_party_set_state (YyqParty *self, YyqPartyState state);
void yyq_party_set_signed_at (YyqParty *self, gint64 signed_at);

G_END_DECLS
