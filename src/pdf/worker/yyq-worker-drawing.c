/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-worker-drawing.h"

#include <poppler.h>
#include <string.h>

#include "yyq-worker-files.h"

/* As much as the client draws at once, or four times less. */
#define SIDE_PX 1500.0

static guint n_complaints;
static PopplerDocument
  *first; /* (owned): poppler forgets where its tables are when no document is left */

/* Warnings are about what poppler could read nevertheless. */
static void
count_complaint (const char *domain, GLogLevelFlags level, const char *message, gpointer data)
{
  if (!g_str_has_prefix (message, "Syntax warning"))
    n_complaints++;
}

guint
yyq_worker_drawing_complaints (void)
{
  return n_complaints;
}

/* As for the screen and as for the printer: images are made smaller for the one only. */
static gboolean
draw_page (PopplerDocument *document, guint64 index)
{
  PopplerPage *page = index < (guint64) poppler_document_get_n_pages (document)
                        ? poppler_document_get_page (document, (int) index)
                        : NULL;
  cairo_surface_t *surface;
  double width, height, scale;
  gboolean done;
  cairo_t *cr;

  if (page == NULL)
    return FALSE;
  poppler_page_get_size (page, &width, &height);
  scale = MIN (4, SIDE_PX / MAX (1, MAX (width, height)));
  surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, MAX (1, (int) (width * scale)),
                                        MAX (1, (int) (height * scale)));
  cr = cairo_create (surface);
  cairo_scale (cr, scale, scale);
  poppler_page_render (page, cr);
  poppler_page_render_for_printing (page, cr);
  done = cairo_status (cr) == CAIRO_STATUS_SUCCESS;
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  g_object_unref (page);
  return done;
}

gboolean
yyq_worker_drawing_try (GBytes *request)
{
  guint64 index;
  gsize size;
  const guint8 *data = g_bytes_get_data (request, &size);
  g_autoptr (GBytes) pdf = NULL;
  PopplerDocument *document;
  gboolean done;

  if (size <= sizeof index)
    return FALSE;
  memcpy (&index, data, sizeof index);
  pdf = g_bytes_new_from_bytes (request, sizeof index, size - sizeof index);
  document = poppler_document_new_from_bytes (pdf, NULL, NULL);
  done = document != NULL && draw_page (document, index);
  g_clear_object (&document);
  return done;
}

/* Text in a font that is not embedded makes poppler look for its tables, fontconfig for fonts,
 * cairo for both. */
void
yyq_worker_drawing_prepare (void)
{
  static const char page_of_text[] =
    "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count "
    "1>>endobj\n"
    "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 "
    "R/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>endobj\n"
    "4 0 obj<</Length 27>>stream\nBT /F 9 Tf 1 1 Td (x) Tj ET\nendstream endobj trailer<</Root 1 0 "
    "R>>";
  g_autoptr (GBytes) bytes = g_bytes_new_static (page_of_text, sizeof page_of_text - 1);

  g_log_set_handler ("Poppler", G_LOG_LEVEL_MASK, count_complaint, NULL);
  yyq_worker_files_open ();
  first = poppler_document_new_from_bytes (bytes, NULL, NULL);
  draw_page (first, 0);
  yyq_worker_files_shut ();
}

void
yyq_worker_drawing_end (void)
{
  g_clear_object (&first);
}
