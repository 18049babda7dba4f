/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-pdf-security-store.h"

#include <stdlib.h>

/* Items of one kind that are looked at. */
#define MAX_STORED 200

typedef struct {
  qpdf_data qpdf;
  GPtrArray *items; /* (element-type GBytes) */
  GHashTable *seen; /* object numbers: /VRI names again what the lists have */
} Reader;

/* What is packed twice can unpack to a million times its size. */
static gboolean
is_packed_once (qpdf_data qpdf, qpdf_oh stream)
{
  qpdf_oh filter = qpdf_oh_get_key (qpdf, qpdf_oh_get_dict (qpdf, stream), "/Filter");

  return !qpdf_oh_is_array (qpdf, filter) || qpdf_oh_get_array_n_items (qpdf, filter) <= 1;
}

static void
read_item (Reader *self, qpdf_oh item)
{
  unsigned char *data = NULL;
  size_t length = 0;

  if (!qpdf_oh_is_stream (self->qpdf, item) || !is_packed_once (self->qpdf, item) ||
      !g_hash_table_add (self->seen, GINT_TO_POINTER (qpdf_oh_get_object_id (self->qpdf, item))))
    return;
  if (qpdf_oh_get_stream_data (self->qpdf, item, qpdf_dl_all, NULL, &data, &length) ==
        QPDF_SUCCESS &&
      length > 0)
    g_ptr_array_add (self->items, g_bytes_new (data, length));
  free (data);
}

static void
read_array (Reader *self, qpdf_oh array)
{
  int n = qpdf_oh_is_array (self->qpdf, array) ? qpdf_oh_get_array_n_items (self->qpdf, array) : 0;

  for (int i = 0; i < n && self->items->len < MAX_STORED; i++)
    read_item (self, qpdf_oh_get_array_item (self->qpdf, array, i));
}

/* (transfer full): those below @key of the store, and below @vri_key of what belongs to single
 * signatures. */
static GPtrArray *
read_list (qpdf_data qpdf, const char *key, const char *vri_key)
{
  qpdf_oh store = qpdf_oh_get_key_if_dict (qpdf, qpdf_get_root (qpdf), "/DSS");
  qpdf_oh singles = qpdf_oh_get_key_if_dict (qpdf, store, "/VRI");
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  Reader self = { qpdf, g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref), seen };

  read_array (&self, qpdf_oh_get_key_if_dict (qpdf, store, key));
  if (qpdf_oh_is_dictionary (qpdf, singles)) {
    qpdf_oh_begin_dict_key_iter (qpdf, singles);
    while (qpdf_oh_dict_more_keys (qpdf) && self.items->len < MAX_STORED)
      read_array (&self,
                  qpdf_oh_get_key_if_dict (
                    qpdf, qpdf_oh_get_key (qpdf, singles, qpdf_oh_dict_next_key (qpdf)), vri_key));
  }
  return self.items;
}

void
yyq_pdf_security_store_init (YyqPdfSecurityStore *self, qpdf_data qpdf)
{
  g_autoptr (GPtrArray) lists = read_list (qpdf, "/CRLs", "/CRL");
  g_autoptr (GPtrArray) answers = read_list (qpdf, "/OCSPs", "/OCSP");

  self->certificates = read_list (qpdf, "/Certs", "/Cert");
  self->revocation = yyq_revocation_data_new ();
  for (guint i = 0; i < lists->len; i++)
    yyq_revocation_data_add_crl (self->revocation, g_ptr_array_index (lists, i));
  for (guint i = 0; i < answers->len; i++)
    yyq_revocation_data_add_ocsp (self->revocation, g_ptr_array_index (answers, i));
}

void
yyq_pdf_security_store_clear (YyqPdfSecurityStore *self)
{
  g_clear_pointer (&self->certificates, g_ptr_array_unref);
  g_clear_pointer (&self->revocation, yyq_revocation_data_free);
}
