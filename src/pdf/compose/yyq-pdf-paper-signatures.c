/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-pdf-paper-block.h"

#define POINTS_PER_MM (72 / 25.4)
#define BEFORE 14.0
#define COLUMN_GAP 28.0
#define COLUMN ((YYQ_PDF_PAPER_WIDTH - COLUMN_GAP) / 2)
#define LINE 20.0 /* of a label alone */
#define SEAL_GAP 4.0
#define HAND_WIDTH 126.0
#define HAND_HEIGHT 54.0
#define DATE_WIDTH 104.0
#define DATE_HEIGHT 15.4
#define INDENT 12.0 /* of what stands below its label */

typedef struct {
  YyqPdfPaperElement *element;
  cairo_t *cr;
  double y;         /* of the next line */
  double seal_foot; /* below the seals that stand beside several lines */
  GError **error;
} Block;

static const YyqPdfMarkupControl *
control_of (const GArray *runs)
{
  for (guint i = 0; i < runs->len; i++)
    if (g_array_index (runs, YyqPdfMarkupRun, i).control != NULL)
      return g_array_index (runs, YyqPdfMarkupRun, i).control;
  return NULL;
}

static gboolean
is_of_kind (const YyqPdfMarkupControl *control, const char *kind)
{
  return control != NULL && g_str_equal (control->kind, kind);
}

/* A company's seal stands at the right of its column, beside the labels below its own. */
static void
place_seal (Block *self, const YyqPdfMarkupControl *control, double x, double label)
{
  const double side = control->mm * POINTS_PER_MM;
  const YyqPdfPaperBox box = { control, 0,    x + MAX (COLUMN - side, label + SEAL_GAP),
                               self->y, side, side };

  self->seal_foot = MAX (self->seal_foot, self->y + side + SEAL_GAP);
  g_array_append_val (self->element->boxes, box);
}

/* -> the height of its line */
static double
place_date (Block *self, const YyqPdfMarkupControl *control, double x, double label)
{
  const YyqPdfPaperBox box = { control,       0,
                               x + label + 1, self->y + (LINE - DATE_HEIGHT) / 2,
                               DATE_WIDTH,    DATE_HEIGHT };

  yyq_pdf_paper_element_add_rule (self->element, box.x, box.y + box.height - 0.5, box.width);
  g_array_append_val (self->element->boxes, box);
  return LINE;
}

static double
place_mark (Block *self, const YyqPdfMarkupControl *control, double x, double label)
{
  const double side = control->mm * POINTS_PER_MM;
  const gboolean is_seal = g_str_has_suffix (control->kind, "seal");
  YyqPdfPaperBox box = { .control = control, .y = self->y };

  box.x = x + (label > 0 ? label + 2 : INDENT);
  box.width = is_seal ? side : HAND_WIDTH;
  box.height = is_seal ? side : HAND_HEIGHT;
  g_array_append_val (self->element->boxes, box);
  return box.height + SEAL_GAP;
}

static double
place_control (Block *self, const YyqPdfMarkupControl *control, double x, double label)
{
  if (control == NULL)
    return LINE;
  if (is_of_kind (control, "company-seal")) {
    place_seal (self, control, x, label);
    return LINE;
  }
  return is_of_kind (control, "signing-date") ? place_date (self, control, x, label)
                                              : place_mark (self, control, x, label);
}

/* -> the height that the column has in this line, or below 0 */
static double
place_column (Block *self, const GArray *runs, double x)
{
  YyqPdfPaperCell cell = { NULL, 1, x, self->y, COLUMN };
  double label = 0;

  if (runs == NULL || runs->len == 0)
    return 0;
  cell.runs = (const YyqPdfMarkupRun *) runs->data;
  if (cell.runs->text != NULL &&
      yyq_pdf_paper_element_add_text (self->element, self->cr, yyq_pdf_paper_get_row_style (),
                                      &cell, &label, self->error) < 0)
    return -1;
  return place_control (self, control_of (runs), x, label);
}

/* A line pair. That of the dates stands below everything, so that both are on one line. */
static gboolean
place_pair (Block *self, const YyqPdfMarkupBlock *pair)
{
  double left;
  double right;

  if (is_of_kind (control_of (pair->left), "signing-date"))
    self->y = MAX (self->y, self->seal_foot);
  left = place_column (self, pair->left, 0);
  right = left < 0 ? -1 : place_column (self, pair->right, COLUMN + COLUMN_GAP);
  self->y += MAX (left, right);
  return left >= 0 && right >= 0;
}

/* A page of signatures alone could be put behind any text. */
static void
keep_two_lines (GPtrArray *elements)
{
  for (guint i = 1; i <= 2 && i <= elements->len; i++)
    ((YyqPdfPaperElement *) elements->pdata[elements->len - i])->keep = TRUE;
}

gboolean
yyq_pdf_paper_add_signatures (cairo_t *cr, const YyqPdfMarkup *document, GPtrArray *elements,
                              GError **error)
{
  Block block = { yyq_pdf_paper_element_new (0), cr, 0, 0, error };

  keep_two_lines (elements);
  g_ptr_array_add (elements, block.element);
  block.element->before = BEFORE;
  for (guint i = 0; i < document->blocks->len; i++) {
    const YyqPdfMarkupBlock *pair = &g_array_index (document->blocks, YyqPdfMarkupBlock, i);

    if (pair->kind == YYQ_PDF_MARKUP_SIGN && !place_pair (&block, pair))
      return FALSE;
  }
  block.element->height = MAX (block.y, block.seal_foot);
  return TRUE;
}
