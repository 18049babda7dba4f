/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-wire-enterprise.h"

#include "yyq-wire-fields.h"
#include "yyq-wire.h"

static const YyqWireField fields[] = {
  { "id", NULL, YYQ_WIRE_REQUIRED },
  { "name", NULL, YYQ_WIRE_REQUIRED },
  { "uscc", NULL, YYQ_WIRE_REQUIRED },
  { "group_id", NULL, YYQ_WIRE_OPTIONAL },
  { "parent_id", NULL, YYQ_WIRE_NULLABLE },
  { "role_name", NULL, YYQ_WIRE_OPTIONAL },
};

YyqEnterprise *
yyq_wire_enterprise_decode (JsonNode *node, GError **error)
{
  g_autoptr (YyqEnterprise) self = yyq_wire_fields_decode (node, YYQ_TYPE_ENTERPRISE, fields, G_N_ELEMENTS (fields), error);

  if (self == NULL ||
      !yyq_wire_list_decode (node, "units", (YyqWireDecode) yyq_wire_enterprise_decode, self, (YyqWireAdd) yyq_enterprise_add_unit, error))
    return NULL;
  return g_steal_pointer (&self);
}

JsonNode *
yyq_wire_enterprise_encode (YyqEnterprise *self)
{
  JsonObject *object = yyq_wire_fields_encode (self, fields, G_N_ELEMENTS (fields));

  yyq_wire_list_encode (object, "units", yyq_enterprise_get_units (self), (YyqWireEncode) yyq_wire_enterprise_encode);
  return yyq_wire_take_object (object);
}
