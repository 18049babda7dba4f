/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-wire-party.h"

#include "yyq-wire-fields.h"
#include "yyq-wire.h"

static const YyqWireField fields[] = {
  { "id", NULL, YYQ_WIRE_REQUIRED },
  { "seq", NULL, YYQ_WIRE_REQUIRED },
  { "side", NULL, YYQ_WIRE_REQUIRED },
  { "name", NULL, YYQ_WIRE_REQUIRED },
  { "state", NULL, YYQ_WIRE_REQUIRED },
  { "signed_at", NULL, YYQ_WIRE_NULLABLE },
  { "field", NULL, YYQ_WIRE_OPTIONAL },
  { "page", NULL, YYQ_WIRE_REQUIRED },
  { "x", NULL, YYQ_WIRE_REQUIRED },
  { "y", NULL, YYQ_WIRE_REQUIRED },
  { "w", "width", YYQ_WIRE_REQUIRED },
  { "h", "height", YYQ_WIRE_REQUIRED },
  { "mine", NULL, YYQ_WIRE_REQUIRED },
};

YyqParty *
yyq_wire_party_decode (JsonNode *node, GError **error)
{
  return yyq_wire_fields_decode (node, YYQ_TYPE_PARTY, fields, G_N_ELEMENTS (fields), error);
}

JsonNode *
yyq_wire_party_encode (YyqParty *self)
{
  return yyq_wire_take_object (yyq_wire_fields_encode (self, fields, G_N_ELEMENTS (fields)));
}
