/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-pdf-shaped.h"

G_BEGIN_DECLS

/*
 * A value laid out in its box: measured once, drawn by the editor and written into the PDF from the
 * same numbers. Nothing in it depends on a screen, on hinting or on what a person has configured.
 * Lengths are points, from the box's top left corner, y downwards.
 */

typedef enum {
  YYQ_PDF_FIT_SHRINK, /* one line, smaller until it fits: a line's end in the text is a space */
  YYQ_PDF_FIT_WRAP,   /* as many lines as there is room for */
  YYQ_PDF_FIT_SHRINK_THEN_WRAP, /* names: one line while it can be read, else lines */
} YyqPdfFit;

typedef enum {
  YYQ_PDF_ALIGN_LEFT,
  YYQ_PDF_ALIGN_CENTRE,
  YYQ_PDF_ALIGN_RIGHT,
  YYQ_PDF_ALIGN_JUSTIFY, /* a paragraph's last line stays at the left */
} YyqPdfAlign;

typedef enum {
  YYQ_PDF_VERTICAL_TOP,
  YYQ_PDF_VERTICAL_MIDDLE,
  YYQ_PDF_VERTICAL_BOTTOM,
} YyqPdfVertical;

/* Nothing is set smaller than this to make it fit; a style may ask for less. */
#define YYQ_PDF_BOX_MIN_SIZE 8.0
#define YYQ_PDF_BOX_MAX_SIZE 400.0
#define YYQ_PDF_BOX_LINE_SPACING 1.4

typedef struct {
  YyqPdfFamily family;
  double size_pt; /* 0: as high as the box, at most 10.5 (五号) */
  YyqPdfFit fit;
  YyqPdfAlign align;
  YyqPdfVertical vertical;
  guint32 rgb;         /* 0xRRGGBB */
  double letter_gap;   /* between characters, points */
  guint comb;          /* > 0: so many equal cells, a character in the middle of each */
  double line_spacing; /* from baseline to baseline, in em; 0: YYQ_PDF_BOX_LINE_SPACING */
  double indent;       /* of a paragraph's first line, in em; of wrapped lines alone */
} YyqPdfTextStyle;

typedef struct {
  guint start, end;   /* bytes; spaces at the end of a line belong to it, its '\n' to none */
  double x, baseline; /* where the first character begins */
  double width;
  guint glyph, n_glyphs;
} YyqPdfLine;

typedef struct {
  const YyqPdfFont *font;
  guint32 id;
  double x, y;      /* on the baseline */
  double advance;   /* its own: the next one need not stand there */
  guint start, end; /* bytes of its cluster */
} YyqPdfPlacedGlyph;

/* Read-only. */
typedef struct {
  char *text; /* what bytes are counted in: NFC, lines end at '\n' */
  double size_pt;
  GArray *lines;   /* of YyqPdfLine; what there is no room for has none */
  GArray *glyphs;  /* of YyqPdfPlacedGlyph, in the order of the text */
  GArray *missing; /* of YyqPdfSpan: characters that no font has */
  gboolean overflows;
  guint overflow_at;  /* the first byte of what does not fit */
  gboolean is_spread; /* characters stand so far apart that they must be told to be one word */
} YyqPdfBox;

/*
 * (transfer full): any thread. A text that does not fit, or for which there is no font, is laid out
 * all the same, and says so. Errors: as yyq_pdf_shaped_new().
 */
YyqPdfBox *yyq_pdf_box_new (const char *text, double width, double height,
                            const YyqPdfTextStyle *style, GError **error);
void yyq_pdf_box_free (YyqPdfBox *self);

/* Draws it with the box's corner at @x, @y in the colour @rgb. */
void yyq_pdf_box_draw (const YyqPdfBox *self, cairo_t *cr, double x, double y, guint32 rgb);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyqPdfBox, yyq_pdf_box_free)

G_END_DECLS
