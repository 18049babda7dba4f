/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-cms-verify.h"

#include <openssl/err.h>

#include "yyq-cms-attributes.h"
#include "yyq-cms-raw.h"
#include "yyq-cms-read.h"
#include "yyq-signature-scheme.h"
#include "yyq-x509-name.h"

/*
 * In the order of EN 319 102-1 §5.2, except that a wrong digest is told before a missing
 * certificate: it cannot become right any more.
 *
 *   format -> content against its digest -> certificate -> who is named -> algorithms -> signature
 * -> strength
 *
 * The signature is checked here and not by CMS_SignerInfo_verify(), which takes the digest from one
 * algorithm identifier and ignores what the other says.
 */

typedef struct {
  CMS_ContentInfo *cms;
  CMS_SignerInfo *info;
  GBytes *der;
  YyqCmsKind kind;
  GBytes *const *parts; /* what is signed, or its digest is */
  gsize n_parts;
  YyqX509Stack *carried;
  GPtrArray *elsewhere; /* (nullable) */
  YyqDigest digest;
  YyqCmsSignature *result;
} Verification;

void
yyq_cms_signature_free (YyqCmsSignature *self)
{
  if (self == NULL)
    return;

  yyq_pdf_check_free (self->integrity);
  g_clear_pointer (&self->certificate, g_bytes_unref);
  g_clear_pointer (&self->certificates, g_ptr_array_unref);
  g_clear_pointer (&self->signature, g_bytes_unref);
  g_clear_pointer (&self->content, g_bytes_unref);
  g_clear_pointer (&self->timestamps, g_ptr_array_unref);
  yyq_revocation_data_free (self->revocation);
  g_free (self->signer);
  g_free (self);
}

static YyqPdfCheck *
bad (YyqPdfIndication indication, const char *reason)
{
  return yyq_pdf_check_new_indicated (YYQ_PDF_CHECK_BAD, indication, "%s", reason);
}

/* (nullable): the bytes inside. */
static GBytes *
inner_content (CMS_ContentInfo *cms)
{
  ASN1_OCTET_STRING **content = CMS_get0_content (cms);

  if (content == NULL || *content == NULL)
    return NULL;
  return g_bytes_new (ASN1_STRING_get0_data (*content), (gsize) ASN1_STRING_length (*content));
}

/* Is what the container holds what its kind wants? Sets what is signed. */
static YyqPdfCheck *
check_form (Verification *self)
{
  int type = OBJ_obj2nid (CMS_get0_eContentType (self->cms));
  gboolean token = self->kind == YYQ_CMS_TOKEN;
  gboolean inside = token || self->kind == YYQ_CMS_SHA1;

  self->result->content = inner_content (self->cms);
  if (token && (self->result->content == NULL || type != NID_id_smime_ct_TSTInfo))
    return bad (YYQ_PDF_INDICATION_FORMAT_FAILURE, "not a time-stamp token");
  if (!token && type != NID_pkcs7_data)
    return bad (YYQ_PDF_INDICATION_FORMAT_FAILURE, "not a signature over plain data");
  if (inside != (self->result->content != NULL))
    return bad (YYQ_PDF_INDICATION_FORMAT_FAILURE,
                inside ? "not a signature with its content" : "not a detached signature");
  if (!yyq_cms_has_signed_attributes (self->info) && (token || self->kind == YYQ_CMS_CADES))
    return bad (YYQ_PDF_INDICATION_FORMAT_FAILURE, "there are no signed attributes");
  return NULL;
}

/* ISO 32000-1 §12.8.3.3.1: inside is the SHA-1 of the bytes, and that is what is signed. */
static YyqPdfCheck *
check_outer_digest (Verification *self)
{
  const YyqDigest sha1 = { NID_sha1, EVP_sha1 (), 20, TRUE, "SHA-1" };
  g_autoptr (GBytes) digest = yyq_digest_compute (&sha1, self->parts, self->n_parts);

  return g_bytes_equal (digest, self->result->content)
           ? NULL
           : bad (YYQ_PDF_INDICATION_HASH_FAILURE, "the content is not what was signed");
}

static YyqPdfCheck *
read_digest (Verification *self)
{
  X509_ALGOR *algorithm = NULL;
  g_autofree char *name = NULL;

  CMS_SignerInfo_get0_algs (self->info, NULL, NULL, &algorithm, NULL);
  if (yyq_digest_read (&self->digest, algorithm))
    return NULL;
  name = yyq_algorithm_get_name (algorithm);
  return yyq_pdf_check_new_indicated (YYQ_PDF_CHECK_UNKNOWN,
                                      YYQ_PDF_INDICATION_CRYPTO_CONSTRAINTS_FAILURE,
                                      "the digest algorithm %s cannot be checked", name);
}

static YyqPdfCheck *
check_content (Verification *self)
{
  YyqPdfCheck *problem = check_form (self);

  if (problem == NULL && self->kind == YYQ_CMS_SHA1)
    problem = check_outer_digest (self);
  if (self->result->content != NULL) {
    self->parts = &self->result->content;
    self->n_parts = 1;
  }
  if (problem == NULL)
    problem = read_digest (self);
  if (problem == NULL && yyq_cms_has_signed_attributes (self->info))
    problem = yyq_cms_check_signed_attributes (self->cms, self->info, &self->digest, self->parts,
                                               self->n_parts);
  return problem;
}

static void
collect_certificates (Verification *self)
{
  for (int i = 0; i < sk_X509_num (self->carried); i++)
    g_ptr_array_add (self->result->certificates,
                     yyq_x509_to_der (sk_X509_value (self->carried, i)));
}

/* (transfer full) (nullable): of the certificates that the signer may mean, the one that he names.
 */
static X509 *
choose_certificate (Verification *self, YyqX509Stack *certificates, gboolean *named)
{
  X509 *chosen = NULL;

  for (int i = 0; i < sk_X509_num (certificates) && !*named; i++) {
    X509 *certificate = sk_X509_value (certificates, i);

    if (CMS_SignerInfo_cert_cmp (self->info, certificate) != 0)
      continue;
    *named = !yyq_cms_has_certificate_name (self->info) ||
             yyq_cms_names_certificate (self->info, certificate);
    if (chosen == NULL || *named) {
      X509_free (chosen);
      chosen = certificate;
      X509_up_ref (chosen);
    }
  }
  return chosen;
}

static YyqPdfCheck *
find_certificate (Verification *self, X509 **certificate)
{
  gboolean named = FALSE;

  *certificate = choose_certificate (self, self->carried, &named);
  if (*certificate == NULL) {
    g_autoptr (YyqX509Stack) others = yyq_x509_stack_new (self->elsewhere);

    *certificate = choose_certificate (self, others, &named);
  }
  if (*certificate == NULL)
    return yyq_pdf_check_new_indicated (YYQ_PDF_CHECK_UNKNOWN,
                                        YYQ_PDF_INDICATION_NO_SIGNING_CERTIFICATE_FOUND,
                                        "the signer's certificate is missing");
  if (!named)
    return bad (YYQ_PDF_INDICATION_FORMAT_FAILURE,
                "the signing certificate attribute names another certificate");
  if (!yyq_cms_has_certificate_name (self->info) &&
      (self->kind == YYQ_CMS_CADES || self->kind == YYQ_CMS_TOKEN))
    return bad (YYQ_PDF_INDICATION_FORMAT_FAILURE, "the signing certificate attribute is missing");
  return NULL;
}

/*
 * What is signed are the attributes in DER (RFC 5652 §5.4), however they stand there; but some have
 * signed what stands there, and anybody can tell that nothing else was meant.
 */
static gboolean
fits_attributes (Verification *self, const YyqSignatureScheme *scheme, EVP_PKEY *key)
{
  g_autoptr (GBytes) der = yyq_cms_encode_signed_attributes (self->info);
  g_autoptr (GBytes) raw = NULL;

  if (yyq_signature_scheme_verify (scheme, key, &der, 1, self->result->signature))
    return TRUE;
  raw = yyq_cms_raw_signed_attributes (self->der);
  return raw != NULL && !g_bytes_equal (raw, der) &&
         yyq_signature_scheme_verify (scheme, key, &raw, 1, self->result->signature);
}

static YyqPdfCheck *
check_signature (Verification *self, X509 *certificate, YyqSignatureScheme *scheme)
{
  X509_ALGOR *algorithm = NULL;
  YyqPdfCheck *problem;
  EVP_PKEY *key = X509_get0_pubkey (certificate);
  gboolean fits;

  CMS_SignerInfo_get0_algs (self->info, NULL, NULL, NULL, &algorithm);
  problem = yyq_signature_scheme_read (scheme, algorithm, &self->digest);
  if (problem != NULL)
    return problem;
  if (yyq_cms_has_signed_attributes (self->info))
    fits = fits_attributes (self, scheme, key);
  else
    fits = yyq_signature_scheme_verify (scheme, key, self->parts, self->n_parts,
                                        self->result->signature);
  return fits ? NULL : bad (YYQ_PDF_INDICATION_SIG_CRYPTO_FAILURE, "the signature is wrong");
}

static YyqPdfCheck *
judge_strength (Verification *self, const YyqSignatureScheme *scheme)
{
  const char *weak = self->digest.weak                       ? self->digest.name
                     : self->kind == YYQ_CMS_SHA1            ? "SHA-1"
                     : yyq_signature_scheme_is_weak (scheme) ? "the signature algorithm"
                                                             : NULL;

  if (weak == NULL)
    return yyq_pdf_check_new (YYQ_PDF_CHECK_GOOD, NULL);
  return yyq_pdf_check_new_indicated (YYQ_PDF_CHECK_UNKNOWN,
                                      YYQ_PDF_INDICATION_CRYPTO_CONSTRAINTS_FAILURE,
                                      "%s is too weak to prove that nothing was changed", weak);
}

/* (transfer full): the answer; what the container says is only put into the result when the
 * signature is right. */
static YyqPdfCheck *
verify (Verification *self)
{
  g_autoptr (X509) certificate = NULL;
  YyqSignatureScheme scheme;
  YyqPdfCheck *problem = check_content (self);

  if (problem == NULL)
    problem = find_certificate (self, &certificate);
  if (problem == NULL)
    problem = check_signature (self, certificate, &scheme);
  if (problem != NULL)
    return problem;
  self->result->certificate = yyq_x509_to_der (certificate);
  self->result->signer = yyq_x509_get_display_name (certificate);
  yyq_cms_collect_attributes (self->info, self->result);
  yyq_cms_raw_collect_revocation (self->der, self->result->revocation);
  return judge_strength (self, &scheme);
}

YyqCmsSignature *
yyq_cms_verify (GBytes *cms, YyqCmsKind kind, GBytes *const *parts, gsize n_parts,
                GPtrArray *certificates)
{
  YyqCmsSignature *result = g_new0 (YyqCmsSignature, 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (CMS_ContentInfo) decoded = NULL;
  g_autoptr (YyqX509Stack) carried = NULL;
  Verification self = { .der = cms,
                        .kind = kind,
                        .parts = parts,
                        .n_parts = n_parts,
                        .elsewhere = certificates,
                        .result = result };

  g_return_val_if_fail (cms != NULL, NULL);

  result->certificates = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  result->timestamps = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  result->revocation = yyq_revocation_data_new ();
  decoded = yyq_cms_decode (cms, &error);
  self.cms = decoded;
  self.info = decoded != NULL ? yyq_cms_get_only_signer (decoded, &error) : NULL;
  if (self.info == NULL) {
    result->integrity = bad (YYQ_PDF_INDICATION_FORMAT_FAILURE, error->message);
    return result;
  }
  result->signature = yyq_cms_get_signature (self.info);
  self.carried = carried = CMS_get1_certs (decoded);
  collect_certificates (&self);
  result->integrity = verify (&self);
  ERR_clear_error ();
  return result;
}
