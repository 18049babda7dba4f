/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-ukey-service.h"

#include "yyq-clock.h"
#include "yyq-directory.h"
#include "yyq-error.h"
#include "yyq-id.h"
#include "yyq-service-error.h"
#include "yyq-session-service.h"
#include "yyq-signing-certificate.h"
#include "yyq-trust-keeper.h"
#include "yyq-ukey-proof.h"

#include <string.h>

void
yyq_challenge_free (YyqChallenge *self)
{
  g_free (self->id);
  g_clear_pointer (&self->to_sign, g_bytes_unref);
  g_free (self);
}

void
yyq_ukey_owner_free (YyqUkeyOwner *self)
{
  g_free (self->ukey_id);
  g_free (self->account_id);
  g_free (self->enterprise_id);
  g_free (self);
}

static gpointer
refuse (GError **error, YyqServiceError code, const char *message)
{
  if (error != NULL && *error == NULL)
    g_set_error_literal (error, YYQ_SERVICE_ERROR, (int) code, message);
  return NULL;
}

static GBytes *
make_text (YyqPlatform *platform, const char *purpose, const char *account_id, gint64 expires_at)
{
  g_autofree char *nonce = yyq_random_hex (32);
  char *text = g_strdup_printf ("YYQ-%s-v1\n%s\n%s\n%s\n%" G_GINT64_FORMAT "\n", purpose,
                                yyq_platform_get_config (platform)->origin,
                                account_id != NULL ? account_id : "-", nonce, expires_at);

  return g_bytes_new_take (text, strlen (text));
}

YyqChallenge *
yyq_ukey_service_challenge (YyqPlatform *platform, const char *purpose, const char *account_id,
                            const char *cert_sha256, GError **error)
{
  YyqStorage *storage = yyq_platform_get_storage (platform);
  gint64 now = yyq_clock_now ();
  g_autoptr (YyqChallenge) self = g_new0 (YyqChallenge, 1);

  if (strlen (cert_sha256) != 64 || strspn (cert_sha256, "0123456789abcdef") != 64)
    return refuse (error, YYQ_SERVICE_ERROR_INVALID,
                   "/cert_sha256: 64 hexadecimal digits are wanted");
  self->id = yyq_id_new ();
  self->to_sign = make_text (platform, purpose, account_id, now + YYQ_CHALLENGE_MS);
  if (!yyq_storage_execute (storage, error, "DELETE FROM auth_challenge WHERE expires_at < $1", "i",
                            now - YYQ_CHALLENGE_MS) ||
      !yyq_storage_execute (
        storage, error,
        "INSERT INTO auth_challenge (id, purpose, account_id, cert_sha256, to_sign, expires_at) "
        "VALUES ($1, $2, $3, $4, $5, $6)",
        "ssssbi", self->id, purpose, account_id, cert_sha256, self->to_sign,
        now + YYQ_CHALLENGE_MS))
    return NULL;
  return g_steal_pointer (&self);
}

struct _YyqProofCheck {
  char *challenge_id;
  GError *verdict; /* (nullable): NULL: good */
};

void
yyq_proof_check_free (YyqProofCheck *self)
{
  g_free (self->challenge_id);
  g_clear_error (&self->verdict);
  g_free (self);
}

typedef struct {
  char *purpose;
  char *cert_sha256;
  char *account_id; /* (nullable) */
  GBytes *to_sign;
} Given;

static void
given_clear (Given *given)
{
  g_free (given->purpose);
  g_free (given->cert_sha256);
  g_free (given->account_id);
  g_clear_pointer (&given->to_sign, g_bytes_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Given, given_clear)

/* A challenge that is still good. */
static gboolean
load_given (YyqPlatform *platform, const char *challenge_id, Given *given, GError **error)
{
  g_autoptr (YyqRows) rows =
    yyq_storage_query (yyq_platform_get_storage (platform), error,
                       "SELECT purpose, cert_sha256, account_id, to_sign FROM auth_challenge "
                       "WHERE id = $1 AND consumed_at IS NULL AND expires_at > $2",
                       "si", challenge_id, yyq_clock_now ());

  if (rows == NULL || !yyq_rows_next (rows, error))
    return refuse (error, YYQ_SERVICE_ERROR_SIGNATURE_REJECTED,
                   "the challenge is unknown, used or over") != NULL;
  given->purpose = g_strdup (yyq_rows_get_text (rows, 0));
  given->cert_sha256 = g_strdup (yyq_rows_get_text (rows, 1));
  given->account_id = g_strdup (yyq_rows_get_text (rows, 2));
  given->to_sign = yyq_rows_get_bytes (rows, 3);
  return TRUE;
}

static gboolean
judge (YyqPlatform *platform, const char *purpose, const char *account_id, const Given *given,
       const YyqProof *proof, GError **error)
{
  g_autoptr (YyqTrust) trust = yyq_trust_keeper_ref_trust (yyq_trust_keeper_of (platform));
  g_autofree char *sha256 = yyq_sha256_hex (proof->certificate);

  if (!g_str_equal (given->purpose, purpose) || !g_str_equal (given->cert_sha256, sha256) ||
      g_strcmp0 (given->account_id, account_id) != 0)
    return refuse (error, YYQ_SERVICE_ERROR_SIGNATURE_REJECTED,
                   "the challenge was given for something else") != NULL;
  return yyq_ukey_proof_verify (proof->certificate, proof->algorithm, given->to_sign,
                                proof->signature, error) &&
         yyq_signing_certificate_check_trust (proof->certificate, trust, yyq_clock_now (), error);
}

YyqProofCheck *
yyq_ukey_service_check (YyqPlatform *platform, const char *purpose, const char *account_id,
                        const YyqProof *proof, GError **error)
{
  g_auto (Given) given = { 0 };
  YyqProofCheck *self;

  if (!load_given (platform, proof->challenge_id, &given, error))
    return NULL;
  self = g_new0 (YyqProofCheck, 1);
  self->challenge_id = g_strdup (proof->challenge_id);
  judge (platform, purpose, account_id, &given, proof, &self->verdict);
  return self;
}

gboolean
yyq_ukey_service_settle (YyqPlatform *platform, const YyqProofCheck *check, GError **error)
{
  YyqStorage *storage = yyq_platform_get_storage (platform);

  if (!yyq_storage_execute (storage, error,
                            "UPDATE auth_challenge SET consumed_at = $1 WHERE id = $2 AND "
                            "consumed_at IS NULL AND expires_at > $1",
                            "is", yyq_clock_now (), check->challenge_id))
    return FALSE;
  if (yyq_storage_get_changes (storage) != 1)
    return refuse (error, YYQ_SERVICE_ERROR_SIGNATURE_REJECTED,
                   "the challenge is unknown, used or over") != NULL;
  if (check->verdict == NULL)
    return TRUE;
  g_propagate_error (error, g_error_copy (check->verdict));
  return FALSE;
}

static void
note_owner (YyqUkeyOwner *self, YyqRows *rows, gboolean *ambiguous)
{
  if (self->account_id == NULL) {
    self->ukey_id = g_strdup (yyq_rows_get_text (rows, 0));
    self->account_id = g_strdup (yyq_rows_get_text (rows, 1));
    self->enterprise_id = g_strdup (yyq_rows_get_text (rows, 2));
  } else if (!g_str_equal (self->account_id, yyq_rows_get_text (rows, 1))) {
    *ambiguous = TRUE;
  } else {
    g_clear_pointer (&self->enterprise_id, g_free);
  }
}

YyqUkeyOwner *
yyq_ukey_service_find_owner (YyqPlatform *platform, GBytes *certificate, GError **error)
{
  g_autofree char *sha256 = yyq_sha256_hex (certificate);
  g_autoptr (YyqUkeyOwner) self = g_new0 (YyqUkeyOwner, 1);
  g_autoptr (GError) local = NULL;
  gboolean ambiguous = FALSE;
  g_autoptr (YyqRows) rows =
    yyq_storage_query (yyq_platform_get_storage (platform), error,
                       "SELECT u.id, u.account_id, u.enterprise_id FROM ukey_binding u "
                       "JOIN account a ON a.id = u.account_id AND a.disabled_at IS NULL "
                       "WHERE u.cert_sha256 = $1 AND u.revoked_at IS NULL ORDER BY u.id",
                       "s", sha256);

  while (rows != NULL && yyq_rows_next (rows, &local))
    note_owner (self, rows, &ambiguous);
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  if (ambiguous)
    return refuse (error, YYQ_SERVICE_ERROR_CONFLICT,
                   "several accounts use this UKey: log in with a password");
  if (self->account_id == NULL)
    return refuse (error, YYQ_SERVICE_ERROR_CERTIFICATE_UNBOUND, "no account has bound this UKey");
  return g_steal_pointer (&self);
}

#define BINDINGS                                                                           \
  "SELECT id, subject, issuer, serial, cert_sha256, token_label, token_serial, bound_at, " \
  "not_after "                                                                             \
  "FROM ukey_binding WHERE account_id = $1 AND revoked_at IS NULL "

static YyqUkeyBinding *
binding_of_row (YyqRows *rows)
{
  gint64 not_after = yyq_rows_get_int (rows, 8);

  return g_object_new (
    YYQ_TYPE_UKEY_BINDING, "id", yyq_rows_get_text (rows, 0), "subject",
    yyq_rows_get_text (rows, 1), "issuer", yyq_rows_get_text (rows, 2), "serial",
    yyq_rows_get_text (rows, 3), "cert-sha256", yyq_rows_get_text (rows, 4), "token-label",
    yyq_rows_get_text (rows, 5), "token-serial", yyq_rows_get_text (rows, 6), "bound-at",
    yyq_rows_get_int (rows, 7), "not-after", not_after, "state",
    not_after <= yyq_clock_now () ? YYQ_UKEY_STATE_EXPIRED : YYQ_UKEY_STATE_ACTIVE, NULL);
}

static GPtrArray *
collect (YyqRows *rows, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) local = NULL;

  while (rows != NULL && yyq_rows_next (rows, &local))
    g_ptr_array_add (list, binding_of_row (rows));
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  else if (rows != NULL)
    return g_steal_pointer (&list);
  return NULL;
}

GPtrArray *
yyq_ukey_service_list (YyqPlatform *platform, const char *account_id, const char *enterprise_id,
                       GError **error)
{
  YyqStorage *storage = yyq_platform_get_storage (platform);
  g_autoptr (YyqRows) rows =
    enterprise_id != NULL
      ? yyq_storage_query (storage, error,
                           BINDINGS "AND enterprise_id = $2 ORDER BY bound_at DESC, id", "ss",
                           account_id, enterprise_id)
      : yyq_storage_query (storage, error, BINDINGS "ORDER BY bound_at DESC, id", "s", account_id);

  return collect (rows, error);
}

static gboolean
insert (YyqPlatform *platform, const char *account_id, const char *enterprise_id,
        YyqUkeyBinding *binding, GBytes *certificate, GError **error)
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
  return yyq_storage_get_changes (storage) == 1 ||
         refuse (error, YYQ_SERVICE_ERROR_CONFLICT, "this UKey is bound already") != NULL;
}

/* Units have keys of their own, and are signed for by the clerks of the main enterprise. */
static gboolean
names_any (GBytes *certificate, YyqEnterprise *enterprise)
{
  GListModel *units = yyq_enterprise_get_units (enterprise);

  if (yyq_ukey_proof_names_company (certificate, yyq_enterprise_get_uscc (enterprise),
                                    yyq_enterprise_get_name (enterprise)))
    return TRUE;
  for (guint i = 0; i < g_list_model_get_n_items (units); i++) {
    g_autoptr (YyqEnterprise) unit = g_list_model_get_item (units, i);

    if (yyq_ukey_proof_names_company (certificate, yyq_enterprise_get_uscc (unit),
                                      yyq_enterprise_get_name (unit)))
      return TRUE;
  }
  return FALSE;
}

YyqUkeyBinding *
yyq_ukey_service_describe (YyqPlatform *platform, const char *account_id, const char *enterprise_id,
                           GBytes *certificate, const char *token_label, const char *token_serial,
                           GError **error)
{
  g_autoptr (YyqEnterprise) enterprise =
    yyq_directory_load_enterprise (platform, enterprise_id, account_id, error);
  g_autoptr (YyqCertificateFacts) facts =
    enterprise != NULL ? yyq_ukey_proof_describe (certificate, error) : NULL;
  g_autofree char *id = yyq_id_new ();

  if (facts == NULL)
    return NULL;
  if (!names_any (certificate, enterprise))
    return refuse (error, YYQ_SERVICE_ERROR_CERTIFICATE_FOREIGN,
                   "the certificate names another company");
  return g_object_new (YYQ_TYPE_UKEY_BINDING, "id", id, "subject", facts->subject, "issuer",
                       facts->issuer, "serial", facts->serial, "cert-sha256", facts->sha256,
                       "token-label", token_label, "token-serial", token_serial, "bound-at",
                       yyq_clock_now (), "not-after", facts->not_after, "state",
                       YYQ_UKEY_STATE_ACTIVE, NULL);
}

gboolean
yyq_ukey_service_bind (YyqPlatform *platform, const char *account_id, const char *enterprise_id,
                       YyqUkeyBinding *binding, GBytes *certificate, GError **error)
{
  g_autoptr (YyqEnterprise) enterprise =
    yyq_directory_load_enterprise (platform, enterprise_id, account_id, error);

  return enterprise != NULL &&
         insert (platform, account_id, enterprise_id, binding, certificate, error);
}

gboolean
yyq_ukey_service_unbind (YyqPlatform *platform, const char *account_id, const char *ukey_id,
                         GError **error)
{
  YyqStorage *storage = yyq_platform_get_storage (platform);

  if (!yyq_storage_execute (storage, error,
                            "UPDATE ukey_binding SET revoked_at = $1 WHERE id = $2 AND account_id "
                            "= $3 AND revoked_at IS NULL",
                            "iss", yyq_clock_now (), ukey_id, account_id))
    return FALSE;
  if (yyq_storage_get_changes (storage) == 0) {
    refuse (error, YYQ_SERVICE_ERROR_NOT_FOUND, "no such UKey");
    return FALSE;
  }
  return yyq_session_service_revoke_ukey (platform, ukey_id, error);
}
