/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-record-narrow.h"

G_BEGIN_DECLS

/*
 * Which records of an entity a list shows, and in which order. The names are those that the entity
 * registers (YyqEntity), so that a query is nothing but data. Plain memory: copy it to keep it.
 */
typedef struct {
  const char *filter; /* (nullable): static or interned; NULL = all */
  char *text;         /* (owned) (nullable): looked for in what is searched; NULL or "" = all */
  GStrv ids;          /* (owned) (nullable): these have the text, too, as the platform knows */
  YyqRecordNarrow *narrow; /* (owned) (nullable): NULL = nothing is left out */
  const char *sort;        /* (nullable): static or interned; NULL = the entity's first order */
  gboolean descending;
} YyqRecordQuery;

#define YYQ_TYPE_RECORD_QUERY (yyq_record_query_get_type ())
GType yyq_record_query_get_type (void);

/* All records, the last of the first order at the top. */
YyqRecordQuery *yyq_record_query_new (void);
YyqRecordQuery *yyq_record_query_copy (const YyqRecordQuery *self);
void yyq_record_query_free (YyqRecordQuery *self);
void yyq_record_query_set_text (YyqRecordQuery *self, const char *text);
void yyq_record_query_take_ids (YyqRecordQuery *self, GStrv ids);

/* @narrow: (transfer full) (nullable) */
void yyq_record_query_take_narrow (YyqRecordQuery *self, YyqRecordNarrow *narrow);
gboolean yyq_record_query_equal (const YyqRecordQuery *a, const YyqRecordQuery *b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyqRecordQuery, yyq_record_query_free)

G_END_DECLS
