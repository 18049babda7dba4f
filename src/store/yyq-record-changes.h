/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-entity.h"

G_BEGIN_DECLS

/* A record that is put, or gone, or put by a newer platform and not to be read by this program. */
typedef struct {
  const YyqEntity *entity;
  char *id;
  gpointer record;     /* (owned) (nullable): NULL: it is gone, or unreadable */
  GBytes *payload;     /* (nullable): the record as the platform sent it */
  gboolean unreadable; /* it is there, in a state that is not known */
  gint64 version;      /* of what is unreadable; 0 = not known either */
} YyqRecordChange;

/*
 * What one reply of the platform changes, stored in one transaction. Once it is given to the cache
 * nothing in it changes any more.
 */
typedef struct {
  GPtrArray *list;  /* YyqRecordChange */
  char *cursor;     /* (nullable): how far the changes reach */
  gint64 synced_at; /* ms; with @cursor */
  gboolean reset;   /* everything is sent anew: also older versions replace what is here */
  GHashTable *keep; /* (nullable): set of YyqRecordChange by entity and id; all other records go.
                       With the last reply of a reset */
} YyqRecordChanges;

YyqRecordChanges *yyq_record_changes_new (void);
void yyq_record_changes_free (YyqRecordChanges *self);

/* @record is referenced; @payload (nullable). */
void yyq_record_changes_put (YyqRecordChanges *self, const YyqEntity *entity, gpointer record,
                             GBytes *payload);
void yyq_record_changes_delete (YyqRecordChanges *self, const YyqEntity *entity, const char *id);
void yyq_record_changes_put_unreadable (YyqRecordChanges *self, const YyqEntity *entity,
                                        const char *id, gint64 version);

/* (transfer full): an empty set for @keep, and what stands for a record in it. */
GHashTable *yyq_record_keep_new (void);
void yyq_record_keep_add (GHashTable *keep, const YyqEntity *entity, const char *id);
void yyq_record_keep_remove (GHashTable *keep, const YyqEntity *entity, const char *id);
gboolean yyq_record_keep_has (GHashTable *keep, const YyqEntity *entity, const char *id);

/* What became different in the table of one entity. */
typedef struct {
  const YyqEntity *entity;
  GHashTable *touched; /* set of gint64: rows that were put */
  GPtrArray *gone;     /* char *, ids: what was here and is no more */
  gboolean hidden;     /* rows went because what they are now cannot be read */
} YyqRecordMove;

void yyq_record_move_free (YyqRecordMove *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyqRecordChanges, yyq_record_changes_free)

G_END_DECLS
