/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-sign-authority.h"

#include "yyq-access-store.h"
#include "yyq-clock.h"
#include "yyq-contract-flow.h"
#include "yyq-contract-store.h"
#include "yyq-id.h"
#include "yyq-service-error.h"
#include "yyq-signing-certificate.h"

/* The party's enterprise as it stands in the database. */
typedef struct {
  char *tenant_id;
  char *enterprise_id;
  char *uscc;
  char *name;
} Signer;

static void
signer_clear (Signer *self)
{
  g_free (self->tenant_id);
  g_free (self->enterprise_id);
  g_free (self->uscc);
  g_free (self->name);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Signer, signer_clear)

static gboolean
refuse (GError **error, YyqServiceError code, const char *message)
{
  if (error != NULL && *error == NULL)
    g_set_error_literal (error, YYQ_SERVICE_ERROR, (int) code, message);
  return FALSE;
}

char *
yyq_sign_authority_find_tenant (YyqPlatform *platform, const char *contract_id, GError **error)
{
  g_autoptr (YyqRows) rows =
    yyq_storage_query (yyq_platform_get_storage (platform), error,
                       "SELECT tenant_id FROM contract WHERE id = $1", "s", contract_id);

  if (rows != NULL && yyq_rows_next (rows, error))
    return g_strdup (yyq_rows_get_text (rows, 0));
  refuse (error, YYQ_SERVICE_ERROR_NOT_FOUND, "no such contract");
  return NULL;
}

/* Only a party that is an enterprise of the contract's own group; workers sign by other means. */
static gboolean
find_signer (YyqPlatform *platform, const YyqSignClaim *claim, Signer *signer, GError **error)
{
  g_autoptr (YyqRows) rows =
    yyq_storage_query (yyq_platform_get_storage (platform), error,
                       "SELECT c.tenant_id, e.id, e.uscc, e.name FROM contract c JOIN "
                       "contract_party p ON p.contract_id = c.id "
                       "JOIN enterprise e ON e.id = COALESCE(p.enterprise_id, c.enterprise_id) AND "
                       "e.tenant_id = c.tenant_id "
                       "WHERE c.id = $1 AND p.id = $2 AND p.side = 'employer'",
                       "ss", claim->contract_id, claim->party_id);

  if (rows == NULL || !yyq_rows_next (rows, error))
    return refuse (error, YYQ_SERVICE_ERROR_NOT_FOUND, "no such party of this company");
  signer->tenant_id = g_strdup (yyq_rows_get_text (rows, 0));
  signer->enterprise_id = g_strdup (yyq_rows_get_text (rows, 1));
  signer->uscc = g_strdup (yyq_rows_get_text (rows, 2));
  signer->name = g_strdup (yyq_rows_get_text (rows, 3));
  return TRUE;
}

/* What another company has does not exist for this one (D13), also when one person works for both.
 */
static gboolean
check_company (YyqPlatform *platform, const YyqSignClaim *claim, const YyqAccess *access,
               const Signer *signer, GError **error)
{
  return claim->tenant_id == NULL || g_str_equal (claim->tenant_id, signer->tenant_id) ||
         refuse (error, YYQ_SERVICE_ERROR_NOT_FOUND, "no such contract of the chosen company");
}

static gboolean
check_account (YyqPlatform *platform, const YyqSignClaim *claim, const YyqAccess *access,
               const Signer *signer, GError **error)
{
  g_autoptr (YyqRows) rows =
    yyq_storage_query (yyq_platform_get_storage (platform), error,
                       "SELECT 1 FROM account WHERE id = $1 AND disabled_at IS NULL" YYQ_SQL_LOCK,
                       "s", claim->account_id);

  return (rows != NULL && yyq_rows_next (rows, error)) ||
         refuse (error, YYQ_SERVICE_ERROR_FORBIDDEN, "the account is disabled");
}

static gboolean
check_member (YyqPlatform *platform, const YyqSignClaim *claim, const YyqAccess *access,
              const Signer *signer, GError **error)
{
  if (access == NULL)
    return refuse (error, YYQ_SERVICE_ERROR_FORBIDDEN, "no longer a member of the enterprise");
  if (yyq_access_may (access, YYQ_CONTRACT_SIGN) &&
      !yyq_access_may_in (access, YYQ_CONTRACT_VIEW, signer->enterprise_id))
    return refuse (error, YYQ_SERVICE_ERROR_NOT_FOUND, "no such contract of the caller's units");
  return yyq_access_may_in (access, YYQ_CONTRACT_SIGN, signer->enterprise_id) ||
         refuse (error, YYQ_SERVICE_ERROR_FORBIDDEN,
                 "the role does not allow to sign for this unit");
}

static gboolean
check_certificate (YyqPlatform *platform, const YyqSignClaim *claim, const YyqAccess *access,
                   const Signer *signer, GError **error)
{
  return yyq_signing_certificate_check_name (claim->certificate, signer->uscc, signer->name,
                                             yyq_clock_now (), error);
}

static gboolean
check_binding (YyqPlatform *platform, const YyqSignClaim *claim, const YyqAccess *access,
               const Signer *signer, GError **error)
{
  g_autofree char *sha256 = yyq_sha256_hex (claim->certificate);
  g_autoptr (YyqRows) rows =
    yyq_storage_query (yyq_platform_get_storage (platform), error,
                       "SELECT 1 FROM ukey_binding WHERE cert_sha256 = $1 AND account_id = $2 "
                       "AND enterprise_id = $3 AND revoked_at IS NULL" YYQ_SQL_LOCK,
                       "sss", sha256, claim->account_id, signer->tenant_id);

  return (rows != NULL && yyq_rows_next (rows, error)) ||
         refuse (error, YYQ_SERVICE_ERROR_CERTIFICATE_UNBOUND, "not bound to this account");
}

/* @access (nullable): what the account may do in the signer's tenant. */
static gboolean (*const checks[]) (YyqPlatform *platform, const YyqSignClaim *claim,
                                   const YyqAccess *access, const Signer *signer,
                                   GError **error) = {
  check_company, check_account, check_member, check_certificate, check_binding,
};

static gboolean
may_sign (YyqPlatform *platform, const YyqSignClaim *claim, const YyqAccess *access,
          const Signer *signer, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (checks); i++)
    if (!checks[i](platform, claim, access, signer, error))
      return FALSE;
  return TRUE;
}

/* FALSE only when it cannot be read: who is no member has none. */
static gboolean
load_access (YyqPlatform *platform, const char *account_id, const char *tenant_id,
             YyqAccess **access, GError **error)
{
  g_autoptr (GError) local = NULL;

  *access = yyq_access_store_load (platform, account_id, NULL, tenant_id, &local);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

YyqSignAuthority *
yyq_sign_authority_derive (YyqPlatform *platform, const YyqSignClaim *claim, GError **error)
{
  g_autoptr (YyqSignAuthority) self = g_new0 (YyqSignAuthority, 1);
  g_autoptr (YyqAccess) access = NULL;
  g_auto (Signer) signer = { 0 };

  if (!find_signer (platform, claim, &signer, error) ||
      !load_access (platform, claim->account_id, signer.tenant_id, &access, error) ||
      !may_sign (platform, claim, access, &signer, error))
    return NULL;
  self->access = yyq_access_new_system (signer.tenant_id);
  self->contract =
    yyq_contract_store_load (platform, self->access, YYQ_CONTRACT_SIGN, claim->contract_id, error);
  self->party =
    self->contract != NULL ? yyq_contract_find_party (self->contract, claim->party_id) : NULL;
  if (self->party == NULL) {
    refuse (error, YYQ_SERVICE_ERROR_NOT_FOUND, "no such party of this company");
    return NULL;
  }
  self->enterprise_id = g_steal_pointer (&signer.enterprise_id);
  return g_steal_pointer (&self);
}

void
yyq_sign_authority_free (YyqSignAuthority *self)
{
  g_clear_pointer (&self->access, yyq_access_unref);
  g_free (self->enterprise_id);
  g_clear_object (&self->contract);
  g_free (self);
}

static void
signer_free (gpointer data)
{
  signer_clear (data);
  g_free (data);
}

static GPtrArray *
list_group (YyqPlatform *platform, const char *tenant_id, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (signer_free);
  g_autoptr (GError) local = NULL;
  g_autoptr (YyqRows) rows = yyq_storage_query (
    yyq_platform_get_storage (platform), error,
    "SELECT id, uscc, name FROM enterprise WHERE tenant_id = $1 ORDER BY id", "s", tenant_id);

  while (rows != NULL && yyq_rows_next (rows, &local)) {
    Signer *signer = g_new0 (Signer, 1);

    signer->tenant_id = g_strdup (tenant_id);
    signer->enterprise_id = g_strdup (yyq_rows_get_text (rows, 0));
    signer->uscc = g_strdup (yyq_rows_get_text (rows, 1));
    signer->name = g_strdup (yyq_rows_get_text (rows, 2));
    g_ptr_array_add (list, signer);
  }
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  else if (rows != NULL)
    return g_steal_pointer (&list);
  return NULL;
}

static GPtrArray *
list_certificates (YyqPlatform *platform, const char *account_id, const char *tenant_id,
                   GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr (GError) local = NULL;
  g_autoptr (YyqRows) rows = yyq_storage_query (
    yyq_platform_get_storage (platform), error,
    "SELECT certificate FROM ukey_binding WHERE account_id = $1 AND enterprise_id = $2 "
    "AND revoked_at IS NULL",
    "ss", account_id, tenant_id);

  while (rows != NULL && yyq_rows_next (rows, &local))
    g_ptr_array_add (list, yyq_rows_get_bytes (rows, 0));
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  else if (rows != NULL)
    return g_steal_pointer (&list);
  return NULL;
}

/* FALSE without @error: with none of them. */
static gboolean
may_sign_with_any (YyqPlatform *platform, YyqSignClaim *claim, const YyqAccess *access,
                   GPtrArray *certificates, const Signer *signer, GError **error)
{
  for (guint i = 0; i < certificates->len; i++) {
    g_autoptr (GError) local = NULL;

    claim->certificate = g_ptr_array_index (certificates, i);
    if (may_sign (platform, claim, access, signer, &local))
      return TRUE;
    if (local->domain != YYQ_SERVICE_ERROR) {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  }
  return FALSE;
}

GStrv
yyq_sign_authority_list_enterprises (YyqPlatform *platform, const char *account_id,
                                     const char *tenant_id, GError **error)
{
  YyqSignClaim claim = { .account_id = account_id, .tenant_id = tenant_id };
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  g_autoptr (YyqAccess) access = NULL;
  g_autoptr (GPtrArray) group = load_access (platform, account_id, tenant_id, &access, error)
                                  ? list_group (platform, tenant_id, error)
                                  : NULL;
  g_autoptr (GPtrArray) certificates =
    group != NULL ? list_certificates (platform, account_id, tenant_id, error) : NULL;

  for (guint i = 0; certificates != NULL && i < group->len; i++) {
    const Signer *signer = g_ptr_array_index (group, i);
    g_autoptr (GError) local = NULL;

    if (may_sign_with_any (platform, &claim, access, certificates, signer, &local))
      g_strv_builder_add (ids, signer->enterprise_id);
    if (local != NULL) {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  }
  return certificates != NULL ? g_strv_builder_end (ids) : NULL;
}
