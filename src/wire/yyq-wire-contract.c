/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-wire-contract.h"

#include "yyq-wire-fields.h"
#include "yyq-wire-party.h"
#include "yyq-wire-revision.h"
#include "yyq-wire.h"

static const YyqWireField fields[] = {
  { "id", NULL, YYQ_WIRE_REQUIRED },
  { "enterprise_id", NULL, YYQ_WIRE_REQUIRED },
  { "number", NULL, YYQ_WIRE_REQUIRED },
  { "title", NULL, YYQ_WIRE_REQUIRED },
  { "state", NULL, YYQ_WIRE_REQUIRED },
  { "initiator_name", NULL, YYQ_WIRE_REQUIRED },
  { "participants", NULL, YYQ_WIRE_REQUIRED },
  { "initiated_at", NULL, YYQ_WIRE_REQUIRED },
  { "completed_at", NULL, YYQ_WIRE_NULLABLE },
  { "due_at", NULL, YYQ_WIRE_NULLABLE },
  { "version", NULL, YYQ_WIRE_REQUIRED },
  { "my_turn", NULL, YYQ_WIRE_REQUIRED },
  { "revision", NULL, YYQ_WIRE_REQUIRED },
  { "sha256", NULL, YYQ_WIRE_OPTIONAL },
  { "pages", NULL, YYQ_WIRE_OPTIONAL },
};

YyqContract *
yyq_wire_contract_decode (JsonNode *node, GError **error)
{
  g_autoptr (YyqContract) self = yyq_wire_fields_decode (node, YYQ_TYPE_CONTRACT, fields, G_N_ELEMENTS (fields), error);

  if (self == NULL ||
      !yyq_wire_list_decode (node, "parties", (YyqWireDecode) yyq_wire_party_decode, self, (YyqWireAdd) yyq_contract_add_party, error) ||
      !yyq_wire_list_decode (node, "revisions", (YyqWireDecode) yyq_wire_revision_decode, self, (YyqWireAdd) yyq_contract_add_revision, error))
    return NULL;
  return g_steal_pointer (&self);
}

JsonNode *
yyq_wire_contract_encode (YyqContract *self)
{
  JsonObject *object = yyq_wire_fields_encode (self, fields, G_N_ELEMENTS (fields));

  yyq_wire_list_encode (object, "parties", yyq_contract_get_parties (self), (YyqWireEncode) yyq_wire_party_encode);
  yyq_wire_list_encode (object, "revisions", yyq_contract_get_revisions (self), (YyqWireEncode) yyq_wire_revision_encode);
  return yyq_wire_take_object (object);
}
