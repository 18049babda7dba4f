/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-drafts.h"

#include "yyq-clock.h"
#include "yyq-draft-private.h"
#include "yyq-error.h"
#include "yyq-id.h"

struct _YyqDrafts {
  GObject parent_instance;

  YyqDraftThreads *threads; /* (owned) */
  GHashTable *open;         /* (owned): id -> YyqDraft, owned where there are no files */
  GHashTable *kinds;        /* (owned): name -> const YyqDraftKind */
};

enum {
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (YyqDrafts, yyq_drafts, G_TYPE_OBJECT)

void
yyq_draft_info_free (YyqDraftInfo *self)
{
  g_free (self->id);
  g_free (self->kind);
  g_free (self->object_id);
  g_free (self->title);
  g_free (self->reason);
  g_free (self);
}

static YyqDraftInfo *
info_new (const char *id, const YyqDraftState *state)
{
  YyqDraftInfo *info = g_new (YyqDraftInfo, 1);

  info->id = g_strdup (id);
  info->kind = g_strdup (state->kind);
  info->object_id = g_strdup (state->object_id);
  info->title = g_strdup (state->title);
  info->reason = g_strdup (state->reason);
  info->created_at = state->created_at;
  return info;
}

/* Ids are UUIDv7: they sort by time, and those of one millisecond by chance. */
static gint
compare_infos (gconstpointer a, gconstpointer b)
{
  const YyqDraftInfo *left = *(const YyqDraftInfo *const *) a;
  const YyqDraftInfo *right = *(const YyqDraftInfo *const *) b;

  return strcmp (left->id, right->id);
}

/* What the workers need to know */
typedef struct {
  YyqDraftThreads *threads; /* (owned) */
  const YyqDraftKind *kind;
  char *id;           /* (owned) (nullable) */
  char *reason;       /* (owned) (nullable) */
  GStrv object_ids;   /* (owned) (nullable) */
  YyqDraftCore *core; /* (owned) (nullable): result of opening, as the next one */
  gsize cut;
  GPtrArray *infos; /* (owned) (nullable): result of listing */
} Request;

static void
request_free (gpointer data)
{
  Request *request = data;

  yyq_draft_threads_unref (request->threads);
  g_clear_pointer (&request->core, yyq_draft_core_unref);
  g_clear_pointer (&request->infos, g_ptr_array_unref);
  g_free (request->id);
  g_free (request->reason);
  g_strfreev (request->object_ids);
  g_free (request);
}

static GTask *
task_new (YyqDrafts *self, const char *id, gpointer tag, GAsyncReadyCallback callback,
          gpointer user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);
  Request *request = g_new0 (Request, 1);

  request->threads = yyq_draft_threads_ref (self->threads);
  request->id = g_strdup (id);
  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, request, request_free);
  return task;
}

static void
emit_changed (YyqDrafts *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

/* A task that changes something. */
static GTask *
change_new (YyqDrafts *self, const char *id, gpointer tag, GAsyncReadyCallback callback,
            gpointer user_data)
{
  GTask *task = task_new (self, id, tag, callback, user_data);

  g_signal_connect_object (task, "notify::completed", G_CALLBACK (emit_changed), self,
                           G_CONNECT_SWAPPED);
  return task;
}

void
yyq_drafts_add_kind (YyqDrafts *self, const YyqDraftKind *kind)
{
  g_hash_table_insert (self->kinds, (gpointer) kind->name, (gpointer) kind);
}

const YyqDraftKind *
yyq_drafts_find_kind (YyqDrafts *self, const char *name)
{
  return g_hash_table_lookup (self->kinds, name);
}

gboolean
yyq_drafts_get_durable (YyqDrafts *self)
{
  return yyq_draft_threads_get_directory (self->threads) != NULL;
}

/* Open ones */

static void
gone_cb (gpointer user_data, GObject *gone)
{
  YyqDrafts *self = user_data;
  GHashTableIter iter;
  gpointer draft;

  g_hash_table_iter_init (&iter, self->open);
  while (g_hash_table_iter_next (&iter, NULL, &draft))
    if (draft == gone)
      g_hash_table_iter_remove (&iter);
  emit_changed (self);
}

/* (transfer full) */
static YyqDraft *
add_open (YyqDrafts *self, YyqDraftCore *core, gboolean saved, gboolean cut)
{
  YyqDraft *draft = yyq_draft_new (core, saved, cut);

  g_hash_table_insert (self->open, g_strdup (yyq_draft_get_id (draft)), draft);
  if (yyq_drafts_get_durable (self))
    g_object_weak_ref (G_OBJECT (draft), gone_cb, self);
  else
    g_object_ref (draft);
  return draft;
}

YyqDraft *
yyq_drafts_create (YyqDrafts *self, const YyqDraftKind *kind, const YyqDraftStart *start)
{
  YyqDraftState *state = g_new0 (YyqDraftState, 1);
  g_autofree char *id = yyq_id_new ();
  YyqDraftCore *core;

  state->kind = g_strdup (kind->name);
  state->object_id = g_strdup (start->object_id != NULL ? start->object_id : "");
  state->title = g_strdup (start->title != NULL ? start->title : "");
  state->reason = g_strdup ("");
  state->created_at = yyq_clock_now ();
  state->base_version = start->base_version;
  state->base = start->base != NULL ? g_bytes_ref (start->base) : NULL;
  state->local = start->local != NULL ? g_bytes_ref (start->local) : g_bytes_new (NULL, 0);
  core = yyq_draft_core_new (self->threads, kind, id, state, NULL);
  yyq_draft_core_save (core);
  return add_open (self, core, !yyq_drafts_get_durable (self), FALSE);
}

static void
open_in_writer (gpointer data)
{
  Request *request = g_task_get_task_data (data);
  YyqDraftState *state = NULL;
  GError *error = NULL;
  YyqDraftFile *file =
    yyq_draft_file_open (yyq_draft_threads_get_directory (request->threads), request->id,
                         yyq_draft_threads_get_cipher (request->threads), request->kind->apply,
                         &state, &request->cut, &error);

  if (file != NULL && g_str_equal (state->kind, request->kind->name)) {
    request->core = yyq_draft_core_new (request->threads, request->kind, request->id, state, file);
  } else if (file != NULL) {
    g_set_error (&error, YYQ_STORE_ERROR, YYQ_STORE_ERROR_NOT_FOUND,
                 "The draft %s is of the kind %s", request->id, state->kind);
    yyq_draft_state_free (state);
    yyq_draft_file_close (file);
  }
  yyq_draft_threads_answer (data, error);
}

static void
open_in_memory (YyqDrafts *self, GTask *task)
{
  const Request *request = g_task_get_task_data (task);
  YyqDraft *draft = g_hash_table_lookup (self->open, request->id);

  if (draft != NULL && !yyq_draft_is_closed (draft) && yyq_draft_get_kind (draft) == request->kind)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_new_error (task, YYQ_STORE_ERROR, YYQ_STORE_ERROR_NOT_FOUND,
                             "There is no draft %s", request->id);
}

void
yyq_drafts_open_async (YyqDrafts *self, const YyqDraftKind *kind, const char *id,
                       GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = task_new (self, id, yyq_drafts_open_async, callback, user_data);

  ((Request *) g_task_get_task_data (task))->kind = kind;
  /* It is the name of a file. */
  if (!yyq_id_is_valid (id))
    g_task_return_new_error (task, YYQ_STORE_ERROR, YYQ_STORE_ERROR_NOT_FOUND, "No id: %s", id);
  else if (yyq_drafts_get_durable (self))
    yyq_draft_threads_write (self->threads, open_in_writer, g_object_ref (task));
  else
    open_in_memory (self, task);
}

YyqDraft *
yyq_drafts_open_finish (YyqDrafts *self, GAsyncResult *result, GError **error)
{
  Request *request = g_task_get_task_data (G_TASK (result));

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;
  if (request->core == NULL)
    return g_object_ref (g_hash_table_lookup (self->open, request->id));
  return add_open (self, g_steal_pointer (&request->core), TRUE, request->cut > 0);
}

/* All of them */

/* Calls @each with every draft that can be read; others stay where they are. */
static void
walk_in_writer (Request *request,
                void (*each) (Request *, const char *, const YyqDraftState *, gpointer),
                gpointer data)
{
  const char *directory = yyq_draft_threads_get_directory (request->threads);
  g_autoptr (GDir) dir = g_dir_open (directory, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autoptr (GError) error = NULL;
    g_autoptr (YyqDraftState) state =
      yyq_id_is_valid (name)
        ? yyq_draft_file_peek (directory, name, yyq_draft_threads_get_cipher (request->threads),
                               &error)
        : NULL;

    if (state != NULL)
      each (request, name, state, data);
    else if (error != NULL)
      g_warning ("A draft cannot be read: %s", error->message);
  }
}

static void
list_one (Request *request, const char *id, const YyqDraftState *state, gpointer infos)
{
  g_ptr_array_add (infos, info_new (id, state));
}

static void
list_in_writer (gpointer data)
{
  Request *request = g_task_get_task_data (data);

  request->infos = g_ptr_array_new_with_free_func ((GDestroyNotify) yyq_draft_info_free);
  walk_in_writer (request, list_one, request->infos);
  g_ptr_array_sort (request->infos, compare_infos);
  yyq_draft_threads_answer (data, NULL);
}

static GPtrArray *
list_memory (YyqDrafts *self)
{
  GPtrArray *infos = g_ptr_array_new_with_free_func ((GDestroyNotify) yyq_draft_info_free);
  GHashTableIter iter;
  gpointer draft;

  g_hash_table_iter_init (&iter, self->open);
  while (g_hash_table_iter_next (&iter, NULL, &draft))
    if (!yyq_draft_is_closed (draft))
      g_ptr_array_add (infos, info_new (yyq_draft_get_id (draft), yyq_draft_get_state (draft)));
  g_ptr_array_sort (infos, compare_infos);
  return infos;
}

void
yyq_drafts_list_async (YyqDrafts *self, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = task_new (self, NULL, yyq_drafts_list_async, callback, user_data);

  if (yyq_drafts_get_durable (self)) {
    yyq_draft_threads_write (self->threads, list_in_writer, g_object_ref (task));
  } else {
    ((Request *) g_task_get_task_data (task))->infos = list_memory (self);
    g_task_return_boolean (task, TRUE);
  }
}

GPtrArray *
yyq_drafts_list_finish (YyqDrafts *self, GAsyncResult *result, GError **error)
{
  Request *request = g_task_get_task_data (G_TASK (result));

  return g_task_propagate_boolean (G_TASK (result), error) ? g_steal_pointer (&request->infos)
                                                           : NULL;
}

static void
forget_memory (YyqDrafts *self, const char *id)
{
  g_autoptr (YyqDraft) draft = g_hash_table_lookup (self->open, id);

  g_hash_table_remove (self->open, id);
}

static void
remove_in_writer (gpointer data)
{
  const Request *request = g_task_get_task_data (data);
  GError *error = NULL;

  yyq_draft_file_remove (yyq_draft_threads_get_directory (request->threads), request->id, &error);
  yyq_draft_threads_answer (data, error);
}

void
yyq_drafts_remove_async (YyqDrafts *self, const char *id, GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = change_new (self, id, yyq_drafts_remove_async, callback, user_data);

  g_return_if_fail (yyq_id_is_valid (id));
  if (yyq_drafts_get_durable (self)) {
    yyq_draft_threads_write (self->threads, remove_in_writer, g_object_ref (task));
  } else {
    forget_memory (self, id);
    g_task_return_boolean (task, TRUE);
  }
}

static void
park_one (Request *request, const char *id, const YyqDraftState *state, gpointer failure)
{
  g_autoptr (GError) error = NULL;

  if (!g_strv_contains ((const char *const *) request->object_ids, state->object_id))
    return;
  /* One that is open is parked by whoever has it. */
  if (!yyq_draft_file_park (yyq_draft_threads_get_directory (request->threads), id,
                            yyq_draft_threads_get_cipher (request->threads), request->reason,
                            &error) &&
      !g_error_matches (error, YYQ_STORE_ERROR, YYQ_STORE_ERROR_BUSY) &&
      *(GError **) failure == NULL)
    g_propagate_error (failure, g_steal_pointer (&error));
}

static void
park_in_writer (gpointer data)
{
  GError *error = NULL;

  walk_in_writer (g_task_get_task_data (data), park_one, &error);
  yyq_draft_threads_answer (data, error);
}

void
yyq_drafts_park_objects_async (YyqDrafts *self, const char *const *object_ids, const char *reason,
                               GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task =
    change_new (self, NULL, yyq_drafts_park_objects_async, callback, user_data);
  Request *request = g_task_get_task_data (task);
  GHashTableIter iter;
  gpointer draft;

  request->object_ids = g_strdupv ((GStrv) object_ids);
  request->reason = g_strdup (reason);
  g_hash_table_iter_init (&iter, self->open);
  while (g_hash_table_iter_next (&iter, NULL, &draft))
    if (!yyq_draft_is_closed (draft) &&
        g_strv_contains (object_ids, yyq_draft_get_object_id (draft)))
      yyq_draft_park (draft, reason);
  if (yyq_drafts_get_durable (self))
    yyq_draft_threads_write (self->threads, park_in_writer, g_object_ref (task));
  else
    g_task_return_boolean (task, TRUE);
}

gboolean
yyq_drafts_change_finish (YyqDrafts *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* Object */

static void
yyq_drafts_finalize (GObject *object)
{
  YyqDrafts *self = YYQ_DRAFTS (object);
  GHashTableIter iter;
  gpointer draft;

  g_hash_table_iter_init (&iter, self->open);
  while (g_hash_table_iter_next (&iter, NULL, &draft)) {
    if (yyq_drafts_get_durable (self))
      g_object_weak_unref (draft, gone_cb, self);
    else
      g_object_unref (draft);
  }
  g_hash_table_unref (self->open);
  g_hash_table_unref (self->kinds);
  /* What was typed last: the program may be about to end. */
  yyq_draft_threads_drain (self->threads);
  yyq_draft_threads_unref (self->threads);
  G_OBJECT_CLASS (yyq_drafts_parent_class)->finalize (object);
}

static void
yyq_drafts_class_init (YyqDraftsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = yyq_drafts_finalize;
  signals[CHANGED] = g_signal_new ("changed", YYQ_TYPE_DRAFTS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
yyq_drafts_init (YyqDrafts *self)
{
  self->open = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->kinds = g_hash_table_new (g_str_hash, g_str_equal);
}

YyqDrafts *
yyq_drafts_new (const char *directory, YyqCipher *cipher)
{
  YyqDrafts *self = g_object_new (YYQ_TYPE_DRAFTS, NULL);

  self->threads = yyq_draft_threads_new (directory, cipher);
  return self;
}
