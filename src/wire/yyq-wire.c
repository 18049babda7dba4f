/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-wire.h"

#include <string.h>

#include "yyq-error.h"
#include "yyq-wire-scan.h"
#include "yyq-writer.h"

JsonNode *
yyq_wire_parse (GBytes *text, GError **error)
{
  return yyq_wire_parse_limited (text, YYQ_WIRE_REPLY_NODES, error);
}

JsonNode *
yyq_wire_parse_limited (GBytes *text, guint most_nodes, GError **error)
{
  gsize length;
  const char *data = g_bytes_get_data (text, &length);
  g_autoptr (JsonParser) parser = NULL;
  g_autoptr (GError) local = NULL;

  yyq_writer_check_is_free ("parsing JSON");
  if (length == 0) {
    g_set_error_literal (error, YYQ_WIRE_ERROR, YYQ_WIRE_ERROR_SYNTAX, "byte 0: empty");
    return NULL;
  }
  if (!yyq_wire_scan (data, length, most_nodes, error))
    return NULL;
  parser = json_parser_new_immutable ();
  if (!json_parser_load_from_data (parser, data, (gssize) length, &local)) {
    g_set_error_literal (error, YYQ_WIRE_ERROR, YYQ_WIRE_ERROR_SYNTAX, local->message);
    return NULL;
  }
  return json_parser_steal_root (parser);
}

GBytes *
yyq_wire_serialize (JsonNode *node)
{
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  gsize length;
  char *text;

  json_generator_set_root (generator, node);
  text = json_generator_to_data (generator, &length);
  return g_bytes_new_take (text, length);
}

static gboolean
bad_member (const char *name, const char *wanted, GError **error)
{
  g_set_error (error, YYQ_WIRE_ERROR, YYQ_WIRE_ERROR_SHAPE, "/%s: %s expected", name, wanted);
  return FALSE;
}

/* The value node when it holds the wanted type. */
static JsonNode *
value_of (JsonObject *object, const char *name, GType type)
{
  JsonNode *node = json_object_get_member (object, name);

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != type)
    return NULL;
  return node;
}

gboolean
yyq_wire_has (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && !JSON_NODE_HOLDS_NULL (node);
}

gboolean
yyq_wire_get_string (JsonObject *object, const char *name, const char **value, GError **error)
{
  JsonNode *node = value_of (object, name, G_TYPE_STRING);

  if (node == NULL)
    return bad_member (name, "string", error);
  *value = json_node_get_string (node);
  return TRUE;
}

gboolean
yyq_wire_get_int (JsonObject *object, const char *name, gint64 *value, GError **error)
{
  JsonNode *node = value_of (object, name, G_TYPE_INT64);

  if (node == NULL)
    return bad_member (name, "integer", error);
  *value = json_node_get_int (node);
  return TRUE;
}

gboolean
yyq_wire_get_double (JsonObject *object, const char *name, double *value, GError **error)
{
  JsonNode *node = value_of (object, name, G_TYPE_DOUBLE);
  gint64 integer;

  if (node != NULL) {
    *value = json_node_get_double (node);
    return TRUE;
  }
  if (!yyq_wire_get_int (object, name, &integer, NULL))
    return bad_member (name, "number", error);
  *value = (double) integer;
  return TRUE;
}

gboolean
yyq_wire_get_bool (JsonObject *object, const char *name, gboolean *value, GError **error)
{
  JsonNode *node = value_of (object, name, G_TYPE_BOOLEAN);

  if (node == NULL)
    return bad_member (name, "true or false", error);
  *value = json_node_get_boolean (node);
  return TRUE;
}

gboolean
yyq_wire_get_array (JsonObject *object, const char *name, JsonArray **value, GError **error)
{
  JsonNode *node = json_object_get_member (object, name);

  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    return bad_member (name, "array", error);
  *value = json_node_get_array (node);
  return TRUE;
}

gboolean
yyq_wire_get_object (JsonObject *object, const char *name, JsonObject **value, GError **error)
{
  JsonNode *node = json_object_get_member (object, name);

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return bad_member (name, "object", error);
  *value = json_node_get_object (node);
  return TRUE;
}

static gboolean
is_base64 (const char *text, gsize length)
{
  gsize body = length;

  if (length % 4 != 0)
    return FALSE;
  while (body > 0 && length - body < 2 && text[body - 1] == '=')
    body--;
  for (gsize i = 0; i < body; i++) {
    if (!g_ascii_isalnum (text[i]) && text[i] != '+' && text[i] != '/')
      return FALSE;
  }
  return TRUE;
}

GBytes *
yyq_wire_get_bytes (JsonObject *object, const char *name, GError **error)
{
  const char *text;
  guchar *data;
  gsize length;

  if (!yyq_wire_get_string (object, name, &text, error))
    return NULL;
  if (!is_base64 (text, strlen (text))) {
    g_set_error (error, YYQ_WIRE_ERROR, YYQ_WIRE_ERROR_VALUE, "/%s: Base64 expected", name);
    return NULL;
  }
  data = g_base64_decode (text, &length);
  return g_bytes_new_take (data, length);
}

JsonObject *
yyq_wire_node_object (JsonNode *node, GError **error)
{
  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    return json_node_get_object (node);
  g_set_error_literal (error, YYQ_WIRE_ERROR, YYQ_WIRE_ERROR_SHAPE, ": object expected");
  return NULL;
}

JsonNode *
yyq_wire_take_object (JsonObject *object)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  json_node_take_object (node, object);
  return node;
}

void
yyq_wire_set_bytes (JsonObject *object, const char *name, GBytes *bytes)
{
  gsize length;
  const guchar *data = g_bytes_get_data (bytes, &length);
  g_autofree char *text = g_base64_encode (data, length);

  json_object_set_string_member (object, name, text);
}

static void
append_escaped (GString *out, guchar c)
{
  static const char letters[] = {
    ['\b'] = 'b', ['\t'] = 't', ['\n'] = 'n', ['\f'] = 'f', ['\r'] = 'r', ['"'] = '"', ['\\'] = '\\'
  };

  if (c < sizeof letters && letters[c] != '\0')
    g_string_append_printf (out, "\\%c", letters[c]);
  else
    g_string_append_printf (out, "\\u%04x", c);
}

static gboolean
is_plain (guchar c)
{
  return c >= 0x20 && c != '"' && c != '\\' && c != 0x7f;
}

void
yyq_wire_append_string (GString *out, const char *text)
{
  g_string_append_c (out, '"');
  while (*text != '\0') {
    const char *end = text;

    while (is_plain ((guchar) *end))
      end++;
    g_string_append_len (out, text, end - text);
    if (*end != '\0')
      append_escaped (out, (guchar) *end++);
    text = end;
  }
  g_string_append_c (out, '"');
}
