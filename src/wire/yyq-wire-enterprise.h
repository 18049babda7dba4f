/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "yyq-enterprise.h"

G_BEGIN_DECLS

/* (transfer full) both ways. Errors: YYQ_WIRE_ERROR, the message begins with a JSON pointer. */
YyqEnterprise *yyq_wire_enterprise_decode (JsonNode *node, GError **error);
JsonNode *yyq_wire_enterprise_encode (YyqEnterprise *self);

G_END_DECLS
