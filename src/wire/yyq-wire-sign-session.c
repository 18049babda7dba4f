/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-wire-sign-session.h"

#include "yyq-wire-fields.h"
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
  { "seal_id", NULL, YYQ_WIRE_REQUIRED },
  { "form", NULL, YYQ_WIRE_REQUIRED },
};

YyqSignSession *
yyq_wire_sign_session_decode (JsonNode *node, GError **error)
{
  return yyq_wire_fields_decode (node, YYQ_TYPE_SIGN_SESSION, fields, G_N_ELEMENTS (fields), error);
}

JsonNode *
yyq_wire_sign_session_encode (YyqSignSession *self)
{
  return yyq_wire_take_object (yyq_wire_fields_encode (self, fields, G_N_ELEMENTS (fields)));
}
