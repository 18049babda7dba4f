/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "yyq-page-cases.h"
#include "yyq-tags.h"

#define UNIT YYQ_CASE_UNIT_PT

/* tag-cases.txt says what comes of each. */

static GPtrArray *
find (const char *const *rows)
{
  g_autoptr (GPtrArray) pages = yyq_page_case_new_document (rows);

  return yyq_tags_find (pages);
}

static void
append_number (GString *text, const char *word, double number)
{
  if (number > 0)
    g_string_append_printf (text, " %s=%g", word, number);
}

/* (transfer full): as the table has it. */
static char *
say (const YyqTag *tag, double width, double height)
{
  static const char *const parties[] = { "-", "甲", "乙" };
  g_autofree char *options = tag->options != NULL ? g_strjoinv (",", tag->options) : NULL;
  GString *text = g_string_new (NULL);

  if (tag->problem != NULL) {
    g_assert_null (tag->name);
    return g_string_free (g_string_append (text, "refused"), FALSE);
  }
  g_string_append_printf (text, "%s %s %s %s%s%s", tag->name, parties[tag->party], tag->kind,
                          tag->key != NULL ? tag->key : "-", tag->required ? " required" : "",
                          tag->read_only ? " readonly" : "");
  append_number (text, "w", width);
  append_number (text, "h", height);
  append_number (text, "size", tag->size);
  append_number (text, "max", tag->max_length);
  if (options != NULL)
    g_string_append_printf (text, " options=%s", options);
  if (tag->default_value != NULL)
    g_string_append_printf (text, " default=%s", tag->default_value);
  if (tag->help != NULL)
    g_string_append_printf (text, " help=%s", tag->help);
  return g_string_free (text, FALSE);
}

/* What is not said is as large as the tag. */
static double
said_length (const char *inside, const char *word, double length)
{
  g_autofree char *plain = g_strdelimit (g_strdup (inside), " ", '\t');
  g_autoptr (GRegex) regex = NULL;
  g_autofree char *pattern = g_strdup_printf ("\\|\\s*%s\\s*=", word);

  regex = g_regex_new (pattern, 0, 0, NULL);
  return g_regex_match (regex, plain, 0, NULL) ? length : 0;
}

static void
check_line (const char *line)
{
  g_auto (GStrv) sides = g_strsplit (line, " => ", 2);
  g_autofree char *row = g_strdup_printf ("{{%s}}", sides[0]);
  const char *const rows[] = { row, NULL };
  g_autoptr (GPtrArray) tags = find (rows);
  const YyqTag *tag = g_ptr_array_index (tags, 0);
  g_autofree char *said = say (tag, said_length (sides[0], "w", tag->box.x1 - tag->box.x0),
                               said_length (sides[0], "h", tag->box.y1 - tag->box.y0));

  if (tag->problem != NULL)
    g_test_message ("%s", tag->problem);
  g_assert_cmpstr (said, ==, sides[1]);
}

static void
test_table (void)
{
  g_auto (GStrv) lines = yyq_page_case_read ("tag-cases.txt");
  guint n = 0;

  for (char **line = lines; *line != NULL; line++)
    if (**line != '#' && strstr (*line, "=>") != NULL) {
      check_line (*line);
      n++;
    }
  g_assert_cmpuint (n, >, 40);
}

static void
test_place (void)
{
  const char *const rows[] = { "乙方：{{乙方.姓名|w=60|h=20}}，以下简称乙方。", NULL };
  g_autoptr (GPtrArray) tags = find (rows);
  const YyqTag *tag = g_ptr_array_index (tags, 0);
  const YyqPageBox *covered;

  g_assert_cmpuint (tags->len, ==, 1);
  g_assert_cmpuint (tag->covered->len, ==, 1);
  covered = &g_array_index (tag->covered, YyqPageBox, 0);
  g_assert_cmpfloat (covered->x0, ==, YYQ_CASE_LEFT_PT + 6 * UNIT);
  g_assert_cmpfloat (covered->x1, ==, YYQ_CASE_LEFT_PT + (6 + 23) * UNIT);
  g_assert_cmpfloat (tag->box.x0, ==, covered->x0);
  g_assert_cmpfloat (tag->box.x1, ==, covered->x0 + 60);
  g_assert_cmpfloat (tag->box.y1, ==, covered->y1);
  g_assert_cmpfloat (tag->box.y0, ==, covered->y1 - 20);
}

/* Also within its braces. */
static void
test_broken (void)
{
  const char *const rows[] = { "这里是{", "{乙方.姓", "名|requi", "red}", "}。", NULL };
  g_autoptr (GPtrArray) tags = find (rows);
  const YyqTag *tag = g_ptr_array_index (tags, 0);

  g_assert_cmpuint (tags->len, ==, 1);
  g_assert_cmpuint (tag->covered->len, ==, 5);
  g_assert_cmpstr (tag->problem, !=, NULL); /* "requi red" is two words */
}

static void
test_broken_between_parts (void)
{
  const char *const rows[] = { "这里是{", "{乙方.姓", "名|", "required", "}}。", NULL };
  g_autoptr (GPtrArray) tags = find (rows);
  const YyqTag *tag = g_ptr_array_index (tags, 0);

  g_assert_cmpuint (tags->len, ==, 1);
  g_assert_cmpstr (tag->problem, ==, NULL);
  g_assert_cmpstr (tag->key, ==, "劳动者.姓名");
  g_assert_cmpuint (tag->covered->len, ==, 5);
}

static void
test_unclosed (void)
{
  const char *const rows[] = { "{{甲方.名称 和 {{乙方.姓名}} 和 {{住所", NULL };
  g_autoptr (GPtrArray) tags = find (rows);
  const YyqTag *first = g_ptr_array_index (tags, 0);
  const YyqTag *second = g_ptr_array_index (tags, 1);
  const YyqTag *third = g_ptr_array_index (tags, 2);

  g_assert_cmpuint (tags->len, ==, 3);
  g_assert_nonnull (first->problem);
  g_assert_cmpfloat (first->box.x0, ==, YYQ_CASE_LEFT_PT);
  g_assert_cmpfloat (first->box.x1, ==, YYQ_CASE_LEFT_PT + 2 * UNIT);
  g_assert_cmpstr (second->problem, ==, NULL);
  g_assert_cmpstr (second->name, ==, "姓名");
  g_assert_nonnull (third->problem);
}

static void
test_none (void)
{
  const char *const rows[] = { "单个 { 括号 } 和 }} 不是标签", NULL };
  g_autoptr (GPtrArray) tags = find (rows);

  g_assert_cmpuint (tags->len, ==, 0);
}

/* As many as are allowed; a page of nothing but braces ends. */
static void
test_many (void)
{
  g_autoptr (GPtrArray) pages =
    g_ptr_array_new_with_free_func ((GDestroyNotify) yyq_page_facts_free);
  g_autoptr (GPtrArray) tags = NULL;
  YyqPageFacts *facts = yyq_page_facts_new (0, 595, 842);

  for (guint i = 0; i < YYQ_PAGE_MAX_CHARACTERS; i++)
    yyq_page_facts_add_character (facts, '{',
                                  (YyqPageBox){ i % 80, i / 80, i % 80 + 1, i / 80 + 1 });
  yyq_page_facts_end_line (facts, 0, 10);
  g_ptr_array_add (pages, facts);
  tags = yyq_tags_find (pages);
  g_assert_cmpuint (tags->len, ==, YYQ_TAG_MAX_TAGS);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/tags/every line of the table comes out as it says", test_table);
  g_test_add_func ("/model/tags/one within a sentence stands where it begins", test_place);
  g_test_add_func ("/model/tags/a word that is broken is two", test_broken);
  g_test_add_func ("/model/tags/one that lines break between its words is one",
                   test_broken_between_parts);
  g_test_add_func ("/model/tags/one that is not closed is told, and takes no other along",
                   test_unclosed);
  g_test_add_func ("/model/tags/a brace alone is none", test_none);
  g_test_add_func ("/model/tags/no page has more than is allowed", test_many);
  return g_test_run ();
}
