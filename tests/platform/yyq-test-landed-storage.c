/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-test-landed-storage.h"

#include "yyq-storage-copy.h"
#include "yyq-storage-open.h"
#include "yyq-test-storage.h"

/* (transfer full) */
static YyqStorage *
open_at (const char *address, const char *data_dir)
{
  g_autoptr (GError) error = NULL;
  YyqStorage *storage = yyq_storage_open (address, data_dir, &error);

  g_assert_no_error (error);
  return storage;
}

/* (transfer full): the address */
static char *
move_to_postgresql (const char *data_dir)
{
  char *address = yyq_test_storage_make_address (FALSE);
  g_autoptr (YyqStorage) from = open_at (NULL, data_dir);
  g_autoptr (YyqStorage) to = open_at (address, data_dir);
  g_autoptr (GError) error = NULL;
  gint64 n_rows = 0;

  yyq_storage_begin (from, &error);
  yyq_storage_copy (from, to, &n_rows, &error);
  g_assert_no_error (error);
  yyq_storage_commit (from, &error);
  g_assert_no_error (error);
  g_assert_cmpint (n_rows, >, 0);
  return address;
}

YyqStorage *
yyq_test_landed_open (const char *data_dir, char **address)
{
  if (yyq_test_storage_is_postgresql () && *address == NULL)
    *address = move_to_postgresql (data_dir);
  return open_at (*address, data_dir);
}

void
yyq_test_landed_change (const char *data_dir, const char *address, const char *sql)
{
  if (address != NULL)
    yyq_test_storage_execute (address, sql);
  else
    yyq_test_landed_sql (data_dir, sql);
}
