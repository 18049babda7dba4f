/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/*
 * JSON at the border, for client and platform alike. Everything here is safe on hostile input: no
 * json-glib accessor is reached with a node of another type. Any thread; the nodes are not shared.
 */

/* D22. Nodes: values of every kind, counted through the whole document. */
#define YYQ_WIRE_MOST_MEMBERS 256 /* an object */
#define YYQ_WIRE_MOST_LEVELS 32
#define YYQ_WIRE_REPLY_NODES \
  (1024 * 1024) /* what a client takes from its platform, or finds in its own store */

/*
 * (transfer full): one RFC 8259 document in UTF-8. Refused with YYQ_WIRE_ERROR_SYNTAX: an empty or
 * second document, more than @most_nodes values, 256 members or 32 levels, NUL (also as an escape),
 * unpaired surrogates, a repeated member however it is written, integers outside int64, numbers
 * outside double, and what parsers commonly let through besides.
 */
JsonNode *yyq_wire_parse_limited (GBytes *text, guint most_nodes, GError **error);

/* The same within YYQ_WIRE_REPLY_NODES. */
JsonNode *yyq_wire_parse (GBytes *text, GError **error);

/* (transfer full): compact UTF-8 without a final newline. */
GBytes *yyq_wire_serialize (JsonNode *node);

/* @text (UTF-8) in quotes, and escaped as it must be. */
void yyq_wire_append_string (GString *out, const char *text);

/* Getters: FALSE with YYQ_WIRE_ERROR_SHAPE when the member is missing or has another type. Values
 * are borrowed from @object. */
gboolean yyq_wire_get_string (JsonObject *object, const char *name, const char **value,
                              GError **error);
gboolean yyq_wire_get_int (JsonObject *object, const char *name, gint64 *value, GError **error);
gboolean yyq_wire_get_double (JsonObject *object, const char *name, double *value, GError **error);
gboolean yyq_wire_get_bool (JsonObject *object, const char *name, gboolean *value, GError **error);
gboolean yyq_wire_get_array (JsonObject *object, const char *name, JsonArray **value,
                             GError **error);
gboolean yyq_wire_get_object (JsonObject *object, const char *name, JsonObject **value,
                              GError **error);

/* (transfer full): a member that holds Base64 (RFC 4648 §4, padded); decoded strictly. */
GBytes *yyq_wire_get_bytes (JsonObject *object, const char *name, GError **error);

/* TRUE when the member is there and not null: for members that may be left out. */
gboolean yyq_wire_has (JsonObject *object, const char *name);

/* (nullable) (transfer none): the object in @node, or NULL with YYQ_WIRE_ERROR_SHAPE. */
JsonObject *yyq_wire_node_object (JsonNode *node, GError **error);

/* (transfer full): a node that owns @object / the text of @bytes as Base64. */
JsonNode *yyq_wire_take_object (JsonObject *object);
void yyq_wire_set_bytes (JsonObject *object, const char *name, GBytes *bytes);

G_END_DECLS
