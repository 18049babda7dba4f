/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-control-pages.h"

#include <string.h>

#define LONGEST 2000 /* characters that are looked at */

/* (transfer full): with the marks that the reader below knows. */
static char *
plain (const char *text)
{
  static const struct {
    const char *from;
    char to;
  } marks[] = { { "，", ',' }, { "、", ',' }, { "；", ',' }, { ";", ',' }, { "－", '-' },
                { "–", '-' },  { "—", '-' },  { "～", '-' }, { "~", '-' }, { "至", '-' } };
  g_autofree char *narrow = g_utf8_normalize (text, -1, G_NORMALIZE_DEFAULT_COMPOSE);
  GString *out = g_string_new (NULL);

  for (const char *p = narrow != NULL ? narrow : ""; *p != '\0' && out->len < LONGEST;
       p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);

    for (gsize i = 0; i < G_N_ELEMENTS (marks); i++)
      if (g_str_has_prefix (p, marks[i].from))
        c = (gunichar) marks[i].to;
    if (c >= 0xff10 && c <= 0xff19) /* full width */
      c = c - 0xff10 + '0';
    if (!g_unichar_isspace (c))
      g_string_append_unichar (out, c);
  }
  return g_string_free (out, FALSE);
}

/* "5", "1-3", "8-", "-2". */
static gboolean
read_part (const char *part, guint n_pages, gboolean *wanted)
{
  g_auto (GStrv) ends = g_strsplit (part, "-", 3);
  const guint n = g_strv_length (ends);
  guint64 first = 1, last = n_pages;

  if (n < 1 || n > 2 || (n == 2 && *ends[0] == '\0' && *ends[1] == '\0'))
    return FALSE;
  if (*ends[0] != '\0' && !g_ascii_string_to_unsigned (ends[0], 10, 1, G_MAXUINT, &first, NULL))
    return FALSE;
  if (n == 1)
    last = first;
  else if (*ends[1] != '\0' && !g_ascii_string_to_unsigned (ends[1], 10, 1, G_MAXUINT, &last, NULL))
    return FALSE;
  for (guint64 page = first; page <= MIN (last, n_pages); page++)
    wanted[page - 1] = TRUE;
  return TRUE;
}

GArray *
yyq_control_pages_read (const char *text, guint n_pages)
{
  g_autofree char *typed = plain (text);
  g_auto (GStrv) parts = g_strsplit (typed, ",", -1);
  g_autofree gboolean *wanted = g_new0 (gboolean, n_pages + 1);
  g_autoptr (GArray) pages = g_array_new (FALSE, FALSE, sizeof (int));

  for (guint i = 0; parts[i] != NULL; i++)
    if (*parts[i] != '\0' && !read_part (parts[i], n_pages, wanted))
      return NULL;
  for (int page = 0; page < (int) n_pages; page++)
    if (wanted[page])
      g_array_append_val (pages, page);
  return pages->len > 0 ? g_steal_pointer (&pages) : NULL;
}
