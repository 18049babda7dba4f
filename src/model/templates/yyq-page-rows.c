/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-page-rows.h"

#include <math.h>
#include <string.h>

#include "yyq-page-lines.h"
#include "yyq-radical.h"

/* In sizes of a character. */
#define SAME_ROW 0.35
#define GAP_LEAST 0.9   /* to write in */
#define JOINS 0.6       /* underscores this far apart are one blank */
#define LINE_ABOVE 0.15 /* how far above a baseline a line may be drawn that is written on */
#define LINE_BELOW 0.5
#define BLANK_LEAST 1.2    /* a gap above a drawn line */
#define STRETCHED_MOST 3.2 /* 姓　　名 */
#define EM_OF_HEIGHT 0.75

typedef struct {
  const YyqPageFacts *facts;
  const YyqPageLines *lines;
  YyqPageRow *row;
  GArray *pieces; /* of YyqRowItem: without gaps and walls yet */
} Builder;

typedef struct {
  double baseline;
  guint line;
} Place;

guint
yyq_page_fold (gunichar character, gunichar *folded, guint most)
{
  g_autofree char *normal = NULL;
  char utf8[7] = "";
  guint n = 0;

  if (g_unichar_isspace (character) || character == 0x3000)
    return 0;
  folded[0] = yyq_radical_plain (character);
  if (character < 0x80 || (folded[0] >= 0x4e00 && folded[0] < 0xa000))
    return 1;
  g_unichar_to_utf8 (folded[0], utf8);
  normal = g_utf8_normalize (utf8, -1, G_NORMALIZE_NFKC);
  for (const char *at = normal; at != NULL && *at != '\0' && n < most; at = g_utf8_next_char (at))
    if (!g_unichar_isspace (g_utf8_get_char (at)))
      folded[n++] = g_utf8_get_char (at);
  return n;
}

/* Also those of Wingdings and of Wingdings 2, which have places of their own in a PDF. ○ is a box,
 * too, unless it is the zero of a year. */
static gunichar
plain_mark (gunichar c)
{
  static const gunichar open[] = { 0x25a1, 0x2610, 0x25a2, 0x25cb, 0x25ef, 0x2b1c,
                                   0x2b1a, 0x274f, 0x2751, 0x2752, 0x25fb, 0xf06f,
                                   0xf071, 0xf072, 0xf0a8, 0xf0a3, 0xf0a1, 0 };
  static const gunichar ticked[] = { 0x25a0, 0x2611, 0x2612, 0x25a3, 0x2714, 0x2713, 0x25cf,
                                     0x25c9, 0xf0fe, 0xf0fd, 0xf052, 0xf0fc, 0xf053, 0 };

  for (guint i = 0; open[i] != 0; i++)
    if (c == open[i])
      return YYQ_ROW_BOX;
  for (guint i = 0; ticked[i] != 0; i++)
    if (c == ticked[i])
      return YYQ_ROW_TICKED;
  return c;
}

static gboolean
is_number (gunichar c)
{
  return g_unichar_isdigit (c) ||
         (c != 0 && g_utf8_strchr ("一二三四五六七八九十〇零", -1, c) != NULL);
}

static void
add_piece (GArray *pieces, gunichar what, gboolean drawn, YyqPageBox box)
{
  const YyqRowItem item = { what, drawn, box };

  g_array_append_val (pieces, item);
}

static int
compare_places (gconstpointer a, gconstpointer b)
{
  const Place *one = a, *other = b;

  if (one->baseline != other->baseline)
    return one->baseline < other->baseline ? -1 : 1;
  return one->line < other->line ? -1 : one->line > other->line;
}

/* The order does not depend on the one in which they were found. */
static int
compare_items (gconstpointer a, gconstpointer b)
{
  const YyqRowItem *one = a, *other = b;

  if (one->box.x0 != other->box.x0)
    return one->box.x0 < other->box.x0 ? -1 : 1;
  return one->box.x1 < other->box.x1 ? -1 : one->box.x1 > other->box.x1;
}

static double
em_of (const YyqPageFacts *facts, const YyqPageLine *line)
{
  double widest = 0, highest = 0;

  for (guint i = line->first; i < line->first + line->n; i++) {
    const YyqPageCharacter *one = yyq_page_facts_character (facts, i);

    highest = MAX (highest, one->box.y1 - one->box.y0);
    if (g_unichar_iswide (one->character))
      widest = MAX (widest, one->box.x1 - one->box.x0);
  }
  return MAX (1, widest > 0 ? MIN (widest, highest) : highest * EM_OF_HEIGHT);
}

static void
add_line (Builder *self, const YyqPageLine *line)
{
  YyqPageRow *row = self->row;

  row->em = MAX (row->em, em_of (self->facts, line));
  row->box = yyq_page_box_union (row->box, line->box);
  for (guint i = line->first; i < line->first + line->n; i++) {
    const YyqPageCharacter *one = yyq_page_facts_character (self->facts, i);
    gunichar folded[8];
    guint n;

    folded[0] = plain_mark (one->character);
    n = folded[0] != one->character ? 1 : yyq_page_fold (one->character, folded, 8);
    for (guint j = 0; j < n; j++)
      add_piece (self->pieces, folded[j], FALSE, one->box);
  }
}

/* 二○二六年: a zero, not a box. */
static void
keep_zeros (GArray *pieces)
{
  for (guint i = 0; i < pieces->len; i++) {
    YyqRowItem *item = &g_array_index (pieces, YyqRowItem, i);
    const gboolean before = i > 0 && is_number (g_array_index (pieces, YyqRowItem, i - 1).what);

    if (item->what == YYQ_ROW_BOX && !item->drawn && before)
      item->what = '0';
  }
}

/* A line below text marks it, or was filled in. What stands between the blanks of one line may
 * stand above it, too: 年, 月, 日. */
static gboolean
is_written_on (GArray *pieces, const YyqPageBox *line)
{
  for (guint i = 0; i < pieces->len; i++) {
    const YyqRowItem *item = &g_array_index (pieces, YyqRowItem, i);
    const double middle = (item->box.x0 + item->box.x1) / 2;

    if (middle > line->x0 && middle < line->x1 &&
        g_utf8_strchr ("年月日时元至号", -1, item->what) == NULL)
      return TRUE;
  }
  return FALSE;
}

static void
add_gap_on_line (Builder *self, double x0, double x1, double y)
{
  const double em = self->row->em;

  if (x1 - x0 >= BLANK_LEAST * em)
    add_piece (self->pieces, YYQ_ROW_BLANK, TRUE,
               (YyqPageBox){ x0, self->row->baseline - em, x1, y });
}

/* The parts of @line above which nothing is written. */
static void
add_line_to_write_on (Builder *self, const YyqPageBox *line, guint n_text)
{
  double at = line->x0;

  for (guint i = 0; i < n_text; i++) {
    const YyqPageBox box = g_array_index (self->pieces, YyqRowItem, i).box;

    if (box.x1 <= line->x0 || box.x0 >= line->x1)
      continue;
    add_gap_on_line (self, at, box.x0, line->y0);
    at = MAX (at, box.x1);
  }
  add_gap_on_line (self, at, line->x1, line->y0);
}

static gboolean
is_edge (Builder *self, const YyqPageBox *line)
{
  const double up = 0.5 * self->row->em;

  return yyq_page_lines_has_wall (self->lines, line->x0, line->y0, up) &&
         yyq_page_lines_has_wall (self->lines, line->x1, line->y0, up);
}

static void
add_drawn_blanks (Builder *self)
{
  const YyqPageRow *row = self->row;
  GArray *across = self->lines->across;
  const guint n_text = self->pieces->len;

  for (guint i = yyq_page_lines_find (across, row->baseline - LINE_ABOVE * row->em);
       i < across->len; i++) {
    const YyqPageBox *line = &g_array_index (across, YyqPageBox, i);

    if (line->y0 > row->baseline + LINE_BELOW * row->em)
      break;
    if (line->x1 - line->x0 >= BLANK_LEAST * row->em && !is_edge (self, line) &&
        !is_written_on (self->pieces, line))
      add_line_to_write_on (self, line, n_text);
  }
}

static gboolean
has_text_in (GArray *pieces, const YyqPageBox *box)
{
  for (guint i = 0; i < pieces->len; i++) {
    const YyqPageBox *one = &g_array_index (pieces, YyqRowItem, i).box;
    const double x = (one->x0 + one->x1) / 2;

    if (x > box->x0 && x < box->x1)
      return TRUE;
  }
  return FALSE;
}

static void
add_drawn_boxes (Builder *self)
{
  const YyqPageRow *row = self->row;
  GArray *squares = self->lines->squares;
  const double middle = row->baseline - 0.35 * row->em;

  for (guint i = yyq_page_lines_find (squares, middle - 1.6 * row->em); i < squares->len; i++) {
    const YyqPageBox *box = &g_array_index (squares, YyqPageBox, i);

    if (box->y0 > middle)
      break;
    if (box->y1 > middle && box->x1 - box->x0 <= 1.6 * row->em && !has_text_in (self->pieces, box))
      add_piece (self->pieces, YYQ_ROW_BOX, TRUE, *box);
  }
}

static void
add_walls (Builder *self, GArray *walls)
{
  const double middle = self->row->baseline - 0.35 * self->row->em;

  for (guint i = 0; i < self->lines->down->len; i++) {
    const YyqPageBox *wall = &g_array_index (self->lines->down, YyqPageBox, i);

    if (wall->y0 <= middle && wall->y1 >= middle)
      g_array_append_val (walls, wall->x0);
  }
}

static void
add_item (YyqPageRow *row, YyqRowItem item)
{
  YyqRowItem *last =
    row->items->len > 0 ? &g_array_index (row->items, YyqRowItem, row->items->len - 1) : NULL;

  if (item.what == '_' && last != NULL && last->what == '_' &&
      item.box.x0 - last->box.x1 <= JOINS * row->em) {
    last->box.x1 = MAX (last->box.x1, item.box.x1);
    return;
  }
  g_array_append_val (row->items, item);
}

static YyqPageBox
box_between (const YyqPageRow *row, double x0, double x1)
{
  return (YyqPageBox){ x0, row->box.y0, x1, row->box.y1 };
}

/* What lies between where the last item ended and the next begins: a gap, walls, gaps between
 * walls. */
static void
add_between (YyqPageRow *row, GArray *walls, guint *next_wall, double x0, double x1)
{
  for (; *next_wall < walls->len; (*next_wall)++) {
    const double wall = g_array_index (walls, double, *next_wall);

    if (wall > x1 + 0.5)
      break;
    if (wall - x0 >= GAP_LEAST * row->em && row->items->len > 0)
      add_item (row, (YyqRowItem){ YYQ_ROW_GAP, FALSE, box_between (row, x0, wall) });
    add_item (row, (YyqRowItem){ YYQ_ROW_WALL, FALSE, box_between (row, wall, wall) });
    x0 = wall;
  }
  if (x1 - x0 >= GAP_LEAST * row->em && row->items->len > 0)
    add_item (row, (YyqRowItem){ YYQ_ROW_GAP, FALSE, box_between (row, x0, x1) });
}

static void
add_items (Builder *self)
{
  YyqPageRow *row = self->row;
  g_autoptr (GArray) walls = g_array_new (FALSE, FALSE, sizeof (double));
  guint next_wall = 0;
  double at = -G_MAXDOUBLE / 4;

  add_walls (self, walls);
  for (guint i = 0; i < self->pieces->len; i++) {
    const YyqRowItem *item = &g_array_index (self->pieces, YyqRowItem, i);

    add_between (row, walls, &next_wall, at, item->box.x0);
    add_item (row, *item);
    at = MAX (at, item->box.x1);
  }
  if (next_wall < walls->len)
    add_between (row, walls, &next_wall, at, g_array_index (walls, double, walls->len - 1));
}

/* A single Chinese character between gaps, walls or what follows a label. */
static gboolean
stands_alone (const YyqPageRow *row, guint i, gboolean after)
{
  const gunichar c = yyq_page_row_item (row, i)->what;
  const gint next = after ? (gint) i + 1 : (gint) i - 1;
  gunichar beside = '|';

  if (next >= 0 && next < (gint) row->items->len)
    beside = yyq_page_row_item (row, (guint) next)->what;
  return c >= 0x4e00 && c < 0xa000 &&
         g_utf8_strchr ("年月日时元第共至男女是否有无", -1, c) == NULL &&
         (beside < 0x80 || beside == YYQ_ROW_BOX) && !g_unichar_isalnum (beside);
}

/* 姓　　名： is one word, however far it is stretched. */
static void
close_stretched_words (YyqPageRow *row)
{
  guint n = 0;

  for (guint i = 1; i + 1 < row->items->len; i++) {
    const YyqRowItem *gap = yyq_page_row_item (row, i);

    if (gap->what != YYQ_ROW_GAP || gap->box.x1 - gap->box.x0 > STRETCHED_MOST * row->em ||
        !stands_alone (row, i - 1, FALSE) || !stands_alone (row, i + 1, TRUE))
      continue;
    /* Looks like a gap to what comes after it, so that 联 系 电 话 closes whole. */
    g_array_index (row->items, YyqRowItem, i).what = 0;
  }
  for (guint i = 0; i < row->items->len; i++)
    if (yyq_page_row_item (row, i)->what != 0)
      g_array_index (row->items, YyqRowItem, n++) = *yyq_page_row_item (row, i);
  g_array_set_size (row->items, n);
}

static void
write_text (YyqPageRow *row)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < row->items->len; i++)
    g_string_append_unichar (text, yyq_page_row_item (row, i)->what);
  row->text = g_string_free (g_steal_pointer (&text), FALSE);
}

static void
row_free (YyqPageRow *self)
{
  g_array_unref (self->items);
  g_free (self->text);
  g_free (self);
}

static YyqPageRow *
row_new (double baseline)
{
  YyqPageRow *self = g_new0 (YyqPageRow, 1);

  self->baseline = baseline;
  self->items = g_array_new (FALSE, FALSE, sizeof (YyqRowItem));
  return self;
}

static void
finish (Builder *self)
{
  g_array_sort (self->pieces, compare_items);
  keep_zeros (self->pieces);
  if (self->pieces->len <= YYQ_ROW_MAX_READABLE) {
    add_drawn_blanks (self);
    add_drawn_boxes (self);
  }
  g_array_sort (self->pieces, compare_items);
  add_items (self);
  close_stretched_words (self->row);
  write_text (self->row);
  g_array_set_size (self->pieces, 0);
}

/* (transfer full): the lines that are read from left to right, from the top. */
static GArray *
sort_lines (const YyqPageFacts *facts)
{
  GArray *places = g_array_new (FALSE, FALSE, sizeof (Place));

  for (guint i = 0; i < facts->lines->len; i++) {
    const YyqPageLine *line = yyq_page_facts_line (facts, i);
    const Place place = { line->baseline, i };

    if (line->turn == 0)
      g_array_append_val (places, place);
  }
  g_array_sort (places, compare_places);
  return places;
}

GPtrArray *
yyq_page_rows_new (const YyqPageFacts *facts)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) row_free);
  g_autoptr (YyqPageLines) lines = yyq_page_lines_new (facts);
  g_autoptr (GArray) places = sort_lines (facts);
  g_autoptr (GArray) pieces = g_array_new (FALSE, FALSE, sizeof (YyqRowItem));
  Builder builder = { facts, lines, NULL, pieces };

  for (guint i = 0; i < places->len; i++) {
    const Place *place = &g_array_index (places, Place, i);
    const YyqPageRow *row = builder.row;

    if (row == NULL || place->baseline - row->baseline > SAME_ROW * row->em) {
      if (row != NULL)
        finish (&builder);
      builder.row = row_new (place->baseline);
      g_ptr_array_add (rows, builder.row);
    }
    add_line (&builder, yyq_page_facts_line (facts, place->line));
  }
  if (builder.row != NULL)
    finish (&builder);
  return rows;
}

const YyqRowItem *
yyq_page_row_item (const YyqPageRow *self, guint index)
{
  return &g_array_index (self->items, YyqRowItem, index);
}
