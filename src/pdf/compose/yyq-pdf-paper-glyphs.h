/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>

#include "yyq-pdf-paper-flow.h"

G_BEGIN_DECLS

/*
 * A font is embedded with the subroutines of its glyphs. cairo 1.16 finds out which those are
 * unless a glyph calls one with stem hints that another called before; then it embeds all of them,
 * 400 kB for a contract of three pages. In the order of their codes the glyphs of Noto Serif CJK do
 * not do so, as far as was measured (2026-11: 180 kB in place of 565 kB). So a page with all
 * characters in this order comes first, from which the fonts of all pages get theirs, and is taken
 * away again.
 */
void yyq_pdf_paper_draw_glyphs (cairo_t *cr, const GPtrArray *layouts, double width);

/* (transfer full) (nullable): @pdf without its first page. Errors: YYQ_PDF_ERROR. */
GBytes *yyq_pdf_paper_drop_first_page (GBytes *pdf, GError **error);

G_END_DECLS
