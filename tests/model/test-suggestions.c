/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include "yyq-page-cases.h"
#include "yyq-suggestions.h"

/* suggestion-cases.txt says what a page gives; its head tells how. */

typedef struct {
  char *name;
  GPtrArray *rows;     /* of char */
  GPtrArray *expected; /* of char: lines */
} Case;

static const char *
say_party (YyqFieldParty party)
{
  return party == YYQ_FIELD_PARTY_EMPLOYER ? "甲" : party == YYQ_FIELD_PARTY_WORKER ? "乙" : "-";
}

/* In units of the typed page: the row in which its middle is, and its columns. */
static char *
say_place (const YyqSuggestion *one)
{
  const double y = (one->box.y0 + one->box.y1) / 2;

  return g_strdup_printf ("%d:%d-%d", (int) floor ((y - YYQ_CASE_TOP_PT) / YYQ_CASE_ROW_PT),
                          (int) round ((one->box.x0 - YYQ_CASE_LEFT_PT) / YYQ_CASE_UNIT_PT),
                          (int) round ((one->box.x1 - YYQ_CASE_LEFT_PT) / YYQ_CASE_UNIT_PT));
}

static char *
say (const YyqSuggestion *one, const char *expected)
{
  g_autofree char *place = say_place (one);
  const gboolean placed = expected == NULL || strstr (expected, " @") != NULL;

  return g_strdup_printf ("%s %s %s %s%s%s", one->kind, one->name,
                          one->key != NULL ? one->key : "-", say_party (one->party),
                          placed ? " @" : "", placed ? place : "");
}

static void
check_pieces (const YyqSuggestion *one)
{
  g_autofree char *why = yyq_suggestion_say_why (one);

  g_assert_true (*why != '\0' && *one->name != '\0');
  g_assert_nonnull (yyq_field_word_find_kind (one->kind));
  if (one->key != NULL)
    g_assert_cmpstr (yyq_field_word_find_key (one->key), ==, one->key);
  if (one->why == YYQ_SUGGESTION_WHY_DATE)
    g_assert_cmpuint (one->parts->len, ==, 3);
  if (one->why == YYQ_SUGGESTION_WHY_BOXES)
    g_assert_cmpuint (one->parts->len, >=, 2);
}

static void
test_case (gconstpointer data)
{
  const Case *sample = data;
  g_autoptr (GPtrArray) pages =
    yyq_page_case_new_document ((const char *const *) sample->rows->pdata);
  g_autoptr (GPtrArray) found = yyq_suggestions_find (pages);
  gboolean same = found->len == sample->expected->len;

  for (guint i = 0; i < found->len; i++) {
    const char *line = i < sample->expected->len ? g_ptr_array_index (sample->expected, i) : NULL;
    g_autofree char *said = say (g_ptr_array_index (found, i), line);

    check_pieces (g_ptr_array_index (found, i));
    g_test_message ("%s", said);
    same = same && g_strcmp0 (said, line) == 0;
  }
  for (guint i = 0; !same && i < sample->expected->len; i++)
    g_test_message ("expected: %s", (char *) g_ptr_array_index (sample->expected, i));
  if (!same)
    g_test_fail ();
}

static void
case_free (Case *self)
{
  g_free (self->name);
  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->expected);
  g_free (self);
}

static GPtrArray *
read_cases (void)
{
  GPtrArray *cases = g_ptr_array_new_with_free_func ((GDestroyNotify) case_free);
  g_auto (GStrv) lines = yyq_page_case_read ("suggestion-cases.txt");
  Case *one = NULL;

  for (char **line = lines; *line != NULL; line++)
    if (g_str_has_prefix (*line, "case ")) {
      one = g_new0 (Case, 1);
      one->name = g_strdup (*line + 5);
      one->rows = g_ptr_array_new_with_free_func (g_free);
      one->expected = g_ptr_array_new_with_free_func (g_free);
      g_ptr_array_add (cases, one);
    } else if (g_str_has_prefix (*line, ">")) {
      g_ptr_array_add (one->rows, g_strdup (strlen (*line) > 2 ? *line + 2 : ""));
    } else if (g_str_has_prefix (*line, "= ")) {
      g_ptr_array_add (one->expected, g_strdup (*line + 2));
    }
  for (guint i = 0; i < cases->len; i++)
    g_ptr_array_add (((Case *) g_ptr_array_index (cases, i))->rows, NULL);
  return cases;
}

static void
check_apart (const YyqSuggestion *one, const YyqSuggestion *other)
{
  if (one->why == YYQ_SUGGESTION_WHY_BOXES) {
    for (guint i = 0; i < one->parts->len; i++)
      g_assert_false (
        yyq_page_box_overlaps (&g_array_index (one->parts, YyqSuggestionPart, i).box, &other->box));
  } else if (other->why == YYQ_SUGGESTION_WHY_BOXES) {
    check_apart (other, one);
  } else {
    g_assert_false (yyq_page_box_overlaps (&one->box, &other->box));
  }
}

/* All cases as pages of one document. */
static void
test_apart (gconstpointer data)
{
  const GPtrArray *cases = data;
  g_autoptr (GPtrArray) pages =
    g_ptr_array_new_with_free_func ((GDestroyNotify) yyq_page_facts_free);
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GPtrArray) again = NULL;

  for (guint i = 0; i < cases->len; i++)
    g_ptr_array_add (
      pages, yyq_page_case_new (
               i, (const char *const *) ((Case *) g_ptr_array_index (cases, i))->rows->pdata));
  found = yyq_suggestions_find (pages);
  again = yyq_suggestions_find (pages);
  g_assert_cmpuint (found->len, >, cases->len / 2);
  g_assert_cmpuint (found->len, ==, again->len);
  for (guint i = 0; i < found->len; i++) {
    const YyqSuggestion *one = g_ptr_array_index (found, i);
    g_autofree char *said = say (one, NULL);
    g_autofree char *once_more = say (g_ptr_array_index (again, i), NULL);

    g_assert_cmpstr (said, ==, once_more);
    g_assert_true (one->box.x0 >= 0 && one->box.y0 >= 0 && one->box.x1 <= 595 &&
                   one->box.y1 <= 842);
    for (guint j = i + 1; j < found->len; j++) {
      const YyqSuggestion *other = g_ptr_array_index (found, j);

      if (other->page == one->page)
        check_apart (one, other);
      else
        g_assert_cmpuint (one->page, <, other->page);
    }
  }
}

/* A form's field stands there already. */
static void
test_field (void)
{
  const char *const rows[] = { "姓名：__________", "性别：__________", NULL };
  g_autoptr (GPtrArray) pages = yyq_page_case_new_document (rows);
  YyqPageField field = { YYQ_PAGE_FIELD_TEXT, { 100, 66, 150, 78 }, g_strdup ("name"), NULL };
  g_autoptr (GPtrArray) found = NULL;

  yyq_page_facts_add_field (g_ptr_array_index (pages, 0), &field);
  found = yyq_suggestions_find (pages);
  g_assert_cmpuint (found->len, ==, 1);
  g_assert_cmpstr (((YyqSuggestion *) g_ptr_array_index (found, 0))->kind, ==, "gender");
}

/* Text that is turned is read by nobody who fills in a form. */
static void
test_turned (void)
{
  g_autoptr (GPtrArray) pages =
    g_ptr_array_new_with_free_func ((GDestroyNotify) yyq_page_facts_free);
  YyqPageFacts *facts = yyq_page_facts_new (0, 595, 842);
  g_autoptr (GPtrArray) found = NULL;

  for (guint i = 0; i < 10; i++)
    yyq_page_facts_add_character (facts, '_', (YyqPageBox){ 100, 100 + i * 6, 112, 106 + i * 6 });
  yyq_page_facts_end_line (facts, 90, 100);
  g_ptr_array_add (pages, facts);
  found = yyq_suggestions_find (pages);
  g_assert_cmpuint (found->len, ==, 0);
}

int
main (int argc, char **argv)
{
  g_autoptr (GPtrArray) cases = NULL;

  g_test_init (&argc, &argv, NULL);
  cases = read_cases ();
  g_assert_cmpuint (cases->len, >, 30);
  for (guint i = 0; i < cases->len; i++) {
    const Case *one = g_ptr_array_index (cases, i);
    g_autofree char *path = g_strdup_printf ("/model/suggestions/%s", one->name);

    g_test_add_data_func (path, one, test_case);
  }
  g_test_add_data_func ("/model/suggestions/no two overlap, and twice the same comes out", cases,
                        test_apart);
  g_test_add_func ("/model/suggestions/where a form has a field, nothing is suggested", test_field);
  g_test_add_func ("/model/suggestions/text that is turned suggests nothing", test_turned);
  return g_test_run ();
}
