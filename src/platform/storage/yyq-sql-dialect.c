/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-sql-dialect.h"

#include <string.h>

static void
expand_list (GString *out, const char *parameter, YyqSqlDialect dialect, const char *alias)
{
  if (dialect == YYQ_SQL_SQLITE)
    g_string_append_printf (out, "json_each(%s) %s", parameter, alias);
  else
    g_string_append_printf (out, "unnest(CAST(%s AS TEXT[])) %s(value)", parameter, alias);
}

/* SQLite knows no LATERAL, but it looks a limited sub-select of rowids up for each row. */
static void
expand_top (GString *out, const char *table, const char *inside, YyqSqlDialect dialect)
{
  if (dialect == YYQ_SQL_SQLITE)
    g_string_append_printf (out, "CROSS JOIN %s ON %s.rowid IN (SELECT %s.rowid FROM %s %s", table,
                            table, inside, table, inside);
  else
    g_string_append_printf (out, "CROSS JOIN LATERAL (SELECT %s.* FROM %s %s", inside, table,
                            inside);
}

/* The word behind the brace and what follows it: gives where to go on, or NULL when it is none. */
static const char *
expand_word (GString *out, const char *at, YyqSqlDialect dialect, char **table)
{
  const char *end = strchr (at, '}');
  g_autofree char *inner = end != NULL ? g_strndup (at + 1, (gsize) (end - at - 1)) : NULL;
  g_auto (GStrv) words = inner != NULL ? g_strsplit (inner, " ", -1) : NULL;
  guint n = words != NULL ? g_strv_length (words) : 0;

  if (n == 2 && g_str_equal (words[0], "list") && end[1] == ' ') {
    gsize length = strcspn (end + 2, " ,)");
    g_autofree char *alias = g_strndup (end + 2, length);

    expand_list (out, words[1], dialect, alias);
    return end + 2 + length;
  }
  if (n == 3 && g_str_equal (words[0], "top")) {
    g_free (*table);
    *table = g_strdup (words[1]);
    expand_top (out, words[1], words[2], dialect);
    return end + 1;
  }
  if (n != 1 || !g_str_equal (words[0], "/top") || *table == NULL)
    return NULL;
  g_string_append_c (out, ')');
  if (dialect == YYQ_SQL_POSTGRESQL)
    g_string_append_printf (out, " %s", *table);
  return end + 1;
}

char *
yyq_sql_expand (const char *sql, YyqSqlDialect dialect)
{
  GString *out = g_string_new (NULL);
  g_autofree char *table = NULL;

  while (*sql != '\0') {
    const char *next = *sql == '{' ? expand_word (out, sql, dialect, &table) : NULL;

    if (next == NULL)
      g_string_append_c (out, *sql++);
    else
      sql = next;
  }
  return g_string_free (out, FALSE);
}

/* Both take a quote and a backslash with a backslash before it; JSON wants words for controls. */
static void
append_quoted (GString *out, const char *text, YyqSqlDialect dialect)
{
  g_string_append_c (out, '"');
  for (; *text != '\0'; text++) {
    if (*text == '"' || *text == '\\')
      g_string_append_c (out, '\\');
    if ((guchar) *text < 0x20 && dialect == YYQ_SQL_SQLITE)
      g_string_append_printf (out, "\\u%04x", (guint) (guchar) *text);
    else
      g_string_append_c (out, *text);
  }
  g_string_append_c (out, '"');
}

char *
yyq_sql_list (const char *const *texts, YyqSqlDialect dialect)
{
  GString *out = g_string_new (dialect == YYQ_SQL_SQLITE ? "[" : "{");

  for (guint i = 0; texts != NULL && texts[i] != NULL; i++) {
    if (i > 0)
      g_string_append_c (out, ',');
    append_quoted (out, texts[i], dialect);
  }
  g_string_append_c (out, dialect == YYQ_SQL_SQLITE ? ']' : '}');
  return g_string_free (out, FALSE);
}
