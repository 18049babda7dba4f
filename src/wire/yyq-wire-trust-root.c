/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-wire-trust-root.h"

#include "yyq-wire-fields.h"
#include "yyq-wire.h"

static const YyqWireField fields[] = {
  { "name", NULL, YYQ_WIRE_REQUIRED },
  { "certificates", NULL, YYQ_WIRE_REQUIRED },
  { "key_usages", NULL, YYQ_WIRE_OPTIONAL },
  { "extended_key_usages", NULL, YYQ_WIRE_OPTIONAL },
  { "policies", NULL, YYQ_WIRE_OPTIONAL },
  { "minimum_rsa", NULL, YYQ_WIRE_REQUIRED },
  { "minimum_ec", NULL, YYQ_WIRE_REQUIRED },
  { "revocation_required", NULL, YYQ_WIRE_REQUIRED },
  { "grace_hours", NULL, YYQ_WIRE_REQUIRED },
};

YyqTrustRoot *
yyq_wire_trust_root_decode (JsonNode *node, GError **error)
{
  return yyq_wire_fields_decode (node, YYQ_TYPE_TRUST_ROOT, fields, G_N_ELEMENTS (fields), error);
}

JsonNode *
yyq_wire_trust_root_encode (YyqTrustRoot *self)
{
  return yyq_wire_take_object (yyq_wire_fields_encode (self, fields, G_N_ELEMENTS (fields)));
}

GPtrArray *
yyq_wire_trust_roots_decode (JsonObject *object, const char *name, GError **error)
{
  g_autoptr (GPtrArray) roots = g_ptr_array_new_with_free_func (g_object_unref);
  JsonArray *array = NULL;

  if (!yyq_wire_get_array (object, name, &array, error))
    return NULL;
  for (guint i = 0; i < json_array_get_length (array); i++) {
    YyqTrustRoot *root = yyq_wire_trust_root_decode (json_array_get_element (array, i), error);

    if (root == NULL) {
      g_prefix_error (error, "/%s/%u", name, i);
      return NULL;
    }
    g_ptr_array_add (roots, root);
  }
  return g_steal_pointer (&roots);
}

void
yyq_wire_trust_roots_encode (JsonObject *object, const char *name, GPtrArray *roots)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < roots->len; i++)
    json_array_add_element (array, yyq_wire_trust_root_encode (g_ptr_array_index (roots, i)));
  json_object_set_array_member (object, name, array);
}
