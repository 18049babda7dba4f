/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-sign-authority.h"

#include "yyq-access-store.h"
#include "yyq-clock.h"
#include "yyq-contract-flow.h"
#include "yyq-contract-store.h"
#include "yyq-id.h"
#include "yyq-service-error.h"
#include "yyq-signer-store.h"
#include "yyq-signing-certificate.h"
#include "yyq-ukey-store.h"

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
  char *tenant_id = yyq_signer_store_find_tenant (platform, contract_id, error);

  if (tenant_id == NULL)
    refuse (error, YYQ_SERVICE_ERROR_NOT_FOUND, "no such contract");
  return tenant_id;
}

static gboolean
find_signer (YyqPlatform *platform, const YyqSignClaim *claim, YyqSigner *signer, GError **error)
{
  return yyq_signer_store_load (platform, claim->contract_id, claim->party_id, signer, error) ||
         refuse (error, YYQ_SERVICE_ERROR_NOT_FOUND, "no such party of this company");
}

/* What another company has does not exist for this one (D13), also when one person works for both.
 */
static gboolean
check_company (YyqPlatform *platform, const YyqSignClaim *claim, const YyqAccess *access,
               const YyqSigner *signer, GError **error)
{
  return claim->tenant_id == NULL || g_str_equal (claim->tenant_id, signer->tenant_id) ||
         refuse (error, YYQ_SERVICE_ERROR_NOT_FOUND, "no such contract of the chosen company");
}

static gboolean
check_account (YyqPlatform *platform, const YyqSignClaim *claim, const YyqAccess *access,
               const YyqSigner *signer, GError **error)
{
  gboolean enabled = FALSE;

  if (!yyq_signer_store_hold_account (platform, claim->account_id, &enabled, error))
    return FALSE;
  return enabled || refuse (error, YYQ_SERVICE_ERROR_FORBIDDEN, "the account is disabled");
}

static gboolean
check_member (YyqPlatform *platform, const YyqSignClaim *claim, const YyqAccess *access,
              const YyqSigner *signer, GError **error)
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
                   const YyqSigner *signer, GError **error)
{
  return yyq_signing_certificate_check_name (claim->certificate, signer->uscc, signer->name,
                                             yyq_clock_now (), error);
}

static gboolean
check_binding (YyqPlatform *platform, const YyqSignClaim *claim, const YyqAccess *access,
               const YyqSigner *signer, GError **error)
{
  g_autofree char *sha256 = yyq_sha256_hex (claim->certificate);
  gboolean bound = FALSE;

  if (!yyq_ukey_store_hold (platform, sha256, claim->account_id, signer->tenant_id, &bound, error))
    return FALSE;
  return bound ||
         refuse (error, YYQ_SERVICE_ERROR_CERTIFICATE_UNBOUND, "not bound to this account");
}

/* @access (nullable): what the account may do in the signer's tenant. */
static gboolean (*const checks[]) (YyqPlatform *platform, const YyqSignClaim *claim,
                                   const YyqAccess *access, const YyqSigner *signer,
                                   GError **error) = {
  check_company, check_account, check_member, check_certificate, check_binding,
};

static gboolean
may_sign (YyqPlatform *platform, const YyqSignClaim *claim, const YyqAccess *access,
          const YyqSigner *signer, GError **error)
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
  g_auto (YyqSigner) signer = { 0 };

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

/* FALSE without @error: with none of them. */
static gboolean
may_sign_with_any (YyqPlatform *platform, YyqSignClaim *claim, const YyqAccess *access,
                   GPtrArray *certificates, const YyqSigner *signer, GError **error)
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
                                  ? yyq_signer_store_list (platform, tenant_id, error)
                                  : NULL;
  g_autoptr (GPtrArray) certificates =
    group != NULL ? yyq_ukey_store_list_certificates (platform, account_id, tenant_id, error)
                  : NULL;

  for (guint i = 0; certificates != NULL && i < group->len; i++) {
    const YyqSigner *signer = g_ptr_array_index (group, i);
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
