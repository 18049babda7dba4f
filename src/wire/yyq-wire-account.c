/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-wire-account.h"

#include "yyq-wire-enterprise.h"
#include "yyq-wire-fields.h"
#include "yyq-wire-ukey-binding.h"
#include "yyq-wire.h"

static const YyqWireField fields[] = {
  { "id", NULL, YYQ_WIRE_REQUIRED },
  { "name", NULL, YYQ_WIRE_REQUIRED },
  { "phone_masked", NULL, YYQ_WIRE_REQUIRED },
  { "role_name", NULL, YYQ_WIRE_OPTIONAL },
  { "permissions", NULL, YYQ_WIRE_OPTIONAL },
};

YyqAccount *
yyq_wire_account_decode (JsonNode *node, GError **error)
{
  g_autoptr (YyqAccount) self = yyq_wire_fields_decode (node, YYQ_TYPE_ACCOUNT, fields, G_N_ELEMENTS (fields), error);

  if (self == NULL ||
      !yyq_wire_list_decode (node, "ukeys", (YyqWireDecode) yyq_wire_ukey_binding_decode, self, (YyqWireAdd) yyq_account_add_ukey, error))
    return NULL;
  if (yyq_wire_has (json_node_get_object (node), "enterprise")) {
    g_autoptr (YyqEnterprise) enterprise =
      yyq_wire_enterprise_decode (json_object_get_member (json_node_get_object (node), "enterprise"), error);

    if (enterprise == NULL) {
      g_prefix_error_literal (error, "/enterprise");
      return NULL;
    }
    g_object_set (self, "enterprise", enterprise, NULL);
  }
  return g_steal_pointer (&self);
}

JsonNode *
yyq_wire_account_encode (YyqAccount *self)
{
  JsonObject *object = yyq_wire_fields_encode (self, fields, G_N_ELEMENTS (fields));

  yyq_wire_list_encode (object, "ukeys", yyq_account_get_ukeys (self), (YyqWireEncode) yyq_wire_ukey_binding_encode);
  if (yyq_account_get_enterprise (self) != NULL)
    json_object_set_member (object, "enterprise", yyq_wire_enterprise_encode (yyq_account_get_enterprise (self)));
  return yyq_wire_take_object (object);
}
