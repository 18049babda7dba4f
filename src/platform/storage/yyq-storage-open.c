/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-storage-open.h"

#include "yyq-postgresql-storage.h"
#include "yyq-sqlite-storage.h"

static YyqStorage *
open_postgresql (const char *address, GError **error)
{
#if YYQ_POSTGRESQL
  return yyq_postgresql_storage_new (address, error);
#else
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                       "this was built without PostgreSQL");
  return NULL;
#endif
}

YyqStorage *
yyq_storage_open (const char *address, const char *data_dir, GError **error)
{
  g_autofree char *file = g_build_filename (data_dir, "platform.db", NULL);
  YyqStorage *storage = NULL;

  if (address == NULL)
    return yyq_sqlite_storage_new (file, error);
  if (g_str_has_prefix (address, YYQ_POSTGRESQL_SCHEME))
    storage = open_postgresql (address, error);
  else
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                         "only " YYQ_POSTGRESQL_SCHEME "... is possible");
  if (storage == NULL)
    g_prefix_error (error, "storage: ");
  return storage;
}
