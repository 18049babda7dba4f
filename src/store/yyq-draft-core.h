/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "yyq-draft-kind.h"
#include "yyq-draft-threads.h"

G_BEGIN_DECLS

/*
 * The part of an open draft that its threads share. The main thread changes the state and asks for
 * it to be saved; the writer takes what is pending and appends it. Reference-counted.
 *
 *   main   ── push ──► pending ── writer: append ──► journal ── syncer: fdatasync
 *          ── compact, when idle ──► syncer: another file, synced ── writer: takes its place,
 * unless something was typed meanwhile
 */
typedef struct _YyqDraftCore YyqDraftCore;

/* In the main thread, after something was written (NULL) or could not be. */
typedef void (*YyqDraftTold) (gpointer owner, const GError *error);

/* @file (nullable): there is none yet. Takes @state and @file. */
YyqDraftCore *yyq_draft_core_new (YyqDraftThreads *threads, const YyqDraftKind *kind,
                                  const char *id, YyqDraftState *state, YyqDraftFile *file);
YyqDraftCore *yyq_draft_core_ref (YyqDraftCore *self);
void yyq_draft_core_unref (YyqDraftCore *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyqDraftCore, yyq_draft_core_unref)

/* Main thread. @owner (nullable, unowned): NULL before it goes. */
void yyq_draft_core_set_owner (YyqDraftCore *self, gpointer owner, YyqDraftTold told);

const YyqDraftKind *yyq_draft_core_get_kind (YyqDraftCore *self);
const char *yyq_draft_core_get_id (YyqDraftCore *self);
YyqDraftThreads *yyq_draft_core_get_threads (YyqDraftCore *self);

/* Main thread: nobody else changes it. */
const YyqDraftState *yyq_draft_core_get_state (YyqDraftCore *self);

/* One more operation, and what the state is with it; both are taken. */
void yyq_draft_core_push (YyqDraftCore *self, GBytes *operation, GBytes *local);

/* Another state altogether. */
void yyq_draft_core_replace (YyqDraftCore *self, YyqDraftState *state);

/* Once more, after it failed. */
void yyq_draft_core_save (YyqDraftCore *self);
gboolean yyq_draft_core_is_saved (YyqDraftCore *self);

/* Worth the work, and nothing is on its way? */
void yyq_draft_core_compact_if_idle (YyqDraftCore *self);

/* @task returns TRUE, or what went wrong. */
void yyq_draft_core_flush (YyqDraftCore *self, GTask *task);

/* No more operations come: what is pending is written, and the file is given up. */
void yyq_draft_core_close (YyqDraftCore *self, gboolean discard);

G_END_DECLS
