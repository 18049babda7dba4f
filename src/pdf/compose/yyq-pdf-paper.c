/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-pdf-paper.h"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>

#include "yyq-error.h"
#include "yyq-pdf-normalize.h"
#include "yyq-pdf-paper-block.h"
#include "yyq-pdf-paper-glyphs.h"
#include "yyq-pdf-surface.h"

#define POINTS_PER_MM (72 / 25.4)
#define PAGE_WIDTH (210 * POINTS_PER_MM)
#define PAGE_HEIGHT (297 * POINTS_PER_MM)
#define LEFT ((PAGE_WIDTH - YYQ_PDF_PAPER_WIDTH) / 2)
#define TOP (20 * POINTS_PER_MM)
#define BOTTOM (PAGE_HEIGHT - 20 * POINTS_PER_MM)
#define FOOTER (PAGE_HEIGHT - 12 * POINTS_PER_MM) /* its baseline */
/* Where the middle of the seal over the edges is, of the page's height. */
#define PAGING_MIDDLE 0.55

static const YyqPdfPaperStyle FOOTER_STYLE = { "Noto Serif CJK SC", 9, 14, 0, 0, 0, TRUE };

/* A last page that is not half full gets more: the others end up to so much of a page earlier. */
#define EARLIER_MOST 0.1
#define EARLIER_STEP 0.01
#define LAST_LEAST 0.5
/* What a page then has left is put above its headings, so much at most above each. */
#define SPREAD_MOST 9.0

typedef struct {
  GPtrArray *elements; /* of YyqPdfPaperElement */
  guint page;
  double y;      /* the next free point on it */
  double bottom; /* where pages end */
} Pages;

static YyqPdfPaperElement *
element_at (const Pages *self, guint i)
{
  return self->elements->pdata[i];
}

/* Of what has to stand on one page, from @first on. */
static double
height_of_group (const Pages *self, guint first)
{
  double height = 0;

  for (guint i = first; i < self->elements->len; i++) {
    const YyqPdfPaperElement *element = element_at (self, i);

    height += (i > first ? element->before : 0) + element->height;
    if (!element->keep)
      return height;
    height += element->after;
  }
  return height;
}

/* A group that no page can hold is broken where it must. */
static gboolean
has_to_turn (const Pages *self, guint i, gboolean goes_on)
{
  const YyqPdfPaperElement *element = element_at (self, i);
  const double group = goes_on ? 0 : height_of_group (self, i);
  const double needed =
    group <= self->bottom - TOP ? MAX (group, element->height) : element->height;

  return self->y > TOP && self->y + element->before + needed > self->bottom;
}

static void
place_elements (Pages *self, double bottom)
{
  gboolean goes_on = FALSE;

  self->page = 0;
  self->y = TOP;
  self->bottom = bottom;
  for (guint i = 0; i < self->elements->len; i++) {
    YyqPdfPaperElement *element = element_at (self, i);

    if (has_to_turn (self, i, goes_on)) {
      self->page++;
      self->y = TOP;
    }
    if (self->y > TOP)
      self->y += element->before;
    element->page = self->page;
    element->y = self->y;
    self->y += element->height + element->after;
    goes_on = element->keep;
  }
}

static void
balance (Pages *self)
{
  double earlier = 0;
  guint n_pages;

  place_elements (self, BOTTOM);
  n_pages = self->page;
  while (n_pages > 0 && self->y - TOP < LAST_LEAST * (BOTTOM - TOP) && earlier < EARLIER_MOST) {
    earlier += EARLIER_STEP;
    place_elements (self, BOTTOM - earlier * (BOTTOM - TOP));
    if (self->page > n_pages) {
      place_elements (self, BOTTOM - (earlier - EARLIER_STEP) * (BOTTOM - TOP));
      return;
    }
  }
}

/* -> what the page's headings were given each */
static double
spread_page (Pages *self, guint first, guint end, double most)
{
  const YyqPdfPaperElement *last = element_at (self, end - 1);
  const double left = BOTTOM - last->y - last->height;
  guint n = 0;
  double share;
  double shift = 0;

  for (guint i = first + 1; i < end; i++)
    n += element_at (self, i)->before > 0;
  share = n > 0 ? CLAMP (left / n, 0, most) : 0;
  for (guint i = first + 1; i < end; i++) {
    shift += element_at (self, i)->before > 0 ? share : 0;
    element_at (self, i)->y += shift;
  }
  return share;
}

/* The last page, which is not full, is as airy as the one before it. */
static void
spread (Pages *self)
{
  double most = SPREAD_MOST;
  guint first = 0;

  for (guint page = 0; page <= self->page; page++) {
    guint end = first;
    double share;

    while (end < self->elements->len && element_at (self, end)->page == page)
      end++;
    share = spread_page (self, first, end, self->page == 0 ? 0 : most);
    if (page + 1 == self->page)
      most = share;
    first = end;
  }
}

static void
draw_element (cairo_t *cr, const YyqPdfPaperElement *element)
{
  for (guint i = 0; i < element->pieces->len; i++) {
    const YyqPdfPaperPiece *piece = &g_array_index (element->pieces, YyqPdfPaperPiece, i);
    const double x = LEFT + piece->x;
    const double y = element->y + piece->y;

    cairo_move_to (cr, x, y);
    if (piece->layout != NULL) {
      pango_cairo_show_layout_line (cr, pango_layout_get_line_readonly (piece->layout, 0));
      continue;
    }
    cairo_set_line_width (cr, piece->weight);
    cairo_line_to (cr, x + piece->width, y);
    cairo_stroke (cr);
  }
}

static gboolean
draw_footer (cairo_t *cr, guint page, guint n_pages, GError **error)
{
  g_autofree char *text = g_strdup_printf ("第 %u 页　共 %u 页", page + 1, n_pages);
  const YyqPdfMarkupRun run = { text, NULL };
  g_autoptr (GPtrArray) lines =
    yyq_pdf_paper_flow (cr, &FOOTER_STYLE, &run, 1, YYQ_PDF_PAPER_WIDTH, error);
  YyqPdfPaperLine *line;

  if (lines == NULL)
    return FALSE;
  line = lines->pdata[0];
  cairo_move_to (cr, LEFT + line->x, FOOTER);
  pango_cairo_show_layout_line (cr, pango_layout_get_line_readonly (line->layout, 0));
  return TRUE;
}

static void
draw_glyphs (const Pages *self, cairo_t *cr)
{
  g_autoptr (GPtrArray) layouts = g_ptr_array_new ();

  for (guint i = 0; i < self->elements->len; i++) {
    const GArray *pieces = element_at (self, i)->pieces;

    for (guint j = 0; j < pieces->len; j++)
      if (g_array_index (pieces, YyqPdfPaperPiece, j).layout != NULL)
        g_ptr_array_add (layouts, g_array_index (pieces, YyqPdfPaperPiece, j).layout);
  }
  yyq_pdf_paper_draw_glyphs (cr, layouts, PAGE_WIDTH);
}

static gboolean
draw_pages (const Pages *self, cairo_t *cr, GError **error)
{
  guint next = 0;

  for (guint page = 0; page <= self->page; page++) {
    while (next < self->elements->len && element_at (self, next)->page == page)
      draw_element (cr, element_at (self, next++));
    if (!draw_footer (cr, page, self->page + 1, error))
      return FALSE;
    cairo_show_page (cr);
  }
  return TRUE;
}

static GArray *
list_places (const Pages *self)
{
  GArray *places = g_array_new (FALSE, FALSE, sizeof (YyqPdfPaperPlace));

  for (guint i = 0; i < self->elements->len; i++) {
    const YyqPdfPaperElement *element = element_at (self, i);

    for (guint j = 0; j < element->boxes->len; j++) {
      const YyqPdfPaperBox *box = &g_array_index (element->boxes, YyqPdfPaperBox, j);
      const YyqPdfPaperPlace place = { box->control,  box->item,           element->page,
                                       LEFT + box->x, element->y + box->y, box->width,
                                       box->height };

      g_array_append_val (places, place);
    }
  }
  return places;
}

/* A slice for each page, at its right edge; a single page has no other to be held together with. */
static void
add_paging_seal (GArray *places, const YyqPdfMarkupControl *control, guint n_pages)
{
  const double side = control->mm * POINTS_PER_MM;
  const double width = side / n_pages;

  for (guint page = 0; n_pages > 1 && page < n_pages; page++) {
    const YyqPdfPaperPlace place = {
      control, 0, page, PAGE_WIDTH - width, PAGE_HEIGHT * PAGING_MIDDLE - side / 2, width, side
    };

    g_array_append_val (places, place);
  }
}

static gboolean
typeset (Pages *self, const YyqPdfMarkup *document, YyqPdfSurface *surface, GError **error)
{
  self->elements = yyq_pdf_paper_make_elements (surface->cr, document, error);
  if (self->elements == NULL)
    return FALSE;
  balance (self);
  spread (self);
  if (self->page >= YYQ_PDF_MAX_PAGES) {
    g_set_error (error, YYQ_PDF_ERROR, YYQ_PDF_ERROR_TOO_LARGE, "more than %d pages",
                 YYQ_PDF_MAX_PAGES);
    return FALSE;
  }
  cairo_pdf_surface_set_metadata (surface->surface, CAIRO_PDF_METADATA_TITLE, document->title);
  draw_glyphs (self, surface->cr);
  return draw_pages (self, surface->cr, error);
}

YyqPdfPaper *
yyq_pdf_paper_new (const YyqPdfMarkup *document, GError **error)
{
  Pages pages = { 0 };
  YyqPdfSurface surface;
  YyqPdfPaper *self = NULL;
  g_autoptr (GBytes) drawn = NULL;
  g_autoptr (GBytes) pdf = NULL;
  gboolean done;

  yyq_pdf_surface_begin (&surface, PAGE_WIDTH, PAGE_HEIGHT);
  done = typeset (&pages, document, &surface, error);
  drawn = yyq_pdf_surface_end (&surface, done ? error : NULL);
  if (done && drawn != NULL)
    pdf = yyq_pdf_paper_drop_first_page (drawn, error);
  if (pdf != NULL) {
    self = g_new0 (YyqPdfPaper, 1);
    self->pdf = g_steal_pointer (&pdf);
    self->n_pages = pages.page + 1;
    self->places = list_places (&pages);
    if (document->paging != NULL)
      add_paging_seal (self->places, document->paging, self->n_pages);
  }
  g_clear_pointer (&pages.elements, g_ptr_array_unref);
  return self;
}

void
yyq_pdf_paper_free (YyqPdfPaper *self)
{
  if (self == NULL)
    return;
  g_bytes_unref (self->pdf);
  g_array_unref (self->places);
  g_free (self);
}
