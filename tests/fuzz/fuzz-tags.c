/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "yyq-fuzz.h"
#include "yyq-suggestions.h"
#include "yyq-tags.h"

/* Any bytes as what stands between a tag's braces, and as the rows of a page. */

static void
check (const YyqTag *tag)
{
  g_assert_true ((tag->name == NULL) == (tag->problem != NULL));
  g_assert_nonnull (yyq_field_word_find_kind (tag->kind));
  g_assert_true (tag->problem == NULL || g_utf8_validate (tag->problem, -1, NULL));
  if (tag->problem != NULL)
    return;
  g_assert_true (*tag->name != '\0' && strpbrk (tag->name, "{}|=") == NULL);
  g_assert_true (tag->size >= 0 && tag->size <= 72);
}

static YyqPageFacts *
page_of (const char *text)
{
  YyqPageFacts *facts = yyq_page_facts_new (0, 595, 842);
  double x = 50, y = 50;

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at)) {
    const gunichar c = g_utf8_get_char (at);
    const double width = g_unichar_iswide (c) ? 12 : 6;

    if (c == '\n') {
      yyq_page_facts_end_line (facts, 0, y + 10);
      x = 50;
      y = y > 780 ? 50 : y + 20;
    } else {
      yyq_page_facts_add_character (facts, c, (YyqPageBox){ x, y, x + width, y + 12 });
      x += width;
    }
  }
  yyq_page_facts_end_line (facts, 0, y + 10);
  return facts;
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *text = g_utf8_make_valid ((const char *) data, (gssize) size);
  g_autoptr (YyqTag) alone = yyq_tag_parse (text);
  g_autoptr (GPtrArray) pages =
    g_ptr_array_new_with_free_func ((GDestroyNotify) yyq_page_facts_free);
  g_autoptr (GPtrArray) tags = NULL;
  g_autoptr (GPtrArray) suggestions = NULL;

  check (alone);
  g_ptr_array_add (pages, page_of (text));
  tags = yyq_tags_find (pages);
  for (guint i = 0; i < tags->len; i++)
    check (g_ptr_array_index (tags, i));
  suggestions = yyq_suggestions_find (pages);
  g_assert_cmpuint (suggestions->len, <=, YYQ_SUGGESTIONS_MAX);
  return 0;
}
