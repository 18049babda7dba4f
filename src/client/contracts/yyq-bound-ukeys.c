/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-bound-ukeys.h"

gboolean
yyq_bound_ukeys_contain (YyqSession *session, YyqUkeyCertificate *certificate)
{
  YyqAccount *account = yyq_session_get_account (session);
  GListModel *bindings = account != NULL ? yyq_account_get_ukeys (account) : NULL;

  for (guint i = 0; bindings != NULL && i < g_list_model_get_n_items (bindings); i++) {
    g_autoptr (YyqUkeyBinding) binding = g_list_model_get_item (bindings, i);

    if (yyq_ukey_binding_get_state (binding) == YYQ_UKEY_STATE_ACTIVE &&
        g_strcmp0 (yyq_ukey_binding_get_cert_sha256 (binding),
                   yyq_ukey_certificate_get_sha256 (certificate)) == 0)
      return TRUE;
  }
  return FALSE;
}

gboolean
yyq_bound_ukeys_lack_one (YyqSession *session, YyqUkeyManager *manager)
{
  GListModel *ukeys = G_LIST_MODEL (manager);

  for (guint i = 0; i < g_list_model_get_n_items (ukeys); i++) {
    g_autoptr (YyqUkey) ukey = g_list_model_get_item (ukeys, i);
    GListModel *certificates = yyq_ukey_get_certificates (ukey);

    for (guint j = 0; j < g_list_model_get_n_items (certificates); j++) {
      g_autoptr (YyqUkeyCertificate) certificate = g_list_model_get_item (certificates, j);

      if (yyq_ukey_certificate_get_usable (certificate) &&
          !yyq_bound_ukeys_contain (session, certificate))
        return TRUE;
    }
  }
  return FALSE;
}
