/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-secret.h"

#include <string.h>

static void
test_append (void)
{
  g_autoptr (YyqSecret) secret = yyq_secret_new (6);

  g_assert_true (yyq_secret_append (secret, "1234", 4));
  g_assert_true (yyq_secret_append (secret, "56", 2));
  g_assert_cmpstr (yyq_secret_peek (secret), ==, "123456");
}

static void
test_overflow (void)
{
  g_autoptr (YyqSecret) secret = yyq_secret_new (4);

  g_assert_true (yyq_secret_append (secret, "123", 3));
  g_assert_false (yyq_secret_append (secret, "45", 2));
  g_assert_cmpstr (yyq_secret_peek (secret), ==, "123");
}

static void
test_clear (void)
{
  g_autoptr (YyqSecret) secret = yyq_secret_new_from_text ("secret");
  const char *bytes = yyq_secret_peek (secret);

  yyq_secret_clear (secret);
  g_assert_cmpuint (yyq_secret_get_length (secret), ==, 0);
  for (gsize i = 0; i < 6; i++)
    g_assert_cmpint (bytes[i], ==, 0);
}

static void
test_dump (void)
{
  g_autoptr (YyqSecret) secret = yyq_secret_new_from_text ("secret");
  g_autofree char *maps = NULL;
  g_autofree char *start =
    g_strdup_printf ("%lx-", (unsigned long) (gsize) yyq_secret_peek (secret));
  const char *flags = NULL;
  const char *region = NULL;

  g_assert_true (g_file_get_contents ("/proc/self/smaps", &maps, NULL, NULL));
  region = strstr (maps, start);
  g_assert_nonnull (region);
  flags = strstr (region, "VmFlags:");
  g_assert_nonnull (flags);
  g_assert_true (g_strstr_len (flags, 80, " dd") != NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/secret/appended bytes are kept in order", test_append);
  g_test_add_func ("/secret/what does not fit changes nothing", test_overflow);
  g_test_add_func ("/secret/clearing zeroes every byte", test_clear);
  g_test_add_func ("/secret/its memory stays out of core dumps", test_dump);
  return g_test_run ();
}
