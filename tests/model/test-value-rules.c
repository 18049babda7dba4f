/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-minimum-wage.h"
#include "yyq-value-rules.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>

/* value-cases.txt says what is to come out; here stands how its lines are read. */

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

/* "7000.01" yuan is 700001 fen. */
static gint64
read_fen (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, ".", 2);

  g_assert_true (parts[1] == NULL || strlen (parts[1]) == 2);
  return g_ascii_strtoll (parts[0], NULL, 10) * 100 +
         (parts[1] != NULL ? g_ascii_strtoll (parts[1], NULL, 10) : 0);
}

static guint
word_of (const char *word, const char *const *words)
{
  for (guint i = 0; words[i] != NULL; i++)
    if (g_str_equal (word, words[i]))
      return i;
  g_error ("“%s” is no word of the table", word);
}

static gboolean
take_kind (YyqValueFacts *facts, const char *name, const char *value)
{
  static const char *const kinds[] = { "fixed", "open", "task", "part-time", NULL };
  static const char *const retirements[] = { "man", "woman-55", "woman-50", NULL };

  if (g_str_equal (name, "kind")) {
    facts->has_kind = TRUE;
    facts->kind = (YyqTermKind) word_of (value, kinds);
    return TRUE;
  }
  if (g_str_equal (name, "retire")) {
    facts->has_retirement = TRUE;
    facts->retirement = (YyqRetirementKind) word_of (value, retirements);
    return TRUE;
  }
  return FALSE;
}

static gboolean
take_plain (YyqValueFacts *facts, const char *name, const char *value)
{
  if (g_str_equal (name, "months"))
    facts->months = (guint) atoi (value);
  else if (g_str_equal (name, "probation"))
    facts->probation_months = (guint) atoi (value);
  else if (g_str_equal (name, "before"))
    facts->worked_before = g_str_equal (value, "yes");
  else if (g_str_equal (name, "dispatched"))
    facts->is_dispatched = g_str_equal (value, "yes");
  else if (g_str_equal (name, "hours"))
    facts->hours_a_week = g_ascii_strtod (value, NULL);
  else if (g_str_equal (name, "area"))
    facts->wage_area = (guint) atoi (value);
  else if (g_str_equal (name, "region"))
    facts->wage_region = value;
  else
    return FALSE;
  return TRUE;
}

static void
take (YyqValueFacts *facts, const char *name, const char *value)
{
  const struct {
    const char *name;
    GDate *day;
  } days[] = { { "start", &facts->start },
               { "end", &facts->end },
               { "employment", &facts->employment_start },
               { "signing", &facts->signing_day },
               { "birth", &facts->birth } };
  const struct {
    const char *name;
    gint64 *fen;
  } amounts[] = { { "monthly", &facts->monthly_fen },
                  { "hourly", &facts->hourly_fen },
                  { "probation-pay", &facts->probation_fen } };

  if (take_kind (facts, name, value) || take_plain (facts, name, value))
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (days); i++)
    if (g_str_equal (name, days[i].name)) {
      read_day (value, days[i].day);
      return;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (amounts); i++)
    if (g_str_equal (name, amounts[i].name)) {
      *amounts[i].fen = read_fen (value);
      return;
    }
  g_error ("“%s” is no fact of the table", name);
}

static char *
say_findings (GArray *findings)
{
  GString *said = g_string_new (findings->len == 0 ? "-" : NULL);

  for (guint i = 0; i < findings->len; i++) {
    const YyqValueFinding *finding = &g_array_index (findings, YyqValueFinding, i);

    g_assert_cmpstr (finding->words, !=, "");
    g_assert_nonnull (strstr (finding->article, "条"));
    g_string_append_printf (said, "%s%s:%c:%s", i > 0 ? " " : "", finding->rule,
                            finding->level == YYQ_VALUE_LEVEL_ERROR ? 'E' : 'C', finding->key);
  }
  return g_string_free (said, FALSE);
}

static void
check_line (const char *line)
{
  g_auto (GStrv) halves = g_strsplit (line, "=> ", 2);
  g_auto (GStrv) words = NULL;
  g_autoptr (GArray) findings = NULL;
  g_autofree char *said = NULL;
  YyqValueFacts facts = { 0 };

  g_assert_cmpuint (g_strv_length (halves), ==, 2);
  words = g_strsplit (g_strchomp (halves[0]), " ", -1);
  for (char **word = words; *word != NULL; word++) {
    char *equals = strchr (*word, '=');

    g_assert_nonnull (equals);
    *equals = '\0';
    take (&facts, *word, equals + 1);
  }
  findings = yyq_value_rules_judge (&facts);
  said = say_findings (findings);
  if (!g_str_equal (said, halves[1]))
    g_error ("%s: %s came out", line, said);
}

static void
test_cases (void)
{
  g_autofree char *path =
    g_build_filename (g_getenv ("YYQ_SOURCE_ROOT"), "tests", "model", "value-cases.txt", NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GError) error = NULL;
  guint seen[9] = { 0 };

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (text, "\n", -1);
  for (char **line = lines; *line != NULL; line++) {
    if (**line == '#' || **line == '\0')
      continue;
    check_line (*line);
    for (const char *at = strstr (*line, "=> W"); at != NULL; at = strstr (at + 1, " W"))
      seen[(at[0] == '=' ? at[4] : at[2]) - '0']++;
  }
  for (guint rule = 1; rule <= 8; rule++)
    g_assert_cmpuint (seen[rule], >=, 2);
}

/* A clerk is told what to type instead. */
static void
test_words (void)
{
  YyqValueFacts facts = { .has_kind = TRUE,
                          .kind = YYQ_TERM_FIXED,
                          .months = 12,
                          .probation_months = 3,
                          .monthly_fen = 700100,
                          .probation_fen = 560000 };
  g_autoptr (GArray) findings = yyq_value_rules_judge (&facts);

  g_assert_cmpuint (findings->len, ==, 2);
  g_assert_cmpstr (g_array_index (findings, YyqValueFinding, 0).words, ==,
                   "Probation lasts 2 months at most with this term.");
  g_assert_cmpstr (g_array_index (findings, YyqValueFinding, 1).words, ==,
                   "The pay of the probation is 5601 yuan a month at least.");
}

static void
assert_wage (const char *region, guint area, const char *day, gint64 monthly_fen, gint64 hourly_fen)
{
  GDate date;
  const YyqMinimumWage *wage;

  read_day (day, &date);
  wage = yyq_minimum_wage_find (region, area, &date);
  if (monthly_fen == 0) {
    g_assert_null (wage);
    return;
  }
  g_assert_cmpint (wage->monthly_fen, ==, monthly_fen);
  g_assert_cmpint (wage->hourly_fen, ==, hourly_fen);
  g_assert_cmpstr (wage->source, !=, "");
}

static void
test_wages (void)
{
  assert_wage ("410105", 1, "2024-01-01", 210000, 2060);
  assert_wage ("410000", 2, "2026-12-01", 200000, 1960);
  assert_wage ("411722", 3, "2026-12-01", 180000, 1760);
  assert_wage ("410105", 1, "2023-12-31", 0, 0);
  assert_wage ("410105", 0, "2026-12-01", 0, 0);
  assert_wage ("410105", 4, "2026-12-01", 0, 0);
  assert_wage ("110105", 1, "2026-12-01", 0, 0);
  assert_wage ("41", 1, "2026-12-01", 0, 0);
  assert_wage (NULL, 1, "2026-12-01", 0, 0);
}

static void
test_age_of_wages (void)
{
  GDate day;

  read_day ("2026-01-01", &day);
  g_assert_false (yyq_minimum_wage_is_old ("410105", &day));
  read_day ("2026-01-02", &day);
  g_assert_true (yyq_minimum_wage_is_old ("410105", &day));
  g_assert_true (yyq_minimum_wage_is_old ("110105", &day));
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/value-rules/every case comes out as the table says", test_cases);
  g_test_add_func ("/model/value-rules/what is told says what is allowed", test_words);
  g_test_add_func ("/model/minimum-wage/a place, its class and a day have an amount, or none",
                   test_wages);
  g_test_add_func ("/model/minimum-wage/a table that is two years old says so", test_age_of_wages);
  return g_test_run ();
}
