/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-pdf-typeset.h"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>

#include "yyq-error.h"
#include "yyq-pdf-normalize.h"
#include "yyq-pdf-surface.h"

#define POINTS_PER_MM (72 / 25.4)
#define PAGE_WIDTH (210 * POINTS_PER_MM)
#define PAGE_HEIGHT (297 * POINTS_PER_MM)
#define MARGIN (25 * POINTS_PER_MM)
#define TEXT_WIDTH (PAGE_WIDTH - 2 * MARGIN)
#define TEXT_BOTTOM (PAGE_HEIGHT - MARGIN)
#define FOOTER_BASELINE (PAGE_HEIGHT - 14 * POINTS_PER_MM)
#define FOOTER_SIZE 9.0
#define RULE_HEIGHT 12.0
#define SPACE_HEIGHT 16.0

typedef struct {
  const char *font;
  double size;        /* of the characters, points */
  double line_height; /* from baseline to baseline, points */
  double before, after;
  double indent; /* of the first line, in characters */
  PangoAlignment alignment;
  gboolean justify;
} Style;

static const Style TITLE = { "Noto Sans CJK SC Bold", 18, 28, 6, 18, 0, PANGO_ALIGN_CENTER, FALSE };
static const Style HEADING = { "Noto Sans CJK SC Bold", 12, 20, 10, 4, 0, PANGO_ALIGN_LEFT, FALSE };
static const Style PARAGRAPH = { "Noto Serif CJK SC", 11, 18.5, 0, 4, 2, PANGO_ALIGN_LEFT, TRUE };
static const Style FOOTER = { "Noto Serif CJK SC", FOOTER_SIZE, 12, 0, 0, 0,
                              PANGO_ALIGN_CENTER,  FALSE };

/* A line of text with its place, or a rule where @line is NULL. */
typedef struct {
  PangoLayoutLine *line;
  guint page;
  double x, baseline;
} Piece;

typedef struct {
  YyqPdfSurface surface;
  GArray *pieces;
  guint page;
  double y; /* the next free point on it */
} Typesetter;

static void
piece_clear (gpointer data)
{
  Piece *piece = data;

  g_clear_pointer (&piece->line, pango_layout_line_unref);
}

static const Style *
style_of (YyqPdfBlockKind kind)
{
  switch (kind) {
  case YYQ_PDF_BLOCK_TITLE:
    return &TITLE;
  case YYQ_PDF_BLOCK_HEADING:
    return &HEADING;
  case YYQ_PDF_BLOCK_PARAGRAPH:
    return &PARAGRAPH;
  case YYQ_PDF_BLOCK_RULE:
  case YYQ_PDF_BLOCK_SPACE:
    break;
  }
  return NULL;
}

static PangoLayout *
layout_text (Typesetter *self, const Style *style, const char *text)
{
  PangoLayout *layout = pango_cairo_create_layout (self->surface.cr);
  PangoContext *context = pango_layout_get_context (layout);
  g_autoptr (PangoFontDescription) font = pango_font_description_from_string (style->font);

  pango_context_set_language (context, pango_language_from_string ("zh-cn"));
  pango_font_description_set_absolute_size (font, style->size * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_width (layout, (int) (TEXT_WIDTH * PANGO_SCALE));
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_indent (layout, (int) (style->indent * style->size * PANGO_SCALE));
  pango_layout_set_alignment (layout, style->alignment);
  pango_layout_set_justify (layout, style->justify);
  pango_layout_set_text (layout, text, -1);
  return layout;
}

static gboolean
check_text (const char *text, GError **error)
{
  if (text != NULL && g_utf8_validate (text, -1, NULL))
    return TRUE;
  g_set_error_literal (error, YYQ_PDF_ERROR, YYQ_PDF_ERROR_TEXT, "a block's text is not UTF-8");
  return FALSE;
}

static gboolean
check_glyphs (PangoLayout *layout, GError **error)
{
  if (pango_layout_get_unknown_glyphs_count (layout) == 0)
    return TRUE;
  g_set_error (error, YYQ_PDF_ERROR, YYQ_PDF_ERROR_TEXT, "no font for “%s”",
               pango_layout_get_text (layout));
  return FALSE;
}

static void
new_page (Typesetter *self)
{
  self->page++;
  self->y = MARGIN;
}

static void
place_lines (Typesetter *self, PangoLayout *layout, const Style *style)
{
  g_autoptr (PangoLayoutIter) iter = pango_layout_get_iter (layout);

  do {
    PangoRectangle logical;
    Piece piece;

    if (self->y + style->line_height > TEXT_BOTTOM)
      new_page (self);
    pango_layout_iter_get_line_extents (iter, NULL, &logical);
    piece.line = pango_layout_line_ref (pango_layout_iter_get_line_readonly (iter));
    piece.page = self->page;
    piece.x = MARGIN + logical.x / (double) PANGO_SCALE;
    /* Latin and CJK lines have other ascents: baselines are set from the size, to stay even. */
    piece.baseline = self->y + (style->line_height + style->size * 0.76) / 2;
    g_array_append_val (self->pieces, piece);
    self->y += style->line_height;
  } while (pango_layout_iter_next_line (iter));
}

static gboolean
place_text (Typesetter *self, const YyqPdfBlock *block, GError **error)
{
  const Style *style = style_of (block->kind);
  g_autoptr (PangoLayout) layout = NULL;
  double needed;

  if (!check_text (block->text, error))
    return FALSE;
  layout = layout_text (self, style, block->text);
  if (!check_glyphs (layout, error))
    return FALSE;
  /* A heading at the foot of a page would stand apart from what it heads. */
  needed = style->line_height * (block->kind == YYQ_PDF_BLOCK_HEADING ? 3 : 1);
  if (self->y > MARGIN && self->y + style->before + needed > TEXT_BOTTOM)
    new_page (self);
  else if (self->y > MARGIN)
    self->y += style->before;
  place_lines (self, layout, style);
  self->y += style->after;
  return TRUE;
}

static gboolean
place_block (Typesetter *self, const YyqPdfBlock *block, GError **error)
{
  if (style_of (block->kind) != NULL)
    return place_text (self, block, error);
  if (block->kind == YYQ_PDF_BLOCK_SPACE) {
    self->y += self->y > MARGIN ? SPACE_HEIGHT : 0;
    return TRUE;
  }
  if (self->y + RULE_HEIGHT > TEXT_BOTTOM)
    new_page (self);
  g_array_append_vals (self->pieces,
                       &(Piece){ NULL, self->page, MARGIN, self->y + RULE_HEIGHT / 2 }, 1);
  self->y += RULE_HEIGHT;
  return TRUE;
}

static void
draw_piece (cairo_t *cr, const Piece *piece)
{
  if (piece->line != NULL) {
    cairo_move_to (cr, piece->x, piece->baseline);
    pango_cairo_show_layout_line (cr, piece->line);
    return;
  }
  cairo_set_line_width (cr, 0.5);
  cairo_move_to (cr, MARGIN, piece->baseline);
  cairo_line_to (cr, PAGE_WIDTH - MARGIN, piece->baseline);
  cairo_stroke (cr);
}

static void
draw_footer (Typesetter *self, guint page)
{
  g_autofree char *text = g_strdup_printf ("第 %u 页 共 %u 页", page + 1, self->page + 1);
  g_autoptr (PangoLayout) layout = layout_text (self, &FOOTER, text);

  cairo_move_to (self->surface.cr, MARGIN,
                 FOOTER_BASELINE - pango_layout_get_baseline (layout) / (double) PANGO_SCALE);
  pango_cairo_show_layout (self->surface.cr, layout);
}

static void
draw_pages (Typesetter *self)
{
  guint next = 0;

  for (guint page = 0; page <= self->page; page++) {
    while (next < self->pieces->len && g_array_index (self->pieces, Piece, next).page == page)
      draw_piece (self->surface.cr, &g_array_index (self->pieces, Piece, next++));
    draw_footer (self, page);
    cairo_show_page (self->surface.cr);
  }
}

static gboolean
typeset (Typesetter *self, const YyqPdfBlock *blocks, gsize n_blocks, GError **error)
{
  for (gsize i = 0; i < n_blocks; i++) {
    if (!place_block (self, &blocks[i], error))
      return FALSE;
    if (blocks[i].kind == YYQ_PDF_BLOCK_TITLE)
      cairo_pdf_surface_set_metadata (self->surface.surface, CAIRO_PDF_METADATA_TITLE,
                                      blocks[i].text);
    if (self->page >= YYQ_PDF_MAX_PAGES) {
      g_set_error (error, YYQ_PDF_ERROR, YYQ_PDF_ERROR_TOO_LARGE, "more than %d pages",
                   YYQ_PDF_MAX_PAGES);
      return FALSE;
    }
  }
  draw_pages (self);
  return TRUE;
}

GBytes *
yyq_pdf_typeset (const YyqPdfBlock *blocks, gsize n_blocks, GError **error)
{
  Typesetter self = { .y = MARGIN };
  g_autoptr (GBytes) pdf = NULL;
  gboolean done;

  self.pieces = g_array_new (FALSE, FALSE, sizeof (Piece));
  g_array_set_clear_func (self.pieces, piece_clear);
  yyq_pdf_surface_begin (&self.surface, PAGE_WIDTH, PAGE_HEIGHT);
  done = typeset (&self, blocks, n_blocks, error);
  g_array_unref (self.pieces);
  pdf = yyq_pdf_surface_end (&self.surface, done ? error : NULL);
  return done ? g_steal_pointer (&pdf) : NULL;
}
