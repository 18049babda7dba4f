/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-qpdf.h"

#include <string.h>

#include "yyq-error.h"

#define MAX_TREE_NODES (4 * YYQ_QPDF_MAX_PAGES)
#define MAX_TREE_DEPTH 32

void
yyq_qpdf_free (qpdf_data qpdf)
{
  if (qpdf != NULL)
    qpdf_cleanup (&qpdf);
}

void
yyq_qpdf_set_error (qpdf_data qpdf, const char *what, GError **error)
{
  YyqPdfError code = YYQ_PDF_ERROR_DAMAGED;
  qpdf_error problem = qpdf_has_error (qpdf) ? qpdf_get_error (qpdf) : NULL;

  if (problem == NULL && qpdf_more_warnings (qpdf))
    problem = qpdf_next_warning (qpdf);
  if (problem == NULL) {
    g_set_error_literal (error, YYQ_PDF_ERROR, code, what);
    return;
  }
  if (qpdf_get_error_code (qpdf, problem) == qpdf_e_password)
    code = YYQ_PDF_ERROR_ENCRYPTED;
  else if (strstr (qpdf_get_error_full_text (qpdf, problem), "bad_alloc") != NULL)
    code = YYQ_PDF_ERROR_TOO_LARGE; /* how qpdf tells that memory ended */
  g_set_error (error, YYQ_PDF_ERROR, code, "%s: %s", what,
               qpdf_get_error_full_text (qpdf, problem));
}

gboolean
yyq_qpdf_is_damaged (qpdf_data qpdf)
{
  return qpdf_has_error (qpdf) || qpdf_more_warnings (qpdf);
}

/*
 * Takes the warning about a /Size that is too large away: programs write that (PDFBox does), and
 * all read it alike. FALSE when there was another one.
 */
static gboolean
forgive_size (qpdf_data qpdf)
{
  while (qpdf_more_warnings (qpdf)) {
    const char *text = qpdf_get_error_message_detail (qpdf, qpdf_next_warning (qpdf));

    if (!g_str_has_prefix (text, "reported number of objects"))
      return FALSE;
  }
  return TRUE;
}

typedef struct {
  qpdf_data qpdf;
  guint nodes; /* seen so far: ends loops */
  guint pages;
} PageCount;

/* FALSE as soon as a limit is passed. Lists of children are measured before they are walked. */
static gboolean
count_pages (PageCount *count, qpdf_oh node, guint depth)
{
  qpdf_oh kids = qpdf_oh_get_key_if_dict (count->qpdf, node, "/Kids");
  int n_kids;

  if (++count->nodes > MAX_TREE_NODES || depth > MAX_TREE_DEPTH)
    return FALSE;
  if (!qpdf_oh_is_array (count->qpdf, kids))
    return !qpdf_oh_is_dictionary (count->qpdf, node) || ++count->pages <= YYQ_QPDF_MAX_PAGES;
  n_kids = qpdf_oh_get_array_n_items (count->qpdf, kids);
  if (n_kids > YYQ_QPDF_MAX_PAGES)
    return FALSE;
  for (int i = 0; i < n_kids; i++) {
    qpdf_oh kid = qpdf_oh_get_array_item (count->qpdf, kids, i);
    gboolean within = count_pages (count, kid, depth + 1);

    qpdf_oh_release (count->qpdf, kid);
    if (!within)
      return FALSE;
  }
  return TRUE;
}

static gboolean
check_pages (qpdf_data qpdf, GError **error)
{
  PageCount count = { .qpdf = qpdf };
  qpdf_oh root = qpdf_get_root (qpdf);

  if (!qpdf_oh_is_dictionary (qpdf, root)) {
    yyq_qpdf_set_error (qpdf, "no document catalogue", error);
    return FALSE;
  }
  if (!count_pages (&count, qpdf_oh_get_key (qpdf, root, "/Pages"), 0)) {
    g_set_error (error, YYQ_PDF_ERROR, YYQ_PDF_ERROR_TOO_LARGE, "more than %d pages",
                 YYQ_QPDF_MAX_PAGES);
    return FALSE;
  }
  if (qpdf_get_num_pages (qpdf) < 1) {
    yyq_qpdf_set_error (qpdf, "no pages", error);
    return FALSE;
  }
  return TRUE;
}

qpdf_data
yyq_qpdf_open (GBytes *pdf, gboolean recover, GError **error)
{
  g_auto (qpdf_data) qpdf = qpdf_init ();
  gsize length;
  const char *data = g_bytes_get_data (pdf, &length);

  if (length == 0) {
    g_set_error_literal (error, YYQ_PDF_ERROR, YYQ_PDF_ERROR_NOT_PDF, "the file is empty");
    return NULL;
  }
  qpdf_silence_errors (qpdf);
  qpdf_set_suppress_warnings (qpdf, QPDF_TRUE);
  qpdf_set_attempt_recovery (qpdf, recover);
  if (qpdf_read_memory (qpdf, "document", data, length, NULL) & QPDF_ERRORS) {
    yyq_qpdf_set_error (qpdf, "cannot be read", error);
    return NULL;
  }
  if (!recover && !forgive_size (qpdf)) {
    g_set_error_literal (error, YYQ_PDF_ERROR, YYQ_PDF_ERROR_DAMAGED,
                         "cannot be read without repair");
    return NULL;
  }
  if (!check_pages (qpdf, error))
    return NULL;
  return g_steal_pointer (&qpdf);
}

qpdf_oh
yyq_qpdf_copy_dictionary (qpdf_data qpdf, qpdf_oh dictionary)
{
  qpdf_oh copy = qpdf_oh_new_dictionary (qpdf);

  if (!qpdf_oh_is_dictionary (qpdf, dictionary))
    return copy;
  qpdf_oh_begin_dict_key_iter (qpdf, dictionary);
  while (qpdf_oh_dict_more_keys (qpdf)) {
    const char *key = qpdf_oh_dict_next_key (qpdf);

    qpdf_oh_replace_key (qpdf, copy, key, qpdf_oh_get_key (qpdf, dictionary, key));
  }
  return copy;
}

GStrv
yyq_qpdf_list_keys (qpdf_data qpdf, qpdf_oh dictionary)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  qpdf_oh_begin_dict_key_iter (qpdf, dictionary);
  while (qpdf_oh_dict_more_keys (qpdf))
    g_strv_builder_add (builder, qpdf_oh_dict_next_key (qpdf));
  return g_strv_builder_end (builder);
}

qpdf_oh
yyq_qpdf_get_inherited (qpdf_data qpdf, qpdf_oh page, const char *key)
{
  qpdf_oh node = page;

  for (guint depth = 0; depth <= MAX_TREE_DEPTH && qpdf_oh_is_dictionary (qpdf, node); depth++) {
    if (qpdf_oh_has_key (qpdf, node, key))
      return qpdf_oh_get_key (qpdf, node, key);
    node = qpdf_oh_get_key (qpdf, node, "/Parent");
  }
  return qpdf_oh_new_null (qpdf);
}

qpdf_oh
yyq_qpdf_add_stream (qpdf_data qpdf, const void *data, gsize length)
{
  qpdf_oh stream = qpdf_oh_new_stream (qpdf);

  qpdf_oh_replace_stream_data (qpdf, stream, data, length, qpdf_oh_new_null (qpdf),
                               qpdf_oh_new_null (qpdf));
  return stream;
}

static qpdf_oh
new_numbers (qpdf_data qpdf, const double *numbers, guint n, int decimals)
{
  qpdf_oh array = qpdf_oh_new_array (qpdf);

  for (guint i = 0; i < n; i++)
    qpdf_oh_append_item (qpdf, array, qpdf_oh_new_real_from_double (qpdf, numbers[i], decimals));
  return array;
}

qpdf_oh
yyq_qpdf_new_rectangle (qpdf_data qpdf, double x0, double y0, double x1, double y1)
{
  const double numbers[] = { x0, y0, x1, y1 };

  return new_numbers (qpdf, numbers, G_N_ELEMENTS (numbers), 3);
}

qpdf_oh
yyq_qpdf_new_matrix (qpdf_data qpdf, const double matrix[6])
{
  return new_numbers (qpdf, matrix, 6, 6);
}

GBytes *
yyq_qpdf_write (qpdf_data qpdf, GError **error)
{
  if (qpdf_init_write_memory (qpdf) & QPDF_ERRORS) {
    yyq_qpdf_set_error (qpdf, "cannot be written", error);
    return NULL;
  }
  qpdf_set_preserve_encryption (qpdf, QPDF_FALSE);
  qpdf_set_object_stream_mode (qpdf, qpdf_o_disable);
  qpdf_set_decode_level (qpdf, qpdf_dl_none);
  qpdf_set_compress_streams (qpdf, QPDF_TRUE);
  qpdf_set_minimum_pdf_version (qpdf, "1.7");
  qpdf_set_deterministic_ID (qpdf, QPDF_TRUE);
  if (qpdf_write (qpdf) & QPDF_ERRORS) {
    yyq_qpdf_set_error (qpdf, "cannot be written", error);
    return NULL;
  }
  return g_bytes_new (qpdf_get_buffer (qpdf), qpdf_get_buffer_length (qpdf));
}
