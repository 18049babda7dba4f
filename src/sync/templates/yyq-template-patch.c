/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-template-patch.h"

#include "yyq-wire.h"

/* Members of a patch: "set" and "clear" of the outermost object, the same of "template" and of
 * "content", and "put", "drop" and "order" of the controls. */
static const char *const levels[] = { "outer", "template", "content" };

/* (transfer none) (nullable): the object of this level in a document. */
static JsonObject *
find_level (JsonObject *document, guint level)
{
  JsonObject *object = document;

  for (guint i = 1; i <= level; i++) {
    JsonNode *node = json_object_get_member (object, levels[i]);

    if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
      return NULL;
    object = json_node_get_object (node);
  }
  return object;
}

static gboolean
is_own_matter (guint level, const char *name)
{
  return (level < 2 && g_str_equal (name, levels[level + 1])) ||
         (level == 2 && g_str_equal (name, "controls"));
}

/* What @after has otherwise than @before, and what it has no more. FALSE: nothing. */
static gboolean
diff_level (JsonObject *before, JsonObject *after, guint level, JsonObject *patch)
{
  JsonObject *set = json_object_new ();
  JsonArray *clear = json_array_new ();
  g_autoptr (GList) names = json_object_get_members (after);
  g_autoptr (GList) old = json_object_get_members (before);
  JsonObject *change = json_object_new ();
  gboolean any;

  for (GList *name = names; name != NULL; name = name->next) {
    JsonNode *value = json_object_get_member (after, name->data);
    JsonNode *was = json_object_get_member (before, name->data);

    if (!is_own_matter (level, name->data) && (was == NULL || !json_node_equal (was, value)))
      json_object_set_member (set, name->data, json_node_copy (value));
  }
  for (GList *name = old; name != NULL; name = name->next)
    if (!json_object_has_member (after, name->data) && !is_own_matter (level, name->data))
      json_array_add_string_element (clear, name->data);
  any = json_object_get_size (set) > 0 || json_array_get_length (clear) > 0;
  json_object_set_object_member (change, "set", set);
  json_object_set_array_member (change, "clear", clear);
  if (any)
    json_object_set_object_member (patch, levels[level], change);
  else
    json_object_unref (change);
  return any;
}

/* (nullable) */
static const char *
id_of (JsonNode *control)
{
  const char *id = NULL;

  if (JSON_NODE_HOLDS_OBJECT (control))
    yyq_wire_get_string (json_node_get_object (control), "id", &id, NULL);
  return id;
}

/* (transfer none) (nullable): the controls of a document. */
static JsonArray *
find_controls (JsonObject *document)
{
  JsonObject *content = find_level (document, 2);
  JsonNode *node = content != NULL ? json_object_get_member (content, "controls") : NULL;

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

/* id -> node (unowned); and the ids in their order (nullable). */
static GHashTable *
index_controls (JsonArray *controls, GPtrArray *order)
{
  GHashTable *index = g_hash_table_new (g_str_hash, g_str_equal);
  const guint n = controls != NULL ? json_array_get_length (controls) : 0;

  for (guint i = 0; i < n; i++) {
    JsonNode *node = json_array_get_element (controls, i);
    const char *id = id_of (node);

    if (id == NULL)
      continue;
    g_hash_table_insert (index, (gpointer) id, node);
    if (order != NULL)
      g_ptr_array_add (order, (gpointer) id);
  }
  return index;
}

/* As it comes of putting what is new at the end and taking out what is gone. */
static gboolean
is_natural_order (GPtrArray *old, GHashTable *after, GPtrArray *order, GHashTable *before)
{
  guint place = 0;

  for (guint i = 0; i < old->len; i++)
    if (g_hash_table_contains (after, old->pdata[i])) {
      if (place >= order->len || !g_str_equal (order->pdata[place], old->pdata[i]))
        return FALSE;
      place++;
    }
  for (; place < order->len; place++)
    if (g_hash_table_contains (before, order->pdata[place]))
      return FALSE;
  return TRUE;
}

static void
add_order (JsonObject *patch, GPtrArray *order)
{
  JsonArray *ids = json_array_new ();

  for (guint i = 0; i < order->len; i++)
    json_array_add_string_element (ids, order->pdata[i]);
  json_object_set_array_member (patch, "order", ids);
}

static gboolean
diff_controls (JsonObject *before, JsonObject *after, JsonObject *patch)
{
  g_autoptr (GPtrArray) old = g_ptr_array_new ();
  g_autoptr (GPtrArray) order = g_ptr_array_new ();
  g_autoptr (GHashTable) was = index_controls (find_controls (before), old);
  g_autoptr (GHashTable) is = index_controls (find_controls (after), order);
  JsonArray *put = json_array_new ();
  JsonArray *drop = json_array_new ();
  gboolean any;

  for (guint i = 0; i < order->len; i++) {
    JsonNode *node = g_hash_table_lookup (is, order->pdata[i]);
    JsonNode *other = g_hash_table_lookup (was, order->pdata[i]);

    if (other == NULL || !json_node_equal (node, other))
      json_array_add_element (put, json_node_copy (node));
  }
  for (guint i = 0; i < old->len; i++)
    if (!g_hash_table_contains (is, old->pdata[i]))
      json_array_add_string_element (drop, old->pdata[i]);
  any = json_array_get_length (put) > 0 || json_array_get_length (drop) > 0;
  json_object_set_array_member (patch, "put", put);
  json_object_set_array_member (patch, "drop", drop);
  if (is_natural_order (old, is, order, was))
    return any;
  add_order (patch, order);
  return TRUE;
}

GBytes *
yyq_template_patch_make (GBytes *before, GBytes *after)
{
  g_autoptr (JsonNode) old = yyq_wire_parse (before, NULL);
  g_autoptr (JsonNode) new = yyq_wire_parse (after, NULL);
  JsonObject *was = old != NULL ? yyq_wire_node_object (old, NULL) : NULL;
  JsonObject *is = new != NULL ? yyq_wire_node_object (new, NULL) : NULL;
  JsonObject *patch = json_object_new ();
  g_autoptr (JsonNode) node = yyq_wire_take_object (patch);
  gboolean any = FALSE;

  g_return_val_if_fail (is != NULL, NULL);

  for (guint level = 0; level < G_N_ELEMENTS (levels); level++) {
    g_autoptr (JsonObject) nothing = json_object_new ();
    JsonObject *from = was != NULL ? find_level (was, level) : NULL;
    JsonObject *to = find_level (is, level);

    if (to != NULL)
      any |= diff_level (from != NULL ? from : nothing, to, level, patch);
  }
  any |= diff_controls (was != NULL ? was : is, is, patch);
  if (was == NULL && find_controls (is) != NULL)
    json_object_set_array_member (patch, "put", json_array_ref (find_controls (is)));
  return any ? yyq_wire_serialize (node) : NULL;
}

/* Applying */

/* The object of this level, made where it is not there. */
static JsonObject *
ensure_level (JsonObject *document, guint level)
{
  JsonObject *object = document;

  for (guint i = 1; i <= level; i++) {
    JsonNode *node = json_object_get_member (object, levels[i]);

    if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
      json_object_set_object_member (object, levels[i], json_object_new ());
    object = json_object_get_object_member (object, levels[i]);
  }
  return object;
}

static void
apply_level (JsonObject *document, guint level, JsonObject *patch)
{
  JsonObject *change = NULL;
  JsonObject *set = NULL;
  JsonArray *clear = NULL;
  JsonObject *object;
  g_autoptr (GList) names = NULL;

  if (!yyq_wire_has (patch, levels[level]) ||
      !yyq_wire_get_object (patch, levels[level], &change, NULL) ||
      !yyq_wire_get_object (change, "set", &set, NULL) ||
      !yyq_wire_get_array (change, "clear", &clear, NULL))
    return;
  object = ensure_level (document, level);
  names = json_object_get_members (set);
  for (GList *name = names; name != NULL; name = name->next)
    json_object_set_member (object, name->data,
                            json_node_copy (json_object_get_member (set, name->data)));
  for (guint i = 0; i < json_array_get_length (clear); i++)
    json_object_remove_member (object, json_array_get_string_element (clear, i));
}

/* (transfer full): id -> node (owned) of the controls, with the patch in it; @order gets the ids,
 * which belong to the nodes. */
static GHashTable *
patch_controls (JsonArray *controls, JsonArray *put, JsonArray *drop, GPtrArray *order)
{
  GHashTable *index =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) json_node_unref);

  for (guint side = 0; side < 2; side++) {
    JsonArray *from = side == 0 ? controls : put;
    const guint n = from != NULL ? json_array_get_length (from) : 0;

    for (guint i = 0; i < n; i++) {
      JsonNode *node = json_array_get_element (from, i);
      const char *id = id_of (node);

      if (id != NULL && !g_hash_table_contains (index, id))
        g_ptr_array_add (order, g_strdup (id));
      if (id != NULL)
        g_hash_table_insert (index, g_strdup (id), json_node_copy (node));
    }
  }
  for (guint i = 0; i < json_array_get_length (drop); i++)
    g_hash_table_remove (index, json_array_get_string_element (drop, i));
  return index;
}

static void
apply_controls (JsonObject *document, JsonObject *patch)
{
  g_autoptr (GPtrArray) order = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) index = NULL;
  JsonArray *put = NULL;
  JsonArray *drop = NULL;
  JsonArray *ids = NULL;
  JsonArray *result = json_array_new ();

  if (yyq_wire_get_array (patch, "put", &put, NULL) &&
      yyq_wire_get_array (patch, "drop", &drop, NULL)) {
    index = patch_controls (find_controls (document), put, drop, order);
    if (yyq_wire_has (patch, "order") && yyq_wire_get_array (patch, "order", &ids, NULL)) {
      g_ptr_array_set_size (order, 0);
      for (guint i = 0; i < json_array_get_length (ids); i++)
        g_ptr_array_add (order, g_strdup (json_array_get_string_element (ids, i)));
    }
    for (guint i = 0; i < order->len; i++) {
      JsonNode *node =
        order->pdata[i] != NULL ? g_hash_table_lookup (index, order->pdata[i]) : NULL;

      if (node != NULL)
        json_array_add_element (result, json_node_copy (node));
    }
    json_object_set_array_member (ensure_level (document, 2), "controls", json_array_ref (result));
  }
  json_array_unref (result);
}

GBytes *
yyq_template_patch_apply (GBytes *local, GBytes *patch, GError **error)
{
  g_autoptr (JsonNode) document = g_bytes_get_size (local) > 0
                                    ? yyq_wire_parse (local, error)
                                    : yyq_wire_take_object (json_object_new ());
  g_autoptr (JsonNode) node = document != NULL ? yyq_wire_parse (patch, error) : NULL;
  JsonObject *object = document != NULL ? yyq_wire_node_object (document, error) : NULL;
  JsonObject *change = node != NULL && object != NULL ? yyq_wire_node_object (node, error) : NULL;

  if (change == NULL)
    return NULL;
  for (guint level = 0; level < G_N_ELEMENTS (levels); level++)
    apply_level (object, level, change);
  apply_controls (object, change);
  return yyq_wire_serialize (document);
}
