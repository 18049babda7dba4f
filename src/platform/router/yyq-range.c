/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-range.h"

#include <string.h>

/* Digits, possibly none; FALSE for anything else. What is too large for any file is as good as its
 * end. */
static gboolean
parse_number (const char *text, gboolean *given, gint64 *number)
{
  *given = *text != '\0';
  *number = 0;
  for (; *text != '\0'; text++) {
    if (!g_ascii_isdigit (*text))
      return FALSE;
    *number = *number > (G_MAXINT64 - 9) / 10 ? G_MAXINT64 : *number * 10 + (*text - '0');
  }
  return TRUE;
}

static YyqRange
choose (gint64 from, gint64 to, gint64 length, gint64 *first, gint64 *n)
{
  if (from >= length)
    return YYQ_RANGE_UNSATISFIABLE;
  *first = from;
  *n = MIN (to, length - 1) - from + 1;
  return YYQ_RANGE_PART;
}

YyqRange
yyq_range_parse (const char *header, gint64 length, gint64 *first, gint64 *n)
{
  g_auto (GStrv) ends = NULL;
  gboolean has_from, has_to;
  gint64 from, to;

  *first = 0;
  *n = length;
  if (header == NULL || g_ascii_strncasecmp (header, "bytes=", 6) != 0)
    return YYQ_RANGE_WHOLE;
  ends = g_strsplit (header + 6, "-", -1);
  if (g_strv_length (ends) != 2)
    return YYQ_RANGE_WHOLE;
  g_strstrip (ends[0]);
  g_strstrip (ends[1]);
  if (!parse_number (ends[0], &has_from, &from) || !parse_number (ends[1], &has_to, &to) ||
      (!has_from && !has_to) || (has_from && has_to && to < from))
    return YYQ_RANGE_WHOLE;
  if (has_from)
    return choose (from, has_to ? to : G_MAXINT64, length, first, n);
  /* The last so many bytes. */
  return to == 0 ? YYQ_RANGE_UNSATISFIABLE
                 : choose (MAX (length - to, 0), G_MAXINT64, length, first, n);
}
