/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-test-contract.h"

#include <string.h>

#include "yyq-test-yaml.h"

/* Reads as much of JSON Schema as data/openapi uses; a keyword that is not known aborts. */

struct _YyqTestContract {
  JsonNode *root;
};

static gboolean check_value (YyqTestContract *self, JsonObject *schema, JsonNode *value,
                             const char *where, char **problem);

/* Read once: nobody changes it, and every case of a test has one. */
YyqTestContract *
yyq_test_contract_new (void)
{
  static JsonNode *root;
  YyqTestContract *self = g_new0 (YyqTestContract, 1);

  if (root == NULL) {
    g_autofree char *path =
      g_build_filename (g_getenv ("YYQ_BUILD_ROOT"), "data", "openapi.yaml", NULL);

    root = yyq_test_yaml_read (path);
  }
  self->root = json_node_ref (root);
  return self;
}

void
yyq_test_contract_free (YyqTestContract *self)
{
  json_node_unref (self->root);
  g_free (self);
}

static JsonObject *
at_pointer (YyqTestContract *self, const char *pointer)
{
  g_auto (GStrv) parts = g_strsplit (pointer, "/", -1);
  JsonObject *object = json_node_get_object (self->root);

  for (char **part = parts + 1; *part != NULL; part++) {
    if (!json_object_has_member (object, *part))
      g_error ("openapi.yaml has no %s", pointer);
    object = json_object_get_object_member (object, *part);
  }
  return object;
}

/* Follows $ref. */
static JsonObject *
resolve (YyqTestContract *self, JsonObject *object)
{
  while (json_object_has_member (object, "$ref"))
    object = at_pointer (self, json_object_get_string_member (object, "$ref") + 1);
  return object;
}

static const char *const methods[] = { "get", "post", "put", "patch", "delete" };

static int
compare (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

char **
yyq_test_contract_list (YyqTestContract *self)
{
  JsonObject *paths = at_pointer (self, "/paths");
  g_autoptr (GList) names = json_object_get_members (paths);
  g_autoptr (GPtrArray) list = g_ptr_array_new ();

  for (GList *name = names; name != NULL; name = name->next)
    for (guint i = 0; i < G_N_ELEMENTS (methods); i++) {
      g_autofree char *upper = g_ascii_strup (methods[i], -1);

      if (json_object_has_member (json_object_get_object_member (paths, name->data), methods[i]))
        g_ptr_array_add (list, g_strconcat (upper, " ", name->data, NULL));
    }
  g_ptr_array_sort (list, compare);
  g_ptr_array_add (list, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&list), FALSE);
}

JsonObject *
yyq_test_contract_find (YyqTestContract *self, const char *operation)
{
  g_auto (GStrv) parts = g_strsplit (operation, " ", 2);
  g_autofree char *method = g_ascii_strdown (parts[0], -1);
  JsonObject *paths = at_pointer (self, "/paths");
  JsonObject *path = json_object_has_member (paths, parts[1])
                       ? json_object_get_object_member (paths, parts[1])
                       : NULL;

  return path != NULL && json_object_has_member (path, method)
           ? json_object_get_object_member (path, method)
           : NULL;
}

gboolean
yyq_test_contract_has_parameter (YyqTestContract *self, JsonObject *operation, const char *in,
                                 const char *name)
{
  JsonArray *parameters = json_object_has_member (operation, "parameters")
                            ? json_object_get_array_member (operation, "parameters")
                            : NULL;

  for (guint i = 0; parameters != NULL && i < json_array_get_length (parameters); i++) {
    JsonObject *parameter = resolve (self, json_array_get_object_element (parameters, i));

    if (g_str_equal (json_object_get_string_member (parameter, "in"), in) &&
        g_str_equal (json_object_get_string_member (parameter, "name"), name))
      return TRUE;
  }
  return FALSE;
}

static gboolean G_GNUC_PRINTF (3, 4)
  complain (char **problem, const char *where, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  *problem = g_strdup_printf ("%s: %s", *where != '\0' ? where : "/", text);
  return FALSE;
}

static gboolean
is_of_type (JsonNode *value, const char *type)
{
  GType held = JSON_NODE_HOLDS_VALUE (value) ? json_node_get_value_type (value) : G_TYPE_INVALID;

  if (g_str_equal (type, "object"))
    return JSON_NODE_HOLDS_OBJECT (value);
  if (g_str_equal (type, "array"))
    return JSON_NODE_HOLDS_ARRAY (value);
  if (g_str_equal (type, "null"))
    return JSON_NODE_HOLDS_NULL (value);
  if (g_str_equal (type, "string"))
    return held == G_TYPE_STRING;
  if (g_str_equal (type, "boolean"))
    return held == G_TYPE_BOOLEAN;
  return held == G_TYPE_INT64 || (g_str_equal (type, "number") && held == G_TYPE_DOUBLE);
}

static gboolean
check_type (JsonNode *type, JsonNode *value, const char *where, char **problem)
{
  JsonArray *types;

  if (JSON_NODE_HOLDS_VALUE (type))
    return is_of_type (value, json_node_get_string (type)) ||
           complain (problem, where, "not of type %s", json_node_get_string (type));
  types = json_node_get_array (type);
  for (guint i = 0; i < json_array_get_length (types); i++)
    if (is_of_type (value, json_array_get_string_element (types, i)))
      return TRUE;
  return complain (problem, where, "of none of its types");
}

static gboolean
check_members (YyqTestContract *self, JsonObject *schema, JsonObject *object, const char *where,
               char **problem)
{
  JsonObject *properties = json_object_has_member (schema, "properties")
                             ? json_object_get_object_member (schema, "properties")
                             : NULL;
  gboolean closed = json_object_has_member (schema, "additionalProperties");
  g_autoptr (GList) names = json_object_get_members (object);

  for (GList *name = names; name != NULL; name = name->next) {
    g_autofree char *place = g_strconcat (where, "/", name->data, NULL);

    if (properties == NULL || !json_object_has_member (properties, name->data)) {
      if (closed)
        return complain (problem, place, "not in the contract");
      continue;
    }
    if (!check_value (self, json_object_get_object_member (properties, name->data),
                      json_object_get_member (object, name->data), place, problem))
      return FALSE;
  }
  return TRUE;
}

static gboolean
check_object (YyqTestContract *self, JsonObject *schema, JsonObject *object, const char *where,
              char **problem)
{
  JsonArray *required = json_object_has_member (schema, "required")
                          ? json_object_get_array_member (schema, "required")
                          : NULL;

  for (guint i = 0; required != NULL && i < json_array_get_length (required); i++)
    if (!json_object_has_member (object, json_array_get_string_element (required, i)))
      return complain (problem, where, "%s is missing",
                       json_array_get_string_element (required, i));
  return check_members (self, schema, object, where, problem);
}

static gboolean
check_array (YyqTestContract *self, JsonObject *schema, JsonArray *array, const char *where,
             char **problem)
{
  JsonObject *items = json_object_get_object_member (schema, "items");

  for (guint i = 0; i < json_array_get_length (array); i++) {
    g_autofree char *place = g_strdup_printf ("%s/%u", where, i);

    if (!check_value (self, items, json_array_get_element (array, i), place, problem))
      return FALSE;
  }
  return TRUE;
}

static gboolean
check_string (JsonObject *schema, const char *text, const char *where, char **problem)
{
  JsonArray *words =
    json_object_has_member (schema, "enum") ? json_object_get_array_member (schema, "enum") : NULL;

  if (json_object_has_member (schema, "pattern") &&
      !g_regex_match_simple (json_object_get_string_member (schema, "pattern"), text,
                             G_REGEX_DEFAULT, G_REGEX_MATCH_DEFAULT))
    return complain (problem, where, "“%s” does not match", text);
  if (words == NULL)
    return TRUE;
  for (guint i = 0; i < json_array_get_length (words); i++)
    if (g_str_equal (json_array_get_string_element (words, i), text))
      return TRUE;
  return complain (problem, where, "“%s” is not one of the words", text);
}

/* Fits one of them: what is wrong with the others is not. */
static gboolean
check_one_of (YyqTestContract *self, JsonArray *schemas, JsonNode *value, const char *where,
              char **problem)
{
  for (guint i = 0; i < json_array_get_length (schemas); i++) {
    g_autofree char *other = NULL;

    if (check_value (self, json_array_get_object_element (schemas, i), value, where, &other))
      return TRUE;
  }
  return complain (problem, where, "fits none of its schemas");
}

static gboolean
check_value (YyqTestContract *self, JsonObject *schema, JsonNode *value, const char *where,
             char **problem)
{
  schema = resolve (self, schema);
  if (json_object_has_member (schema, "oneOf"))
    return check_one_of (self, json_object_get_array_member (schema, "oneOf"), value, where,
                         problem);
  if (json_object_has_member (schema, "type") &&
      !check_type (json_object_get_member (schema, "type"), value, where, problem))
    return FALSE;
  if (JSON_NODE_HOLDS_OBJECT (value))
    return check_object (self, schema, json_node_get_object (value), where, problem);
  if (JSON_NODE_HOLDS_ARRAY (value))
    return check_array (self, schema, json_node_get_array (value), where, problem);
  if (is_of_type (value, "string"))
    return check_string (schema, json_node_get_string (value), where, problem);
  if (is_of_type (value, "integer") && json_object_has_member (schema, "minimum") &&
      json_node_get_int (value) < json_object_get_int_member (schema, "minimum"))
    return complain (problem, where, "less than its minimum");
  return TRUE;
}

/* "404" or "4XX". */
static JsonObject *
find_response (YyqTestContract *self, JsonObject *operation, guint status)
{
  JsonObject *responses = json_object_get_object_member (operation, "responses");
  g_autofree char *exact = g_strdup_printf ("%u", status);
  g_autofree char *range = g_strdup_printf ("%uXX", status / 100);

  if (json_object_has_member (responses, exact))
    return resolve (self, json_object_get_object_member (responses, exact));
  if (json_object_has_member (responses, range))
    return resolve (self, json_object_get_object_member (responses, range));
  return NULL;
}

char *
yyq_test_contract_check (YyqTestContract *self, const char *operation, guint status,
                         const char *content_type, JsonNode *node)
{
  JsonObject *found = yyq_test_contract_find (self, operation);
  JsonObject *response = found != NULL ? find_response (self, found, status) : NULL;
  JsonObject *content;
  char *problem = NULL;

  if (response == NULL)
    return g_strdup_printf ("%s: status %u is not in the contract", operation, status);
  content = json_object_has_member (response, "content")
              ? json_object_get_object_member (response, "content")
              : NULL;
  if (content == NULL)
    return content_type == NULL ? NULL : g_strdup_printf ("%s: %u has a body", operation, status);
  if (content_type == NULL || !json_object_has_member (content, content_type))
    return g_strdup_printf ("%s: %u is of type %s", operation, status, content_type);
  if (!g_str_has_suffix (content_type, "json"))
    return NULL;
  if (node == NULL)
    return g_strdup_printf ("%s: %u has no JSON", operation, status);
  check_value (
    self,
    json_object_get_object_member (json_object_get_object_member (content, content_type), "schema"),
    node, "", &problem);
  return problem;
}

JsonArray *
yyq_test_contract_get_enum (YyqTestContract *self, const char *pointer)
{
  return json_object_get_array_member (at_pointer (self, pointer), "enum");
}
