/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-party.h"

YYQ_DEFINE_RECORD (YyqParty, yyq_party, PARTY)

void
yyq_party_set_state (YyqParty *self, YyqPartyState state)
{
  g_object_set (self, "state", state, NULL);
}

void
yyq_party_set_signed_at (YyqParty *self, gint64 signed_at)
{
  g_object_set (self, "signed-at", signed_at, NULL);
}
