/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-pdf-compose.h"

#include <pango/pangocairo.h>
#include <string.h>

#include "yyq-pdf-geometry.h"
#include "yyq-pdf-scan.h"
#include "yyq-pdf-surface.h"
#include "yyq-qpdf.h"
#include "yyq-writer.h"

#define TEXT_FONT "Noto Serif CJK SC"
/* Annotation flags, ISO 32000-1 §12.5.3: Print and Locked, so that viewers leave the place alone.
 */
#define WIDGET_FLAGS (4 | 128)
/* SigFlags, §12.7.2: SignaturesExist and AppendOnly, so that viewers save incrementally. */
#define SIGNATURE_FLAGS 3
/* Field flags of an area, §12.7.3.1 and §12.7.4.2: ReadOnly and Pushbutton, which has no value. */
#define AREA_FLAGS (1 | 1 << 16)

typedef struct {
  qpdf_data qpdf;
  guint n_pages;
  const YyqPdfText *texts;
  gsize n_texts;
} Composer;

static gboolean
refuse (GError **error, YyqPdfError code, const char *why)
{
  g_set_error_literal (error, YYQ_PDF_ERROR, code, why);
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

static gboolean
check_arguments (const Composer *self, const YyqPdfField *fields, gsize n_fields, GError **error)
{
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);

  for (gsize i = 0; i < self->n_texts; i++) {
    if (self->texts[i].page >= self->n_pages)
      return refuse (error, YYQ_PDF_ERROR_FAILED, "a text is on a page that does not exist");
    if (self->texts[i].text == NULL || !g_utf8_validate (self->texts[i].text, -1, NULL))
      return refuse (error, YYQ_PDF_ERROR_TEXT, "a text is not UTF-8");
  }
  for (gsize i = 0; i < n_fields; i++) {
    if (fields[i].page >= self->n_pages)
      return refuse (error, YYQ_PDF_ERROR_FAILED, "a field is on a page that does not exist");
    if (!has_usable_name (&fields[i], names))
      return refuse (error, YYQ_PDF_ERROR_FAILED, "a field has no usable name");
    if (!g_hash_table_add (names, fields[i].name))
      return refuse (error, YYQ_PDF_ERROR_FAILED, "two fields have one name");
  }
  return TRUE;
}

static gboolean
draw_text (cairo_t *cr, const YyqPdfText *text, GError **error)
{
  g_autoptr (PangoLayout) layout = pango_cairo_create_layout (cr);
  g_autoptr (PangoFontDescription) font = pango_font_description_from_string (TEXT_FONT);

  pango_context_set_language (pango_layout_get_context (layout),
                              pango_language_from_string ("zh-cn"));
  pango_font_description_set_absolute_size (font, text->size_pt * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  if (text->width > 0)
    pango_layout_set_width (layout, (int) (text->width * PANGO_SCALE));
  pango_layout_set_text (layout, text->text, -1);
  if (pango_layout_get_unknown_glyphs_count (layout) > 0) {
    g_set_error (error, YYQ_PDF_ERROR, YYQ_PDF_ERROR_TEXT, "no font for “%s”", text->text);
    return FALSE;
  }
  cairo_move_to (cr, text->x, text->y);
  pango_cairo_show_layout (cr, layout);
  return TRUE;
}

static gboolean
page_has_text (const Composer *self, guint page)
{
  for (gsize i = 0; i < self->n_texts; i++)
    if (self->texts[i].page == page)
      return TRUE;
  return FALSE;
}

static gboolean
draw_page (const Composer *self, YyqPdfSurface *surface, guint page, GError **error)
{
  YyqPdfGeometry geometry =
    yyq_pdf_geometry_of_page (self->qpdf, qpdf_get_page_n (self->qpdf, page));

  yyq_pdf_surface_set_page_size (surface, geometry.width, geometry.height);
  for (gsize i = 0; i < self->n_texts; i++)
    if (self->texts[i].page == page && !draw_text (surface->cr, &self->texts[i], error))
      return FALSE;
  cairo_show_page (surface->cr);
  return TRUE;
}

/* (transfer full): one PDF for the whole document, as its pages then share one embedded font. */
static GBytes *
draw_overlay (const Composer *self, GError **error)
{
  YyqPdfSurface surface;
  gboolean drawn = TRUE;
  g_autoptr (GBytes) overlay = NULL;

  yyq_pdf_surface_begin (&surface, 1, 1);
  for (guint page = 0; drawn && page < self->n_pages; page++)
    if (page_has_text (self, page))
      drawn = draw_page (self, &surface, page, error);
  overlay = yyq_pdf_surface_end (&surface, drawn ? error : NULL);
  return drawn ? g_steal_pointer (&overlay) : NULL;
}

/* The page's own content, between q and Q, so that it cannot leave a transformation behind. */
static qpdf_oh
wrap_contents (qpdf_data qpdf, qpdf_oh page)
{
  qpdf_oh old = qpdf_oh_get_key (qpdf, page, "/Contents");
  qpdf_oh contents = qpdf_oh_new_array (qpdf);

  qpdf_oh_append_item (qpdf, contents, yyq_qpdf_add_stream (qpdf, "q\n", 2));
  if (qpdf_oh_is_array (qpdf, old)) {
    for (int i = 0; i < qpdf_oh_get_array_n_items (qpdf, old); i++)
      qpdf_oh_append_item (qpdf, contents, qpdf_oh_get_array_item (qpdf, old, i));
  } else if (qpdf_oh_is_stream (qpdf, old)) {
    qpdf_oh_append_item (qpdf, contents, old);
  }
  return contents;
}

/* (transfer full): a name that the page's resources do not have yet. */
static char *
free_name (qpdf_data qpdf, qpdf_oh objects)
{
  for (guint i = 0;; i++) {
    g_autofree char *name = g_strdup_printf ("/YyqText%u", i);

    if (!qpdf_oh_has_key (qpdf, objects, name))
      return g_steal_pointer (&name);
  }
}

/* Resources may be shared by pages: this page gets its own copy before anything is added. */
static char *
add_resource (qpdf_data qpdf, qpdf_oh page, qpdf_oh form)
{
  qpdf_oh resources =
    yyq_qpdf_copy_dictionary (qpdf, yyq_qpdf_get_inherited (qpdf, page, "/Resources"));
  qpdf_oh objects = yyq_qpdf_copy_dictionary (qpdf, qpdf_oh_get_key (qpdf, resources, "/XObject"));
  char *name = free_name (qpdf, objects);

  qpdf_oh_replace_key (qpdf, objects, name, form);
  qpdf_oh_replace_key (qpdf, resources, "/XObject", objects);
  qpdf_oh_replace_key (qpdf, page, "/Resources", resources);
  return name;
}

static void
put_form_on_page (qpdf_data qpdf, qpdf_oh page, qpdf_oh form)
{
  YyqPdfGeometry geometry = yyq_pdf_geometry_of_page (qpdf, page);
  g_autofree char *name = add_resource (qpdf, page, form);
  g_autofree char *draw = g_strdup_printf ("\nQ q %s Do Q\n", name);
  qpdf_oh contents = wrap_contents (qpdf, page);
  double matrix[6];

  yyq_pdf_geometry_overlay_matrix (&geometry, matrix);
  qpdf_oh_replace_key (qpdf, qpdf_oh_get_dict (qpdf, form), "/Matrix",
                       yyq_qpdf_new_matrix (qpdf, matrix));
  qpdf_oh_append_item (qpdf, contents, yyq_qpdf_add_stream (qpdf, draw, strlen (draw)));
  qpdf_oh_replace_key (qpdf, page, "/Contents", contents);
}

static gboolean
merge_overlay (const Composer *self, qpdf_data overlay, GError **error)
{
  guint next = 0;

  for (guint page = 0; page < self->n_pages; page++) {
    qpdf_oh form;

    if (!page_has_text (self, page))
      continue;
    form = yyq_qpdf_import_form (self->qpdf, overlay, next++, error);
    if (!qpdf_oh_is_initialized (self->qpdf, form))
      return FALSE;
    put_form_on_page (self->qpdf, qpdf_get_page_n (self->qpdf, page), form);
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

static gboolean
add_fields (qpdf_data qpdf, const YyqPdfField *fields, gsize n_fields, GError **error)
{
  qpdf_oh array;

  if (n_fields == 0)
    return TRUE;
  array = ensure_array (qpdf, ensure_form (qpdf), "/Fields");
  for (gsize i = 0; i < n_fields; i++) {
    if (name_taken (qpdf, array, fields[i].name))
      return refuse (error, YYQ_PDF_ERROR_FAILED, "the document has a field of this name already");
    add_field (qpdf, array, &fields[i]);
  }
  return TRUE;
}

/* Rewriting would break the signatures silently. */
static gboolean
check_unsigned (qpdf_data qpdf, GError **error)
{
  YyqPdfScan found;

  if (!yyq_pdf_scan (qpdf, &found, error))
    return FALSE;
  if (found & YYQ_PDF_SCAN_SIGNED)
    return refuse (error, YYQ_PDF_ERROR_SIGNED_ALREADY, "a signed document cannot be composed");
  return TRUE;
}

static gboolean
compose (const Composer *self, qpdf_data *overlay, GBytes **overlay_bytes, GError **error)
{
  if (self->n_texts == 0)
    return TRUE;
  *overlay_bytes = draw_overlay (self, error);
  if (*overlay_bytes == NULL)
    return FALSE;
  *overlay = yyq_qpdf_open (*overlay_bytes, FALSE, error);
  return *overlay != NULL && merge_overlay (self, *overlay, error);
}

GBytes *
yyq_pdf_compose (GBytes *base, const YyqPdfText *texts, gsize n_texts, const YyqPdfField *fields,
                 gsize n_fields, GError **error)
{
  g_auto (qpdf_data) qpdf = NULL;
  g_autoptr (GBytes) overlay_bytes = NULL;
  g_auto (qpdf_data) overlay = NULL;
  Composer self = { .texts = texts, .n_texts = n_texts };

  yyq_writer_check_is_free ("composing a PDF");
  qpdf = yyq_qpdf_open (base, FALSE, error);
  if (qpdf == NULL)
    return NULL;
  if (!check_unsigned (qpdf, error))
    return NULL;
  self.qpdf = qpdf;
  self.n_pages = (guint) qpdf_get_num_pages (qpdf);
  if (!check_arguments (&self, fields, n_fields, error) ||
      !compose (&self, &overlay, &overlay_bytes, error) ||
      !add_fields (qpdf, fields, n_fields, error))
    return NULL;
  return yyq_qpdf_write (qpdf, error);
}
