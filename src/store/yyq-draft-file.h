/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "yyq-cipher.h"

G_BEGIN_DECLS

/*
 * A draft on the disk: DIRECTORY/ID.
 *
 *   "YYQDRFT1"  frame: snapshot  frame: operation  frame: operation ...
 *   frame       length (32 bits, big endian), that many sealed bytes
 *
 * The snapshot is sealed under draft|snapshot|ID, the operation n under draft|operation|ID|n: none
 * can be moved, repeated or left out. Numbers go on through compaction; the snapshot holds that of
 * the last operation in it. Whoever has the file open holds its lock (flock on the inode).
 *
 * Functions block: worker threads only. Errors: YYQ_STORE_ERROR; FULL also for a quota or a limit.
 */

/* What a draft is, with all operations in it. */
typedef struct {
  char *kind;
  char *object_id; /* "": of something new */
  char *title;     /* for a person, may be "" */
  char *reason;    /* "": not parked; else a code as in the outbox */
  gint64 created_at;
  gint64 base_version;
  GBytes *base; /* (nullable): what it began with */
  GBytes *local;
  guint64 seq; /* number of the last operation in it */
} YyqDraftState;

YyqDraftState *yyq_draft_state_copy (const YyqDraftState *self);
void yyq_draft_state_free (YyqDraftState *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyqDraftState, yyq_draft_state_free)

/* (transfer full) (nullable): @local with @operation in it. Any thread, no state of its own. */
typedef GBytes *(*YyqDraftApply) (GBytes *local, GBytes *operation, GError **error);

typedef struct _YyqDraftFile YyqDraftFile;

/*
 * Written and locked, but nowhere to be seen before it is committed. @suffix of the name that it
 * has until then, one for each thread that may do this: YYQ_DRAFT_FILE_NEW or _COMPACT.
 */
#define YYQ_DRAFT_FILE_NEW ".new"
#define YYQ_DRAFT_FILE_COMPACT ".compact"
YyqDraftFile *yyq_draft_file_prepare (const char *directory, const char *id, const char *suffix,
                                      YyqCipher *cipher, const YyqDraftState *state,
                                      GError **error);

/* Under its name, in place of what was there. FALSE: it is as before. */
gboolean yyq_draft_file_commit (YyqDraftFile *self, GError **error);

/*
 * (transfer full) (nullable): YYQ_STORE_ERROR_BUSY when it is open elsewhere, NOT_FOUND, KEY, or
 * CORRUPT when not even the snapshot can be read. @state (out): with all operations that can be
 * read. @cut (out): bytes at the end that could not be; they are gone from the file, and the whole
 * of it as it was is kept beside it as ID.damaged.
 */
YyqDraftFile *yyq_draft_file_open (const char *directory, const char *id, YyqCipher *cipher,
                                   YyqDraftApply apply, YyqDraftState **state, gsize *cut,
                                   GError **error);

/* Gives the lock back; what was prepared and not committed goes. */
void yyq_draft_file_close (YyqDraftFile *self);

/* All of @operations or none; the first has the number @first. Not synced. */
gboolean yyq_draft_file_append (YyqDraftFile *self, GPtrArray *operations, guint64 first,
                                GError **error);

/* Bytes of operations behind the snapshot. */
gsize yyq_draft_file_get_journal_size (YyqDraftFile *self);

/* A descriptor for yyq_draft_file_sync() in another thread; -1 when there is none to be had. */
int yyq_draft_file_dup (YyqDraftFile *self);

/* Takes @fd: what was written through it is safe against a loss of power; with @directory
 * (nullable) the names in that are, too. */
gboolean yyq_draft_file_sync (int fd, const char *directory, GError **error);

/* The snapshot alone, whoever has it open. (transfer full) (nullable) */
YyqDraftState *yyq_draft_file_peek (const char *directory, const char *id, YyqCipher *cipher,
                                    GError **error);

/* Notes @reason in the snapshot and leaves the operations as they are. BUSY when it is open. */
gboolean yyq_draft_file_park (const char *directory, const char *id, YyqCipher *cipher,
                              const char *reason, GError **error);

/* With all that lies beside it. BUSY when it is open. */
gboolean yyq_draft_file_remove (const char *directory, const char *id, GError **error);

G_END_DECLS
