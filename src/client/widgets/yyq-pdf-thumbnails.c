/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-pdf-thumbnails.h"

#include <glib/gi18n.h>

#define WIDTH_PX 112

struct _YyqPdfThumbnails {
  AdwBin parent_instance;

  YyqPdfView *view; /* (owned) (nullable) */
  GtkWidget *list;
  GtkSingleSelection *selection; /* (owned) */
  gboolean following;            /* the selection moves because the view scrolled */
  GPtrArray *bound;              /* (owned): of GtkListItem that show a page */
  YyqPdfThumbnailsNote note;     /* (nullable) */
  gpointer note_data;
};

G_DEFINE_FINAL_TYPE (YyqPdfThumbnails, yyq_pdf_thumbnails, ADW_TYPE_BIN)

typedef struct {
  GtkListItem *item;         /* (owned) */
  GCancellable *cancellable; /* (owned) */
} Order;

static void
order_free (Order *order)
{
  g_object_unref (order->item);
  g_object_unref (order->cancellable);
  g_free (order);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Order, order_free)

static void
rendered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Order) order = user_data;
  g_autoptr (GdkTexture) texture =
    yyq_pdf_renderer_render_finish (YYQ_PDF_RENDERER (source), result, NULL);
  GtkWidget *box = gtk_list_item_get_child (order->item);

  if (texture != NULL && box != NULL && !g_cancellable_is_cancelled (order->cancellable))
    gtk_picture_set_paintable (GTK_PICTURE (gtk_widget_get_first_child (box)),
                               GDK_PAINTABLE (texture));
}

static void
setup_cb (YyqPdfThumbnails *self, GtkListItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *picture =
    g_object_new (GTK_TYPE_PICTURE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (NULL);
  GtkWidget *note = gtk_label_new (NULL);

  gtk_widget_set_halign (picture, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (picture, "yyq-thumbnail");
  gtk_widget_add_css_class (label, "caption");
  gtk_box_append (GTK_BOX (box), picture);
  gtk_widget_set_halign (line, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (note, "yyq-badge");
  gtk_box_append (GTK_BOX (line), label);
  gtk_box_append (GTK_BOX (line), note);
  gtk_box_append (GTK_BOX (box), line);
  gtk_list_item_set_child (item, box);
}

static void
draw_item (YyqPdfThumbnails *self, GtkListItem *item, guint page)
{
  YyqPdfRenderer *renderer = yyq_pdf_view_get_renderer (self->view);
  GtkWidget *picture = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  Order *order = g_new0 (Order, 1);
  double width = 0, height = 0;

  yyq_pdf_renderer_get_page_size (renderer, page, &width, &height);
  gtk_widget_set_size_request (picture, WIDTH_PX, (int) (height * WIDTH_PX / width));
  order->item = g_object_ref (item);
  order->cancellable = g_cancellable_new ();
  g_object_set_data_full (G_OBJECT (item), "order", g_object_ref (order->cancellable),
                          g_object_unref);
  yyq_pdf_renderer_render_async (renderer, page,
                                 WIDTH_PX / width * gtk_widget_get_scale_factor (picture),
                                 G_PRIORITY_LOW, order->cancellable, rendered_cb, order);
}

static void
show_note (YyqPdfThumbnails *self, GtkListItem *item)
{
  GtkWidget *line = gtk_widget_get_last_child (gtk_list_item_get_child (item));
  GtkWidget *label = gtk_widget_get_last_child (line);
  g_autofree char *note =
    self->note != NULL ? self->note (gtk_list_item_get_position (item), self->note_data) : NULL;

  gtk_label_set_text (GTK_LABEL (label), note != NULL ? note : "");
  gtk_widget_set_visible (label, note != NULL);
}

static void
bind_cb (YyqPdfThumbnails *self, GtkListItem *item)
{
  guint page = gtk_list_item_get_position (item);
  YyqPdfRenderer *renderer = yyq_pdf_view_get_renderer (self->view);
  GtkWidget *box = gtk_list_item_get_child (item);
  g_autofree char *name = NULL;

  if (renderer == NULL || page >= yyq_pdf_renderer_get_n_pages (renderer))
    return;
  name = g_strdup_printf (_ ("Page %s"), yyq_pdf_renderer_get_page_label (renderer, page));
  gtk_label_set_text (GTK_LABEL (gtk_widget_get_first_child (gtk_widget_get_last_child (box))),
                      yyq_pdf_renderer_get_page_label (renderer, page));
  g_ptr_array_add (self->bound, item);
  show_note (self, item);
  /* GTK 4.8 has no label for the item itself, which has the focus. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (box)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  draw_item (self, item, page);
}

static void
unbind_cb (YyqPdfThumbnails *self, GtkListItem *item)
{
  GCancellable *cancellable = g_object_get_data (G_OBJECT (item), "order");
  GtkWidget *box = gtk_list_item_get_child (item);

  g_ptr_array_remove_fast (self->bound, item);
  if (cancellable != NULL)
    g_cancellable_cancel (cancellable);
  g_object_set_data (G_OBJECT (item), "order", NULL);
  if (box != NULL)
    gtk_picture_set_paintable (GTK_PICTURE (gtk_widget_get_first_child (box)), NULL);
}

/* The items say nothing but how many there are. */
static void
document_changed_cb (YyqPdfThumbnails *self)
{
  g_autoptr (GtkStringList) pages = gtk_string_list_new (NULL);

  for (guint i = 0; i < yyq_pdf_view_get_n_pages (self->view); i++)
    gtk_string_list_append (pages, "");
  self->following = TRUE;
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (pages));
  self->following = FALSE;
}

static void
page_changed_cb (YyqPdfThumbnails *self)
{
  guint page = yyq_pdf_view_get_page (self->view);

  self->following = TRUE;
  gtk_single_selection_set_selected (self->selection, page);
  gtk_widget_activate_action (self->list, "list.scroll-to-item", "u", page);
  self->following = FALSE;
}

static void
selected_cb (YyqPdfThumbnails *self)
{
  if (!self->following && self->view != NULL)
    yyq_pdf_view_scroll_to_page (self->view, gtk_single_selection_get_selected (self->selection));
}

GtkWidget *
yyq_pdf_thumbnails_new (YyqPdfView *view)
{
  YyqPdfThumbnails *self = g_object_new (YYQ_TYPE_PDF_THUMBNAILS, NULL);

  self->view = g_object_ref (view);
  g_signal_connect_object (view, "notify::n-pages", G_CALLBACK (document_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "notify::page", G_CALLBACK (page_changed_cb), self,
                           G_CONNECT_SWAPPED);
  document_changed_cb (self);
  return GTK_WIDGET (self);
}

void
yyq_pdf_thumbnails_set_notes (YyqPdfThumbnails *self, YyqPdfThumbnailsNote note, gpointer user_data)
{
  g_return_if_fail (YYQ_IS_PDF_THUMBNAILS (self));
  self->note = note;
  self->note_data = user_data;
  yyq_pdf_thumbnails_note_pages (self);
}

void
yyq_pdf_thumbnails_note_pages (YyqPdfThumbnails *self)
{
  g_return_if_fail (YYQ_IS_PDF_THUMBNAILS (self));
  for (guint i = 0; i < self->bound->len; i++)
    show_note (self, self->bound->pdata[i]);
}

static void
yyq_pdf_thumbnails_dispose (GObject *object)
{
  YyqPdfThumbnails *self = YYQ_PDF_THUMBNAILS (object);

  if (self->selection != NULL)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  g_clear_object (&self->selection);
  g_clear_object (&self->view);
  G_OBJECT_CLASS (yyq_pdf_thumbnails_parent_class)->dispose (object);
}

static void
yyq_pdf_thumbnails_finalize (GObject *object)
{
  g_ptr_array_unref (YYQ_PDF_THUMBNAILS (object)->bound);
  G_OBJECT_CLASS (yyq_pdf_thumbnails_parent_class)->finalize (object);
}

static void
yyq_pdf_thumbnails_class_init (YyqPdfThumbnailsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = yyq_pdf_thumbnails_dispose;
  G_OBJECT_CLASS (klass)->finalize = yyq_pdf_thumbnails_finalize;
}

static void
yyq_pdf_thumbnails_init (YyqPdfThumbnails *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  self->bound = g_ptr_array_new ();
  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), self, G_CONNECT_SWAPPED);
  self->selection = gtk_single_selection_new (NULL);
  g_signal_connect_object (self->selection, "notify::selected", G_CALLBACK (selected_cb), self,
                           G_CONNECT_SWAPPED);
  self->list = gtk_list_view_new (g_object_ref (GTK_SELECTION_MODEL (self->selection)), factory);
  gtk_widget_add_css_class (self->list, "yyq-thumbnails");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Pages"), -1);
  gtk_widget_set_focusable (scrolled, FALSE);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->list);
  gtk_widget_set_vexpand (scrolled, TRUE);
  adw_bin_set_child (ADW_BIN (self), scrolled);
}
