/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-mask.h"

#include <string.h>

#include "yyq-value.h"

/* In place of what has any length. */
#define STARS "****"

/* Numbers are ASCII; of what is not, no character is to be cut in two. */
static char *
mask (const char *text, gsize head, gsize tail)
{
  const gsize length = strlen (text);
  char *masked = g_str_is_ascii (text) ? g_strdup (text) : NULL;

  if (masked == NULL)
    return g_strdup (STARS);
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

/* The half of it, or less. */
char *
yyq_mask_document (const char *number)
{
  return strlen (number) < 8 ? g_strdup (STARS) : mask (number, 2, 1);
}

char *
yyq_mask_day (const char *day)
{
  return yyq_value_is_normal (YYQ_VALUE_DATE, day) ? g_strdup_printf ("%.4s-**-**", day)
                                                   : g_strdup (STARS);
}

char *
yyq_mask_email (const char *address)
{
  const char *at = strrchr (address, '@');
  const char *second = g_utf8_next_char (address);

  if (at == NULL || at <= address || at[1] == '\0')
    return g_strdup (STARS);
  /* Of a name of one letter that would be all. */
  if (second >= at)
    return g_strdup_printf ("***%s", at);
  return g_strdup_printf ("%.*s***%s", (int) (second - address), address, at);
}

/* Longer than 新疆维吾尔自治区, and than any city behind it. */
#define LONGEST_NAME 12

/* Ends of names, the longest first. */
static const char *const provinces[] = { "特别行政区", "自治区", "省", NULL };
static const char *const cities[] = { "自治州", "地区", "市", "盟", NULL };

/* Before one of these there was no city: a street's name may hold the word (中山路城市花园). */
static gboolean
ends_streets (const char *at)
{
  static const char *const ends[] = { "区", "县", "镇", "乡", "村", "路",
                                      "街", "道", "巷", "弄", "号", NULL };

  for (guint i = 0; ends[i] != NULL; i++)
    if (g_str_has_prefix (at, ends[i]))
      return TRUE;
  return FALSE;
}

/* Behind the name that begins @text, of two characters at least; NULL where it begins with none. */
static const char *
skip_name (const char *text, const char *const *ends)
{
  const char *at = text;

  for (guint n = 0; n < LONGEST_NAME && *at != '\0'; n++, at = g_utf8_next_char (at)) {
    for (guint i = 0; n >= 2 && ends[i] != NULL; i++)
      if (g_str_has_prefix (at, ends[i]))
        return at + strlen (ends[i]);
    /* 新乡 is a city. */
    if (g_ascii_isalnum (*at) || g_ascii_isspace (*at) || (n >= 2 && ends_streets (at)))
      return NULL;
  }
  return NULL;
}

char *
yyq_mask_address (const char *address)
{
  const char *province = skip_name (address, provinces);
  const char *city = skip_name (province != NULL ? province : address, cities);
  const char *end = city != NULL ? city : province;

  return g_strdup_printf ("%.*s" STARS, end != NULL ? (int) (end - address) : 0, address);
}
