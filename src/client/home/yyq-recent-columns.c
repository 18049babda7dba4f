/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-recent-columns.h"

#include <glib/gi18n.h>

#include "yyq-clock.h"
#include "yyq-contract.h"
#include "yyq-ui.h"

static char *
initiated_of (gpointer contract)
{
  return yyq_clock_format (yyq_contract_get_initiated_at (contract));
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

static const YyqTableColumn columns[] = {
  { .title = N_ ("Title"), .width = 168, .expand = TRUE, .property = "title" },
  { .title = N_ ("Participants"),
    .kind = YYQ_CELL_PERSON,
    .width = 132,
    .expand = TRUE,
    .property = "participants" },
  { .title = N_ ("Start time"), .width = 152, .rank = 1, .text = initiated_of, .dim = TRUE },
  { .title = N_ ("State"),
    .kind = YYQ_CELL_PILL,
    .width = 148,
    .text = state_of,
    .style = state_class_of },
};

const YyqTableShape yyq_recent_table = { .name = "recent",
                                         .columns = columns,
                                         .n_columns = G_N_ELEMENTS (columns),
                                         .n_rows = YYQ_RECENT_ROWS };
