/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "yyq-draft-kind.h"

G_BEGIN_DECLS

/*
 * What a person is typing. Each operation is in "local" at once, and in the file about a
 * millisecond later, so that kill -9 costs no more than that; what is behind it on the way to the
 * disk is grouped. When nobody types the journal is folded into the snapshot. Made and opened by
 * YyqDrafts. Main thread.
 *
 * What cannot be written stays here, and is tried again every few seconds and with each operation.
 *
 * Properties, read-only: saved (boolean: nothing waits to be written), trouble (GError, nullable:
 * YYQ_STORE_ERROR, why something could not be written; the form shows it).
 */
#define YYQ_TYPE_DRAFT (yyq_draft_get_type ())
G_DECLARE_FINAL_TYPE (YyqDraft, yyq_draft, YYQ, DRAFT, GObject)

const char *yyq_draft_get_id (YyqDraft *self);
const YyqDraftKind *yyq_draft_get_kind (YyqDraft *self);

/* "" of something new. */
const char *yyq_draft_get_object_id (YyqDraft *self);
const char *yyq_draft_get_title (YyqDraft *self);

/* "" unless it is parked: a code as in the outbox. */
const char *yyq_draft_get_reason (YyqDraft *self);

/* What it began with: the platform's version, and its bytes (nullable). */
gint64 yyq_draft_get_base_version (YyqDraft *self);
GBytes *yyq_draft_get_base (YyqDraft *self);

/* (transfer none): with all operations in it. */
GBytes *yyq_draft_get_local (YyqDraft *self);

/* TRUE: the end of the file could not be read when it was opened. The form says so. */
gboolean yyq_draft_get_cut (YyqDraft *self);
gboolean yyq_draft_get_saved (YyqDraft *self);
const GError *yyq_draft_get_trouble (YyqDraft *self);

/* One keystroke, or one choice. FALSE with the kind's error: it does not fit, and nothing changed.
 */
gboolean yyq_draft_apply (YyqDraft *self, GBytes *operation, GError **error);

/* After the platform's copy moved on: another base, and what has become of local. @base (nullable).
 */
void yyq_draft_rebase (YyqDraft *self, gint64 base_version, GBytes *base, GBytes *local);
void yyq_draft_park (YyqDraft *self, const char *reason);

/* Until all is on the disk and synced; in memory at once. Errors: YYQ_STORE_ERROR. */
void yyq_draft_flush_async (YyqDraft *self, GAsyncReadyCallback callback, gpointer user_data);
gboolean yyq_draft_flush_finish (YyqDraft *self, GAsyncResult *result, GError **error);

/* It was sent, or the person gives it up: the file goes. Nothing else may be done with it then. */
void yyq_draft_discard (YyqDraft *self);

G_END_DECLS
