/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-workspace.h"

#include "yyq-cache-place.h"
#include "yyq-id.h"
#include "yyq-keyring.h"
#include "yyq-outbox-salvage.h"
#include "yyq-pending-private.h"
#include "yyq-records.h"
#include "yyq-sync-private.h"
#include "yyq-workspace-chapter.h"

#include <errno.h>
#include <glib/gstdio.h>

/* What chapters show beside records costs the platform more than the feed does. */
#define VIEWS_US (3 * G_USEC_PER_SEC)

/* Some thousand contracts; the oldest go first. */
#define DOCUMENTS_LIMIT (512 * 1024 * 1024)

struct _YyqWorkspace {
  GObject parent_instance;

  YyqDatabase *database;
  const YyqWorkspaceChapter *const *chapters;
  YyqRecords *records;
  GHashTable *views; /* (owned): YyqWorkspaceChapter -> GObject */
  gint64 views_at;   /* monotonic µs: when they were asked for last */
  guint views_timer; /* until they are asked for again */
  YyqLive *live;
  YyqOutboxRunner *runner;
  YyqPendingList *pending;
  YyqDrafts *drafts;
  GCancellable *cancellable;
  YyqSessionCache cache;
  char *place; /* (owned) (nullable): the name of its directory */
};

G_DEFINE_FINAL_TYPE (YyqWorkspace, yyq_workspace, G_TYPE_OBJECT)

typedef struct {
  YyqApiClient *client;
  const YyqWorkspaceChapter *const *chapters;
  char *cache_dir;
  char *owner; /* another hash: whose it is */
  char *name;  /* of directory and key: a hash, so that it tells nothing */
  char *directory;
  char *former_name;      /* (nullable): those of the same cache while only the address was known */
  char *former_directory; /* (nullable) */
  YyqSecret *passphrase;  /* (nullable) */
  YyqKeyringKind kind;
  YyqCipher *cipher;
  YyqDatabase *database;
} Opening;

static void
opening_free (gpointer data)
{
  Opening *opening = data;

  g_clear_object (&opening->client);
  g_clear_object (&opening->database);
  g_clear_pointer (&opening->passphrase, yyq_secret_unref);
  g_clear_pointer (&opening->cipher, yyq_cipher_unref);
  g_free (opening->cache_dir);
  g_free (opening->owner);
  g_free (opening->name);
  g_free (opening->directory);
  g_free (opening->former_name);
  g_free (opening->former_directory);
  g_free (opening);
}

static YyqSessionCache
cache_of (YyqKeyringKind kind)
{
  switch (kind) {
  case YYQ_KEYRING_SECRET_SERVICE:
    return YYQ_SESSION_CACHE_ENCRYPTED;
  case YYQ_KEYRING_PASSPHRASE:
    return YYQ_SESSION_CACHE_PASSPHRASE;
  case YYQ_KEYRING_LOCKED:
    return YYQ_SESSION_CACHE_LOCKED;
  case YYQ_KEYRING_NONE:
  default:
    return YYQ_SESSION_CACHE_MEMORY;
  }
}

static void
parked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  /* It is sent, refused, and parked then. */
  if (!yyq_outbox_change_finish (YYQ_OUTBOX (source), result, &error))
    g_warning ("What waits for a lost object is not parked: %s", error->message);
}

static void
drafts_parked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  /* Its form finds that the object is gone. */
  if (!yyq_drafts_change_finish (YYQ_DRAFTS (source), result, &error))
    g_warning ("Drafts about a lost object are not parked: %s", error->message);
}

/* What a person typed does not go with what it was about. */
static void
moved_cb (YyqWorkspace *self, YyqRecordMove *move)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) ids = NULL;

  if (move->gone->len == 0)
    return;
  for (guint i = 0; i < move->gone->len; i++)
    g_strv_builder_add (builder, g_ptr_array_index (move->gone, i));
  ids = g_strv_builder_end (builder);
  yyq_outbox_park_objects_async (yyq_outbox_runner_get_outbox (self->runner),
                                 (const char *const *) ids, YYQ_OUTBOX_REASON_ACCESS_LOST,
                                 parked_cb, NULL);
  yyq_drafts_park_objects_async (self->drafts, (const char *const *) ids,
                                 YYQ_OUTBOX_REASON_ACCESS_LOST, drafts_parked_cb, NULL);
}

/* (transfer container) (element-type YyqEntity): what this program keeps of a workspace; ends with
 * NULL. */
static GPtrArray *
list_entities (const YyqWorkspaceChapter *const *chapters)
{
  GPtrArray *entities = g_ptr_array_new ();

  for (gsize i = 0; chapters[i] != NULL; i++) {
    const YyqChapterRecords *records = chapters[i]->records;

    for (gsize j = 0; records != NULL && records[j].entity != NULL; j++)
      g_ptr_array_add (entities, (gpointer) records[j].entity);
  }
  g_ptr_array_add (entities, NULL);
  return entities;
}

static void
add_records (YyqWorkspace *self, const YyqRecordSource *source)
{
  self->records = yyq_records_new (source, self->runner, self->chapters);
  g_signal_connect_object (yyq_records_get_feed (self->records), "moved", G_CALLBACK (moved_cb),
                           self, G_CONNECT_SWAPPED);
}

static void
add_chapters (YyqWorkspace *self, YyqApiClient *client, YyqReplyCache *replies)
{
  for (gsize i = 0; self->chapters[i] != NULL; i++) {
    const YyqWorkspaceChapter *chapter = self->chapters[i];

    for (gsize j = 0; chapter->commands != NULL && chapter->commands[j] != NULL; j++)
      yyq_outbox_runner_add_kind (self->runner, chapter->commands[j]);
    for (gsize j = 0; chapter->drafts != NULL && chapter->drafts[j] != NULL; j++)
      yyq_drafts_add_kind (self->drafts, chapter->drafts[j]);
    if (chapter->new_view != NULL)
      g_hash_table_insert (self->views, (gpointer) chapter, chapter->new_view (client, replies));
  }
}

static void
refresh_views (YyqWorkspace *self)
{
  GHashTableIter iter;
  gpointer chapter, view;

  g_clear_handle_id (&self->views_timer, g_source_remove);
  self->views_at = g_get_monotonic_time ();
  g_hash_table_iter_init (&iter, self->views);
  while (g_hash_table_iter_next (&iter, &chapter, &view))
    ((const YyqWorkspaceChapter *) chapter)->refresh_view (view, self->cancellable);
}

static gboolean
views_cb (gpointer user_data)
{
  YyqWorkspace *self = user_data;

  self->views_timer = 0;
  refresh_views (self);
  return G_SOURCE_REMOVE;
}

/* Of many changes in a row the first and the last are seen. */
static void
changed_cb (YyqWorkspace *self)
{
  const gint64 left = self->views_at + VIEWS_US - g_get_monotonic_time ();

  yyq_feed_follow (yyq_records_get_feed (self->records));
  if (self->views_timer != 0)
    return;
  if (self->views_at == 0 || left <= 0)
    refresh_views (self);
  else
    self->views_timer = g_timeout_add ((guint) (left / 1000) + 1, views_cb, self);
}

YyqWorkspace *
yyq_workspace_new (YyqApiClient *client, YyqDatabase *database, YyqCipher *cipher,
                   const char *directory, YyqSessionCache cache,
                   const YyqWorkspaceChapter *const *chapters)
{
  YyqWorkspace *self = g_object_new (YYQ_TYPE_WORKSPACE, NULL);
  g_autofree char *path =
    directory != NULL ? g_build_filename (directory, "documents", NULL) : NULL;
  g_autofree char *bodies = directory != NULL ? g_build_filename (directory, "outbox", NULL) : NULL;
  g_autofree char *typed = directory != NULL ? g_build_filename (directory, "drafts", NULL) : NULL;
  g_autoptr (GPtrArray) entities = list_entities (chapters);
  g_autoptr (YyqDocumentCache) documents = yyq_document_cache_new (path, cipher, DOCUMENTS_LIMIT);
  g_autoptr (YyqRecordCache) cached =
    yyq_record_cache_new (database, cipher, documents, (const YyqEntity *const *) entities->pdata);
  g_autoptr (YyqReplyCache) replies = yyq_reply_cache_new (database, cipher);
  g_autoptr (YyqOutbox) outbox = yyq_outbox_new (database, cipher, bodies);
  const YyqRecordSource source = {
    .client = client, .cache = cached, .replies = replies, .documents = documents
  };

  self->cache = cache;
  self->database = g_object_ref (database);
  self->chapters = chapters;
  self->runner = yyq_outbox_runner_new (client, outbox);
  self->live = yyq_live_new (client, &yyq_live_times);
  g_signal_connect_object (self->live, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  add_records (self, &source);
  self->drafts = yyq_drafts_new (typed, cipher);
  add_chapters (self, client, replies);
  self->pending = yyq_pending_list_new (self->runner, self->drafts);
  return self;
}

static gboolean
is_kept (YyqKeyringKind kind)
{
  return kind == YYQ_KEYRING_SECRET_SERVICE || kind == YYQ_KEYRING_PASSPHRASE;
}

static YyqWorkspace *
build (Opening *opening)
{
  const gboolean kept = is_kept (opening->kind);
  YyqWorkspace *self = yyq_workspace_new (opening->client, opening->database, opening->cipher,
                                          kept ? opening->directory : NULL,
                                          cache_of (opening->kind), opening->chapters);

  self->place = kept ? g_strdup (opening->name) : NULL;
  return self;
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (!yyq_database_open_finish (YYQ_DATABASE (source), result, &error))
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, build (g_task_get_task_data (task)), g_object_unref);
}

static void
unlocked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Opening *opening = g_task_get_task_data (task);
  g_autofree char *path = NULL;
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error)) {
    g_task_return_error (task, error);
    return;
  }
  if (is_kept (opening->kind))
    path = g_build_filename (opening->directory, "cache.db", NULL);
  opening->database = yyq_database_new (path);
  if (path != NULL) {
    g_autofree char *bodies = g_build_filename (opening->directory, "outbox", NULL);

    yyq_outbox_salvage_prepare (opening->database, opening->cipher, bodies);
  }
  yyq_database_open_async (opening->database, g_task_get_cancellable (task), opened_cb,
                           g_object_ref (task));
}

/*
 * Once: then it is under its own name. The key is copied first: what ends in between is done again.
 */
static void
adopt_former (Opening *opening, GCancellable *cancellable)
{
  if (opening->former_directory == NULL ||
      g_str_equal (opening->directory, opening->former_directory) ||
      g_file_test (opening->directory, G_FILE_TEST_EXISTS) ||
      !g_file_test (opening->former_directory, G_FILE_TEST_IS_DIR))
    return;
  if (!yyq_keyring_copy_in_worker (opening->former_name, opening->name, opening->former_directory,
                                   cancellable))
    return;
  if (g_rename (opening->former_directory, opening->directory) == 0)
    yyq_keyring_forget_in_worker (opening->former_name, opening->former_directory, cancellable);
  else
    g_warning ("A cache is not taken over: %s", g_strerror (errno));
}

static void
unlock_in_worker (GTask *worker, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Opening *opening = g_task_get_task_data (task_data);
  GError *error = NULL;

  yyq_cache_place_sweep_in_worker (opening->cache_dir);
  adopt_former (opening, cancellable);
  if (g_mkdir_with_parents (opening->directory, 0700) != 0) {
    int code = errno;

    g_task_return_new_error (worker, G_IO_ERROR, (int) g_io_error_from_errno (code), "%s: %s",
                             opening->directory, g_strerror (code));
  } else if (!yyq_keyring_unlock_in_worker (opening->name, opening->directory, opening->passphrase,
                                            &opening->kind, &opening->cipher, cancellable,
                                            &error)) {
    g_task_return_error (worker, error);
  } else if (!yyq_cache_place_claim_in_worker (opening->directory, opening->owner, &error)) {
    g_task_return_error (worker, error);
  } else {
    g_task_return_boolean (worker, TRUE);
  }
}

/* (transfer full): @enterprise_id NULL names all of the account's. */
static char *
make_name (const char *platform, const char *account_id, const char *enterprise_id)
{
  g_autofree char *text = g_strjoin ("\n", platform, account_id, enterprise_id, NULL);
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);

  return g_strndup (hash, 32);
}

static const char *
platform_of (const YyqWorkspaceRequest *request)
{
  return request->platform_id != NULL ? request->platform_id
                                      : yyq_api_client_get_base_url (request->client);
}

char *
yyq_workspace_make_owner (const YyqWorkspaceRequest *request)
{
  return make_name (platform_of (request), request->account_id, NULL);
}

/* Takes @name. */
static Opening *
opening_new (const YyqWorkspaceRequest *request, char *name)
{
  Opening *opening = g_new0 (Opening, 1);

  opening->client = g_object_ref (request->client);
  opening->chapters = request->chapters;
  opening->cache_dir = g_strdup (request->cache_dir);
  opening->owner = yyq_workspace_make_owner (request);
  opening->name = name;
  opening->directory = g_build_filename (request->cache_dir, name, NULL);
  opening->passphrase = request->passphrase != NULL ? yyq_secret_ref (request->passphrase) : NULL;
  return opening;
}

/* Takes @opening. */
static void
open_workspace (Opening *opening, GCancellable *cancellable, GAsyncReadyCallback callback,
                gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  g_autoptr (GTask) worker = g_task_new (NULL, cancellable, unlocked_cb, g_object_ref (task));

  g_task_set_source_tag (task, yyq_workspace_open_async);
  g_task_set_task_data (task, opening, opening_free);
  g_task_set_task_data (worker, g_object_ref (task), g_object_unref);
  g_task_run_in_thread (worker, unlock_in_worker);
}

void
yyq_workspace_open_async (const YyqWorkspaceRequest *request, GCancellable *cancellable,
                          GAsyncReadyCallback callback, gpointer user_data)
{
  Opening *opening = opening_new (
    request, make_name (platform_of (request), request->account_id, request->enterprise_id));

  opening->former_name = make_name (yyq_api_client_get_base_url (request->client),
                                    request->account_id, request->enterprise_id);
  opening->former_directory = g_build_filename (request->cache_dir, opening->former_name, NULL);
  open_workspace (opening, cancellable, callback, user_data);
}

void
yyq_workspace_open_place_async (const YyqWorkspaceRequest *request, const char *name,
                                GCancellable *cancellable, GAsyncReadyCallback callback,
                                gpointer user_data)
{
  open_workspace (opening_new (request, g_strdup (name)), cancellable, callback, user_data);
}

YyqWorkspace *
yyq_workspace_open_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
yyq_workspace_close (YyqWorkspace *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->views_timer, g_source_remove);
  yyq_live_stop (self->live);
  yyq_outbox_runner_stop (self->runner);
}

YyqDatabase *
yyq_workspace_get_database (YyqWorkspace *self)
{
  return self->database;
}

const char *
yyq_workspace_get_place (YyqWorkspace *self)
{
  return self->place;
}

YyqSessionCache
yyq_workspace_get_cache (YyqWorkspace *self)
{
  return self->cache;
}

YyqRecordRepository *
yyq_workspace_get_records (YyqWorkspace *self, const YyqEntity *entity)
{
  return yyq_records_get (self->records, entity);
}

gpointer
yyq_workspace_get_view (YyqWorkspace *self, const YyqWorkspaceChapter *chapter)
{
  return g_hash_table_lookup (self->views, chapter);
}

YyqFeed *
yyq_workspace_get_feed (YyqWorkspace *self)
{
  return yyq_records_get_feed (self->records);
}

YyqLive *
yyq_workspace_get_live (YyqWorkspace *self)
{
  return self->live;
}

YyqOutboxRunner *
yyq_workspace_get_runner (YyqWorkspace *self)
{
  return self->runner;
}

YyqPendingList *
yyq_workspace_get_pending (YyqWorkspace *self)
{
  return self->pending;
}

YyqDrafts *
yyq_workspace_get_drafts (YyqWorkspace *self)
{
  return self->drafts;
}

static void
records_refreshed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  /* The lists show what failed. */
  if (!yyq_feed_refresh_finish (YYQ_FEED (source), result, &error))
    g_debug ("Records are not refreshed: %s", error->message);
}

void
yyq_workspace_refresh (YyqWorkspace *self)
{
  yyq_live_connect (self->live);
  yyq_outbox_runner_run (self->runner);
  yyq_feed_refresh_async (yyq_records_get_feed (self->records), self->cancellable,
                          records_refreshed_cb, NULL);
  refresh_views (self);
}

static void
yyq_workspace_finalize (GObject *object)
{
  YyqWorkspace *self = YYQ_WORKSPACE (object);

  g_clear_handle_id (&self->views_timer, g_source_remove);
  g_clear_object (&self->pending);
  g_clear_object (&self->drafts);
  g_clear_object (&self->runner);
  g_clear_object (&self->live);
  g_clear_pointer (&self->views, g_hash_table_unref);
  g_clear_object (&self->records);
  g_clear_object (&self->database);
  g_clear_object (&self->cancellable);
  g_free (self->place);
  G_OBJECT_CLASS (yyq_workspace_parent_class)->finalize (object);
}

static void
yyq_workspace_class_init (YyqWorkspaceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = yyq_workspace_finalize;
}

static void
yyq_workspace_init (YyqWorkspace *self)
{
  self->cancellable = g_cancellable_new ();
  self->views = g_hash_table_new_full (NULL, NULL, NULL, g_object_unref);
}
