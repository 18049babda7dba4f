/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-wire-fields.h"

#include "yyq-error.h"
#include "yyq-wire.h"

static GParamSpec *
find_pspec (GObjectClass *klass, const YyqWireField *field)
{
  g_autofree char *dashed = g_strdelimit (g_strdup (field->member), "_", '-');

  return g_object_class_find_property (klass, field->property != NULL ? field->property : dashed);
}

static gboolean
read_enum (const char *member, const char *text, GParamSpec *pspec, GValue *value, GError **error)
{
  GEnumValue *found = g_enum_get_value_by_nick (G_PARAM_SPEC_ENUM (pspec)->enum_class, text);

  if (found == NULL) {
    g_set_error (error, YYQ_WIRE_ERROR, YYQ_WIRE_ERROR_VALUE, "/%s: unknown value", member);
    return FALSE;
  }
  g_value_set_enum (value, found->value);
  return TRUE;
}

static gboolean
read_int (JsonObject *object, const char *member, GValue *value, GError **error)
{
  gint64 number;

  if (!yyq_wire_get_int (object, member, &number, error))
    return FALSE;
  if (G_VALUE_HOLDS_INT64 (value)) {
    g_value_set_int64 (value, number);
    return TRUE;
  }
  if (number < G_MININT || number > G_MAXINT) {
    g_set_error (error, YYQ_WIRE_ERROR, YYQ_WIRE_ERROR_VALUE, "/%s: out of range", member);
    return FALSE;
  }
  g_value_set_int (value, (int) number);
  return TRUE;
}

static gboolean
read_strings (JsonObject *object, const char *member, GValue *value, GError **error)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  JsonArray *array;

  if (!yyq_wire_get_array (object, member, &array, error))
    return FALSE;
  for (guint i = 0; i < json_array_get_length (array); i++) {
    JsonNode *node = json_array_get_element (array, i);

    if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING) {
      g_set_error (error, YYQ_WIRE_ERROR, YYQ_WIRE_ERROR_SHAPE, "/%s/%u: string expected", member, i);
      return FALSE;
    }
    g_strv_builder_add (builder, json_node_get_string (node));
  }
  g_value_take_boxed (value, g_strv_builder_end (builder));
  return TRUE;
}

static gboolean
read_bytes (JsonObject *object, const char *member, GValue *value, GError **error)
{
  GBytes *bytes = yyq_wire_get_bytes (object, member, error);

  if (bytes == NULL)
    return FALSE;
  g_value_take_boxed (value, bytes);
  return TRUE;
}

static gboolean
read_value (JsonObject *object, const char *member, GParamSpec *pspec, GValue *value, GError **error)
{
  const char *text;
  gboolean truth;
  double number;

  if (G_VALUE_HOLDS_INT (value) || G_VALUE_HOLDS_INT64 (value))
    return read_int (object, member, value, error);
  if (G_VALUE_HOLDS (value, G_TYPE_STRV))
    return read_strings (object, member, value, error);
  if (G_VALUE_HOLDS (value, G_TYPE_BYTES))
    return read_bytes (object, member, value, error);
  if (G_VALUE_HOLDS_BOOLEAN (value)) {
    if (!yyq_wire_get_bool (object, member, &truth, error))
      return FALSE;
    g_value_set_boolean (value, truth);
    return TRUE;
  }
  if (G_VALUE_HOLDS_DOUBLE (value)) {
    if (!yyq_wire_get_double (object, member, &number, error))
      return FALSE;
    g_value_set_double (value, number);
    return TRUE;
  }
  if (!yyq_wire_get_string (object, member, &text, error))
    return FALSE;
  if (G_VALUE_HOLDS_ENUM (value))
    return read_enum (member, text, pspec, value, error);
  g_value_set_string (value, text);
  return TRUE;
}

gpointer
yyq_wire_fields_decode (JsonNode *node, GType type, const YyqWireField *fields, guint n_fields, GError **error)
{
  JsonObject *object = yyq_wire_node_object (node, error);
  g_autoptr (GObject) result = NULL;

  if (object == NULL)
    return NULL;
  result = g_object_new (type, NULL);
  for (guint i = 0; i < n_fields; i++) {
    GParamSpec *pspec = find_pspec (G_OBJECT_GET_CLASS (result), &fields[i]);
    g_auto (GValue) value = G_VALUE_INIT;

    if (fields[i].presence != YYQ_WIRE_REQUIRED && !yyq_wire_has (object, fields[i].member))
      continue;
    g_value_init (&value, G_PARAM_SPEC_VALUE_TYPE (pspec));
    if (!read_value (object, fields[i].member, pspec, &value, error))
      return NULL;
    g_object_set_property (result, pspec->name, &value);
  }
  return g_steal_pointer (&result);
}

static JsonNode *
write_strings (char **strings)
{
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);
  JsonArray *array = json_array_new ();

  for (guint i = 0; strings != NULL && strings[i] != NULL; i++)
    json_array_add_string_element (array, strings[i]);
  json_node_take_array (node, array);
  return node;
}

static JsonNode *
write_bytes (GBytes *bytes)
{
  gsize length = 0;
  const guchar *data = bytes == NULL ? NULL : g_bytes_get_data (bytes, &length);
  g_autofree char *text = data == NULL ? g_strdup ("") : g_base64_encode (data, length);

  return json_node_init_string (json_node_alloc (), text);
}

static JsonNode *
write_value (GParamSpec *pspec, const GValue *value)
{
  JsonNode *node;

  if (G_VALUE_HOLDS (value, G_TYPE_STRV))
    return write_strings (g_value_get_boxed (value));
  if (G_VALUE_HOLDS (value, G_TYPE_BYTES))
    return write_bytes (g_value_get_boxed (value));
  node = json_node_alloc ();
  if (G_VALUE_HOLDS_INT (value))
    return json_node_init_int (node, g_value_get_int (value));
  if (G_VALUE_HOLDS_INT64 (value))
    return json_node_init_int (node, g_value_get_int64 (value));
  if (G_VALUE_HOLDS_BOOLEAN (value))
    return json_node_init_boolean (node, g_value_get_boolean (value));
  if (G_VALUE_HOLDS_DOUBLE (value))
    return json_node_init_double (node, g_value_get_double (value));
  if (G_VALUE_HOLDS_ENUM (value)) {
    GEnumValue *found = g_enum_get_value (G_PARAM_SPEC_ENUM (pspec)->enum_class, g_value_get_enum (value));

    return json_node_init_string (node, found->value_nick);
  }
  return json_node_init_string (node, g_value_get_string (value) == NULL ? "" : g_value_get_string (value));
}

static gboolean
is_empty (const GValue *value)
{
  if (G_VALUE_HOLDS_STRING (value))
    return g_value_get_string (value) == NULL;
  if (G_VALUE_HOLDS_INT (value))
    return g_value_get_int (value) == 0;
  if (G_VALUE_HOLDS_INT64 (value))
    return g_value_get_int64 (value) == 0;
  if (G_VALUE_HOLDS_BOOLEAN (value))
    return !g_value_get_boolean (value);
  return (G_VALUE_HOLDS (value, G_TYPE_STRV) || G_VALUE_HOLDS (value, G_TYPE_BYTES)) && g_value_get_boxed (value) == NULL;
}

JsonObject *
yyq_wire_fields_encode (gpointer object, const YyqWireField *fields, guint n_fields)
{
  JsonObject *result = json_object_new ();

  for (guint i = 0; i < n_fields; i++) {
    GParamSpec *pspec = find_pspec (G_OBJECT_GET_CLASS (object), &fields[i]);
    g_auto (GValue) value = G_VALUE_INIT;

    g_value_init (&value, G_PARAM_SPEC_VALUE_TYPE (pspec));
    g_object_get_property (object, pspec->name, &value);
    if (fields[i].presence == YYQ_WIRE_REQUIRED || !is_empty (&value))
      json_object_set_member (result, fields[i].member, write_value (pspec, &value));
    else if (fields[i].presence == YYQ_WIRE_NULLABLE)
      json_object_set_null_member (result, fields[i].member);
  }
  return result;
}

gboolean
yyq_wire_list_decode (JsonNode *node, const char *member, YyqWireDecode decode, gpointer parent, YyqWireAdd add, GError **error)
{
  JsonObject *object = yyq_wire_node_object (node, error);
  JsonArray *array;

  if (object == NULL)
    return FALSE;
  if (!yyq_wire_has (object, member))
    return TRUE;
  if (!yyq_wire_get_array (object, member, &array, error))
    return FALSE;
  for (guint i = 0; i < json_array_get_length (array); i++) {
    g_autoptr (GObject) child = decode (json_array_get_element (array, i), error);

    if (child == NULL) {
      g_prefix_error (error, "/%s/%u", member, i);
      return FALSE;
    }
    add (parent, child);
  }
  return TRUE;
}

void
yyq_wire_list_encode (JsonObject *object, const char *member, GListModel *list, YyqWireEncode encode)
{
  guint n = g_list_model_get_n_items (list);
  JsonArray *array;

  if (n == 0)
    return;
  array = json_array_sized_new (n);
  for (guint i = 0; i < n; i++) {
    g_autoptr (GObject) child = g_list_model_get_item (list, i);

    json_array_add_element (array, encode (child));
  }
  json_object_set_array_member (object, member, array);
}
