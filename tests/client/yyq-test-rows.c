/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-test-rows.h"

#include <gtk/gtk.h>

struct _YyqTestRows {
  GObject parent_instance;

  GArray *keys; /* (owned): of guint */
  guint n_asked;
};

static GType
get_item_type (GListModel *model)
{
  return GTK_TYPE_STRING_OBJECT;
}

static guint
get_n_items (GListModel *model)
{
  return YYQ_TEST_ROWS (model)->keys->len;
}

static guint
get_key (YyqKeyedModel *model, guint position)
{
  return g_array_index (YYQ_TEST_ROWS (model)->keys, guint, position);
}

static gpointer
get_item (GListModel *model, guint position)
{
  g_autofree char *text = NULL;

  if (position >= get_n_items (model))
    return NULL;
  YYQ_TEST_ROWS (model)->n_asked++;
  text = g_strdup_printf ("Row %u", get_key (YYQ_KEYED_MODEL (model), position));
  return gtk_string_object_new (text);
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
keyed_model_init (YyqKeyedModelInterface *iface)
{
  iface->get_key = get_key;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (YyqTestRows, yyq_test_rows, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init)
                                 G_IMPLEMENT_INTERFACE (YYQ_TYPE_KEYED_MODEL, keyed_model_init))

static void
put (YyqTestRows *self, guint position, guint first, guint n)
{
  for (guint i = 0; i < n; i++) {
    const guint key = first + i;

    g_array_insert_val (self->keys, position + i, key);
  }
}

YyqTestRows *
yyq_test_rows_new (guint n)
{
  YyqTestRows *self = g_object_new (YYQ_TYPE_TEST_ROWS, NULL);

  put (self, 0, 1, n);
  return self;
}

void
yyq_test_rows_replace (YyqTestRows *self, guint first, guint n)
{
  const guint before = self->keys->len;

  g_array_set_size (self->keys, 0);
  put (self, 0, first, n);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, before, n);
}

void
yyq_test_rows_turn_over (YyqTestRows *self)
{
  guint *keys = (guint *) (gpointer) self->keys->data;
  const guint n = self->keys->len;

  for (guint i = 0; i < n / 2; i++) {
    const guint key = keys[i];

    keys[i] = keys[n - 1 - i];
    keys[n - 1 - i] = key;
  }
  g_list_model_items_changed (G_LIST_MODEL (self), 0, n, n);
}

void
yyq_test_rows_insert (YyqTestRows *self, guint position, guint first, guint n)
{
  put (self, position, first, n);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 0, n);
}

void
yyq_test_rows_remove (YyqTestRows *self, guint position, guint n)
{
  g_array_remove_range (self->keys, position, n);
  g_list_model_items_changed (G_LIST_MODEL (self), position, n, 0);
}

guint
yyq_test_rows_get_n_asked (YyqTestRows *self)
{
  return self->n_asked;
}

static void
yyq_test_rows_finalize (GObject *object)
{
  g_array_unref (YYQ_TEST_ROWS (object)->keys);
  G_OBJECT_CLASS (yyq_test_rows_parent_class)->finalize (object);
}

static void
yyq_test_rows_class_init (YyqTestRowsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = yyq_test_rows_finalize;
}

static void
yyq_test_rows_init (YyqTestRows *self)
{
  self->keys = g_array_new (FALSE, FALSE, sizeof (guint));
}
