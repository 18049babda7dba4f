/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "yyq-region.h"

static void
assert_said (const char *code, const char *words)
{
  g_autofree char *said = yyq_region_say (code);

  g_assert_cmpstr (said, ==, words);
}

static void
test_said (void)
{
  assert_said ("410105", "河南省郑州市金水区");
  assert_said ("410100", "河南省郑州市");
  assert_said ("410000", "河南省");
  assert_said ("110101", "北京市东城区");
  assert_said ("419001", "河南省济源市");
  assert_said ("810000", "香港特别行政区");
  assert_said ("110103", "北京市崇文区");
  assert_said ("990000", NULL);
  assert_said ("41010", NULL);
  assert_said (NULL, NULL);
}

/* What is offered is whole: each place has those above it, and a name of its own among its like. */
static void
walk (const char *parent, guint level, guint *n)
{
  g_autoptr (GPtrArray) list = yyq_region_list (parent);
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);

  g_assert_cmpuint (level, <=, 3);
  for (guint i = 0; i < list->len; i++) {
    const YyqRegion *region = list->pdata[i];

    (*n)++;
    g_assert_false (region->is_former);
    g_assert_true (yyq_region_find (region->code) == region);
    g_assert_true (g_utf8_validate (region->name, -1, NULL));
    if (!g_hash_table_add (names, (gpointer) region->name))
      g_error ("%s stands twice below %s", region->name, parent);
    if (i > 0)
      g_assert_cmpstr (region->code, >, ((const YyqRegion *) list->pdata[i - 1])->code);
    if (level < 3 && !yyq_region_is_last (region->code))
      walk (region->code, level + 1, n);
  }
}

static void
test_whole (void)
{
  g_autoptr (GPtrArray) provinces = yyq_region_list (NULL);
  guint n = 0;

  g_assert_cmpuint (provinces->len, ==, 34);
  walk (NULL, 1, &n);
  g_assert_cmpuint (n, ==, 3223);
}

static void
test_former (void)
{
  g_autoptr (GPtrArray) list = yyq_region_list ("110100");

  g_assert_true (yyq_region_find ("110103")->is_former);
  g_assert_cmpuint (list->len, ==, 16);
  for (guint i = 0; i < list->len; i++)
    g_assert_cmpstr (((const YyqRegion *) list->pdata[i])->code, !=, "110103");
}

static void
test_last (void)
{
  g_assert_true (yyq_region_is_last ("410105"));
  g_assert_true (yyq_region_is_last ("441900"));
  g_assert_true (yyq_region_is_last ("710000"));
  g_assert_false (yyq_region_is_last ("410100"));
  g_assert_false (yyq_region_is_last ("410000"));
  g_assert_false (yyq_region_is_last ("990000"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/region/a code is said as an address begins, also a former one", test_said);
  g_test_add_func ("/region/each place that is offered has those above it", test_whole);
  g_test_add_func ("/region/a former place is known and not offered", test_former);
  g_test_add_func ("/region/an address ends where nothing lies below", test_last);
  return g_test_run ();
}
