/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-contract-download.h"

#include <string.h>

/* Most file systems take 255 bytes; the dialog may add a number. */
#define MAX_STEM_BYTES 200

static gboolean
forbidden (gunichar character)
{
  return g_unichar_iscntrl (character) ||
         (character < 0x80 && strchr ("/\\:*?\"<>|", (int) character) != NULL);
}

/* (transfer full): whom it is with comes first, as personnel files are sorted. */
static char *
join_parts (YyqContract *contract)
{
  const char *const parts[] = { yyq_contract_get_participants (contract),
                                yyq_contract_get_title (contract),
                                yyq_contract_get_number (contract) };
  GString *all = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++) {
    if (parts[i] == NULL || *parts[i] == '\0')
      continue;
    if (all->len > 0)
      g_string_append_c (all, '_');
    g_string_append (all, parts[i]);
  }
  return g_string_free (all, FALSE);
}

char *
yyq_contract_download_suggest_name (YyqContract *contract)
{
  g_autofree char *wanted = join_parts (contract);
  GString *name = g_string_new (NULL);

  for (const char *at = wanted; *at != '\0'; at = g_utf8_next_char (at)) {
    const gunichar character = forbidden (g_utf8_get_char (at)) ? '_' : g_utf8_get_char (at);

    if (name->len + 4 > MAX_STEM_BYTES)
      break;
    /* A leading dot would hide the file. */
    if (name->len > 0 || (character != '.' && character != ' '))
      g_string_append_unichar (name, character);
  }
  g_strchomp (name->str);
  g_string_set_size (name, strlen (name->str));
  g_string_append (name, name->len > 0 ? ".pdf" : "contract.pdf");
  return g_string_free (name, FALSE);
}
