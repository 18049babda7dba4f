/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-ctl-ukey.h"

#include <glib/gi18n.h>

#include "yyq-error.h"

void
yyq_ctl_ukey_choice_clear (YyqCtlUkeyChoice *choice)
{
  g_clear_pointer (&choice->modules, g_strfreev);
  g_clear_pointer (&choice->token, g_free);
  g_clear_pointer (&choice->certificate, g_free);
}

YyqUkeyManager *
yyq_ctl_ukey_open (const YyqCtlUkeyChoice *choice)
{
  YyqUkeyManager *manager = yyq_ukey_manager_new ();

  yyq_ukey_manager_set_discovery (manager, choice->modules == NULL);
  for (char **module = choice->modules; module != NULL && *module != NULL; module++)
    yyq_ukey_manager_add_module (manager, *module);
  return manager;
}

static gboolean
fits_token (const YyqCtlUkeyChoice *choice, YyqUkey *ukey)
{
  return choice->token == NULL || g_str_equal (choice->token, yyq_ukey_get_label (ukey)) ||
         g_str_equal (choice->token, yyq_ukey_get_serial (ukey));
}

static gboolean
fits_certificate (const YyqCtlUkeyChoice *choice, YyqUkeyCertificate *certificate)
{
  const char *sha256 = yyq_ukey_certificate_get_sha256 (certificate);

  /* Named in full, it is taken as it is, and what is wrong with it is said. */
  if (choice->certificate == NULL)
    return yyq_ukey_certificate_get_usable (certificate);
  return g_ascii_strncasecmp (choice->certificate, sha256, strlen (choice->certificate)) == 0;
}

typedef struct {
  YyqUkey *ukey;
  YyqUkeyCertificate *certificate;
} Candidate;

static void
collect (const YyqCtlUkeyChoice *choice, YyqUkey *ukey, GArray *candidates)
{
  GListModel *certificates = yyq_ukey_get_certificates (ukey);

  for (guint i = 0; i < g_list_model_get_n_items (certificates); i++) {
    g_autoptr (YyqUkeyCertificate) certificate = g_list_model_get_item (certificates, i);
    Candidate candidate = { ukey, certificate };

    /* The UKey's own list keeps it alive. */
    if (fits_certificate (choice, certificate))
      g_array_append_val (candidates, candidate);
  }
}

static gboolean
complain_many (GArray *candidates, GError **error)
{
  g_autoptr (GString) list = g_string_new (_ ("choose one with --cert:"));

  for (guint i = 0; i < candidates->len; i++) {
    YyqUkeyCertificate *certificate = g_array_index (candidates, Candidate, i).certificate;

    g_string_append_printf (list, "\n  %s  %s", yyq_ukey_certificate_get_sha256 (certificate),
                            yyq_ukey_certificate_get_subject_cn (certificate));
  }
  g_set_error_literal (error, YYQ_UKEY_ERROR, YYQ_UKEY_ERROR_NO_CERTIFICATE, list->str);
  return FALSE;
}

static gboolean
check_usable (YyqUkeyCertificate *certificate, GError **error)
{
  const char *reason = yyq_ukey_certificate_get_reason (certificate);

  if (yyq_ukey_certificate_get_usable (certificate))
    return TRUE;
  g_set_error_literal (error, YYQ_UKEY_ERROR, YYQ_UKEY_ERROR_UNUSABLE_KEY,
                       reason != NULL ? reason : "");
  return FALSE;
}

static gboolean
choose_one (GArray *candidates, YyqUkey **ukey, YyqUkeyCertificate **certificate, GError **error)
{
  const Candidate *only = &g_array_index (candidates, Candidate, 0);

  if (candidates->len > 1)
    return complain_many (candidates, error);
  if (candidates->len == 0) {
    g_set_error_literal (error, YYQ_UKEY_ERROR, YYQ_UKEY_ERROR_NO_CERTIFICATE,
                         _ ("none that can be used"));
    return FALSE;
  }
  if (!check_usable (only->certificate, error))
    return FALSE;
  *ukey = g_object_ref (only->ukey);
  *certificate = g_object_ref (only->certificate);
  return TRUE;
}

gboolean
yyq_ctl_ukey_choose (YyqUkeyManager *manager, const YyqCtlUkeyChoice *choice, YyqUkey **ukey,
                     YyqUkeyCertificate **certificate, GError **error)
{
  g_autoptr (GPtrArray) ukeys = yyq_ukey_manager_list_sync (manager, NULL, error);
  g_autoptr (GArray) candidates = g_array_new (FALSE, FALSE, sizeof (Candidate));
  guint n_tokens = 0;

  if (ukeys == NULL)
    return FALSE;
  for (guint i = 0; i < ukeys->len; i++)
    if (fits_token (choice, ukeys->pdata[i])) {
      n_tokens++;
      collect (choice, ukeys->pdata[i], candidates);
    }
  if (n_tokens == 0) {
    g_set_error_literal (error, YYQ_UKEY_ERROR, YYQ_UKEY_ERROR_NO_TOKEN,
                         choice->token != NULL ? choice->token : _ ("no token"));
    return FALSE;
  }
  return choose_one (candidates, ukey, certificate, error);
}
