/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-pdf-security-store.h"

#include <stdlib.h>

/* Certificates and lists that are looked at. */
#define MAX_STORED 200

/* What is packed twice can unpack to a million times its size. */
static gboolean
is_packed_once (qpdf_data qpdf, qpdf_oh stream)
{
  qpdf_oh filter = qpdf_oh_get_key (qpdf, qpdf_oh_get_dict (qpdf, stream), "/Filter");

  return !qpdf_oh_is_array (qpdf, filter) || qpdf_oh_get_array_n_items (qpdf, filter) <= 1;
}

static GPtrArray *
read_list (qpdf_data qpdf, const char *key)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  qpdf_oh store = qpdf_oh_get_key_if_dict (qpdf, qpdf_get_root (qpdf), "/DSS");
  qpdf_oh array = qpdf_oh_get_key_if_dict (qpdf, store, key);
  int n = qpdf_oh_is_array (qpdf, array) ? MIN (qpdf_oh_get_array_n_items (qpdf, array), MAX_STORED) : 0;

  for (int i = 0; i < n; i++) {
    qpdf_oh item = qpdf_oh_get_array_item (qpdf, array, i);
    unsigned char *data = NULL;
    size_t length = 0;

    if (qpdf_oh_is_stream (qpdf, item) && is_packed_once (qpdf, item) &&
        qpdf_oh_get_stream_data (qpdf, item, qpdf_dl_all, NULL, &data, &length) == QPDF_SUCCESS)
      g_ptr_array_add (list, g_bytes_new (data, length));
    free (data);
  }
  return list;
}

void
yyq_pdf_security_store_init (YyqPdfSecurityStore *self, qpdf_data qpdf)
{
  self->certificates = read_list (qpdf, "/Certs");
  self->crls = read_list (qpdf, "/CRLs");
}

void
yyq_pdf_security_store_clear (YyqPdfSecurityStore *self)
{
  g_clear_pointer (&self->certificates, g_ptr_array_unref);
  g_clear_pointer (&self->crls, g_ptr_array_unref);
}
