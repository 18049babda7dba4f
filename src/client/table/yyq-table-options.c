/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-table-options.h"

#include <glib/gi18n.h>

#define DENSE_KEY "dense-rows"

static guint
index_of (GSimpleAction *action)
{
  return GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (action), "yyq-index"));
}

static void
wanted_cb (YyqTableColumns *columns, GVariant *wanted, GSimpleAction *action)
{
  g_simple_action_set_state (action, wanted);
  yyq_table_columns_set_wanted (columns, index_of (action), g_variant_get_boolean (wanted));
}

/* Those that always stay are there, too, and cannot be chosen: nobody has to look for them. */
static void
add_column (GSimpleActionGroup *group, GMenu *menu, YyqTableColumns *columns,
            const YyqTablePlace *place)
{
  g_autofree char *name = g_strdup_printf ("column-%u", place->index);
  g_autofree char *detailed = g_strconcat ("options.", name, NULL);
  g_autoptr (GSimpleAction) action =
    g_simple_action_new_stateful (name, NULL, g_variant_new_boolean (place->wanted));

  g_object_set_data (G_OBJECT (action), "yyq-index", GUINT_TO_POINTER (place->index));
  g_simple_action_set_enabled (action, place->column->rank > 0);
  g_signal_connect_object (action, "change-state", G_CALLBACK (wanted_cb), columns,
                           G_CONNECT_SWAPPED);
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (action));
  g_menu_append (menu, _ (place->column->title), detailed);
}

static GMenuModel *
columns_section (GSimpleActionGroup *group, YyqTableColumns *columns)
{
  GMenu *section = g_menu_new ();

  for (guint i = 0; i < yyq_table_columns_get_n (columns); i++) {
    const YyqTablePlace *place = yyq_table_columns_get_place (columns, i);

    if (place->column->kind != YYQ_CELL_CHECK && place->column->kind != YYQ_CELL_MENU)
      add_column (group, section, columns, place);
  }
  return G_MENU_MODEL (section);
}

static void
add_dense (GSimpleActionGroup *group, GMenu *menu, GSettings *settings)
{
  g_autoptr (GAction) dense = g_settings_create_action (settings, DENSE_KEY);

  g_action_map_add_action (G_ACTION_MAP (group), dense);
  g_menu_append (menu, _ ("_Dense rows"), "options." DENSE_KEY);
}

static void
add_reset (GSimpleActionGroup *group, GMenu *menu, YyqTableColumns *columns)
{
  g_autoptr (GSimpleAction) reset = g_simple_action_new ("reset", NULL);

  g_signal_connect_object (reset, "activate", G_CALLBACK (yyq_table_columns_reset), columns,
                           G_CONNECT_SWAPPED);
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (reset));
  g_menu_append (menu, _ ("Columns as they _were at first"), "options.reset");
}

GtkWidget *
yyq_table_options_new (YyqTableColumns *columns, GSettings *settings)
{
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) more = g_menu_new ();
  g_autoptr (GMenuModel) section = columns_section (group, columns);
  GtkWidget *popover;

  g_menu_append_section (menu, _ ("Columns"), section);
  if (settings != NULL)
    add_dense (group, more, settings);
  add_reset (group, more, columns);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (more));
  popover = gtk_popover_menu_new_from_model (G_MENU_MODEL (menu));
  gtk_widget_insert_action_group (popover, "options", G_ACTION_GROUP (group));
  return popover;
}
