/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-pdf-paper-block.h"

#include "yyq-pdf-paper.h"

#define SERIF "Noto Serif CJK SC"
#define SANS_BOLD "Noto Sans CJK SC Bold"
#define LEADING 16.8 /* of running text, from baseline to baseline */

#define RULE_HEIGHT 9.0
#define ROW_GAP 8.0
#define COLUMN_GAP 16.0
/* Of a row's width, that its left column has when there is another one. */
#define LEFT_SHARE 0.585
#define AREA_LEADING 20.0
#define THIN 0.45
#define BOLD 0.9 /* of what parts the parties from one another */

/* In the font of the headings, as every further face costs each contract 50 kB. */
static const YyqPdfPaperStyle TITLE = { SANS_BOLD, 19, 30, 0, 10, 0, TRUE };
static const YyqPdfPaperStyle HEADING = { SANS_BOLD, 11, 17, 6, 1.5, 0, FALSE };
static const YyqPdfPaperStyle PARAGRAPH = { SERIF, YYQ_PDF_PAPER_TEXT_SIZE, LEADING, 0, 1.5, 2,
                                            FALSE };
static const YyqPdfPaperStyle ROW = { SERIF, YYQ_PDF_PAPER_TEXT_SIZE, 20, 0, 0, 0, FALSE };

const YyqPdfPaperStyle *
yyq_pdf_paper_get_row_style (void)
{
  return &ROW;
}

static void
piece_clear (gpointer data)
{
  g_clear_object (&((YyqPdfPaperPiece *) data)->layout);
}

static void
element_free (gpointer data)
{
  YyqPdfPaperElement *self = data;

  g_array_unref (self->pieces);
  g_array_unref (self->boxes);
  g_free (self);
}

YyqPdfPaperElement *
yyq_pdf_paper_element_new (double height)
{
  YyqPdfPaperElement *self = g_new0 (YyqPdfPaperElement, 1);

  self->height = height;
  self->pieces = g_array_new (FALSE, FALSE, sizeof (YyqPdfPaperPiece));
  g_array_set_clear_func (self->pieces, piece_clear);
  self->boxes = g_array_new (FALSE, FALSE, sizeof (YyqPdfPaperBox));
  return self;
}

void
yyq_pdf_paper_element_add_rule (YyqPdfPaperElement *self, double x, double y, double width)
{
  const YyqPdfPaperPiece piece = { NULL, x, y, width, THIN };

  g_array_append_val (self->pieces, piece);
}

/* Latin and CJK lines have other ascents: baselines are set from the size, to stay even. */
static double
baseline_of (const YyqPdfPaperStyle *style)
{
  return (style->line_height + style->size * 0.76) / 2;
}

static void
add_line (YyqPdfPaperElement *self, const YyqPdfPaperLine *line, double x, double baseline)
{
  const YyqPdfPaperPiece piece = { g_object_ref (line->layout), x + line->x, baseline, 0 };

  g_array_append_val (self->pieces, piece);
  for (guint i = 0; i < line->boxes->len; i++) {
    YyqPdfPaperBox box = g_array_index (line->boxes, YyqPdfPaperBox, i);

    box.x += x;
    box.y += baseline;
    g_array_append_val (self->boxes, box);
    if (box.control->shape == YYQ_PDF_SHAPE_BLANK)
      yyq_pdf_paper_element_add_rule (self, box.x, box.y + box.height - THIN, box.width);
  }
}

double
yyq_pdf_paper_element_add_text (YyqPdfPaperElement *self, cairo_t *cr,
                                const YyqPdfPaperStyle *style, const YyqPdfPaperCell *cell,
                                double *end, GError **error)
{
  g_autoptr (GPtrArray) lines =
    yyq_pdf_paper_flow (cr, style, cell->runs, cell->n_runs, cell->width, error);
  double height = 0;

  if (lines == NULL)
    return -1;
  for (guint i = 0; i < lines->len; i++) {
    const YyqPdfPaperLine *line = lines->pdata[i];

    add_line (self, line, cell->x, cell->y + height + baseline_of (style));
    height += style->line_height;
    if (end != NULL)
      *end = line->x + line->width;
  }
  return height;
}

static const YyqPdfMarkupRun *
runs_of (const GArray *runs)
{
  return (const YyqPdfMarkupRun *) runs->data;
}

/* One element for each line, so that a page can end between them, but not behind the first one and
 * not before the last. */
static gboolean
add_paragraph (GPtrArray *elements, cairo_t *cr, const YyqPdfPaperStyle *style, const GArray *runs,
               GError **error)
{
  g_autoptr (GPtrArray) lines =
    yyq_pdf_paper_flow (cr, style, runs_of (runs), runs->len, YYQ_PDF_PAPER_WIDTH, error);

  if (lines == NULL)
    return FALSE;
  for (guint i = 0; i < lines->len; i++) {
    YyqPdfPaperElement *element = yyq_pdf_paper_element_new (style->line_height);

    element->before = i == 0 ? style->before : 0;
    element->after = i + 1 == lines->len ? style->after : 0;
    element->keep = i + 1 < lines->len && (i == 0 || i + 2 == lines->len);
    element->gap = ((YyqPdfPaperLine *) lines->pdata[i])->gap;
    element->is_tail = i > 0 && i + 1 == lines->len;
    add_line (element, lines->pdata[i], 0, baseline_of (style));
    g_ptr_array_add (elements, element);
  }
  return TRUE;
}

static gboolean
add_heading (GPtrArray *elements, cairo_t *cr, const YyqPdfPaperStyle *style, const GArray *runs,
             GError **error)
{
  const guint first = elements->len;

  if (!add_paragraph (elements, cr, style, runs, error))
    return FALSE;
  for (guint i = first; i < elements->len; i++)
    ((YyqPdfPaperElement *) elements->pdata[i])->keep = TRUE;
  return TRUE;
}

static void
add_rule (GPtrArray *elements)
{
  YyqPdfPaperElement *element = yyq_pdf_paper_element_new (RULE_HEIGHT);

  const YyqPdfPaperPiece piece = { NULL, 0, RULE_HEIGHT / 2, YYQ_PDF_PAPER_WIDTH, BOLD };

  g_array_append_val (element->pieces, piece);
  g_ptr_array_add (elements, element);
}

static void
add_area (GPtrArray *elements, const YyqPdfMarkupControl *control)
{
  const double height = control->lines * AREA_LEADING;
  YyqPdfPaperElement *element = yyq_pdf_paper_element_new (height);
  const YyqPdfPaperBox box = { control, 0, 0, 0, YYQ_PDF_PAPER_WIDTH, height };

  element->after = 4;
  for (guint i = 1; i <= control->lines; i++)
    yyq_pdf_paper_element_add_rule (element, 0, i * AREA_LEADING - THIN, YYQ_PDF_PAPER_WIDTH);
  g_array_append_val (element->boxes, box);
  g_ptr_array_add (elements, element);
}

static double
natural_width (cairo_t *cr, const YyqPdfMarkupRun *run)
{
  g_autoptr (GPtrArray) lines = yyq_pdf_paper_flow (cr, &ROW, run, 1, YYQ_PDF_PAPER_WIDTH, NULL);

  return lines != NULL && lines->len == 1 ? ((YyqPdfPaperLine *) lines->pdata[0])->width : 0;
}

/* The rows from @first on that follow one another, also over a rule: their blanks begin below one
 * another. */
static void
find_tabs (cairo_t *cr, const YyqPdfMarkup *document, guint first, double *left, double *right)
{
  *left = 0;
  *right = 0;
  for (guint i = first; i < document->blocks->len; i++) {
    const YyqPdfMarkupBlock *row = &g_array_index (document->blocks, YyqPdfMarkupBlock, i);

    if (row->kind == YYQ_PDF_MARKUP_RULE)
      continue;
    if (row->kind != YYQ_PDF_MARKUP_ROW)
      return;
    if (row->left->len > 0)
      *left = MAX (*left, natural_width (cr, runs_of (row->left)));
    if (row->right != NULL && row->right->len > 0)
      *right = MAX (*right, natural_width (cr, runs_of (row->right)));
  }
}

/* The label, and behind the tab what is filled in; -> the height, or below 0. */
static double
add_cell (YyqPdfPaperElement *element, cairo_t *cr, const YyqPdfPaperCell *cell, double tab,
          GError **error)
{
  const YyqPdfPaperCell label = { cell->runs, 1, cell->x, 0, tab + 1 };
  const YyqPdfPaperCell rest = { cell->runs + 1, cell->n_runs - 1, cell->x + tab, 0,
                                 cell->width - tab };
  double left;
  double right;

  if (cell->n_runs < 2 || tab > cell->width / 2)
    return yyq_pdf_paper_element_add_text (element, cr, &ROW, cell, NULL, error);
  left = yyq_pdf_paper_element_add_text (element, cr, &ROW, &label, NULL, error);
  right = left < 0 ? left : yyq_pdf_paper_element_add_text (element, cr, &ROW, &rest, NULL, error);
  return right < 0 ? right : MAX (left, right);
}

static gboolean
add_row (GPtrArray *elements, cairo_t *cr, const YyqPdfMarkupBlock *row, const double tabs[2],
         GError **error)
{
  const double split = YYQ_PDF_PAPER_WIDTH * LEFT_SHARE;
  YyqPdfPaperElement *element = yyq_pdf_paper_element_new (0);
  YyqPdfPaperCell cell = { runs_of (row->left), row->left->len, 0, 0,
                           row->right != NULL ? split - COLUMN_GAP : YYQ_PDF_PAPER_WIDTH };
  double left;
  double right = 0;

  g_ptr_array_add (elements, element);
  left = add_cell (element, cr, &cell, tabs[0], error);
  if (left >= 0 && row->right != NULL) {
    cell = (YyqPdfPaperCell){ runs_of (row->right), row->right->len, split, 0,
                              YYQ_PDF_PAPER_WIDTH - split };
    right = add_cell (element, cr, &cell, tabs[1], error);
  }
  element->height = MAX (left, right);
  return left >= 0 && right >= 0;
}

/* An empty line of the source stands between the parties, and a row and what follows it. */
static double
space_before (const YyqPdfMarkup *document, guint i)
{
  const YyqPdfMarkupBlock *block = &g_array_index (document->blocks, YyqPdfMarkupBlock, i);
  const YyqPdfMarkupBlock *before = block - 1;

  if (i == 0 || before->kind != YYQ_PDF_MARKUP_ROW || block->line == before->line + 1)
    return 0;
  return block->kind == YYQ_PDF_MARKUP_ROW || block->kind == YYQ_PDF_MARKUP_PARAGRAPH ? ROW_GAP : 0;
}

static gboolean
add_block (GPtrArray *elements, cairo_t *cr, const YyqPdfMarkupBlock *block, const double tabs[2],
           GError **error)
{
  switch (block->kind) {
  case YYQ_PDF_MARKUP_HEADING:
    return add_heading (elements, cr, &HEADING, block->left, error);
  case YYQ_PDF_MARKUP_PARAGRAPH:
    return add_paragraph (elements, cr, &PARAGRAPH, block->left, error);
  case YYQ_PDF_MARKUP_ROW:
    return add_row (elements, cr, block, tabs, error);
  case YYQ_PDF_MARKUP_AREA:
    add_area (elements, g_array_index (block->left, YyqPdfMarkupRun, 0).control);
    return TRUE;
  case YYQ_PDF_MARKUP_RULE:
    add_rule (elements);
    return TRUE;
  case YYQ_PDF_MARKUP_SIGN:
  default:
    return TRUE;
  }
}

static gboolean
add_title (GPtrArray *elements, cairo_t *cr, const char *title, GError **error)
{
  const YyqPdfMarkupRun run = { (char *) title, NULL };
  g_autoptr (GArray) runs = g_array_new (FALSE, FALSE, sizeof (YyqPdfMarkupRun));

  g_array_append_val (runs, run);
  return add_heading (elements, cr, &TITLE, runs, error);
}

GPtrArray *
yyq_pdf_paper_make_elements (cairo_t *cr, const YyqPdfMarkup *document, GError **error)
{
  g_autoptr (GPtrArray) elements = g_ptr_array_new_with_free_func (element_free);
  YyqPdfMarkupKind before = YYQ_PDF_MARKUP_HEADING;
  double tabs[2] = { 0, 0 };
  guint first;

  if (!add_title (elements, cr, document->title, error))
    return NULL;
  for (guint i = 0; i < document->blocks->len; i++) {
    const YyqPdfMarkupBlock *block = &g_array_index (document->blocks, YyqPdfMarkupBlock, i);

    if (block->kind == YYQ_PDF_MARKUP_ROW && before != YYQ_PDF_MARKUP_ROW)
      find_tabs (cr, document, i, &tabs[0], &tabs[1]);
    first = elements->len;
    if (!add_block (elements, cr, block, tabs, error))
      return NULL;
    if (elements->len > first)
      ((YyqPdfPaperElement *) elements->pdata[first])->before += space_before (document, i);
    if (block->kind != YYQ_PDF_MARKUP_RULE)
      before = block->kind;
  }
  if (!yyq_pdf_paper_add_signatures (cr, document, elements, error))
    return NULL;
  return g_steal_pointer (&elements);
}
