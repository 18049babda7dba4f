/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-ukey-service.h"

#include "yyq-clock.h"
#include "yyq-directory-store.h"
#include "yyq-error.h"
#include "yyq-id.h"
#include "yyq-service-error.h"
#include "yyq-session-store.h"
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
  gint64 expires_at = yyq_clock_now () + YYQ_CHALLENGE_MS;
  g_autoptr (YyqChallenge) self = g_new0 (YyqChallenge, 1);
  YyqChallengeRow row;

  if (strlen (cert_sha256) != 64 || strspn (cert_sha256, "0123456789abcdef") != 64)
    return refuse (error, YYQ_SERVICE_ERROR_INVALID,
                   "/cert_sha256: 64 hexadecimal digits are wanted");
  self->id = yyq_id_new ();
  self->to_sign = make_text (platform, purpose, account_id, expires_at);
  row =
    (YyqChallengeRow){ (char *) purpose, (char *) cert_sha256, (char *) account_id, self->to_sign };
  return yyq_ukey_store_add_challenge (platform, self->id, &row, expires_at, YYQ_CHALLENGE_MS,
                                       error)
           ? g_steal_pointer (&self)
           : NULL;
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

static gboolean
judge (YyqPlatform *platform, const char *purpose, const char *account_id,
       const YyqChallengeRow *given, const YyqProof *proof, GError **error)
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
  g_auto (YyqChallengeRow) given = { 0 };
  YyqProofCheck *self;

  if (!yyq_ukey_store_load_challenge (platform, proof->challenge_id, &given, error))
    return refuse (error, YYQ_SERVICE_ERROR_SIGNATURE_REJECTED,
                   "the challenge is unknown, used or over");
  self = g_new0 (YyqProofCheck, 1);
  self->challenge_id = g_strdup (proof->challenge_id);
  judge (platform, purpose, account_id, &given, proof, &self->verdict);
  return self;
}

gboolean
yyq_ukey_service_settle (YyqPlatform *platform, const YyqProofCheck *check, GError **error)
{
  gboolean used = FALSE;

  if (!yyq_ukey_store_use_challenge (platform, check->challenge_id, &used, error))
    return FALSE;
  if (!used)
    return refuse (error, YYQ_SERVICE_ERROR_SIGNATURE_REJECTED,
                   "the challenge is unknown, used or over") != NULL;
  if (check->verdict == NULL)
    return TRUE;
  g_propagate_error (error, g_error_copy (check->verdict));
  return FALSE;
}

/* Of two bindings of one account neither is entered at once. */
static gboolean
merge (YyqUkeyOwner *self, const YyqUkeyOwner *other)
{
  if (!g_str_equal (self->account_id, other->account_id))
    return FALSE;
  g_clear_pointer (&self->enterprise_id, g_free);
  return TRUE;
}

YyqUkeyOwner *
yyq_ukey_service_find_owner (YyqPlatform *platform, GBytes *certificate, GError **error)
{
  g_autofree char *sha256 = yyq_sha256_hex (certificate);
  g_autoptr (GPtrArray) owners = yyq_ukey_store_find_owners (platform, sha256, error);

  if (owners == NULL)
    return NULL;
  if (owners->len == 0)
    return refuse (error, YYQ_SERVICE_ERROR_CERTIFICATE_UNBOUND, "no account has bound this UKey");
  for (guint i = 1; i < owners->len; i++)
    if (!merge (g_ptr_array_index (owners, 0), g_ptr_array_index (owners, i)))
      return refuse (error, YYQ_SERVICE_ERROR_CONFLICT,
                     "several accounts use this UKey: log in with a password");
  return g_ptr_array_steal_index (owners, 0);
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
    yyq_directory_store_load_enterprise (platform, enterprise_id, account_id, error);
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
    yyq_directory_store_load_enterprise (platform, enterprise_id, account_id, error);

  gboolean added = FALSE;

  /* One that was reported lost is found: whoever has it, PIN and password begins anew. */
  if (enterprise == NULL ||
      !yyq_ukey_store_end_suspended (platform, account_id, enterprise_id,
                                     yyq_ukey_binding_get_cert_sha256 (binding), error) ||
      !yyq_ukey_store_insert (platform, account_id, enterprise_id, binding, certificate, &added,
                              error))
    return FALSE;
  return added ||
         refuse (error, YYQ_SERVICE_ERROR_UKEY_BOUND, "this UKey is bound already") != NULL;
}

gboolean
yyq_ukey_service_unbind (YyqPlatform *platform, const char *account_id, const char *ukey_id,
                         GError **error)
{
  gboolean revoked = FALSE;

  if (!yyq_ukey_store_revoke (platform, account_id, ukey_id, &revoked, error))
    return FALSE;
  if (!revoked)
    return refuse (error, YYQ_SERVICE_ERROR_NOT_FOUND, "no such UKey") != NULL;
  return yyq_session_store_revoke_ukey (platform, ukey_id, "UKey unbound", error);
}

gboolean
yyq_ukey_service_suspend (YyqPlatform *platform, const char *account_id, const char *ukey_id,
                          GError **error)
{
  gboolean suspended = FALSE;

  if (!yyq_ukey_store_suspend (platform, account_id, ukey_id, &suspended, error))
    return FALSE;
  if (!suspended)
    return refuse (error, YYQ_SERVICE_ERROR_NOT_FOUND, "no such UKey") != NULL;
  return yyq_session_store_revoke_ukey (platform, ukey_id, "UKey reported lost", error);
}

gboolean
yyq_ukey_service_rename (YyqPlatform *platform, const char *account_id, const char *ukey_id,
                         const char *name, GError **error)
{
  gboolean renamed = FALSE;

  if (g_utf8_strlen (name, -1) > YYQ_UKEY_NAME_MOST)
    return refuse (error, YYQ_SERVICE_ERROR_INVALID, "/name: too long") != NULL;
  if (!yyq_ukey_store_rename (platform, account_id, ukey_id, *name != '\0' ? name : NULL, &renamed,
                              error))
    return FALSE;
  return renamed || refuse (error, YYQ_SERVICE_ERROR_NOT_FOUND, "no such UKey") != NULL;
}

gboolean
yyq_ukey_service_note_use (YyqPlatform *platform, const char *account_id, GBytes *certificate,
                           GError **error)
{
  g_autofree char *sha256 = yyq_sha256_hex (certificate);

  return yyq_ukey_store_note_use (platform, account_id, sha256, error);
}
