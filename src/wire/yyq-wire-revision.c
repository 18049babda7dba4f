/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-wire-revision.h"

#include "yyq-wire-fields.h"
#include "yyq-wire.h"

static const YyqWireField fields[] = {
  { "number", NULL, YYQ_WIRE_REQUIRED },
  { "sha256", NULL, YYQ_WIRE_REQUIRED },
  { "length", NULL, YYQ_WIRE_REQUIRED },
  { "at", NULL, YYQ_WIRE_REQUIRED },
};

YyqRevision *
yyq_wire_revision_decode (JsonNode *node, GError **error)
{
  return yyq_wire_fields_decode (node, YYQ_TYPE_REVISION, fields, G_N_ELEMENTS (fields), error);
}

JsonNode *
yyq_wire_revision_encode (YyqRevision *self)
{
  return yyq_wire_take_object (yyq_wire_fields_encode (self, fields, G_N_ELEMENTS (fields)));
}
