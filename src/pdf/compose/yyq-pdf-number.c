/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-pdf-number.h"

#include <math.h>

/* Larger ones stand in no content stream, ISO 32000-1 annex C. */
#define LARGEST 2147483647.0

double
yyq_pdf_append_number (GString *out, double number, guint decimals)
{
  static const gint64 powers[] = { 1, 10, 100, 1000, 10000, 100000, 1000000 };
  gint64 power = powers[MIN (decimals, G_N_ELEMENTS (powers) - 1)];
  gint64 scaled = llround (CLAMP (number, -LARGEST, LARGEST) * (double) power);
  gint64 whole = ABS (scaled) / power, rest = ABS (scaled) % power;

  if (scaled < 0)
    g_string_append_c (out, '-');
  g_string_append_printf (out, "%" G_GINT64_FORMAT, whole);
  if (rest != 0)
    g_string_append_c (out, '.');
  for (gint64 digit = power / 10; rest != 0; digit /= 10) {
    g_string_append_c (out, (char) ('0' + rest / digit));
    rest %= digit;
  }
  g_string_append_c (out, ' ');
  return (double) scaled / (double) power;
}
