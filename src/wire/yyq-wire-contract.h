/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "yyq-contract.h"

G_BEGIN_DECLS

/* (transfer full) both ways. Errors: YYQ_WIRE_ERROR, the message begins with a JSON pointer. */
YyqContract *yyq_wire_contract_decode (JsonNode *node, GError **error);
JsonNode *yyq_wire_contract_encode (YyqContract *self);

G_END_DECLS
