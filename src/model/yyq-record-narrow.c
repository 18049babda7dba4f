/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-record-narrow.h"

G_DEFINE_BOXED_TYPE (YyqRecordNarrow, yyq_record_narrow, yyq_record_narrow_copy,
                     yyq_record_narrow_free)

static void
condition_clear (gpointer data)
{
  g_strfreev (((YyqRecordCondition *) data)->values);
}

YyqRecordNarrow *
yyq_record_narrow_new (void)
{
  YyqRecordNarrow *self = g_new0 (YyqRecordNarrow, 1);

  self->conditions = g_array_new (FALSE, FALSE, sizeof (YyqRecordCondition));
  g_array_set_clear_func (self->conditions, condition_clear);
  return self;
}

YyqRecordNarrow *
yyq_record_narrow_copy (const YyqRecordNarrow *self)
{
  YyqRecordNarrow *copy;

  if (self == NULL)
    return NULL;
  copy = yyq_record_narrow_new ();
  copy->part = self->part;
  copy->choice = self->choice;
  for (guint i = 0; i < self->conditions->len; i++) {
    YyqRecordCondition condition = g_array_index (self->conditions, YyqRecordCondition, i);

    condition.values = g_strdupv (condition.values);
    g_array_append_val (copy->conditions, condition);
  }
  return copy;
}

void
yyq_record_narrow_free (YyqRecordNarrow *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->conditions);
  g_free (self);
}

gboolean
yyq_record_narrow_is_empty (const YyqRecordNarrow *self)
{
  return self == NULL || self->conditions->len == 0;
}

static gboolean
same_condition (const YyqRecordCondition *a, const YyqRecordCondition *b)
{
  return a->part == b->part && a->choice == b->choice && a->column == b->column &&
         a->relation == b->relation &&
         g_strv_equal ((const char *const *) a->values, (const char *const *) b->values);
}

gboolean
yyq_record_narrow_equal (const YyqRecordNarrow *a, const YyqRecordNarrow *b)
{
  if (yyq_record_narrow_is_empty (a) || yyq_record_narrow_is_empty (b))
    return yyq_record_narrow_is_empty (a) && yyq_record_narrow_is_empty (b);
  if (a->conditions->len != b->conditions->len)
    return FALSE;
  for (guint i = 0; i < a->conditions->len; i++)
    if (!same_condition (&g_array_index (a->conditions, YyqRecordCondition, i),
                         &g_array_index (b->conditions, YyqRecordCondition, i)))
      return FALSE;
  return TRUE;
}

void
yyq_record_narrow_begin_part (YyqRecordNarrow *self)
{
  g_return_if_fail (self != NULL);
  self->part++;
  self->choice = 1;
}

void
yyq_record_narrow_begin_choice (YyqRecordNarrow *self)
{
  g_return_if_fail (self != NULL && self->part > 0);
  self->choice++;
}

void
yyq_record_narrow_add (YyqRecordNarrow *self, const char *column, YyqRecordRelation relation,
                       const char *const *values)
{
  YyqRecordCondition condition = { .column = g_intern_string (column), .relation = relation };

  g_return_if_fail (self != NULL && self->part > 0);
  g_return_if_fail (values != NULL && values[0] != NULL);
  condition.part = self->part;
  condition.choice = self->choice;
  condition.values = g_strdupv ((char **) values);
  g_array_append_val (self->conditions, condition);
}

void
yyq_record_narrow_add_number (YyqRecordNarrow *self, const char *column, YyqRecordRelation relation,
                              gint64 value)
{
  g_autofree char *digits = g_strdup_printf ("%" G_GINT64_FORMAT, value);
  const char *values[] = { digits, NULL };

  yyq_record_narrow_add (self, column, relation, values);
}
