/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-contract-columns.h"

#include <glib/gi18n.h>

#include "yyq-clock.h"
#include "yyq-contract.h"
#include "yyq-initial.h"
#include "yyq-ui.h"

static char *
number_of (gpointer contract)
{
  return g_strdup (yyq_contract_get_number (contract));
}

static char *
title_of (gpointer contract)
{
  return g_strdup (yyq_contract_get_title (contract));
}

static char *
initiator_of (gpointer contract)
{
  return g_strdup (yyq_contract_get_initiator_name (contract));
}

static char *
initiated_of (gpointer contract)
{
  return yyq_clock_format (yyq_contract_get_initiated_at (contract));
}

static GtkWidget *
create_participants (GtkListItem *cell)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  gtk_box_append (GTK_BOX (box), yyq_initial_new ());
  gtk_box_append (GTK_BOX (box), yyq_list_text_cell_new (FALSE));
  return box;
}

static void
bind_participants (GtkWidget *box, gpointer contract)
{
  const char *names = yyq_contract_get_participants (contract);

  yyq_initial_set_name (YYQ_INITIAL (gtk_widget_get_first_child (box)), names);
  gtk_inscription_set_text (GTK_INSCRIPTION (gtk_widget_get_last_child (box)), names);
}

static GtkWidget *
create_state (GtkListItem *cell)
{
  return yyq_ui_pill ();
}

static void
bind_state (GtkWidget *pill, gpointer contract)
{
  yyq_ui_pill_show (GTK_LABEL (pill), contract);
}

static void
clicked_cb (GtkListItem *cell, GtkWidget *button)
{
  YyqContract *contract = gtk_list_item_get_item (cell);

  if (contract != NULL)
    gtk_widget_activate_action (button, "app.show-contract", "s", yyq_contract_get_id (contract));
}

/* An action target of its own for each row would cost more than the rest of the row: see
 * clicked_cb(). */
static GtkWidget *
create_action (GtkListItem *cell)
{
  GtkWidget *button = gtk_button_new_with_label ("");

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  g_signal_connect_object (button, "clicked", G_CALLBACK (clicked_cb), cell, G_CONNECT_SWAPPED);
  return button;
}

static void
bind_action (GtkWidget *button, gpointer contract)
{
  const gboolean mine = yyq_contract_get_my_turn (contract);
  g_autofree char *label =
    g_strdup_printf (mine ? _ ("Sign %s") : _ ("View %s"), yyq_contract_get_title (contract));

  gtk_button_set_label (GTK_BUTTON (button), mine ? _ ("Sign") : _ ("View"));
  yyq_ui_set_accessible_label (button, label);
}

static const YyqListColumn columns[] = {
  { .title = N_ ("Number"), .width = 156, .text = number_of, .dim = TRUE },
  { .title = N_ ("Title"), .width = 160, .expand = TRUE, .sort = "title", .text = title_of },
  { .title = N_ ("Participants"),
    .width = 150,
    .create = create_participants,
    .bind = bind_participants },
  { .title = N_ ("Initiator"), .width = 104, .text = initiator_of },
  { .title = N_ ("Start time"),
    .width = 152,
    .sort = "initiated_at",
    .text = initiated_of,
    .dim = TRUE },
  { .title = N_ ("State"),
    .width = 136,
    .sort = "state",
    .create = create_state,
    .bind = bind_state },
  { .title = N_ ("Action"), .width = 96, .create = create_action, .bind = bind_action },
};

const YyqListColumn *
yyq_contract_columns_get (guint *n_columns)
{
  *n_columns = G_N_ELEMENTS (columns);
  return columns;
}
