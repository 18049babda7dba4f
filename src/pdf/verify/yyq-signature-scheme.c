/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-signature-scheme.h"

#include <openssl/err.h>
#include <openssl/rsa.h>
#include <string.h>

#include "yyq-openssl.h"

/* SM2 as an algorithm, and SM2 for signing, as GM/T 0006 numbers them: written in place of "SM2
 * with SM3". */
#define SM2_ALGORITHM "1.2.156.10197.1.301"
#define SM2_FOR_SIGNING "1.2.156.10197.1.301.1"

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RSA_PSS_PARAMS, RSA_PSS_PARAMS_free)

static YyqPdfCheck *
contradiction (const char *reason)
{
  return yyq_pdf_check_new_indicated (YYQ_PDF_CHECK_BAD, YYQ_PDF_INDICATION_SIG_CRYPTO_FAILURE,
                                      "%s", reason);
}

static YyqPdfCheck *
unsupported (const X509_ALGOR *algorithm)
{
  g_autofree char *name = yyq_algorithm_get_name (algorithm);

  return yyq_pdf_check_new_indicated (YYQ_PDF_CHECK_UNKNOWN,
                                      YYQ_PDF_INDICATION_CRYPTO_CONSTRAINTS_FAILURE,
                                      "the signature algorithm %s cannot be checked", name);
}

/* The digest of @algorithm, or SHA-1, which absent parameters of PSS stand for. */
static gboolean
read_pss_digest (YyqDigest *digest, const X509_ALGOR *algorithm)
{
  X509_ALGOR *usual;
  gboolean known;

  if (algorithm != NULL)
    return yyq_digest_read (digest, algorithm);
  usual = X509_ALGOR_new ();
  X509_ALGOR_set0 (usual, OBJ_nid2obj (NID_sha1), V_ASN1_UNDEF, NULL);
  known = yyq_digest_read (digest, usual);
  X509_ALGOR_free (usual);
  return known;
}

/* MGF1 is the only mask there is; its digest is its parameter. */
static gboolean
read_mask (YyqDigest *mask, const X509_ALGOR *algorithm)
{
  const ASN1_OBJECT *object = NULL;
  const void *value = NULL;
  int type = V_ASN1_UNDEF;
  X509_ALGOR *inner;
  gboolean known;

  if (algorithm == NULL)
    return read_pss_digest (mask, NULL);
  X509_ALGOR_get0 (&object, &type, &value, algorithm);
  if (OBJ_obj2nid (object) != NID_mgf1 || type != V_ASN1_SEQUENCE)
    return FALSE;
  inner = ASN1_item_unpack (value, ASN1_ITEM_rptr (X509_ALGOR));
  known = inner != NULL && yyq_digest_read (mask, inner);
  X509_ALGOR_free (inner);
  return known;
}

/* RFC 4055 §3.1, RFC 4056 §3: the parameters must be there, and their digest is that of the
 * message. */
static YyqPdfCheck *
read_pss (YyqSignatureScheme *self, const X509_ALGOR *algorithm)
{
  const void *value = NULL;
  int type = V_ASN1_UNDEF;
  g_autoptr (RSA_PSS_PARAMS) parameters = NULL;
  YyqDigest digest;

  X509_ALGOR_get0 (NULL, &type, &value, algorithm);
  parameters =
    type == V_ASN1_SEQUENCE ? ASN1_item_unpack (value, ASN1_ITEM_rptr (RSA_PSS_PARAMS)) : NULL;
  if (parameters == NULL)
    return contradiction ("RSA-PSS without parameters");
  if (parameters->trailerField != NULL && ASN1_INTEGER_get (parameters->trailerField) != 1)
    return contradiction ("RSA-PSS with another trailer");
  if (!read_pss_digest (&digest, parameters->hashAlgorithm) ||
      !read_mask (&self->mask, parameters->maskGenAlgorithm))
    return unsupported (algorithm);
  self->kind = YYQ_SCHEME_RSA_PSS;
  self->salt =
    parameters->saltLength != NULL ? (int) ASN1_INTEGER_get (parameters->saltLength) : 20;
  if (digest.nid != self->digest.nid)
    return contradiction ("the digest of RSA-PSS is not the one that is named");
  return self->salt >= 0 ? NULL : contradiction ("RSA-PSS with an impossible salt");
}

static gboolean
is_sm2 (const ASN1_OBJECT *object)
{
  char oid[80];

  return OBJ_obj2nid (object) == NID_SM2_with_SM3 ||
         (OBJ_obj2txt (oid, sizeof oid, object, 1) > 0 &&
          (g_str_equal (oid, SM2_ALGORITHM) || g_str_equal (oid, SM2_FOR_SIGNING)));
}

/* Digest and kind of key of what names both at once. OpenSSL 3.0 does not know all of its own
 * numbers. */
static gboolean
split (int nid, int *digest, int *key)
{
  static const int with_sha3[][2] = {
    { NID_ecdsa_with_SHA3_224, NID_sha3_224 },
    { NID_ecdsa_with_SHA3_256, NID_sha3_256 },
    { NID_ecdsa_with_SHA3_384, NID_sha3_384 },
    { NID_ecdsa_with_SHA3_512, NID_sha3_512 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (with_sha3); i++) {
    if (with_sha3[i][0] == nid) {
      *digest = with_sha3[i][1];
      *key = NID_X9_62_id_ecPublicKey;
      return TRUE;
    }
  }
  return OBJ_find_sigid_algs (nid, digest, key) == 1 && *digest != NID_undef;
}

/* What keys of this kind sign with. */
static gboolean
find_kind (int key, YyqSchemeKind *kind)
{
  switch (key) {
  case NID_rsaEncryption:
    *kind = YYQ_SCHEME_RSA_PKCS1;
    return TRUE;
  case NID_X9_62_id_ecPublicKey:
    *kind = YYQ_SCHEME_ECDSA;
    return TRUE;
  case NID_dsa:
  case NID_dsa_2:
    *kind = YYQ_SCHEME_DSA;
    return TRUE;
  case NID_ED25519:
  case NID_ED448:
    *kind = YYQ_SCHEME_EDDSA;
    return TRUE;
  default:
    return FALSE;
  }
}

YyqPdfCheck *
yyq_signature_scheme_read (YyqSignatureScheme *self, const X509_ALGOR *algorithm,
                           const YyqDigest *digest)
{
  const ASN1_OBJECT *object = NULL;
  int named = NID_undef;
  int key = NID_undef;

  *self = (YyqSignatureScheme){ .digest = *digest };
  X509_ALGOR_get0 (&object, NULL, NULL, algorithm);
  if (is_sm2 (object)) {
    self->kind = YYQ_SCHEME_SM2;
    return digest->nid == NID_sm3 ? NULL : contradiction ("SM2 with another digest than SM3");
  }
  if (OBJ_obj2nid (object) == NID_rsassaPss)
    return read_pss (self, algorithm);
  /* Some name the key alone, and leave the digest to the identifier beside it. */
  if (find_kind (OBJ_obj2nid (object), &self->kind))
    return NULL;
  if (!split (OBJ_obj2nid (object), &named, &key) || !find_kind (key, &self->kind))
    return unsupported (algorithm);
  return named == digest->nid
           ? NULL
           : contradiction ("the digest of the signature algorithm is not the one that is named");
}

static gboolean
key_fits (YyqSchemeKind kind, EVP_PKEY *key)
{
  switch (kind) {
  case YYQ_SCHEME_RSA_PKCS1:
    return EVP_PKEY_is_a (key, "RSA");
  case YYQ_SCHEME_RSA_PSS:
    return EVP_PKEY_is_a (key, "RSA") || EVP_PKEY_is_a (key, "RSA-PSS");
  case YYQ_SCHEME_ECDSA:
    return EVP_PKEY_is_a (key, "EC");
  case YYQ_SCHEME_EDDSA:
    return EVP_PKEY_is_a (key, "ED25519") || EVP_PKEY_is_a (key, "ED448");
  case YYQ_SCHEME_SM2:
    return EVP_PKEY_is_a (key, "SM2");
  case YYQ_SCHEME_DSA:
    return EVP_PKEY_is_a (key, "DSA");
  default:
    g_return_val_if_reached (FALSE);
  }
}

/* The identity must be there before the key is hashed. */
static gboolean
begin (const YyqSignatureScheme *self, EVP_PKEY_CTX *key_context, EVP_MD_CTX *context,
       EVP_PKEY *key)
{
  if (self->kind == YYQ_SCHEME_EDDSA)
    return EVP_DigestVerifyInit (context, NULL, NULL, NULL, key) == 1;
  if (self->kind == YYQ_SCHEME_SM2) {
    if (EVP_PKEY_CTX_set1_id (key_context, YYQ_SM2_IDENTITY, (int) strlen (YYQ_SM2_IDENTITY)) != 1)
      return FALSE;
    EVP_MD_CTX_set_pkey_ctx (context, key_context);
  }
  return EVP_DigestVerifyInit (context, &key_context, self->digest.md, NULL, key) == 1 &&
         (self->kind != YYQ_SCHEME_RSA_PSS ||
          (EVP_PKEY_CTX_set_rsa_padding (key_context, RSA_PKCS1_PSS_PADDING) == 1 &&
           EVP_PKEY_CTX_set_rsa_mgf1_md (key_context, self->mask.md) == 1 &&
           EVP_PKEY_CTX_set_rsa_pss_saltlen (key_context, self->salt) == 1));
}

/* EdDSA wants all at once. */
static gboolean
finish_whole (EVP_MD_CTX *context, GBytes *const *parts, gsize n_parts, GBytes *signature)
{
  g_autoptr (GByteArray) whole = g_byte_array_new ();

  for (gsize i = 0; i < n_parts; i++)
    g_byte_array_append (whole, g_bytes_get_data (parts[i], NULL),
                         (guint) g_bytes_get_size (parts[i]));
  return EVP_DigestVerify (context, g_bytes_get_data (signature, NULL),
                           g_bytes_get_size (signature), whole->data, whole->len) == 1;
}

gboolean
yyq_signature_scheme_verify (const YyqSignatureScheme *self, EVP_PKEY *key, GBytes *const *parts,
                             gsize n_parts, GBytes *signature)
{
  g_autoptr (EVP_PKEY_CTX) key_context = key != NULL ? EVP_PKEY_CTX_new (key, NULL) : NULL;
  g_autoptr (EVP_MD_CTX) context = EVP_MD_CTX_new (); /* may use the other one */
  gboolean fits;

  if (key_context == NULL || !key_fits (self->kind, key))
    return FALSE;
  fits = begin (self, key_context, context, key);
  if (fits && self->kind == YYQ_SCHEME_EDDSA) {
    fits = finish_whole (context, parts, n_parts, signature);
  } else {
    for (gsize i = 0; i < n_parts && fits; i++)
      fits = EVP_DigestVerifyUpdate (context, g_bytes_get_data (parts[i], NULL),
                                     g_bytes_get_size (parts[i])) == 1;
    fits = fits && EVP_DigestVerifyFinal (context, g_bytes_get_data (signature, NULL),
                                          g_bytes_get_size (signature)) == 1;
  }
  ERR_clear_error ();
  return fits;
}

gboolean
yyq_signature_scheme_is_weak (const YyqSignatureScheme *self)
{
  return self->kind == YYQ_SCHEME_DSA || (self->kind == YYQ_SCHEME_RSA_PSS && self->mask.weak);
}
