/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-wire-ukey-binding.h"

#include "yyq-wire-fields.h"
#include "yyq-wire.h"

static const YyqWireField fields[] = {
  { "id", NULL, YYQ_WIRE_REQUIRED },
  { "subject", NULL, YYQ_WIRE_REQUIRED },
  { "issuer", NULL, YYQ_WIRE_REQUIRED },
  { "serial", NULL, YYQ_WIRE_REQUIRED },
  { "cert_sha256", NULL, YYQ_WIRE_REQUIRED },
  { "token_label", NULL, YYQ_WIRE_REQUIRED },
  { "token_serial", NULL, YYQ_WIRE_REQUIRED },
  { "bound_at", NULL, YYQ_WIRE_REQUIRED },
  { "not_after", NULL, YYQ_WIRE_REQUIRED },
  { "state", NULL, YYQ_WIRE_REQUIRED },
};

YyqUkeyBinding *
yyq_wire_ukey_binding_decode (JsonNode *node, GError **error)
{
  return yyq_wire_fields_decode (node, YYQ_TYPE_UKEY_BINDING, fields, G_N_ELEMENTS (fields), error);
}

JsonNode *
yyq_wire_ukey_binding_encode (YyqUkeyBinding *self)
{
  return yyq_wire_take_object (yyq_wire_fields_encode (self, fields, G_N_ELEMENTS (fields)));
}
