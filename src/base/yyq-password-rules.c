/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-password-rules.h"

#include <math.h>
#include <string.h>

#define LEAST_DIFFERENT 5 /* characters that do not merely go on with a row */
#define GOOD_BITS 50
#define STRONG_BITS 70

typedef struct {
  glong characters;
  guint different; /* of them: what merely goes on with a row does not count */
  gboolean lower, upper, digits, others, foreign;
} Shape;

/* What everybody tries, in small letters; digits and signs around it, or for letters in it, do not
 * make it another one. */
static const char *const common[] = {
  "admin",   "administrator", "asdfgh", "asdfghjkl",  "guest",  "iloveyou", "letmein",
  "login",   "master",        "monkey", "passwd",     "pass",   "password", "qazwsx",
  "qwer",    "qwert",         "qwerty", "qwertyuiop", "root",   "secret",   "user",
  "welcome", "woaini",        "mima",   "yuyunqian",  "zxcvbn", "zxcvbnm",
};

static Shape
look_at (const char *password)
{
  Shape shape = { 0 };
  gint64 before = -2, step = G_MAXINT64;

  for (const char *at = password; *at != '\0'; at = g_utf8_next_char (at)) {
    const gunichar c = g_utf8_get_char (at);
    const gint64 now = (gint64) c - before;

    shape.characters++;
    if (now != step || ABS (now) > 1)
      shape.different++;
    step = now;
    before = c;
    shape.lower = shape.lower || (c >= 'a' && c <= 'z');
    shape.upper = shape.upper || (c >= 'A' && c <= 'Z');
    shape.digits = shape.digits || (c >= '0' && c <= '9');
    shape.foreign = shape.foreign || c >= 0x80;
    shape.others = shape.others || (c < 0x80 && !g_ascii_isalnum ((char) c));
  }
  return shape;
}

static char
letter_for (char c)
{
  static const char signs[] = "0134578@$!";
  static const char letters[] = "oieastbasi";
  const char *found = c != '\0' ? strchr (signs, c) : NULL;

  return found != NULL ? letters[found - signs] : g_ascii_tolower (c);
}

static gboolean
is_common (const char *password)
{
  gsize start = 0, end = strlen (password);

  while (start < end && !g_ascii_isalpha (password[start]))
    start++;
  while (end > start && !g_ascii_isalpha (password[end - 1]))
    end--;
  for (guint i = 0; i < G_N_ELEMENTS (common); i++) {
    gsize n = 0;

    if (strlen (common[i]) != end - start)
      continue;
    while (n < end - start && letter_for (password[start + n]) == common[i][n])
      n++;
    if (n == end - start)
      return TRUE;
  }
  return FALSE;
}

/* Without copies of the password: what is compared with it is folded as it goes. */
static gboolean
contains (const char *password, const char *word)
{
  const gsize length = strlen (word);

  for (const char *at = password; strlen (at) >= length; at++)
    if (g_ascii_strncasecmp (at, word, length) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
is_personal (const char *password, const char *const *own)
{
  for (; own != NULL && *own != NULL; own++)
    if (g_utf8_strlen (*own, -1) > 1 && contains (password, *own))
      return TRUE;
  return FALSE;
}

YyqPasswordFault
yyq_password_find_fault (const char *password, const char *const *own)
{
  const Shape shape = look_at (password);
  const int kinds = (shape.lower || shape.upper) + shape.digits + shape.others + shape.foreign;

  if (shape.characters < YYQ_PASSWORD_LEAST)
    return YYQ_PASSWORD_TOO_SHORT;
  if (strlen (password) > YYQ_PASSWORD_MOST)
    return YYQ_PASSWORD_TOO_LONG;
  if (shape.different < LEAST_DIFFERENT)
    return YYQ_PASSWORD_PATTERN;
  if (is_common (password))
    return YYQ_PASSWORD_COMMON;
  if (is_personal (password, own))
    return YYQ_PASSWORD_PERSONAL;
  if (kinds < 2 && shape.characters < YYQ_PASSWORD_PHRASE)
    return YYQ_PASSWORD_ONE_KIND;
  return YYQ_PASSWORD_FINE;
}

guint
yyq_password_get_strength (const char *password, const char *const *own)
{
  const Shape shape = look_at (password);
  const int pool = shape.lower * 26 + shape.upper * 26 + shape.digits * 10 + shape.others * 33 +
                   shape.foreign * 2000;
  double bits;

  if (yyq_password_find_fault (password, own) != YYQ_PASSWORD_FINE)
    return 0;
  bits = shape.different * log2 (pool);
  if (bits >= STRONG_BITS)
    return YYQ_PASSWORD_STRONGEST;
  return bits >= GOOD_BITS ? 2 : 1;
}
