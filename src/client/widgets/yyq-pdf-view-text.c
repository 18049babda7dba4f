/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-pdf-view-private.h"

/* Scrolling does not wait for the text of every page that it passes. */
#define REST_MS 250

/* One page in sight. */
typedef struct {
  guint page;
  gboolean asked;
  GPtrArray *paragraphs; /* (owned) (nullable): of YyqPdfParagraph, not read yet */
  GPtrArray *labels;     /* (owned): of GtkLabel, children of the view, as paragraphs */
} PageText;

static void
page_text_free (PageText *self)
{
  g_clear_pointer (&self->paragraphs, g_ptr_array_unref);
  g_ptr_array_unref (self->labels);
  g_free (self);
}

static PageText *
find_text (YyqPdfView *self, guint page)
{
  for (guint i = 0; i < self->texts->len; i++) {
    PageText *text = g_ptr_array_index (self->texts, i);

    if (text->page == page)
      return text;
  }
  return NULL;
}

/* In the order of the pages: so they are listened to. */
static void
add_page (YyqPdfView *self, guint page)
{
  PageText *text = g_new0 (PageText, 1);
  guint at = 0;

  text->page = page;
  text->labels = g_ptr_array_new_with_free_func ((GDestroyNotify) gtk_widget_unparent);
  while (at < self->texts->len && ((PageText *) self->texts->pdata[at])->page < page)
    at++;
  g_ptr_array_insert (self->texts, (int) at, text);
}

static GtkWidget *
add_label (YyqPdfView *self, const YyqPdfParagraph *paragraph, GtkWidget *after)
{
  GtkWidget *label = gtk_label_new (paragraph->text);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_can_target (label, FALSE);
  gtk_widget_insert_after (label, GTK_WIDGET (self), after);
  return label;
}

/* The last label of the pages before. */
static GtkWidget *
last_label_before (YyqPdfView *self, guint page)
{
  GtkWidget *last = NULL;

  for (guint i = 0; i < self->texts->len; i++) {
    PageText *text = g_ptr_array_index (self->texts, i);

    if (text->page < page && text->labels->len > 0)
      last = g_ptr_array_index (text->labels, text->labels->len - 1);
  }
  return last;
}

static void
show_paragraphs (YyqPdfView *self, PageText *text)
{
  GtkWidget *last = last_label_before (self, text->page);

  for (guint i = 0; i < text->paragraphs->len; i++) {
    last = add_label (self, g_ptr_array_index (text->paragraphs, i), last);
    g_ptr_array_add (text->labels, last);
  }
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

typedef struct {
  GWeakRef view; /* which goes without waiting for it */
  guint page;
} Reading;

static void
reading_free (Reading *reading)
{
  g_weak_ref_clear (&reading->view);
  g_free (reading);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Reading, reading_free)

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Reading) reading = user_data;
  g_autoptr (YyqPdfView) self = g_weak_ref_get (&reading->view);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) paragraphs =
    yyq_pdf_renderer_read_finish (YYQ_PDF_RENDERER (source), result, &error);
  PageText *text = NULL;

  if (paragraphs == NULL) {
    g_debug ("Page %u is not read: %s", reading->page, error->message);
    return;
  }
  /* Another document may be open by now, or the page out of sight. */
  if (self != NULL && source == (GObject *) self->renderer)
    text = find_text (self, reading->page);
  if (text == NULL || text->paragraphs != NULL)
    return;
  text->paragraphs = g_steal_pointer (&paragraphs);
  show_paragraphs (self, text);
}

static void
ask (YyqPdfView *self, PageText *text)
{
  Reading *reading = g_new0 (Reading, 1);

  text->asked = TRUE;
  g_weak_ref_init (&reading->view, self);
  reading->page = text->page;
  yyq_pdf_renderer_read_async (self->renderer, text->page, self->reading, read_cb, reading);
}

/* Only of pages that were drawn: what could not be is not opened once more. */
static gboolean
may_ask (YyqPdfView *self, PageText *text)
{
  return !text->asked && yyq_pdf_cache_lookup (self->cache, text->page) != NULL;
}

static gboolean
rest_cb (gpointer user_data)
{
  YyqPdfView *self = user_data;
  guint first = 0, last = 0;

  self->read_id = 0;
  if (!yyq_pdf_view_find_visible (self, &first, &last))
    return G_SOURCE_REMOVE;
  for (guint i = self->texts->len; i > 0; i--) {
    const guint page = ((PageText *) self->texts->pdata[i - 1])->page;

    if (page < first || page > last)
      g_ptr_array_remove_index (self->texts, i - 1);
  }
  for (guint page = first; page <= last; page++) {
    if (find_text (self, page) == NULL)
      add_page (self, page);
    if (may_ask (self, find_text (self, page)))
      ask (self, find_text (self, page));
  }
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  return G_SOURCE_REMOVE;
}

void
yyq_pdf_view_tell_text_later (YyqPdfView *self)
{
  g_clear_handle_id (&self->read_id, g_source_remove);
  self->read_id = g_timeout_add (REST_MS, rest_cb, self);
}

static void
place_label (GtkWidget *label, const graphene_rect_t *page, const graphene_rect_t *place,
             float scale)
{
  int width = 0, height = 0;
  GtkAllocation allocation = { (int) (page->origin.x + place->origin.x * scale),
                               (int) (page->origin.y + place->origin.y * scale),
                               (int) (place->size.width * scale),
                               (int) (place->size.height * scale) };

  gtk_widget_measure (label, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  gtk_widget_measure (label, GTK_ORIENTATION_VERTICAL, -1, &height, NULL, NULL, NULL);
  allocation.width = MAX (allocation.width, width);
  allocation.height = MAX (allocation.height, height);
  gtk_widget_size_allocate (label, &allocation, -1);
}

void
yyq_pdf_view_place_text (YyqPdfView *self)
{
  for (guint i = 0; i < self->texts->len; i++) {
    PageText *text = g_ptr_array_index (self->texts, i);
    graphene_rect_t page;

    if (text->labels->len == 0)
      continue;
    yyq_pdf_view_get_page_rect (self, text->page, &page);
    for (guint k = 0; k < text->labels->len; k++)
      place_label (g_ptr_array_index (text->labels, k), &page,
                   &((YyqPdfParagraph *) text->paragraphs->pdata[k])->place,
                   (float) self->layout.scale);
  }
}

void
yyq_pdf_view_drop_text (YyqPdfView *self)
{
  g_cancellable_cancel (self->reading);
  g_object_unref (self->reading);
  self->reading = g_cancellable_new ();
  g_ptr_array_set_size (self->texts, 0);
}

void
yyq_pdf_view_init_text (YyqPdfView *self)
{
  self->texts = g_ptr_array_new_with_free_func ((GDestroyNotify) page_text_free);
  self->reading = g_cancellable_new ();
}

void
yyq_pdf_view_leave_text (YyqPdfView *self)
{
  g_clear_handle_id (&self->read_id, g_source_remove);
  yyq_pdf_view_drop_text (self);
}
