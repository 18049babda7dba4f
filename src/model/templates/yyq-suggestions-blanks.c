/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is left to write on: blanks, empty brackets, empty cells, labels with nothing behind them.
 */
#include "config.h"

#include <math.h>
#include <string.h>

#include "yyq-contract-text.h"
#include "yyq-suggestions-private.h"

/* In sizes of a character. */
#define BLANK_LEAST 0.9
#define WORD_MOST 2.5 /* an underscore that belongs to a word of Latin letters */
#define BRACKET_LEAST 1.4
#define LABEL_GAP_LEAST 3.0
#define SAME_EDGE 1.6
#define NEXT_LINE 2.8
#define LINE_BELOW_TITLE 4.0
#define LINE_LEAST 10.0
#define ABOVE 1.05
#define BELOW 0.25
#define ROOM_MOST_PT 170.0 /* behind a label, where nothing ends it */
#define CELL_EDGE_PT 1.5
#define CELL_LABEL_MOST 14 /* characters */

static const YyqRowItem *
item_at (const YyqFinder *self, guint index)
{
  return yyq_page_row_item (self->row, index);
}

static gunichar
what_at (const YyqFinder *self, gint index)
{
  return index >= 0 && index < (gint) self->row->items->len ? item_at (self, (guint) index)->what
                                                            : 0;
}

/* From @x0 to @x1, as high as a line of text that stands on the row's baseline. */
static YyqPageBox
box_on_row (const YyqFinder *self, double x0, double x1)
{
  return (YyqPageBox){ x0, self->row->baseline - ABOVE * self->row->em, x1,
                       self->row->baseline + BELOW * self->row->em };
}

static YyqSuggestionLabel
find_label (const YyqFinder *self, const char *left, const char *right, guint index, double x)
{
  g_autofree char *sentence = yyq_finder_read_sentence (self, index);
  YyqSuggestionWords words = { left, right, sentence, YYQ_FIELD_PARTY_NONE, FALSE };

  words.party = yyq_finder_get_party (self, x, &words.signing);
  return yyq_suggestion_label_find (&words);
}

/* The end of what is written in the cell before the one that @index stands in; @index itself where
 * it is not the first in its cell. */
static guint
skip_wall (const YyqFinder *self, guint index)
{
  guint at = index;

  while (at > 0 && what_at (self, (gint) at - 1) == YYQ_ROW_GAP)
    at--;
  if (what_at (self, (gint) at - 1) != YYQ_ROW_WALL)
    return index;
  for (at--; at > 0 && what_at (self, (gint) at - 1) == YYQ_ROW_GAP; at--)
    ;
  return at;
}

/* The end of a label that stands in a column of its own: 甲方：　　　____ */
static guint
skip_gap (const YyqFinder *self, guint index)
{
  const guint at = skip_wall (self, index);

  return at == index && what_at (self, (gint) index - 1) == YYQ_ROW_GAP &&
             what_at (self, (gint) index - 2) == ':'
           ? index - 1
           : at;
}

/* (transfer full): what is written before item @index, before a gap or in the cell before it; where
 * a row begins with it, the end of the row above that goes on here. */
static char *
read_before (const YyqFinder *self, guint index)
{
  g_autofree char *left = yyq_finder_read_left (self, skip_gap (self, index));
  g_autofree char *sentence = NULL;
  char *last;

  if (*left != '\0' || index > 0)
    return g_steal_pointer (&left);
  sentence = yyq_finder_read_sentence (self, index);
  last = strrchr (sentence, '_');
  return g_strdup (last != NULL ? last + 1 : sentence);
}

/* (transfer full): how the place is called; by its unit, where no word stands before it. */
static char *
quote_of (const char *left, const char *right)
{
  g_autofree char *label = yyq_suggestion_label_trim (left);

  if (g_utf8_strlen (label, -1) > 1 || *right == '\0')
    return g_steal_pointer (&label);
  return yyq_suggestion_label_trim (right);
}

static void
add_blank (YyqFinder *self, guint index, YyqPageBox box, YyqSuggestionWhy why)
{
  g_autofree char *left = read_before (self, index);
  g_autofree char *right = yyq_finder_read_right (self, index);
  g_autofree char *quote = quote_of (left, right);
  const YyqSuggestionLabel label = find_label (self, left, right, index, box.x0);

  yyq_finder_add (self, box, &label, why, quote);
}

/* The rest of a blank on the rows below: rows with nothing but a blank that ends where this one
 * does. */
static void
extend_by_rows (YyqFinder *self, YyqSuggestion *one, double right)
{
  double baseline = self->row->baseline;

  for (guint i = self->index + 1; i < self->rows->len; i++) {
    const YyqPageRow *row = g_ptr_array_index (self->rows, i);
    const YyqPageBox *box = row->items->len == 1 ? &yyq_page_row_item (row, 0)->box : NULL;

    if (box == NULL || yyq_page_row_item (row, 0)->what != YYQ_ROW_BLANK ||
        row->baseline - baseline > NEXT_LINE * row->em ||
        fabs (box->x1 - right) > SAME_EDGE * row->em)
      return;
    one->box =
      yyq_page_box_union (one->box, (YyqPageBox){ box->x0, row->baseline - ABOVE * row->em, box->x1,
                                                  row->baseline + BELOW * row->em });
    baseline = row->baseline;
  }
}

static gboolean
has_row_between (const YyqFinder *self, double top, double bottom)
{
  for (guint i = self->index + 1; i < self->rows->len; i++) {
    const YyqPageRow *row = g_ptr_array_index (self->rows, i);

    if (row->baseline - row->em >= bottom)
      return FALSE;
    if (row->baseline > top)
      return TRUE;
  }
  return FALSE;
}

/* The same for lines that are drawn. */
static void
extend_by_lines (YyqFinder *self, YyqSuggestion *one, double right)
{
  GArray *across = self->lines->across;
  const double em = self->row->em;
  double at = one->box.y1;

  for (guint i = yyq_page_lines_find (across, at + em); i < across->len; i++) {
    const YyqPageBox *line = &g_array_index (across, YyqPageBox, i);

    if (line->y0 > at + NEXT_LINE * em)
      return;
    if (fabs (line->x1 - right) > SAME_EDGE * em || line->x1 - line->x0 < 4 * em ||
        has_row_between (self, at + 1, line->y0) ||
        yyq_page_lines_has_wall (self->lines, line->x1, line->y0, em))
      continue;
    one->box = yyq_page_box_union (one->box, (YyqPageBox){ line->x0, at, line->x1, line->y0 });
    at = line->y0;
  }
}

static void
extend (YyqFinder *self, guint index)
{
  YyqSuggestion *one = g_ptr_array_index (self->found, self->found->len - 1);
  const double bottom = one->box.y1;
  const double right = item_at (self, index)->box.x1;

  if (index + 1 < self->row->items->len)
    return;
  if (item_at (self, index)->drawn)
    extend_by_lines (self, one, right);
  else
    extend_by_rows (self, one, right);
  if (one->box.y1 > bottom + 1 && g_str_equal (one->kind, "text"))
    one->kind = "multiline";
}

/* A row that only goes on with the blank of the row above. */
static gboolean
is_rest (const YyqFinder *self)
{
  const YyqPageRow *before =
    self->index > 0 ? g_ptr_array_index (self->rows, self->index - 1) : NULL;
  const YyqRowItem *last = before != NULL && before->items->len > 0
                             ? yyq_page_row_item (before, before->items->len - 1)
                             : NULL;

  return self->row->items->len == 1 && last != NULL && last->what == YYQ_ROW_BLANK &&
         self->row->baseline - before->baseline <= NEXT_LINE * self->row->em &&
         fabs (last->box.x1 - item_at (self, 0)->box.x1) <= SAME_EDGE * self->row->em;
}

/* __init__ and NO_GLOBS are words. */
static gboolean
is_of_word (const YyqFinder *self, guint index)
{
  const gunichar before = what_at (self, (gint) index - 1);
  const gunichar after = what_at (self, (gint) index + 1);

  return !item_at (self, index)->drawn &&
         item_at (self, index)->box.x1 - item_at (self, index)->box.x0 <
           WORD_MOST * self->row->em &&
         ((before < 0x80 && g_ascii_isalpha ((char) before)) ||
          (after < 0x80 && g_ascii_isalpha ((char) after)));
}

static void
take_blank (YyqFinder *self, guint index)
{
  const YyqRowItem *item = item_at (self, index);
  YyqPageBox box = box_on_row (self, item->box.x0, item->box.x1);

  if (item->box.x1 - item->box.x0 < BLANK_LEAST * self->row->em || is_rest (self) ||
      is_of_word (self, index))
    return;
  if (item->drawn)
    box.y1 = item->box.y1;
  add_blank (self, index, box,
             item->drawn ? YYQ_SUGGESTION_WHY_UNDERLINE : YYQ_SUGGESTION_WHY_BLANK);
  extend (self, index);
}

static gboolean
is_in_brackets (const YyqFinder *self, guint index)
{
  const gunichar before = what_at (self, (gint) index - 1);
  const gunichar after = what_at (self, (gint) index + 1);

  return (before == '(' && after == ')') || (before == '[' && after == ']') ||
         (before == 0x3010 && after == 0x3011) /* 【】 */ ||
         (before == 0x3014 && after == 0x3015) /* 〔〕 */;
}

/* (transfer full): what is written in a cell, all of its rows. */
static char *
read_cell (const YyqFinder *self, const YyqPageBox *cell)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < self->facts->characters->len; i++) {
    const YyqPageCharacter *one = yyq_page_facts_character (self->facts, i);
    const double x = (one->box.x0 + one->box.x1) / 2;
    const double y = (one->box.y0 + one->box.y1) / 2;

    if (x > cell->x0 && x < cell->x1 && y > cell->y0 && y < cell->y1 &&
        !g_unichar_isspace (one->character))
      g_string_append_unichar (text, one->character);
  }
  return yyq_contract_text_fold (text->str);
}

/* A label of a form: short, and no number and no sentence. */
static gboolean
is_cell_label (const char *text)
{
  return *text != '\0' && g_utf8_strlen (text, -1) <= CELL_LABEL_MOST &&
         !yyq_contract_text_has (text, "[。;,_□■]|^[0-9.%-]+$|[0-9]{5}");
}

/* An empty cell to the right of one with a label. */
static void
take_cell (YyqFinder *self, guint index)
{
  const YyqRowItem *gap = item_at (self, index);
  const double y = self->row->baseline - 0.35 * self->row->em;
  const double x = (gap->box.x0 + gap->box.x1) / 2;
  g_autofree char *inside = NULL;
  g_autofree char *text = NULL;
  YyqPageBox cell, beside;
  YyqSuggestionLabel label;

  if (self->n_cells++ >= YYQ_FINDER_MAX_CELLS ||
      !yyq_page_lines_find_cell (self->lines, x, y, &cell) ||
      !yyq_page_lines_find_cell (self->lines, cell.x0 - 2 * CELL_EDGE_PT, y, &beside))
    return;
  inside = read_cell (self, &cell);
  text = read_cell (self, &beside);
  if (*inside != '\0' || !is_cell_label (text))
    return;
  label = find_label (self, text, "", 0, beside.x0);
  yyq_finder_add (self,
                  (YyqPageBox){ cell.x0 + CELL_EDGE_PT, cell.y0 + CELL_EDGE_PT,
                                cell.x1 - CELL_EDGE_PT, cell.y1 - CELL_EDGE_PT },
                  &label, YYQ_SUGGESTION_WHY_CELL, text);
}

/* What stands behind the gap is another label, or nothing: else it is the value. */
static gboolean
is_free_behind (const YyqFinder *self, guint gap)
{
  const gunichar what = what_at (self, (gint) gap + 1);
  g_autofree char *text = yyq_finder_read_right (self, gap);

  return what == 0 || what == YYQ_ROW_WALL || strchr (text, ':') != NULL;
}

/* "甲方：" and then nothing: only where the label says what it is for. */
static void
take_label (YyqFinder *self, guint colon)
{
  const YyqRowItem *item = item_at (self, colon);
  const gunichar next = what_at (self, (gint) colon + 1);
  const double edge = MAX (self->right, self->facts->width - 60);
  g_autofree char *left = yyq_finder_read_left (self, colon + 1);
  YyqSuggestionLabel label;
  double x1 = MIN (edge, item->box.x1 + ROOM_MOST_PT);

  if (next == YYQ_ROW_GAP && !is_free_behind (self, colon + 1))
    return;
  if (next == YYQ_ROW_GAP)
    x1 = MIN (x1, item_at (self, colon + 1)->box.x1);
  if (x1 - item->box.x1 < LABEL_GAP_LEAST * self->row->em || !is_cell_label (left))
    return;
  label = find_label (self, left, "", colon + 1, item->box.x0);
  if (label.known && label.key != NULL)
    yyq_finder_add (self, box_on_row (self, item->box.x1, x1 - 0.3 * self->row->em), &label,
                    YYQ_SUGGESTION_WHY_LABEL, left);
}

static void
look_at_item (YyqFinder *self, guint index)
{
  const YyqRowItem *item = item_at (self, index);
  const gunichar before = what_at (self, (gint) index - 1);
  const gunichar after = what_at (self, (gint) index + 1);

  if (item->what == YYQ_ROW_BLANK)
    take_blank (self, index);
  else if (item->what == YYQ_ROW_GAP && is_in_brackets (self, index) &&
           item->box.x1 - item->box.x0 >= BRACKET_LEAST * self->row->em)
    add_blank (self, index, box_on_row (self, item->box.x0, item->box.x1),
               YYQ_SUGGESTION_WHY_BRACKETS);
  else if (item->what == YYQ_ROW_GAP && before == YYQ_ROW_WALL && after == YYQ_ROW_WALL)
    take_cell (self, index);
  else if (item->what == ':' && (after == 0 || after == YYQ_ROW_GAP))
    take_label (self, index);
}

/* Lines with nothing above them, below a title that asks for more: 其他约定. */
static void
take_lines_below (YyqFinder *self)
{
  const double em = self->row->em;
  GArray *across = self->lines->across;
  g_autofree char *left = yyq_finder_read_left (self, self->row->items->len);
  YyqSuggestionLabel label;
  YyqSuggestion *one;

  if (!yyq_contract_text_has (left, "(其[他它].{0,6}|备注|说明)(如下)?:?$"))
    return;
  for (guint i = yyq_page_lines_find (across, self->row->baseline + em); i < across->len; i++) {
    const YyqPageBox *line = &g_array_index (across, YyqPageBox, i);

    if (line->y0 > self->row->baseline + LINE_BELOW_TITLE * em ||
        has_row_between (self, self->row->baseline, line->y0))
      return;
    if (line->x1 - line->x0 < LINE_LEAST * em ||
        yyq_page_lines_has_wall (self->lines, line->x1, line->y0, em))
      continue;
    label = find_label (self, left, "", self->row->items->len, line->x0);
    label.kind = "multiline";
    one = yyq_finder_add (self, (YyqPageBox){ line->x0, line->y0 - 1.3 * em, line->x1, line->y0 },
                          &label, YYQ_SUGGESTION_WHY_UNDERLINE, left);
    extend_by_lines (self, one, line->x1);
    return;
  }
}

void
yyq_finder_look_for_blanks (YyqFinder *self)
{
  for (guint i = 0; i < self->row->items->len; i++)
    if (!self->taken[i])
      look_at_item (self, i);
  take_lines_below (self);
}
