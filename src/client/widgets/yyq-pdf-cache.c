/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-pdf-cache.h"

#include <math.h>

typedef struct {
  guint page;
  GdkTexture *texture; /* (owned) (nullable) */
  double scale;        /* of the texture */
  guint64 used;
  GCancellable *order; /* (owned) (nullable): the drawing under way, */
  double order_scale;  /* and its scale */
} Entry;

struct _YyqPdfCache {
  GObject parent_instance;

  YyqPdfRenderer *renderer; /* (owned) (nullable) */
  GHashTable *entries;      /* (owned): page -> Entry */
  guint64 tick;
  guint capacity;
};

G_DEFINE_FINAL_TYPE (YyqPdfCache, yyq_pdf_cache, G_TYPE_OBJECT)

static guint drawn_signal;

static void
call_off (Entry *entry)
{
  if (entry->order != NULL)
    g_cancellable_cancel (entry->order);
  g_clear_object (&entry->order);
}

static void
entry_free (Entry *entry)
{
  call_off (entry);
  g_clear_object (&entry->texture);
  g_free (entry);
}

static Entry *
find (YyqPdfCache *self, guint page)
{
  return g_hash_table_lookup (self->entries, GUINT_TO_POINTER (page));
}

static void
drop_oldest (YyqPdfCache *self)
{
  Entry *oldest = NULL;
  Entry *entry = NULL;
  GHashTableIter iter;
  guint n_textures = 0;

  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &entry)) {
    if (entry->texture == NULL)
      continue;
    n_textures++;
    if (oldest == NULL || entry->used < oldest->used)
      oldest = entry;
  }
  if (n_textures > self->capacity && oldest != NULL)
    g_hash_table_remove (self->entries, GUINT_TO_POINTER (oldest->page));
}

typedef struct {
  YyqPdfCache *cache;  /* (owned) */
  GCancellable *order; /* (owned): tells this order from a later one */
  guint page;
} Delivery;

static void
delivery_free (Delivery *delivery)
{
  g_object_unref (delivery->cache);
  g_object_unref (delivery->order);
  g_free (delivery);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Delivery, delivery_free)

static void
rendered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Delivery) delivery = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture =
    yyq_pdf_renderer_render_finish (YYQ_PDF_RENDERER (source), result, &error);
  Entry *entry = find (delivery->cache, delivery->page);

  if (entry == NULL || entry->order != delivery->order)
    return;
  g_clear_object (&entry->order);
  if (texture == NULL && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (texture == NULL)
    g_info ("page %u: %s", delivery->page, error->message);
  g_set_object (&entry->texture, texture);
  entry->scale = entry->order_scale;
  drop_oldest (delivery->cache);
  g_signal_emit (delivery->cache, drawn_signal, 0, delivery->page);
}

YyqPdfCache *
yyq_pdf_cache_new (guint n_pages)
{
  YyqPdfCache *self = g_object_new (YYQ_TYPE_PDF_CACHE, NULL);

  self->capacity = MAX (n_pages, 1);
  return self;
}

void
yyq_pdf_cache_set_renderer (YyqPdfCache *self, YyqPdfRenderer *renderer)
{
  g_return_if_fail (YYQ_IS_PDF_CACHE (self));
  g_hash_table_remove_all (self->entries);
  g_set_object (&self->renderer, renderer);
}

GdkTexture *
yyq_pdf_cache_lookup (YyqPdfCache *self, guint page)
{
  Entry *entry = NULL;

  g_return_val_if_fail (YYQ_IS_PDF_CACHE (self), NULL);
  entry = find (self, page);
  if (entry == NULL)
    return NULL;
  entry->used = ++self->tick;
  return entry->texture;
}

static gboolean
same_scale (double a, double b)
{
  return fabs (a - b) < 0.0005;
}

void
yyq_pdf_cache_order (YyqPdfCache *self, guint page, double scale, int priority)
{
  Entry *entry = NULL;
  Delivery *delivery = NULL;

  g_return_if_fail (YYQ_IS_PDF_CACHE (self));
  g_return_if_fail (self->renderer != NULL);
  entry = find (self, page);
  if (entry == NULL) {
    entry = g_new0 (Entry, 1);
    entry->page = page;
    g_hash_table_insert (self->entries, GUINT_TO_POINTER (page), entry);
  }
  entry->used = ++self->tick;
  if ((entry->order != NULL && same_scale (entry->order_scale, scale)) ||
      (entry->texture != NULL && same_scale (entry->scale, scale)))
    return;
  call_off (entry);
  entry->order = g_cancellable_new ();
  entry->order_scale = scale;
  delivery = g_new0 (Delivery, 1);
  delivery->cache = g_object_ref (self);
  delivery->order = g_object_ref (entry->order);
  delivery->page = page;
  yyq_pdf_renderer_render_async (self->renderer, page, scale, priority, entry->order, rendered_cb,
                                 delivery);
}

void
yyq_pdf_cache_keep_orders (YyqPdfCache *self, guint first, guint last)
{
  Entry *entry = NULL;
  GHashTableIter iter;

  g_return_if_fail (YYQ_IS_PDF_CACHE (self));
  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &entry))
    if (entry->page < first || entry->page > last)
      call_off (entry);
}

guint
yyq_pdf_cache_get_n_textures (YyqPdfCache *self)
{
  Entry *entry = NULL;
  GHashTableIter iter;
  guint n_textures = 0;

  g_return_val_if_fail (YYQ_IS_PDF_CACHE (self), 0);
  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &entry))
    n_textures += entry->texture != NULL ? 1 : 0;
  return n_textures;
}

static void
yyq_pdf_cache_finalize (GObject *object)
{
  YyqPdfCache *self = YYQ_PDF_CACHE (object);

  g_hash_table_unref (self->entries);
  g_clear_object (&self->renderer);
  G_OBJECT_CLASS (yyq_pdf_cache_parent_class)->finalize (object);
}

static void
yyq_pdf_cache_class_init (YyqPdfCacheClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = yyq_pdf_cache_finalize;
  drawn_signal = g_signal_new ("page-drawn", YYQ_TYPE_PDF_CACHE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                               NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
yyq_pdf_cache_init (YyqPdfCache *self)
{
  self->entries = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) entry_free);
}
