/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-party.h"

struct _YyqParty {
  YyqRecord parent_instance;

  char *id;
  int seq;
  YyqPartySide side;
  char *name;
  YyqPartyState state;
  gint64 signed_at;
  char *field;
  int page;
  double x;
  double y;
  double width;
  double height;
  gboolean mine;
};

static const YyqField fields[] = {
  YYQ_FIELD (YyqParty, id, REQUIRED),
  YYQ_FIELD (YyqParty, seq, REQUIRED),
  YYQ_FIELD_WORD (YyqParty, side, REQUIRED, yyq_party_side_get_type),
  YYQ_FIELD (YyqParty, name, REQUIRED),
  YYQ_FIELD_WORD (YyqParty, state, REQUIRED, yyq_party_state_get_type),
  YYQ_FIELD (YyqParty, signed_at, NULLABLE),
  YYQ_FIELD (YyqParty, field, OPTIONAL),
  YYQ_FIELD (YyqParty, page, REQUIRED),
  YYQ_FIELD (YyqParty, x, REQUIRED),
  YYQ_FIELD (YyqParty, y, REQUIRED),
  YYQ_FIELD (YyqParty, width, REQUIRED, .wire = "w"),
  YYQ_FIELD (YyqParty, height, REQUIRED, .wire = "h"),
  YYQ_FIELD_TRUTH (YyqParty, mine, REQUIRED),
};

YYQ_DEFINE_RECORD (YyqParty, yyq_party, fields)

#define GET(type, member) YYQ_RECORD_GET (YyqParty, yyq_party, type, member)

GET (const char *, id)
GET (int, seq)
GET (YyqPartySide, side)
GET (const char *, name)
GET (YyqPartyState, state)
GET (gint64, signed_at)
GET (const char *, field)
GET (int, page)
GET (double, x)
GET (double, y)
GET (double, width)
GET (double, height)
GET (gboolean, mine)

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
