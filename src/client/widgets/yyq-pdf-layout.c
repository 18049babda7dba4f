/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-pdf-layout.h"

static guint
n_pages (const YyqPdfLayout *self)
{
  return self->pages != NULL ? self->pages->len : 0;
}

static const graphene_size_t *
size_of (const YyqPdfLayout *self, guint page)
{
  return &g_array_index (self->pages, graphene_size_t, page);
}

static double
top_at (const YyqPdfLayout *self, guint page, double scale)
{
  return self->tops[page] * scale + YYQ_PDF_LAYOUT_GAP * (page + 1.);
}

/* The last page that begins at or above @y. */
static guint
page_at (const YyqPdfLayout *self, double y, double scale)
{
  guint low = 0, high = n_pages (self) - 1;

  while (low < high) {
    guint middle = (low + high + 1) / 2;

    if (top_at (self, middle, scale) <= y)
      low = middle;
    else
      high = middle - 1;
  }
  return low;
}

void
yyq_pdf_layout_clear (YyqPdfLayout *self)
{
  g_clear_pointer (&self->pages, g_array_unref);
  g_clear_pointer (&self->tops, g_free);
  self->widest = 0;
  self->scale = 0;
}

void
yyq_pdf_layout_append (YyqPdfLayout *self, double width, double height)
{
  graphene_size_t size = { (float) width, (float) height };
  guint n = n_pages (self);

  if (self->pages == NULL)
    self->pages = g_array_new (FALSE, FALSE, sizeof size);
  g_array_append_val (self->pages, size);
  self->tops = g_renew (double, self->tops, n + 2);
  if (n == 0)
    self->tops[0] = 0;
  self->tops[n + 1] = self->tops[n] + height;
  self->widest = MAX (self->widest, width);
}

void
yyq_pdf_layout_set_scale (YyqPdfLayout *self, double scale)
{
  self->scale = scale;
}

double
yyq_pdf_layout_fit (const YyqPdfLayout *self, double width)
{
  return MAX (1, width - 2 * YYQ_PDF_LAYOUT_GAP) / self->widest;
}

double
yyq_pdf_layout_width (const YyqPdfLayout *self)
{
  return self->widest * self->scale + 2 * YYQ_PDF_LAYOUT_GAP;
}

double
yyq_pdf_layout_height (const YyqPdfLayout *self)
{
  guint n = n_pages (self);

  return n == 0 ? 0 : top_at (self, n, self->scale);
}

double
yyq_pdf_layout_top (const YyqPdfLayout *self, guint page)
{
  return top_at (self, page, self->scale);
}

void
yyq_pdf_layout_page (const YyqPdfLayout *self, guint page, double window_width,
                     graphene_rect_t *rect)
{
  const graphene_size_t *size = size_of (self, page);
  double width = (double) size->width * self->scale;
  double room = MAX (window_width, yyq_pdf_layout_width (self));

  /* Whole pixels: a page drawn between two pixels is a blurred page. */
  graphene_rect_init (rect, (float) (int) ((room - width) / 2),
                      (float) (int) yyq_pdf_layout_top (self, page), (float) (int) (width + .5),
                      (float) (int) ((double) size->height * self->scale + .5));
}

void
yyq_pdf_layout_visible (const YyqPdfLayout *self, double top, double bottom, guint *first,
                        guint *last)
{
  *first = page_at (self, top, self->scale);
  *last = MAX (*first, page_at (self, bottom, self->scale));
}

double
yyq_pdf_layout_follow (const YyqPdfLayout *self, double y, double old_scale)
{
  guint page = 0;
  double below = 0;

  if (n_pages (self) == 0)
    return y;
  page = page_at (self, y, old_scale);
  below = y - top_at (self, page, old_scale);
  /* The room above a page is as large at every scale. */
  return top_at (self, page, self->scale) + (below > 0 ? below * self->scale / old_scale : below);
}
