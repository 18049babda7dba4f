/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-page-facts.h"

YyqPageFacts *
yyq_page_facts_new (guint page, double width, double height)
{
  YyqPageFacts *self = g_new0 (YyqPageFacts, 1);

  self->page = page;
  self->width = width;
  self->height = height;
  self->characters = g_array_new (FALSE, FALSE, sizeof (YyqPageCharacter));
  self->lines = g_array_new (FALSE, FALSE, sizeof (YyqPageLine));
  self->strokes = g_array_new (FALSE, FALSE, sizeof (YyqPageStroke));
  self->fields = g_array_new (FALSE, FALSE, sizeof (YyqPageField));
  g_array_set_clear_func (self->fields, (GDestroyNotify) yyq_page_field_clear);
  return self;
}

void
yyq_page_facts_free (YyqPageFacts *self)
{
  g_array_unref (self->characters);
  g_array_unref (self->lines);
  g_array_unref (self->strokes);
  g_array_unref (self->fields);
  g_free (self);
}

void
yyq_page_field_clear (YyqPageField *field)
{
  g_clear_pointer (&field->name, g_free);
  g_clear_pointer (&field->tooltip, g_free);
  g_clear_pointer (&field->options, g_strfreev);
}

static gboolean
has_room (YyqPageFacts *self, const GArray *list, guint most, YyqPageCut what)
{
  if (list->len < most)
    return TRUE;
  self->cut |= what;
  return FALSE;
}

gboolean
yyq_page_facts_add_character (YyqPageFacts *self, gunichar character, YyqPageBox box)
{
  const YyqPageCharacter one = { character, box };

  if (!has_room (self, self->characters, YYQ_PAGE_MAX_CHARACTERS, YYQ_PAGE_CUT_CHARACTERS))
    return FALSE;
  g_array_append_val (self->characters, one);
  return TRUE;
}

gboolean
yyq_page_facts_add_stroke (YyqPageFacts *self, YyqPageStrokeKind kind, YyqPageBox box)
{
  const YyqPageStroke one = { kind, box };

  if (!has_room (self, self->strokes, YYQ_PAGE_MAX_STROKES, YYQ_PAGE_CUT_STROKES))
    return FALSE;
  g_array_append_val (self->strokes, one);
  return TRUE;
}

gboolean
yyq_page_facts_add_field (YyqPageFacts *self, YyqPageField *field)
{
  if (!has_room (self, self->fields, YYQ_PAGE_MAX_FIELDS, YYQ_PAGE_CUT_FIELDS)) {
    yyq_page_field_clear (field);
    return FALSE;
  }
  g_array_append_vals (self->fields, field, 1);
  *field = (YyqPageField){ 0 };
  return TRUE;
}

void
yyq_page_facts_end_line (YyqPageFacts *self, guint turn, double baseline)
{
  const guint n_lines = self->lines->len;
  const YyqPageLine *last = n_lines > 0 ? yyq_page_facts_line (self, n_lines - 1) : NULL;
  YyqPageLine line = { .turn = turn, .baseline = baseline };

  line.first = last != NULL ? last->first + last->n : 0;
  line.n = self->characters->len - line.first;
  if (line.n == 0)
    return;
  for (guint i = line.first; i < line.first + line.n; i++)
    line.box = yyq_page_box_union (line.box, yyq_page_facts_character (self, i)->box);
  g_array_append_val (self->lines, line);
}

const YyqPageCharacter *
yyq_page_facts_character (const YyqPageFacts *self, guint index)
{
  return &g_array_index (self->characters, YyqPageCharacter, index);
}

const YyqPageLine *
yyq_page_facts_line (const YyqPageFacts *self, guint index)
{
  return &g_array_index (self->lines, YyqPageLine, index);
}

const YyqPageStroke *
yyq_page_facts_stroke (const YyqPageFacts *self, guint index)
{
  return &g_array_index (self->strokes, YyqPageStroke, index);
}

const YyqPageField *
yyq_page_facts_field (const YyqPageFacts *self, guint index)
{
  return &g_array_index (self->fields, YyqPageField, index);
}

static gboolean
is_empty (const YyqPageBox *box)
{
  return box->x0 == box->x1 && box->y0 == box->y1;
}

YyqPageBox
yyq_page_box_union (YyqPageBox a, YyqPageBox b)
{
  if (is_empty (&a))
    return b;
  if (is_empty (&b))
    return a;
  return (YyqPageBox){ MIN (a.x0, b.x0), MIN (a.y0, b.y0), MAX (a.x1, b.x1), MAX (a.y1, b.y1) };
}

gboolean
yyq_page_box_overlaps (const YyqPageBox *a, const YyqPageBox *b)
{
  return a->x0 < b->x1 && b->x0 < a->x1 && a->y0 < b->y1 && b->y0 < a->y1;
}

static gboolean
clamp_side (double *low, double *high, double most)
{
  const double was_low = *low;
  const double was_high = *high;
  const double size = MIN (*high - *low, most);

  *low = CLAMP (*low, 0, most - size);
  *high = *low + size;
  return *low != was_low || ABS (*high - was_high) > 1e-9;
}

gboolean
yyq_page_box_clamp (YyqPageBox *box, double width, double height)
{
  const gboolean moved = clamp_side (&box->x0, &box->x1, width);

  return clamp_side (&box->y0, &box->y1, height) || moved;
}
