/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-ukey-store.h"

#include "yyq-clock.h"

/* --- challenges --- */

void
yyq_challenge_row_clear (YyqChallengeRow *self)
{
  g_free (self->purpose);
  g_free (self->cert_sha256);
  g_free (self->account_id);
  g_clear_pointer (&self->to_sign, g_bytes_unref);
}

gboolean
yyq_ukey_store_add_challenge (YyqPlatform *platform, const char *id, const YyqChallengeRow *row,
                              gint64 expires_at, gint64 keep_ms, GError **error)
{
  YyqStorage *storage = yyq_platform_get_storage (platform);

  return yyq_storage_execute (storage, error, "DELETE FROM auth_challenge WHERE expires_at < $1",
                              "i", yyq_clock_now () - keep_ms) &&
         yyq_storage_execute (
           storage, error,
           "INSERT INTO auth_challenge (id, purpose, account_id, cert_sha256, to_sign, expires_at) "
           "VALUES ($1, $2, $3, $4, $5, $6)",
           "ssssbi", id, row->purpose, row->account_id, row->cert_sha256, row->to_sign, expires_at);
}

gboolean
yyq_ukey_store_load_challenge (YyqPlatform *platform, const char *id, YyqChallengeRow *row,
                               GError **error)
{
  g_autoptr (YyqRows) rows =
    yyq_storage_query (yyq_platform_get_storage (platform), error,
                       "SELECT purpose, cert_sha256, account_id, to_sign FROM auth_challenge "
                       "WHERE id = $1 AND consumed_at IS NULL AND expires_at > $2",
                       "si", id, yyq_clock_now ());

  if (rows == NULL || !yyq_rows_next (rows, error))
    return FALSE;
  row->purpose = g_strdup (yyq_rows_get_text (rows, 0));
  row->cert_sha256 = g_strdup (yyq_rows_get_text (rows, 1));
  row->account_id = g_strdup (yyq_rows_get_text (rows, 2));
  row->to_sign = yyq_rows_get_bytes (rows, 3);
  return TRUE;
}

gboolean
yyq_ukey_store_use_challenge (YyqPlatform *platform, const char *id, gboolean *used, GError **error)
{
  YyqStorage *storage = yyq_platform_get_storage (platform);

  if (!yyq_storage_execute (storage, error,
                            "UPDATE auth_challenge SET consumed_at = $1 WHERE id = $2 AND "
                            "consumed_at IS NULL AND expires_at > $1",
                            "is", yyq_clock_now (), id))
    return FALSE;
  *used = yyq_storage_get_changes (storage) == 1;
  return TRUE;
}

/* --- bindings --- */

void
yyq_ukey_owner_free (YyqUkeyOwner *self)
{
  g_free (self->ukey_id);
  g_free (self->account_id);
  g_free (self->enterprise_id);
  g_free (self);
}

/* One that was reported lost waits to be bound anew. */
#define LIVES " AND revoked_at IS NULL AND suspended_at IS NULL"

typedef gpointer (*ReadRow) (YyqRows *rows);

/* (transfer full): takes @rows. */
static GPtrArray *
collect (YyqRows *rows, ReadRow read, GDestroyNotify free, GError **error)
{
  g_autoptr (YyqRows) owned = rows;
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (free);
  g_autoptr (GError) local = NULL;

  while (owned != NULL && yyq_rows_next (owned, &local))
    g_ptr_array_add (list, read (owned));
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  else if (owned != NULL)
    return g_steal_pointer (&list);
  return NULL;
}

static gpointer
owner_of_row (YyqRows *rows)
{
  YyqUkeyOwner *self = g_new0 (YyqUkeyOwner, 1);

  self->ukey_id = g_strdup (yyq_rows_get_text (rows, 0));
  self->account_id = g_strdup (yyq_rows_get_text (rows, 1));
  self->enterprise_id = g_strdup (yyq_rows_get_text (rows, 2));
  return self;
}

GPtrArray *
yyq_ukey_store_find_owners (YyqPlatform *platform, const char *cert_sha256, GError **error)
{
  return collect (
    yyq_storage_query (yyq_platform_get_storage (platform), error,
                       "SELECT u.id, u.account_id, u.enterprise_id FROM ukey_binding u "
                       "JOIN account a ON a.id = u.account_id AND a.disabled_at IS NULL "
                       "WHERE u.cert_sha256 = $1" LIVES " ORDER BY u.id",
                       "s", cert_sha256),
    owner_of_row, (GDestroyNotify) yyq_ukey_owner_free, error);
}

/* $1: account, $2: session that asks. */
#define BINDINGS                                                                           \
  "SELECT id, subject, issuer, serial, cert_sha256, token_label, token_serial, bound_at, " \
  "not_after, name, last_used_at, suspended_at, "                                          \
  "(SELECT COUNT(*) FROM session s WHERE s.id = $2 AND s.ukey_id = ukey_binding.id) "      \
  "FROM ukey_binding WHERE account_id = $1 AND revoked_at IS NULL "

static YyqUkeyState
state_of_row (YyqRows *rows)
{
  if (yyq_rows_get_int (rows, 11) > 0)
    return YYQ_UKEY_STATE_SUSPENDED;
  return yyq_rows_get_int (rows, 8) <= yyq_clock_now () ? YYQ_UKEY_STATE_EXPIRED
                                                        : YYQ_UKEY_STATE_ACTIVE;
}

static gpointer
binding_of_row (YyqRows *rows)
{
  return g_object_new (YYQ_TYPE_UKEY_BINDING, "id", yyq_rows_get_text (rows, 0), "subject",
                       yyq_rows_get_text (rows, 1), "issuer", yyq_rows_get_text (rows, 2), "serial",
                       yyq_rows_get_text (rows, 3), "cert-sha256", yyq_rows_get_text (rows, 4),
                       "token-label", yyq_rows_get_text (rows, 5), "token-serial",
                       yyq_rows_get_text (rows, 6), "bound-at", yyq_rows_get_int (rows, 7),
                       "not-after", yyq_rows_get_int (rows, 8), "name", yyq_rows_get_text (rows, 9),
                       "last-used-at", yyq_rows_get_int (rows, 10), "in-use",
                       yyq_rows_get_int (rows, 12) > 0, "state", state_of_row (rows), NULL);
}

GPtrArray *
yyq_ukey_store_list (YyqPlatform *platform, const YyqAccess *access, GError **error)
{
  YyqStorage *storage = yyq_platform_get_storage (platform);
  const char *account_id = yyq_access_get_account_id (access);
  const char *session_id = yyq_access_get_session_id (access);
  const char *enterprise_id = yyq_access_get_tenant_id (access);

  return collect (enterprise_id != NULL
                    ? yyq_storage_query (storage, error,
                                         BINDINGS
                                         "AND enterprise_id = $3 ORDER BY bound_at DESC, id",
                                         "sss", account_id, session_id, enterprise_id)
                    : yyq_storage_query (storage, error, BINDINGS "ORDER BY bound_at DESC, id",
                                         "ss", account_id, session_id),
                  binding_of_row, g_object_unref, error);
}

static gpointer
certificate_of_row (YyqRows *rows)
{
  return yyq_rows_get_bytes (rows, 0);
}

GPtrArray *
yyq_ukey_store_list_certificates (YyqPlatform *platform, const char *account_id,
                                  const char *enterprise_id, GError **error)
{
  return collect (
    yyq_storage_query (yyq_platform_get_storage (platform), error,
                       "SELECT certificate FROM ukey_binding WHERE account_id = $1 AND "
                       "enterprise_id = $2" LIVES,
                       "ss", account_id, enterprise_id),
    certificate_of_row, (GDestroyNotify) g_bytes_unref, error);
}

gboolean
yyq_ukey_store_hold (YyqPlatform *platform, const char *cert_sha256, const char *account_id,
                     const char *enterprise_id, gboolean *bound, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (YyqRows) rows =
    yyq_storage_query (yyq_platform_get_storage (platform), &local,
                       "SELECT 1 FROM ukey_binding WHERE cert_sha256 = $1 AND account_id = $2 "
                       "AND enterprise_id = $3" LIVES YYQ_SQL_LOCK,
                       "sss", cert_sha256, account_id, enterprise_id);

  *bound = rows != NULL && yyq_rows_next (rows, &local);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

gboolean
yyq_ukey_store_insert (YyqPlatform *platform, const char *account_id, const char *enterprise_id,
                       YyqUkeyBinding *binding, GBytes *certificate, gboolean *added,
                       GError **error)
{
  YyqStorage *storage = yyq_platform_get_storage (platform);

  if (!yyq_storage_execute (
        storage, error,
        "INSERT INTO ukey_binding (id, account_id, enterprise_id, cert_sha256, certificate, "
        "subject, issuer, "
        "serial, token_label, token_serial, bound_at, not_after) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) "
        "ON CONFLICT (cert_sha256, account_id, enterprise_id) WHERE revoked_at IS NULL DO NOTHING",
        "ssssbsssssii", yyq_ukey_binding_get_id (binding), account_id, enterprise_id,
        yyq_ukey_binding_get_cert_sha256 (binding), certificate,
        yyq_ukey_binding_get_subject (binding), yyq_ukey_binding_get_issuer (binding),
        yyq_ukey_binding_get_serial (binding), yyq_ukey_binding_get_token_label (binding),
        yyq_ukey_binding_get_token_serial (binding), yyq_ukey_binding_get_bound_at (binding),
        yyq_ukey_binding_get_not_after (binding)))
    return FALSE;
  *added = yyq_storage_get_changes (storage) == 1;
  return TRUE;
}

static gboolean
tell_found (YyqStorage *storage, gboolean *found)
{
  *found = yyq_storage_get_changes (storage) > 0;
  return TRUE;
}

gboolean
yyq_ukey_store_revoke (YyqPlatform *platform, const char *account_id, const char *ukey_id,
                       gboolean *revoked, GError **error)
{
  YyqStorage *storage = yyq_platform_get_storage (platform);

  return yyq_storage_execute (storage, error,
                              "UPDATE ukey_binding SET revoked_at = $1 WHERE id = $2 AND "
                              "account_id = $3 AND revoked_at IS NULL",
                              "iss", yyq_clock_now (), ukey_id, account_id) &&
         tell_found (storage, revoked);
}

gboolean
yyq_ukey_store_suspend (YyqPlatform *platform, const char *account_id, const char *ukey_id,
                        gboolean *suspended, GError **error)
{
  YyqStorage *storage = yyq_platform_get_storage (platform);

  return yyq_storage_execute (storage, error,
                              "UPDATE ukey_binding SET suspended_at = $1 WHERE id = $2 AND "
                              "account_id = $3" LIVES,
                              "iss", yyq_clock_now (), ukey_id, account_id) &&
         tell_found (storage, suspended);
}

gboolean
yyq_ukey_store_end_suspended (YyqPlatform *platform, const char *account_id,
                              const char *enterprise_id, const char *cert_sha256, GError **error)
{
  return yyq_storage_execute (
    yyq_platform_get_storage (platform), error,
    "UPDATE ukey_binding SET revoked_at = $1 WHERE account_id = $2 AND enterprise_id = $3 AND "
    "cert_sha256 = $4 AND suspended_at IS NOT NULL AND revoked_at IS NULL",
    "isss", yyq_clock_now (), account_id, enterprise_id, cert_sha256);
}

gboolean
yyq_ukey_store_rename (YyqPlatform *platform, const char *account_id, const char *ukey_id,
                       const char *name, gboolean *renamed, GError **error)
{
  YyqStorage *storage = yyq_platform_get_storage (platform);

  return yyq_storage_execute (storage, error,
                              "UPDATE ukey_binding SET name = $1 WHERE id = $2 AND "
                              "account_id = $3 AND revoked_at IS NULL",
                              "sss", name, ukey_id, account_id) &&
         tell_found (storage, renamed);
}

gboolean
yyq_ukey_store_note_use (YyqPlatform *platform, const char *account_id, const char *cert_sha256,
                         GError **error)
{
  return yyq_storage_execute (yyq_platform_get_storage (platform), error,
                              "UPDATE ukey_binding SET last_used_at = $1 WHERE account_id = $2 "
                              "AND cert_sha256 = $3 AND revoked_at IS NULL",
                              "iss", yyq_clock_now (), account_id, cert_sha256);
}
