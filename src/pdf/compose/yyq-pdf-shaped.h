/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-pdf-font.h"
#include "yyq-pdf-kinsoku.h"

G_BEGIN_DECLS

/* A text as glyphs, for no size and no width yet. Lengths in em, y upwards. */

typedef struct {
  const YyqPdfFont *font;
  guint32 id;     /* in the font; 0: the one for what it does not have */
  double x, y;    /* from the cluster's start, on the baseline */
  double advance; /* its own, as the font has it */
} YyqPdfGlyph;

/* What is one character to a person, and is never torn. */
typedef struct {
  guint start, end; /* bytes of the text */
  guint glyph, n_glyphs;
  double advance;
  YyqPdfBreak kind;
  gboolean may_begin; /* a line may begin with it */
  gboolean may_tear;  /* a line may begin with it when nothing else is left */
} YyqPdfCluster;

typedef struct {
  guint start, end;
} YyqPdfSpan;

typedef struct {
  char *text;       /* NFC, lines end at '\n', tabs are spaces */
  GArray *clusters; /* of YyqPdfCluster, without gaps */
  GArray *glyphs;   /* of YyqPdfGlyph */
  GArray *missing;  /* of YyqPdfSpan: clusters that no font has */
} YyqPdfShaped;

/* More is not a value of a form. */
#define YYQ_PDF_SHAPED_MAX_BYTES 65536

/*
 * (transfer full): @one_line: an end of line becomes a space. What @family does not have is taken
 * from SONG, then HEI. Neither kerning nor ligatures: a line is as long as its clusters together,
 * wherever it is broken. Errors: YYQ_PDF_ERROR_TEXT (not UTF-8, heaps of marks, no font at all),
 * TOO_LARGE.
 */
YyqPdfShaped *yyq_pdf_shaped_new (const char *text, YyqPdfFamily family, gboolean one_line,
                                  GError **error);
void yyq_pdf_shaped_free (YyqPdfShaped *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyqPdfShaped, yyq_pdf_shaped_free)

G_END_DECLS
