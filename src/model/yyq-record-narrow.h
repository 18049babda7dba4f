/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/*
 * What a person narrows a list to. All parts have to hold; a part holds when one of its choices
 * does, and a choice when all of its conditions do. Columns are those that the entity registers.
 * Plain memory: copy it to keep it.
 *
 *   (state is draft) or (state is signing and my_turn is 1)      part 1: two choices
 *   and unit_name is one of 甲公司, 乙公司                         part 2: one choice
 */
typedef enum {
  YYQ_RECORD_ONE_OF, /* the column holds one of the values */
  YYQ_RECORD_NONE_OF,
  YYQ_RECORD_FROM,   /* not less than the first value */
  YYQ_RECORD_BEFORE, /* less than the first value */
} YyqRecordRelation;

typedef struct {
  guint part; /* from 1 on, as are choices; both in their order */
  guint choice;
  const char *column; /* interned */
  YyqRecordRelation relation;
  GStrv values; /* (owned): words, texts, or digits */
} YyqRecordCondition;

typedef struct {
  GArray *conditions; /* (owned): of YyqRecordCondition */
  guint part;         /* the one that is being added to */
  guint choice;
} YyqRecordNarrow;

#define YYQ_TYPE_RECORD_NARROW (yyq_record_narrow_get_type ())
GType yyq_record_narrow_get_type (void);

/* Nothing is left out. */
YyqRecordNarrow *yyq_record_narrow_new (void);

/* @self is nullable here, as nothing that is left out is in a query. */
YyqRecordNarrow *yyq_record_narrow_copy (const YyqRecordNarrow *self);
void yyq_record_narrow_free (YyqRecordNarrow *self);
gboolean yyq_record_narrow_equal (const YyqRecordNarrow *a, const YyqRecordNarrow *b);
gboolean yyq_record_narrow_is_empty (const YyqRecordNarrow *self);

/* Conditions added from now on belong to a further part, or to a further choice of the last one. */
void yyq_record_narrow_begin_part (YyqRecordNarrow *self);
void yyq_record_narrow_begin_choice (YyqRecordNarrow *self);

/* @values: NULL-terminated, at least one. */
void yyq_record_narrow_add (YyqRecordNarrow *self, const char *column, YyqRecordRelation relation,
                            const char *const *values);
void yyq_record_narrow_add_number (YyqRecordNarrow *self, const char *column,
                                   YyqRecordRelation relation, gint64 value);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyqRecordNarrow, yyq_record_narrow_free)

G_END_DECLS
