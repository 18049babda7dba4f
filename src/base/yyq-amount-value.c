/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-text-clean.h"
#include "yyq-value-judges.h"

#include <glib/gi18n.h>
#include <string.h>

/* Amounts of money and days. */

#define MOST_DIGITS 12 /* of whole yuan */

/* (transfer full): widths folded, all gaps gone, and the full stop of Chinese is one. */
static char *
tidy (const char *text)
{
  g_autofree char *folded = yyq_text_fold_width (text);
  GString *tidied = g_string_new (NULL);

  for (const char *at = folded; *at != '\0'; at = g_utf8_next_char (at)) {
    const gunichar c = g_utf8_get_char (at);

    if (c == 0x3002)
      g_string_append_c (tidied, '.');
    else if (c != ' ')
      g_string_append_unichar (tidied, c);
  }
  return g_string_free (tidied, FALSE);
}

/* In place: "¥8000元" is 8000. */
static void
drop_unit (char *text)
{
  static const char *const before[] = { "¥", "￥", "人民币", "RMB", "CNY" };
  gsize skip = 0;

  for (guint i = 0; i < G_N_ELEMENTS (before); i++)
    if (g_ascii_strncasecmp (text + skip, before[i], strlen (before[i])) == 0)
      skip += strlen (before[i]);
  if (g_str_has_suffix (text + skip, "元"))
    text[strlen (text) - strlen ("元")] = '\0';
  memmove (text, text + skip, strlen (text + skip) + 1);
}

/* In place. FALSE: the commas are not those of thousands. */
static gboolean
drop_commas (char *text)
{
  const gsize whole = strcspn (text, ".");
  const gboolean grouped = memchr (text, ',', whole) != NULL;
  char *to = text;

  if (grouped && whole % 4 == 0)
    return FALSE;
  for (gsize i = 0; i < whole; i++) {
    const gboolean wants_comma = grouped && i > 0 && (whole - i) % 4 == 0;

    if (wants_comma != (text[i] == ','))
      return FALSE;
    if (text[i] != ',')
      *to++ = text[i];
  }
  memmove (to, text + whole, strlen (text + whole) + 1);
  return TRUE;
}

/* "08000.5" becomes "8000.50". FALSE: it is no amount. */
static gboolean
complete (const char *text, char **value)
{
  const gsize whole = strcspn (text, ".");
  const char *fraction = text[whole] == '.' ? text + whole + 1 : "";
  const gsize n_fraction = strlen (fraction);
  gsize start = 0;

  if (whole == 0 || n_fraction > 2 || (text[whole] == '.' && n_fraction == 0) ||
      !yyq_text_has_digits (text, 0, whole) || !yyq_text_has_digits (fraction, 0, n_fraction))
    return FALSE;
  while (start + 1 < whole && text[start] == '0')
    start++;
  if (whole - start > MOST_DIGITS)
    return FALSE;
  *value =
    g_strdup_printf ("%.*s.%s%s", (int) (whole - start), text + start, fraction, &"00"[n_fraction]);
  return TRUE;
}

void
yyq_judge_money (const char *text, YyqVerdict *verdict)
{
  g_autofree char *amount = tidy (text);
  g_autofree char *whole = g_strdup (amount);

  drop_unit (amount);
  if (drop_commas (amount) && complete (amount, &verdict->value))
    return;
  verdict->value = g_steal_pointer (&whole);
  verdict->error = N_ ("An amount in yuan has at most 12 digits, and 2 after the point");
}

gboolean
yyq_money_parse (const char *value, gint64 *fen)
{
  gint64 sum = 0;

  if (!yyq_value_is_normal (YYQ_VALUE_MONEY, value))
    return FALSE;
  for (; *value != '\0'; value++)
    if (*value != '.')
      sum = sum * 10 + (*value - '0');
  *fen = sum;
  return TRUE;
}

/* What stands between year, month and day, or behind it. */
static gboolean
is_separator (gunichar c)
{
  return c == '-' || c == '/' || c == '.' || c == 0x2212 || (c >= 0x2010 && c <= 0x2015);
}

/* One number of a date, and what stands behind it: a separator, or its own character. */
static gboolean
read_part (const char **at, guint least, guint most, const char *word, guint *part)
{
  guint n = 0;

  while (n < most && g_ascii_isdigit ((*at)[n]))
    n++;
  if (n < least)
    return FALSE;
  *part = yyq_text_read_number (*at, 0, n);
  *at += n;
  if (g_str_has_prefix (*at, word))
    *at += strlen (word);
  else if (is_separator (g_utf8_get_char (*at)))
    *at = g_utf8_next_char (*at);
  else
    return FALSE;
  return TRUE;
}

static gboolean
read_last (const char *at, guint *day)
{
  const guint n = (guint) strspn (at, "0123456789");

  if (n < 1 || n > 2)
    return FALSE;
  *day = yyq_text_read_number (at, 0, n);
  at += n;
  return *at == '\0' || g_str_equal (at, "日") || g_str_equal (at, "号");
}

static gboolean
read_day (const char *text, guint *year, guint *month, guint *day)
{
  if (strlen (text) == 8 && yyq_text_has_digits (text, 0, 8)) {
    *year = yyq_text_read_number (text, 0, 4);
    *month = yyq_text_read_number (text, 4, 2);
    *day = yyq_text_read_number (text, 6, 2);
    return TRUE;
  }
  return read_part (&text, 4, 4, "年", year) && read_part (&text, 1, 2, "月", month) &&
         read_last (text, day);
}

void
yyq_judge_date (const char *text, YyqVerdict *verdict)
{
  g_autofree char *tidied = tidy (text);
  guint year = 0, month = 0, day = 0;

  if (!read_day (tidied, &year, &month, &day))
    verdict->error = N_ ("A date is like 2026-11-23 or 20261123");
  else if (!g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year))
    verdict->error = N_ ("The calendar has no such day");
  else if (year < 1900 || year > 2199)
    verdict->error = N_ ("The year lies between 1900 and 2199");
  else
    verdict->value = g_strdup_printf ("%04u-%02u-%02u", year, month, day);
  if (verdict->value == NULL)
    verdict->value = g_steal_pointer (&tidied);
}

gboolean
yyq_day_parse (const char *value, int *year, int *month, int *day)
{
  if (!yyq_value_is_normal (YYQ_VALUE_DATE, value))
    return FALSE;
  *year = (int) yyq_text_read_number (value, 0, 4);
  *month = (int) yyq_text_read_number (value, 5, 2);
  *day = (int) yyq_text_read_number (value, 8, 2);
  return TRUE;
}
