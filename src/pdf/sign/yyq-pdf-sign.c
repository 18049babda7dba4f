/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-pdf-sign.h"

#include <string.h>

#include "yyq-cms.h"
#include "yyq-error.h"
#include "yyq-openssl.h"
#include "yyq-pdf-field-list.h"
#include "yyq-pdf-form.h"
#include "yyq-pdf-incremental.h"
#include "yyq-pdf-signature-dict.h"
#include "yyq-qpdf.h"
#include "yyq-writer.h"

static gboolean
refuse (GError **error, YyqPdfError code, const char *what, const char *field)
{
  g_set_error (error, YYQ_PDF_ERROR, code, "%s: %s", field, what);
  return FALSE;
}

GBytes *
yyq_pdf_join (GBytes *pdf, GBytes *tail)
{
  gsize pdf_length, tail_length;
  const guint8 *pdf_data = g_bytes_get_data (pdf, &pdf_length);
  const guint8 *tail_data = g_bytes_get_data (tail, &tail_length);
  guint8 *whole = g_malloc (pdf_length + tail_length);

  if (pdf_length > 0)
    memcpy (whole, pdf_data, pdf_length);
  if (tail_length > 0)
    memcpy (whole + pdf_length, tail_data, tail_length);
  return g_bytes_new_take (whole, pdf_length + tail_length);
}

/* DocMDP, FieldMDP and /Lock of the signatures that are there, ISO 32000-2 §12.8.2. */
static gboolean
check_permission (qpdf_data qpdf, const char *name, GError **error)
{
  g_autoptr (GPtrArray) fields = yyq_pdf_field_list_read (qpdf);

  if (fields == NULL)
    return refuse (error, YYQ_PDF_ERROR_TOO_LARGE, "too many fields", name);
  if (yyq_pdf_field_list_get_permission (fields) == 1)
    return refuse (error, YYQ_PDF_ERROR_FORBIDDEN,
                   "the document was certified so that nothing may be changed (DocMDP 1)", name);
  if (yyq_pdf_field_list_is_locked (fields, name))
    return refuse (error, YYQ_PDF_ERROR_FORBIDDEN,
                   "an earlier signature locks this field (FieldMDP)", name);
  return TRUE;
}

static gboolean
check_field (YyqPdfIncremental *update, qpdf_oh field, const char *name, GError **error)
{
  qpdf_data qpdf = yyq_pdf_incremental_get_qpdf (update);

  if (!qpdf_oh_is_dictionary (qpdf, field) ||
      !qpdf_oh_is_name_and_equals (qpdf, qpdf_oh_get_key (qpdf, field, "/FT"), "/Sig"))
    return refuse (error, YYQ_PDF_ERROR_NO_FIELD, "no such signature field", name);
  if (!qpdf_oh_is_indirect (qpdf, field))
    return refuse (error, YYQ_PDF_ERROR_NO_FIELD, "the field is no object of its own", name);
  if (!qpdf_oh_is_null (qpdf, qpdf_oh_get_key (qpdf, field, "/V")))
    return refuse (error, YYQ_PDF_ERROR_FIELD_SIGNED, "the field is signed already", name);
  return check_permission (qpdf, name, error);
}

gboolean
yyq_pdf_check_may_sign (GBytes *pdf, const char *field, GError **error)
{
  g_autoptr (YyqPdfIncremental) update = yyq_pdf_incremental_open (pdf, error);

  return update != NULL &&
         check_field (update, yyq_pdf_incremental_find_field (update, field), field, error);
}

/* @form (nullable): finished; else it is made of @appearance. */
static gboolean
add_appearance (YyqPdfIncremental *update, qpdf_oh field, const YyqPdfAppearance *appearance,
                GBytes *form, GError **error)
{
  qpdf_data qpdf = yyq_pdf_incremental_get_qpdf (update);
  YyqPdfFrame frame = yyq_pdf_frame_of_widget (qpdf, field);
  g_autoptr (GBytes) finished = NULL;
  qpdf_oh states, stream;

  if ((appearance == NULL && form == NULL) || frame.width <= 0 || frame.height <= 0)
    return TRUE;
  finished = form != NULL ? g_bytes_ref (form) : yyq_pdf_form_new (appearance, &frame, error);
  if (finished == NULL)
    return FALSE;
  stream = yyq_pdf_form_import (qpdf, finished, error);
  if (!qpdf_oh_is_initialized (qpdf, stream))
    return FALSE;
  states = qpdf_oh_new_dictionary (qpdf);
  qpdf_oh_replace_key (qpdf, states, "/N", stream);
  qpdf_oh_replace_key (qpdf, field, "/AP", states);
  return TRUE;
}

/* ISO 32000-1 §12.8.4: the catalogue names the one signature that sets what may still change. */
static gboolean
add_permissions (YyqPdfIncremental *update, qpdf_oh signature, const char *name, GError **error)
{
  qpdf_data qpdf = yyq_pdf_incremental_get_qpdf (update);
  qpdf_oh root = qpdf_get_root (qpdf);
  qpdf_oh permissions = qpdf_oh_new_dictionary (qpdf);

  if (qpdf_oh_has_key (qpdf, root, "/Perms"))
    return refuse (error, YYQ_PDF_ERROR_SIGNED_ALREADY, "the document is certified already", name);
  qpdf_oh_replace_key (qpdf, permissions, "/DocMDP", signature);
  qpdf_oh_replace_key (qpdf, root, "/Perms", permissions);
  yyq_pdf_incremental_touch (update, root);
  return TRUE;
}

static gboolean
fill_area (YyqPdfIncremental *update, const YyqPdfArea *area, const char *party, GError **error)
{
  qpdf_data qpdf = yyq_pdf_incremental_get_qpdf (update);
  qpdf_oh field = yyq_pdf_incremental_find_field (update, area->name);
  gsize length = strlen (party);

  if (!g_str_has_prefix (area->name, party) || area->name[length] != '.')
    return refuse (error, YYQ_PDF_ERROR_NO_FIELD, "the area is another party's", area->name);
  if (!qpdf_oh_is_dictionary (qpdf, field) ||
      !qpdf_oh_is_name_and_equals (qpdf, qpdf_oh_get_key (qpdf, field, "/FT"), "/Btn"))
    return refuse (error, YYQ_PDF_ERROR_NO_FIELD, "no such area", area->name);
  if (qpdf_oh_has_key (qpdf, field, "/AP"))
    return refuse (error, YYQ_PDF_ERROR_FIELD_SIGNED, "the area is filled already", area->name);
  yyq_pdf_incremental_touch (update, field);
  return add_appearance (update, field, area->appearance, area->form, error);
}

static gboolean
fill_field (YyqPdfIncremental *update, const YyqPdfSignOptions *options, GError **error)
{
  qpdf_data qpdf = yyq_pdf_incremental_get_qpdf (update);
  qpdf_oh field = yyq_pdf_incremental_find_field (update, options->field);
  qpdf_oh signature;

  if (!check_field (update, field, options->field, error))
    return FALSE;
  signature = yyq_pdf_incremental_reserve_raw (update);
  qpdf_oh_replace_key (qpdf, field, "/V", signature);
  yyq_pdf_incremental_touch (update, field);
  if (!add_appearance (update, field, options->appearance, options->form, error))
    return FALSE;
  for (gsize i = 0; i < options->n_areas; i++)
    if (!fill_area (update, &options->areas[i], options->field, error))
      return FALSE;
  return !options->certify || add_permissions (update, signature, options->field, error);
}

/* (transfer full): SHA-256 of the file without what stands from @hole to @hole_end of the tail. */
static GBytes *
digest_around (GBytes *pdf, const guint8 *tail, gsize length, gsize hole, gsize hole_end)
{
  g_autoptr (GBytes) before = g_bytes_new_static (tail, hole);
  g_autoptr (GBytes) behind = g_bytes_new_static (tail + hole_end, length - hole_end);
  GBytes *parts[] = { pdf, before, behind };

  return yyq_digest_parts (EVP_sha256 (), parts, G_N_ELEMENTS (parts));
}

/* The hole's hexadecimal digits; what the CMS leaves over stays or becomes zeros. */
static gboolean
put_contents (guint8 *digits, gsize n_digits, GBytes *cms, const char *field, GError **error)
{
  static const char hexadecimal[] = "0123456789abcdef";
  gsize length;
  const guint8 *data = g_bytes_get_data (cms, &length);

  if (length > n_digits / 2)
    return refuse (error, YYQ_PDF_ERROR_NO_ROOM, "the signature does not fit its room", field);
  memset (digits, '0', n_digits);
  for (gsize i = 0; i < length; i++) {
    digits[2 * i] = (guint8) hexadecimal[data[i] >> 4];
    digits[2 * i + 1] = (guint8) hexadecimal[data[i] & 15];
  }
  return TRUE;
}

static void
put_byte_range (guint8 *place, gsize hole, gsize hole_end, gsize end)
{
  g_autofree char *numbers = g_strdup_printf (
    "%" G_GSIZE_FORMAT " %" G_GSIZE_FORMAT " %" G_GSIZE_FORMAT, hole, hole_end, end - hole_end);

  g_assert (strlen (numbers) <= YYQ_PDF_BYTE_RANGE_ROOM);
  memcpy (place, numbers, strlen (numbers));
}

/* (transfer full): the update with everything in it except the signature. @raw: of the dictionary.
 */
static GByteArray *
prepare_tail (GBytes *pdf, const YyqPdfSignOptions *options, const YyqPdfSignatureDict *dict,
              gsize *raw, GError **error)
{
  g_autoptr (YyqPdfIncremental) update = yyq_pdf_incremental_open (pdf, error);
  gsize base = g_bytes_get_size (pdf);
  GByteArray *tail;
  GBytes *written;

  if (update == NULL || !fill_field (update, options, error))
    return NULL;
  yyq_pdf_incremental_set_raw (update, dict->text);
  written = yyq_pdf_incremental_write (update, error);
  if (written == NULL)
    return NULL;
  tail = g_bytes_unref_to_array (written);
  *raw = yyq_pdf_incremental_get_raw_offset (update);
  put_byte_range (tail->data + *raw + dict->byte_range, base + *raw + dict->hole,
                  base + *raw + dict->hole_end, base + tail->len);
  return tail;
}

GBytes *
yyq_pdf_sign (GBytes *pdf, const YyqPdfSignOptions *options, YyqSigner *signer,
              YyqTimestamper *timestamper, GCancellable *cancellable, GError **error)
{
  g_auto (YyqPdfSignatureDict) dict = { 0 };
  g_autoptr (GByteArray) tail = NULL;
  g_autoptr (GBytes) digest = NULL;
  g_autoptr (GBytes) cms = NULL;
  gsize raw = 0;

  yyq_writer_check_is_free ("signing a PDF");
  yyq_pdf_signature_dict_init (&dict, options);
  tail = prepare_tail (pdf, options, &dict, &raw, error);
  if (tail == NULL)
    return NULL;
  digest = digest_around (pdf, tail->data, tail->len, raw + dict.hole, raw + dict.hole_end);
  cms = yyq_cms_sign (digest, signer, timestamper, cancellable, error);
  if (cms == NULL || !put_contents (tail->data + raw + dict.hole + 1, 2 * YYQ_PDF_SIGNATURE_ROOM,
                                    cms, options->field, error))
    return NULL;
  return g_byte_array_free_to_bytes (g_steal_pointer (&tail));
}

/* (transfer full): the field's /Contents; puts the places of its digits within the file. */
static GBytes *
read_contents (GBytes *whole, const char *name, gsize *digits, gsize *n_digits, GError **error)
{
  g_autoptr (YyqPdfIncremental) reader = yyq_pdf_incremental_open (whole, error);
  qpdf_oh field, value, range, contents;
  long long hole, hole_end;
  qpdf_data qpdf;
  const char *data;
  size_t length;

  if (reader == NULL)
    return NULL;
  qpdf = yyq_pdf_incremental_get_qpdf (reader);
  field = yyq_pdf_incremental_find_field (reader, name);
  value = qpdf_oh_get_key_if_dict (qpdf, field, "/V");
  contents = qpdf_oh_get_key_if_dict (qpdf, value, "/Contents");
  range = qpdf_oh_get_key_if_dict (qpdf, value, "/ByteRange");
  if (!qpdf_oh_is_string (qpdf, contents) || !qpdf_oh_is_array (qpdf, range) ||
      qpdf_oh_get_array_n_items (qpdf, range) != 4) {
    refuse (error, YYQ_PDF_ERROR_NO_FIELD, "the field is not signed", name);
    return NULL;
  }
  hole = qpdf_oh_get_int_value (qpdf, qpdf_oh_get_array_item (qpdf, range, 1));
  hole_end = qpdf_oh_get_int_value (qpdf, qpdf_oh_get_array_item (qpdf, range, 2));
  data = qpdf_oh_get_binary_string_value (qpdf, contents, &length);
  if (hole < 0 || hole_end > (long long) g_bytes_get_size (whole) ||
      hole_end - hole - 2 != 2 * (long long) length) {
    refuse (error, YYQ_PDF_ERROR_BAD_SIGNATURE, "/ByteRange and /Contents do not agree", name);
    return NULL;
  }
  *digits = (gsize) hole + 1;
  *n_digits = 2 * length;
  return g_bytes_new (data, length);
}

GBytes *
yyq_pdf_add_timestamp (GBytes *pdf, GBytes *tail, const char *field, YyqTimestamper *timestamper,
                       GCancellable *cancellable, GError **error)
{
  g_autoptr (GBytes) whole = yyq_pdf_join (pdf, tail);
  g_autoptr (GBytes) cms = NULL;
  g_autoptr (GBytes) stamped = NULL;
  g_autoptr (GByteArray) changed = NULL;
  gsize base = g_bytes_get_size (pdf);
  gsize digits, n_digits;

  yyq_writer_check_is_free ("stamping a PDF");
  cms = read_contents (whole, field, &digits, &n_digits, error);
  if (cms == NULL)
    return NULL;
  if (digits < base) {
    refuse (error, YYQ_PDF_ERROR_FAILED, "the signature is not in this revision", field);
    return NULL;
  }
  stamped = yyq_cms_add_timestamp (cms, timestamper, cancellable, error);
  if (stamped == NULL)
    return NULL;
  changed = g_byte_array_new ();
  g_byte_array_append (changed, g_bytes_get_data (tail, NULL), (guint) g_bytes_get_size (tail));
  if (!put_contents (changed->data + (digits - base), n_digits, stamped, field, error))
    return NULL;
  return g_byte_array_free_to_bytes (g_steal_pointer (&changed));
}

static gboolean
holds_stream (YyqPdfIncremental *update, qpdf_oh array, GBytes *data)
{
  qpdf_data qpdf = yyq_pdf_incremental_get_qpdf (update);

  for (int i = 0; i < qpdf_oh_get_array_n_items (qpdf, array); i++) {
    qpdf_oh stream = qpdf_oh_get_array_item (qpdf, array, i);
    unsigned char *buffer = NULL;
    size_t length = 0;
    gboolean same;

    if (!qpdf_oh_is_stream (qpdf, stream) ||
        qpdf_oh_get_stream_data (qpdf, stream, qpdf_dl_generalized, NULL, &buffer, &length) &
          QPDF_ERRORS)
      continue;
    same = length == g_bytes_get_size (data) &&
           memcmp (buffer, g_bytes_get_data (data, NULL), length) == 0;
    free (buffer);
    if (same)
      return TRUE;
  }
  return FALSE;
}

static void
add_streams (YyqPdfIncremental *update, qpdf_oh store, const char *key, GPtrArray *items)
{
  qpdf_data qpdf = yyq_pdf_incremental_get_qpdf (update);
  qpdf_oh old = qpdf_oh_get_key (qpdf, store, key);
  qpdf_oh array = qpdf_oh_new_array (qpdf);

  if (items == NULL || items->len == 0)
    return;
  /* A new array: the old one may be an object, which would have to be written again as well. */
  for (int i = 0; qpdf_oh_is_array (qpdf, old) && i < qpdf_oh_get_array_n_items (qpdf, old); i++)
    qpdf_oh_append_item (qpdf, array, qpdf_oh_get_array_item (qpdf, old, i));
  for (guint i = 0; i < items->len; i++)
    if (!holds_stream (update, array, g_ptr_array_index (items, i)))
      qpdf_oh_append_item (qpdf, array,
                           yyq_pdf_incremental_add_stream (update, g_ptr_array_index (items, i)));
  qpdf_oh_replace_key (qpdf, store, key, array);
}

GBytes *
yyq_pdf_add_dss (GBytes *pdf, GPtrArray *certs, GPtrArray *crls, GError **error)
{
  g_autoptr (YyqPdfIncremental) update = yyq_pdf_incremental_open (pdf, error);
  qpdf_oh root, store;
  qpdf_data qpdf;

  yyq_writer_check_is_free ("adding a security store");
  if (update == NULL)
    return NULL;
  qpdf = yyq_pdf_incremental_get_qpdf (update);
  root = qpdf_get_root (qpdf);
  store = qpdf_make_indirect_object (
    qpdf, yyq_qpdf_copy_dictionary (qpdf, qpdf_oh_get_key (qpdf, root, "/DSS")));
  qpdf_oh_replace_key (qpdf, store, "/Type", qpdf_oh_new_name (qpdf, "/DSS"));
  add_streams (update, store, "/Certs", certs);
  add_streams (update, store, "/CRLs", crls);
  qpdf_oh_replace_key (qpdf, root, "/DSS", store);
  yyq_pdf_incremental_touch (update, root);
  return yyq_pdf_incremental_write (update, error);
}
