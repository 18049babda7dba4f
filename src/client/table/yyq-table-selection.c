/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-table-selection.h"

#include "yyq-keyed-model.h"

struct _YyqTableSelection {
  GObject parent_instance;

  YyqKeyedModel *model; /* (owned) (nullable) */
  GtkBitset *keys;      /* (owned) */
  guint n;              /* of those that the list shows */
  gboolean counted;
  guint idle_id; /* tells that the list has changed */
};

G_DEFINE_FINAL_TYPE (YyqTableSelection, yyq_table_selection, G_TYPE_OBJECT)

static guint changed_signal;

YyqTableSelection *
yyq_table_selection_new (void)
{
  return g_object_new (YYQ_TYPE_TABLE_SELECTION, NULL);
}

static guint
get_n_items (YyqTableSelection *self)
{
  return self->model != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->model)) : 0;
}

static void
changed (YyqTableSelection *self)
{
  self->counted = FALSE;
  g_signal_emit (self, changed_signal, 0);
}

static gboolean
list_changed_cb (gpointer user_data)
{
  YyqTableSelection *self = user_data;

  self->idle_id = 0;
  changed (self);
  return G_SOURCE_REMOVE;
}

/* One answer may come as many changes, and counting goes through the whole list. */
static void
items_changed_cb (YyqTableSelection *self)
{
  self->counted = FALSE;
  if (!gtk_bitset_is_empty (self->keys) && self->idle_id == 0)
    self->idle_id = g_idle_add (list_changed_cb, self);
}

static void
leave_model (YyqTableSelection *self)
{
  if (self->model != NULL)
    g_signal_handlers_disconnect_by_data (self->model, self);
  g_clear_object (&self->model);
  g_clear_handle_id (&self->idle_id, g_source_remove);
  gtk_bitset_remove_all (self->keys);
}

void
yyq_table_selection_set_model (YyqTableSelection *self, GListModel *model)
{
  g_return_if_fail (YYQ_IS_TABLE_SELECTION (self));
  leave_model (self);
  if (YYQ_IS_KEYED_MODEL (model)) {
    self->model = g_object_ref (YYQ_KEYED_MODEL (model));
    g_signal_connect_swapped (model, "items-changed", G_CALLBACK (items_changed_cb), self);
  }
  changed (self);
}

gboolean
yyq_table_selection_contains (YyqTableSelection *self, guint position)
{
  g_return_val_if_fail (YYQ_IS_TABLE_SELECTION (self), FALSE);
  return position < get_n_items (self) &&
         gtk_bitset_contains (self->keys, yyq_keyed_model_get_key (self->model, position));
}

void
yyq_table_selection_set (YyqTableSelection *self, guint first, guint last, gboolean ticked)
{
  const guint n = get_n_items (self);

  g_return_if_fail (YYQ_IS_TABLE_SELECTION (self));
  for (guint i = first; i <= last && i < n; i++) {
    const guint key = yyq_keyed_model_get_key (self->model, i);

    if (ticked)
      gtk_bitset_add (self->keys, key);
    else
      gtk_bitset_remove (self->keys, key);
  }
  changed (self);
}

void
yyq_table_selection_set_all (YyqTableSelection *self, gboolean ticked)
{
  g_return_if_fail (YYQ_IS_TABLE_SELECTION (self));
  gtk_bitset_remove_all (self->keys);
  if (ticked)
    yyq_table_selection_set (self, 0, G_MAXUINT - 1, TRUE);
  else
    changed (self);
}

GtkBitset *
yyq_table_selection_get_positions (YyqTableSelection *self)
{
  GtkBitset *positions = gtk_bitset_new_empty ();
  guint n = 0;

  g_return_val_if_fail (YYQ_IS_TABLE_SELECTION (self), positions);
  n = gtk_bitset_is_empty (self->keys) ? 0 : get_n_items (self);
  for (guint i = 0; i < n; i++)
    if (yyq_table_selection_contains (self, i))
      gtk_bitset_add (positions, i);
  return positions;
}

guint
yyq_table_selection_get_n (YyqTableSelection *self)
{
  g_return_val_if_fail (YYQ_IS_TABLE_SELECTION (self), 0);
  if (!self->counted) {
    g_autoptr (GtkBitset) positions = yyq_table_selection_get_positions (self);

    self->n = (guint) gtk_bitset_get_size (positions);
    self->counted = TRUE;
  }
  return self->n;
}

static void
yyq_table_selection_dispose (GObject *object)
{
  leave_model (YYQ_TABLE_SELECTION (object));
  G_OBJECT_CLASS (yyq_table_selection_parent_class)->dispose (object);
}

static void
yyq_table_selection_finalize (GObject *object)
{
  gtk_bitset_unref (YYQ_TABLE_SELECTION (object)->keys);
  G_OBJECT_CLASS (yyq_table_selection_parent_class)->finalize (object);
}

static void
yyq_table_selection_class_init (YyqTableSelectionClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = yyq_table_selection_dispose;
  G_OBJECT_CLASS (klass)->finalize = yyq_table_selection_finalize;
  changed_signal = g_signal_new ("changed", YYQ_TYPE_TABLE_SELECTION, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
yyq_table_selection_init (YyqTableSelection *self)
{
  self->keys = gtk_bitset_new_empty ();
}
