/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-api-client.h"
#include "yyq-contract-repository.h"
#include "yyq-drafts.h"
#include "yyq-home-repository.h"
#include "yyq-outbox-runner.h"
#include "yyq-session.h"

G_BEGIN_DECLS

/*
 * What one account sees of one enterprise: the cache on this computer and what is built on it. Main
 * thread.
 */
#define YYQ_TYPE_SCOPE (yyq_scope_get_type ())
G_DECLARE_FINAL_TYPE (YyqScope, yyq_scope, YYQ, SCOPE, GObject)

typedef struct {
  YyqApiClient *client;
  const char *cache_dir;
  const char *platform_id; /* (nullable): what the platform says it is; else its address names it */
  const char *account_id;
  const char *enterprise_id;
  YyqSecret *passphrase; /* (nullable) */
} YyqScopeRequest;

/*
 * (transfer full): on the cache of that platform, account and enterprise. What was kept under the
 * platform's address, before it told its id, is taken over. Errors: YYQ_STORE_ERROR, G_IO_ERROR.
 */
void yyq_scope_open_async (const YyqScopeRequest *request, GCancellable *cancellable,
                           GAsyncReadyCallback callback, gpointer user_data);
YyqScope *yyq_scope_open_finish (GAsyncResult *result, GError **error);

/* Ends what runs by itself. */
void yyq_scope_close (YyqScope *self);

YyqSessionCache yyq_scope_get_cache (YyqScope *self);

/* (transfer none): the records of an entity that this program keeps. */
YyqRecordRepository *yyq_scope_get_records (YyqScope *self, const YyqEntity *entity);
YyqContractRepository *yyq_scope_get_contracts (YyqScope *self);
YyqHomeRepository *yyq_scope_get_home (YyqScope *self);
YyqOutboxRunner *yyq_scope_get_runner (YyqScope *self);
YyqUnsentList *yyq_scope_get_unsent (YyqScope *self);
YyqDrafts *yyq_scope_get_drafts (YyqScope *self);

/* Asks the platform for what is new, and sends what waits. */
void yyq_scope_refresh (YyqScope *self);

G_END_DECLS
