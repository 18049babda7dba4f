/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-command-kind.h"
#include "yyq-drafts.h"
#include "yyq-outbox-entry.h"
#include "yyq-outbox-runner.h"
#include "yyq-pending-list.h"

G_BEGIN_DECLS

/* @kind (nullable): of an entry that a newer program made. */
YyqPendingItem *yyq_pending_item_new (const YyqCommandKind *kind, const YyqOutboxEntry *entry);

/* Parked when it has a reason. */
YyqPendingItem *yyq_pending_item_new_for_draft (const YyqDraftKind *kind, const YyqDraftInfo *info);

/* Of a place that cannot be looked into: whatever there may be in it. */
YyqPendingItem *yyq_pending_item_new_for_locked (void);

/* The name of its kind. */
const char *yyq_pending_item_get_kind (YyqPendingItem *self);

/* The same entry, and a person sees no difference. */
gboolean yyq_pending_item_equal (YyqPendingItem *a, YyqPendingItem *b);

YyqPendingList *yyq_pending_list_new (YyqOutboxRunner *runner, YyqDrafts *drafts);

G_END_DECLS
