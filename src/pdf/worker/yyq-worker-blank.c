/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Is anything drawn in a place? Drawn once as on the screen and once as for the printer, and every
 * pixel of the place looked at. A document whose fonts are not all embedded is drawn with other
 * fonts than elsewhere: there the room that its characters take counts too. Whatever poppler
 * complains about may be missing in the drawing: then blank is not known.
 */
#include "config.h"

#include "yyq-worker-blank.h"

#include <math.h>
#include <poppler.h>
#include <string.h>

#include "yyq-pdf-blank.h"
#include "yyq-pdf-geometry.h"
#include "yyq-qpdf.h"
#include "yyq-worker-drawing.h"

/* Newer versions of poppler have cleanups under its own names. */
typedef PopplerDocument Document;
typedef PopplerFontInfo FontInfo;
typedef PopplerPage Page;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Document, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FontInfo, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Page, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (cairo_t, cairo_destroy)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (cairo_surface_t, cairo_surface_destroy)

#define EDGE_PT 0.5
#define SCALE 2.0 /* pixels a point: one more pixel at the edge lies within EDGE_PT */
#define MAX_PIXELS (16 * 1024 * 1024)
#define NEARLY_WHITE 0xf7 /* what nobody can tell from paper */
#define SAME_SIZE_PT 0.01

/* As the page is seen by poppler, which does not know /UserUnit: from the top left, y downwards. */
typedef struct {
  double x0, y0, x1, y1;
} Place;

typedef struct {
  GBytes *bytes;             /* (owned) */
  PopplerDocument *document; /* (owned) */
  qpdf_data qpdf;            /* (owned) */
  gboolean all_embedded;
  guint complaints; /* while it was opened */
} Revision;

static void
revision_free (Revision *self)
{
  g_clear_object (&self->document);
  g_clear_pointer (&self->qpdf, yyq_qpdf_free);
  g_bytes_unref (self->bytes);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Revision, revision_free)

/* In a document of its own: to name a font that is no object, poppler looks for one, and then reads
 * the file anew. */
static gboolean
are_fonts_embedded (GBytes *bytes)
{
  g_autoptr (Document) document = poppler_document_new_from_bytes (bytes, NULL, NULL);
  g_autoptr (FontInfo) info = document != NULL ? poppler_font_info_new (document) : NULL;
  PopplerFontsIter *iter = NULL;
  gboolean embedded = TRUE;

  if (info != NULL &&
      poppler_font_info_scan (info, poppler_document_get_n_pages (document), &iter)) {
    do
      embedded = poppler_fonts_iter_is_embedded (iter);
    while (embedded && poppler_fonts_iter_next (iter));
    poppler_fonts_iter_free (iter);
  }
  return embedded;
}

static Revision *
revision_open (GBytes *bytes)
{
  Revision *self = g_new0 (Revision, 1);
  guint before = yyq_worker_drawing_complaints ();

  self->bytes = g_bytes_ref (bytes);
  self->qpdf = yyq_qpdf_open (bytes, TRUE, NULL);
  if (self->qpdf != NULL)
    self->document = poppler_document_new_from_bytes (bytes, NULL, NULL);
  self->complaints = yyq_worker_drawing_complaints () - before;
  self->all_embedded = are_fonts_embedded (bytes);
  return self;
}

/* FALSE when the two libraries do not see the same page. */
static gboolean
find_place (Revision *revision, const YyqPdfBlankArea *area, PopplerPage *page, Place *place)
{
  YyqPdfGeometry geometry = yyq_pdf_geometry_of_page (
    revision->qpdf, qpdf_get_page_n (revision->qpdf, (size_t) area->page));
  double width, height, x, y, w, h;

  poppler_page_get_size (page, &width, &height);
  if (fabs (width - geometry.width / geometry.user_unit) > SAME_SIZE_PT ||
      fabs (height - geometry.height / geometry.user_unit) > SAME_SIZE_PT)
    return FALSE;
  yyq_pdf_geometry_from_user (&geometry, area->rectangle, &x, &y, &w, &h);
  place->x0 = MAX (0, x / geometry.user_unit);
  place->y0 = MAX (0, y / geometry.user_unit);
  place->x1 = MIN (width, (x + w) / geometry.user_unit);
  place->y1 = MIN (height, (y + h) / geometry.user_unit);
  return TRUE;
}

/* What is thinner than two edges keeps its middle. */
static void
draw_in (double *low, double *high)
{
  double edge = MIN (EDGE_PT, (*high - *low) / 2);

  *low += edge;
  *high -= edge;
}

static gboolean
overlaps (const Place *place, double x0, double y0, double x1, double y1)
{
  return x0 < x1 && y0 < y1 && x0 < place->x1 && x1 > place->x0 && y0 < place->y1 && y1 > place->y0;
}

static gboolean
is_shown (PopplerAnnot *annotation)
{
  PopplerAnnotType type = poppler_annot_get_annot_type (annotation);
  PopplerAnnotFlag flags = poppler_annot_get_flags (annotation);

  if (type == POPPLER_ANNOT_LINK || type == POPPLER_ANNOT_POPUP ||
      (flags & POPPLER_ANNOT_FLAG_HIDDEN) != 0)
    return FALSE;
  return (flags & POPPLER_ANNOT_FLAG_NO_VIEW) == 0 || (flags & POPPLER_ANNOT_FLAG_PRINT) != 0;
}

/* Readers draw those without an appearance as they like, so the whole rectangle counts. */
static gboolean
has_annotation (PopplerPage *page, const Place *place)
{
  GList *annotations = poppler_page_get_annot_mapping (page);
  gboolean found = FALSE;
  double width, height;

  poppler_page_get_size (page, &width, &height);
  for (GList *link = annotations; link != NULL && !found; link = link->next) {
    PopplerAnnotMapping *mapping = link->data;
    const PopplerRectangle *at = &mapping->area;

    found = is_shown (mapping->annot) &&
            overlaps (place, at->x1, height - at->y2, at->x2, height - at->y1);
  }
  poppler_page_free_annot_mapping (annotations);
  return found;
}

static gboolean
has_text (PopplerPage *page, const Place *place)
{
  g_autofree char *text = poppler_page_get_text (page);
  g_autofree PopplerRectangle *boxes = NULL;
  const char *at = text;
  gboolean found = FALSE;
  guint n = 0;

  poppler_page_get_text_layout (page, &boxes, &n);
  for (guint i = 0; i < n && *at != '\0' && !found; i++, at = g_utf8_next_char (at))
    found = !g_unichar_isspace (g_utf8_get_char (at)) &&
            overlaps (place, boxes[i].x1, boxes[i].y1, boxes[i].x2, boxes[i].y2);
  return found;
}

static gboolean
is_white (cairo_surface_t *surface)
{
  int width = cairo_image_surface_get_width (surface);
  int height = cairo_image_surface_get_height (surface);
  gsize stride = (gsize) cairo_image_surface_get_stride (surface);
  const guint8 *data;

  cairo_surface_flush (surface);
  data = cairo_image_surface_get_data (surface);
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width * 4; x++)
      if (data[(gsize) y * stride + (gsize) x] < NEARLY_WHITE)
        return FALSE;
  return TRUE;
}

static YyqPdfBlank
look_at_pixels (PopplerPage *page, const Place *place, gboolean printing)
{
  double scale =
    MIN (SCALE, sqrt (MAX_PIXELS / ((place->x1 - place->x0 + 1) * (place->y1 - place->y0 + 1))));
  double left = floor (place->x0 * scale), top = floor (place->y0 * scale);
  g_autoptr (cairo_surface_t) surface = NULL;
  g_autoptr (cairo_t) cr = NULL;

  if (scale < 1)
    return YYQ_PDF_BLANK_UNKNOWN;
  surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32,
                                        MAX (1, (int) (ceil (place->x1 * scale) - left)),
                                        MAX (1, (int) (ceil (place->y1 * scale) - top)));
  cr = cairo_create (surface);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_translate (cr, -left, -top);
  cairo_scale (cr, scale, scale);
  if (printing)
    poppler_page_render_for_printing (page, cr);
  else
    poppler_page_render (page, cr);
  if (cairo_status (cr) != CAIRO_STATUS_SUCCESS)
    return YYQ_PDF_BLANK_UNKNOWN;
  return is_white (surface) ? YYQ_PDF_BLANK_YES : YYQ_PDF_BLANK_NO;
}

static YyqPdfBlank
look_at_page (Revision *revision, PopplerPage *page, const Place *place)
{
  guint before = yyq_worker_drawing_complaints ();
  YyqPdfBlank blank;

  if (has_annotation (page, place) || (!revision->all_embedded && has_text (page, place)))
    return YYQ_PDF_BLANK_NO;
  blank = look_at_pixels (page, place, FALSE);
  if (blank == YYQ_PDF_BLANK_YES)
    blank = look_at_pixels (page, place, TRUE);
  if (blank == YYQ_PDF_BLANK_YES &&
      (revision->complaints > 0 || yyq_worker_drawing_complaints () > before))
    return YYQ_PDF_BLANK_UNKNOWN;
  return blank;
}

static YyqPdfBlank
look (Revision *revision, const YyqPdfBlankArea *area)
{
  g_autoptr (Page) page = NULL;
  Place place;

  if (revision->document == NULL ||
      area->page >= (guint64) poppler_document_get_n_pages (revision->document))
    return YYQ_PDF_BLANK_UNKNOWN;
  page = poppler_document_get_page (revision->document, (int) area->page);
  if (page == NULL || !find_place (revision, area, page, &place))
    return YYQ_PDF_BLANK_UNKNOWN;
  if (!(place.x0 < place.x1 && place.y0 < place.y1))
    return YYQ_PDF_BLANK_YES;
  draw_in (&place.x0, &place.x1);
  draw_in (&place.y0, &place.y1);
  return look_at_page (revision, page, &place);
}

gboolean
yyq_worker_blank_answer (GBytes *request, gboolean (*answer) (const void *data, gsize length))
{
  g_autoptr (Revision) revision = NULL;
  gsize size = 0;
  const guint8 *data = g_bytes_get_data (request, &size);
  guint64 n = 0, head;

  if (size >= sizeof n)
    memcpy (&n, data, sizeof n);
  head = sizeof n + n * sizeof (YyqPdfBlankArea);
  if (n > YYQ_PDF_BLANK_MAX_AREAS || size < head)
    return FALSE;
  for (guint64 i = 0; i < n; i++) {
    YyqPdfBlankArea area;
    gsize length;
    guint8 found;

    memcpy (&area, data + sizeof n + i * sizeof area, sizeof area);
    length = area.length == 0 ? size - head : MIN (area.length, size - head);
    if (revision == NULL || g_bytes_get_size (revision->bytes) != length) {
      g_autoptr (GBytes) bytes = g_bytes_new_from_bytes (request, head, length);

      g_clear_pointer (&revision, revision_free);
      revision = revision_open (bytes);
    }
    found = (guint8) look (revision, &area);
    if (!answer (&found, 1))
      return FALSE;
  }
  return TRUE;
}
