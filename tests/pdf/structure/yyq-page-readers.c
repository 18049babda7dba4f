/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-page-readers.h"

#include <cairo.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

#include "pdf-samples.h"
#include "yyq-page-objects.h"

#define MAX_PIXELS 1000 /* on a side: a lie may be about the page's size */

const char *
yyq_page_reader_name (YyqPageReader reader)
{
  static const char *const names[] = { "qpdf", "poppler", "mupdf", "pdfium" };

  return names[reader];
}

static char *
hash_surface (cairo_surface_t *surface)
{
  int rows = cairo_image_surface_get_height (surface);

  cairo_surface_flush (surface);
  return g_compute_checksum_for_data (G_CHECKSUM_SHA256, cairo_image_surface_get_data (surface),
                                      (gsize) rows *
                                        (gsize) cairo_image_surface_get_stride (surface));
}

static char *
read_with_poppler (GBytes *file)
{
  g_autoptr (PdfDocument) document = poppler_document_new_from_bytes (file, NULL, NULL);
  gboolean empty = document == NULL || poppler_document_get_n_pages (document) == 0;
  g_autoptr (PdfPage) page = !empty ? poppler_document_get_page (document, 0) : NULL;
  g_autofree char *hash = NULL;
  cairo_surface_t *surface;
  double width, height;
  cairo_t *cr;

  if (page == NULL)
    return g_strdup (YYQ_READER_CANNOT);
  poppler_page_get_size (page, &width, &height);
  surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) CLAMP (width, 1, MAX_PIXELS),
                                        (int) CLAMP (height, 1, MAX_PIXELS));
  cr = cairo_create (surface);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  poppler_page_render (page, cr);
  cairo_destroy (cr);
  hash = hash_surface (surface);
  cairo_surface_destroy (surface);
  return g_strdup_printf ("%d %.0fx%.0f %s", poppler_document_get_n_pages (document), width, height,
                          hash);
}

/* A folder of files for the readers that are programs. */
typedef struct {
  char *folder;
  GPtrArray *paths;
  char *list; /* the paths, one a line */
} Store;

static Store
store_files (GPtrArray *files)
{
  Store self = { g_dir_make_tmp ("yyq-readers-XXXXXX", NULL),
                 g_ptr_array_new_with_free_func (g_free), NULL };
  g_autoptr (GString) list = g_string_new (NULL);

  g_assert_nonnull (self.folder);
  for (guint i = 0; i < files->len; i++) {
    g_autofree char *name = g_strdup_printf ("%u.pdf", i);
    char *path = g_build_filename (self.folder, name, NULL);
    GBytes *file = g_ptr_array_index (files, i);

    g_assert_true (g_file_set_contents (path, g_bytes_get_data (file, NULL),
                                        (gssize) g_bytes_get_size (file), NULL));
    g_ptr_array_add (self.paths, path);
    g_string_append_printf (list, "%s\n", path);
  }
  self.list = g_build_filename (self.folder, "list", NULL);
  g_assert_true (g_file_set_contents (self.list, list->str, (gssize) list->len, NULL));
  return self;
}

static void
store_clear (Store *self)
{
  for (guint i = 0; i < self->paths->len; i++) {
    g_autofree char *picture = g_strconcat (g_ptr_array_index (self->paths, i), ".png", NULL);

    g_unlink (picture);
    g_unlink (g_ptr_array_index (self->paths, i));
  }
  g_unlink (self->list);
  g_rmdir (self->folder);
  g_ptr_array_unref (self->paths);
  g_free (self->list);
  g_free (self->folder);
}

static GSubprocess *
start (const Store *store, const char *program, const char *first, const char *second,
       const char *third)
{
  g_autoptr (GSubprocessLauncher) launcher =
    g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_autoptr (GError) error = NULL;
  GSubprocess *process;

  g_subprocess_launcher_set_stdin_file_path (launcher, store->list);
  process = g_subprocess_launcher_spawn (launcher, &error, program, first, second, third, NULL);
  g_assert_no_error (error);
  return process;
}

/* (transfer full): a line for each file. */
static GStrv
finish (GSubprocess *process, guint n)
{
  g_autoptr (GSubprocess) owned = process;
  g_autoptr (GError) error = NULL;
  g_autofree char *out = NULL;
  GStrv lines;

  g_subprocess_communicate_utf8 (owned, NULL, NULL, &out, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (g_strchomp (out), "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, n);
  return lines;
}

/* MuPDF leaves a picture beside each file. */
static char *
join_picture (const char *line, const char *path)
{
  g_autofree char *picture = g_strconcat (path, ".png", NULL);
  g_autofree char *data = NULL;
  g_autofree char *hash = NULL;
  gsize length;

  if (g_str_equal (line, YYQ_READER_CANNOT) || !g_file_get_contents (picture, &data, &length, NULL))
    return g_strdup (YYQ_READER_CANNOT);
  hash = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guint8 *) data, length);
  return g_strdup_printf ("%s %s", line, hash);
}

static void
reading_free (gpointer data)
{
  YyqPageReading *self = data;

  for (guint i = 0; i < YYQ_N_READERS; i++)
    g_free (self->shown[i]);
  g_free (self);
}

/* Poppler has a lot to say about such files. */
static void
ignore (const char *domain, GLogLevelFlags level, const char *message, gpointer data)
{
}

GPtrArray *
yyq_page_readers_read (GPtrArray *files)
{
  guint handler = g_log_set_handler ("Poppler", G_LOG_LEVEL_MASK, ignore, NULL);
  GPtrArray *readings = g_ptr_array_new_with_free_func (reading_free);
  Store store = store_files (files);
  g_autofree char *script =
    g_build_filename (g_getenv ("YYQ_SOURCE_ROOT"), "tests/pdf/structure/draw-mutool.js", NULL);
  g_autofree char *chrome =
    g_build_filename (g_getenv ("YYQ_SOURCE_ROOT"), "tests/npm/draw-pdfium.sh", NULL);
  GSubprocess *mupdf = start (&store, "mutool", "run", script, store.list);
  GSubprocess *pdfium = start (&store, chrome, NULL, NULL, NULL);
  g_auto (GStrv) pages = NULL;
  g_auto (GStrv) hashes = NULL;

  for (guint i = 0; i < files->len; i++) {
    YyqPageReading *reading = g_new0 (YyqPageReading, 1);

    reading->shown[YYQ_READER_QPDF] = yyq_page_objects (g_ptr_array_index (files, i));
    reading->shown[YYQ_READER_POPPLER] = read_with_poppler (g_ptr_array_index (files, i));
    g_ptr_array_add (readings, reading);
  }
  pages = finish (mupdf, files->len);
  hashes = finish (pdfium, files->len);
  for (guint i = 0; i < files->len; i++) {
    YyqPageReading *reading = g_ptr_array_index (readings, i);

    reading->shown[YYQ_READER_MUPDF] = join_picture (pages[i], g_ptr_array_index (store.paths, i));
    reading->shown[YYQ_READER_PDFIUM] = g_strdup (hashes[i]);
  }
  g_log_remove_handler ("Poppler", handler);
  store_clear (&store);
  return readings;
}

guint
yyq_page_reading_differs (const YyqPageReading *a, const YyqPageReading *b)
{
  guint readers = 0;

  for (guint i = 0; i < YYQ_N_READERS; i++)
    if (!g_str_equal (a->shown[i], b->shown[i]))
      readers |= 1U << i;
  return readers;
}

char *
yyq_page_readers_to_string (guint readers)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_auto (GStrv) list = NULL;

  for (guint i = 0; i < YYQ_N_READERS; i++)
    if ((readers & 1U << i) != 0)
      g_strv_builder_add (names, yyq_page_reader_name ((YyqPageReader) i));
  list = g_strv_builder_end (names);
  return list[0] != NULL ? g_strjoinv (", ", list) : g_strdup ("none");
}
