/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-api-client.h"
#include "yyq-contract-repository.h"
#include "yyq-outbox.h"

G_BEGIN_DECLS

/*
 * Sends what waits in the outbox, one after the other, each under the key it was written with. What
 * the platform refuses for good is parked with the reason; everything else is sent again later.
 * Main thread.
 */
#define YYQ_TYPE_OUTBOX_RUNNER (yyq_outbox_runner_get_type ())
G_DECLARE_FINAL_TYPE (YyqOutboxRunner, yyq_outbox_runner, YYQ, OUTBOX_RUNNER, GObject)

YyqOutboxRunner *yyq_outbox_runner_new (YyqApiClient *client, YyqOutbox *outbox,
                                        YyqContractRepository *contracts);
YyqOutbox *yyq_outbox_runner_get_outbox (YyqOutboxRunner *self);

/* Now, for what is due. */
void yyq_outbox_runner_run (YyqOutboxRunner *self);
void yyq_outbox_runner_stop (YyqOutboxRunner *self);

/* Would sending the same once more help? */
gboolean yyq_outbox_runner_is_passing (const GError *error);

/* When (ms) to try again after @attempts failures. */
gint64 yyq_outbox_runner_next_at (guint attempts);

G_END_DECLS
