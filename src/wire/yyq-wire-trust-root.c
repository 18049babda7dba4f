/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-wire-trust-root.h"

#include "yyq-wire-record.h"
#include "yyq-wire.h"

GPtrArray *
yyq_wire_trust_roots_decode (JsonObject *object, const char *name, GError **error)
{
  g_autoptr (GPtrArray) roots = g_ptr_array_new_with_free_func (g_object_unref);
  JsonArray *array = NULL;

  if (!yyq_wire_get_array (object, name, &array, error))
    return NULL;
  for (guint i = 0; i < json_array_get_length (array); i++) {
    YyqTrustRoot *root =
      yyq_wire_record_decode (json_array_get_element (array, i), YYQ_TYPE_TRUST_ROOT, error);

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
    json_array_add_element (array, yyq_wire_record_encode (g_ptr_array_index (roots, i)));
  json_object_set_array_member (object, name, array);
}
