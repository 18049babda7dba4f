/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "yyq-fuzz.h"
#include "yyq-keyword-anchor.h"
#include "yyq-page-snaps.h"
#include "yyq-pdf-facts-code.h"
#include "yyq-suggestions.h"
#include "yyq-tags.h"

/* Any bytes as the answer of a worker that a file has taken over. What of it is believed keeps the
 * limits and says the same again; and all rules on pages bear it. */

static void
check_box (const YyqPageBox *box, const YyqPageFacts *facts)
{
  g_assert_true (box->x0 <= box->x1 && box->y0 <= box->y1);
  g_assert_true (box->x0 >= -0.001 && box->x1 <= facts->width + 0.001);
  g_assert_true (box->y0 >= -0.001 && box->y1 <= facts->height + 0.001);
}

static const YyqPageFacts *
page_of (GPtrArray *pages, guint number)
{
  for (guint i = 0; i < pages->len; i++)
    if (((const YyqPageFacts *) g_ptr_array_index (pages, i))->page == number)
      return g_ptr_array_index (pages, i);
  g_assert_not_reached ();
}

static void
check_rules (GPtrArray *pages)
{
  const YyqKeywordAnchor anchor = { "方", YYQ_KEYWORD_EVERY, YYQ_KEYWORD_RIGHT_OF, 1, 1, 9, 9 };
  g_autoptr (GPtrArray) suggestions = yyq_suggestions_find (pages);
  g_autoptr (GPtrArray) tags = yyq_tags_find (pages);
  g_autoptr (GArray) places = yyq_keyword_anchor_find (pages, &anchor);

  for (guint i = 0; i < suggestions->len; i++) {
    const YyqSuggestion *one = g_ptr_array_index (suggestions, i);
    g_autofree char *why = yyq_suggestion_say_why (one);

    g_assert_true (*one->name != '\0' && g_utf8_validate (one->name, -1, NULL));
    g_assert_true (g_utf8_validate (why, -1, NULL));
    check_box (&one->box, page_of (pages, one->page));
  }
  for (guint i = 0; i < tags->len; i++) {
    const YyqTag *tag = g_ptr_array_index (tags, i);

    g_assert_true ((tag->name == NULL) == (tag->problem != NULL));
    check_box (&tag->box, page_of (pages, tag->page));
  }
  for (guint i = 0; i < places->len; i++) {
    const YyqKeywordPlace *place = &g_array_index (places, YyqKeywordPlace, i);

    check_box (&place->place, page_of (pages, place->page));
  }
}

static void
check_again (GPtrArray *pages, const YyqPdfFactsQuestion *question)
{
  g_autoptr (GByteArray) answer = g_byte_array_new ();
  g_autoptr (GByteArray) again = g_byte_array_new ();
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GPtrArray) same = NULL;

  for (guint i = 0; i < pages->len; i++)
    yyq_pdf_facts_encode (g_ptr_array_index (pages, i), answer);
  yyq_pdf_facts_encode_end (answer);
  bytes = g_bytes_new (answer->data, answer->len);
  g_assert_true (yyq_pdf_facts_decode (bytes, question, &same, NULL));
  g_assert_cmpuint (same->len, ==, pages->len);
  for (guint i = 0; i < same->len; i++)
    yyq_pdf_facts_encode (g_ptr_array_index (same, i), again);
  yyq_pdf_facts_encode_end (again);
  g_assert_cmpmem (answer->data, answer->len, again->data, again->len);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  const YyqPdfFactsQuestion question = { 0, 500 };
  g_autoptr (GBytes) answer = g_bytes_new (data, size);
  g_autoptr (GPtrArray) pages = NULL;

  yyq_pdf_facts_decode (answer, &question, &pages, NULL);
  for (guint i = 0; i < pages->len; i++) {
    g_autoptr (YyqPageSnaps) targets = yyq_page_snaps_new (g_ptr_array_index (pages, i));

    yyq_page_snaps_find (targets->x, 50, 10);
  }
  check_again (pages, &question);
  check_rules (pages);
  return 0;
}
