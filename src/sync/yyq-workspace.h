/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-api-client.h"
#include "yyq-drafts.h"
#include "yyq-feed.h"
#include "yyq-live.h"
#include "yyq-outbox-runner.h"
#include "yyq-session.h"

G_BEGIN_DECLS

/*
 * What one account sees of one enterprise: the cache on this computer and what is built on it. Main
 * thread.
 */
#define YYQ_TYPE_WORKSPACE (yyq_workspace_get_type ())
G_DECLARE_FINAL_TYPE (YyqWorkspace, yyq_workspace, YYQ, WORKSPACE, GObject)

typedef struct {
  YyqApiClient *client;
  const YyqWorkspaceChapter *const *chapters; /* static, NULL-terminated */
  const char *cache_dir;
  const char *platform_id; /* (nullable): what the platform says it is; else its address names it */
  const char *account_id;
  const char *enterprise_id;
  YyqSecret *passphrase; /* (nullable) */
} YyqWorkspaceRequest;

/*
 * (transfer full): on the cache of that platform, account and enterprise. What was kept under the
 * platform's address, before it told its id, is taken over. Errors: YYQ_STORE_ERROR, G_IO_ERROR.
 */
void yyq_workspace_open_async (const YyqWorkspaceRequest *request, GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer user_data);
YyqWorkspace *yyq_workspace_open_finish (GAsyncResult *result, GError **error);

/*
 * As that, on another place of the same account: @name is one of
 * yyq_cache_place_find_in_worker(). @request->enterprise_id is not read.
 */
void yyq_workspace_open_place_async (const YyqWorkspaceRequest *request, const char *name,
                                     GCancellable *cancellable, GAsyncReadyCallback callback,
                                     gpointer user_data);

/* (transfer full): whose places those of @request are, as yyq-cache-place.h has it. */
char *yyq_workspace_make_owner (const YyqWorkspaceRequest *request);

/* Ends what runs by itself. */
void yyq_workspace_close (YyqWorkspace *self);

/* (transfer none): of the workspace; in memory where it is not kept. */
YyqDatabase *yyq_workspace_get_database (YyqWorkspace *self);

/* (transfer none) (nullable): the name of its place, NULL where it is not kept. */
const char *yyq_workspace_get_place (YyqWorkspace *self);

YyqSessionCache yyq_workspace_get_cache (YyqWorkspace *self);

/* (transfer none): the records of an entity that this program keeps. */
YyqRecordRepository *yyq_workspace_get_records (YyqWorkspace *self, const YyqEntity *entity);

/* (transfer none) (nullable): what @chapter shows beside records. */
gpointer yyq_workspace_get_view (YyqWorkspace *self, const YyqWorkspaceChapter *chapter);
YyqFeed *yyq_workspace_get_feed (YyqWorkspace *self);

/* (transfer none): what has the feed asked when something changed; it begins with the first
 * refresh. */
YyqLive *yyq_workspace_get_live (YyqWorkspace *self);
YyqOutboxRunner *yyq_workspace_get_runner (YyqWorkspace *self);
YyqPendingList *yyq_workspace_get_pending (YyqWorkspace *self);
YyqDrafts *yyq_workspace_get_drafts (YyqWorkspace *self);

/* Asks the platform for what is new, and sends what waits. */
void yyq_workspace_refresh (YyqWorkspace *self);

G_END_DECLS
