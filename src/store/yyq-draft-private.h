/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-draft-core.h"
#include "yyq-draft.h"

G_BEGIN_DECLS

/* Takes @core. @saved: all of it is in its file, or it has none; @cut: the end of the file could
 * not be read. */
YyqDraft *yyq_draft_new (YyqDraftCore *core, gboolean saved, gboolean cut);
const YyqDraftState *yyq_draft_get_state (YyqDraft *self);

/* It was discarded. */
gboolean yyq_draft_is_closed (YyqDraft *self);

G_END_DECLS
