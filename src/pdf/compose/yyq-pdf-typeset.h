/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  YYQ_PDF_BLOCK_TITLE,     /* centred, 18 pt sans bold */
  YYQ_PDF_BLOCK_HEADING,   /* 12 pt sans bold, stays with the block behind it */
  YYQ_PDF_BLOCK_PARAGRAPH, /* 11 pt serif, justified, first line two characters in */
  YYQ_PDF_BLOCK_RULE,      /* a thin line across; text is ignored */
  YYQ_PDF_BLOCK_SPACE,     /* one empty line; text is ignored */
} YyqPdfBlockKind;

typedef struct {
  YyqPdfBlockKind kind;
  const char *text; /* UTF-8; (nullable) for RULE and SPACE */
} YyqPdfBlock;

/*
 * (transfer full): A4 pages with margins of 25 mm and "第 1 页 共 2 页" at the foot. Blocks; any
 * thread. Errors: YYQ_PDF_ERROR_TEXT when no font has the characters, YYQ_PDF_ERROR_TOO_LARGE.
 */
GBytes *yyq_pdf_typeset (const YyqPdfBlock *blocks, gsize n_blocks, GError **error);

G_END_DECLS
