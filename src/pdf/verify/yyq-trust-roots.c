/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-trust-roots.h"

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>
#include <string.h>

#include "yyq-openssl.h"
#include "yyq-x509-name.h"

#define HOUR_MS (3600 * G_GINT64_CONSTANT (1000))

static guint32
usage_bits (const char *const *words)
{
  guint32 bits = 0;

  if (words != NULL && g_strv_contains (words, "digital-signature"))
    bits |= KU_DIGITAL_SIGNATURE;
  if (words != NULL && g_strv_contains (words, "non-repudiation"))
    bits |= KU_NON_REPUDIATION;
  return bits;
}

static gboolean
add_root (YyqTrust *trust, YyqTrustPurpose purpose, YyqTrustRoot *root, GError **error)
{
  const YyqTrustPolicy policy = {
    .key_usage = usage_bits (yyq_trust_root_get_key_usages (root)),
    .extended_key_usages = yyq_trust_root_get_extended_key_usages (root),
    .certificate_policies = yyq_trust_root_get_policies (root),
    .min_rsa_bits = (guint) yyq_trust_root_get_minimum_rsa (root),
    .min_ec_bits = (guint) yyq_trust_root_get_minimum_ec (root),
    .revocation_required = yyq_trust_root_get_revocation_required (root),
    .revocation_grace_ms = yyq_trust_root_get_grace_hours (root) * HOUR_MS,
  };
  const char *const *certificates = yyq_trust_root_get_certificates (root);

  for (guint i = 0; certificates[i] != NULL; i++) {
    g_autoptr (GBytes) pem = g_bytes_new_static (certificates[i], strlen (certificates[i]));

    if (!yyq_trust_add (trust, purpose, pem, &policy, error)) {
      g_prefix_error (error, "%s: ", yyq_trust_root_get_name (root));
      return FALSE;
    }
  }
  return TRUE;
}

static gboolean
add_roots (YyqTrust *trust, YyqTrustPurpose purpose, GPtrArray *roots, GError **error)
{
  for (guint i = 0; i < roots->len; i++)
    if (!add_root (trust, purpose, g_ptr_array_index (roots, i), error))
      return FALSE;
  return TRUE;
}

YyqTrust *
yyq_trust_new_for_roots (GPtrArray *signer_roots, GPtrArray *tsa_roots, GPtrArray *lists,
                         GError **error)
{
  g_autoptr (YyqTrust) trust = yyq_trust_new ();

  if (!add_roots (trust, YYQ_TRUST_SIGNER, signer_roots, error) ||
      !add_roots (trust, YYQ_TRUST_TIMESTAMPING, tsa_roots, error))
    return NULL;
  for (guint i = 0; lists != NULL && i < lists->len; i++) {
    YyqCrl *list = g_ptr_array_index (lists, i);

    if (!yyq_trust_add_crl_der (trust, list->der, error))
      return NULL;
  }
  return g_steal_pointer (&trust);
}

static void
add_der (GPtrArray *ders, const char *pem)
{
  g_autoptr (BIO) bio = BIO_new_mem_buf (pem, -1);
  g_autoptr (X509) certificate = PEM_read_bio_X509 (bio, NULL, NULL, NULL);
  g_autoptr (GBytes) der = certificate != NULL ? yyq_x509_to_der (certificate) : NULL;

  ERR_clear_error ();
  if (der != NULL && !g_ptr_array_find_with_equal_func (ders, der, g_bytes_equal, NULL))
    g_ptr_array_add (ders, g_steal_pointer (&der));
}

GPtrArray *
yyq_trust_roots_get_certificates (GPtrArray *signer_roots, GPtrArray *tsa_roots)
{
  GPtrArray *ders = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  GPtrArray *const all[] = { signer_roots, tsa_roots };

  for (gsize i = 0; i < G_N_ELEMENTS (all); i++) {
    for (guint k = 0; k < all[i]->len; k++) {
      const char *const *pems = yyq_trust_root_get_certificates (g_ptr_array_index (all[i], k));

      for (guint n = 0; pems[n] != NULL; n++)
        add_der (ders, pems[n]);
    }
  }
  return ders;
}

gboolean
yyq_trust_describe_pem (const char *pem, char **name, char **sha256, gint64 *not_after)
{
  g_autoptr (BIO) bio = BIO_new_mem_buf (pem, -1);
  g_autoptr (X509) certificate = PEM_read_bio_X509 (bio, NULL, NULL, NULL);
  g_autoptr (GBytes) der = certificate != NULL ? yyq_x509_to_der (certificate) : NULL;

  ERR_clear_error ();
  if (der == NULL)
    return FALSE;
  *name = yyq_x509_get_display_name (certificate);
  *sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, der);
  *not_after = yyq_asn1_time_to_ms (X509_get0_notAfter (certificate));
  return TRUE;
}
