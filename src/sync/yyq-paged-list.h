/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-api-reply.h"
#include "yyq-record.h"
#include "yyq-session.h"

G_BEGIN_DECLS

/*
 * A list of records that the platform keeps, as a GListModel: its first page, and the others as
 * somebody comes near the end of what is there. Nothing is kept on this computer: without the
 * platform the list is what it was the last time. Rows that did not change stay when it is asked
 * again. Main thread.
 *
 * Properties, read-only: loading (boolean: nothing can be shown yet), refreshing, stale (boolean:
 * the platform did not answer the last time), error (boxed GError, nullable). Errors of all calls
 * are those of YyqSession.
 */
#define YYQ_TYPE_PAGED_LIST (yyq_paged_list_get_type ())
G_DECLARE_DERIVABLE_TYPE (YyqPagedList, yyq_paged_list, YYQ, PAGED_LIST, GObject)

struct _YyqPagedListClass {
  GObjectClass parent_class;

  /* A string property of the records by which one of them is known. */
  const char *key;

  /* Asks for the page that begins at @after (nullable), at the list's path if it is not another's
   * matter. The source of the result is the client. */
  void (*ask) (YyqPagedList *self, YyqApiClient *client, const char *after,
               GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
  /* (nullable): an answer came, or none; @changed: something is different. */
  void (*answered) (YyqPagedList *self, gboolean changed);
};

/*
 * (transfer full): of records of @type that the platform gives at @path, "/log/search". @query
 * (nullable): what of them; it is sent there, with "after" for a later page. Without one the path
 * is read. Nothing is asked for yet.
 */
YyqPagedList *yyq_paged_list_new (YyqSession *session, const char *path, GType type,
                                  YyqRecord *query);

/* For a list of another class, once, when it is made; @path (nullable): it asks by itself. */
void yyq_paged_list_set_up (YyqPagedList *self, YyqSession *session, const char *path, GType type);

/* FALSE: that is what it shows already. Else it is emptied, and asks. */
gboolean yyq_paged_list_set_query (YyqPagedList *self, YyqRecord *query);
YyqRecord *yyq_paged_list_get_query (YyqPagedList *self); /* (nullable) */

YyqApiClient *yyq_paged_list_get_client (YyqPagedList *self);

/* There is another question: empties the list, and asks. */
void yyq_paged_list_restart (YyqPagedList *self);

/* (transfer none): what is there. */
GPtrArray *yyq_paged_list_get_items (YyqPagedList *self);
gboolean yyq_paged_list_is_asking (YyqPagedList *self);

void yyq_paged_list_refresh_async (YyqPagedList *self, GCancellable *cancellable,
                                   GAsyncReadyCallback callback, gpointer user_data);
gboolean yyq_paged_list_refresh_finish (YyqPagedList *self, GAsyncResult *result, GError **error);

G_END_DECLS
