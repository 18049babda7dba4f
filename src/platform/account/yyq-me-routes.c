/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-account-routes.h"
#include "yyq-directory-store.h"
#include "yyq-password-service.h"
#include "yyq-reply.h"
#include "yyq-ukey-service.h"

static gboolean
add_enterprise (YyqPlatform *platform, YyqRequest *request, YyqAccount *account, GError **error)
{
  g_auto (GStrv) permissions = yyq_access_list_permissions (request->access);
  g_autoptr (YyqEnterprise) enterprise = NULL;

  if (yyq_access_get_tenant_id (request->access) == NULL)
    return TRUE;
  enterprise =
    yyq_directory_store_load_enterprise (platform, yyq_access_get_tenant_id (request->access),
                                         yyq_access_get_account_id (request->access), error);
  if (enterprise == NULL)
    return FALSE;
  g_object_set (account, "enterprise", enterprise, "role-name",
                yyq_enterprise_get_role_name (enterprise), "permissions", permissions, NULL);
  return TRUE;
}

static void
get_me (YyqPlatform *platform, YyqRequest *request, YyqResponse *response)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YyqAccount) account = yyq_directory_store_load_account (
    platform, yyq_access_get_account_id (request->access), &error);
  g_autoptr (GPtrArray) ukeys = NULL;
  gboolean has_password = FALSE;

  if (account != NULL && add_enterprise (platform, request, account, &error) &&
      yyq_password_service_has (platform, yyq_access_get_account_id (request->access),
                                &has_password, &error))
    ukeys = yyq_ukey_store_list (platform, request->access, &error);
  if (ukeys == NULL) {
    yyq_reply_error (response, error);
    return;
  }
  g_object_set (account, "has-password", has_password, NULL);
  for (guint i = 0; i < ukeys->len; i++)
    yyq_account_add_ukey (account, g_ptr_array_index (ukeys, i));
  yyq_reply_record (response, 200, account);
}

const YyqRoute yyq_me_routes[] = {
  { "GET", "/api/v1/me", "session", YYQ_SCOPE_ACCOUNT, YYQ_RATE_READ, get_me },
  { NULL },
};
