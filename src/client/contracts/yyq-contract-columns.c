/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-contract-columns.h"

#include <glib/gi18n.h>

#include "yyq-clock.h"
#include "yyq-contract.h"
#include "yyq-ui.h"

/* A draft has not been. */
static char *
initiated_of (gpointer contract)
{
  if (yyq_contract_get_state (contract) == YYQ_CONTRACT_STATE_DRAFT)
    return NULL;
  return yyq_clock_format (yyq_contract_get_initiated_at (contract));
}

static char *
due_of (gpointer contract)
{
  const gint64 due = yyq_contract_get_due_at (contract);

  return due != 0 ? yyq_clock_format (due) : NULL;
}

static char *
state_of (gpointer contract)
{
  return g_strdup (yyq_ui_contract_state_text (contract));
}

static const char *
state_class_of (gpointer contract)
{
  return yyq_ui_contract_state_class (contract);
}

static char *
action_of (gpointer contract)
{
  return g_strdup (yyq_contract_get_my_turn (contract) ? _ ("Sign") : _ ("View"));
}

static void
act (GtkWidget *table, gpointer contract)
{
  gtk_widget_activate_action (
    table, yyq_contract_get_my_turn (contract) ? "app.sign-contract" : "app.show-contract", "s",
    yyq_contract_get_id (contract));
}

static const char *
or_nothing (const char *text)
{
  return text != NULL ? text : "";
}

/* Who and what and how it stands come first: who hears the beginning knows whether it is his row.
 */
static char *
say (gpointer contract)
{
  g_autofree char *initiated = initiated_of (contract);

  /* Translators: a contract as it is read to blind people: participants, title, state, number,
   * initiator, start time */
  return g_strdup_printf (_ ("%s, %s, %s, %s, initiated by %s, %s"),
                          or_nothing (yyq_contract_get_participants (contract)),
                          or_nothing (yyq_contract_get_title (contract)),
                          yyq_ui_contract_state_text (contract),
                          or_nothing (yyq_contract_get_number (contract)),
                          or_nothing (yyq_contract_get_initiator_name (contract)),
                          initiated != NULL ? initiated : _ ("not initiated yet"));
}

static const YyqTableColumn columns[] = {
  { .title = N_ ("Number"), .width = 168, .rank = 2, .property = "number", .dim = TRUE },
  { .title = N_ ("Title"), .width = 168, .expand = TRUE, .sort = "title", .property = "title" },
  { .title = N_ ("Participants"),
    .kind = YYQ_CELL_PERSON,
    .width = 132,
    .expand = TRUE,
    .property = "participants" },
  { .title = N_ ("Unit"), .width = 176, .rank = 5, .property = "unit-name", .dim = TRUE },
  { .title = N_ ("Initiator"), .width = 104, .rank = 3, .property = "initiator-name" },
  { .title = N_ ("Start time"),
    .width = 152,
    .rank = 1,
    .sort = "initiated_at",
    .text = initiated_of,
    .dim = TRUE },
  { .title = N_ ("Sign by"),
    .width = 152,
    .rank = 4,
    .sort = "due_at",
    .text = due_of,
    .dim = TRUE },
  { .title = N_ ("State"),
    .kind = YYQ_CELL_PILL,
    .width = 136,
    .sort = "state",
    .text = state_of,
    .style = state_class_of },
  { .title = N_ ("Action"), .kind = YYQ_CELL_LINK, .width = 76, .text = action_of, .act = act },
};

const YyqTableShape yyq_contract_table = { .name = "contracts",
                                           .columns = columns,
                                           .n_columns = G_N_ELEMENTS (columns),
                                           .say = say,
                                           .ticks = TRUE,
                                           .menus = TRUE };
