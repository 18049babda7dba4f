/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-cipher.h"
#include "yyq-database.h"
#include "yyq-outbox-entry.h"

G_BEGIN_DECLS

/*
 * The outbox's SQL. Each function is a job of a YyqDatabase, its data a YyqOutboxJob of which it
 * reads what it needs. The table:
 *
 *   seq  idempotency_key  kind  object_id  target  title_enc  after_key  body_enc (NULL: a file)
 *   state  attempts  next_at  created_at  reason  last_error
 */
typedef struct {
  YyqCipher *cipher;
  char *directory;       /* (nullable): of large bodies; without it they are in the row */
  YyqOutboxEntry *entry; /* (nullable) */
  GStrv objects;         /* (nullable) */
  gint64 now;            /* ms */
  guint limit;
  gboolean replaces_parked; /* of add: see there */
} YyqOutboxJob;

/* What can be sent now. */
typedef struct {
  GPtrArray *entries; /* (element-type YyqOutboxEntry): with bodies, at most one of an object */
  gint64 next_at;     /* ms: when the next one is due; G_MAXINT64: none is */
} YyqOutboxDue;

void yyq_outbox_job_free (gpointer job);
void yyq_outbox_due_free (gpointer due);

gpointer yyq_outbox_add_in_worker (sqlite3 *db, gpointer job, GCancellable *cancellable,
                                   GError **error);
gpointer yyq_outbox_list_in_worker (sqlite3 *db, gpointer job, GCancellable *cancellable,
                                    GError **error);
gpointer yyq_outbox_load_in_worker (sqlite3 *db, gpointer job, GCancellable *cancellable,
                                    GError **error);

/* The first entry of each object, unless it is parked, waits for another one, or is of @objects. */
gpointer yyq_outbox_find_due_in_worker (sqlite3 *db, gpointer job, GCancellable *cancellable,
                                        GError **error);
gpointer yyq_outbox_remove_in_worker (sqlite3 *db, gpointer job, GCancellable *cancellable,
                                      GError **error);
gpointer yyq_outbox_discard_in_worker (sqlite3 *db, gpointer job, GCancellable *cancellable,
                                       GError **error);
gpointer yyq_outbox_fail_in_worker (sqlite3 *db, gpointer job, GCancellable *cancellable,
                                    GError **error);
gpointer yyq_outbox_retry_in_worker (sqlite3 *db, gpointer job, GCancellable *cancellable,
                                     GError **error);
gpointer yyq_outbox_park_in_worker (sqlite3 *db, gpointer job, GCancellable *cancellable,
                                    GError **error);
gpointer yyq_outbox_sweep_in_worker (sqlite3 *db, gpointer job, GCancellable *cancellable,
                                     GError **error);

G_END_DECLS
