/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-draft-file.h"

G_BEGIN_DECLS

/* How a snapshot looks before it is sealed; only this program, on this computer, reads it again. */
GBytes *yyq_draft_state_to_bytes (const YyqDraftState *self);

/* YYQ_STORE_ERROR_CORRUPT */
YyqDraftState *yyq_draft_state_from_bytes (GBytes *bytes, GError **error);

G_END_DECLS
