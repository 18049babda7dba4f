/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-capital-amount.h"
#include "yyq-retirement.h"
#include "yyq-term.h"

#include <stdlib.h>
#include <string.h>

/* labour-cases.txt says what is to come out; here stands who computes it. */

static void
read_day (const char *text, GDate *day)
{
  g_auto (GStrv) parts = g_strsplit (text, "-", 3);

  g_assert_cmpuint (g_strv_length (parts), ==, 3);
  g_date_clear (day, 1);
  g_date_set_dmy (day, (GDateDay) atoi (parts[2]), (GDateMonth) atoi (parts[1]),
                  (GDateYear) atoi (parts[0]));
  g_assert_true (g_date_valid (day));
}

static char *
say_day (const GDate *day)
{
  return g_strdup_printf ("%04u-%02u-%02u", (guint) g_date_get_year (day),
                          (guint) g_date_get_month (day), (guint) g_date_get_day (day));
}

/* "7000.01" yuan is 700001 fen. */
static gint64
read_fen (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, ".", 2);
  const gint64 yuan = g_ascii_strtoll (parts[0], NULL, 10);
  const gint64 fen = parts[1] != NULL ? g_ascii_strtoll (parts[1], NULL, 10) : 0;

  g_assert_true (parts[1] == NULL || strlen (parts[1]) == 2);
  return yuan * 100 + (*text == '-' ? -fen : fen);
}

static char *
end (char **in)
{
  GDate start;
  GDate last;

  read_day (in[0], &start);
  yyq_term_get_end (&start, (guint) atoi (in[1]), &last);
  return say_day (&last);
}

static char *
months (char **in)
{
  GDate start;
  GDate last;

  read_day (in[0], &start);
  read_day (in[1], &last);
  return g_strdup_printf ("%u", yyq_term_count_months (&start, &last));
}

static guint
word_of (const char *word, const char *const *words)
{
  for (guint i = 0; words[i] != NULL; i++)
    if (g_str_equal (word, words[i]))
      return i;
  g_error ("“%s” is no word of the table", word);
}

static char *
probation (char **in)
{
  static const char *const kinds[] = { "fixed", "open", "task", "part-time", NULL };
  static const char *const times[] = { "first", "again", NULL };
  const YyqTermKind kind = (YyqTermKind) word_of (in[0], kinds);

  return g_strdup_printf (
    "%u", yyq_term_get_probation_limit (kind, (guint) atoi (in[1]), word_of (in[2], times) == 1));
}

static char *
floor_of_pay (char **in)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT,
                          yyq_term_get_probation_pay_floor (read_fen (in[0]), read_fen (in[1])));
}

static char *
capital (char **in)
{
  char *words = yyq_capital_amount_new (read_fen (in[0]));

  return words != NULL ? words : g_strdup ("-");
}

static char *
retire (char **in)
{
  static const char *const kinds[] = { "man", "woman-55", "woman-50", NULL };
  g_auto (GStrv) born = g_strsplit (in[1], "-", 2);
  guint year;
  guint month;

  yyq_retirement_get_month ((YyqRetirementKind) word_of (in[0], kinds), (guint) atoi (born[0]),
                            (guint) atoi (born[1]), &year, &month);
  return g_strdup_printf ("%04u-%02u", year, month);
}

typedef struct {
  const char *name;
  guint n_in;
  char *(*compute) (char **in);
} Rule;

static const Rule RULES[] = {
  { "end", 2, end },
  { "months", 2, months },
  { "probation", 3, probation },
  { "floor", 2, floor_of_pay },
  { "capital", 1, capital },
  { "retire", 2, retire },
};

static void
check_line (const Rule *rule, const char *line)
{
  g_auto (GStrv) words = g_strsplit (line, " ", -1);
  g_autofree char *out = NULL;

  g_assert_cmpuint (g_strv_length (words), ==, rule->n_in + 3);
  g_assert_cmpstr (words[rule->n_in + 1], ==, "=");
  out = rule->compute (words + 1);
  if (!g_str_equal (out, words[rule->n_in + 2]))
    g_error ("%s: %s came out", line, out);
}

/* A rule without cases would be held by nobody. */
static void
test_rule (gconstpointer data)
{
  const Rule *rule = data;
  g_autofree char *path =
    g_build_filename (g_getenv ("YYQ_SOURCE_ROOT"), "tests", "model", "labour-cases.txt", NULL);
  g_autofree char *prefix = g_strconcat (rule->name, " ", NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GError) error = NULL;
  guint n_cases = 0;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (text, "\n", -1);
  for (char **line = lines; *line != NULL; line++)
    if (g_str_has_prefix (*line, prefix)) {
      check_line (rule, *line);
      n_cases++;
    }
  g_assert_cmpuint (n_cases, >=, 5);
}

/* A year of days and ten years of months: an end is never before a shorter term's, and counting
 * gives back what was counted. */
static void
test_round (void)
{
  GDate start;

  g_date_clear (&start, 1);
  g_date_set_dmy (&start, 1, G_DATE_JANUARY, 2027);
  for (guint day = 0; day < 430; day++, g_date_add_days (&start, 1)) {
    GDate before = start;

    g_date_subtract_days (&before, 1);
    for (guint n = 1; n <= 120; n++) {
      GDate last;

      yyq_term_get_end (&start, n, &last);
      g_assert_cmpint (g_date_compare (&last, &before), >, 0);
      g_assert_cmpuint (yyq_term_count_months (&start, &last), ==, n);
      g_date_subtract_days (&last, 1);
      g_assert_cmpuint (yyq_term_count_months (&start, &last), ==, n - 1);
      before = last;
    }
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (RULES); i++) {
    g_autofree char *path = g_strdup_printf (
      "/model/labour/every case of “%s” comes out as the table says", RULES[i].name);

    g_test_add_data_func (path, &RULES[i], test_rule);
  }
  g_test_add_func ("/model/labour/a term that ends a day sooner has a month less", test_round);
  return g_test_run ();
}
