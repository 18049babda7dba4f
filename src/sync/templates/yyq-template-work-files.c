/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-template-work.h"

#include "yyq-error.h"
#include "yyq-id.h"
#include "yyq-pdf-normalize.h"
#include "yyq-pdf-page-count.h"
#include "yyq-pdf-worker.h"
#include "yyq-template-files.h"
#include "yyq-template-private.h"

/* How much of the way each part takes, as it feels. */
#define READ_PART 0.4
#define CHECKED 0.9

/* One file on its way in: read, normalised in the worker, counted, kept. */
typedef struct {
  GFile *file; /* (owned) */
  char *name;
  char *replaces; /* (nullable) */
  goffset size;   /* bytes, as the file system says it */
  gboolean too_large;
  GBytes *pdf;                  /* (owned) (nullable): normalised */
  char *sha256;                 /* (owned) (nullable): of it */
  guint n_pages;                /* of it */
  YyqTemplateProgress progress; /* (nullable) */
  gpointer progress_data;
} Adding;

static void
adding_free (gpointer data)
{
  Adding *adding = data;

  g_object_unref (adding->file);
  g_free (adding->name);
  g_free (adding->replaces);
  g_clear_pointer (&adding->pdf, g_bytes_unref);
  g_free (adding->sha256);
  g_free (adding);
}

static void
tell (const Adding *adding, double fraction)
{
  if (adding->progress != NULL)
    adding->progress (fraction, adding->progress_data);
}

static gboolean
is_too_much (YyqTemplateWork *self, const Adding *adding, GError **error)
{
  YyqTemplateContent *content = yyq_template_get_content (self->template);
  const guint n = g_list_model_get_n_items (yyq_template_content_get_files (content));
  const guint pages = yyq_template_content_count_pages (content);

  if (adding->replaces == NULL && n >= YYQ_TEMPLATE_MOST_FILES) {
    g_set_error (error, YYQ_PDF_ERROR, YYQ_PDF_ERROR_TOO_LARGE, "more than %d files",
                 YYQ_TEMPLATE_MOST_FILES);
    return TRUE;
  }
  if (adding->replaces == NULL && pages + adding->n_pages > YYQ_TEMPLATE_MOST_PAGES) {
    g_set_error (error, YYQ_PDF_ERROR, YYQ_PDF_ERROR_TOO_LARGE, "more than %d pages",
                 YYQ_TEMPLATE_MOST_PAGES);
    return TRUE;
  }
  return FALSE;
}

/* (transfer full): the ids of controls that fell off. */
static GPtrArray *
take_file (YyqTemplateWork *self, Adding *adding)
{
  YyqTemplateContent *content = yyq_template_get_content (self->template);
  g_autofree char *id = yyq_id_new ();
  g_autoptr (YyqTemplateFile) file =
    g_object_new (YYQ_TYPE_TEMPLATE_FILE, "id", id, "name", adding->name, "sha256", adding->sha256,
                  "pages", (int) adding->n_pages, NULL);
  GPtrArray *gone;

  yyq_template_work_add_paper (self, adding->name, adding->sha256, adding->pdf);
  if (adding->replaces != NULL) {
    gone = yyq_template_content_replace_file (content, adding->replaces, file);
  } else {
    yyq_template_content_add_file (content, file);
    gone = g_ptr_array_new_with_free_func (g_free);
  }
  yyq_template_work_save (self);
  return gone;
}

static void
counted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  YyqTemplateWork *self = g_task_get_source_object (task);
  Adding *adding = g_task_get_task_data (task);
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error) || is_too_much (self, adding, &error)) {
    g_task_return_error (task, error);
    return;
  }
  if (g_task_return_error_if_cancelled (task))
    return;
  tell (adding, 1);
  g_task_return_pointer (task, take_file (self, adding), (GDestroyNotify) g_ptr_array_unref);
}

static void
count_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Adding *adding = data;
  GError *error = NULL;

  adding->sha256 = yyq_sha256_hex (adding->pdf);
  adding->n_pages = yyq_pdf_page_count (adding->pdf, &error);
  if (adding->n_pages > 0)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
normalized_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Adding *adding = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GTask) counting = NULL;

  adding->pdf = yyq_pdf_normalize_in_worker_finish (result, &error);
  if (adding->pdf == NULL) {
    g_task_return_error (task, error);
    return;
  }
  tell (adding, CHECKED);
  counting = g_task_new (NULL, NULL, counted_cb, g_object_ref (task));
  /* The outer task, which the callback holds, owns it. */
  g_task_set_task_data (counting, adding, NULL);
  g_task_run_in_thread (counting, count_in_thread);
}

/* Called while it is read; more than is allowed is not read. */
static gboolean
read_more (const char *contents, goffset length, gpointer user_data)
{
  GTask *task = user_data;
  Adding *adding = g_task_get_task_data (task);

  adding->too_large = length > YYQ_PDF_MAX_UPLOAD;
  if (adding->size > 0 && !adding->too_large)
    tell (adding, READ_PART * MIN (1, (double) length / (double) adding->size));
  return !adding->too_large;
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Adding *adding = g_task_get_task_data (task);
  char *contents = NULL;
  gsize length = 0;
  g_autoptr (GBytes) upload = NULL;
  GError *error = NULL;

  if (!g_file_load_partial_contents_finish (G_FILE (source), result, &contents, &length, NULL,
                                            &error)) {
    g_task_return_error (task, error);
    return;
  }
  upload = g_bytes_new_take (contents, length);
  if (adding->too_large) {
    g_task_return_new_error (task, YYQ_PDF_ERROR, YYQ_PDF_ERROR_TOO_LARGE, "more than %d bytes",
                             YYQ_PDF_MAX_UPLOAD);
    return;
  }
  tell (adding, READ_PART);
  yyq_pdf_normalize_in_worker_async (upload, g_task_get_cancellable (task), normalized_cb,
                                     g_object_ref (task));
}

static void
sized_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Adding *adding = g_task_get_task_data (task);
  g_autoptr (GFileInfo) info = g_file_query_info_finish (G_FILE (source), result, NULL);

  adding->size = info != NULL ? g_file_info_get_size (info) : 0;
  if (info != NULL && g_file_info_get_display_name (info) != NULL) {
    g_free (adding->name);
    adding->name = g_strdup (g_file_info_get_display_name (info));
  }
  g_file_load_partial_contents_async (adding->file, g_task_get_cancellable (task), read_more,
                                      read_cb, g_object_ref (task));
}

void
yyq_template_work_add_file_async (YyqTemplateWork *self, GFile *file, const char *replaces,
                                  GCancellable *cancellable, YyqTemplateProgress progress,
                                  GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Adding *adding = g_new0 (Adding, 1);

  g_return_if_fail (YYQ_IS_TEMPLATE_WORK (self));

  adding->file = g_object_ref (file);
  adding->name = g_file_get_basename (file);
  adding->replaces = g_strdup (replaces);
  adding->progress = progress;
  adding->progress_data = user_data;
  g_task_set_source_tag (task, yyq_template_work_add_file_async);
  g_task_set_task_data (task, adding, adding_free);
  g_file_query_info_async (
    file, G_FILE_ATTRIBUTE_STANDARD_SIZE "," G_FILE_ATTRIBUTE_STANDARD_DISPLAY_NAME,
    G_FILE_QUERY_INFO_NONE, G_PRIORITY_DEFAULT, cancellable, sized_cb, task);
}

GPtrArray *
yyq_template_work_add_file_finish (YyqTemplateWork *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

GPtrArray *
yyq_template_work_remove_file (YyqTemplateWork *self, const char *id)
{
  GPtrArray *gone;

  g_return_val_if_fail (YYQ_IS_TEMPLATE_WORK (self), NULL);

  gone = yyq_template_content_remove_file (yyq_template_get_content (self->template), id);
  yyq_template_work_save (self);
  return gone;
}

void
yyq_template_work_move_file (YyqTemplateWork *self, const char *id, guint to)
{
  g_return_if_fail (YYQ_IS_TEMPLATE_WORK (self));

  yyq_template_content_move_file (yyq_template_get_content (self->template), id, to);
  yyq_template_work_save (self);
}

/* Pages */

static void
pages_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  GBytes *pages =
    yyq_template_repository_load_pages_finish (YYQ_TEMPLATE_REPOSITORY (source), result, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, pages, (GDestroyNotify) g_bytes_unref);
}

/* What only this computer has is among the documents for as long as there is room: once more. */
static void
keep_papers (YyqTemplateWork *self)
{
  GHashTableIter iter;
  gpointer paper;

  g_hash_table_iter_init (&iter, self->papers);
  while (g_hash_table_iter_next (&iter, NULL, &paper))
    yyq_template_repository_keep_document (self->templates, yyq_draft_get_local (paper));
}

static void
load_pages (YyqTemplateWork *self, YyqTemplateContent *content, GCancellable *cancellable,
            GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, load_pages);
  keep_papers (self);
  yyq_template_repository_load_pages_async (self->templates, yyq_template_get_id (self->template),
                                            content, cancellable, pages_cb, task);
}

void
yyq_template_work_load_pages_async (YyqTemplateWork *self, GCancellable *cancellable,
                                    GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (YYQ_IS_TEMPLATE_WORK (self));

  load_pages (self, yyq_template_get_content (self->template), cancellable, callback, user_data);
}

void
yyq_template_work_load_file_async (YyqTemplateWork *self, const char *id, GCancellable *cancellable,
                                   GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (YyqTemplateContent) content = yyq_template_content_new ();
  GListModel *files = yyq_template_content_get_files (yyq_template_get_content (self->template));

  g_return_if_fail (YYQ_IS_TEMPLATE_WORK (self));

  for (guint i = 0; i < g_list_model_get_n_items (files); i++) {
    g_autoptr (YyqTemplateFile) file = g_list_model_get_item (files, i);

    if (g_strcmp0 (yyq_template_file_get_id (file), id) == 0)
      yyq_template_content_add_file (content, file);
  }
  load_pages (self, content, cancellable, callback, user_data);
}

GBytes *
yyq_template_work_load_pages_finish (YyqTemplateWork *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* What the platform has of it */

typedef struct {
  YyqTemplateWork *work; /* (owned) */
  char *name;
  char *sha256;
} Kept;

static void
kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Kept *kept = user_data;
  g_autoptr (GBytes) pdf =
    yyq_template_repository_load_document_finish (YYQ_TEMPLATE_REPOSITORY (source), result, NULL);

  if (pdf != NULL && kept->work->draft != NULL)
    yyq_template_work_add_paper (kept->work, kept->name, kept->sha256, pdf);
  g_object_unref (kept->work);
  g_free (kept->name);
  g_free (kept->sha256);
  g_free (kept);
}

void
yyq_template_work_keep_files (YyqTemplateWork *self)
{
  YyqTemplateContent *content = self->base != NULL ? yyq_template_get_content (self->base) : NULL;
  GListModel *files = content != NULL ? yyq_template_content_get_files (content) : NULL;

  for (guint i = 0; files != NULL && i < g_list_model_get_n_items (files); i++) {
    g_autoptr (YyqTemplateFile) file = g_list_model_get_item (files, i);
    Kept *kept = g_new (Kept, 1);

    kept->work = g_object_ref (self);
    kept->name = g_strdup (yyq_template_file_get_name (file));
    kept->sha256 = g_strdup (yyq_template_file_get_sha256 (file));
    yyq_template_repository_load_document_async (self->templates, yyq_template_get_id (self->base),
                                                 kept->sha256, NULL, kept_cb, kept);
  }
}

/* A copy */

/* What is fetched, so that it can be sent as new: one file after the other. */
static void fetch_next (GTask *task);

static void
fetched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  YyqTemplateWork *self = g_task_get_source_object (task);
  GPtrArray *files = g_task_get_task_data (task);
  g_autoptr (YyqTemplateFile) file = g_ptr_array_steal_index (files, files->len - 1);
  GError *error = NULL;
  g_autoptr (GBytes) pdf =
    yyq_template_repository_load_document_finish (YYQ_TEMPLATE_REPOSITORY (source), result, &error);

  if (pdf == NULL) {
    g_task_return_error (task, error);
    return;
  }
  yyq_template_work_add_paper (self, yyq_template_file_get_name (file),
                               yyq_template_file_get_sha256 (file), pdf);
  fetch_next (task);
}

/* A new id, and nothing that the platform knew. */
static void
become_new (YyqTemplateWork *self)
{
  g_autofree char *id = yyq_id_new ();

  if (self->draft != NULL)
    yyq_draft_discard (self->draft);
  g_clear_object (&self->draft);
  g_clear_object (&self->base);
  self->next = 0;
  g_hash_table_remove_all (self->queued);
  g_clear_pointer (&self->clean, g_bytes_unref);
  self->clean = g_bytes_new_static ("", 0);
  g_object_set (self->template, "id", id, "version", (gint64) 0, "edition", 0, "state",
                YYQ_TEMPLATE_STATE_CLOSED, "uses", 0, NULL);
}

static void
finish_copy (YyqTemplateWork *self)
{
  g_autoptr (GHashTable) papers = g_steal_pointer (&self->papers);
  GHashTableIter iter;
  gpointer sha256, paper;

  self->papers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  become_new (self);
  g_hash_table_iter_init (&iter, papers);
  while (g_hash_table_iter_next (&iter, &sha256, &paper)) {
    yyq_template_work_add_paper (self, yyq_draft_get_title (paper), sha256,
                                 yyq_draft_get_local (paper));
    yyq_draft_discard (paper);
  }
  yyq_template_work_save (self);
}

static void
fetch_next (GTask *task)
{
  YyqTemplateWork *self = g_task_get_source_object (task);
  GPtrArray *files = g_task_get_task_data (task);

  while (files->len > 0) {
    YyqTemplateFile *file = files->pdata[files->len - 1];
    const char *sha256 = yyq_template_file_get_sha256 (file);

    if (yyq_template_work_find_paper (self, sha256) == NULL) {
      yyq_template_repository_load_document_async (self->templates,
                                                   yyq_template_get_id (self->template), sha256,
                                                   NULL, fetched_cb, g_object_ref (task));
      return;
    }
    g_ptr_array_remove_index (files, files->len - 1);
  }
  finish_copy (self);
  g_task_return_boolean (task, TRUE);
}

void
yyq_template_work_become_copy_async (YyqTemplateWork *self, GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);
  GPtrArray *wanted = g_ptr_array_new_with_free_func (g_object_unref);
  GListModel *files = yyq_template_content_get_files (yyq_template_get_content (self->template));
  const guint n = g_list_model_get_n_items (files);

  g_return_if_fail (YYQ_IS_TEMPLATE_WORK (self));

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (wanted, g_list_model_get_item (files, i));
  g_task_set_source_tag (task, yyq_template_work_become_copy_async);
  g_task_set_task_data (task, wanted, (GDestroyNotify) g_ptr_array_unref);
  fetch_next (task);
}

gboolean
yyq_template_work_become_copy_finish (YyqTemplateWork *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
