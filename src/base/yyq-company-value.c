/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-text-clean.h"
#include "yyq-value-judges.h"

#include <glib/gi18n.h>
#include <string.h>

/* Names and codes of organisations: manual chapter 3.4. */

#define LONGEST_NAME 100

static const char alphabet[] = "0123456789ABCDEFGHJKLMNPQRTUWXY";

/* Where it stands in the alphabet of GB 32100, -1: nowhere. */
static int
find_in_alphabet (char c)
{
  const char *at = c != '\0' ? strchr (alphabet, c) : NULL;

  return at != NULL ? (int) (at - alphabet) : -1;
}

char
yyq_uscc_check_character (const char *text17)
{
  guint weight = 1;
  guint sum = 0;

  for (guint i = 0; i < 17; i++) {
    const int at = find_in_alphabet (text17[i]);

    if (at < 0)
      return '\0';
    sum += weight * (guint) at;
    weight = weight * 3 % 31;
  }
  return alphabet[(31 - sum % 31) % 31];
}

/* GB 11714: the ninth character of the organisation's own code, in places 9 to 17 of the USCC. Some
 * that were given out do not follow it. */
static gboolean
has_inner_check (const char *uscc)
{
  static const guint weights[8] = { 3, 7, 9, 10, 5, 8, 4, 2 };
  guint sum = 0;

  for (guint i = 0; i < 8; i++) {
    const char c = uscc[8 + i];

    sum += weights[i] * (guint) (g_ascii_isdigit (c) ? c - '0' : c - 'A' + 10);
  }
  return uscc[16] == "0X987654321"[sum % 11];
}

static gboolean
has_only_alphabet (const char *text)
{
  for (; *text != '\0'; text++)
    if (find_in_alphabet (*text) < 0)
      return FALSE;
  return TRUE;
}

static const char *
find_uscc_error (const char *text)
{
  if (g_utf8_strlen (text, -1) != 18)
    return N_ ("A unified social credit code has 18 characters");
  if (!has_only_alphabet (text))
    return N_ ("A unified social credit code has digits and capital letters, but never I, O, S, V "
               "or Z: it may be a 1, 0, 5 or 2");
  if (text[17] != yyq_uscc_check_character (text))
    return N_ ("The last character does not fit the others: one of them is mistyped");
  return NULL;
}

void
yyq_judge_uscc (const char *text, YyqVerdict *verdict)
{
  verdict->value = yyq_text_compact (text);
  verdict->error = find_uscc_error (verdict->value);
  if (verdict->error != NULL)
    return;
  if (strncmp (verdict->value, "91", 2) != 0)
    verdict->warning = N_ ("Codes of companies begin with 91; this one is of another kind of "
                           "employer");
  else if (!has_inner_check (verdict->value))
    verdict->warning = N_ ("The characters 9 to 17 are unusual: compare them with the licence");
}

void
yyq_judge_company_code (const char *text, YyqVerdict *verdict)
{
  yyq_judge_uscc (text, verdict);
  if (strlen (verdict->value) != 15 || !yyq_text_has_digits (verdict->value, 0, 15))
    return;
  verdict->error = NULL;
  verdict->warning = N_ ("This is a former registration number: newer licences show a code of 18 "
                         "characters");
}

static gboolean
has_pairs (const char *name, const char *open, const char *close)
{
  int depth = 0;

  for (; *name != '\0'; name = g_utf8_next_char (name)) {
    if (g_str_has_prefix (name, open))
      depth++;
    else if (g_str_has_prefix (name, close) && --depth < 0)
      return FALSE;
  }
  return depth == 0;
}

void
yyq_judge_company_name (const char *text, YyqVerdict *verdict)
{
  const char *name = verdict->value = yyq_text_clean (text);
  const glong length = g_utf8_strlen (name, -1);

  if (length < 2 || length > LONGEST_NAME)
    verdict->error = N_ ("The name of a company has 2 to 100 characters");
  else if (!has_pairs (name, "(", ")") || !has_pairs (name, "（", "）"))
    verdict->warning = N_ ("A bracket is missing, or is of the other width: compare the name with "
                           "the licence");
}

char *
yyq_company_name_fold (const char *name)
{
  g_autofree char *folded = yyq_text_fold_width (name);
  g_autofree char *lower = g_utf8_strdown (folded, -1);
  g_auto (GStrv) words = g_strsplit (lower, " ", -1);

  return g_strjoinv (NULL, words);
}
