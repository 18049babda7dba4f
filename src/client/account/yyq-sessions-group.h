/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "yyq-session.h"

G_BEGIN_DECLS

/* Where the account is logged in, and a button for each that ends it there. */
#define YYQ_TYPE_SESSIONS_GROUP (yyq_sessions_group_get_type ())
G_DECLARE_FINAL_TYPE (YyqSessionsGroup, yyq_sessions_group, YYQ, SESSIONS_GROUP, AdwBin)

/* Asks the platform (again). @cancellable ends everything that the group asks for. */
void yyq_sessions_group_load (YyqSessionsGroup *self, YyqSession *session,
                              GCancellable *cancellable);

G_END_DECLS
