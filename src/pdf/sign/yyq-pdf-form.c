/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-pdf-form.h"

#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "yyq-pdf-geometry.h"
#include "yyq-pdf-incremental.h"
#include "yyq-qpdf.h"

#define STREAM "\nstream\n"
#define END "\nendstream"
/* A seal has 20 KB, and 100 KB unpacked. */
#define MAX_FORM (512 * 1024)
#define MAX_UNPACKED (4 * 1024 * 1024)
#define MAX_DEPTH 8

static gboolean
refuse (GError **error, const char *why)
{
  g_set_error (error, YYQ_PDF_ERROR, YYQ_PDF_ERROR_FAILED, "the form: %s", why);
  return FALSE;
}

/* Frames */

YyqPdfFrame
yyq_pdf_frame_of_widget (qpdf_data qpdf, qpdf_oh widget)
{
  YyqPdfGeometry page = yyq_pdf_geometry_of_page (qpdf, qpdf_oh_get_key (qpdf, widget, "/P"));
  qpdf_oh rectangle = qpdf_oh_get_key (qpdf, widget, "/Rect");
  YyqPdfFrame frame = { 0, 0, page.rotate };
  double r[4], across, up;

  if (!qpdf_oh_is_array (qpdf, rectangle) || qpdf_oh_get_array_n_items (qpdf, rectangle) != 4)
    return frame;
  for (int i = 0; i < 4; i++)
    r[i] = qpdf_oh_get_numeric_value (qpdf, qpdf_oh_get_array_item (qpdf, rectangle, i));
  across = ABS (r[2] - r[0]) * page.user_unit;
  up = ABS (r[3] - r[1]) * page.user_unit;
  frame.width = page.rotate % 180 == 0 ? across : up;
  frame.height = page.rotate % 180 == 0 ? up : across;
  return frame;
}

gboolean
yyq_pdf_frame_of_field (GBytes *pdf, const char *field, YyqPdfFrame *frame, GError **error)
{
  g_autoptr (YyqPdfIncremental) reader = yyq_pdf_incremental_open (pdf, error);
  qpdf_data qpdf;
  qpdf_oh found;

  if (reader == NULL)
    return FALSE;
  qpdf = yyq_pdf_incremental_get_qpdf (reader);
  found = yyq_pdf_incremental_find_field (reader, field);
  if (!qpdf_oh_is_dictionary (qpdf, found)) {
    g_set_error (error, YYQ_PDF_ERROR, YYQ_PDF_ERROR_NO_FIELD, "%s: no such field", field);
    return FALSE;
  }
  *frame = yyq_pdf_frame_of_widget (qpdf, found);
  return TRUE;
}

/* Making */

static qpdf_oh flatten (qpdf_data qpdf, qpdf_oh object, guint depth);

static qpdf_oh
flatten_dictionary (qpdf_data qpdf, qpdf_oh object, guint depth)
{
  qpdf_oh copy = qpdf_oh_new_dictionary (qpdf);
  g_auto (GStrv) keys = yyq_qpdf_list_keys (qpdf, object);

  for (char **key = keys; *key != NULL; key++) {
    qpdf_oh value = flatten (qpdf, qpdf_oh_get_key (qpdf, object, *key), depth + 1);

    if (!qpdf_oh_is_initialized (qpdf, value))
      return value;
    qpdf_oh_replace_key (qpdf, copy, *key, value);
  }
  return copy;
}

static qpdf_oh
flatten_array (qpdf_data qpdf, qpdf_oh object, guint depth)
{
  qpdf_oh copy = qpdf_oh_new_array (qpdf);

  for (int i = 0; i < qpdf_oh_get_array_n_items (qpdf, object); i++) {
    qpdf_oh value = flatten (qpdf, qpdf_oh_get_array_item (qpdf, object, i), depth + 1);

    if (!qpdf_oh_is_initialized (qpdf, value))
      return value;
    qpdf_oh_append_item (qpdf, copy, value);
  }
  return copy;
}

/* A copy without references; an uninitialised handle where a stream, a font or a picture, is in it.
 */
static qpdf_oh
flatten (qpdf_data qpdf, qpdf_oh object, guint depth)
{
  g_autofree char *text = NULL;

  if (depth > MAX_DEPTH || qpdf_oh_is_stream (qpdf, object))
    return qpdf_oh_new_uninitialized (qpdf);
  if (qpdf_oh_is_dictionary (qpdf, object))
    return flatten_dictionary (qpdf, object, depth);
  if (qpdf_oh_is_array (qpdf, object))
    return flatten_array (qpdf, object, depth);
  text = g_strdup (qpdf_oh_unparse_resolved (qpdf, object));
  return qpdf_oh_parse (qpdf, text);
}

/*
 * A viewer stretches /BBox, turned by /Matrix, over the widget (ISO 32000-1 §12.5.5). So /BBox gets
 * the proportions of the widget, with the drawing in its middle, and /Matrix the turn of the page.
 */
static void
fit (qpdf_data qpdf, qpdf_oh dictionary, const YyqPdfAppearance *appearance,
     const YyqPdfFrame *frame)
{
  double own_width = yyq_pdf_appearance_get_width (appearance);
  double own_height = yyq_pdf_appearance_get_height (appearance);
  double scale = MIN (frame->width / own_width, frame->height / own_height);
  YyqPdfGeometry turn = { .rotate = frame->rotate, .user_unit = 1 };
  double matrix[6], side, above;

  if (!yyq_pdf_appearance_may_grow (appearance))
    scale = MIN (scale, 1);
  side = (frame->width / scale - own_width) / 2;
  above = (frame->height / scale - own_height) / 2;
  yyq_pdf_geometry_overlay_matrix (&turn, matrix);
  qpdf_oh_replace_key (
    qpdf, dictionary, "/BBox",
    yyq_qpdf_new_rectangle (qpdf, -side, -above, own_width + side, own_height + above));
  qpdf_oh_replace_key (qpdf, dictionary, "/Matrix", yyq_qpdf_new_matrix (qpdf, matrix));
}

static gboolean
add_flat (qpdf_data qpdf, qpdf_oh dictionary, const char *key, qpdf_oh value, GError **error)
{
  qpdf_oh flat;

  if (qpdf_oh_is_null (qpdf, value))
    return TRUE;
  flat = flatten (qpdf, value, 0);
  if (!qpdf_oh_is_initialized (qpdf, flat))
    return refuse (error, "the drawing brings more than paths");
  qpdf_oh_replace_key (qpdf, dictionary, key, flat);
  return TRUE;
}

/* (transfer full) */
static GBytes *
join (qpdf_data qpdf, qpdf_oh dictionary, const guint8 *content, gsize length)
{
  GByteArray *out = g_byte_array_new ();
  uLongf room = compressBound (length);
  g_autofree guint8 *packed = g_malloc (room);
  g_autofree char *written = NULL;
  const char *text;

  if (compress2 (packed, &room, content, length, Z_BEST_COMPRESSION) != Z_OK)
    g_error ("zlib has no memory");
  qpdf_oh_replace_key (qpdf, dictionary, "/Filter", qpdf_oh_new_name (qpdf, "/FlateDecode"));
  qpdf_oh_replace_key (qpdf, dictionary, "/Length", qpdf_oh_new_integer (qpdf, (long long) room));
  written = g_strdup (qpdf_oh_unparse_resolved (qpdf, dictionary));
  /* As a reader of it would write it again: -0 is 0. */
  text = qpdf_oh_unparse_resolved (qpdf, qpdf_oh_parse (qpdf, written));
  g_byte_array_append (out, (const guint8 *) text, (guint) strlen (text));
  g_byte_array_append (out, (const guint8 *) STREAM, strlen (STREAM));
  g_byte_array_append (out, packed, (guint) room);
  g_byte_array_append (out, (const guint8 *) END, strlen (END));
  return g_byte_array_free_to_bytes (out);
}

GBytes *
yyq_pdf_form_new (const YyqPdfAppearance *appearance, const YyqPdfFrame *frame, GError **error)
{
  g_auto (qpdf_data) qpdf = yyq_qpdf_open (yyq_pdf_appearance_get_pdf (appearance), FALSE, error);
  unsigned char *content = NULL;
  size_t length = 0;
  qpdf_oh page, dictionary;
  GBytes *form = NULL;

  g_return_val_if_fail (frame->width > 0 && frame->height > 0, NULL);
  if (qpdf == NULL)
    return NULL;
  page = qpdf_get_page_n (qpdf, 0);
  dictionary = qpdf_oh_new_dictionary (qpdf);
  qpdf_oh_replace_key (qpdf, dictionary, "/Type", qpdf_oh_new_name (qpdf, "/XObject"));
  qpdf_oh_replace_key (qpdf, dictionary, "/Subtype", qpdf_oh_new_name (qpdf, "/Form"));
  fit (qpdf, dictionary, appearance, frame);
  if (qpdf_oh_get_page_content_data (qpdf, page, &content, &length) & QPDF_ERRORS)
    yyq_qpdf_set_error (qpdf, "the drawing cannot be read back", error);
  else if (add_flat (qpdf, dictionary, "/Resources",
                     yyq_qpdf_get_inherited (qpdf, page, "/Resources"), error) &&
           add_flat (qpdf, dictionary, "/Group", qpdf_oh_get_key (qpdf, page, "/Group"), error))
    form = join (qpdf, dictionary, content, length);
  free (content);
  return form;
}

/* Reading */

/* @data is borrowed from @form. */
static gboolean
split (GBytes *form, char **dictionary, const guint8 **data, gsize *length, GError **error)
{
  gsize size;
  const char *text = g_bytes_get_data (form, &size);
  const char *mark = size <= MAX_FORM ? memmem (text, size, STREAM, strlen (STREAM)) : NULL;
  gsize head = mark != NULL ? (gsize) (mark - text) : 0;
  gsize around = head + strlen (STREAM) + strlen (END);

  if (mark == NULL || size < around ||
      memcmp (text + size - strlen (END), END, strlen (END)) != 0 ||
      memchr (text, '\0', head) != NULL)
    return refuse (error, "not one stream object");
  *dictionary = g_strndup (text, head);
  *data = (const guint8 *) mark + strlen (STREAM);
  *length = size - around;
  return TRUE;
}

/* Nothing that acts, and nothing that a viewer would look for elsewhere. */
static gboolean
check_dictionary (qpdf_data qpdf, qpdf_oh dictionary, gsize length, GError **error)
{
  static const char *const known[] = { "/Type",  "/Subtype", "/BBox",   "/Matrix", "/Resources",
                                       "/Group", "/Filter",  "/Length", NULL };
  g_auto (GStrv) keys = NULL;

  if (qpdf_has_error (qpdf)) {
    yyq_qpdf_set_error (qpdf, "the form", error);
    return FALSE;
  }
  if (!qpdf_oh_is_dictionary (qpdf, dictionary))
    return refuse (error, "no dictionary");
  keys = yyq_qpdf_list_keys (qpdf, dictionary);
  for (char **key = keys; *key != NULL; key++)
    if (!g_strv_contains (known, *key))
      return refuse (error, "a key that it has no use for");
  if (!qpdf_oh_is_name_and_equals (qpdf, qpdf_oh_get_key (qpdf, dictionary, "/Subtype"), "/Form") ||
      !qpdf_oh_is_name_and_equals (qpdf, qpdf_oh_get_key (qpdf, dictionary, "/Filter"),
                                   "/FlateDecode") ||
      !qpdf_oh_is_integer (qpdf, qpdf_oh_get_key (qpdf, dictionary, "/Length")) ||
      qpdf_oh_get_int_value (qpdf, qpdf_oh_get_key (qpdf, dictionary, "/Length")) !=
        (long long) length)
    return refuse (error, "no form XObject, or of another length");
  return TRUE;
}

static gboolean
check_size (const guint8 *data, gsize length, GError **error)
{
  g_autofree guint8 *unpacked = g_malloc (MAX_UNPACKED);
  uLongf room = MAX_UNPACKED;

  return uncompress (unpacked, &room, data, length) == Z_OK ||
         refuse (error, "cannot be unpacked, or is too large");
}

/* References cannot be read here: the parser has no document to look them up in. */
static qpdf_oh
parse (qpdf_data qpdf, GBytes *form, const guint8 **data, gsize *length, GError **error)
{
  g_autofree char *text = NULL;
  qpdf_oh dictionary;

  if (!split (form, &text, data, length, error))
    return qpdf_oh_new_uninitialized (qpdf);
  dictionary = qpdf_oh_parse (qpdf, text);
  if (!check_dictionary (qpdf, dictionary, *length, error) || !check_size (*data, *length, error))
    return qpdf_oh_new_uninitialized (qpdf);
  return dictionary;
}

qpdf_oh
yyq_pdf_form_import (qpdf_data qpdf, GBytes *form, GError **error)
{
  const guint8 *data = NULL;
  gsize length = 0;
  qpdf_oh dictionary = parse (qpdf, form, &data, &length, error);
  g_auto (GStrv) keys = NULL;
  qpdf_oh stream;

  if (!qpdf_oh_is_initialized (qpdf, dictionary))
    return dictionary;
  stream = qpdf_oh_new_stream (qpdf);
  qpdf_oh_replace_stream_data (qpdf, stream, data, length,
                               qpdf_oh_get_key (qpdf, dictionary, "/Filter"),
                               qpdf_oh_new_null (qpdf));
  keys = yyq_qpdf_list_keys (qpdf, dictionary);
  for (char **key = keys; *key != NULL; key++)
    qpdf_oh_replace_key (qpdf, qpdf_oh_get_dict (qpdf, stream), *key,
                         qpdf_oh_get_key (qpdf, dictionary, *key));
  return stream;
}

gboolean
yyq_pdf_form_is (qpdf_data qpdf, qpdf_oh object, GBytes *form)
{
  const guint8 *wanted = NULL;
  gsize wanted_length = 0;
  qpdf_oh dictionary = parse (qpdf, form, &wanted, &wanted_length, NULL);
  g_autofree char *text = NULL;
  unsigned char *data = NULL;
  size_t length = 0;
  gboolean same;

  if (!qpdf_oh_is_initialized (qpdf, dictionary) || !qpdf_oh_is_stream (qpdf, object))
    return FALSE;
  text = g_strdup (qpdf_oh_unparse_resolved (qpdf, dictionary));
  same =
    g_str_equal (text, qpdf_oh_unparse_resolved (qpdf, qpdf_oh_get_dict (qpdf, object))) &&
    qpdf_oh_get_stream_data (qpdf, object, qpdf_dl_none, NULL, &data, &length) == QPDF_SUCCESS &&
    length == wanted_length && memcmp (data, wanted, length) == 0;
  free (data);
  return same;
}

/* Showing */

static gboolean
read_numbers (qpdf_data qpdf, qpdf_oh array, double *numbers, int n)
{
  if (!qpdf_oh_is_array (qpdf, array) || qpdf_oh_get_array_n_items (qpdf, array) != n)
    return FALSE;
  for (int i = 0; i < n; i++)
    numbers[i] = qpdf_oh_get_numeric_value (qpdf, qpdf_oh_get_array_item (qpdf, array, i));
  return TRUE;
}

/* The page's content: what /Matrix turned is turned back, as the page's own turn will do. */
static qpdf_oh
make_content (qpdf_data qpdf, const double matrix[6], double determinant)
{
  const double inverse[6] = {
    matrix[3] / determinant,
    -matrix[1] / determinant,
    -matrix[2] / determinant,
    matrix[0] / determinant,
    (matrix[2] * matrix[5] - matrix[3] * matrix[4]) / determinant,
    (matrix[1] * matrix[4] - matrix[0] * matrix[5]) / determinant,
  };
  g_autoptr (GString) text = g_string_new ("");
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  for (guint i = 0; i < G_N_ELEMENTS (inverse); i++)
    g_string_append_printf (text, "%s ",
                            g_ascii_formatd (number, sizeof number, "%.6f", inverse[i]));
  g_string_append (text, "cm /F Do");
  return yyq_qpdf_add_stream (qpdf, text->str, text->len);
}

static void
add_page (qpdf_data qpdf, qpdf_oh form, qpdf_oh content, const double box[4])
{
  qpdf_oh page = qpdf_oh_new_dictionary (qpdf);
  qpdf_oh resources = qpdf_oh_new_dictionary (qpdf);
  qpdf_oh forms = qpdf_oh_new_dictionary (qpdf);

  qpdf_oh_replace_key (qpdf, forms, "/F", form);
  qpdf_oh_replace_key (qpdf, resources, "/XObject", forms);
  qpdf_oh_replace_key (qpdf, page, "/Type", qpdf_oh_new_name (qpdf, "/Page"));
  qpdf_oh_replace_key (qpdf, page, "/MediaBox",
                       yyq_qpdf_new_rectangle (qpdf, box[0], box[1], box[2], box[3]));
  qpdf_oh_replace_key (qpdf, page, "/Resources", resources);
  qpdf_oh_replace_key (qpdf, page, "/Contents", content);
  qpdf_add_page (qpdf, qpdf, qpdf_make_indirect_object (qpdf, page), QPDF_TRUE);
}

GBytes *
yyq_pdf_form_to_pdf (GBytes *form, GError **error)
{
  g_auto (qpdf_data) qpdf = qpdf_init ();
  double box[4], matrix[6] = { 1, 0, 0, 1, 0, 0 }, determinant;
  qpdf_oh stream, dictionary;

  qpdf_silence_errors (qpdf);
  qpdf_set_suppress_warnings (qpdf, QPDF_TRUE);
  qpdf_empty_pdf (qpdf);
  stream = yyq_pdf_form_import (qpdf, form, error);
  if (!qpdf_oh_is_initialized (qpdf, stream))
    return NULL;
  dictionary = qpdf_oh_get_dict (qpdf, stream);
  read_numbers (qpdf, qpdf_oh_get_key (qpdf, dictionary, "/Matrix"), matrix, 6);
  determinant = matrix[0] * matrix[3] - matrix[1] * matrix[2];
  if (!read_numbers (qpdf, qpdf_oh_get_key (qpdf, dictionary, "/BBox"), box, 4) ||
      ABS (determinant) < 1e-6) {
    refuse (error, "without a size");
    return NULL;
  }
  add_page (qpdf, stream, make_content (qpdf, matrix, determinant), box);
  return yyq_qpdf_write (qpdf, error);
}
