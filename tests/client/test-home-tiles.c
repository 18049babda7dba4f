/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-home-tiles.h"

#define AT_MS G_GINT64_CONSTANT (1790000000000)

static void
check_subtitle (const char *participants, const char *wanted)
{
  g_autoptr (YyqContract) contract =
    g_object_new (YYQ_TYPE_CONTRACT, "id", "c1", "number", "HT-1", "title", "A & B", "participants",
                  participants, "initiated-at", AT_MS, "state", YYQ_CONTRACT_STATE_SIGNING, NULL);
  g_autoptr (GtkWidget) row = g_object_ref_sink (yyq_home_contract_row (contract));
  const char *subtitle = adw_action_row_get_subtitle (ADW_ACTION_ROW (row));

  g_assert_true (g_str_has_prefix (subtitle, wanted));
}

static void
test_participants (void)
{
  check_subtitle ("陈佳宁、周子涵", "HT-1 · 陈佳宁、周子涵 · 2026-");
  check_subtitle ("", "HT-1 · 2026-");
  check_subtitle (NULL, "HT-1 · 2026-");
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/client/home-tiles/a contract without a worker leaves no gap in its line",
                   test_participants);
  return g_test_run ();
}
