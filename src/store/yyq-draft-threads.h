/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "yyq-cipher.h"

G_BEGIN_DECLS

/*
 * Who writes drafts: one thread that writes and never waits for the disk, and one that makes it
 * safe against a loss of power (fdatasync takes 2 ms on a good day and half a second on a bad one).
 * Jobs of each run in the order they were given. Reference-counted, any thread.
 */
typedef struct _YyqDraftThreads YyqDraftThreads;

/* @directory (nullable): then no job must be given. */
YyqDraftThreads *yyq_draft_threads_new (const char *directory, YyqCipher *cipher);
YyqDraftThreads *yyq_draft_threads_ref (YyqDraftThreads *self);
void yyq_draft_threads_unref (YyqDraftThreads *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyqDraftThreads, yyq_draft_threads_unref)

/* (transfer none) */
const char *yyq_draft_threads_get_directory (YyqDraftThreads *self);
YyqCipher *yyq_draft_threads_get_cipher (YyqDraftThreads *self);

typedef void (*YyqDraftJob) (gpointer data);

/* @run takes @data. */
void yyq_draft_threads_write (YyqDraftThreads *self, YyqDraftJob run, gpointer data);
void yyq_draft_threads_sync (YyqDraftThreads *self, YyqDraftJob run, gpointer data);

/*
 * In a worker: @task returns TRUE, or @error (nullable), both of which are taken. It is let go of
 * in the main thread, and with it the object whose method it is.
 */
void yyq_draft_threads_answer (GTask *task, GError *error);

/* Until what was given to be written has been. */
void yyq_draft_threads_drain (YyqDraftThreads *self);

G_END_DECLS
