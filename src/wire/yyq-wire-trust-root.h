/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "yyq-trust-root.h"

G_BEGIN_DECLS

/* (transfer full) (element-type YyqTrustRoot) (nullable): the member @name of @object, which must
 * be there. */
GPtrArray *yyq_wire_trust_roots_decode (JsonObject *object, const char *name, GError **error);
void yyq_wire_trust_roots_encode (JsonObject *object, const char *name, GPtrArray *roots);

G_END_DECLS
