/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "yyq-record.h"

G_BEGIN_DECLS

/*
 * Records to and from JSON, by their own tables: the kind of a field decides the type in JSON
 * (enumerations are words, bytes are Base64), its presence whether it must be there. Unknown
 * members are ignored, so that an older client can talk to a newer platform. Any thread; neither
 * nodes nor records are shared.
 */

/* (transfer full) (nullable): a record of @type, or YYQ_WIRE_ERROR with the JSON pointer. */
gpointer yyq_wire_record_decode (JsonNode *node, GType type, GError **error);

/* (transfer full) */
JsonNode *yyq_wire_record_encode (gpointer record);

/* The same at once as text, compact: what is sent and looked at no more. */
void yyq_wire_record_write (gpointer record, GString *out);

/* Appends the records of the array @member, of @store's type; a missing @member adds none. */
gboolean yyq_wire_records_decode (JsonObject *object, const char *member, GListStore *store,
                                  GError **error);

/* The array is there also when it is empty. */
void yyq_wire_records_encode (JsonObject *object, const char *member, GListModel *records);

G_END_DECLS
