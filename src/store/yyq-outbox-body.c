/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-outbox-body.h"

#include "yyq-error.h"
#include "yyq-sql.h"

#include <errno.h>
#include <glib/gstdio.h>

/* Takes @failure. */
static void
fail (GError **error, GError *failure)
{
  gboolean full = g_error_matches (failure, G_FILE_ERROR, G_FILE_ERROR_NOSPC);

  g_set_error_literal (error, YYQ_STORE_ERROR, full ? YYQ_STORE_ERROR_FULL : YYQ_STORE_ERROR_FAILED,
                       failure->message);
  g_error_free (failure);
}

gboolean
yyq_outbox_body_write_in_worker (const char *directory, YyqCipher *cipher, const char *key,
                                 GBytes *body, GError **error)
{
  g_autofree char *path = g_build_filename (directory, key, NULL);
  g_autoptr (GBytes) sealed = yyq_cipher_seal (cipher, "outbox", "body_file", key, body);
  GError *failure = NULL;
  gsize length;
  const char *data = g_bytes_get_data (sealed, &length);

  if (g_mkdir_with_parents (directory, 0700) != 0) {
    g_set_error (error, YYQ_STORE_ERROR,
                 errno == ENOSPC ? YYQ_STORE_ERROR_FULL : YYQ_STORE_ERROR_FAILED, "“%s”: %s",
                 directory, g_strerror (errno));
    return FALSE;
  }
  if (g_file_set_contents_full (path, data, (gssize) length,
                                G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600,
                                &failure))
    return TRUE;
  fail (error, failure);
  return FALSE;
}

GBytes *
yyq_outbox_body_read_in_worker (const char *directory, YyqCipher *cipher, const char *key,
                                GError **error)
{
  g_autofree char *path = g_build_filename (directory, key, NULL);
  g_autoptr (GBytes) sealed = NULL;
  GError *failure = NULL;
  char *contents = NULL;
  gsize length = 0;

  if (g_file_get_contents (path, &contents, &length, &failure)) {
    sealed = g_bytes_new_take (contents, length);
    return yyq_cipher_open (cipher, "outbox", "body_file", key, sealed, error);
  }
  if (g_error_matches (failure, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    g_error_free (failure);
  else
    fail (error, failure);
  return NULL;
}

void
yyq_outbox_body_sweep_in_worker (sqlite3 *db, const char *directory)
{
  g_autoptr (GDir) dir = g_dir_open (directory, 0, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (sqlite3_stmt) statement =
    yyq_sql_prepare (db, "SELECT 1 FROM outbox WHERE idempotency_key = ?1", &error);
  const char *name;

  while (dir != NULL && statement != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (directory, name, NULL);

    yyq_sql_bind_text (statement, 1, name);
    if (!yyq_sql_next (statement, &error) && error == NULL)
      g_unlink (path);
    sqlite3_reset (statement);
    g_clear_error (&error);
  }
}
