/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-text-clean.h"
#include "yyq-value-judges.h"

#include <glib/gi18n.h>
#include <string.h>

/* Telephones and bank cards. */

static const char *
skip_country (const char *digits)
{
  if (g_str_has_prefix (digits, "+86"))
    return digits + 3;
  if (g_str_has_prefix (digits, "0086"))
    return digits + 4;
  /* Eleven digits that begin with 86 are no mobile number either. */
  return strlen (digits) == 13 && g_str_has_prefix (digits, "86") ? digits + 2 : digits;
}

void
yyq_judge_mobile (const char *text, YyqVerdict *verdict)
{
  g_autofree char *compact = yyq_text_compact (text);
  const char *value = verdict->value = g_strdup (skip_country (compact));

  if (strlen (value) != 11 || !yyq_text_has_digits (value, 0, 11) || value[0] != '1' ||
      value[1] < '3')
    verdict->error = N_ ("A mobile phone number of the mainland has 11 digits and begins with 1");
}

/* Beijing and the cities with 02x have eight digits after three, all others seven or eight after
 * four. */
void
yyq_judge_landline (const char *text, YyqVerdict *verdict)
{
  g_autofree char *compact = yyq_text_compact (text);
  const gsize length = strlen (compact);
  const gsize area = compact[0] == '0' && (compact[1] == '1' || compact[1] == '2') ? 3 : 4;

  if (compact[0] == '0' && length >= area + 7 && length <= area + 8 &&
      yyq_text_has_digits (compact, 0, length)) {
    verdict->value = g_strdup_printf ("%.*s-%s", (int) area, compact, compact + area);
    return;
  }
  verdict->value = g_steal_pointer (&compact);
  verdict->error =
    N_ ("A landline number has its area code, which begins with 0, and 7 or 8 digits");
}

static gboolean
passes_luhn (const char *text, gsize length)
{
  guint sum = 0;

  for (gsize i = 0; i < length; i++) {
    guint digit = (guint) (text[length - 1 - i] - '0');

    if (i % 2 == 1)
      digit = digit * 2 > 9 ? digit * 2 - 9 : digit * 2;
    sum += digit;
  }
  return sum % 10 == 0;
}

/* Some old cards do not follow the rule for the last digit. */
void
yyq_judge_bank_card (const char *text, YyqVerdict *verdict)
{
  const char *value = verdict->value = yyq_text_compact (text);
  const gsize length = strlen (value);

  if (length < 12 || length > 19 || !yyq_text_has_digits (value, 0, length))
    verdict->error = N_ ("The number of a bank card has 12 to 19 digits");
  else if (!passes_luhn (value, length))
    verdict->warning = N_ ("The last digit does not fit the others: compare the number with the "
                           "card");
}
