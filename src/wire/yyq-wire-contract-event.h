/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "yyq-contract-event.h"

G_BEGIN_DECLS

/* (transfer full) both ways. Errors: YYQ_WIRE_ERROR, the message begins with a JSON pointer. */
YyqContractEvent *yyq_wire_contract_event_decode (JsonNode *node, GError **error);
JsonNode *yyq_wire_contract_event_encode (YyqContractEvent *self);

G_END_DECLS
