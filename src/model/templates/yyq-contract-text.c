/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-contract-text.h"

#include "yyq-radical.h"

/* In characters; "八、劳动保护、劳动条件和职业危害防护" has nineteen. */
#define TITLE_MOST 30

/* (transfer none) */
static const GRegex *
regex_of (const char *pattern)
{
  static GMutex lock;
  static GHashTable *known; /* pattern: GRegex */
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&lock);
  GRegex *regex;

  if (known == NULL)
    known = g_hash_table_new (NULL, NULL);
  regex = g_hash_table_lookup (known, pattern);
  if (regex == NULL) {
    g_autoptr (GError) error = NULL;

    regex = g_regex_new (pattern, G_REGEX_OPTIMIZE, 0, &error);
    g_assert_no_error (error); /* it stands in the program */
    g_hash_table_insert (known, (gpointer) pattern, regex);
  }
  return regex;
}

gboolean
yyq_contract_text_has (const char *folded, const char *pattern)
{
  return pattern != NULL && g_regex_match (regex_of (pattern), folded, 0, NULL);
}

char *
yyq_contract_text_find (const char *folded, const char *pattern)
{
  g_autoptr (GMatchInfo) match = NULL;

  return g_regex_match (regex_of (pattern), folded, 0, &match) ? g_match_info_fetch (match, 1)
                                                               : NULL;
}

static gboolean
is_chinese (gunichar c)
{
  return g_unichar_get_script (c) == G_UNICODE_SCRIPT_HAN || (c >= 0x3000 && c < 0x3040);
}

char *
yyq_contract_text_fold (const char *paragraph)
{
  g_autofree char *valid = g_utf8_make_valid (paragraph, -1);
  g_autofree char *normal = g_utf8_normalize (valid, -1, G_NORMALIZE_NFKC);
  GString *folded = g_string_new (NULL);
  gunichar before = 0;

  for (const char *at = normal; at != NULL && *at != '\0';) {
    const gunichar c = yyq_radical_plain (g_utf8_get_char (at));
    const char *next = g_utf8_next_char (at);

    if (!g_unichar_isspace (c)) {
      g_string_append_unichar (folded, c);
      before = c;
      at = next;
      continue;
    }
    while (g_unichar_isspace (g_utf8_get_char (next)))
      next = g_utf8_next_char (next);
    if (before != 0 && *next != '\0' && !is_chinese (before) &&
        !is_chinese (g_utf8_get_char (next)))
      g_string_append_c (folded, ' ');
    at = next;
  }
  return g_string_free (folded, FALSE);
}

gboolean
yyq_contract_text_is_title (const char *folded)
{
  return g_utf8_strlen (folded, -1) <= TITLE_MOST && !yyq_contract_text_has (folded, "[。;!?:,]") &&
         yyq_contract_text_has (folded, "^(第[一二三四五六七八九十百0-9]+[条章节]|"
                                        "[一二三四五六七八九十]+[、.]|"
                                        "\\([一二三四五六七八九十0-9]+\\)|[0-9]+[、.])");
}

/* In halves of a Chinese character, as a typesetter counts. */
static guint
width_of (const char *folded)
{
  guint width = 0;

  for (const char *at = folded; *at != '\0'; at = g_utf8_next_char (at))
    width += g_unichar_iswide (g_utf8_get_char (at)) ? 2 : 1;
  return width;
}

/* What is folded is narrower where it had wide marks: a fifth of the widest line may be missing. */
static gboolean
is_full (const char *folded, guint widest)
{
  return width_of (folded) * 10 >= widest * 8 && !g_str_has_suffix (folded, "。");
}

char **
yyq_contract_text_join (const char *const *lines)
{
  g_autoptr (GPtrArray) paragraphs = g_ptr_array_new ();
  g_autoptr (GString) paragraph = g_string_new (NULL);
  guint widest = 0;

  for (guint i = 0; lines[i] != NULL; i++) {
    g_autofree char *folded = yyq_contract_text_fold (lines[i]);

    widest = MAX (widest, width_of (folded));
  }
  for (guint i = 0; lines[i] != NULL; i++) {
    g_autofree char *folded = yyq_contract_text_fold (lines[i]);
    g_autofree char *next =
      lines[i + 1] != NULL ? yyq_contract_text_fold (lines[i + 1]) : g_strdup ("");

    g_string_append (paragraph, lines[i]);
    if (is_full (folded, widest) && *next != '\0' && !yyq_contract_text_is_title (next))
      continue;
    g_ptr_array_add (paragraphs, g_strdup (paragraph->str));
    g_string_truncate (paragraph, 0);
  }
  g_ptr_array_add (paragraphs, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&paragraphs), FALSE);
}

char **
yyq_contract_text_split (const char *folded)
{
  return g_regex_split_simple ("[。;!?]", folded, 0, 0);
}
