/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-text-clean.h"

#include <string.h>

/* Full-width forms U+FF01..U+FF5E are ASCII shifted by this much. */
#define WIDTH_SHIFT 0xfee0

static gboolean
has_no_width (gunichar c)
{
  return (c >= 0x200b && c <= 0x200f) || (c >= 0x202a && c <= 0x202e) ||
         (c >= 0x2060 && c <= 0x2064) || c == 0xfeff || c == 0xad;
}

static gboolean
is_gap (gunichar c)
{
  return g_unichar_isspace (c) || c == 0xa0 || c == 0x2007 || c == 0x202f || c == 0x3000;
}

static gboolean
is_dash (gunichar c)
{
  return c == '-' || (c >= 0x2010 && c <= 0x2015) || c == 0x2212;
}

static gunichar
fold (gunichar c)
{
  return c >= 0xff01 && c <= 0xff5e ? c - WIDTH_SHIFT : c;
}

/* (transfer full): composed, whatever bytes it was made of. */
static char *
compose (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);

  return g_utf8_normalize (valid, -1, G_NORMALIZE_NFC);
}

static char *
clean (const char *text, gboolean fold_width)
{
  g_autofree char *composed = compose (text);
  g_autoptr (GString) cleaned = g_string_new (NULL);
  gboolean gap = FALSE;

  for (const char *at = composed; *at != '\0'; at = g_utf8_next_char (at)) {
    const gunichar c = g_utf8_get_char (at);

    if (is_gap (c)) {
      gap = TRUE;
    } else if (!has_no_width (c) && !g_unichar_iscntrl (c)) {
      if (gap && cleaned->len > 0)
        g_string_append_c (cleaned, ' ');
      gap = FALSE;
      g_string_append_unichar (cleaned, fold_width ? fold (c) : c);
    }
  }
  /* What stood between a letter and its mark may be gone. */
  return compose (cleaned->str);
}

char *
yyq_text_clean (const char *text)
{
  return clean (text, FALSE);
}

char *
yyq_text_fold_width (const char *text)
{
  return clean (text, TRUE);
}

char *
yyq_text_compact (const char *text)
{
  g_autofree char *folded = clean (text, TRUE);
  GString *compact = g_string_new (NULL);

  for (const char *at = folded; *at != '\0'; at = g_utf8_next_char (at)) {
    const gunichar c = g_utf8_get_char (at);

    if (c < 0x80 && c != ' ' && c != '-')
      g_string_append_c (compact, g_ascii_toupper ((char) c));
    else if (c >= 0x80 && !is_dash (c))
      g_string_append_unichar (compact, c);
  }
  return g_string_free (compact, FALSE);
}

gboolean
yyq_text_has_digits (const char *text, gsize start, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isdigit (text[start + i]))
      return FALSE;
  return TRUE;
}

guint
yyq_text_read_number (const char *text, gsize start, gsize length)
{
  guint value = 0;

  for (gsize i = 0; i < length; i++)
    value = value * 10 + (guint) (text[start + i] - '0');
  return value;
}

gboolean
yyq_text_is_han (gunichar c)
{
  return g_unichar_get_script (c) == G_UNICODE_SCRIPT_HAN || (c >= 0x20000 && c <= 0x3ffff);
}
