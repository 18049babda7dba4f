/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <graphene.h>

G_BEGIN_DECLS

#define YYQ_PDF_LAYOUT_GAP 16                /* px around and between pages, whatever the scale */
#define YYQ_PDF_LAYOUT_PX_PER_PT (96. / 72.) /* at 100 % */

/* Pages below each other, centred. Sizes of pages are pt, all else is px. */
typedef struct {
  GArray *pages; /* (owned) (nullable) of graphene_size_t */
  double *tops;  /* (owned) (nullable): pt of the pages above, without gaps; n_pages + 1 of them */
  double widest; /* pt */
  double scale;  /* px per pt; 0 before the first yyq_pdf_layout_set_scale() */
} YyqPdfLayout;

void yyq_pdf_layout_clear (YyqPdfLayout *self);
void yyq_pdf_layout_append (YyqPdfLayout *self, double width, double height);
void yyq_pdf_layout_set_scale (YyqPdfLayout *self, double scale);

/* The scale at which the widest page fills @width. */
double yyq_pdf_layout_fit (const YyqPdfLayout *self, double width);

double yyq_pdf_layout_width (const YyqPdfLayout *self);
double yyq_pdf_layout_height (const YyqPdfLayout *self);
double yyq_pdf_layout_top (const YyqPdfLayout *self, guint page);
void yyq_pdf_layout_page (const YyqPdfLayout *self, guint page, double window_width,
                          graphene_rect_t *rect);

/* The pages that [@top, @bottom] touches: at least one. There must be pages. */
void yyq_pdf_layout_visible (const YyqPdfLayout *self, double top, double bottom, guint *first,
                             guint *last);

/* Where the point that was at @y at @old_scale lies now. */
double yyq_pdf_layout_follow (const YyqPdfLayout *self, double y, double old_scale);

G_END_DECLS
