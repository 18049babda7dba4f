/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-revocation-scope.h"

#include <openssl/err.h>
#include <openssl/x509v3.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ISSUING_DIST_POINT, ISSUING_DIST_POINT_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CRL_DIST_POINTS, CRL_DIST_POINTS_free)

/* Is one name among both? Relative names are left alone: nobody writes them. */
static gboolean
share_name (const DIST_POINT_NAME *one, const DIST_POINT_NAME *other)
{
  if (one == NULL || other == NULL || one->type != 0 || other->type != 0)
    return FALSE;
  for (int i = 0; i < sk_GENERAL_NAME_num (one->name.fullname); i++)
    for (int j = 0; j < sk_GENERAL_NAME_num (other->name.fullname); j++)
      if (GENERAL_NAME_cmp (sk_GENERAL_NAME_value (one->name.fullname, i),
                            sk_GENERAL_NAME_value (other->name.fullname, j)) == 0)
        return TRUE;
  return FALSE;
}

static gboolean
is_own_partition (X509 *certificate, const DIST_POINT_NAME *name)
{
  g_autoptr (CRL_DIST_POINTS) points =
    X509_get_ext_d2i (certificate, NID_crl_distribution_points, NULL, NULL);

  for (int i = 0; points != NULL && i < sk_DIST_POINT_num (points); i++) {
    const DIST_POINT *point = sk_DIST_POINT_value (points, i);

    if (point->CRLissuer == NULL && point->reasons == NULL && share_name (point->distpoint, name))
      return TRUE;
  }
  return FALSE;
}

static gboolean
is_in_scope (X509_CRL *crl, X509 *certificate)
{
  int critical = -1;
  g_autoptr (ISSUING_DIST_POINT) scope =
    X509_CRL_get_ext_d2i (crl, NID_issuing_distribution_point, &critical, NULL);
  gboolean authority = X509_check_ca (certificate) == 1;

  if (scope == NULL)
    return critical == -1; /* there is none; else it cannot be read */
  if (scope->indirectCRL > 0 || scope->onlyattr > 0 || scope->onlysomereasons != NULL)
    return FALSE;
  if ((scope->onlyuser > 0 && authority) || (scope->onlyCA > 0 && !authority))
    return FALSE;
  return scope->distpoint == NULL || is_own_partition (certificate, scope->distpoint);
}

static gboolean
is_understood (X509_CRL *crl)
{
  for (int i = 0; i < X509_CRL_get_ext_count (crl); i++) {
    X509_EXTENSION *extension = X509_CRL_get_ext (crl, i);
    int nid = OBJ_obj2nid (X509_EXTENSION_get_object (extension));

    if (nid == NID_delta_crl ||
        (X509_EXTENSION_get_critical (extension) && nid != NID_issuing_distribution_point))
      return FALSE;
  }
  return TRUE;
}

gboolean
yyq_revocation_list_covers (X509_CRL *crl, X509 *certificate)
{
  gboolean covers = is_understood (crl) && is_in_scope (crl, certificate);

  ERR_clear_error ();
  return covers;
}
