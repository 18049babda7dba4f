/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-contract-columns.h"

#include <glib/gi18n.h>

#include "yyq-clock.h"
#include "yyq-contract.h"
#include "yyq-initial.h"
#include "yyq-ui.h"

typedef char *(*ContractText) (YyqContract *contract);

typedef struct {
  ContractText text;
  gboolean dim;
} TextColumn;

static char *
number_of (YyqContract *contract)
{
  return g_strdup (yyq_contract_get_number (contract));
}

static char *
title_of (YyqContract *contract)
{
  return g_strdup (yyq_contract_get_title (contract));
}

static char *
initiator_of (YyqContract *contract)
{
  return g_strdup (yyq_contract_get_initiator_name (contract));
}

static char *
initiated_of (YyqContract *contract)
{
  return yyq_clock_format (yyq_contract_get_initiated_at (contract));
}

static const TextColumn number_column = { number_of, TRUE };
static const TextColumn title_column = { title_of, FALSE };
static const TextColumn initiator_column = { initiator_of, FALSE };
static const TextColumn initiated_column = { initiated_of, TRUE };

/* What does not fit its column is shown beside the pointer. */
static gboolean
tooltip_cb (GtkInscription *cell, int x, int y, gboolean by_keyboard, GtkTooltip *tooltip)
{
  gtk_tooltip_set_text (tooltip, gtk_inscription_get_text (cell));
  return gtk_inscription_get_text (cell) != NULL;
}

/* An inscription takes the room that it gets without laying out its text first: two hundred rows
 * are measured at once. */
static GtkWidget *
text_cell (gboolean dim)
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
setup_text_cb (GtkSignalListItemFactory *factory, GtkListItem *item, const TextColumn *column)
{
  gtk_list_item_set_child (item, text_cell (column->dim));
}

static void
bind_text_cb (GtkSignalListItemFactory *factory, GtkListItem *item, const TextColumn *column)
{
  g_autofree char *text = column->text (gtk_list_item_get_item (item));

  gtk_inscription_set_text (GTK_INSCRIPTION (gtk_list_item_get_child (item)), text);
}

static void
setup_participants_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  gtk_box_append (GTK_BOX (box), yyq_initial_new ());
  gtk_box_append (GTK_BOX (box), text_cell (FALSE));
  gtk_list_item_set_child (item, box);
}

static void
bind_participants_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *box = gtk_list_item_get_child (item);
  const char *names = yyq_contract_get_participants (gtk_list_item_get_item (item));

  yyq_initial_set_name (YYQ_INITIAL (gtk_widget_get_first_child (box)), names);
  gtk_inscription_set_text (GTK_INSCRIPTION (gtk_widget_get_last_child (box)), names);
}

static void
setup_state_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  gtk_list_item_set_child (item, yyq_ui_pill ());
}

static void
bind_state_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  yyq_ui_pill_show (GTK_LABEL (gtk_list_item_get_child (item)), gtk_list_item_get_item (item));
}

static void
view_clicked_cb (GtkListItem *item, GtkWidget *button)
{
  YyqContract *contract = gtk_list_item_get_item (item);

  if (contract != NULL)
    gtk_widget_activate_action (button, "app.show-contract", "s", yyq_contract_get_id (contract));
}

static void
setup_view_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *button = gtk_button_new_with_label ("");

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (view_clicked_cb), item);
  gtk_list_item_set_child (item, button);
}

/* An action target of its own for each row would cost more than the rest of the row: see
 * view_clicked_cb(). */
static void
bind_view_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *button = gtk_list_item_get_child (item);
  YyqContract *contract = gtk_list_item_get_item (item);
  const gboolean mine = yyq_contract_get_my_turn (contract);
  g_autofree char *label =
    g_strdup_printf (mine ? _ ("Sign %s") : _ ("View %s"), yyq_contract_get_title (contract));

  gtk_button_set_label (GTK_BUTTON (button), mine ? _ ("Sign") : _ ("View"));
  yyq_ui_set_accessible_label (button, label);
}

/*
 * GTK 4.8 does not say which column a view is sorted by. But its sorter asks the columns in turn,
 * and turns the answer round for a descending one: so two dummies are compared, and the first
 * column that is asked notes itself.
 */
typedef struct {
  gboolean asked;
  YyqContractSort sort;
} SortProbe;

typedef struct {
  SortProbe *probe;
  YyqContractSort sort;
} SortColumn;

static int
note_column (gconstpointer a, gconstpointer b, gpointer user_data)
{
  SortColumn *column = user_data;

  column->probe->asked = TRUE;
  column->probe->sort = column->sort;
  return -1;
}

gboolean
yyq_contract_columns_get_sort (GtkColumnView *view, YyqContractSort *sort, gboolean *descending)
{
  SortProbe *probe = g_object_get_data (G_OBJECT (view), "yyq-sort-probe");
  g_autoptr (YyqContract) a = yyq_contract_new ();
  g_autoptr (YyqContract) b = yyq_contract_new ();
  GtkOrdering ordering;

  g_return_val_if_fail (probe != NULL, FALSE);
  probe->asked = FALSE;
  ordering = gtk_sorter_compare (gtk_column_view_get_sorter (view), a, b);
  if (!probe->asked)
    return FALSE;
  *sort = probe->sort;
  *descending = ordering == GTK_ORDERING_LARGER;
  return TRUE;
}

static void
append (GtkColumnView *view, const char *title, GtkListItemFactory *factory, int width,
        gboolean expand)
{
  g_autoptr (GtkColumnViewColumn) column = gtk_column_view_column_new (title, factory);

  /* All fixed, also the one that takes what is left: else every cell of it is measured in every
   * frame. */
  gtk_column_view_column_set_fixed_width (column, width);
  gtk_column_view_column_set_expand (column, expand);
  gtk_column_view_append_column (view, column);
}

static void
make_sortable (GtkColumnView *view, YyqContractSort sort)
{
  GListModel *columns = gtk_column_view_get_columns (view);
  g_autoptr (GtkColumnViewColumn) column =
    g_list_model_get_item (columns, g_list_model_get_n_items (columns) - 1);
  SortColumn *data = g_new0 (SortColumn, 1);
  g_autoptr (GtkSorter) sorter = GTK_SORTER (gtk_custom_sorter_new (note_column, data, g_free));

  data->probe = g_object_get_data (G_OBJECT (view), "yyq-sort-probe");
  data->sort = sort;
  gtk_column_view_column_set_sorter (column, sorter);
}

static GtkListItemFactory *
text_factory (const TextColumn *column)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_text_cb), (gpointer) column);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_text_cb), (gpointer) column);
  return factory;
}

static GtkListItemFactory *
widget_factory (GCallback setup, GCallback bind)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", setup, NULL);
  g_signal_connect (factory, "bind", bind, NULL);
  return factory;
}

void
yyq_contract_columns_add (GtkColumnView *view)
{
  g_return_if_fail (GTK_IS_COLUMN_VIEW (view));

  g_object_set_data_full (G_OBJECT (view), "yyq-sort-probe", g_new0 (SortProbe, 1), g_free);
  append (view, _ ("Number"), text_factory (&number_column), 156, FALSE);
  append (view, _ ("Title"), text_factory (&title_column), 160, TRUE);
  make_sortable (view, YYQ_CONTRACT_SORT_TITLE);
  append (view, _ ("Participants"),
          widget_factory (G_CALLBACK (setup_participants_cb), G_CALLBACK (bind_participants_cb)),
          150, FALSE);
  append (view, _ ("Initiator"), text_factory (&initiator_column), 104, FALSE);
  append (view, _ ("Start time"), text_factory (&initiated_column), 152, FALSE);
  make_sortable (view, YYQ_CONTRACT_SORT_INITIATED_AT);
  append (view, _ ("State"),
          widget_factory (G_CALLBACK (setup_state_cb), G_CALLBACK (bind_state_cb)), 136, FALSE);
  make_sortable (view, YYQ_CONTRACT_SORT_STATE);
  append (view, _ ("Action"),
          widget_factory (G_CALLBACK (setup_view_cb), G_CALLBACK (bind_view_cb)), 96, FALSE);
}
