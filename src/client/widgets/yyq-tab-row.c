/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-tab-row.h"

struct _YyqTabRow {
  GtkBox parent_instance;

  GPtrArray *toggles; /* (owned): of GtkToggleButton, which the box owns */
  GPtrArray *titles;  /* (owned): of utf8 */
};

G_DEFINE_FINAL_TYPE (YyqTabRow, yyq_tab_row, GTK_TYPE_BOX)

static guint changed_signal;

static void
toggled_cb (YyqTabRow *self, GtkToggleButton *toggle)
{
  /* A change of the group toggles two buttons: one of them is enough. */
  if (gtk_toggle_button_get_active (toggle))
    g_signal_emit (self, changed_signal, 0);
}

void
yyq_tab_row_append (YyqTabRow *self, const char *title)
{
  GtkWidget *toggle = gtk_toggle_button_new_with_label (title);

  g_return_if_fail (YYQ_IS_TAB_ROW (self));
  if (self->toggles->len > 0)
    gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (toggle), self->toggles->pdata[0]);
  else
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (toggle), TRUE);
  g_signal_connect_object (toggle, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self), toggle);
  g_ptr_array_add (self->toggles, toggle);
  g_ptr_array_add (self->titles, g_strdup (title));
}

void
yyq_tab_row_set_count (YyqTabRow *self, guint tab, gboolean known, guint count)
{
  g_autofree char *label = NULL;

  g_return_if_fail (YYQ_IS_TAB_ROW (self));
  g_return_if_fail (tab < self->toggles->len);
  label = known ? g_strdup_printf ("%s %u", (char *) self->titles->pdata[tab], count)
                : g_strdup (self->titles->pdata[tab]);
  gtk_button_set_label (self->toggles->pdata[tab], label);
}

guint
yyq_tab_row_get_current (YyqTabRow *self)
{
  g_return_val_if_fail (YYQ_IS_TAB_ROW (self), 0);
  for (guint i = 0; i < self->toggles->len; i++)
    if (gtk_toggle_button_get_active (self->toggles->pdata[i]))
      return i;
  return 0;
}

void
yyq_tab_row_set_current (YyqTabRow *self, guint tab)
{
  g_return_if_fail (YYQ_IS_TAB_ROW (self));
  g_return_if_fail (tab < self->toggles->len);
  gtk_toggle_button_set_active (self->toggles->pdata[tab], TRUE);
}

static void
yyq_tab_row_finalize (GObject *object)
{
  YyqTabRow *self = YYQ_TAB_ROW (object);

  g_ptr_array_unref (self->toggles);
  g_ptr_array_unref (self->titles);
  G_OBJECT_CLASS (yyq_tab_row_parent_class)->finalize (object);
}

static void
yyq_tab_row_class_init (YyqTabRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = yyq_tab_row_finalize;
  changed_signal = g_signal_new ("changed", YYQ_TYPE_TAB_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
}

static void
yyq_tab_row_init (YyqTabRow *self)
{
  self->toggles = g_ptr_array_new ();
  self->titles = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_add_css_class (GTK_WIDGET (self), "linked");
}
