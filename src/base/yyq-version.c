/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-version.h"

static guint64
take_number (const char **at)
{
  char *end = NULL;
  guint64 number = g_ascii_strtoull (*at, &end, 10);

  *at = end;
  while (**at != '\0' && **at != '.')
    (*at)++;
  if (**at == '.')
    (*at)++;
  return number;
}

int
yyq_version_compare (const char *a, const char *b)
{
  while (*a != '\0' || *b != '\0') {
    guint64 one = take_number (&a), two = take_number (&b);

    if (one != two)
      return one < two ? -1 : 1;
  }
  return 0;
}
