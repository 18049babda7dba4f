/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-document-cache.h"

#include "yyq-error.h"
#include "yyq-id.h"

#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <sys/stat.h>

#define SHA256_HEX_LENGTH 64

struct _YyqDocumentCache {
  GObject parent_instance;

  char *directory;   /* (owned) (nullable): NULL in memory */
  YyqCipher *cipher; /* (owned) */
  guint64 limit;

  GMutex lock;           /* what the workers share: the files, and the two below */
  GHashTable *in_memory; /* (owned): sha256 -> GBytes, without a directory */
  GQueue order;          /* (owned): keys of in_memory, the last used at the head */
};

G_DEFINE_FINAL_TYPE (YyqDocumentCache, yyq_document_cache, G_TYPE_OBJECT)

/* A document on disk, for the choice of what goes. */
typedef struct {
  char *path;
  guint64 size;
  gint64 used_at; /* us */
} Entry;

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_free (entry->path);
  g_free (entry);
}

static gboolean
is_sha256 (const char *text)
{
  return strlen (text) == SHA256_HEX_LENGTH &&
         strspn (text, "0123456789abcdef") == SHA256_HEX_LENGTH;
}

static char *
make_path (YyqDocumentCache *self, const char *sha256)
{
  return g_build_filename (self->directory, sha256, NULL);
}

static void
fail (GError **error, GError *failure)
{
  gboolean full = g_error_matches (failure, G_FILE_ERROR, G_FILE_ERROR_NOSPC);

  g_set_error_literal (error, YYQ_STORE_ERROR, full ? YYQ_STORE_ERROR_FULL : YYQ_STORE_ERROR_FAILED,
                       failure->message);
  g_error_free (failure);
}

static gint
compare_use (gconstpointer a, gconstpointer b)
{
  const Entry *left = *(const Entry *const *) a;
  const Entry *right = *(const Entry *const *) b;

  return (left->used_at > right->used_at) - (left->used_at < right->used_at);
}

/* Temporary files that a kill left behind are removed on the way. */
static GPtrArray *
list_files (YyqDocumentCache *self, guint64 *total)
{
  GPtrArray *entries = g_ptr_array_new_with_free_func (entry_free);
  g_autoptr (GDir) dir = g_dir_open (self->directory, 0, NULL);
  const char *name;

  *total = 0;
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = make_path (self, name);
    struct stat info;
    Entry *entry;

    if (!is_sha256 (name)) {
      g_unlink (path);
      continue;
    }
    if (g_stat (path, &info) != 0)
      continue;
    entry = g_new0 (Entry, 1);
    entry->path = g_steal_pointer (&path);
    entry->size = (guint64) info.st_size;
    entry->used_at = (gint64) info.st_mtim.tv_sec * G_USEC_PER_SEC + info.st_mtim.tv_nsec / 1000;
    *total += entry->size;
    g_ptr_array_add (entries, entry);
  }
  g_ptr_array_sort (entries, compare_use);
  return entries;
}

static void
evict_files (YyqDocumentCache *self, guint64 room)
{
  guint64 total = 0;
  g_autoptr (GPtrArray) entries = list_files (self, &total);

  for (guint i = 0; i < entries->len && total + room > self->limit; i++) {
    const Entry *entry = g_ptr_array_index (entries, i);

    g_unlink (entry->path);
    total -= entry->size;
  }
}

static gboolean
make_directory (YyqDocumentCache *self, GError **error)
{
  if (g_mkdir_with_parents (self->directory, 0700) == 0 && g_chmod (self->directory, 0700) == 0)
    return TRUE;
  g_set_error (error, YYQ_STORE_ERROR,
               errno == ENOSPC ? YYQ_STORE_ERROR_FULL : YYQ_STORE_ERROR_FAILED, "“%s”: %s",
               self->directory, g_strerror (errno));
  return FALSE;
}

static gboolean
put_file (YyqDocumentCache *self, const char *sha256, GBytes *document, GError **error)
{
  g_autofree char *path = make_path (self, sha256);
  g_autoptr (GBytes) sealed = NULL;
  GError *failure = NULL;
  gsize length;
  const char *data;
  struct stat info;

  if (!make_directory (self, error))
    return FALSE;
  sealed = yyq_cipher_seal (self->cipher, "document", "file", sha256, document);
  data = g_bytes_get_data (sealed, &length);
  if (g_stat (path, &info) == 0 && (gsize) info.st_size == length)
    return TRUE;
  evict_files (self, length);
  if (g_file_set_contents_full (path, data, (gssize) length,
                                G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600,
                                &failure))
    return TRUE;
  fail (error, failure);
  return FALSE;
}

/* The time of the last use is the file's: no row to keep in step with it. */
static GBytes *
load_file (YyqDocumentCache *self, const char *sha256, GError **error)
{
  g_autofree char *path = make_path (self, sha256);
  g_autoptr (GBytes) sealed = NULL;
  GBytes *document;
  GError *failure = NULL;
  char *contents = NULL;
  gsize length = 0;

  if (!g_file_get_contents (path, &contents, &length, &failure)) {
    if (g_error_matches (failure, G_FILE_ERROR, G_FILE_ERROR_NOENT))
      g_error_free (failure);
    else
      fail (error, failure);
    return NULL;
  }
  sealed = g_bytes_new_take (contents, length);
  document = yyq_cipher_open (self->cipher, "document", "file", sha256, sealed, NULL);
  if (document == NULL)
    g_unlink (path);
  else
    utimensat (AT_FDCWD, path, NULL, 0);
  return document;
}

static void
touch_in_memory (YyqDocumentCache *self, const char *sha256)
{
  GList *link = g_queue_find_custom (&self->order, sha256, (GCompareFunc) strcmp);

  g_queue_unlink (&self->order, link);
  g_queue_push_head_link (&self->order, link);
}

static void
put_in_memory (YyqDocumentCache *self, const char *sha256, GBytes *document)
{
  guint64 total = 0;

  if (g_hash_table_contains (self->in_memory, sha256))
    return;
  g_hash_table_insert (self->in_memory, g_strdup (sha256), g_bytes_ref (document));
  g_queue_push_head (&self->order, g_strdup (sha256));
  for (GList *link = self->order.head; link != NULL; link = link->next)
    total += g_bytes_get_size (g_hash_table_lookup (self->in_memory, link->data));
  while (total > self->limit && self->order.length > 1) {
    g_autofree char *oldest = g_queue_pop_tail (&self->order);

    total -= g_bytes_get_size (g_hash_table_lookup (self->in_memory, oldest));
    g_hash_table_remove (self->in_memory, oldest);
  }
}

static GBytes *
load_from_memory (YyqDocumentCache *self, const char *sha256)
{
  GBytes *document = g_hash_table_lookup (self->in_memory, sha256);

  if (document == NULL)
    return NULL;
  touch_in_memory (self, sha256);
  return g_bytes_ref (document);
}

static gboolean
remove_file (YyqDocumentCache *self, const char *sha256, GError **error)
{
  g_autofree char *path = make_path (self, sha256);

  if (g_unlink (path) == 0 || errno == ENOENT)
    return TRUE;
  g_set_error (error, YYQ_STORE_ERROR, YYQ_STORE_ERROR_FAILED, "“%s”: %s", path,
               g_strerror (errno));
  return FALSE;
}

static void
remove_from_memory (YyqDocumentCache *self, const char *sha256)
{
  GList *link = g_queue_find_custom (&self->order, sha256, (GCompareFunc) strcmp);

  if (link == NULL)
    return;
  g_hash_table_remove (self->in_memory, sha256);
  g_free (link->data);
  g_queue_delete_link (&self->order, link);
}

gboolean
yyq_document_cache_remove_in_worker (YyqDocumentCache *self, const char *sha256, GError **error)
{
  gboolean ok = TRUE;

  if (!is_sha256 (sha256))
    return TRUE;
  g_mutex_lock (&self->lock);
  if (self->directory != NULL)
    ok = remove_file (self, sha256, error);
  else
    remove_from_memory (self, sha256);
  g_mutex_unlock (&self->lock);
  return ok;
}

static void
load_in_worker (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  YyqDocumentCache *self = source;
  GError *error = NULL;
  GBytes *document;

  g_mutex_lock (&self->lock);
  document = self->directory != NULL ? load_file (self, task_data, &error)
                                     : load_from_memory (self, task_data);
  g_mutex_unlock (&self->lock);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, document, (GDestroyNotify) g_bytes_unref);
}

typedef struct {
  char *expected; /* (nullable) */
  GBytes *document;
} Put;

static void
put_free (gpointer data)
{
  Put *put = data;

  g_free (put->expected);
  g_bytes_unref (put->document);
  g_free (put);
}

static void
put_in_worker (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  YyqDocumentCache *self = source;
  Put *put = task_data;
  g_autofree char *sha256 = yyq_sha256_hex (put->document);
  GError *error = NULL;

  if (put->expected != NULL && !g_str_equal (put->expected, sha256)) {
    g_task_return_new_error (task, YYQ_STORE_ERROR, YYQ_STORE_ERROR_CORRUPT,
                             "A document has the SHA-256 %s instead of %s", sha256, put->expected);
    return;
  }
  g_mutex_lock (&self->lock);
  if (self->directory != NULL)
    put_file (self, sha256, put->document, &error);
  else
    put_in_memory (self, sha256, put->document);
  g_mutex_unlock (&self->lock);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

void
yyq_document_cache_load_async (YyqDocumentCache *self, const char *sha256,
                               GCancellable *cancellable, GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_return_if_fail (YYQ_IS_DOCUMENT_CACHE (self));

  g_task_set_source_tag (task, yyq_document_cache_load_async);
  if (!is_sha256 (sha256)) {
    g_task_return_new_error (task, YYQ_STORE_ERROR, YYQ_STORE_ERROR_NOT_FOUND, "“%s” is no SHA-256",
                             sha256);
    return;
  }
  g_task_set_task_data (task, g_strdup (sha256), g_free);
  g_task_run_in_thread (task, load_in_worker);
}

GBytes *
yyq_document_cache_load_finish (YyqDocumentCache *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
yyq_document_cache_put_async (YyqDocumentCache *self, const char *sha256, GBytes *document,
                              GCancellable *cancellable, GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Put *put = g_new (Put, 1);

  g_return_if_fail (YYQ_IS_DOCUMENT_CACHE (self));

  put->expected = g_strdup (sha256);
  put->document = g_bytes_ref (document);
  g_task_set_source_tag (task, yyq_document_cache_put_async);
  g_task_set_task_data (task, put, put_free);
  g_task_run_in_thread (task, put_in_worker);
}

gboolean
yyq_document_cache_put_finish (YyqDocumentCache *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
yyq_document_cache_finalize (GObject *object)
{
  YyqDocumentCache *self = YYQ_DOCUMENT_CACHE (object);

  g_free (self->directory);
  yyq_cipher_unref (self->cipher);
  g_hash_table_unref (self->in_memory);
  g_queue_clear_full (&self->order, g_free);
  g_mutex_clear (&self->lock);
  G_OBJECT_CLASS (yyq_document_cache_parent_class)->finalize (object);
}

static void
yyq_document_cache_class_init (YyqDocumentCacheClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = yyq_document_cache_finalize;
}

static void
yyq_document_cache_init (YyqDocumentCache *self)
{
  g_mutex_init (&self->lock);
  g_queue_init (&self->order);
  self->in_memory =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);
}

YyqDocumentCache *
yyq_document_cache_new (const char *directory, YyqCipher *cipher, guint64 limit)
{
  YyqDocumentCache *self = g_object_new (YYQ_TYPE_DOCUMENT_CACHE, NULL);

  self->directory = g_strdup (directory);
  self->cipher = yyq_cipher_ref (cipher);
  self->limit = limit;
  return self;
}
