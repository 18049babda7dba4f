/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-pdf-paper-flow.h"

#include <pango/pangocairo.h>
#include <string.h>

#include "yyq-error.h"

#define BLANK "\xef\xbf\xbc" /* U+FFFC OBJECT REPLACEMENT CHARACTER */
#define BOX "□"

/* Of a blank's width: so much it gives way before a line breaks, or takes before it is loose. */
#define SHRINK 0.15
#define STRETCH 0.3
/* Between the items of a choice, in characters: with more, a reader of the text takes the items for
 * columns. */
#define ITEM_GAP 0.5
#define BLANK_LEAST 3.0 /* characters, of one that takes what is left */
/* Of the size: from a line's baseline to the edges of a blank, where text of that size is centred.
 */
#define BLANK_ABOVE 1.12
#define BLANK_HEIGHT 1.4
#define BLANK_INSET 0.1
#define BOX_ABOVE 0.87

/* Their ink is in one half of their square. */
#define CLOSING "，。、；：！？）》”】"
#define OPENING "（《“【"
#define MARK_BYTES 3        /* of each in UTF-8 */
#define HALF_WIDTH "halt=1" /* the OpenType feature that gives them half a square */

/* A character, or what stands in its place. */
typedef struct {
  guint at; /* byte of the text */
  double width;
  const YyqPdfMarkupControl *control; /* (nullable) */
  guint item;
  gboolean is_blank;
  gboolean is_tight; /* no line begins with it */
} Atom;

typedef struct {
  cairo_t *cr;
  const YyqPdfPaperStyle *style;
  double width;
  GString *text;
  GArray *atoms;
} Flow;

static Atom *
atom_at (Flow *self, guint i)
{
  return &g_array_index (self->atoms, Atom, i);
}

static void
add_text (Flow *self, const char *text, gboolean is_tight)
{
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at)) {
    const Atom atom = { .at = (guint) self->text->len, .is_tight = is_tight };

    g_array_append_val (self->atoms, atom);
    g_string_append_unichar (self->text, g_utf8_get_char (at));
  }
}

/* @control (nullable): nothing is filled in there. */
static void
add_blank (Flow *self, const YyqPdfMarkupControl *control, double width)
{
  const Atom atom = { .at = (guint) self->text->len,
                      .width = width * self->style->size,
                      .control = control,
                      .is_blank = TRUE };

  g_array_append_val (self->atoms, atom);
  g_string_append (self->text, BLANK);
}

static void
add_control (Flow *self, const YyqPdfMarkupControl *control)
{
  if (control->shape == YYQ_PDF_SHAPE_BLANK)
    add_blank (self, control, control->width);
  if (control->shape != YYQ_PDF_SHAPE_BOXES)
    return;
  for (guint item = 0; control->items[item] != NULL; item++) {
    if (item > 0)
      add_blank (self, NULL, ITEM_GAP);
    add_text (self, BOX, FALSE);
    atom_at (self, self->atoms->len - 1)->control = control;
    atom_at (self, self->atoms->len - 1)->item = item;
    add_text (self, control->items[item], TRUE);
  }
}

static gboolean
is_one_of (Flow *self, guint i, const char *marks)
{
  const gunichar c = g_utf8_get_char (self->text->str + atom_at (self, i)->at);

  return g_utf8_strchr (marks, -1, c) != NULL;
}

/* Of two marks side by side one takes half of its square, or a hole would stand between them. */
static gboolean
is_squeezed (Flow *self, guint i)
{
  if (is_one_of (self, i, CLOSING))
    return i + 1 < self->atoms->len &&
           (is_one_of (self, i + 1, CLOSING) || is_one_of (self, i + 1, OPENING));
  return i > 0 && is_one_of (self, i, OPENING) && is_one_of (self, i - 1, OPENING);
}

static void
add_attribute (PangoAttrList *attributes, PangoAttribute *attribute, guint at, gsize length)
{
  attribute->start_index = at;
  attribute->end_index = at + (guint) length;
  pango_attr_list_insert (attributes, attribute);
}

/* (transfer full): one line of the atoms from @from to before @to. */
static PangoLayout *
lay_out (Flow *self, guint from, guint to)
{
  const guint begin = atom_at (self, from)->at;
  const guint end = to < self->atoms->len ? atom_at (self, to)->at : (guint) self->text->len;
  PangoLayout *layout = pango_cairo_create_layout (self->cr);
  g_autoptr (PangoFontDescription) font = pango_font_description_from_string (self->style->font);
  PangoAttrList *attributes = pango_attr_list_new ();

  pango_context_set_language (pango_layout_get_context (layout),
                              pango_language_from_string ("zh-cn"));
  pango_font_description_set_absolute_size (font, self->style->size * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_auto_dir (layout, FALSE);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_layout_set_text (layout, self->text->str + begin, (int) (end - begin));
  for (guint i = from; i < to; i++) {
    const Atom *atom = atom_at (self, i);
    const PangoRectangle shape = { 0, -1, (int) (atom->width * PANGO_SCALE), 1 };

    if (atom->is_blank)
      add_attribute (attributes, pango_attr_shape_new (&shape, &shape), atom->at - begin,
                     strlen (BLANK));
    else if (is_squeezed (self, i))
      add_attribute (attributes, pango_attr_font_features_new (HALF_WIDTH), atom->at - begin,
                     MARK_BYTES);
  }
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
  return layout;
}

static int
compare_at (gconstpointer at, gconstpointer atom)
{
  const guint a = *(const guint *) at;
  const guint b = ((const Atom *) atom)->at;

  return a < b ? -1 : a > b;
}

/* Gives each character its width; where characters make one cluster, the first has it. */
static void
measure (Flow *self, PangoLayout *layout)
{
  g_autoptr (PangoLayoutIter) iter = pango_layout_get_iter (layout);

  do {
    const guint at = (guint) pango_layout_iter_get_index (iter);
    Atom *atom = bsearch (&at, self->atoms->data, self->atoms->len, sizeof (Atom), compare_at);
    PangoRectangle logical;

    pango_layout_iter_get_cluster_extents (iter, NULL, &logical);
    if (atom != NULL && !atom->is_blank)
      atom->width = logical.width / (double) PANGO_SCALE;
  } while (pango_layout_iter_next_cluster (iter));
}

static gboolean
follows_control (Flow *self, guint i)
{
  return i > 0 && atom_at (self, i - 1)->is_blank && atom_at (self, i - 1)->control != NULL;
}

/* What follows a blank belongs to it, a unit or a mark; a gap ends its line. */
static void
tighten (Flow *self, PangoLayout *layout)
{
  int n;
  const PangoLogAttr *attributes = pango_layout_get_log_attrs_readonly (layout, &n);

  for (guint i = 0; i < self->atoms->len; i++) {
    Atom *atom = atom_at (self, i);

    if (i >= (guint) n || !attributes[i].is_line_break || follows_control (self, i) ||
        (atom->is_blank && atom->control == NULL))
      atom->is_tight = TRUE;
  }
}

/* A blank that has no width has what the rest leaves. */
static void
fill_blanks (Flow *self)
{
  double rest = self->width - self->style->indent * self->style->size;
  guint n = 0;

  for (guint i = 0; i < self->atoms->len; i++) {
    rest -= atom_at (self, i)->width;
    n += atom_at (self, i)->is_blank && !(atom_at (self, i)->width > 0);
  }
  for (guint i = 0; i < self->atoms->len; i++)
    if (atom_at (self, i)->is_blank && !(atom_at (self, i)->width > 0))
      atom_at (self, i)->width = MAX (rest / n, BLANK_LEAST * self->style->size);
}

/* How far a line may stick out of its column, so that the ink does not. */
static double
overhang (Flow *self, guint from, guint to)
{
  const double half = self->style->size / 2;

  return (is_one_of (self, to - 1, CLOSING) && !is_squeezed (self, to - 1) ? half : 0) +
         (from > 0 && is_one_of (self, from, OPENING) ? half : 0);
}

/* The first atom of the next line. */
static guint
find_end (Flow *self, guint from, double width)
{
  double least = 0;
  guint end = from;      /* the last place where a line may break */
  guint fits = from + 1; /* and where it would have to */

  for (guint i = from; i < self->atoms->len; i++) {
    const Atom *atom = atom_at (self, i);

    if (i > from && least - overhang (self, from, i) <= width) {
      fits = i;
      end = atom->is_tight ? end : i;
    }
    least += atom->width * (atom->is_blank ? 1 - SHRINK : 1);
    if (least - self->style->size > width)
      return end > from ? end : fits;
  }
  if (least - overhang (self, from, self->atoms->len) <= width)
    return self->atoms->len;
  return end > from ? end : fits;
}

/* Blanks take what is missing, or give what is too much; -> what remains for the rest. */
static double
adjust_blanks (Flow *self, guint from, guint to, double slack)
{
  const double share = slack < 0 ? SHRINK : STRETCH;
  double total = 0;
  double change;

  for (guint i = from; i < to; i++)
    total += atom_at (self, i)->is_blank ? atom_at (self, i)->width * share : 0;
  change = CLAMP (slack, -total, total);
  for (guint i = from; i < to; i++)
    if (total > 0 && atom_at (self, i)->is_blank)
      atom_at (self, i)->width *= 1 + change / total * share;
  return slack - change;
}

static void
add_boxes (Flow *self, guint from, guint to, YyqPdfPaperLine *line)
{
  const double size = self->style->size;
  const guint begin = atom_at (self, from)->at;

  for (guint i = from; i < to; i++) {
    const Atom *atom = atom_at (self, i);
    YyqPdfPaperBox box = { .control = atom->control, .item = atom->item };
    PangoRectangle place;
    double middle;

    if (atom->control == NULL)
      continue;
    pango_layout_index_to_pos (line->layout, (int) (atom->at - begin), &place);
    middle = line->x + (place.x + place.width / 2.0) / PANGO_SCALE;
    box.width = atom->is_blank ? atom->width - 2 * BLANK_INSET * size : size;
    box.height = atom->is_blank ? BLANK_HEIGHT * size : size;
    box.x = middle - box.width / 2;
    box.y = -(atom->is_blank ? BLANK_ABOVE : BOX_ABOVE) * size;
    g_array_append_val (line->boxes, box);
  }
}

static void
line_free (gpointer data)
{
  YyqPdfPaperLine *line = data;

  g_clear_object (&line->layout);
  g_array_unref (line->boxes);
  g_free (line);
}

/* Stretches a line that does not end its paragraph to its column's edge. */
static void
justify (PangoLayout *layout, double width)
{
  pango_layout_set_justify (layout, TRUE);
  pango_layout_set_justify_last_line (layout, TRUE);
  /* Rounded up, as a line that is a unit wider than its layout would become two. */
  pango_layout_set_width (layout, (int) (width * PANGO_SCALE) + 1);
}

static YyqPdfPaperLine *
make_line (Flow *self, guint from, guint to, double indent)
{
  const double width = self->width - indent + overhang (self, from, to);
  const gboolean is_last = to == self->atoms->len;
  YyqPdfPaperLine *line = g_new0 (YyqPdfPaperLine, 1);
  double slack = width;

  line->boxes = g_array_new (FALSE, FALSE, sizeof (YyqPdfPaperBox));
  for (guint i = from; i < to; i++)
    slack -= atom_at (self, i)->width;
  line->width = width - slack;
  if (slack < 0 || !is_last)
    slack = adjust_blanks (self, from, to, slack);
  line->layout = lay_out (self, from, to);
  line->x = indent;
  if (self->style->centre)
    line->x = (self->width - line->width) / 2;
  else if (from > 0 && is_one_of (self, from, OPENING))
    line->x -= self->style->size / 2;
  if (!is_last && slack > 0 && !self->style->centre) {
    line->gap = slack / MAX (to - from - 1, 1);
    justify (line->layout, width);
  }
  add_boxes (self, from, to, line);
  return line;
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

static GPtrArray *
flow (Flow *self, GError **error)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (line_free);
  g_autoptr (PangoLayout) whole = lay_out (self, 0, self->atoms->len);
  double indent = self->style->indent * self->style->size;
  guint from = 0;

  if (!check_glyphs (whole, error))
    return NULL;
  measure (self, whole);
  tighten (self, whole);
  fill_blanks (self);
  while (from < self->atoms->len) {
    const guint to = find_end (self, from, self->width - indent);

    g_ptr_array_add (lines, make_line (self, from, to, indent));
    from = to;
    indent = 0;
  }
  return g_steal_pointer (&lines);
}

GPtrArray *
yyq_pdf_paper_flow (cairo_t *cr, const YyqPdfPaperStyle *style, const YyqPdfMarkupRun *runs,
                    guint n_runs, double width, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GArray) atoms = g_array_new (FALSE, FALSE, sizeof (Atom));
  Flow self = { cr, style, width, text, atoms };

  for (guint i = 0; i < n_runs; i++) {
    if (runs[i].text != NULL)
      add_text (&self, runs[i].text, FALSE);
    if (runs[i].control != NULL)
      add_control (&self, runs[i].control);
  }
  if (atoms->len == 0)
    add_text (&self, " ", FALSE);
  return flow (&self, error);
}
