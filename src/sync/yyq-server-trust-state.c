/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-server-trust-state.h"

#include "yyq-trust-roots.h"
#include "yyq-wire-trust-root.h"
#include "yyq-wire.h"

void
yyq_server_roots_set (YyqServerRoots *self, GPtrArray *signers, GPtrArray *tsas)
{
  GPtrArray *old_signers = self->signers;
  GPtrArray *old_tsas = self->tsas;

  self->signers = signers != NULL ? g_ptr_array_ref (signers) : NULL;
  self->tsas = tsas != NULL ? g_ptr_array_ref (tsas) : NULL;
  g_clear_pointer (&old_signers, g_ptr_array_unref);
  g_clear_pointer (&old_tsas, g_ptr_array_unref);
}

static gboolean
has_root (GPtrArray *roots, YyqTrustRoot *root)
{
  for (guint i = 0; i < roots->len; i++)
    if (yyq_trust_root_equal (g_ptr_array_index (roots, i), root))
      return TRUE;
  return FALSE;
}

static gboolean
covers (GPtrArray *roots, GPtrArray *others)
{
  for (guint i = 0; i < others->len; i++)
    if (!has_root (roots, g_ptr_array_index (others, i)))
      return FALSE;
  return TRUE;
}

static gboolean
is_same (GPtrArray *roots, GPtrArray *others)
{
  return covers (roots, others) && covers (others, roots);
}

gboolean
yyq_server_roots_equal (const YyqServerRoots *self, GPtrArray *signers, GPtrArray *tsas)
{
  return is_same (self->signers, signers) && is_same (self->tsas, tsas);
}

static void
add_missing (GPtrArray *items, GPtrArray *roots, GPtrArray *others, gboolean for_timestamps)
{
  for (guint i = 0; i < roots->len; i++) {
    YyqServerTrustItem *item;

    if (has_root (others, g_ptr_array_index (roots, i)))
      continue;
    item = g_new0 (YyqServerTrustItem, 1);
    item->root = g_ptr_array_index (roots, i);
    item->for_timestamps = for_timestamps;
    g_ptr_array_add (items, item);
  }
}

GPtrArray *
yyq_server_roots_list_missing (const YyqServerRoots *self, const YyqServerRoots *others)
{
  GPtrArray *items = g_ptr_array_new_with_free_func (g_free);

  if (self->signers == NULL || others->signers == NULL)
    return items;
  add_missing (items, self->signers, others->signers, FALSE);
  add_missing (items, self->tsas, others->tsas, TRUE);
  return items;
}

void
yyq_server_trust_state_init (YyqServerTrustState *self)
{
  *self = (YyqServerTrustState){ 0 };
  self->lists = g_ptr_array_new_with_free_func ((GDestroyNotify) yyq_crl_unref);
}

void
yyq_server_trust_state_reset (YyqServerTrustState *self)
{
  yyq_server_roots_set (&self->pinned, NULL, NULL);
  yyq_server_roots_set (&self->offer, NULL, NULL);
  self->offered_at = 0;
  g_ptr_array_set_size (self->lists, 0);
}

void
yyq_server_trust_state_clear (YyqServerTrustState *self)
{
  yyq_server_trust_state_reset (self);
  g_clear_pointer (&self->lists, g_ptr_array_unref);
}

static void
encode_roots (JsonObject *object, const char *name, const YyqServerRoots *roots)
{
  JsonObject *both = json_object_new ();

  yyq_wire_trust_roots_encode (both, "signer_roots", roots->signers);
  yyq_wire_trust_roots_encode (both, "tsa_roots", roots->tsas);
  json_object_set_object_member (object, name, both);
}

GBytes *
yyq_server_trust_state_encode (const YyqServerTrustState *self, const char *server)
{
  JsonObject *object = json_object_new ();
  JsonArray *lists = json_array_new ();
  g_autoptr (JsonNode) node = NULL;

  json_object_set_string_member (object, "server", server);
  encode_roots (object, "pinned", &self->pinned);
  if (self->offer.signers != NULL) {
    encode_roots (object, "offer", &self->offer);
    json_object_set_int_member (object, "offered_at", self->offered_at);
  }
  for (guint i = 0; i < self->lists->len; i++) {
    const YyqCrl *list = g_ptr_array_index (self->lists, i);
    g_autofree char *base64 =
      g_base64_encode (g_bytes_get_data (list->der, NULL), g_bytes_get_size (list->der));

    json_array_add_string_element (lists, base64);
  }
  json_object_set_array_member (object, "lists", lists);
  node = yyq_wire_take_object (object);
  return yyq_wire_serialize (node);
}

static gboolean
decode_roots (JsonObject *object, const char *name, YyqServerRoots *roots, GError **error)
{
  g_autoptr (GPtrArray) signers = NULL;
  g_autoptr (GPtrArray) tsas = NULL;
  JsonObject *both = NULL;

  if (!yyq_wire_get_object (object, name, &both, error))
    return FALSE;
  signers = yyq_wire_trust_roots_decode (both, "signer_roots", error);
  tsas = signers != NULL ? yyq_wire_trust_roots_decode (both, "tsa_roots", error) : NULL;
  if (tsas != NULL)
    yyq_server_roots_set (roots, signers, tsas);
  return tsas != NULL;
}

static void
decode_lists (YyqServerTrustState *self, JsonArray *array)
{
  for (guint i = 0; i < json_array_get_length (array); i++) {
    JsonNode *node = json_array_get_element (array, i);
    const char *text = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL;
    gsize length = 0;
    guchar *data = text != NULL ? g_base64_decode (text, &length) : NULL;
    g_autoptr (GBytes) der = g_bytes_new_take (data, length);
    YyqCrl *list = yyq_crl_new (der, NULL);

    if (list != NULL)
      g_ptr_array_add (self->lists, list);
  }
}

gboolean
yyq_server_trust_state_decode (YyqServerTrustState *self, GBytes *content, GError **error)
{
  g_autoptr (JsonNode) node = yyq_wire_parse (content, error);
  JsonObject *object = node != NULL ? yyq_wire_node_object (node, error) : NULL;
  JsonArray *lists = NULL;

  if (object == NULL || !yyq_wire_get_array (object, "lists", &lists, error) ||
      !decode_roots (object, "pinned", &self->pinned, error))
    return FALSE;
  if (yyq_wire_has (object, "offer") &&
      (!decode_roots (object, "offer", &self->offer, error) ||
       !yyq_wire_get_int (object, "offered_at", &self->offered_at, error)))
    return FALSE;
  decode_lists (self, lists);
  return TRUE;
}
