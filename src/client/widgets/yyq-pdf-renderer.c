/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-pdf-renderer.h"

#include <math.h>
#include <stdlib.h>

#include "yyq-error.h"
#include "yyq-pdf-document.h"

#define MAX_SIDE 32767 /* of a cairo surface */

typedef struct {
  double width;
  double height;
  char *label; /* (owned) */
  YyqPdfProblem problem;
} Page;

struct _YyqPdfRenderer {
  GObject parent_instance;

  YyqPdfDocument *document; /* (owned): the pool's thread only, or nobody else is left */
  GArray *pages;            /* (owned) of Page: main thread */
};

G_DEFINE_FINAL_TYPE (YyqPdfRenderer, yyq_pdf_renderer, G_TYPE_OBJECT)

typedef struct {
  GBytes *pdf;              /* (owned) (nullable): to open */
  YyqPdfDocument *document; /* (owned) (nullable): to draw from */
  cairo_t *cr;              /* (owned) (nullable): to print with */
  guint page;
  gboolean read; /* not to draw, but to listen to */
  char *wanted;  /* (owned) (nullable): to be found */
  double scale;
  gboolean fonts_missing; /* comes back with the drawing */
} Job;

static void
job_free (Job *job)
{
  g_clear_pointer (&job->pdf, g_bytes_unref);
  g_clear_pointer (&job->document, yyq_pdf_document_unref);
  g_clear_pointer (&job->cr, cairo_destroy);
  g_free (job->wanted);
  g_free (job);
}

static void
clear_page (gpointer page)
{
  g_free (((Page *) page)->label);
}

typedef struct {
  YyqPdfDocument *document; /* (owned) */
  GArray *pages;            /* (owned) */
} Opened;

static void
opened_free (Opened *opened)
{
  g_clear_pointer (&opened->document, yyq_pdf_document_unref);
  g_clear_pointer (&opened->pages, g_array_unref);
  g_free (opened);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Opened, opened_free)

static GArray *
read_pages_in_worker (YyqPdfDocument *document)
{
  guint n_pages = yyq_pdf_document_get_n_pages (document);
  GArray *pages = g_array_sized_new (FALSE, TRUE, sizeof (Page), n_pages);

  g_array_set_clear_func (pages, clear_page);
  for (guint i = 0; i < n_pages; i++) {
    Page entry = { 595.28, 841.89, NULL, YYQ_PDF_PROBLEM_NONE };

    yyq_pdf_document_get_size (document, i, &entry.width, &entry.height);
    entry.label = yyq_pdf_document_get_label (document, i);
    if (entry.label == NULL)
      entry.label = g_strdup_printf ("%u", i + 1);
    g_array_append_val (pages, entry);
  }
  return pages;
}

static void
open_in_worker (GTask *task, Job *job)
{
  g_autoptr (Opened) opened = g_new0 (Opened, 1);
  GError *error = NULL;

  opened->document = yyq_pdf_document_open (job->pdf, &error);
  if (opened->document == NULL) {
    g_task_return_error (task, error);
    return;
  }
  opened->pages = read_pages_in_worker (opened->document);
  g_task_return_pointer (task, g_steal_pointer (&opened), (GDestroyNotify) opened_free);
}

static GdkTexture *
texture_of_surface (cairo_surface_t *surface)
{
  int width = cairo_image_surface_get_width (surface);
  int height = cairo_image_surface_get_height (surface);
  gsize stride = (gsize) cairo_image_surface_get_stride (surface);
  g_autoptr (GBytes) pixels = NULL;

  cairo_surface_flush (surface);
  pixels = g_bytes_new_with_free_func (
    cairo_image_surface_get_data (surface), stride * (gsize) height,
    (GDestroyNotify) cairo_surface_destroy, cairo_surface_reference (surface));
  return gdk_memory_texture_new (width, height, GDK_MEMORY_DEFAULT, pixels, stride);
}

/* White paper of the size of page @index at the job's scale, or what fits into the memory that it
 * may have. */
static cairo_t *
create_paper_in_worker (Job *job)
{
  double scale = job->scale;
  double width = 1, height = 1;
  cairo_surface_t *surface = NULL;
  cairo_t *cr = NULL;

  yyq_pdf_document_get_size (job->document, job->page, &width, &height);
  scale = MIN (scale, sqrt (YYQ_PDF_RENDERER_MAX_BYTES / 4.0 / (width * height)));
  surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32,
                                        (int) CLAMP (round (width * scale), 1, MAX_SIDE),
                                        (int) CLAMP (round (height * scale), 1, MAX_SIDE));
  cr = cairo_create (surface);
  cairo_surface_destroy (surface);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, scale, scale);
  return cr;
}

static void
render_in_worker (GTask *task, Job *job)
{
  cairo_t *cr = create_paper_in_worker (job);
  GError *error = NULL;

  if (yyq_pdf_document_draw (job->document, job->page, cr, FALSE, &job->fonts_missing,
                             g_task_get_cancellable (task), &error))
    g_task_return_pointer (task, texture_of_surface (cairo_get_target (cr)), g_object_unref);
  else
    g_task_return_error (task, error);
  cairo_destroy (cr);
}

static void
print_in_worker (GTask *task, Job *job)
{
  GError *error = NULL;

  if (yyq_pdf_document_draw (job->document, job->page, job->cr, TRUE, &job->fonts_missing,
                             g_task_get_cancellable (task), &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
read_in_worker (GTask *task, Job *job)
{
  GError *error = NULL;
  GPtrArray *paragraphs =
    yyq_pdf_document_read (job->document, job->page, g_task_get_cancellable (task), &error);

  if (paragraphs != NULL)
    g_task_return_pointer (task, paragraphs, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static void
find_in_worker (GTask *task, Job *job)
{
  GError *error = NULL;
  GArray *found = yyq_pdf_document_find (job->document, job->page, job->wanted,
                                         g_task_get_cancellable (task), &error);

  if (found != NULL)
    g_task_return_pointer (task, found, (GDestroyNotify) g_array_unref);
  else
    g_task_return_error (task, error);
}

static void
work (gpointer data, gpointer user_data)
{
  g_autoptr (GTask) task = data;
  Job *job = g_task_get_task_data (task);

  if (g_task_return_error_if_cancelled (task))
    return;
  if (job->pdf != NULL)
    open_in_worker (task, job);
  else if (job->read)
    read_in_worker (task, job);
  else if (job->wanted != NULL)
    find_in_worker (task, job);
  else if (job->cr != NULL)
    print_in_worker (task, job);
  else
    render_in_worker (task, job);
}

static int
compare_priority (gconstpointer a, gconstpointer b, gpointer user_data)
{
  return g_task_get_priority (G_TASK ((gpointer) a)) - g_task_get_priority (G_TASK ((gpointer) b));
}

static GThreadPool *pool;

/* What poppler shares is torn down after this: a page that is being drawn then would end in an
 * abort. */
static void
stop_at_exit (void)
{
  g_thread_pool_free (pool, TRUE, TRUE);
}

/* One thread for all renderers: pages are fast, and poppler shares its fonts. It lives as long as
 * the process. */
static void
push (GTask *task)
{
  if (pool == NULL) {
    pool = g_thread_pool_new_full (work, NULL, g_object_unref, 1, TRUE, NULL);
    g_thread_pool_set_sort_function (pool, compare_priority, NULL);
    atexit (stop_at_exit);
  }
  g_thread_pool_push (pool, task, NULL);
}

YyqPdfRenderer *
yyq_pdf_renderer_new (void)
{
  return g_object_new (YYQ_TYPE_PDF_RENDERER, NULL);
}

void
yyq_pdf_renderer_open_async (YyqPdfRenderer *self, GBytes *pdf, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Job *job = g_new0 (Job, 1);

  g_return_if_fail (YYQ_IS_PDF_RENDERER (self));
  job->pdf = g_bytes_ref (pdf);
  g_task_set_source_tag (task, yyq_pdf_renderer_open_async);
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  push (task);
}

gboolean
yyq_pdf_renderer_open_finish (YyqPdfRenderer *self, GAsyncResult *result, GError **error)
{
  g_autoptr (Opened) opened = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  opened = g_task_propagate_pointer (G_TASK (result), error);
  if (opened == NULL)
    return FALSE;
  g_clear_pointer (&self->document, yyq_pdf_document_unref);
  self->document = g_steal_pointer (&opened->document);
  g_clear_pointer (&self->pages, g_array_unref);
  self->pages = g_steal_pointer (&opened->pages);
  return TRUE;
}

guint
yyq_pdf_renderer_get_n_pages (YyqPdfRenderer *self)
{
  g_return_val_if_fail (YYQ_IS_PDF_RENDERER (self), 0);
  return self->pages != NULL ? self->pages->len : 0;
}

void
yyq_pdf_renderer_get_page_size (YyqPdfRenderer *self, guint page, double *width, double *height)
{
  g_return_if_fail (YYQ_IS_PDF_RENDERER (self));
  g_return_if_fail (page < yyq_pdf_renderer_get_n_pages (self));
  *width = g_array_index (self->pages, Page, page).width;
  *height = g_array_index (self->pages, Page, page).height;
}

const char *
yyq_pdf_renderer_get_page_label (YyqPdfRenderer *self, guint page)
{
  g_return_val_if_fail (YYQ_IS_PDF_RENDERER (self), NULL);
  g_return_val_if_fail (page < yyq_pdf_renderer_get_n_pages (self), NULL);
  return g_array_index (self->pages, Page, page).label;
}

/* (transfer full): about one page; @job is for what else is to be known of it. */
static GTask *
new_task (YyqPdfRenderer *self, guint page, GCancellable *cancellable, GAsyncReadyCallback callback,
          gpointer user_data, Job **job)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  *job = g_new0 (Job, 1);
  (*job)->document = yyq_pdf_document_ref (self->document);
  (*job)->page = page;
  g_task_set_task_data (task, *job, (GDestroyNotify) job_free);
  return task;
}

void
yyq_pdf_renderer_render_async (YyqPdfRenderer *self, guint page, double scale, int priority,
                               GCancellable *cancellable, GAsyncReadyCallback callback,
                               gpointer user_data)
{
  GTask *task = NULL;
  Job *job = NULL;

  g_return_if_fail (YYQ_IS_PDF_RENDERER (self));
  g_return_if_fail (page < yyq_pdf_renderer_get_n_pages (self));
  task = new_task (self, page, cancellable, callback, user_data, &job);
  job->scale = scale;
  g_task_set_source_tag (task, yyq_pdf_renderer_render_async);
  g_task_set_priority (task, priority);
  push (task);
}

void
yyq_pdf_renderer_read_async (YyqPdfRenderer *self, guint page, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = NULL;
  Job *job = NULL;

  g_return_if_fail (YYQ_IS_PDF_RENDERER (self));
  g_return_if_fail (page < yyq_pdf_renderer_get_n_pages (self));
  task = new_task (self, page, cancellable, callback, user_data, &job);
  job->read = TRUE;
  g_task_set_source_tag (task, yyq_pdf_renderer_read_async);
  g_task_set_priority (task, G_PRIORITY_LOW);
  push (task);
}

GPtrArray *
yyq_pdf_renderer_read_finish (YyqPdfRenderer *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
yyq_pdf_renderer_find_async (YyqPdfRenderer *self, guint page, const char *wanted,
                             GCancellable *cancellable, GAsyncReadyCallback callback,
                             gpointer user_data)
{
  GTask *task = NULL;
  Job *job = NULL;

  g_return_if_fail (YYQ_IS_PDF_RENDERER (self));
  g_return_if_fail (page < yyq_pdf_renderer_get_n_pages (self));
  task = new_task (self, page, cancellable, callback, user_data, &job);
  job->wanted = g_strdup (wanted);
  g_task_set_source_tag (task, yyq_pdf_renderer_find_async);
  push (task);
}

GArray *
yyq_pdf_renderer_find_finish (YyqPdfRenderer *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* What was found while drawing is known from now on; the document may be another one by now. */
static void
note_problem (YyqPdfRenderer *self, Job *job, const GError *error)
{
  YyqPdfProblem problem = job->fonts_missing ? YYQ_PDF_PROBLEM_FONTS : YYQ_PDF_PROBLEM_NONE;

  if (job->document != self->document || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (error != NULL)
    problem = g_error_matches (error, YYQ_PDF_ERROR, YYQ_PDF_ERROR_TOO_LARGE)
                ? YYQ_PDF_PROBLEM_TOO_LARGE
                : YYQ_PDF_PROBLEM_DAMAGED;
  /* Poppler says once only what is wrong with a font. */
  if (problem != YYQ_PDF_PROBLEM_NONE)
    g_array_index (self->pages, Page, job->page).problem = problem;
}

GdkTexture *
yyq_pdf_renderer_render_finish (YyqPdfRenderer *self, GAsyncResult *result, GError **error)
{
  g_autoptr (GError) failed = NULL;
  GdkTexture *texture = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  texture = g_task_propagate_pointer (G_TASK (result), &failed);
  note_problem (self, g_task_get_task_data (G_TASK (result)), failed);
  if (failed != NULL)
    g_propagate_error (error, g_steal_pointer (&failed));
  return texture;
}

YyqPdfProblem
yyq_pdf_renderer_get_problem (YyqPdfRenderer *self, guint page)
{
  g_return_val_if_fail (YYQ_IS_PDF_RENDERER (self), YYQ_PDF_PROBLEM_NONE);
  g_return_val_if_fail (page < yyq_pdf_renderer_get_n_pages (self), YYQ_PDF_PROBLEM_NONE);
  return g_array_index (self->pages, Page, page).problem;
}

void
yyq_pdf_renderer_print_async (YyqPdfRenderer *self, guint page, cairo_t *cr,
                              GCancellable *cancellable, GAsyncReadyCallback callback,
                              gpointer user_data)
{
  GTask *task = NULL;
  Job *job = NULL;

  g_return_if_fail (YYQ_IS_PDF_RENDERER (self));
  g_return_if_fail (page < yyq_pdf_renderer_get_n_pages (self));
  task = new_task (self, page, cancellable, callback, user_data, &job);
  job->cr = cairo_reference (cr);
  g_task_set_source_tag (task, yyq_pdf_renderer_print_async);
  push (task);
}

gboolean
yyq_pdf_renderer_print_finish (YyqPdfRenderer *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
yyq_pdf_renderer_finalize (GObject *object)
{
  YyqPdfRenderer *self = YYQ_PDF_RENDERER (object);

  g_clear_pointer (&self->document, yyq_pdf_document_unref);
  g_clear_pointer (&self->pages, g_array_unref);
  G_OBJECT_CLASS (yyq_pdf_renderer_parent_class)->finalize (object);
}

static void
yyq_pdf_renderer_class_init (YyqPdfRendererClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = yyq_pdf_renderer_finalize;
}

static void
yyq_pdf_renderer_init (YyqPdfRenderer *self)
{
}
