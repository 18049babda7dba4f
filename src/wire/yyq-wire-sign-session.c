/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-wire-sign-session.h"

#include "yyq-wire-fields.h"
#include "yyq-wire-seal.h"
#include "yyq-wire.h"

static const YyqWireField fields[] = {
  { "id", NULL, YYQ_WIRE_REQUIRED },
  { "contract_id", NULL, YYQ_WIRE_REQUIRED },
  { "party_id", NULL, YYQ_WIRE_REQUIRED },
  { "field", NULL, YYQ_WIRE_REQUIRED },
  { "revision", NULL, YYQ_WIRE_REQUIRED },
  { "sha256", NULL, YYQ_WIRE_REQUIRED },
  { "length", NULL, YYQ_WIRE_REQUIRED },
  { "expires_at", NULL, YYQ_WIRE_REQUIRED },
};

YyqSignSession *
yyq_wire_sign_session_decode (JsonNode *node, GError **error)
{
  g_autoptr (YyqSignSession) self = yyq_wire_fields_decode (node, YYQ_TYPE_SIGN_SESSION, fields, G_N_ELEMENTS (fields), error);

  if (self == NULL ||
      !yyq_wire_list_decode (node, "seals", (YyqWireDecode) yyq_wire_seal_decode, self, (YyqWireAdd) yyq_sign_session_add_seal, error))
    return NULL;
  return g_steal_pointer (&self);
}

JsonNode *
yyq_wire_sign_session_encode (YyqSignSession *self)
{
  JsonObject *object = yyq_wire_fields_encode (self, fields, G_N_ELEMENTS (fields));

  yyq_wire_list_encode (object, "seals", yyq_sign_session_get_seals (self), (YyqWireEncode) yyq_wire_seal_encode);
  return yyq_wire_take_object (object);
}
