/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-api-client.h"

G_BEGIN_DECLS

/* Records of any kind, one by one and by the feed. Errors as of yyq_api_client_call_async(). */

/* One record as the platform sent it. */
typedef struct {
  gpointer record; /* (owned) */
  GBytes *payload; /* its text, with what this program does not know */
} YyqApiRecord;

void yyq_api_record_free (YyqApiRecord *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyqApiRecord, yyq_api_record_free)

/*
 * GET @path/@id: a record of @type. (transfer full). YYQ_WIRE_ERROR: it is there, and of a platform
 * that is newer than this program.
 */
void yyq_record_api_get_async (YyqApiClient *client, const char *path, const char *id, GType type,
                               GCancellable *cancellable, GAsyncReadyCallback callback,
                               gpointer user_data);
YyqApiRecord *yyq_record_api_get_finish (YyqApiClient *client, GAsyncResult *result,
                                         GError **error);

/* What became of one thing. */
typedef struct {
  char *entity;
  char *id;
  JsonNode *data;  /* (owned) (nullable): NULL: it is gone */
  GBytes *payload; /* (nullable): the text of @data */
} YyqApiChange;

typedef struct {
  GPtrArray *list; /* YyqApiChange, in their order */
  char *cursor;
  gboolean has_more;
} YyqApiChanges;

void yyq_api_changes_free (YyqApiChanges *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyqApiChanges, yyq_api_changes_free)

/*
 * GET /sync: what changed since @cursor (nullable): from the beginning. (transfer full).
 * YYQ_API_ERROR_RESYNC when the platform does not take the cursor, any more or at all.
 */
void yyq_record_api_sync_async (YyqApiClient *client, const char *cursor, guint limit,
                                GCancellable *cancellable, GAsyncReadyCallback callback,
                                gpointer user_data);
YyqApiChanges *yyq_record_api_sync_finish (YyqApiClient *client, GAsyncResult *result,
                                           GError **error);

G_END_DECLS
