/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Boxes to tick: those of one sentence belong together, and so do those that begin rows below each
 * other. Where one of them is ticked already, all were decided.
 */
#include "config.h"

#include <math.h>
#include <string.h>

#include "yyq-contract-text.h"
#include "yyq-suggestions-private.h"

/* In sizes of a character. */
#define ALIGNED 0.6
#define APART_MOST 5.5
#define WRAPPED_MOST 2.4
#define FULL 2.5
#define OPTION_MOST 20 /* characters */

/* Boxes that are not yet all together. */
typedef struct {
  GArray *parts; /* of YyqSuggestionPart */
  char *label;   /* (nullable) */
  double x;      /* where the first one begins */
  double first;  /* its baseline */
  double last;   /* that of the last one */
  gboolean ticked;
  guint row; /* of the last one */
} Group;

static void
group_clear (Group *self)
{
  for (guint i = 0; i < self->parts->len; i++)
    g_free (g_array_index (self->parts, YyqSuggestionPart, i).text);
  g_array_set_size (self->parts, 0);
  g_clear_pointer (&self->label, g_free);
  self->ticked = FALSE;
}

static gboolean
is_box (const YyqPageRow *row, guint index)
{
  const gunichar what = yyq_page_row_item (row, index)->what;

  return what == YYQ_ROW_BOX || what == YYQ_ROW_TICKED;
}

/* (transfer full): what a box stands for: the words behind it, a gap between them left out. */
static char *
read_option (const YyqPageRow *row, guint box)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint n = 0;

  for (guint i = box + 1; i < row->items->len && n < OPTION_MOST; i++) {
    const gunichar what = yyq_page_row_item (row, i)->what;

    if (what == YYQ_ROW_GAP && n == 0)
      continue;
    if (what == YYQ_ROW_GAP || what == YYQ_ROW_BLANK || what == YYQ_ROW_WALL || is_box (row, i) ||
        g_utf8_strchr (",.;:。、()/\\", -1, what) != NULL)
      break;
    g_string_append_unichar (text, what);
    n++;
  }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static gboolean
all_are (const GArray *parts, const char *pattern)
{
  for (guint i = 0; i < parts->len; i++)
    if (!yyq_contract_text_has (g_array_index (parts, YyqSuggestionPart, i).text, pattern))
      return FALSE;
  return TRUE;
}

static gboolean
any_is (const GArray *parts, const char *pattern)
{
  for (guint i = 0; i < parts->len; i++)
    if (yyq_contract_text_has (g_array_index (parts, YyqSuggestionPart, i).text, pattern))
      return TRUE;
  return FALSE;
}

static YyqSuggestionLabel
label_of (const YyqFinder *self, const Group *group)
{
  const char *label = group->label != NULL ? group->label : "";

  if (group->parts->len == 2 && all_are (group->parts, "^[男女]$"))
    return (YyqSuggestionLabel){ "gender", "劳动者.性别", "性别", YYQ_FIELD_PARTY_WORKER, TRUE };
  if (group->parts->len == 1 || yyq_contract_text_has (label, "多选"))
    return (YyqSuggestionLabel){ "checkbox", NULL, NULL, YYQ_FIELD_PARTY_NONE, FALSE };
  if (yyq_contract_text_has (label, "工时制?") || any_is (group->parts, "工时"))
    return (YyqSuggestionLabel){ "choice", "用工.工时制", "工时制", YYQ_FIELD_PARTY_NONE, TRUE };
  return (YyqSuggestionLabel){ "choice", NULL, NULL, YYQ_FIELD_PARTY_NONE, FALSE };
}

/* (transfer full): "是/否" */
static char *
say_options (const Group *group)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < MIN (3, group->parts->len); i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "/" : "",
                            g_array_index (group->parts, YyqSuggestionPart, i).text);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
end_group (YyqFinder *self, Group *group)
{
  g_autofree char *options = say_options (group);
  g_autofree char *name = NULL;
  YyqSuggestionLabel label;
  YyqSuggestion *one;

  if (group->parts->len > 0 && !group->ticked) {
    label = label_of (self, group);
    name = yyq_suggestion_label_trim (group->label != NULL ? group->label : "");
    if (label.name == NULL)
      label.name = *name != '\0' && group->parts->len > 1 ? name : options;
    one = yyq_finder_add (self, g_array_index (group->parts, YyqSuggestionPart, 0).box, &label,
                          group->parts->len > 1 ? YYQ_SUGGESTION_WHY_BOXES : YYQ_SUGGESTION_WHY_BOX,
                          "");
    one->baseline = group->first;
    g_free (one->quote);
    one->quote = g_steal_pointer (&options);
    for (guint i = 0; i < group->parts->len; i++) {
      const YyqSuggestionPart *part = &g_array_index (group->parts, YyqSuggestionPart, i);

      yyq_suggestion_add_part (one, part->box, part->text);
    }
  }
  group_clear (group);
}

/* The row above says what boxes are for that begin a row. */
static char *
read_label (YyqFinder *self, guint box)
{
  g_autofree char *left = yyq_finder_read_sentence (self, box);
  char *end;

  /* Without what other boxes and blanks of it stand for. */
  for (end = left + strlen (left); end > left;) {
    const char *before = g_utf8_prev_char (end);
    const gunichar c = g_utf8_get_char (before);

    if (c == YYQ_ROW_BOX || c == YYQ_ROW_TICKED || c == YYQ_ROW_BLANK)
      break;
    end = (char *) before;
  }
  return g_strstrip (g_strdup (end));
}

/* Is this the row below the group's, which is full? Then its sentence goes on. */
static gboolean
is_wrapped (const YyqFinder *self, const Group *group)
{
  const YyqPageRow *before =
    self->index > 0 ? g_ptr_array_index (self->rows, self->index - 1) : NULL;

  return before != NULL && group->row + 1 == self->index &&
         self->row->baseline - before->baseline < WRAPPED_MOST * self->row->em &&
         before->box.x1 > self->right - FULL * self->row->em;
}

/* Does the box at @index go on with the group? */
static gboolean
goes_on (const YyqFinder *self, const Group *group, guint index)
{
  const YyqPageRow *row = self->row;
  const double apart = row->baseline - group->last;
  gboolean first = TRUE;

  if (group->parts->len == 0 || apart > APART_MOST * row->em)
    return FALSE;
  for (guint i = 0; i < index && first; i++)
    first = !yyq_finder_is_text (self, i) && !is_box (row, i);
  if (apart <= 0)
    return !first;
  if (is_wrapped (self, group))
    return TRUE;
  return first && fabs (yyq_page_row_item (row, index)->box.x0 - group->x) <= ALIGNED * row->em;
}

static void
take_box (YyqFinder *self, Group *group, guint index)
{
  const YyqRowItem *item = yyq_page_row_item (self->row, index);
  const YyqSuggestionPart part = { item->box, read_option (self->row, index) };

  if (!goes_on (self, group, index)) {
    end_group (self, group);
    group->x = item->box.x0;
    group->first = self->row->baseline;
    group->label = read_label (self, index);
  }
  group->last = self->row->baseline;
  group->row = self->index;
  group->ticked = group->ticked || item->what == YYQ_ROW_TICKED;
  g_array_append_val (group->parts, part);
}

void
yyq_finder_look_for_boxes (YyqFinder *self)
{
  g_autoptr (GArray) parts = g_array_new (FALSE, FALSE, sizeof (YyqSuggestionPart));
  Group group = { .parts = parts };

  for (self->index = 0; self->index < self->rows->len && self->found->len < YYQ_FINDER_MAX_FOUND;
       self->index++) {
    self->row = g_ptr_array_index (self->rows, self->index);
    for (guint i = 0; i < MIN (self->row->items->len, YYQ_ROW_MAX_READABLE); i++) {
      const gunichar what = yyq_page_row_item (self->row, i)->what;

      if (is_box (self->row, i))
        take_box (self, &group, i);
      else if (what == 0x3002 /* 。 */ || what == YYQ_ROW_WALL)
        group.last = -G_MAXDOUBLE / 4;
    }
  }
  end_group (self, &group);
}
