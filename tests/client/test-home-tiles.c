/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-home-tiles.h"
#include "yyq-recent-columns.h"

#include "yyq-contract.h"

static void
check_number (guint number, const char *wanted)
{
  g_autofree char *text = yyq_home_number_text (number);

  g_assert_cmpstr (text, ==, wanted);
}

static void
test_numbers (void)
{
  check_number (0, "0");
  check_number (999, "999");
  check_number (1286, "1,286");
  check_number (1234567, "1,234,567");
}

static void
check_duration (gint64 minutes, const char *wanted, const char *wanted_unit)
{
  const char *unit = NULL;
  g_autofree char *text = yyq_home_duration_text (minutes * 60 * 1000, &unit);

  g_assert_cmpstr (text, ==, wanted);
  g_assert_cmpstr (unit, ==, wanted_unit);
}

static void
test_durations (void)
{
  check_duration (42, "42", "minutes");
  check_duration (216, "3.6", "hours");
  check_duration (5 * 24 * 60 + 12 * 60, "5.5", "days");
}

/* Some contracts are only between companies. */
static void
test_without_worker (void)
{
  g_autoptr (YyqContract) contract = g_object_new (YYQ_TYPE_CONTRACT, "title", "A & B", NULL);

  for (guint i = 0; i < yyq_recent_table.n_columns; i++) {
    g_autofree char *text = yyq_table_column_get_text (&yyq_recent_table.columns[i], contract);

    if (i == 0)
      g_assert_cmpstr (text, ==, "A & B");
  }
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/client/home-tiles/numbers have separators", test_numbers);
  g_test_add_func ("/client/home-tiles/a duration is told in the unit that reads best",
                   test_durations);
  g_test_add_func ("/client/home-tiles/a contract without a worker has a row", test_without_worker);
  return g_test_run ();
}
