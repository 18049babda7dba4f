/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-command-kind.h"
#include "yyq-drafts.h"
#include "yyq-outbox-entry.h"
#include "yyq-outbox-runner.h"
#include "yyq-unsent-list.h"

G_BEGIN_DECLS

/* @kind (nullable): of an entry that a newer program made. */
YyqUnsent *yyq_unsent_new (const YyqCommandKind *kind, const YyqOutboxEntry *entry);

/* Of a parked one. */
YyqUnsent *yyq_unsent_new_for_draft (const YyqDraftKind *kind, const YyqDraftInfo *info);

/* The name of its kind. */
const char *yyq_unsent_get_kind (YyqUnsent *self);

/* The same entry, and a person sees no difference. */
gboolean yyq_unsent_equal (YyqUnsent *a, YyqUnsent *b);

YyqUnsentList *yyq_unsent_list_new (YyqOutboxRunner *runner, YyqDrafts *drafts);

G_END_DECLS
