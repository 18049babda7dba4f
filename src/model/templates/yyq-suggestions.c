/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-suggestions.h"

#include <glib/gi18n.h>
#include <string.h>

#include "yyq-suggestions-private.h"

/* In sizes of a character: rows closer than this belong together. */
#define NEXT_ROW 2.6
#define ROW_BEFORE_MOST 60 /* characters of the row above that belong to a sentence */
#define SENTENCE_MOST 200

void
yyq_suggestion_free (YyqSuggestion *suggestion)
{
  g_free (suggestion->name);
  g_free (suggestion->quote);
  g_clear_pointer (&suggestion->parts, g_array_unref);
  g_free (suggestion);
}

static void
part_clear (gpointer data)
{
  YyqSuggestionPart *part = data;

  g_free (part->text);
}

void
yyq_suggestion_add_part (YyqSuggestion *suggestion, YyqPageBox box, const char *text)
{
  const YyqSuggestionPart part = { box, g_strdup (text) };

  if (suggestion->parts == NULL) {
    suggestion->parts = g_array_new (FALSE, FALSE, sizeof (YyqSuggestionPart));
    g_array_set_clear_func (suggestion->parts, part_clear);
  }
  g_array_append_val (suggestion->parts, part);
  suggestion->box = yyq_page_box_union (suggestion->box, box);
}

gboolean
yyq_finder_is_text (const YyqFinder *self, guint index)
{
  const gunichar what = yyq_page_row_item (self->row, index)->what;

  return what != YYQ_ROW_BLANK && what != YYQ_ROW_GAP && what != YYQ_ROW_WALL &&
         what != YYQ_ROW_BOX && what != YYQ_ROW_TICKED;
}

static char *
read_row (const YyqPageRow *row, guint first, guint end)
{
  GString *text = g_string_new (NULL);

  for (guint i = first; i < end; i++)
    g_string_append_unichar (text, yyq_page_row_item (row, i)->what);
  return g_string_free (text, FALSE);
}

char *
yyq_finder_read (const YyqFinder *self, guint first, guint end)
{
  return read_row (self->row, first, end);
}

char *
yyq_finder_read_left (const YyqFinder *self, guint index)
{
  guint first = index;

  while (first > 0 && yyq_finder_is_text (self, first - 1))
    first--;
  return yyq_finder_read (self, first, index);
}

char *
yyq_finder_read_right (const YyqFinder *self, guint index)
{
  guint end = index + 1;

  while (end < self->row->items->len && yyq_finder_is_text (self, end))
    end++;
  return yyq_finder_read (self, index + 1, end);
}

/* The row above, where this one goes on with it. */
static const YyqPageRow *
row_before (const YyqFinder *self)
{
  const YyqPageRow *before =
    self->index > 0 ? g_ptr_array_index (self->rows, self->index - 1) : NULL;

  return before != NULL && self->row->baseline - before->baseline < NEXT_ROW * self->row->em
           ? before
           : NULL;
}

char *
yyq_finder_read_sentence (const YyqFinder *self, guint index)
{
  const YyqPageRow *before = row_before (self);
  g_autofree char *here =
    yyq_finder_read (self, index > SENTENCE_MOST ? index - SENTENCE_MOST : 0, index);
  const char *end = strrchr (here, '|');
  g_autoptr (GString) text = g_string_new (NULL);

  if (end == NULL && before != NULL) {
    const guint n = before->items->len;
    g_autofree char *tail = read_row (before, n > ROW_BEFORE_MOST ? n - ROW_BEFORE_MOST : 0, n);

    g_string_append (text, tail);
  }
  g_string_append (text, end != NULL ? end + 1 : here);
  for (const char *stop = "。;"; *stop != '\0'; stop = g_utf8_next_char (stop)) {
    const char *last = g_utf8_strrchr (text->str, -1, g_utf8_get_char (stop));

    if (last != NULL)
      g_string_erase (text, 0, g_utf8_next_char (last) - text->str);
  }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

YyqSuggestion *
yyq_finder_add (YyqFinder *self, YyqPageBox box, const YyqSuggestionLabel *label,
                YyqSuggestionWhy why, const char *quote)
{
  YyqSuggestion *one = g_new0 (YyqSuggestion, 1);

  one->page = self->facts->page;
  one->baseline = self->row->baseline;
  one->box = box;
  one->kind = label->kind;
  one->key = label->key;
  one->party = label->party;
  one->why = why;
  one->quote = yyq_suggestion_label_trim (quote);
  one->name = g_strdup (label->name != NULL ? label->name : one->quote);
  g_ptr_array_add (self->found, one);
  return one;
}

static void
look_at_row (YyqFinder *self)
{
  g_autofree gboolean *taken = g_new0 (gboolean, self->row->items->len + 1);

  self->taken = taken;
  yyq_finder_look_for_signing (self);
  yyq_finder_look_for_dates (self);
  yyq_finder_look_for_blanks (self);
  self->taken = NULL;
}

static double
find_right (const YyqPageFacts *facts)
{
  double right = 0;

  for (guint i = 0; i < facts->lines->len; i++)
    right = MAX (right, yyq_page_facts_line (facts, i)->box.x1);
  return right;
}

static gboolean
is_on (const YyqPageBox *box, const YyqSuggestion *other)
{
  if (other->why != YYQ_SUGGESTION_WHY_BOXES)
    return yyq_page_box_overlaps (box, &other->box);
  for (guint i = 0; i < other->parts->len; i++)
    if (yyq_page_box_overlaps (box, &g_array_index (other->parts, YyqSuggestionPart, i).box))
      return TRUE;
  return FALSE;
}

static gboolean
overlaps (const YyqSuggestion *one, const YyqSuggestion *other)
{
  if (one->why != YYQ_SUGGESTION_WHY_BOXES)
    return is_on (&one->box, other);
  for (guint i = 0; i < one->parts->len; i++)
    if (is_on (&g_array_index (one->parts, YyqSuggestionPart, i).box, other))
      return TRUE;
  return FALSE;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const YyqSuggestion *one = *(const YyqSuggestion *const *) a;
  const YyqSuggestion *other = *(const YyqSuggestion *const *) b;

  if (one->baseline != other->baseline)
    return one->baseline < other->baseline ? -1 : 1;
  return one->box.x0 < other->box.x0 ? -1 : one->box.x0 > other->box.x0;
}

static gboolean
has_field (const YyqPageFacts *facts, const YyqSuggestion *one)
{
  for (guint i = 0; i < facts->fields->len; i++)
    if (is_on (&yyq_page_facts_field (facts, i)->box, one))
      return TRUE;
  return FALSE;
}

/* Of two that overlap the one that was found first stays; all that stay are on the page, and have a
 * name. */
static void
keep_apart (YyqFinder *self, GPtrArray *all)
{
  g_autoptr (GPtrArray) kept = g_ptr_array_new ();

  for (guint i = 0; i < self->found->len; i++) {
    YyqSuggestion *one = g_ptr_array_index (self->found, i);
    gboolean free = !has_field (self->facts, one);

    yyq_page_box_clamp (&one->box, self->facts->width, self->facts->height);
    for (guint j = 0; free && j < kept->len; j++)
      free = !overlaps (one, g_ptr_array_index (kept, j));
    if (free && all->len + kept->len < YYQ_SUGGESTIONS_MAX) {
      g_ptr_array_add (kept, one);
      g_ptr_array_index (self->found, i) = NULL;
    }
  }
  g_ptr_array_sort (kept, compare);
  g_ptr_array_extend_and_steal (all, g_steal_pointer (&kept));
}

static void
free_nullable (gpointer suggestion)
{
  if (suggestion != NULL)
    yyq_suggestion_free (suggestion);
}

static void
look_at_page (const YyqPageFacts *facts, GArray *marks, GPtrArray *all)
{
  g_autoptr (GPtrArray) rows = yyq_page_rows_new (facts);
  g_autoptr (YyqPageLines) lines = yyq_page_lines_new (facts);
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (free_nullable);
  YyqFinder self = {
    .facts = facts,
    .rows = rows,
    .lines = lines,
    .found = found,
    .marks = marks,
    .right = find_right (facts),
  };

  g_ptr_array_set_size (rows, (int) MIN (rows->len, YYQ_FINDER_MAX_ROWS));
  yyq_finder_look_for_boxes (&self);
  for (guint i = 0; i < rows->len && found->len < YYQ_FINDER_MAX_FOUND; i++) {
    self.index = i;
    self.row = g_ptr_array_index (rows, i);
    if (self.row->items->len <= YYQ_ROW_MAX_READABLE)
      look_at_row (&self);
  }
  yyq_finder_settle_signing (&self);
  keep_apart (&self, all);
}

/* "联系电话", "联系电话2": a name stands for one control. */
static void
number_names (GPtrArray *all)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < all->len; i++) {
    YyqSuggestion *one = g_ptr_array_index (all, i);
    guint n;

    if (*one->name == '\0') {
      g_free (one->name);
      one->name = g_strdup ("填写项");
    }
    n = GPOINTER_TO_UINT (g_hash_table_lookup (seen, one->name)) + 1;
    g_hash_table_replace (seen, g_strdup (one->name), GUINT_TO_POINTER (n));
    if (n > 1) {
      g_autofree char *name = g_steal_pointer (&one->name);

      one->name = g_strdup_printf ("%s%u", name, n);
    }
  }
}

GPtrArray *
yyq_suggestions_find (GPtrArray *pages)
{
  GPtrArray *all = g_ptr_array_new_with_free_func ((GDestroyNotify) yyq_suggestion_free);
  g_autoptr (GArray) marks = g_array_new (FALSE, FALSE, sizeof (YyqPartyMark));

  for (guint i = 0; i < pages->len && all->len < YYQ_SUGGESTIONS_MAX; i++)
    look_at_page (g_ptr_array_index (pages, i), marks, all);
  number_names (all);
  return all;
}

char *
yyq_suggestion_say_why (const YyqSuggestion *suggestion)
{
  const char *quote = suggestion->quote;

  if (*quote == '\0')
    return g_strdup (_ ("A place that is left free, without a label"));
  switch (suggestion->why) {
  case YYQ_SUGGESTION_WHY_UNDERLINE:
    return g_strdup_printf (_ ("An underlined gap beside “%s”"), quote);
  case YYQ_SUGGESTION_WHY_BRACKETS:
    return g_strdup_printf (_ ("Empty brackets beside “%s”"), quote);
  case YYQ_SUGGESTION_WHY_LABEL:
    return g_strdup_printf (_ ("Nothing stands behind “%s”"), quote);
  case YYQ_SUGGESTION_WHY_CELL:
    return g_strdup_printf (_ ("An empty cell beside “%s”"), quote);
  case YYQ_SUGGESTION_WHY_DATE:
    return g_strdup_printf (_ ("Gaps for year, month and day beside “%s”"), quote);
  case YYQ_SUGGESTION_WHY_BOX:
    return g_strdup_printf (_ ("A box before “%s”"), quote);
  case YYQ_SUGGESTION_WHY_BOXES:
    return g_strdup_printf (_ ("Boxes to choose from: “%s”"), quote);
  case YYQ_SUGGESTION_WHY_SIGNING:
    return g_strdup_printf (_ ("A line to sign on: “%s”"), quote);
  case YYQ_SUGGESTION_WHY_BLANK:
  default:
    return g_strdup_printf (_ ("A blank beside “%s”"), quote);
  }
}
