/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-session.h"

G_BEGIN_DECLS

/*
 * What else waits for the company of the session, beside one contract: whoever has signed that one
 * goes on with these, the newest first as the list has them. Main thread.
 *
 * Signal "changed": there are others now.
 */
#define YYQ_TYPE_WAITING_CONTRACTS (yyq_waiting_contracts_get_type ())
G_DECLARE_FINAL_TYPE (YyqWaitingContracts, yyq_waiting_contracts, YYQ, WAITING_CONTRACTS, GObject)

/* @but: the id of the contract that does not count. Asks the platform at once for what has become
 * of it. The session must be READY. */
YyqWaitingContracts *yyq_waiting_contracts_new (YyqSession *session, const char *but);

guint yyq_waiting_contracts_get_n (YyqWaitingContracts *self);

/* (transfer full) (nullable): the id of the next one. */
char *yyq_waiting_contracts_dup_next (YyqWaitingContracts *self);

G_END_DECLS
