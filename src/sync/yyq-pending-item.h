/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * One thing that a person has done and the platform has not taken yet, in words: a command, or a
 * draft of what cannot be sent any more. Immutable; main thread. Properties, read-only: title
 * (string), at (string), reason (string, nullable), parked (boolean).
 */
#define YYQ_TYPE_PENDING_ITEM (yyq_pending_item_get_type ())
G_DECLARE_FINAL_TYPE (YyqPendingItem, yyq_pending_item, YYQ, PENDING_ITEM, GObject)

/* Of the command, or the draft's id; and of what it is about, "" of something new. */
const char *yyq_pending_item_get_key (YyqPendingItem *self);
const char *yyq_pending_item_get_object_id (YyqPendingItem *self);

/* "Signature: Labour contract", translated. */
const char *yyq_pending_item_get_title (YyqPendingItem *self);

/* When it was done: "Done at: 2026-11-27 09:05", translated. */
const char *yyq_pending_item_get_at (YyqPendingItem *self);

/* TRUE: it was refused, and waits for a person; FALSE: it is sent by itself. */
gboolean yyq_pending_item_get_parked (YyqPendingItem *self);

gboolean yyq_pending_item_get_draft (YyqPendingItem *self);

/* (nullable): a translated sentence, when it is parked. */
const char *yyq_pending_item_get_reason (YyqPendingItem *self);

/* (transfer full): all of that as text, and what was typed, @typed (nullable), under it. */
char *yyq_pending_item_to_text (YyqPendingItem *self, const char *typed);

G_END_DECLS
