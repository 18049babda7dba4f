/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-wire-record.h"

#include "yyq-error.h"
#include "yyq-wire.h"

#include <math.h>
#include <string.h>

static const char *
name_of (const YyqField *field)
{
  return field->wire != NULL ? field->wire : field->name;
}

static gboolean
fail (GError **error, YyqWireError code, const YyqField *field, const char *what)
{
  g_set_error (error, YYQ_WIRE_ERROR, (int) code, "/%s: %s", name_of (field), what);
  return FALSE;
}

static gboolean
read_string (JsonObject *object, const YyqField *field, GValue *value, GError **error)
{
  const char *text;

  if (!yyq_wire_get_string (object, name_of (field), &text, error))
    return FALSE;
  g_value_init (value, G_TYPE_STRING);
  g_value_set_string (value, text);
  return TRUE;
}

static gboolean
read_enum (JsonObject *object, const YyqField *field, GValue *value, GError **error)
{
  g_autoptr (GEnumClass) klass = g_type_class_ref (field->type ());
  const char *text;
  GEnumValue *found;

  if (!yyq_wire_get_string (object, name_of (field), &text, error))
    return FALSE;
  found = g_enum_get_value_by_nick (klass, text);
  if (found == NULL)
    return fail (error, YYQ_WIRE_ERROR_VALUE, field, "unknown value");
  g_value_init (value, field->type ());
  g_value_set_enum (value, found->value);
  return TRUE;
}

static gboolean
read_int (JsonObject *object, const YyqField *field, GValue *value, GError **error)
{
  gint64 number;

  if (!yyq_wire_get_int (object, name_of (field), &number, error))
    return FALSE;
  if (field->kind == YYQ_FIELD_INT64) {
    g_value_init (value, G_TYPE_INT64);
    g_value_set_int64 (value, number);
    return TRUE;
  }
  if (number < G_MININT || number > G_MAXINT)
    return fail (error, YYQ_WIRE_ERROR_VALUE, field, "out of range");
  g_value_init (value, G_TYPE_INT);
  g_value_set_int (value, (int) number);
  return TRUE;
}

static gboolean
read_truth (JsonObject *object, const YyqField *field, GValue *value, GError **error)
{
  gboolean truth;

  if (!yyq_wire_get_bool (object, name_of (field), &truth, error))
    return FALSE;
  g_value_init (value, G_TYPE_BOOLEAN);
  g_value_set_boolean (value, truth);
  return TRUE;
}

static gboolean
read_double (JsonObject *object, const YyqField *field, GValue *value, GError **error)
{
  double number;

  if (!yyq_wire_get_double (object, name_of (field), &number, error))
    return FALSE;
  g_value_init (value, G_TYPE_DOUBLE);
  g_value_set_double (value, number);
  return TRUE;
}

static gboolean
read_strings (JsonObject *object, const YyqField *field, GValue *value, GError **error)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  JsonArray *array;

  if (!yyq_wire_get_array (object, name_of (field), &array, error))
    return FALSE;
  for (guint i = 0; i < json_array_get_length (array); i++) {
    JsonNode *node = json_array_get_element (array, i);

    if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING) {
      g_set_error (error, YYQ_WIRE_ERROR, YYQ_WIRE_ERROR_SHAPE, "/%s/%u: string expected",
                   name_of (field), i);
      return FALSE;
    }
    g_strv_builder_add (builder, json_node_get_string (node));
  }
  g_value_init (value, G_TYPE_STRV);
  g_value_take_boxed (value, g_strv_builder_end (builder));
  return TRUE;
}

static gboolean
read_bytes (JsonObject *object, const YyqField *field, GValue *value, GError **error)
{
  GBytes *bytes = yyq_wire_get_bytes (object, name_of (field), error);

  if (bytes == NULL)
    return FALSE;
  g_value_init (value, G_TYPE_BYTES);
  g_value_take_boxed (value, bytes);
  return TRUE;
}

static gboolean
read_record (JsonObject *object, const YyqField *field, GValue *value, GError **error)
{
  GObject *record = yyq_wire_record_decode (json_object_get_member (object, name_of (field)),
                                            field->type (), error);

  if (record == NULL) {
    g_prefix_error (error, "/%s", name_of (field));
    return FALSE;
  }
  g_value_init (value, field->type ());
  g_value_take_object (value, record);
  return TRUE;
}

static gboolean
read_value (JsonObject *object, const YyqField *field, GValue *value, GError **error)
{
  switch (field->kind) {
  case YYQ_FIELD_STRING:
    return read_string (object, field, value, error);
  case YYQ_FIELD_INT:
  case YYQ_FIELD_INT64:
    return read_int (object, field, value, error);
  case YYQ_FIELD_BOOLEAN:
    return read_truth (object, field, value, error);
  case YYQ_FIELD_DOUBLE:
    return read_double (object, field, value, error);
  case YYQ_FIELD_ENUM:
    return read_enum (object, field, value, error);
  case YYQ_FIELD_STRV:
    return read_strings (object, field, value, error);
  case YYQ_FIELD_BYTES:
    return read_bytes (object, field, value, error);
  case YYQ_FIELD_RECORD:
    return read_record (object, field, value, error);
  case YYQ_FIELD_LIST:
  default:
    g_assert_not_reached ();
  }
}

static gboolean
read_field (JsonObject *object, const YyqField *field, gpointer record, GError **error)
{
  g_auto (GValue) value = G_VALUE_INIT;

  if (field->kind == YYQ_FIELD_LIST)
    return yyq_wire_records_decode (object, name_of (field),
                                    *(GListStore **) yyq_record_get_member (record, field), error);
  if (field->presence != YYQ_FIELD_REQUIRED && !yyq_wire_has (object, name_of (field)))
    return TRUE;
  if (!read_value (object, field, &value, error))
    return FALSE;
  yyq_record_set_member (record, field, &value);
  return TRUE;
}

gpointer
yyq_wire_record_decode (JsonNode *node, GType type, GError **error)
{
  JsonObject *object = yyq_wire_node_object (node, error);
  g_autoptr (GObject) record = object != NULL ? g_object_new (type, NULL) : NULL;
  const YyqField *fields;
  guint n_fields;

  if (record == NULL)
    return NULL;
  fields = yyq_record_get_fields (record, &n_fields);
  for (guint i = 0; i < n_fields; i++)
    if (!read_field (object, &fields[i], record, error))
      return NULL;
  return g_steal_pointer (&record);
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
write_string (const char *text)
{
  return json_node_init_string (json_node_alloc (), text != NULL ? text : "");
}

static JsonNode *
write_bytes (GBytes *bytes)
{
  gsize length = 0;
  const guchar *data = bytes == NULL ? NULL : g_bytes_get_data (bytes, &length);
  g_autofree char *text = data == NULL ? NULL : g_base64_encode (data, length);

  return write_string (text);
}

static JsonNode *
write_enum (const YyqField *field, int number)
{
  g_autoptr (GEnumClass) klass = g_type_class_ref (field->type ());

  return write_string (g_enum_get_value (klass, number)->value_nick);
}

static JsonNode *
write_value (const YyqField *field, gpointer member)
{
  switch (field->kind) {
  case YYQ_FIELD_STRING:
    return write_string (*(char **) member);
  case YYQ_FIELD_INT:
    return json_node_init_int (json_node_alloc (), *(int *) member);
  case YYQ_FIELD_INT64:
    return json_node_init_int (json_node_alloc (), *(gint64 *) member);
  case YYQ_FIELD_BOOLEAN:
    return json_node_init_boolean (json_node_alloc (), *(gboolean *) member);
  case YYQ_FIELD_DOUBLE:
    return json_node_init_double (json_node_alloc (), *(double *) member);
  case YYQ_FIELD_ENUM:
    return write_enum (field, *(int *) member);
  case YYQ_FIELD_STRV:
    return write_strings (*(char ***) member);
  case YYQ_FIELD_BYTES:
    return write_bytes (*(GBytes **) member);
  case YYQ_FIELD_RECORD:
    return yyq_wire_record_encode (*(gpointer *) member);
  case YYQ_FIELD_LIST:
  default:
    g_assert_not_reached ();
  }
}

static gboolean
is_empty (const YyqField *field, gpointer member)
{
  switch (field->kind) {
  case YYQ_FIELD_STRING:
  case YYQ_FIELD_STRV:
  case YYQ_FIELD_BYTES:
  case YYQ_FIELD_RECORD:
    return *(gpointer *) member == NULL;
  case YYQ_FIELD_INT:
  case YYQ_FIELD_BOOLEAN:
    return *(int *) member == 0;
  case YYQ_FIELD_INT64:
    return *(gint64 *) member == 0;
  case YYQ_FIELD_LIST:
    return g_list_model_get_n_items (*(GListModel **) member) == 0;
  case YYQ_FIELD_DOUBLE:
  case YYQ_FIELD_ENUM:
  default:
    return FALSE;
  }
}

JsonNode *
yyq_wire_record_encode (gpointer record)
{
  JsonObject *object = json_object_new ();
  guint n_fields;
  const YyqField *fields = yyq_record_get_fields (record, &n_fields);

  for (guint i = 0; i < n_fields; i++) {
    gpointer member = yyq_record_get_member (record, &fields[i]);
    const gboolean empty =
      fields[i].presence != YYQ_FIELD_REQUIRED && is_empty (&fields[i], member);

    if (empty && fields[i].presence == YYQ_FIELD_NULLABLE)
      json_object_set_null_member (object, name_of (&fields[i]));
    else if (!empty && fields[i].kind == YYQ_FIELD_LIST)
      yyq_wire_records_encode (object, name_of (&fields[i]), *(GListModel **) member);
    else if (!empty)
      json_object_set_member (object, name_of (&fields[i]), write_value (&fields[i], member));
  }
  return yyq_wire_take_object (object);
}

gboolean
yyq_wire_records_decode (JsonObject *object, const char *member, GListStore *store, GError **error)
{
  GType type = g_list_model_get_item_type (G_LIST_MODEL (store));
  JsonArray *array;

  if (!yyq_wire_has (object, member))
    return TRUE;
  if (!yyq_wire_get_array (object, member, &array, error))
    return FALSE;
  for (guint i = 0; i < json_array_get_length (array); i++) {
    g_autoptr (GObject) record =
      yyq_wire_record_decode (json_array_get_element (array, i), type, error);

    if (record == NULL) {
      g_prefix_error (error, "/%s/%u", member, i);
      return FALSE;
    }
    g_list_store_append (store, record);
  }
  return TRUE;
}

void
yyq_wire_records_encode (JsonObject *object, const char *member, GListModel *records)
{
  guint n = g_list_model_get_n_items (records);
  JsonArray *array = json_array_sized_new (n);

  for (guint i = 0; i < n; i++) {
    g_autoptr (GObject) record = g_list_model_get_item (records, i);

    json_array_add_element (array, yyq_wire_record_encode (record));
  }
  json_object_set_array_member (object, member, array);
}

/* As text */

/* Where the nodes have no text either it is an empty one. */
static void
append_string (GString *out, const char *text)
{
  yyq_wire_append_string (out, text != NULL ? text : "");
}

static void
append_int (GString *out, gint64 number)
{
  char digits[24];
  char *at = digits + sizeof digits;
  guint64 rest = number < 0 ? -(guint64) number : (guint64) number;

  do
    *--at = (char) ('0' + rest % 10);
  while ((rest /= 10) != 0);
  if (number < 0)
    *--at = '-';
  g_string_append_len (out, at, digits + sizeof digits - at);
}

/* A whole number stays one with a fraction. */
static void
append_any_double (GString *out, double number)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append (out, g_ascii_dtostr (text, sizeof text, number));
  if (text[strspn (text, "-0123456789")] == '\0')
    g_string_append (out, ".0");
}

/* Nearly all are thousandths, and cost as much as a whole number then. */
static void
append_double (GString *out, double number)
{
  const gboolean small = number > -1e12 && number < 1e12;
  const gint64 thousandths = small ? (gint64) (number * 1000 + (number < 0 ? -0.5 : 0.5)) : 0;
  const guint64 size = (guint64) ABS (thousandths);

  if (!small || (double) thousandths / 1000 != number || (size == 0 && signbit (number))) {
    append_any_double (out, number);
    return;
  }
  if (thousandths < 0)
    g_string_append_c (out, '-');
  append_int (out, (gint64) (size / 1000));
  g_string_append_c (out, '.');
  for (guint64 rest = size % 1000, place = 100; place == 100 || rest > 0; place /= 10) {
    g_string_append_c (out, (char) ('0' + rest / place));
    rest %= place;
  }
}

static void
append_strings (GString *out, char **strings)
{
  g_string_append_c (out, '[');
  for (guint i = 0; strings != NULL && strings[i] != NULL; i++) {
    if (i > 0)
      g_string_append_c (out, ',');
    append_string (out, strings[i]);
  }
  g_string_append_c (out, ']');
}

static void
append_bytes (GString *out, GBytes *bytes)
{
  gsize length = 0;
  const guchar *data = bytes == NULL ? NULL : g_bytes_get_data (bytes, &length);
  g_autofree char *text = data == NULL ? NULL : g_base64_encode (data, length);

  append_string (out, text);
}

static void
append_enum (GString *out, const YyqField *field, int number)
{
  g_autoptr (GEnumClass) klass = g_type_class_ref (field->type ());

  append_string (out, g_enum_get_value (klass, number)->value_nick);
}

static void
append_list (GString *out, GListModel *records)
{
  const guint n = g_list_model_get_n_items (records);

  g_string_append_c (out, '[');
  for (guint i = 0; i < n; i++) {
    g_autoptr (GObject) record = g_list_model_get_item (records, i);

    if (i > 0)
      g_string_append_c (out, ',');
    yyq_wire_record_write (record, out);
  }
  g_string_append_c (out, ']');
}

static void
append_value (GString *out, const YyqField *field, gpointer member)
{
  switch (field->kind) {
  case YYQ_FIELD_STRING:
    append_string (out, *(char **) member);
    break;
  case YYQ_FIELD_INT:
    append_int (out, *(int *) member);
    break;
  case YYQ_FIELD_INT64:
    append_int (out, *(gint64 *) member);
    break;
  case YYQ_FIELD_BOOLEAN:
    g_string_append (out, *(gboolean *) member ? "true" : "false");
    break;
  case YYQ_FIELD_DOUBLE:
    append_double (out, *(double *) member);
    break;
  case YYQ_FIELD_ENUM:
    append_enum (out, field, *(int *) member);
    break;
  case YYQ_FIELD_STRV:
    append_strings (out, *(char ***) member);
    break;
  case YYQ_FIELD_BYTES:
    append_bytes (out, *(GBytes **) member);
    break;
  case YYQ_FIELD_RECORD:
    yyq_wire_record_write (*(gpointer *) member, out);
    break;
  case YYQ_FIELD_LIST:
  default:
    append_list (out, *(GListModel **) member);
  }
}

void
yyq_wire_record_write (gpointer record, GString *out)
{
  const char *between = "{";
  guint n_fields;
  const YyqField *fields = yyq_record_get_fields (record, &n_fields);

  for (guint i = 0; i < n_fields; i++) {
    gpointer member = yyq_record_get_member (record, &fields[i]);
    const gboolean empty =
      fields[i].presence != YYQ_FIELD_REQUIRED && is_empty (&fields[i], member);

    if (empty && fields[i].presence != YYQ_FIELD_NULLABLE)
      continue;
    g_string_append (out, between);
    append_string (out, name_of (&fields[i]));
    g_string_append_c (out, ':');
    if (empty)
      g_string_append (out, "null");
    else
      append_value (out, &fields[i], member);
    between = ",";
  }
  g_string_append (out, *between == '{' ? "{}" : "}");
}
