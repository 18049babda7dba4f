/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/*
 * JSON members to and from GObject properties by a table; for the codecs of this folder. The type
 * of the property decides the type in JSON: string, int, int64, boolean, double, enum (its nick),
 * string array, bytes (Base64). Unknown members are ignored, so that an older client can talk to a newer platform.
 */
typedef enum {
  YYQ_WIRE_REQUIRED,
  YYQ_WIRE_OPTIONAL, /* may be missing; NULL, 0 and FALSE are left out */
  YYQ_WIRE_NULLABLE, /* NULL and 0 are null; may be missing too */
} YyqWirePresence;

typedef struct {
  const char *member;
  const char *property; /* NULL: like @member, with dashes */
  YyqWirePresence presence;
} YyqWireField;

typedef GObject *(*YyqWireDecode) (JsonNode *node, GError **error);
typedef JsonNode *(*YyqWireEncode) (GObject *object);
typedef void (*YyqWireAdd) (GObject *parent, GObject *child);

/* (transfer full) (nullable): an object of @type, or YYQ_WIRE_ERROR with the JSON pointer. */
gpointer yyq_wire_fields_decode (JsonNode *node, GType type, const YyqWireField *fields, guint n_fields, GError **error);
JsonObject *yyq_wire_fields_encode (gpointer object, const YyqWireField *fields, guint n_fields);

/* Lists of objects: a missing @member is an empty list; an empty list is left out. */
gboolean yyq_wire_list_decode (JsonNode *node, const char *member, YyqWireDecode decode, gpointer parent, YyqWireAdd add, GError **error);
void yyq_wire_list_encode (JsonObject *object, const char *member, GListModel *list, YyqWireEncode encode);

G_END_DECLS
