/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-control-selection.h"

struct _YyqControlSelection {
  GObject parent_instance;

  GPtrArray *list; /* (owned): of YyqControl */
  GHashTable *set; /* (owned): the same */
};

G_DEFINE_FINAL_TYPE (YyqControlSelection, yyq_control_selection, G_TYPE_OBJECT)

static guint changed_signal;

YyqControlSelection *
yyq_control_selection_new (void)
{
  return g_object_new (YYQ_TYPE_CONTROL_SELECTION, NULL);
}

GPtrArray *
yyq_control_selection_list (YyqControlSelection *self)
{
  g_return_val_if_fail (YYQ_IS_CONTROL_SELECTION (self), NULL);
  return self->list;
}

guint
yyq_control_selection_get_n (YyqControlSelection *self)
{
  g_return_val_if_fail (YYQ_IS_CONTROL_SELECTION (self), 0);
  return self->list->len;
}

gboolean
yyq_control_selection_has (YyqControlSelection *self, YyqControl *control)
{
  g_return_val_if_fail (YYQ_IS_CONTROL_SELECTION (self), FALSE);
  return g_hash_table_contains (self->set, control);
}

YyqControl *
yyq_control_selection_get_last (YyqControlSelection *self)
{
  g_return_val_if_fail (YYQ_IS_CONTROL_SELECTION (self), NULL);
  return self->list->len > 0 ? self->list->pdata[self->list->len - 1] : NULL;
}

static void
take (YyqControlSelection *self, YyqControl *control)
{
  if (g_hash_table_add (self->set, control))
    g_ptr_array_add (self->list, g_object_ref (control));
}

static gboolean
same (YyqControlSelection *self, GPtrArray *controls)
{
  if (controls->len != self->list->len)
    return FALSE;
  for (guint i = 0; i < controls->len; i++)
    if (controls->pdata[i] != self->list->pdata[i])
      return FALSE;
  return TRUE;
}

void
yyq_control_selection_set (YyqControlSelection *self, GPtrArray *controls)
{
  g_autoptr (GPtrArray) before = NULL;

  g_return_if_fail (YYQ_IS_CONTROL_SELECTION (self));
  if (same (self, controls))
    return;
  before = g_steal_pointer (&self->list);
  self->list = g_ptr_array_new_with_free_func (g_object_unref);
  g_hash_table_remove_all (self->set);
  for (guint i = 0; i < controls->len; i++)
    take (self, controls->pdata[i]);
  g_signal_emit (self, changed_signal, 0);
}

void
yyq_control_selection_clear (YyqControlSelection *self)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new ();

  yyq_control_selection_set (self, none);
}

void
yyq_control_selection_set_only (YyqControlSelection *self, YyqControl *control)
{
  g_autoptr (GPtrArray) one = g_ptr_array_new ();

  g_ptr_array_add (one, control);
  yyq_control_selection_set (self, one);
}

void
yyq_control_selection_toggle (YyqControlSelection *self, YyqControl *control)
{
  g_return_if_fail (YYQ_IS_CONTROL_SELECTION (self));
  if (g_hash_table_remove (self->set, control))
    g_ptr_array_remove (self->list, control);
  else
    take (self, control);
  g_signal_emit (self, changed_signal, 0);
}

void
yyq_control_selection_drop (YyqControlSelection *self, GPtrArray *gone)
{
  g_autoptr (GHashTable) dropped = g_hash_table_new (NULL, NULL);
  g_autoptr (GPtrArray) kept = g_ptr_array_new ();

  g_return_if_fail (YYQ_IS_CONTROL_SELECTION (self));
  for (guint i = 0; i < gone->len; i++)
    g_hash_table_add (dropped, gone->pdata[i]);
  for (guint i = 0; i < self->list->len; i++)
    if (!g_hash_table_contains (dropped, self->list->pdata[i]))
      g_ptr_array_add (kept, self->list->pdata[i]);
  yyq_control_selection_set (self, kept);
}

static void
yyq_control_selection_finalize (GObject *object)
{
  YyqControlSelection *self = YYQ_CONTROL_SELECTION (object);

  g_hash_table_unref (self->set);
  g_ptr_array_unref (self->list);
  G_OBJECT_CLASS (yyq_control_selection_parent_class)->finalize (object);
}

static void
yyq_control_selection_class_init (YyqControlSelectionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = yyq_control_selection_finalize;
  changed_signal = g_signal_new ("changed", YYQ_TYPE_CONTROL_SELECTION, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
yyq_control_selection_init (YyqControlSelection *self)
{
  self->list = g_ptr_array_new_with_free_func (g_object_unref);
  self->set = g_hash_table_new (NULL, NULL);
}
