/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <pango/pango.h>

#include "yyq-pdf-markup.h"

G_BEGIN_DECLS

/*
 * Text with its controls as lines of a width. Blanks give way a little, so that a line is full and
 * its characters stay evenly apart; what may not begin or end a line does not; a mark at the end of
 * a line, or an opening one at its beginning, takes half its width, so that the edges are straight.
 * Points. For the files of the paper alone.
 */

typedef struct {
  const char *font;     /* as Pango describes it, without a size */
  double size;          /* of the characters */
  double line_height;   /* from baseline to baseline */
  double before, after; /* of the whole, from what stands above and below */
  double indent;        /* of the first line, in characters */
  gboolean centre;      /* else lines are justified */
} YyqPdfPaperStyle;

/* Where a control is to be, from the left of the column and from the line's baseline. */
typedef struct {
  const YyqPdfMarkupControl *control;
  guint item; /* of a choice: which of its boxes */
  double x, y, width, height;
} YyqPdfPaperBox;

typedef struct {
  PangoLayout *layout; /* of this line alone */
  double x;            /* from the left of the column */
  double width;        /* as it is without being stretched */
  double gap;          /* that was put between its characters to fill the line */
  GArray *boxes;       /* of YyqPdfPaperBox */
} YyqPdfPaperLine;

/*
 * (transfer full) (nullable): YyqPdfPaperLine, at least one. @runs: of YyqPdfMarkupRun; controls of
 * the signature block are left out. A blank without a width takes what @width leaves. Errors:
 * YYQ_PDF_ERROR_TEXT where no font has a character.
 */
GPtrArray *yyq_pdf_paper_flow (cairo_t *cr, const YyqPdfPaperStyle *style,
                               const YyqPdfMarkupRun *runs, guint n_runs, double width,
                               GError **error);

G_END_DECLS
