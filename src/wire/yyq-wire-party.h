/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "yyq-party.h"

G_BEGIN_DECLS

/* (transfer full) both ways. Errors: YYQ_WIRE_ERROR, the message begins with a JSON pointer. */
YyqParty *yyq_wire_party_decode (JsonNode *node, GError **error);
JsonNode *yyq_wire_party_encode (YyqParty *self);

G_END_DECLS
