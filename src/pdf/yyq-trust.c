/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-trust.h"

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include "yyq-openssl.h"

struct _YyqTrust {
  gatomicrefcount refs;
  GPtrArray *roots;     /* (owned) (element-type X509) */
  GPtrArray *tsa_roots; /* (owned) (element-type X509) */
  GPtrArray *crls;      /* (owned) (element-type X509_CRL) */
};

G_DEFINE_BOXED_TYPE (YyqTrust, yyq_trust, yyq_trust_ref, yyq_trust_unref)

YyqTrust *
yyq_trust_new (void)
{
  YyqTrust *self = g_new0 (YyqTrust, 1);

  g_atomic_ref_count_init (&self->refs);
  self->roots = g_ptr_array_new_with_free_func ((GDestroyNotify) X509_free);
  self->tsa_roots = g_ptr_array_new_with_free_func ((GDestroyNotify) X509_free);
  self->crls = g_ptr_array_new_with_free_func ((GDestroyNotify) X509_CRL_free);
  return self;
}

YyqTrust *
yyq_trust_ref (YyqTrust *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
yyq_trust_unref (YyqTrust *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_ptr_array_unref (self->roots);
  g_ptr_array_unref (self->tsa_roots);
  g_ptr_array_unref (self->crls);
  g_free (self);
}

static gboolean
add_pem (GPtrArray *roots,
         const char *pem,
         GError **error)
{
  g_autoptr (BIO) bio = BIO_new_mem_buf (pem, -1);
  guint before = roots->len;
  X509 *root;

  while ((root = PEM_read_bio_X509 (bio, NULL, NULL, NULL)) != NULL)
    g_ptr_array_add (roots, root);
  if (roots->len == before)
    return yyq_openssl_fail (error, YYQ_PDF_ERROR_FAILED, "not a certificate in PEM form");
  ERR_clear_error ();
  return TRUE;
}

gboolean
yyq_trust_add_root_pem (YyqTrust *self,
                        const char *pem,
                        GError **error)
{
  return add_pem (self->roots, pem, error);
}

gboolean
yyq_trust_add_tsa_root_pem (YyqTrust *self,
                            const char *pem,
                            GError **error)
{
  return add_pem (self->tsa_roots, pem, error);
}

static gboolean
add_der (GPtrArray *roots,
         GBytes *der,
         GError **error)
{
  X509 *root = yyq_x509_from_der (der);

  if (root == NULL)
    return yyq_openssl_fail (error, YYQ_PDF_ERROR_FAILED, "not a certificate in DER form");
  g_ptr_array_add (roots, root);
  return TRUE;
}

gboolean
yyq_trust_add_root_der (YyqTrust *self,
                        GBytes *der,
                        GError **error)
{
  return add_der (self->roots, der, error);
}

gboolean
yyq_trust_add_tsa_root_der (YyqTrust *self,
                            GBytes *der,
                            GError **error)
{
  return add_der (self->tsa_roots, der, error);
}

static X509_CRL *
parse_crl (GBytes *der)
{
  const guint8 *data = g_bytes_get_data (der, NULL);
  X509_CRL *crl = d2i_X509_CRL (NULL, &data, (long) g_bytes_get_size (der));

  if (crl == NULL)
    ERR_clear_error ();
  return crl;
}

gboolean
yyq_trust_add_crl_der (YyqTrust *self,
                       GBytes *der,
                       GError **error)
{
  X509_CRL *crl = parse_crl (der);

  if (crl == NULL)
    return yyq_openssl_fail (error, YYQ_PDF_ERROR_FAILED, "not a revocation list in DER form");
  g_ptr_array_add (self->crls, crl);
  return TRUE;
}

gboolean
yyq_trust_has_roots (YyqTrust *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->roots->len > 0;
}

static X509_STORE *
make_store (YyqTrust *self,
            YyqTrustPurpose purpose)
{
  gboolean own = purpose == YYQ_TRUST_TIMESTAMPING && self->tsa_roots->len > 0;
  GPtrArray *roots = own ? self->tsa_roots : self->roots;
  X509_STORE *store = X509_STORE_new ();

  for (guint i = 0; i < roots->len; i++)
    X509_STORE_add_cert (store, g_ptr_array_index (roots, i));
  return store;
}

/* (nullable): why this key may not sign, whoever issued it. */
static const char *
find_misuse (X509 *certificate,
             YyqTrustPurpose purpose)
{
  guint32 usage = X509_get_key_usage (certificate);

  if (X509_check_ca (certificate) == 1)
    return "the certificate is an authority's";
  if (usage != UINT32_MAX && (usage & (KU_DIGITAL_SIGNATURE | KU_NON_REPUDIATION)) == 0)
    return "the certificate is not for signing";
  if (purpose == YYQ_TRUST_TIMESTAMPING && X509_check_purpose (certificate, X509_PURPOSE_TIMESTAMP_SIGN, 0) != 1)
    return "the certificate is not for time stamps";
  return NULL;
}

static X509_STORE_CTX *
build_chain (X509_STORE *store,
             X509 *certificate,
             YyqX509Stack *others,
             gint64 at,
             gboolean *good)
{
  X509_STORE_CTX *context = X509_STORE_CTX_new ();
  X509_VERIFY_PARAM *parameters;

  X509_STORE_CTX_init (context, store, certificate, others);
  parameters = X509_STORE_CTX_get0_param (context);
  X509_VERIFY_PARAM_set_time (parameters, (time_t) (at / 1000));
  X509_VERIFY_PARAM_set_depth (parameters, 8);
  X509_VERIFY_PARAM_set_auth_level (parameters, 2);
  *good = X509_verify_cert (context) == 1;
  ERR_clear_error ();
  return context;
}

/* A list speaks for @certificate when the same issuer signed both. */
static gboolean
list_applies (X509_CRL *crl,
              X509 *certificate,
              X509 *issuer)
{
  gboolean applies = X509_NAME_cmp (X509_CRL_get_issuer (crl), X509_get_issuer_name (certificate)) == 0 &&
                     X509_CRL_verify (crl, X509_get0_pubkey (issuer)) == 1;

  ERR_clear_error ();
  return applies;
}

/* A list with parts we do not read (deltas, scopes) may still accuse, but its silence proves nothing. */
static gboolean
list_is_complete (X509_CRL *crl,
                  gint64 at)
{
  gint64 next = yyq_asn1_time_to_ms (X509_CRL_get0_nextUpdate (crl));

  return X509_CRL_get_ext_by_NID (crl, NID_delta_crl, -1) < 0 &&
         X509_CRL_get_ext_by_NID (crl, NID_issuing_distribution_point, -1) < 0 &&
         next > at;
}

typedef struct {
  gint64 at; /* ms */
  gboolean proven;
  gboolean covered;
} Revocation;

static gboolean
is_revoked (Revocation *self,
            GPtrArray *crls,
            X509 *certificate,
            X509 *issuer)
{
  for (guint i = 0; i < crls->len; i++) {
    X509_CRL *crl = g_ptr_array_index (crls, i);
    X509_REVOKED *entry = NULL;

    if (!list_applies (crl, certificate, issuer))
      continue;
    if (X509_CRL_get0_by_cert (crl, &entry, certificate) == 1) {
      /* A proven signature made before the revocation stays good. */
      if (!self->proven || yyq_asn1_time_to_ms (X509_REVOKED_get0_revocationDate (entry)) <= self->at)
        return TRUE;
    }
    if (list_is_complete (crl, self->at))
      self->covered = TRUE;
  }
  return FALSE;
}

static GPtrArray *
collect_crls (YyqTrust *self,
              GPtrArray *ders)
{
  GPtrArray *crls = g_ptr_array_new_with_free_func ((GDestroyNotify) X509_CRL_free);

  for (guint i = 0; i < self->crls->len; i++) {
    X509_CRL_up_ref (g_ptr_array_index (self->crls, i));
    g_ptr_array_add (crls, g_ptr_array_index (self->crls, i));
  }
  for (guint i = 0; ders != NULL && i < ders->len; i++) {
    X509_CRL *crl = parse_crl (g_ptr_array_index (ders, i));

    if (crl != NULL)
      g_ptr_array_add (crls, crl);
  }
  return crls;
}

/* The root itself is not asked: nobody but us can revoke it. */
static YyqPdfCheck *
check_revocation (YyqX509Stack *chain,
                  GPtrArray *crls,
                  gint64 at,
                  gboolean proven,
                  gboolean *known)
{
  for (int i = 0; i + 1 < sk_X509_num (chain); i++) {
    Revocation revocation = { .at = at, .proven = proven };
    X509 *certificate = sk_X509_value (chain, i);

    if (is_revoked (&revocation, crls, certificate, sk_X509_value (chain, i + 1))) {
      g_autofree char *name = yyq_x509_get_common_name (certificate);

      return yyq_pdf_check_new (YYQ_PDF_CHECK_BAD, "the certificate of %s is revoked", name != NULL ? name : "?");
    }
    if (i == 0 && known != NULL)
      *known = revocation.covered;
  }
  return yyq_pdf_check_new (YYQ_PDF_CHECK_GOOD, NULL);
}

YyqPdfCheck *
yyq_trust_check_chain (YyqTrust *self,
                       YyqTrustPurpose purpose,
                       GBytes *der,
                       GPtrArray *extra,
                       GPtrArray *crl_ders,
                       gint64 at,
                       gboolean proven,
                       gboolean *revocation_known)
{
  g_autoptr (X509) certificate = yyq_x509_from_der (der);
  g_autoptr (YyqX509Stack) others = yyq_x509_stack_new (extra);
  g_autoptr (X509_STORE) store = make_store (self, purpose);
  g_autoptr (X509_STORE_CTX) context = NULL;
  g_autoptr (GPtrArray) crls = NULL;
  const char *misuse;
  gboolean good = FALSE;

  if (revocation_known != NULL)
    *revocation_known = FALSE;
  if (certificate == NULL)
    return yyq_pdf_check_new (YYQ_PDF_CHECK_BAD, "the certificate is unreadable");
  misuse = find_misuse (certificate, purpose);
  if (misuse != NULL)
    return yyq_pdf_check_new (YYQ_PDF_CHECK_BAD, "%s", misuse);
  if (self->roots->len == 0 && (purpose == YYQ_TRUST_SIGNER || self->tsa_roots->len == 0))
    return yyq_pdf_check_new (YYQ_PDF_CHECK_UNKNOWN, "no trusted root is given");

  context = build_chain (store, certificate, others, at, &good);
  if (!good) {
    int reason = X509_STORE_CTX_get_error (context);
    /* Perhaps it was signed in time, but nothing proves when. */
    gboolean late = reason == X509_V_ERR_CERT_HAS_EXPIRED && !proven;

    return yyq_pdf_check_new (late ? YYQ_PDF_CHECK_UNKNOWN : YYQ_PDF_CHECK_BAD, "%s", X509_verify_cert_error_string (reason));
  }
  crls = collect_crls (self, crl_ders);
  return check_revocation (X509_STORE_CTX_get0_chain (context), crls, at, proven, revocation_known);
}
