/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "yyq-sign-session.h"

G_BEGIN_DECLS

/* (transfer full) both ways. Errors: YYQ_WIRE_ERROR, the message begins with a JSON pointer. */
YyqSignSession *yyq_wire_sign_session_decode (JsonNode *node, GError **error);
JsonNode *yyq_wire_sign_session_encode (YyqSignSession *self);

G_END_DECLS
