/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-clock.h"
#include "yyq-text-clean.h"
#include "yyq-value-judges.h"

#include <glib/gi18n.h>
#include <string.h>

/* Numbers of the documents that people have: manual chapter 3.4. */

#define EARLIEST_YEAR 1850

char
yyq_id_card_check_digit (const char *text17)
{
  static const guint weights[17] = { 7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2 };
  guint sum = 0;

  for (guint i = 0; i < 17; i++) {
    if (!g_ascii_isdigit (text17[i]))
      return '\0';
    sum += weights[i] * (guint) (text17[i] - '0');
  }
  return "10X98765432"[sum % 11];
}

/* Characters 7 to 14 of both numbers that have 18 of them. */
static gboolean
was_born (const char *text)
{
  const guint year = yyq_text_read_number (text, 6, 4);
  const guint month = yyq_text_read_number (text, 10, 2);
  const guint day = yyq_text_read_number (text, 12, 2);
  g_autoptr (GDateTime) now = yyq_clock_date_time (yyq_clock_now ());
  const int today = g_date_time_get_year (now) * 10000 + g_date_time_get_month (now) * 100 +
                    g_date_time_get_day_of_month (now);

  return year >= EARLIEST_YEAR &&
         g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year) &&
         (int) (year * 10000 + month * 100 + day) <= today;
}

static gboolean
has_18 (const char *text)
{
  return strlen (text) == 18 && yyq_text_has_digits (text, 0, 17) &&
         (g_ascii_isdigit (text[17]) || text[17] == 'X');
}

/* Residence permits of Hong Kong, Macao and Taiwan have no region of their own. */
static gboolean
has_permit_region (const char *text)
{
  return strncmp (text, "810000", 6) == 0 || strncmp (text, "820000", 6) == 0 ||
         strncmp (text, "830000", 6) == 0;
}

/* Regions that are gone live on in cards: the first six digits are not looked up. */
static const char *
find_card_error (const char *text)
{
  if (strlen (text) == 15 && yyq_text_has_digits (text, 0, 15))
    return N_ ("Cards with 15 digits have not been valid since 2013: type the 18 characters of "
               "the present card");
  if (g_utf8_strlen (text, -1) != 18)
    return N_ ("The number of an ID card has 18 characters");
  if (!has_18 (text))
    return N_ ("The number of an ID card has digits only; an X may stand at its end");
  if (text[0] == '9')
    return N_ (
      "This is the number of a foreigner’s permanent residence card: choose that document");
  if (text[0] == '0' || (text[0] == '8' && !has_permit_region (text)))
    return N_ ("No ID card begins like this: check the first six digits");
  if (!was_born (text))
    return N_ ("No one was born on this day: check the characters 7 to 14");
  if (text[17] != yyq_id_card_check_digit (text))
    return N_ ("The last character does not fit the others: one of them is mistyped");
  return NULL;
}

void
yyq_judge_id_card (const char *text, YyqVerdict *verdict)
{
  verdict->value = yyq_text_compact (text);
  verdict->error = find_card_error (verdict->value);
}

gboolean
yyq_id_card_tell (const char *number, char **birthday, gboolean *male)
{
  if (!yyq_value_is_normal (YYQ_VALUE_ID_CARD, number))
    return FALSE;
  *birthday = g_strdup_printf ("%.4s-%.2s-%.2s", number + 6, number + 10, number + 12);
  *male = (number[16] - '0') % 2 == 1;
  return TRUE;
}

static gboolean
has_capitals (const char *text, gsize start, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isupper (text[start + i]))
      return FALSE;
  return TRUE;
}

/* The edition of 2023 has the form of an ID card and begins with 9, that before three letters of
 * the country and twelve digits. No text of the rule for the last character was at hand. */
void
yyq_judge_residence_card (const char *text, YyqVerdict *verdict)
{
  const char *value = verdict->value = yyq_text_compact (text);

  if (strlen (value) == 15 && has_capitals (value, 0, 3) && yyq_text_has_digits (value, 3, 12))
    return;
  if (!has_18 (value) || value[0] != '9')
    verdict->error = N_ ("The number of a permanent residence card has 18 digits and begins with "
                         "9, or has 3 letters and 12 digits");
  else if (!was_born (value))
    verdict->error = N_ ("No one was born on this day: check the characters 7 to 14");
  else if (value[17] != yyq_id_card_check_digit (value))
    verdict->warning = N_ ("The last character does not seem to fit the others: check the number");
}

/* "H1234567(01)": older permits print the part that changes in brackets. */
static char *
drop_brackets (char *text)
{
  char *to = text;

  for (const char *at = text; *at != '\0'; at++)
    if (*at != '(' && *at != ')')
      *to++ = *at;
  *to = '\0';
  return text;
}

void
yyq_judge_home_permit (const char *text, YyqVerdict *verdict)
{
  const char *value = verdict->value = drop_brackets (yyq_text_compact (text));
  const gsize length = strlen (value);

  if ((value[0] != 'H' && value[0] != 'M') || (length != 9 && length != 11) ||
      !yyq_text_has_digits (value, 1, length - 1))
    verdict->error =
      N_ ("The number of a mainland travel permit is H or M with 8 digits, in older ones 10");
}

void
yyq_judge_taiwan_permit (const char *text, YyqVerdict *verdict)
{
  const char *value = verdict->value = drop_brackets (yyq_text_compact (text));
  const gsize length = strlen (value);
  const gboolean is_new = length == 8 && yyq_text_has_digits (value, 0, 8);
  const gboolean is_old =
    length == 11 && yyq_text_has_digits (value, 0, 10) && g_ascii_isupper (value[10]);

  if (!is_new && !is_old)
    verdict->error =
      N_ ("The number of a Taiwan travel permit has 8 digits, in older ones 10 and a letter");
}

void
yyq_judge_passport (const char *text, YyqVerdict *verdict)
{
  const char *value = verdict->value = yyq_text_compact (text);
  const gsize length = strlen (value);

  for (gsize i = 0; i < length && verdict->error == NULL; i++)
    if (!g_ascii_isalnum (value[i]))
      verdict->error = N_ ("The number of a passport has Latin letters and digits only");
  if (verdict->error == NULL && (length < 5 || length > 20))
    verdict->error = N_ ("The number of a passport has 5 to 20 characters");
}
