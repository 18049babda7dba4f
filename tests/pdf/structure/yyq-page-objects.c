/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-page-objects.h"

#include <stdlib.h>
#include <string.h>

#include "yyq-qpdf.h"

#define MAX_DEPTH 40

/* The objects below a page, whatever their numbers are. */
typedef struct {
  qpdf_data qpdf;
  GChecksum *sum;
  GHashTable *seen;
} Walk;

static void walk (Walk *self, qpdf_oh object, guint depth);

static void
add_text (Walk *self, const char *text)
{
  g_checksum_update (self->sum, (const guint8 *) text, (gssize) strlen (text) + 1);
}

static void
walk_dictionary (Walk *self, qpdf_oh dictionary, guint depth)
{
  static const char *const ways_up[] = { "/Parent", "/P", "/V", "/Length", NULL };
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);

  qpdf_oh_begin_dict_key_iter (self->qpdf, dictionary);
  while (qpdf_oh_dict_more_keys (self->qpdf))
    g_ptr_array_add (keys, g_strdup (qpdf_oh_dict_next_key (self->qpdf)));
  for (guint i = 0; i < keys->len; i++)
    if (!g_strv_contains (ways_up, g_ptr_array_index (keys, i))) {
      add_text (self, g_ptr_array_index (keys, i));
      walk (self, qpdf_oh_get_key (self->qpdf, dictionary, g_ptr_array_index (keys, i)), depth + 1);
    }
}

static void
walk_stream (Walk *self, qpdf_oh stream, guint depth)
{
  unsigned char *data = NULL;
  size_t length = 0;

  walk_dictionary (self, qpdf_oh_get_dict (self->qpdf, stream), depth);
  /* An earlier warning, of anything, is told here too. */
  if ((qpdf_oh_get_stream_data (self->qpdf, stream, qpdf_dl_none, NULL, &data, &length) &
       QPDF_ERRORS) == 0)
    g_checksum_update (self->sum, data, (gssize) length);
  free (data);
}

static void
walk (Walk *self, qpdf_oh object, guint depth)
{
  if (depth > MAX_DEPTH || (qpdf_oh_is_indirect (self->qpdf, object) &&
                            !g_hash_table_add (self->seen, GINT_TO_POINTER (qpdf_oh_get_object_id (
                                                             self->qpdf, object))))) {
    add_text (self, "seen");
  } else if (qpdf_oh_is_stream (self->qpdf, object)) {
    walk_stream (self, object, depth);
  } else if (qpdf_oh_is_dictionary (self->qpdf, object)) {
    walk_dictionary (self, object, depth);
  } else if (qpdf_oh_is_array (self->qpdf, object)) {
    add_text (self, "[");
    for (int i = 0; i < qpdf_oh_get_array_n_items (self->qpdf, object); i++)
      walk (self, qpdf_oh_get_array_item (self->qpdf, object, i), depth + 1);
  } else if (qpdf_oh_is_number (self->qpdf, object)) {
    g_autofree char *number =
      g_strdup_printf ("%.4f", qpdf_oh_get_numeric_value (self->qpdf, object));

    add_text (self, number);
  } else {
    add_text (self, qpdf_oh_unparse_resolved (self->qpdf, object));
  }
}

char *
yyq_page_objects (GBytes *file)
{
  qpdf_data qpdf = yyq_qpdf_open (file, TRUE, NULL);
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  Walk self = { qpdf, sum, seen };
  char *shown;
  int n_pages;

  if (qpdf == NULL)
    return g_strdup ("cannot");
  n_pages = qpdf_get_num_pages (qpdf);
  if (n_pages > 0)
    walk (&self, qpdf_get_page_n (qpdf, 0), 0);
  shown = n_pages > 0 ? g_strdup_printf ("%d %s", n_pages, g_checksum_get_string (sum))
                      : g_strdup ("cannot");
  yyq_qpdf_free (qpdf);
  return shown;
}
