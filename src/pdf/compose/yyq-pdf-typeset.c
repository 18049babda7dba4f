/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-pdf-typeset.h"

#include "yyq-error.h"
#include "yyq-pdf-content.h"
#include "yyq-pdf-normalize.h"
#include "yyq-pdf-number.h"
#include "yyq-qpdf.h"

#define POINTS_PER_MM (72 / 25.4)
#define PAGE_WIDTH (210 * POINTS_PER_MM)
#define PAGE_HEIGHT (297 * POINTS_PER_MM)
#define MARGIN (25 * POINTS_PER_MM)
#define TEXT_WIDTH (PAGE_WIDTH - 2 * MARGIN)
#define TEXT_BOTTOM (PAGE_HEIGHT - MARGIN)
#define FOOTER_BASELINE (PAGE_HEIGHT - 14 * POINTS_PER_MM)
#define RULE_HEIGHT 12.0
#define RULE_WIDTH 0.5
#define SPACE_HEIGHT 16.0
/* Between a line's top and its baseline: half of what the characters leave free, and these. */
#define ASCENT 0.76
/* Pages are of any length until they are broken. */
#define ENDLESS 1e6

typedef struct {
  YyqPdfFamily family;
  double size;        /* of the characters, points */
  double line_height; /* from baseline to baseline, points */
  double before, after;
  double indent; /* of the first line, in characters */
  YyqPdfAlign align;
} Style;

static const Style TITLE = { YYQ_PDF_FAMILY_HEI_BOLD, 18, 28, 6, 18, 0, YYQ_PDF_ALIGN_CENTRE };
static const Style HEADING = { YYQ_PDF_FAMILY_HEI_BOLD, 12, 20, 10, 4, 0, YYQ_PDF_ALIGN_LEFT };
static const Style PARAGRAPH = { YYQ_PDF_FAMILY_SONG, 11, 18.5, 0, 4, 2, YYQ_PDF_ALIGN_JUSTIFY };
static const Style FOOTER = { YYQ_PDF_FAMILY_SONG, 9, 12, 0, 0, 0, YYQ_PDF_ALIGN_CENTRE };

/* A line of a box with its place, or a rule where @box is NULL. */
typedef struct {
  const YyqPdfBox *box;
  guint line;
  guint page;
  double y; /* from the top: the baseline, or the rule */
} Piece;

typedef struct {
  GPtrArray *boxes;
  GArray *pieces;
  const char *title; /* (nullable) */
  guint page;
  double y; /* the next free point on it */
} Typesetter;

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

static gboolean
check_box (const YyqPdfBox *box, GError **error)
{
  const YyqPdfSpan *span;

  if (box->missing->len == 0)
    return TRUE;
  span = &g_array_index (box->missing, YyqPdfSpan, 0);
  g_set_error (error, YYQ_PDF_ERROR, YYQ_PDF_ERROR_TEXT, "no font for “%.*s” of “%s”",
               (int) (span->end - span->start), box->text + span->start, box->text);
  return FALSE;
}

/* Owned by @self. */
static const YyqPdfBox *
lay_out (Typesetter *self, const Style *style, const char *text, GError **error)
{
  const YyqPdfTextStyle box_style = {
    .family = style->family,
    .size_pt = style->size,
    .fit = YYQ_PDF_FIT_WRAP,
    .align = style->align,
    .indent = style->indent,
    .line_spacing = style->line_height / style->size,
  };
  YyqPdfBox *box =
    yyq_pdf_box_new (text != NULL ? text : "", TEXT_WIDTH, ENDLESS, &box_style, error);

  if (box == NULL)
    return NULL;
  g_ptr_array_add (self->boxes, box);
  return check_box (box, error) ? box : NULL;
}

static void
new_page (Typesetter *self)
{
  self->page++;
  self->y = MARGIN;
}

static void
place_lines (Typesetter *self, const YyqPdfBox *box, const Style *style)
{
  for (guint i = 0; i < box->lines->len; i++) {
    Piece piece = { .box = box, .line = i };

    if (self->y + style->line_height > TEXT_BOTTOM)
      new_page (self);
    piece.page = self->page;
    piece.y = self->y + (style->line_height + style->size * ASCENT) / 2;
    g_array_append_val (self->pieces, piece);
    self->y += style->line_height;
  }
}

static gboolean
place_text (Typesetter *self, const YyqPdfBlock *block, GError **error)
{
  const Style *style = style_of (block->kind);
  const YyqPdfBox *box = lay_out (self, style, block->text, error);
  double needed;

  if (box == NULL)
    return FALSE;
  /* A heading at the foot of a page would stand apart from what it heads. */
  needed = style->line_height * (block->kind == YYQ_PDF_BLOCK_HEADING ? 3 : 1);
  if (self->y > MARGIN && self->y + style->before + needed > TEXT_BOTTOM)
    new_page (self);
  else if (self->y > MARGIN)
    self->y += style->before;
  place_lines (self, box, style);
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
  g_array_append_vals (self->pieces, &(Piece){ .page = self->page, .y = self->y + RULE_HEIGHT / 2 },
                       1);
  self->y += RULE_HEIGHT;
  return TRUE;
}

static gboolean
place_footers (Typesetter *self, GError **error)
{
  for (guint page = 0; page <= self->page; page++) {
    g_autofree char *text = g_strdup_printf ("第 %u 页 共 %u 页", page + 1, self->page + 1);
    const YyqPdfBox *box = lay_out (self, &FOOTER, text, error);

    if (box == NULL)
      return FALSE;
    g_array_append_vals (self->pieces, &(Piece){ box, 0, page, FOOTER_BASELINE }, 1);
  }
  return TRUE;
}

static gboolean
place_all (Typesetter *self, const YyqPdfBlock *blocks, gsize n_blocks, GError **error)
{
  for (gsize i = 0; i < n_blocks; i++) {
    if (!place_block (self, &blocks[i], error))
      return FALSE;
    if (blocks[i].kind == YYQ_PDF_BLOCK_TITLE)
      self->title = blocks[i].text;
    if (self->page >= YYQ_PDF_MAX_PAGES) {
      g_set_error (error, YYQ_PDF_ERROR, YYQ_PDF_ERROR_TOO_LARGE, "more than %d pages",
                   YYQ_PDF_MAX_PAGES);
      return FALSE;
    }
  }
  return place_footers (self, error);
}

static void
append_rule (GString *out, double y)
{
  yyq_pdf_append_number (out, RULE_WIDTH, 1);
  g_string_append (out, "w ");
  yyq_pdf_append_number (out, MARGIN, 3);
  yyq_pdf_append_number (out, PAGE_HEIGHT - y, 3);
  g_string_append (out, "m ");
  yyq_pdf_append_number (out, PAGE_WIDTH - MARGIN, 3);
  yyq_pdf_append_number (out, PAGE_HEIGHT - y, 3);
  g_string_append (out, "l S\n");
}

/* (transfer full): what stands on each page. */
static GPtrArray *
draw_pages (const Typesetter *self, const YyqPdfEmbed *embed)
{
  GPtrArray *contents = g_ptr_array_new ();

  for (guint page = 0; page <= self->page; page++)
    g_ptr_array_add (contents, g_string_new (NULL));
  for (guint i = 0; i < self->pieces->len; i++) {
    const Piece *piece = &g_array_index (self->pieces, Piece, i);
    GString *out = g_ptr_array_index (contents, piece->page);

    if (piece->box == NULL)
      append_rule (out, piece->y);
    else
      yyq_pdf_content_append_line (out, piece->box, piece->line, embed, MARGIN,
                                   PAGE_HEIGHT - piece->y);
  }
  return contents;
}

static void
add_page (qpdf_data qpdf, const GString *content, const YyqPdfEmbed *embed)
{
  qpdf_oh page = qpdf_make_indirect_object (qpdf, qpdf_oh_new_dictionary (qpdf));
  qpdf_oh resources = qpdf_oh_new_dictionary (qpdf);

  qpdf_oh_replace_key (qpdf, resources, "/Font", yyq_pdf_embed_get_resources (embed, qpdf));
  qpdf_oh_replace_key (qpdf, page, "/Type", qpdf_oh_new_name (qpdf, "/Page"));
  qpdf_oh_replace_key (qpdf, page, "/MediaBox",
                       yyq_qpdf_new_rectangle (qpdf, 0, 0, PAGE_WIDTH, PAGE_HEIGHT));
  qpdf_oh_replace_key (qpdf, page, "/Resources", resources);
  qpdf_oh_replace_key (qpdf, page, "/Contents",
                       yyq_qpdf_add_stream (qpdf, content->str, content->len));
  qpdf_add_page (qpdf, qpdf, page, QPDF_FALSE);
}

static void
add_title (qpdf_data qpdf, const char *title)
{
  qpdf_oh info = qpdf_make_indirect_object (qpdf, qpdf_oh_new_dictionary (qpdf));

  qpdf_oh_replace_key (qpdf, info, "/Title", qpdf_oh_new_unicode_string (qpdf, title));
  qpdf_oh_replace_key (qpdf, qpdf_get_trailer (qpdf), "/Info", info);
}

static GBytes *
write_document (const Typesetter *self, GError **error)
{
  g_auto (qpdf_data) qpdf = qpdf_init ();
  g_autoptr (YyqPdfEmbed) embed = yyq_pdf_embed_new ();
  GPtrArray *contents;

  qpdf_silence_errors (qpdf);
  qpdf_empty_pdf (qpdf);
  for (guint i = 0; i < self->boxes->len; i++)
    yyq_pdf_embed_add (embed, g_ptr_array_index (self->boxes, i));
  if (!yyq_pdf_embed_write (embed, qpdf, error))
    return NULL;
  contents = draw_pages (self, embed);
  for (guint i = 0; i < contents->len; i++) {
    GString *content = g_ptr_array_index (contents, i);

    add_page (qpdf, content, embed);
    g_string_free (content, TRUE);
  }
  g_ptr_array_unref (contents);
  if (self->title != NULL)
    add_title (qpdf, self->title);
  return yyq_qpdf_write (qpdf, error);
}

GBytes *
yyq_pdf_typeset (const YyqPdfBlock *blocks, gsize n_blocks, GError **error)
{
  g_autoptr (GPtrArray) boxes = g_ptr_array_new_with_free_func ((GDestroyNotify) yyq_pdf_box_free);
  g_autoptr (GArray) pieces = g_array_new (FALSE, FALSE, sizeof (Piece));
  Typesetter self = { .boxes = boxes, .pieces = pieces, .y = MARGIN };

  return place_all (&self, blocks, n_blocks, error) ? write_document (&self, error) : NULL;
}
