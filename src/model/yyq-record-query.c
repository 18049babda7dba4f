/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-record-query.h"

G_DEFINE_BOXED_TYPE (YyqRecordQuery, yyq_record_query, yyq_record_query_copy, yyq_record_query_free)

YyqRecordQuery *
yyq_record_query_new (void)
{
  YyqRecordQuery *self = g_new0 (YyqRecordQuery, 1);

  self->descending = TRUE;
  return self;
}

YyqRecordQuery *
yyq_record_query_copy (const YyqRecordQuery *self)
{
  YyqRecordQuery *copy = g_memdup2 (self, sizeof *self);

  copy->text = g_strdup (self->text);
  copy->ids = g_strdupv (self->ids);
  copy->narrow = yyq_record_narrow_copy (self->narrow);
  return copy;
}

void
yyq_record_query_free (YyqRecordQuery *self)
{
  if (self == NULL)
    return;
  g_free (self->text);
  g_strfreev (self->ids);
  yyq_record_narrow_free (self->narrow);
  g_free (self);
}

void
yyq_record_query_set_text (YyqRecordQuery *self, const char *text)
{
  char *copy = g_strdup (text);

  g_free (self->text);
  self->text = copy;
}

void
yyq_record_query_take_ids (YyqRecordQuery *self, GStrv ids)
{
  g_strfreev (self->ids);
  self->ids = ids;
}

void
yyq_record_query_take_narrow (YyqRecordQuery *self, YyqRecordNarrow *narrow)
{
  yyq_record_narrow_free (self->narrow);
  self->narrow = narrow;
}

static gboolean
same_ids (const YyqRecordQuery *a, const YyqRecordQuery *b)
{
  if (a->ids == NULL || b->ids == NULL)
    return a->ids == b->ids;
  return g_strv_equal ((const char *const *) a->ids, (const char *const *) b->ids);
}

static const char *
text_or_empty (const YyqRecordQuery *self)
{
  return self->text == NULL ? "" : self->text;
}

gboolean
yyq_record_query_equal (const YyqRecordQuery *a, const YyqRecordQuery *b)
{
  return g_strcmp0 (a->filter, b->filter) == 0 && yyq_record_narrow_equal (a->narrow, b->narrow) &&
         g_strcmp0 (a->sort, b->sort) == 0 && a->descending == b->descending &&
         g_str_equal (text_or_empty (a), text_or_empty (b)) && same_ids (a, b);
}
