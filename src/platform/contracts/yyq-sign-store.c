/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-sign-store.h"

#include "yyq-blob-store.h"
#include "yyq-clock.h"
#include "yyq-id.h"
#include "yyq-service-error.h"

/* Sessions */

gboolean
yyq_sign_store_free (YyqPlatform *platform, const char *contract_id, const char *account_id,
                     gboolean *taken, GError **error)
{
  YyqStorage *storage = yyq_platform_get_storage (platform);
  gint64 n = 0;

  if (!yyq_storage_execute (
        storage, error,
        "UPDATE sign_session SET state = 'released' WHERE contract_id = $1 AND state = 'open' "
        "AND (expires_at <= $2 OR account_id = $3)",
        "sis", contract_id, yyq_clock_now (), account_id) ||
      !yyq_storage_query_int (
        storage, &n, error,
        "SELECT COUNT(*) FROM sign_session WHERE contract_id = $1 AND state IN ('open', 'held')",
        "s", contract_id))
    return FALSE;
  *taken = n > 0;
  return TRUE;
}

gboolean
yyq_sign_store_add (YyqPlatform *platform, const YyqSignClaim *claim, const char *tenant_id,
                    YyqSignSession *session, GError **error)
{
  g_autofree char *sha256 = yyq_sha256_hex (claim->certificate);

  return yyq_storage_execute (yyq_platform_get_storage (platform), error,
                              "INSERT INTO sign_session (id, contract_id, party_id, account_id, "
                              "tenant_id, cert_sha256, certificate, "
                              "base_revision, base_sha256, state, created_at, expires_at) "
                              "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'open', $10, $11)",
                              "ssssssbisii", yyq_sign_session_get_id (session), claim->contract_id,
                              claim->party_id, claim->account_id, tenant_id, sha256,
                              claim->certificate, (gint64) yyq_sign_session_get_revision (session),
                              yyq_sign_session_get_sha256 (session), yyq_clock_now (),
                              yyq_sign_session_get_expires_at (session));
}

void
yyq_sign_lease_clear (YyqSignLease *self)
{
  g_free (self->contract_id);
  g_free (self->party_id);
  g_free (self->base_sha256);
  g_clear_pointer (&self->certificate, g_bytes_unref);
}

gboolean
yyq_sign_store_load (YyqPlatform *platform, const char *session_id, const char *account_id,
                     YyqSignLease *lease, GError **error)
{
  g_autoptr (YyqRows) rows =
    yyq_storage_query (yyq_platform_get_storage (platform), error,
                       "SELECT contract_id, party_id, base_sha256, certificate, state, created_at "
                       "FROM sign_session WHERE id = $1 AND account_id = $2",
                       "ss", session_id, account_id);

  if (rows == NULL || !yyq_rows_next (rows, error)) {
    if (error == NULL || *error == NULL)
      g_set_error_literal (error, YYQ_SERVICE_ERROR, YYQ_SERVICE_ERROR_NOT_FOUND,
                           "no such session");
    return FALSE;
  }
  lease->contract_id = g_strdup (yyq_rows_get_text (rows, 0));
  lease->party_id = g_strdup (yyq_rows_get_text (rows, 1));
  lease->base_sha256 = g_strdup (yyq_rows_get_text (rows, 2));
  lease->certificate = yyq_rows_get_bytes (rows, 3);
  lease->open = g_str_equal (yyq_rows_get_text (rows, 4), "open");
  lease->created_at = yyq_rows_get_int (rows, 5);
  return TRUE;
}

gboolean
yyq_sign_store_end (YyqPlatform *platform, const char *session_id, const char *state,
                    const char *tail_sha256, gboolean *was_open, GError **error)
{
  YyqStorage *storage = yyq_platform_get_storage (platform);

  if (!yyq_storage_execute (
        storage, error,
        "UPDATE sign_session SET state = $1, tail_sha256 = $2 WHERE id = $3 AND state = 'open'",
        "sss", state, tail_sha256, session_id))
    return FALSE;
  *was_open = yyq_storage_get_changes (storage) == 1;
  return TRUE;
}

gboolean
yyq_sign_store_release (YyqPlatform *platform, const char *session_id, const char *account_id,
                        GError **error)
{
  return yyq_storage_execute (yyq_platform_get_storage (platform), error,
                              "UPDATE sign_session SET state = 'released' WHERE id = $1 AND "
                              "account_id = $2 AND state = 'open'",
                              "ss", session_id, account_id);
}

/* Their forms */

static void
shown_clear (gpointer data)
{
  YyqPdfShown *shown = data;

  g_free ((char *) shown->field);
  g_clear_pointer (&shown->form, g_bytes_unref);
}

gboolean
yyq_sign_store_add_form (YyqPlatform *platform, const char *session_id, const char *field,
                         const char *seal_id, const char *form_sha256, GError **error)
{
  return yyq_storage_execute (yyq_platform_get_storage (platform), error,
                              "INSERT INTO sign_session_form (session_id, field, seal_id, "
                              "form_sha256) VALUES ($1, $2, $3, $4)",
                              "ssss", session_id, field, seal_id, form_sha256);
}

GArray *
yyq_sign_store_load_forms (YyqPlatform *platform, const char *session_id, GError **error)
{
  g_autoptr (GArray) list = g_array_new (FALSE, TRUE, sizeof (YyqPdfShown));
  g_autoptr (GError) local = NULL;
  g_autoptr (YyqRows) rows = yyq_storage_query (
    yyq_platform_get_storage (platform), error,
    "SELECT field, form_sha256 FROM sign_session_form WHERE session_id = $1 ORDER BY field", "s",
    session_id);

  g_array_set_clear_func (list, shown_clear);
  while (rows != NULL && yyq_rows_next (rows, &local)) {
    YyqPdfShown shown = { NULL, yyq_blob_store_get (yyq_blob_store_of (platform),
                                                    yyq_rows_get_text (rows, 1), error) };

    if (shown.form == NULL)
      return NULL;
    shown.field = g_strdup (yyq_rows_get_text (rows, 0));
    g_array_append_val (list, shown);
  }
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  return rows != NULL && (error == NULL || *error == NULL) ? g_steal_pointer (&list) : NULL;
}
