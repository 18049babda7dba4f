/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-api-client.h"
#include "yyq-scope.h"
#include "yyq-session.h"

G_BEGIN_DECLS

/* (transfer none) */
YyqApiClient *yyq_session_get_client (YyqSession *self);

/* (transfer none) (nullable): NULL unless the state is READY. */
YyqScope *yyq_session_get_scope (YyqSession *self);

G_END_DECLS
