/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-wire-seal.h"

#include "yyq-wire-fields.h"
#include "yyq-wire.h"

static const YyqWireField fields[] = {
  { "id", NULL, YYQ_WIRE_REQUIRED },
  { "name", NULL, YYQ_WIRE_REQUIRED },
  { "kind", NULL, YYQ_WIRE_REQUIRED },
  { "company", NULL, YYQ_WIRE_REQUIRED },
  { "title", NULL, YYQ_WIRE_NULLABLE },
  { "code", NULL, YYQ_WIRE_NULLABLE },
  { "diameter_mm", NULL, YYQ_WIRE_REQUIRED },
  { "form", NULL, YYQ_WIRE_OPTIONAL },
};

YyqSeal *
yyq_wire_seal_decode (JsonNode *node, GError **error)
{
  return yyq_wire_fields_decode (node, YYQ_TYPE_SEAL, fields, G_N_ELEMENTS (fields), error);
}

JsonNode *
yyq_wire_seal_encode (YyqSeal *self)
{
  return yyq_wire_take_object (yyq_wire_fields_encode (self, fields, G_N_ELEMENTS (fields)));
}
