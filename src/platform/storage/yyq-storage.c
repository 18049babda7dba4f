/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-storage.h"

#include <stdarg.h>

#include "yyq-writer.h"

#define MAX_VALUES 32

G_DEFINE_INTERFACE (YyqStorage, yyq_storage, G_TYPE_OBJECT)

static void
yyq_storage_default_init (YyqStorageInterface *iface)
{
}

guint
yyq_sql_values_collect (YyqSqlValue *values, guint most, const char *types, va_list *args)
{
  guint n = 0;

  for (; types[n] != '\0'; n++) {
    g_assert (n < most);
    values[n] = (YyqSqlValue){ .type = types[n] };
    switch (types[n]) {
    case 's':
      values[n].text = va_arg (*args, const char *);
      break;
    case 'i':
      values[n].integer = va_arg (*args, gint64);
      break;
    case 'b':
      values[n].bytes = va_arg (*args, GBytes *);
      break;
    case 'a':
      values[n].texts = va_arg (*args, const char *const *);
      break;
    default:
      g_error ("parameter type %c", types[n]);
    }
  }
  return n;
}

YyqRows *
yyq_storage_query_values (YyqStorage *self, const char *sql, const YyqSqlValue *values, guint n,
                          GError **error)
{
  return YYQ_STORAGE_GET_IFACE (self)->query (self, sql, values, n, error);
}

YyqRows *
yyq_storage_query (YyqStorage *self, GError **error, const char *sql, const char *types, ...)
{
  YyqSqlValue values[MAX_VALUES];
  va_list args;
  guint n;

  va_start (args, types);
  n = yyq_sql_values_collect (values, MAX_VALUES, types, &args);
  va_end (args);
  return yyq_storage_query_values (self, sql, values, n, error);
}

gboolean
yyq_rows_drain (YyqRows *rows, GError **error)
{
  g_autoptr (GError) local = NULL;

  while (yyq_rows_next (rows, &local))
    continue;
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

gboolean
yyq_storage_execute (YyqStorage *self, GError **error, const char *sql, const char *types, ...)
{
  g_autoptr (YyqRows) rows = NULL;
  YyqSqlValue values[MAX_VALUES];
  va_list args;
  guint n;

  va_start (args, types);
  n = yyq_sql_values_collect (values, MAX_VALUES, types, &args);
  va_end (args);
  rows = yyq_storage_query_values (self, sql, values, n, error);
  return rows != NULL && yyq_rows_drain (rows, error);
}

gboolean
yyq_storage_query_int (YyqStorage *self, gint64 *value, GError **error, const char *sql,
                       const char *types, ...)
{
  g_autoptr (YyqRows) rows = NULL;
  YyqSqlValue values[MAX_VALUES];
  va_list args;
  guint n;

  va_start (args, types);
  n = yyq_sql_values_collect (values, MAX_VALUES, types, &args);
  va_end (args);
  rows = yyq_storage_query_values (self, sql, values, n, error);
  if (rows == NULL || !yyq_rows_next (rows, error))
    return FALSE;
  *value = yyq_rows_get_int (rows, 0);
  return yyq_rows_drain (rows, error);
}

gboolean
yyq_rows_next (YyqRows *self, GError **error)
{
  return self->next (self, error);
}

gint64
yyq_rows_get_int (YyqRows *self, guint column)
{
  return self->get_int (self, column);
}

const char *
yyq_rows_get_text (YyqRows *self, guint column)
{
  return self->get_text (self, column);
}

GBytes *
yyq_rows_get_bytes (YyqRows *self, guint column)
{
  return self->get_bytes (self, column);
}

gboolean
yyq_rows_is_null (YyqRows *self, guint column)
{
  return self->is_null (self, column);
}

void
yyq_rows_free (YyqRows *self)
{
  self->free (self);
}

gint64
yyq_storage_get_changes (YyqStorage *self)
{
  return YYQ_STORAGE_GET_IFACE (self)->get_changes (self);
}

typedef struct {
  gboolean committed; /* the end that it is for */
  GFunc call;
  gpointer data;
  GDestroyNotify free;
} Sequel;

static void
sequel_free (gpointer data)
{
  Sequel *self = data;

  self->free (self->data);
  g_free (self);
}

static void
sequel_list_free (gpointer list)
{
  g_ptr_array_unref (list);
}

/* A transaction is its thread's own: (element-type Sequel), newest last. */
static GPrivate sequels = G_PRIVATE_INIT (sequel_list_free);

static void
add_sequel (YyqStorage *self, const Sequel *sequel)
{
  GPtrArray *list = g_private_get (&sequels);

  g_return_if_fail (yyq_storage_in_transaction (self));
  if (list == NULL) {
    list = g_ptr_array_new_with_free_func (sequel_free);
    g_private_set (&sequels, list);
  }
  g_ptr_array_add (list, g_memdup2 (sequel, sizeof *sequel));
}

void
yyq_storage_on_rollback (YyqStorage *self, GFunc undo, gpointer data, GDestroyNotify free)
{
  add_sequel (self, &(Sequel){ FALSE, undo, data, free });
}

void
yyq_storage_on_commit (YyqStorage *self, GFunc tell, gpointer data, GDestroyNotify free)
{
  add_sequel (self, &(Sequel){ TRUE, tell, data, free });
}

/* The transaction has ended. */
static void
settle (gboolean committed)
{
  GPtrArray *list = g_private_get (&sequels);

  for (guint i = list != NULL ? list->len : 0; i > 0; i--) {
    Sequel *sequel = g_ptr_array_index (list, i - 1);

    if (sequel->committed == committed)
      sequel->call (sequel->data, NULL);
  }
  g_private_replace (&sequels, NULL);
  yyq_writer_leave ();
}

char *
yyq_storage_begin_reading (YyqStorage *self, GError **error)
{
  g_return_val_if_fail (!yyq_storage_in_transaction (self), NULL);

  return YYQ_STORAGE_GET_IFACE (self)->begin_reading (self, error);
}

void
yyq_storage_end_reading (YyqStorage *self)
{
  YyqStorageInterface *iface = YYQ_STORAGE_GET_IFACE (self);

  if (iface->end_reading != NULL)
    iface->end_reading (self);
}

gboolean
yyq_storage_begin (YyqStorage *self, GError **error)
{
  if (yyq_storage_in_transaction (self))
    return TRUE;
  if (!YYQ_STORAGE_GET_IFACE (self)->begin (self, error))
    return FALSE;
  yyq_writer_enter ();
  return TRUE;
}

gboolean
yyq_storage_commit (YyqStorage *self, GError **error)
{
  if (!YYQ_STORAGE_GET_IFACE (self)->commit (self, error)) {
    g_private_replace (&sequels, NULL);
    return FALSE;
  }
  settle (TRUE);
  return TRUE;
}

void
yyq_storage_rollback (YyqStorage *self)
{
  if (yyq_storage_in_transaction (self))
    YYQ_STORAGE_GET_IFACE (self)->rollback (self);
  settle (FALSE);
}

gboolean
yyq_storage_in_transaction (YyqStorage *self)
{
  return YYQ_STORAGE_GET_IFACE (self)->in_transaction (self);
}

void
yyq_storage_release (YyqStorage *self)
{
  YYQ_STORAGE_GET_IFACE (self)->release (self);
  settle (FALSE);
}

YyqBell *
yyq_storage_open_bell (YyqStorage *self, GError **error)
{
  YyqStorageInterface *iface = YYQ_STORAGE_GET_IFACE (self);

  return iface->open_bell != NULL ? iface->open_bell (self, error) : NULL;
}

int
yyq_bell_get_fd (YyqBell *self)
{
  return self->get_fd (self);
}

gboolean
yyq_bell_hear (YyqBell *self, gboolean *rung)
{
  *rung = FALSE;
  return self->hear (self, rung);
}

gboolean
yyq_bell_ring (YyqBell *self)
{
  return self->ring (self);
}

void
yyq_bell_free (YyqBell *self)
{
  self->free (self);
}
