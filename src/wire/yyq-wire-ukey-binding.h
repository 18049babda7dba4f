/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "yyq-ukey-binding.h"

G_BEGIN_DECLS

/* (transfer full) both ways. Errors: YYQ_WIRE_ERROR, the message begins with a JSON pointer. */
YyqUkeyBinding *yyq_wire_ukey_binding_decode (JsonNode *node, GError **error);
JsonNode *yyq_wire_ukey_binding_encode (YyqUkeyBinding *self);

G_END_DECLS
