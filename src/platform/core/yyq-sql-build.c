/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-sql-build.h"

#include <string.h>

void
yyq_sql_build_init (YyqSqlBuild *self, const char *sql)
{
  self->sql = g_string_new (sql);
  self->values = g_array_new (FALSE, FALSE, sizeof (YyqSqlValue));
  self->owned = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
}

void
yyq_sql_build_clear (YyqSqlBuild *self)
{
  if (self->sql == NULL)
    return;
  g_string_free (g_steal_pointer (&self->sql), TRUE);
  g_array_unref (self->values);
  g_ptr_array_unref (self->owned);
}

static guint
add (YyqSqlBuild *self, YyqSqlValue value)
{
  g_array_append_val (self->values, value);
  return self->values->len;
}

guint
yyq_sql_build_add_text (YyqSqlBuild *self, const char *text)
{
  char **copy = g_new0 (char *, 2);

  copy[0] = g_strdup (text);
  g_ptr_array_add (self->owned, copy);
  return add (self, (YyqSqlValue){ .type = 's', .text = copy[0] });
}

guint
yyq_sql_build_add_int (YyqSqlBuild *self, gint64 number)
{
  return add (self, (YyqSqlValue){ .type = 'i', .integer = number });
}

guint
yyq_sql_build_add_list (YyqSqlBuild *self, GStrv texts)
{
  g_ptr_array_add (self->owned, texts);
  return add (self, (YyqSqlValue){ .type = 'a', .texts = (const char *const *) texts });
}

guint
yyq_sql_build_add_like (YyqSqlBuild *self, const char *word)
{
  g_autoptr (GString) pattern = g_string_new ("%");

  for (const char *at = word; *at != '\0'; at++) {
    if (strchr ("%_\\", *at) != NULL)
      g_string_append_c (pattern, '\\');
    g_string_append_c (pattern, *at);
  }
  g_string_append_c (pattern, '%');
  return yyq_sql_build_add_text (self, pattern->str);
}

void
yyq_sql_build_append (YyqSqlBuild *self, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_string_append_vprintf (self->sql, format, arguments);
  va_end (arguments);
}

YyqRows *
yyq_sql_build_query (const YyqSqlBuild *self, YyqStorage *storage, const char *sql, GError **error)
{
  return yyq_storage_query_values (storage, sql != NULL ? sql : self->sql->str,
                                   (const YyqSqlValue *) (gconstpointer) self->values->data,
                                   self->values->len, error);
}
