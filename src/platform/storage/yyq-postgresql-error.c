/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-postgresql-error.h"

#include "yyq-error.h"

#include <string.h>

/* By SQLSTATE or its class, the first that fits. */
static const struct {
  const char *state;
  YyqStoreError code;
} codes[] = {
  { "23505", YYQ_STORE_ERROR_EXISTS },    /* unique_violation */
  { "23503", YYQ_STORE_ERROR_NOT_FOUND }, /* foreign_key_violation */
  { "40", YYQ_STORE_ERROR_BUSY },         /* serialization_failure, deadlock_detected */
  { "55P03", YYQ_STORE_ERROR_BUSY },      /* lock_not_available */
  { "57014", YYQ_STORE_ERROR_BUSY },      /* statement_timeout */
  { "53300", YYQ_STORE_ERROR_BUSY },      /* too_many_connections */
  { "53100", YYQ_STORE_ERROR_FULL },      /* disk_full */
  { "XX001", YYQ_STORE_ERROR_CORRUPT },   /* data_corrupted */
  { "XX002", YYQ_STORE_ERROR_CORRUPT },   /* index_corrupted */
};

static YyqStoreError
code_of (const char *state)
{
  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    if (g_str_has_prefix (state, codes[i].state))
      return codes[i].code;
  return YYQ_STORE_ERROR_FAILED;
}

void
yyq_postgresql_set_error (GError **error, PGconn *db, const PGresult *result)
{
  const char *state = PQresultErrorField (result, PG_DIAG_SQLSTATE);
  const char *text =
    state != NULL ? PQresultErrorField (result, PG_DIAG_MESSAGE_PRIMARY) : PQerrorMessage (db);
  g_autofree char *line = g_strndup (text, strcspn (text, "\n"));

  g_set_error (error, YYQ_STORE_ERROR, state != NULL ? code_of (state) : YYQ_STORE_ERROR_FAILED,
               "postgresql %s: %s", state != NULL ? state : "connection", line);
}
