/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-test-yaml.h"

#include <stdio.h>
#include <yaml.h>

static JsonNode *read_node (yaml_document_t *document, int index);

static JsonNode *
read_scalar (yaml_node_t *node)
{
  const char *text = (const char *) node->data.scalar.value;
  JsonNode *result = json_node_alloc ();
  gint64 number;

  if (node->data.scalar.style != YAML_PLAIN_SCALAR_STYLE)
    return json_node_init_string (result, text);
  if (g_str_equal (text, "true") || g_str_equal (text, "false"))
    return json_node_init_boolean (result, *text == 't');
  if (g_str_equal (text, "null"))
    return json_node_init_null (result);
  if (g_ascii_string_to_signed (text, 10, G_MININT64, G_MAXINT64, &number, NULL))
    return json_node_init_int (result, number);
  return json_node_init_string (result, text);
}

static JsonNode *
read_sequence (yaml_document_t *document, yaml_node_t *node)
{
  JsonNode *result = json_node_new (JSON_NODE_ARRAY);
  JsonArray *array = json_array_new ();

  for (yaml_node_item_t *item = node->data.sequence.items.start;
       item < node->data.sequence.items.top; item++)
    json_array_add_element (array, read_node (document, *item));
  json_node_take_array (result, array);
  return result;
}

static JsonNode *
read_mapping (yaml_document_t *document, yaml_node_t *node)
{
  JsonNode *result = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();

  for (yaml_node_pair_t *pair = node->data.mapping.pairs.start; pair < node->data.mapping.pairs.top;
       pair++) {
    yaml_node_t *key = yaml_document_get_node (document, pair->key);

    g_assert (key->type == YAML_SCALAR_NODE);
    json_object_set_member (object, (const char *) key->data.scalar.value,
                            read_node (document, pair->value));
  }
  json_node_take_object (result, object);
  return result;
}

static JsonNode *
read_node (yaml_document_t *document, int index)
{
  yaml_node_t *node = yaml_document_get_node (document, index);

  switch (node->type) {
  case YAML_SCALAR_NODE:
    return read_scalar (node);
  case YAML_SEQUENCE_NODE:
    return read_sequence (document, node);
  case YAML_MAPPING_NODE:
    return read_mapping (document, node);
  case YAML_NO_NODE:
  default:
    g_error ("unexpected node in YAML");
  }
}

JsonNode *
yyq_test_yaml_read (const char *path)
{
  yaml_parser_t parser;
  yaml_document_t document;
  FILE *file = fopen (path, "rb");
  JsonNode *root;

  g_assert_nonnull (file);
  g_assert_true (yaml_parser_initialize (&parser));
  yaml_parser_set_input_file (&parser, file);
  if (!yaml_parser_load (&parser, &document) || yaml_document_get_root_node (&document) == NULL)
    g_error ("%s:%zu: %s", path, parser.problem_mark.line + 1, parser.problem);
  root = read_node (&document, 1);
  yaml_document_delete (&document);
  yaml_parser_delete (&parser);
  fclose (file);
  return root;
}
