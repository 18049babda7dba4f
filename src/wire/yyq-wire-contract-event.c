/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-wire-contract-event.h"

#include "yyq-wire-fields.h"
#include "yyq-wire.h"

static const YyqWireField fields[] = {
  { "id", NULL, YYQ_WIRE_REQUIRED },
  { "type", "kind", YYQ_WIRE_REQUIRED },
  { "actor", NULL, YYQ_WIRE_REQUIRED },
  { "at", NULL, YYQ_WIRE_REQUIRED },
  { "detail", NULL, YYQ_WIRE_NULLABLE },
};

YyqContractEvent *
yyq_wire_contract_event_decode (JsonNode *node, GError **error)
{
  return yyq_wire_fields_decode (node, YYQ_TYPE_CONTRACT_EVENT, fields, G_N_ELEMENTS (fields), error);
}

JsonNode *
yyq_wire_contract_event_encode (YyqContractEvent *self)
{
  return yyq_wire_take_object (yyq_wire_fields_encode (self, fields, G_N_ELEMENTS (fields)));
}
