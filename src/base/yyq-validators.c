/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-validators.h"

#include <string.h>

static gboolean
all_digits (const char *text, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isdigit (text[i]))
      return FALSE;
  return TRUE;
}

static guint
number_at (const char *text, gsize start, gsize length)
{
  guint value = 0;

  for (gsize i = 0; i < length; i++)
    value = value * 10 + (guint) (text[start + i] - '0');
  return value;
}

char
yyq_id_card_check_digit (const char *text17)
{
  static const guint weights[17] = { 7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2 };
  guint sum = 0;

  for (guint i = 0; i < 17; i++)
    sum += weights[i] * (guint) (text17[i] - '0');
  return "10X98765432"[sum % 11];
}

gboolean
yyq_id_card_is_valid (const char *text)
{
  guint year = 0;

  if (text == NULL || strlen (text) != 18 || !all_digits (text, 17))
    return FALSE;

  year = number_at (text, 6, 4);
  if (year < 1800 || !g_date_valid_dmy ((GDateDay) number_at (text, 12, 2),
                                        (GDateMonth) number_at (text, 10, 2), (GDateYear) year))
    return FALSE;
  return g_ascii_toupper (text[17]) == yyq_id_card_check_digit (text);
}

static const char uscc_alphabet[] = "0123456789ABCDEFGHJKLMNPQRTUWXY";

char
yyq_uscc_check_character (const char *text17)
{
  guint weight = 1;
  guint sum = 0;

  for (guint i = 0; i < 17; i++) {
    const char *at = text17[i] != '\0' ? strchr (uscc_alphabet, text17[i]) : NULL;

    if (at == NULL)
      return '\0';
    sum += weight * (guint) (at - uscc_alphabet);
    weight = weight * 3 % 31;
  }
  return uscc_alphabet[(31 - sum % 31) % 31];
}

gboolean
yyq_uscc_is_valid (const char *text)
{
  char expected = '\0';

  if (text == NULL || strlen (text) != 18)
    return FALSE;

  expected = yyq_uscc_check_character (text);
  return expected != '\0' && text[17] == expected;
}

char *
yyq_phone_normalize (const char *text)
{
  g_autoptr (GString) digits = g_string_new (NULL);

  if (text == NULL)
    return NULL;
  if (g_str_has_prefix (text, "+86"))
    text += 3;
  for (; *text != '\0'; text++) {
    if (g_ascii_isdigit (*text))
      g_string_append_c (digits, *text);
    else if (*text != ' ' && *text != '-')
      return NULL;
  }

  if (digits->len != 11 || digits->str[0] != '1' || digits->str[1] < '3')
    return NULL;
  return g_string_free (g_steal_pointer (&digits), FALSE);
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

gboolean
yyq_bank_card_is_valid (const char *text, gboolean *luhn_ok)
{
  gsize length = text != NULL ? strlen (text) : 0;

  if (length < 12 || length > 19 || !all_digits (text, length))
    return FALSE;
  if (luhn_ok != NULL)
    *luhn_ok = passes_luhn (text, length);
  return TRUE;
}

char *
yyq_company_name_fold (const char *name)
{
  GString *folded = g_string_new (NULL);

  /* Full-width forms U+FF01..U+FF5E are ASCII shifted by 0xFEE0: 注意半全角括号区分 (manual 三.四).
   */
  for (const char *at = name; *at != '\0'; at = g_utf8_next_char (at)) {
    gunichar c = g_utf8_get_char (at);

    if (c >= 0xff01 && c <= 0xff5e)
      c -= 0xfee0;
    if (!g_unichar_isspace (c))
      g_string_append_unichar (folded, g_unichar_tolower (c));
  }
  return g_string_free (folded, FALSE);
}

static char *
mask (const char *text, gsize head, gsize tail)
{
  gsize length = strlen (text);
  char *masked = g_strdup (text);

  if (head + tail >= length)
    head = tail = 0;
  memset (masked + head, '*', length - head - tail);
  return masked;
}

char *
yyq_mask_phone (const char *phone)
{
  return mask (phone, 3, 4);
}

char *
yyq_mask_id_card (const char *number)
{
  return mask (number, 6, 4);
}
