/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-pdf-content.h"

#include <math.h>

#include "yyq-pdf-number.h"

#define PLACE_DECIMALS 4
/* What a viewer's own advance may differ from ours, points. */
#define DRIFT 0.0005

typedef struct {
  GString *out;
  const YyqPdfEmbed *embed;
  const YyqPdfBox *box;
  double left;   /* of the box */
  double height; /* of the page, less the box's top: y goes upwards there */
} Writer;

static void
append_colour (GString *out, guint32 rgb, const char *operator_)
{
  for (int shift = 16; shift >= 0; shift -= 8)
    yyq_pdf_append_number (out, (rgb >> shift & 0xff) / 255.0, 3);
  g_string_append_printf (out, "%s\n", operator_);
}

static void
append_stroke (GString *out, const YyqPdfStroke *stroke, double page_height)
{
  yyq_pdf_append_number (out, stroke->width, PLACE_DECIMALS);
  g_string_append (out, "w ");
  for (guint i = 0; i < stroke->n_points; i++) {
    yyq_pdf_append_number (out, stroke->points[i].x, PLACE_DECIMALS);
    yyq_pdf_append_number (out, page_height - stroke->points[i].y, PLACE_DECIMALS);
    g_string_append (out, i == 0 ? "m " : "l ");
  }
  g_string_append (out, stroke->closed ? "s\n" : "S\n");
}

static const YyqPdfPlacedGlyph *
glyph_at (const Writer *self, guint i)
{
  return &g_array_index (self->box->glyphs, YyqPdfPlacedGlyph, i);
}

static void
append_actual_text (const Writer *self, guint start, guint end)
{
  g_string_append (self->out, "/Span<</ActualText<FEFF");
  yyq_pdf_embed_append_utf16 (self->out, self->box->text + start, end - start);
  g_string_append (self->out, ">>>BDC\n");
}

/* What one Tj array can show: one font, one baseline, to the right. */
static guint
find_run_end (const Writer *self, guint from, guint to)
{
  const YyqPdfPlacedGlyph *first = glyph_at (self, from);
  guint at = from + 1;

  while (at < to && glyph_at (self, at)->font == first->font &&
         ABS (glyph_at (self, at)->y - first->y) < DRIFT)
    at++;
  return at;
}

static void
begin_run (const Writer *self, const YyqPdfPlacedGlyph *first)
{
  g_string_append_printf (self->out, "/F%u ", yyq_pdf_embed_get_number (first->font));
  yyq_pdf_append_number (self->out, self->box->size_pt, PLACE_DECIMALS);
  g_string_append (self->out, "Tf 1 0 0 1 ");
  yyq_pdf_append_number (self->out, self->left + first->x, PLACE_DECIMALS);
  yyq_pdf_append_number (self->out, self->height - first->y, PLACE_DECIMALS);
  g_string_append (self->out, "Tm [<");
}

/* @pen: where a viewer stands, relative to the box. */
static void
append_run (const Writer *self, guint from, guint to)
{
  double size = self->box->size_pt;
  double pen = glyph_at (self, from)->x;

  begin_run (self, glyph_at (self, from));
  for (guint i = from; i < to; i++) {
    const YyqPdfPlacedGlyph *glyph = glyph_at (self, i);

    if (ABS (glyph->x - pen) > DRIFT) {
      g_string_append (self->out, ">");
      pen -= yyq_pdf_append_number (self->out, (pen - glyph->x) * 1000 / size, 2) * size / 1000;
      g_string_append (self->out, "<");
    }
    g_string_append_printf (self->out, "%04X", yyq_pdf_embed_get_code (self->embed, glyph));
    pen += glyph->advance;
  }
  g_string_append (self->out, ">]TJ\n");
}

static void
append_runs (const Writer *self, guint from, guint to)
{
  for (guint at = from; at < to;) {
    guint end = find_run_end (self, at, to);

    append_run (self, at, end);
    at = end;
  }
}

/* The glyphs of one character. */
static guint
find_cluster_end (const Writer *self, guint from, guint to)
{
  guint at = from + 1;

  while (at < to && glyph_at (self, at)->start == glyph_at (self, from)->start)
    at++;
  return at;
}

/* What /ToUnicode cannot tell is told where it stands. */
static void
append_clusters (const Writer *self, guint from, guint to)
{
  guint plain = from;

  for (guint at = from; at < to;) {
    guint end = find_cluster_end (self, at, to);

    if (!yyq_pdf_embed_tells (self->embed, self->box, at, end - at)) {
      append_runs (self, plain, at);
      append_actual_text (self, glyph_at (self, at)->start, glyph_at (self, at)->end);
      append_runs (self, at, end);
      g_string_append (self->out, "EMC\n");
      plain = end;
    }
    at = end;
  }
  append_runs (self, plain, to);
}

static void
append_line (const Writer *self, const YyqPdfLine *line)
{
  guint end = line->glyph + line->n_glyphs;

  if (line->n_glyphs == 0)
    return;
  if (!self->box->is_spread) {
    append_clusters (self, line->glyph, end);
    return;
  }
  append_actual_text (self, line->start, glyph_at (self, end - 1)->end);
  append_runs (self, line->glyph, end);
  g_string_append (self->out, "EMC\n");
}

static void
append_box (Writer *self)
{
  if (self->box->glyphs->len == 0)
    return;
  g_string_append (self->out, "BT\n");
  for (guint i = 0; i < self->box->lines->len; i++)
    append_line (self, &g_array_index (self->box->lines, YyqPdfLine, i));
  g_string_append (self->out, "ET\n");
}

void
yyq_pdf_content_append (GString *out, const YyqPdfMarks *marks, const YyqPdfEmbed *embed,
                        double page_height)
{
  if (marks->strokes->len > 0) {
    append_colour (out, marks->rgb, "RG");
    g_string_append (out, "1 J 1 j\n");
  }
  for (guint i = 0; i < marks->strokes->len; i++)
    append_stroke (out, &g_array_index (marks->strokes, YyqPdfStroke, i), page_height);
  if (marks->boxes->len > 0)
    append_colour (out, marks->rgb, "rg");
  for (guint i = 0; i < marks->boxes->len; i++) {
    const YyqPdfMarkedBox *marked = &g_array_index (marks->boxes, YyqPdfMarkedBox, i);

    append_box (&(Writer){ out, embed, marked->box, marked->x, page_height - marked->y });
  }
}

void
yyq_pdf_content_append_line (GString *out, const YyqPdfBox *box, guint line,
                             const YyqPdfEmbed *embed, double x, double y)
{
  const YyqPdfLine *shown = &g_array_index (box->lines, YyqPdfLine, line);

  g_string_append (out, "BT\n");
  append_line (&(Writer){ out, embed, box, x, y + shown->baseline }, shown);
  g_string_append (out, "ET\n");
}
