/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "yyq-seal.h"

G_BEGIN_DECLS

/* (transfer full) both ways. Errors: YYQ_WIRE_ERROR, the message begins with a JSON pointer. */
YyqSeal *yyq_wire_seal_decode (JsonNode *node, GError **error);
JsonNode *yyq_wire_seal_encode (YyqSeal *self);

G_END_DECLS
