/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-pdf-fields.h"

#include <string.h>

#include "yyq-pdf-geometry.h"
#include "yyq-qpdf.h"

/* Annotation flags, ISO 32000-1 §12.5.3: Print and Locked, so that viewers leave the place alone.
 */
#define WIDGET_FLAGS (4 | 128)
/* SigFlags, §12.7.2: SignaturesExist and AppendOnly, so that viewers save incrementally. */
#define SIGNATURE_FLAGS 3
/* Field flags of an area, §12.7.3.1 and §12.7.4.2: ReadOnly and Pushbutton, which has no value. */
#define AREA_FLAGS (1 | 1 << 16)

static gboolean
refuse (GError **error, const char *why)
{
  g_set_error_literal (error, YYQ_PDF_ERROR, YYQ_PDF_ERROR_FAILED, why);
  return FALSE;
}

/* An area comes behind its party. */
static gboolean
has_usable_name (const YyqPdfField *field, GHashTable *before)
{
  const char *dot = field->name != NULL ? strchr (field->name, '.') : NULL;
  g_autofree char *party =
    dot != NULL ? g_strndup (field->name, (gsize) (dot - field->name)) : NULL;

  if (field->name == NULL || *field->name == '\0')
    return FALSE;
  return dot == NULL ||
         (dot[1] != '\0' && strchr (dot + 1, '.') == NULL && g_hash_table_contains (before, party));
}

gboolean
yyq_pdf_fields_check (const YyqPdfField *fields, gsize n_fields, guint n_pages, GError **error)
{
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);

  for (gsize i = 0; i < n_fields; i++) {
    if (fields[i].page >= n_pages)
      return refuse (error, "a field is on a page that does not exist");
    if (!has_usable_name (&fields[i], names))
      return refuse (error, "a field has no usable name");
    if (!g_hash_table_add (names, fields[i].name))
      return refuse (error, "two fields have one name");
  }
  return TRUE;
}

static qpdf_oh
ensure_array (qpdf_data qpdf, qpdf_oh dictionary, const char *key)
{
  qpdf_oh array = qpdf_oh_get_key (qpdf, dictionary, key);

  if (qpdf_oh_is_array (qpdf, array))
    return array;
  array = qpdf_oh_new_array (qpdf);
  qpdf_oh_replace_key (qpdf, dictionary, key, array);
  return array;
}

static qpdf_oh
ensure_form (qpdf_data qpdf)
{
  qpdf_oh root = qpdf_get_root (qpdf);
  qpdf_oh form = qpdf_oh_get_key (qpdf, root, "/AcroForm");

  if (!qpdf_oh_is_dictionary (qpdf, form)) {
    form = qpdf_make_indirect_object (qpdf, qpdf_oh_new_dictionary (qpdf));
    qpdf_oh_replace_key (qpdf, root, "/AcroForm", form);
  }
  qpdf_oh_replace_key (qpdf, form, "/SigFlags", qpdf_oh_new_integer (qpdf, SIGNATURE_FLAGS));
  return form;
}

static void
add_field (qpdf_data qpdf, qpdf_oh fields, const YyqPdfField *field)
{
  qpdf_oh page = qpdf_get_page_n (qpdf, field->page);
  qpdf_oh widget = qpdf_make_indirect_object (qpdf, qpdf_oh_new_dictionary (qpdf));
  YyqPdfGeometry geometry = yyq_pdf_geometry_of_page (qpdf, page);
  gboolean is_area = strchr (field->name, '.') != NULL;
  double r[4] = { 0, 0, 0, 0 };

  if (field->width > 0 && field->height > 0)
    yyq_pdf_geometry_to_user (&geometry, field->x, field->y, field->width, field->height, r);
  qpdf_oh_replace_key (qpdf, widget, "/Type", qpdf_oh_new_name (qpdf, "/Annot"));
  qpdf_oh_replace_key (qpdf, widget, "/Subtype", qpdf_oh_new_name (qpdf, "/Widget"));
  qpdf_oh_replace_key (qpdf, widget, "/FT", qpdf_oh_new_name (qpdf, is_area ? "/Btn" : "/Sig"));
  if (is_area)
    qpdf_oh_replace_key (qpdf, widget, "/Ff", qpdf_oh_new_integer (qpdf, AREA_FLAGS));
  qpdf_oh_replace_key (qpdf, widget, "/T", qpdf_oh_new_unicode_string (qpdf, field->name));
  qpdf_oh_replace_key (qpdf, widget, "/Rect",
                       yyq_qpdf_new_rectangle (qpdf, r[0], r[1], r[2], r[3]));
  qpdf_oh_replace_key (qpdf, widget, "/F", qpdf_oh_new_integer (qpdf, WIDGET_FLAGS));
  qpdf_oh_replace_key (qpdf, widget, "/P", page);
  qpdf_oh_append_item (qpdf, ensure_array (qpdf, page, "/Annots"), widget);
  qpdf_oh_append_item (qpdf, fields, widget);
}

static gboolean
name_taken (qpdf_data qpdf, qpdf_oh fields, const char *name)
{
  for (int i = 0; i < qpdf_oh_get_array_n_items (qpdf, fields); i++) {
    qpdf_oh part = qpdf_oh_get_key_if_dict (qpdf, qpdf_oh_get_array_item (qpdf, fields, i), "/T");

    if (qpdf_oh_is_string (qpdf, part) &&
        g_strcmp0 (qpdf_oh_get_utf8_value (qpdf, part), name) == 0)
      return TRUE;
  }
  return FALSE;
}

gboolean
yyq_pdf_fields_add (qpdf_data qpdf, const YyqPdfField *fields, gsize n_fields, GError **error)
{
  qpdf_oh array;

  if (n_fields == 0)
    return TRUE;
  array = ensure_array (qpdf, ensure_form (qpdf), "/Fields");
  for (gsize i = 0; i < n_fields; i++) {
    if (name_taken (qpdf, array, fields[i].name))
      return refuse (error, "the document has a field of this name already");
    add_field (qpdf, array, &fields[i]);
  }
  return TRUE;
}
