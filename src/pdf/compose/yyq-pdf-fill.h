/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-pdf-box.h"
#include "yyq-pdf-compose.h"

G_BEGIN_DECLS

/* What a filled-in control puts on its page, and how that comes into the PDF and on the screen. */

typedef enum {
  YYQ_PDF_FILL_TEXT,
  YYQ_PDF_FILL_TICK,       /* on a box that is printed */
  YYQ_PDF_FILL_BOX,        /* □ */
  YYQ_PDF_FILL_TICKED_BOX, /* ☑ */
  YYQ_PDF_FILL_STRIKE,     /* "/" over a blank that is not to be filled, so that nobody does */
  YYQ_PDF_FILL_TABLE,
} YyqPdfFillKind;

#define YYQ_PDF_TABLE_MAX_COLUMNS 12
#define YYQ_PDF_TABLE_MAX_ROWS 50

/* Rows of one height; a style holds for all cells. */
typedef struct {
  guint n_columns, n_rows;
  const double *shares;     /* (nullable): of the width, a column each; NULL: all alike */
  const char *const *cells; /* row by row, n_columns * n_rows of them, each nullable */
  gboolean has_head;        /* the first row is in HEI, centred */
} YyqPdfTable;

/* Place: points from the top left of the page as it is seen, y downwards; pages from 0. */
typedef struct {
  YyqPdfFillKind kind;
  guint page;
  double x, y, width, height;
  YyqPdfTextStyle style; /* of TEXT and TABLE; the others take its colour */
  const char *text;      /* of TEXT (nullable) */
  const YyqPdfTable *table;
} YyqPdfFill;

typedef enum {
  YYQ_PDF_TROUBLE_OVERFLOW, /* what begins at @start does not fit */
  YYQ_PDF_TROUBLE_MISSING,  /* no font has the character */
} YyqPdfTroubleKind;

typedef struct {
  YyqPdfTroubleKind kind;
  guint fill;       /* in the list */
  guint cell;       /* of a table, else 0 */
  guint start, end; /* bytes of the text in NFC */
  char *text;       /* what stands there */
} YyqPdfTrouble;

/*
 * (transfer full): of YyqPdfTrouble, in the order of @fills: all that yyq_pdf_fill() would refuse.
 * Any thread. Errors: as yyq_pdf_box_new(), for a table also YYQ_PDF_ERROR_FAILED.
 */
GArray *yyq_pdf_fills_check (const YyqPdfFill *fills, gsize n_fills, GError **error);

/* (transfer full): one fill, laid out: draw it as often as needed. Errors: as above. */
typedef struct _YyqPdfMarks YyqPdfMarks;
YyqPdfMarks *yyq_pdf_marks_new (const YyqPdfFill *fill, GError **error);
void yyq_pdf_marks_free (YyqPdfMarks *self);

/* In the coordinates of the page. */
void yyq_pdf_marks_draw (const YyqPdfMarks *self, cairo_t *cr);

typedef enum {
  YYQ_PDF_FILL_STRICT = 0,
  /* What does not fit or has no glyph is drawn as far as it goes: for previews alone. */
  YYQ_PDF_FILL_DRAFT = 1 << 0,
} YyqPdfFillFlags;

/*
 * (transfer full): @base with the fills as page content, and with @fields as yyq_pdf_compose()
 * makes them. Every font is embedded once, with the glyphs that are used; text can be selected and
 * found. @base must not be signed. Blocks; any thread. Errors: YYQ_PDF_ERROR, TEXT for what does
 * not fit or has no glyph.
 */
GBytes *yyq_pdf_fill (GBytes *base, const YyqPdfFill *fills, gsize n_fills,
                      const YyqPdfField *fields, gsize n_fields, YyqPdfFillFlags flags,
                      GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyqPdfMarks, yyq_pdf_marks_free)

G_END_DECLS
