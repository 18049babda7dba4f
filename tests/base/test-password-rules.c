/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-password-rules.h"

#include <string.h>

typedef struct {
  const char *password;
  YyqPasswordFault fault;
} Case;

static const char *const own[] = { "王芳", "Fang", "13800000001", "甲", NULL };

static void
check (const Case *cases, gsize n)
{
  for (gsize i = 0; i < n; i++) {
    g_test_message ("%s", cases[i].password);
    g_assert_cmpint (yyq_password_find_fault (cases[i].password, own), ==, cases[i].fault);
    g_assert_cmpint (yyq_password_get_strength (cases[i].password, own) == 0, ==,
                     cases[i].fault != YYQ_PASSWORD_FINE);
  }
}

static void
test_length (void)
{
  g_autofree char *longest = g_malloc0 (YYQ_PASSWORD_MOST + 2);
  const Case cases[] = {
    { "", YYQ_PASSWORD_TOO_SHORT },
    { "k3-Rufl", YYQ_PASSWORD_TOO_SHORT },
    { "七个字符的密码", YYQ_PASSWORD_TOO_SHORT },
    { "k3-Ruflo", YYQ_PASSWORD_FINE },
    { "八个字符的密码7", YYQ_PASSWORD_FINE },
  };

  check (cases, G_N_ELEMENTS (cases));
  for (guint i = 0; i < YYQ_PASSWORD_MOST; i++)
    longest[i] = (char) ('a' + (i * i) % 23);
  g_assert_cmpint (yyq_password_find_fault (longest, NULL), ==, YYQ_PASSWORD_FINE);
  longest[YYQ_PASSWORD_MOST] = 'x';
  g_assert_cmpint (yyq_password_find_fault (longest, NULL), ==, YYQ_PASSWORD_TOO_LONG);
}

static void
test_kinds (void)
{
  const Case cases[] = {
    { "kerufloma", YYQ_PASSWORD_ONE_KIND },
    { "keRUfLOma", YYQ_PASSWORD_ONE_KIND },
    { "8302751964", YYQ_PASSWORD_ONE_KIND },
    { "#!-+(]/%=", YYQ_PASSWORD_ONE_KIND },
    { "kerufloma7", YYQ_PASSWORD_FINE },
    { "kerufloma-", YYQ_PASSWORD_FINE },
    { "kerufloma bitte schnell", YYQ_PASSWORD_FINE },
    { "kerufvloqmatidup", YYQ_PASSWORD_FINE },
  };

  check (cases, G_N_ELEMENTS (cases));
}

static void
test_patterns (void)
{
  const Case cases[] = {
    { "aaaaaaa1", YYQ_PASSWORD_PATTERN },  { "abcdefgh1", YYQ_PASSWORD_PATTERN },
    { "12345678a", YYQ_PASSWORD_PATTERN }, { "87654321a", YYQ_PASSWORD_PATTERN },
    { "aaaa1111", YYQ_PASSWORD_PATTERN },  { "k7k7k7k7", YYQ_PASSWORD_FINE },
  };

  check (cases, G_N_ELEMENTS (cases));
}

static void
test_common (void)
{
  const Case cases[] = {
    { "Password123", YYQ_PASSWORD_COMMON }, { "P@ssw0rd2026", YYQ_PASSWORD_COMMON },
    { "Admin@1973", YYQ_PASSWORD_COMMON },  { "2026qwerty!", YYQ_PASSWORD_COMMON },
    { "woaini520!", YYQ_PASSWORD_COMMON },  { "Test-Passw0rd", YYQ_PASSWORD_FINE },
  };

  check (cases, G_N_ELEMENTS (cases));
}

static void
test_personal (void)
{
  const Case cases[] = {
    { "x13800000001", YYQ_PASSWORD_PERSONAL },
    { "是王芳的电脑7号", YYQ_PASSWORD_PERSONAL },
    { "kfANGer-77", YYQ_PASSWORD_PERSONAL },
    { "甲乙丙丁戊己庚7", YYQ_PASSWORD_FINE },
  };

  check (cases, G_N_ELEMENTS (cases));
  g_assert_cmpint (yyq_password_find_fault ("x13800000001", NULL), ==, YYQ_PASSWORD_FINE);
}

static void
test_strength (void)
{
  g_assert_cmpuint (yyq_password_get_strength ("kerufl77", NULL), ==, 1);
  g_assert_cmpuint (yyq_password_get_strength ("kerufl-7Qx", NULL), ==, 2);
  g_assert_cmpuint (yyq_password_get_strength ("kerufl-7Qx-Batz", NULL), ==,
                    YYQ_PASSWORD_STRONGEST);
  /* What is merely a row does not make it stronger. */
  g_assert_cmpuint (yyq_password_get_strength ("kerufl77777777777777777777", NULL), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/password/it has 8 characters at least, and fits", test_length);
  g_test_add_func ("/base/password/a short one is of two kinds of characters", test_kinds);
  g_test_add_func ("/base/password/rows and repetitions are refused", test_patterns);
  g_test_add_func ("/base/password/what everybody tries is refused in every disguise", test_common);
  g_test_add_func ("/base/password/the owner's name and number are refused", test_personal);
  g_test_add_func ("/base/password/strength grows with what is really different", test_strength);
  return g_test_run ();
}
