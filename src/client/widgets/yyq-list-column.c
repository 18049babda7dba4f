/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-list-column.h"

#include <glib/gi18n.h>

/* What does not fit its column is shown beside the pointer. */
static gboolean
tooltip_cb (GtkInscription *cell, int x, int y, gboolean by_keyboard, GtkTooltip *tooltip)
{
  gtk_tooltip_set_text (tooltip, gtk_inscription_get_text (cell));
  return gtk_inscription_get_text (cell) != NULL;
}

/* An inscription takes the room that it gets without laying out its text first: two hundred rows
 * are measured at once. */
GtkWidget *
yyq_list_text_cell_new (gboolean dim)
{
  GtkWidget *cell = gtk_inscription_new (NULL);

  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (cell),
                                     GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_widget_set_hexpand (cell, TRUE);
  /* As high as one line (see style.css): in a higher place it would wrap. */
  gtk_widget_set_valign (cell, GTK_ALIGN_CENTER);
  gtk_inscription_set_yalign (GTK_INSCRIPTION (cell), .5f);
  gtk_widget_set_has_tooltip (cell, TRUE);
  g_signal_connect (cell, "query-tooltip", G_CALLBACK (tooltip_cb), NULL);
  gtk_widget_set_css_classes (
    cell, (const char *[]){ "yyq-cell", dim ? "numeric" : NULL, "dim-label", NULL });
  return cell;
}

static void
setup_text_cb (GtkSignalListItemFactory *factory, GtkListItem *cell, const YyqListColumn *column)
{
  gtk_list_item_set_child (cell, yyq_list_text_cell_new (column->dim));
}

static char *
text_of (const YyqListColumn *column, gpointer item)
{
  char *text = NULL;

  if (column->text != NULL)
    return column->text (item);
  g_object_get (item, column->property, &text, NULL);
  return text;
}

static void
bind_text_cb (GtkSignalListItemFactory *factory, GtkListItem *cell, const YyqListColumn *column)
{
  g_autofree char *text = text_of (column, gtk_list_item_get_item (cell));

  gtk_inscription_set_text (GTK_INSCRIPTION (gtk_list_item_get_child (cell)), text);
}

static void
setup_widget_cb (GtkSignalListItemFactory *factory, GtkListItem *cell, const YyqListColumn *column)
{
  gtk_list_item_set_child (cell, column->create (cell));
}

static void
bind_widget_cb (GtkSignalListItemFactory *factory, GtkListItem *cell, const YyqListColumn *column)
{
  column->bind (gtk_list_item_get_child (cell), gtk_list_item_get_item (cell));
}

static GtkListItemFactory *
factory_for (const YyqListColumn *column)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  const gboolean text = column->text != NULL || column->property != NULL;

  g_signal_connect (factory, "setup",
                    text ? G_CALLBACK (setup_text_cb) : G_CALLBACK (setup_widget_cb),
                    (gpointer) column);
  g_signal_connect (factory, "bind", text ? G_CALLBACK (bind_text_cb) : G_CALLBACK (bind_widget_cb),
                    (gpointer) column);
  return factory;
}

/*
 * GTK 4.8 does not say which column a view is sorted by. But its sorter asks the columns in turn,
 * and turns the answer round for a descending one: so two dummies are compared, and the first
 * column that is asked notes itself.
 */
typedef struct {
  const char *sort; /* nullable: nobody was asked */
} Probe;

typedef struct {
  Probe *probe; /* (unowned): of the view that has the column */
  const char *sort;
} Noted;

static int
note_column (gconstpointer a, gconstpointer b, gpointer user_data)
{
  Noted *noted = user_data;

  noted->probe->sort = noted->sort;
  return -1;
}

const char *
yyq_list_columns_get_sort (GtkColumnView *view, gboolean *descending)
{
  Probe *probe = g_object_get_data (G_OBJECT (view), "yyq-sort-probe");
  g_autoptr (GObject) a = g_object_new (G_TYPE_OBJECT, NULL);
  g_autoptr (GObject) b = g_object_new (G_TYPE_OBJECT, NULL);
  GtkOrdering ordering;

  g_return_val_if_fail (probe != NULL, NULL);
  probe->sort = NULL;
  ordering = gtk_sorter_compare (gtk_column_view_get_sorter (view), a, b);
  *descending = ordering == GTK_ORDERING_LARGER;
  return probe->sort;
}

static void
make_sortable (GtkColumnViewColumn *column, Probe *probe, const char *sort)
{
  Noted *noted = g_new (Noted, 1);
  g_autoptr (GtkSorter) sorter = GTK_SORTER (gtk_custom_sorter_new (note_column, noted, g_free));

  noted->probe = probe;
  noted->sort = sort;
  gtk_column_view_column_set_sorter (column, sorter);
}

void
yyq_list_columns_add (GtkColumnView *view, const YyqListColumn *columns, guint n_columns)
{
  Probe *probe = g_new0 (Probe, 1);

  g_return_if_fail (GTK_IS_COLUMN_VIEW (view));
  g_object_set_data_full (G_OBJECT (view), "yyq-sort-probe", probe, g_free);
  for (guint i = 0; i < n_columns; i++) {
    g_autoptr (GtkColumnViewColumn) column =
      gtk_column_view_column_new (_ (columns[i].title), factory_for (&columns[i]));

    /* All fixed, also the one that takes what is left: else every cell of it is measured in every
     * frame. */
    gtk_column_view_column_set_fixed_width (column, columns[i].width);
    gtk_column_view_column_set_expand (column, columns[i].expand);
    if (columns[i].sort != NULL)
      make_sortable (column, probe, columns[i].sort);
    gtk_column_view_append_column (view, column);
  }
}
