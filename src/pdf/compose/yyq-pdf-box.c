/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-pdf-box.h"

#include <math.h>
#include <string.h>

/* Sums of floating numbers differ by less; nobody sees it. */
#define TOLERANCE 0.001
#define DEFAULT_SIZE 10.5 /* 五号 */
#define SIZE_STEP 0.5
/* Sizes are cut to whole twentieths, so that they can be told to a person. */
#define SIZES_PER_POINT 20
/* A Chinese character fills the em; its baseline lies so far from the top. */
#define ASCENT 0.88
/* Programs that read a PDF take characters further apart than this (em) for two words. */
#define WORD_GAP 0.08

typedef struct {
  const YyqPdfShaped *shape;
  const YyqPdfCluster *clusters;
  guint n_clusters;
  const YyqPdfTextStyle *style;
  double width, height;
  double size;
  double line_spacing;
  double indent; /* em */
  YyqPdfBox *box;
} Layout;

/* Clusters of a line: [from, to) with its spaces at the end, [from, shown) without. */
typedef struct {
  guint from, to, shown;
  gboolean ends_paragraph;
} Range;

static double
sane (double number, double most)
{
  return isfinite (number) ? CLAMP (number, 0, most) : 0;
}

static double
indent_of (const Layout *self, guint from)
{
  gboolean begins = from == 0 || self->clusters[from - 1].kind == YYQ_PDF_BREAK_NEW_LINE;

  return begins ? MIN (self->indent * self->size, self->width) : 0;
}

/* How wide the line that begins at @from may be. */
static double
room_of (const Layout *self, guint from)
{
  return self->width - indent_of (self, from) + TOLERANCE;
}

/* From @from on, how much of the text is a line. */
static guint
find_end (const Layout *self, guint from)
{
  const YyqPdfCluster *clusters = self->clusters;
  double room = room_of (self, from);
  double width = 0;
  guint allowed = from;

  for (guint i = from; i < self->n_clusters; i++) {
    if (clusters[i].kind == YYQ_PDF_BREAK_NEW_LINE)
      return i;
    if (i > from && clusters[i].may_begin)
      allowed = i;
    width += clusters[i].advance * self->size + (i > from ? self->style->letter_gap : 0);
    if (width <= room || clusters[i].kind == YYQ_PDF_BREAK_SPACE || i == from)
      continue;
    if (allowed > from)
      return allowed;
    /* One word wider than the box: torn, but punctuation keeps its side even then. */
    for (guint tear = i; tear > from; tear--)
      if (clusters[tear].may_tear)
        return tear;
    return i;
  }
  return self->n_clusters;
}

static guint
without_spaces (const Layout *self, guint from, guint to)
{
  while (to > from && self->clusters[to - 1].kind == YYQ_PDF_BREAK_SPACE)
    to--;
  return to;
}

static Range
take_line (const Layout *self, guint from)
{
  Range range = { .from = from, .to = find_end (self, from) };

  range.shown = without_spaces (self, from, range.to);
  range.ends_paragraph =
    range.to == self->n_clusters || self->clusters[range.to].kind == YYQ_PDF_BREAK_NEW_LINE;
  return range;
}

/* Where the line behind @range begins. */
static guint
next_line (const Layout *self, const Range *range)
{
  return range->to < self->n_clusters && self->clusters[range->to].kind == YYQ_PDF_BREAK_NEW_LINE
           ? range->to + 1
           : range->to;
}

static double
measure (const Layout *self, guint from, guint to)
{
  double width = to > from ? (to - from - 1) * self->style->letter_gap : 0;

  for (guint i = from; i < to; i++)
    width += self->clusters[i].advance * self->size;
  return width;
}

static guint
count_lines_with_room (const Layout *self)
{
  double step = self->size * self->line_spacing;
  double more = (self->height - self->size + TOLERANCE) / step;

  return more >= 0 ? 1 + (guint) MIN (more, YYQ_PDF_SHAPED_MAX_BYTES) : 0;
}

/* At the present size, without placing anything. */
static gboolean
fits_in_lines (const Layout *self)
{
  guint room = count_lines_with_room (self);
  guint at = 0;

  for (guint n = 0; at < self->n_clusters; n++) {
    Range range = take_line (self, at);

    if (n == room || measure (self, range.from, range.shown) > room_of (self, at))
      return FALSE;
    at = next_line (self, &range);
  }
  return TRUE;
}

static double
floor_of (const Layout *self)
{
  return MIN (YYQ_PDF_BOX_MIN_SIZE, self->size);
}

static void
overflow (Layout *self, guint byte)
{
  if (!self->box->overflows)
    self->box->overflow_at = byte;
  self->box->overflows = TRUE;
}

/* Downwards, so that what fits goes on fitting. */
static double
round_size (const Layout *self, double size)
{
  if (size < self->size)
    size = floor (size * SIZES_PER_POINT) / SIZES_PER_POINT;
  return MAX (size, floor_of (self));
}

/* Everything on one line: the size that makes it fit, or the smallest there is (and FALSE). */
static gboolean
shrink_to_line (const Layout *self, double *shrunk)
{
  guint n = without_spaces (self, 0, self->n_clusters);
  double gaps = n > 1 ? (n - 1) * self->style->letter_gap : 0;
  double em = (measure (self, 0, n) - gaps) / self->size;
  double size = MIN (self->size, self->height + TOLERANCE);

  if (em * size + gaps > self->width + TOLERANCE)
    size = (self->width - gaps) / em;
  *shrunk = round_size (self, size);
  return em * *shrunk + gaps <= self->width + TOLERANCE;
}

static void
shrink_to_lines (Layout *self)
{
  double least = floor_of (self);
  double first = self->size;

  while (!fits_in_lines (self) && self->size > least)
    self->size = self->size == first ? MAX (least, ceil (first / SIZE_STEP - 1) * SIZE_STEP)
                                     : MAX (least, self->size - SIZE_STEP);
}

/* The gap between two characters that fills a line of @natural width up. */
static double
gap_to_justify (const Layout *self, const Range *range, double natural)
{
  guint slots = 0;

  if (self->style->align != YYQ_PDF_ALIGN_JUSTIFY || range->ends_paragraph)
    return 0;
  for (guint i = range->from + 1; i < range->shown; i++)
    slots += self->clusters[i].may_begin ? 1 : 0;
  return slots > 0 ? MAX (0, self->width - indent_of (self, range->from) - natural) / slots : 0;
}

static double
line_start (const Layout *self, guint from, double width)
{
  double indent = indent_of (self, from);
  double rest = MAX (0, self->width - indent - width);

  if (self->style->align == YYQ_PDF_ALIGN_CENTRE)
    return indent + rest / 2;
  return indent + (self->style->align == YYQ_PDF_ALIGN_RIGHT ? rest : 0);
}

static void
place_cluster (Layout *self, const YyqPdfCluster *cluster, double x, double baseline)
{
  for (guint i = 0; i < cluster->n_glyphs; i++) {
    const YyqPdfGlyph *glyph =
      &g_array_index (self->shape->glyphs, YyqPdfGlyph, cluster->glyph + i);
    const YyqPdfPlacedGlyph placed = {
      .font = glyph->font,
      .id = glyph->id,
      .x = x + glyph->x * self->size,
      .y = baseline - glyph->y * self->size,
      .advance = glyph->advance * self->size,
      .start = cluster->start,
      .end = cluster->end,
    };

    g_array_append_val (self->box->glyphs, placed);
  }
}

static guint
byte_of (const Layout *self, guint cluster)
{
  return cluster < self->n_clusters ? self->clusters[cluster].start
                                    : (guint) strlen (self->shape->text);
}

static void
place_line (Layout *self, const Range *range, double baseline)
{
  double natural = measure (self, range->from, range->shown);
  double extra = gap_to_justify (self, range, natural);
  double x = line_start (self, range->from, natural);
  YyqPdfLine line = { .start = byte_of (self, range->from),
                      .end = byte_of (self, range->to),
                      .x = x,
                      .baseline = baseline,
                      .glyph = self->box->glyphs->len };

  for (guint i = range->from; i < range->shown; i++) {
    const YyqPdfCluster *cluster = &self->clusters[i];

    if (i > range->from)
      x += self->style->letter_gap + (cluster->may_begin ? extra : 0);
    place_cluster (self, cluster, x, baseline);
    x += cluster->advance * self->size;
    if (x > self->width + TOLERANCE && cluster->advance > 0 &&
        natural > room_of (self, range->from))
      overflow (self, cluster->start);
  }
  line.width = range->shown > range->from ? x - line.x : 0;
  line.n_glyphs = self->box->glyphs->len - line.glyph;
  g_array_append_val (self->box->lines, line);
  self->box->is_spread |= extra + self->style->letter_gap > WORD_GAP * self->size;
}

/* The first baseline of @n lines. */
static double
first_baseline (const Layout *self, guint n)
{
  double block = self->size * (1 + (n - 1) * self->line_spacing);
  double rest = self->height - block;

  if (self->style->vertical == YYQ_PDF_VERTICAL_TOP || n == 0)
    rest = 0;
  else if (self->style->vertical == YYQ_PDF_VERTICAL_MIDDLE)
    rest /= 2;
  return rest + self->size * ASCENT;
}

static void
place_lines (Layout *self)
{
  g_autoptr (GArray) ranges = g_array_new (FALSE, FALSE, sizeof (Range));
  guint room = count_lines_with_room (self);
  guint at = 0;
  double baseline;

  /* Without room for one line, there is one that can be seen to be too high. */
  while (at < self->n_clusters && ranges->len < MAX (room, 1)) {
    Range range = take_line (self, at);

    g_array_append_val (ranges, range);
    at = next_line (self, &range);
  }
  if (room == 0 && self->n_clusters > 0)
    overflow (self, 0);
  baseline = first_baseline (self, ranges->len);
  for (guint i = 0; i < ranges->len; i++) {
    place_line (self, &g_array_index (ranges, Range, i), baseline);
    baseline += self->size * self->line_spacing;
  }
  if (at < self->n_clusters)
    overflow (self, byte_of (self, at));
}

/* All of it on one line, also what is too wide. */
static void
place_one_line (Layout *self)
{
  const Range range = { 0, self->n_clusters, without_spaces (self, 0, self->n_clusters), TRUE };

  if (self->n_clusters == 0)
    return;
  if (count_lines_with_room (self) == 0)
    overflow (self, 0);
  place_line (self, &range, first_baseline (self, 1));
}

static void
shrink_to_cells (Layout *self, double cell)
{
  double widest = 0;
  double size = MIN (self->size, self->height + TOLERANCE);

  for (guint i = 0; i < self->n_clusters; i++)
    widest = MAX (widest, self->clusters[i].advance);
  if (widest * size > cell + TOLERANCE)
    size = cell / widest;
  self->size = round_size (self, size);
}

static void
place_comb (Layout *self)
{
  guint n = MIN (self->style->comb, self->n_clusters);
  double cell = self->width / self->style->comb;
  double baseline;
  YyqPdfLine line = { .end = byte_of (self, n) };

  shrink_to_cells (self, cell);
  baseline = first_baseline (self, 1);
  if (count_lines_with_room (self) == 0 && n > 0)
    overflow (self, 0);
  for (guint i = 0; i < n; i++) {
    const YyqPdfCluster *cluster = &self->clusters[i];
    double width = cluster->advance * self->size;
    double x = cell * i + (cell - width) / 2;

    place_cluster (self, cluster, x, baseline);
    if (i == 0)
      line.x = x;
    line.width = x + width - line.x;
    if (width > cell + TOLERANCE)
      overflow (self, cluster->start);
  }
  line.baseline = baseline;
  line.n_glyphs = self->box->glyphs->len;
  if (n > 0)
    g_array_append_val (self->box->lines, line);
  if (n < self->n_clusters)
    overflow (self, byte_of (self, n));
  self->box->is_spread = TRUE;
}

static gboolean
has_paragraphs (const Layout *self)
{
  return strchr (self->shape->text, '\n') != NULL;
}

static void
place (Layout *self)
{
  double size;
  gboolean fits;

  if (self->style->comb > 0) {
    place_comb (self);
    return;
  }
  if (self->style->fit == YYQ_PDF_FIT_WRAP) {
    self->indent = self->style->indent;
    place_lines (self);
    return;
  }
  fits = shrink_to_line (self, &size);
  if (self->style->fit == YYQ_PDF_FIT_SHRINK || (fits && !has_paragraphs (self))) {
    self->size = size;
    place_one_line (self);
    return;
  }
  self->indent = self->style->indent;
  shrink_to_lines (self);
  place_lines (self);
}

static double
first_size (const YyqPdfTextStyle *style, double height)
{
  double size = sane (style->size_pt, YYQ_PDF_BOX_MAX_SIZE);

  if (size > 0)
    return MAX (size, 1);
  return MAX (MIN (DEFAULT_SIZE, height), YYQ_PDF_BOX_MIN_SIZE);
}

static YyqPdfBox *
box_new (YyqPdfShaped *shape)
{
  YyqPdfBox *box = g_new0 (YyqPdfBox, 1);

  box->text = g_strdup (shape->text);
  box->lines = g_array_new (FALSE, FALSE, sizeof (YyqPdfLine));
  box->glyphs = g_array_sized_new (FALSE, FALSE, sizeof (YyqPdfPlacedGlyph), shape->glyphs->len);
  box->missing = g_array_ref (shape->missing);
  return box;
}

YyqPdfBox *
yyq_pdf_box_new (const char *text, double width, double height, const YyqPdfTextStyle *style,
                 GError **error)
{
  YyqPdfTextStyle tidied = *style;
  Layout self = { .style = &tidied };
  gboolean one_line = style->comb > 0 || style->fit == YYQ_PDF_FIT_SHRINK;
  g_autoptr (YyqPdfShaped) shape = yyq_pdf_shaped_new (text, style->family, one_line, error);

  if (shape == NULL)
    return NULL;
  self.shape = shape;
  self.clusters = (const YyqPdfCluster *) (gconstpointer) shape->clusters->data;
  self.n_clusters = shape->clusters->len;
  self.width = sane (width, G_MAXINT);
  self.height = sane (height, G_MAXINT);
  self.size = first_size (style, self.height);
  self.line_spacing = sane (style->line_spacing, 10);
  if (self.line_spacing <= 0)
    self.line_spacing = YYQ_PDF_BOX_LINE_SPACING;
  tidied.letter_gap = sane (style->letter_gap, G_MAXINT);
  tidied.indent = sane (style->indent, 100);
  self.box = box_new (shape);
  place (&self);
  self.box->size_pt = self.size;
  return self.box;
}

void
yyq_pdf_box_free (YyqPdfBox *self)
{
  g_free (self->text);
  g_array_unref (self->lines);
  g_array_unref (self->glyphs);
  g_array_unref (self->missing);
  g_free (self);
}
