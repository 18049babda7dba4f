/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-template-covers.h"

#include "yyq-pdf-renderer.h"

/* Some three screens of cards, at 2.3 px a pt about 1.5 MiB each where the screen is twice as
 * fine. */
#define MOST 60
/* Device pixels of the picture's width: that of a card at twice the usual fineness. */
#define WIDTH_PX 420

typedef struct {
  char *id;
  char *sha256;
} Order;

struct _YyqTemplateCovers {
  GObject parent_instance;

  YyqTemplateRepository *templates; /* (owned) */
  GCancellable *cancellable;        /* (owned) */
  YyqPdfRenderer *renderer;         /* (owned) */
  GHashTable *pictures;             /* (owned): SHA-256 -> GdkTexture (nullable: there is none) */
  GQueue age;                       /* SHA-256 (unowned, of the table), the newest first */
  GQueue orders;                    /* Order (owned), the next one first */
  Order *current;                   /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (YyqTemplateCovers, yyq_template_covers, G_TYPE_OBJECT)

static guint signal_drawn;

static void
order_free (gpointer data)
{
  Order *order = data;

  g_free (order->id);
  g_free (order->sha256);
  g_free (order);
}

static void
texture_free (gpointer texture)
{
  g_clear_object (&texture);
}

static void begin_next (YyqTemplateCovers *self);

/* @texture: (transfer full) (nullable) */
static void
keep (YyqTemplateCovers *self, const char *sha256, GdkTexture *texture)
{
  char *key = g_strdup (sha256);

  g_hash_table_insert (self->pictures, key, texture);
  g_queue_push_head (&self->age, key);
  while (g_queue_get_length (&self->age) > MOST)
    g_hash_table_remove (self->pictures, g_queue_pop_tail (&self->age));
}

/* @texture: (transfer full) (nullable) */
static void
end_order (YyqTemplateCovers *self, GdkTexture *texture, gboolean known)
{
  Order *order = g_steal_pointer (&self->current);

  if (known || texture != NULL)
    keep (self, order->sha256, texture);
  g_signal_emit (self, signal_drawn, 0, order->sha256);
  order_free (order);
  if (!g_cancellable_is_cancelled (self->cancellable))
    begin_next (self);
}

static void
rendered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyqTemplateCovers) self = user_data;

  end_order (self, yyq_pdf_renderer_render_finish (YYQ_PDF_RENDERER (source), result, NULL), TRUE);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyqTemplateCovers) self = user_data;
  double width = 0;
  double height = 0;

  if (!yyq_pdf_renderer_open_finish (YYQ_PDF_RENDERER (source), result, NULL) ||
      yyq_pdf_renderer_get_n_pages (self->renderer) == 0) {
    end_order (self, NULL, TRUE);
    return;
  }
  yyq_pdf_renderer_get_page_size (self->renderer, 0, &width, &height);
  yyq_pdf_renderer_render_async (self->renderer, 0, WIDTH_PX / MAX (width, 1), G_PRIORITY_LOW,
                                 self->cancellable, rendered_cb, g_object_ref (self));
}

/* Without the platform it is asked for again when the card is shown again. */
static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyqTemplateCovers) self = user_data;
  g_autoptr (GBytes) document =
    yyq_template_repository_load_document_finish (YYQ_TEMPLATE_REPOSITORY (source), result, NULL);

  if (document == NULL)
    end_order (self, NULL, FALSE);
  else
    yyq_pdf_renderer_open_async (self->renderer, document, self->cancellable, opened_cb,
                                 g_object_ref (self));
}

static void
begin_next (YyqTemplateCovers *self)
{
  if (self->current != NULL || g_queue_is_empty (&self->orders))
    return;
  self->current = g_queue_pop_head (&self->orders);
  yyq_template_repository_load_document_async (self->templates, self->current->id,
                                               self->current->sha256, self->cancellable, loaded_cb,
                                               g_object_ref (self));
}

static void
touch (YyqTemplateCovers *self, const char *key)
{
  GList *link = g_queue_find (&self->age, key);

  g_queue_unlink (&self->age, link);
  g_queue_push_head_link (&self->age, link);
}

static gboolean
is_ordered (YyqTemplateCovers *self, const char *sha256)
{
  if (self->current != NULL && g_str_equal (self->current->sha256, sha256))
    return TRUE;
  for (GList *link = self->orders.head; link != NULL; link = link->next)
    if (g_str_equal (((Order *) link->data)->sha256, sha256))
      return TRUE;
  return FALSE;
}

GdkTexture *
yyq_template_covers_lookup (YyqTemplateCovers *self, const char *id, const char *sha256)
{
  gpointer key = NULL;
  gpointer texture = NULL;
  Order *order;

  g_return_val_if_fail (YYQ_IS_TEMPLATE_COVERS (self), NULL);

  if (g_hash_table_lookup_extended (self->pictures, sha256, &key, &texture)) {
    touch (self, key);
    return texture;
  }
  if (is_ordered (self, sha256) || g_cancellable_is_cancelled (self->cancellable))
    return NULL;
  order = g_new (Order, 1);
  order->id = g_strdup (id);
  order->sha256 = g_strdup (sha256);
  g_queue_push_tail (&self->orders, order);
  begin_next (self);
  return NULL;
}

static void
yyq_template_covers_finalize (GObject *object)
{
  YyqTemplateCovers *self = YYQ_TEMPLATE_COVERS (object);

  g_clear_object (&self->templates);
  g_clear_object (&self->cancellable);
  g_object_unref (self->renderer);
  g_queue_clear (&self->age);
  g_hash_table_unref (self->pictures);
  g_queue_clear_full (&self->orders, order_free);
  g_clear_pointer (&self->current, order_free);
  G_OBJECT_CLASS (yyq_template_covers_parent_class)->finalize (object);
}

static void
yyq_template_covers_class_init (YyqTemplateCoversClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = yyq_template_covers_finalize;
  signal_drawn = g_signal_new ("drawn", YYQ_TYPE_TEMPLATE_COVERS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                               NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
yyq_template_covers_init (YyqTemplateCovers *self)
{
  self->renderer = yyq_pdf_renderer_new ();
  self->pictures = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, texture_free);
  g_queue_init (&self->age);
  g_queue_init (&self->orders);
}

YyqTemplateCovers *
yyq_template_covers_new (YyqTemplateRepository *templates, GCancellable *cancellable)
{
  YyqTemplateCovers *self = g_object_new (YYQ_TYPE_TEMPLATE_COVERS, NULL);

  self->templates = g_object_ref (templates);
  self->cancellable = g_object_ref (cancellable);
  return self;
}
