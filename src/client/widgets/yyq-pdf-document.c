/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-pdf-document.h"

#include <string.h>

#include "yyq-error.h"
#include "yyq-pdf-blank.h"
#include "yyq-pdf-find.h"
#include "yyq-pdf-overfull.h"
#include "yyq-pdf-weight.h"
#include "yyq-poppler.h"

typedef enum {
  PAGE_UNKNOWN,
  PAGE_DRAWABLE,
  PAGE_TOO_LARGE,
} PageState;

struct _YyqPdfDocument {
  gatomicrefcount references;
  GBytes *pdf; /* (owned) */
  const YyqPoppler *poppler;
  PopplerDocument *document; /* (owned) */
  YyqPdfWeigher *weigher;    /* (owned) (nullable): it could not be read the other way */
  guint n_pages;
  guint8 *states; /* (owned) of PageState */
};

/* What poppler said to this thread about fonts since the drawing began. */
static _Thread_local guint n_font_complaints;

static void
hear_complaint (const char *domain, GLogLevelFlags level, const char *message, gpointer data)
{
  /* Said when text is to be shown; what is wrong with a font that nothing is written in does not
   * matter. */
  static const char *const about_text[] = { "No font in show", "Couldn't find a font",
                                            "Couldn't create a font", "external font file",
                                            "failed to load" };

  for (guint i = 0; i < G_N_ELEMENTS (about_text); i++)
    if (strstr (message, about_text[i]) != NULL)
      n_font_complaints++;
  g_log_default_handler (domain, level, message, data);
}

static void
listen_to_poppler (void)
{
  static gsize listening;

  if (g_once_init_enter (&listening)) {
    g_log_set_handler ("Poppler", G_LOG_LEVEL_MASK, hear_complaint, NULL);
    g_once_init_leave (&listening, 1);
  }
}

static gboolean
open_with_poppler (YyqPdfDocument *self, GError **error)
{
  g_autoptr (GError) failed = NULL;

  self->document = self->poppler->document_new_from_bytes (self->pdf, NULL, &failed);
  if (self->document != NULL)
    self->n_pages = (guint) MAX (self->poppler->document_get_n_pages (self->document), 0);
  if (self->n_pages > 0)
    return TRUE;
  g_set_error_literal (
    error, YYQ_PDF_ERROR,
    g_error_matches (failed, self->poppler->error_quark (), POPPLER_ERROR_ENCRYPTED)
      ? YYQ_PDF_ERROR_ENCRYPTED
      : YYQ_PDF_ERROR_DAMAGED,
    failed != NULL ? failed->message : "no pages");
  return FALSE;
}

YyqPdfDocument *
yyq_pdf_document_open (GBytes *pdf, GError **error)
{
  g_autoptr (YyqPdfDocument) self = g_new0 (YyqPdfDocument, 1);

  listen_to_poppler ();
  g_atomic_ref_count_init (&self->references);
  self->pdf = g_bytes_ref (pdf);
  if (yyq_pdf_is_overfull (pdf)) {
    g_set_error_literal (error, YYQ_PDF_ERROR, YYQ_PDF_ERROR_TOO_LARGE,
                         "too many objects, or too long lists");
    return NULL;
  }
  /* Poppler opens what the other refuses, such as files of too many pages: then every page is tried
   * first. */
  self->weigher = yyq_pdf_weigher_new (pdf, NULL);
  self->poppler = yyq_poppler_get (error);
  if (self->poppler == NULL || !open_with_poppler (self, error))
    return NULL;
  self->states = g_new0 (guint8, self->n_pages);
  return g_steal_pointer (&self);
}

YyqPdfDocument *
yyq_pdf_document_ref (YyqPdfDocument *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

void
yyq_pdf_document_unref (YyqPdfDocument *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;
  g_clear_object (&self->document);
  g_clear_pointer (&self->weigher, yyq_pdf_weigher_free);
  g_bytes_unref (self->pdf);
  g_free (self->states);
  g_free (self);
}

guint
yyq_pdf_document_get_n_pages (YyqPdfDocument *self)
{
  return self->n_pages;
}

static PopplerPage *
open_page (YyqPdfDocument *self, guint index)
{
  return index < self->n_pages ? self->poppler->document_get_page (self->document, (int) index)
                               : NULL;
}

gboolean
yyq_pdf_document_get_size (YyqPdfDocument *self, guint index, double *width, double *height)
{
  PopplerPage *page = open_page (self, index);
  const gboolean there = page != NULL;

  if (there)
    self->poppler->page_get_size (page, width, height);
  g_clear_object (&page);
  return there;
}

char *
yyq_pdf_document_get_label (YyqPdfDocument *self, guint index)
{
  PopplerPage *page = open_page (self, index);
  g_autofree char *label = page != NULL ? self->poppler->page_get_label (page) : NULL;

  g_clear_object (&page);
  return label != NULL && *label != '\0' ? g_steal_pointer (&label) : NULL;
}

/* Pages share resources, so a page need not use what is too much of them. Whatever ends the worker
 * would have ended this program. */
static gboolean
find_state (YyqPdfDocument *self, guint index, GCancellable *cancellable, GError **error)
{
  gboolean light = self->weigher != NULL &&
                   yyq_pdf_weigher_weigh_page (self->weigher, index) == YYQ_PDF_WEIGHT_LIGHT;
  g_autoptr (GError) refused = NULL;

  if (light || yyq_pdf_try_page (self->pdf, index, cancellable, &refused)) {
    self->states[index] = PAGE_DRAWABLE;
  } else if (g_error_matches (refused, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
    g_propagate_error (error, g_steal_pointer (&refused));
    return FALSE;
  } else {
    self->states[index] = PAGE_TOO_LARGE;
  }
  return TRUE;
}

static gboolean
may_open (YyqPdfDocument *self, guint index, GCancellable *cancellable, GError **error)
{
  if (index < self->n_pages && self->states[index] == PAGE_UNKNOWN &&
      !find_state (self, index, cancellable, error))
    return FALSE;
  if (index < self->n_pages && self->states[index] == PAGE_TOO_LARGE) {
    g_set_error (error, YYQ_PDF_ERROR, YYQ_PDF_ERROR_TOO_LARGE, "page %u is too much to draw",
                 index);
    return FALSE;
  }
  return TRUE;
}

gboolean
yyq_pdf_document_draw (YyqPdfDocument *self, guint index, cairo_t *cr, gboolean printing,
                       gboolean *fonts_missing, GCancellable *cancellable, GError **error)
{
  PopplerPage *page;
  gboolean drawn;

  if (!may_open (self, index, cancellable, error))
    return FALSE;
  page = open_page (self, index);
  n_font_complaints = 0;
  if (page != NULL && printing)
    self->poppler->page_render_for_printing (page, cr);
  else if (page != NULL)
    self->poppler->page_render (page, cr);
  *fonts_missing = n_font_complaints > 0;
  drawn = page != NULL && cairo_status (cr) == CAIRO_STATUS_SUCCESS;
  if (!drawn)
    g_set_error (error, YYQ_PDF_ERROR, YYQ_PDF_ERROR_DAMAGED, "page %u cannot be drawn", index);
  g_clear_object (&page);
  return drawn;
}

/* What a page says, and where each character of it stands. */
typedef struct {
  char *text;                   /* (owned): "" of a picture of text */
  PopplerRectangle *characters; /* (owned) (nullable) */
  guint n_characters;
} Words;

static void
clear_words (Words *words)
{
  g_free (words->text);
  g_free (words->characters);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Words, clear_words)

static gboolean
read_words (YyqPdfDocument *self, guint index, Words *words, GCancellable *cancellable,
            GError **error)
{
  PopplerPage *page;

  if (!may_open (self, index, cancellable, error))
    return FALSE;
  page = open_page (self, index);
  words->text = page != NULL ? self->poppler->page_get_text (page) : NULL;
  if (words->text != NULL)
    self->poppler->page_get_text_layout (page, &words->characters, &words->n_characters);
  else
    words->text = g_strdup ("");
  g_clear_object (&page);
  return TRUE;
}

GPtrArray *
yyq_pdf_document_read (YyqPdfDocument *self, guint index, GCancellable *cancellable, GError **error)
{
  g_auto (Words) words = { 0 };

  if (!read_words (self, index, &words, cancellable, error))
    return NULL;
  return yyq_pdf_text_split (words.text, words.characters, words.n_characters);
}

GArray *
yyq_pdf_document_find (YyqPdfDocument *self, guint index, const char *wanted,
                       GCancellable *cancellable, GError **error)
{
  g_auto (Words) words = { 0 };

  if (!read_words (self, index, &words, cancellable, error))
    return NULL;
  return yyq_pdf_find (words.text, words.characters, words.n_characters, wanted);
}
