/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "yyq-revision.h"

G_BEGIN_DECLS

/* (transfer full) both ways. Errors: YYQ_WIRE_ERROR, the message begins with a JSON pointer. */
YyqRevision *yyq_wire_revision_decode (JsonNode *node, GError **error);
JsonNode *yyq_wire_revision_encode (YyqRevision *self);

G_END_DECLS
