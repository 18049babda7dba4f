/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-pdf-end.h"

#include <string.h>

gsize
yyq_pdf_find_end (GBytes *pdf)
{
  static const char mark[] = "%%EOF";
  const gsize n = strlen (mark);
  gsize length;
  const char *data = g_bytes_get_data (pdf, &length);

  for (gsize end = length; end >= n; end--) {
    if (memcmp (data + end - n, mark, n) != 0)
      continue;
    while (end < length && g_ascii_isspace (data[end]))
      end++;
    return end;
  }
  return length;
}
