/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-draft-core.h"

/* A journal shorter than this is not worth another file. */
#define COMPACT_SIZE (8 * 1024)

struct _YyqDraftCore {
  gatomicrefcount ref_count;
  YyqDraftThreads *threads; /* (owned) */
  const YyqDraftKind *kind;
  char *id;       /* (owned) */
  gpointer owner; /* (unowned) (nullable): the main thread's alone, as the next one */
  YyqDraftTold told;

  GMutex lock; /* of all up to the file */
  YyqDraftState *state;
  GPtrArray *pending;  /* (element-type GBytes): the last operations in the state */
  gboolean queued;     /* a save is on its way to the writer */
  gboolean saving;     /* the writer has taken what was pending */
  gboolean rewrite;    /* the next save writes a new file, with all that is pending in it */
  gboolean compacting; /* the syncer, or the writer after it */
  gboolean syncing;
  gboolean sync_again; /* something was written meanwhile */
  gsize journal_size;

  YyqDraftFile *file; /* (nullable): the writer's alone, as the next one */
  gboolean new_name;  /* the folder does not safely have it yet */
};

YyqDraftCore *
yyq_draft_core_new (YyqDraftThreads *threads, const YyqDraftKind *kind, const char *id,
                    YyqDraftState *state, YyqDraftFile *file)
{
  YyqDraftCore *self = g_new0 (YyqDraftCore, 1);

  g_atomic_ref_count_init (&self->ref_count);
  g_mutex_init (&self->lock);
  self->threads = yyq_draft_threads_ref (threads);
  self->kind = kind;
  self->id = g_strdup (id);
  self->state = state;
  self->pending = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  self->rewrite = file == NULL;
  self->file = file;
  if (file != NULL)
    self->journal_size = yyq_draft_file_get_journal_size (file);
  return self;
}

YyqDraftCore *
yyq_draft_core_ref (YyqDraftCore *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
yyq_draft_core_unref (YyqDraftCore *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_clear_pointer (&self->file, yyq_draft_file_close);
  g_mutex_clear (&self->lock);
  yyq_draft_state_free (self->state);
  g_ptr_array_unref (self->pending);
  g_free (self->id);
  yyq_draft_threads_unref (self->threads);
  g_free (self);
}

void
yyq_draft_core_set_owner (YyqDraftCore *self, gpointer owner, YyqDraftTold told)
{
  self->owner = owner;
  self->told = told;
}

const YyqDraftKind *
yyq_draft_core_get_kind (YyqDraftCore *self)
{
  return self->kind;
}

const char *
yyq_draft_core_get_id (YyqDraftCore *self)
{
  return self->id;
}

YyqDraftThreads *
yyq_draft_core_get_threads (YyqDraftCore *self)
{
  return self->threads;
}

const YyqDraftState *
yyq_draft_core_get_state (YyqDraftCore *self)
{
  return self->state;
}

static const char *
directory_of (YyqDraftCore *self)
{
  return yyq_draft_threads_get_directory (self->threads);
}

/* How something ended, on its way to the main thread */
typedef struct {
  YyqDraftCore *core; /* (owned) */
  GError *error;      /* (owned) (nullable) */
} Telling;

static void
telling_free (gpointer data)
{
  Telling *telling = data;

  g_clear_error (&telling->error);
  yyq_draft_core_unref (telling->core);
  g_free (telling);
}

static gboolean
tell_cb (gpointer data)
{
  const Telling *telling = data;

  if (telling->core->owner != NULL)
    telling->core->told (telling->core->owner, telling->error);
  return G_SOURCE_REMOVE;
}

static void
tell (YyqDraftCore *self, const GError *error)
{
  Telling *telling = g_new (Telling, 1);

  telling->core = yyq_draft_core_ref (self);
  telling->error = error != NULL ? g_error_copy (error) : NULL;
  g_idle_add_full (G_PRIORITY_DEFAULT, tell_cb, telling, telling_free);
}

/* Against a loss of power */

typedef struct {
  YyqDraftCore *core; /* (owned) */
  int fd;
  gboolean folder; /* the folder, too */
} Sync;

static void request_sync_in_writer (YyqDraftCore *self);

static void
sync_again_in_writer (gpointer data)
{
  g_autoptr (YyqDraftCore) self = data;

  if (self->file != NULL)
    request_sync_in_writer (self);
}

static void
sync_in_syncer (gpointer data)
{
  g_autofree Sync *sync = data;
  g_autoptr (YyqDraftCore) self = sync->core;
  g_autoptr (GError) error = NULL;
  gboolean again;

  if (!yyq_draft_file_sync (sync->fd, sync->folder ? directory_of (self) : NULL, &error))
    tell (self, error);
  g_mutex_lock (&self->lock);
  self->syncing = FALSE;
  again = self->sync_again;
  self->sync_again = FALSE;
  g_mutex_unlock (&self->lock);
  if (again)
    yyq_draft_threads_write (self->threads, sync_again_in_writer, yyq_draft_core_ref (self));
}

static void
push_sync_in_writer (YyqDraftCore *self)
{
  Sync *sync = g_new (Sync, 1);

  sync->core = yyq_draft_core_ref (self);
  sync->fd = yyq_draft_file_dup (self->file);
  sync->folder = self->new_name;
  self->new_name = FALSE;
  yyq_draft_threads_sync (self->threads, sync_in_syncer, sync);
}

/* One at a time: what is written meanwhile is synced together after it. */
static void
request_sync_in_writer (YyqDraftCore *self)
{
  gboolean start;

  g_mutex_lock (&self->lock);
  start = !self->syncing;
  self->syncing = TRUE;
  self->sync_again = !start;
  g_mutex_unlock (&self->lock);
  if (start)
    push_sync_in_writer (self);
}

/* Writing */

/* What one save is about. */
typedef struct {
  GPtrArray *pending;   /* (owned) */
  YyqDraftState *state; /* (owned) (nullable): written as a new file, @pending is in it */
  guint64 first;        /* number of the first that is pending */
} Save;

static void
take_save (YyqDraftCore *self, Save *save)
{
  g_mutex_lock (&self->lock);
  self->queued = FALSE;
  self->saving = TRUE;
  save->pending = self->pending;
  self->pending = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  save->first = self->state->seq + 1 - save->pending->len;
  save->state = self->rewrite ? yyq_draft_state_copy (self->state) : NULL;
  self->rewrite = FALSE;
  g_mutex_unlock (&self->lock);
}

/* What could not be written comes before what has been typed since. */
static void
give_back (YyqDraftCore *self, Save *save)
{
  g_mutex_lock (&self->lock);
  g_ptr_array_extend_and_steal (save->pending, g_steal_pointer (&self->pending));
  self->pending = g_steal_pointer (&save->pending);
  self->rewrite |= save->state != NULL;
  g_mutex_unlock (&self->lock);
}

static gboolean
write_new_file (YyqDraftCore *self, const YyqDraftState *state, GError **error)
{
  const char *directory = directory_of (self);
  YyqDraftFile *file =
    yyq_draft_file_prepare (directory, self->id, YYQ_DRAFT_FILE_NEW,
                            yyq_draft_threads_get_cipher (self->threads), state, error);

  if (file == NULL)
    return FALSE;
  /* One that takes the place of another must be whole before it does. */
  if ((self->file != NULL && !yyq_draft_file_sync (yyq_draft_file_dup (file), NULL, error)) ||
      !yyq_draft_file_commit (file, error)) {
    yyq_draft_file_close (file);
    return FALSE;
  }
  g_clear_pointer (&self->file, yyq_draft_file_close);
  self->file = file;
  self->new_name = TRUE;
  return TRUE;
}

static gboolean
save_in_writer (YyqDraftCore *self, GError **error)
{
  Save save;
  gboolean ok;

  take_save (self, &save);
  if (save.state != NULL)
    ok = write_new_file (self, save.state, error);
  else
    ok = save.pending->len == 0 || self->file == NULL ||
         yyq_draft_file_append (self->file, save.pending, save.first, error);
  if (!ok)
    give_back (self, &save);
  g_mutex_lock (&self->lock);
  self->saving = FALSE;
  self->journal_size = self->file != NULL ? yyq_draft_file_get_journal_size (self->file) : 0;
  g_mutex_unlock (&self->lock);
  g_clear_pointer (&save.pending, g_ptr_array_unref);
  g_clear_pointer (&save.state, yyq_draft_state_free);
  return ok;
}

static void
save_job (gpointer data)
{
  g_autoptr (YyqDraftCore) self = data;
  g_autoptr (GError) error = NULL;

  if (save_in_writer (self, &error) && self->file != NULL)
    request_sync_in_writer (self);
  tell (self, error);
}

/* With the lock in hand. */
static gboolean
must_queue (YyqDraftCore *self)
{
  const gboolean must = !self->queued && directory_of (self) != NULL;

  self->queued |= must;
  return must;
}

static void
queue (YyqDraftCore *self, gboolean must)
{
  if (must)
    yyq_draft_threads_write (self->threads, save_job, yyq_draft_core_ref (self));
}

void
yyq_draft_core_push (YyqDraftCore *self, GBytes *operation, GBytes *local)
{
  gboolean must;

  g_mutex_lock (&self->lock);
  g_bytes_unref (self->state->local);
  self->state->local = local;
  self->state->seq++;
  if (directory_of (self) != NULL)
    g_ptr_array_add (self->pending, operation);
  else
    g_bytes_unref (operation);
  must = must_queue (self);
  g_mutex_unlock (&self->lock);
  queue (self, must);
}

void
yyq_draft_core_replace (YyqDraftCore *self, YyqDraftState *state)
{
  gboolean must;

  g_mutex_lock (&self->lock);
  yyq_draft_state_free (self->state);
  self->state = state;
  g_ptr_array_set_size (self->pending, 0);
  self->rewrite = TRUE;
  must = must_queue (self);
  g_mutex_unlock (&self->lock);
  queue (self, must);
}

void
yyq_draft_core_save (YyqDraftCore *self)
{
  gboolean must;

  g_mutex_lock (&self->lock);
  must = must_queue (self);
  g_mutex_unlock (&self->lock);
  queue (self, must);
}

gboolean
yyq_draft_core_is_saved (YyqDraftCore *self)
{
  gboolean saved;

  g_mutex_lock (&self->lock);
  saved = directory_of (self) == NULL ||
          (!self->queued && !self->saving && !self->rewrite && self->pending->len == 0);
  g_mutex_unlock (&self->lock);
  return saved;
}

/* Compaction */

typedef struct {
  YyqDraftCore *core;   /* (owned) */
  YyqDraftState *state; /* (owned) */
  YyqDraftFile *file;   /* (owned) (nullable) */
} Compaction;

static void
compaction_free (Compaction *compaction)
{
  g_clear_pointer (&compaction->file, yyq_draft_file_close);
  yyq_draft_state_free (compaction->state);
  yyq_draft_core_unref (compaction->core);
  g_free (compaction);
}

/* Nothing was typed since, so that it says all that the journal says. */
static void
take_place_in_writer (gpointer data)
{
  Compaction *compaction = data;
  YyqDraftCore *self = compaction->core;
  g_autoptr (GError) error = NULL;
  gboolean same;

  g_mutex_lock (&self->lock);
  same = self->file != NULL && self->state->seq == compaction->state->seq && !self->rewrite &&
         self->pending->len == 0;
  g_mutex_unlock (&self->lock);
  if (same && compaction->file != NULL && yyq_draft_file_commit (compaction->file, &error)) {
    yyq_draft_file_close (self->file);
    self->file = g_steal_pointer (&compaction->file);
    self->new_name = TRUE;
  }
  if (error != NULL)
    g_info ("A draft is not compacted: %s", error->message);
  g_mutex_lock (&self->lock);
  self->compacting = FALSE;
  self->journal_size = self->file != NULL ? yyq_draft_file_get_journal_size (self->file) : 0;
  g_mutex_unlock (&self->lock);
  compaction_free (compaction);
}

static void
compact_in_syncer (gpointer data)
{
  Compaction *compaction = data;
  YyqDraftCore *self = compaction->core;
  const char *directory = directory_of (self);
  g_autoptr (GError) error = NULL;

  compaction->file = yyq_draft_file_prepare (directory, self->id, YYQ_DRAFT_FILE_COMPACT,
                                             yyq_draft_threads_get_cipher (self->threads),
                                             compaction->state, &error);
  if (compaction->file != NULL &&
      !yyq_draft_file_sync (yyq_draft_file_dup (compaction->file), NULL, &error))
    g_clear_pointer (&compaction->file, yyq_draft_file_close);
  if (error != NULL)
    g_info ("A draft is not compacted: %s", error->message);
  yyq_draft_threads_write (self->threads, take_place_in_writer, compaction);
}

void
yyq_draft_core_compact_if_idle (YyqDraftCore *self)
{
  Compaction *compaction = NULL;

  g_mutex_lock (&self->lock);
  if (!self->compacting && !self->queued && self->journal_size >= COMPACT_SIZE) {
    self->compacting = TRUE;
    compaction = g_new0 (Compaction, 1);
    compaction->core = yyq_draft_core_ref (self);
    compaction->state = yyq_draft_state_copy (self->state);
  }
  g_mutex_unlock (&self->lock);
  if (compaction != NULL)
    yyq_draft_threads_sync (self->threads, compact_in_syncer, compaction);
}

/* The end */

static void
flush_in_writer (gpointer data)
{
  YyqDraftCore *self = g_task_get_task_data (data);
  GError *error = NULL;

  if (save_in_writer (self, &error) && self->file != NULL)
    yyq_draft_file_sync (yyq_draft_file_dup (self->file), directory_of (self), &error);
  yyq_draft_threads_answer (data, error);
}

void
yyq_draft_core_flush (YyqDraftCore *self, GTask *task)
{
  g_task_set_task_data (task, yyq_draft_core_ref (self), (GDestroyNotify) yyq_draft_core_unref);
  if (directory_of (self) == NULL)
    g_task_return_boolean (task, TRUE);
  else
    yyq_draft_threads_write (self->threads, flush_in_writer, g_object_ref (task));
}

static void
close_in_writer (gpointer data)
{
  g_autoptr (YyqDraftCore) self = data;
  g_autoptr (GError) error = NULL;

  if (!save_in_writer (self, &error))
    g_warning ("A draft could not be written to its end: %s", error->message);
  if (self->file != NULL)
    push_sync_in_writer (self);
  g_clear_pointer (&self->file, yyq_draft_file_close);
}

static void
discard_in_writer (gpointer data)
{
  g_autoptr (YyqDraftCore) self = data;
  g_autoptr (GError) error = NULL;

  if (self->file == NULL)
    return;
  g_clear_pointer (&self->file, yyq_draft_file_close);
  if (!yyq_draft_file_remove (directory_of (self), self->id, &error))
    g_warning ("A draft cannot be removed: %s", error->message);
}

void
yyq_draft_core_close (YyqDraftCore *self, gboolean discard)
{
  if (directory_of (self) == NULL)
    return;
  g_mutex_lock (&self->lock);
  self->queued = TRUE; /* nothing comes after this */
  if (discard) {
    g_ptr_array_set_size (self->pending, 0);
    self->rewrite = FALSE;
  }
  g_mutex_unlock (&self->lock);
  yyq_draft_threads_write (self->threads, discard ? discard_in_writer : close_in_writer,
                           yyq_draft_core_ref (self));
}
