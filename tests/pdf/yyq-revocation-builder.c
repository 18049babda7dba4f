/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-revocation-builder.h"

#include <openssl/ocsp.h>
#include <openssl/x509v3.h>
#include <string.h>

#include "yyq-openssl.h"

#define MINUTE 60L
#define DAY 86400L

static void
add_reason (X509_REVOKED *entry, int reason)
{
  ASN1_ENUMERATED *value = ASN1_ENUMERATED_new ();

  ASN1_ENUMERATED_set (value, reason);
  X509_REVOKED_add1_ext_i2d (entry, NID_crl_reason, value, 0, 0);
  ASN1_ENUMERATED_free (value);
}

static void
add_entry (X509_CRL *crl, const YyqTestList *list)
{
  X509_REVOKED *entry = X509_REVOKED_new ();
  ASN1_TIME *at = X509_gmtime_adj (NULL, list->revoked_at);

  X509_REVOKED_set_serialNumber (entry, X509_get_serialNumber (list->revoked));
  X509_REVOKED_set_revocationDate (entry, at);
  if (list->reason >= 0)
    add_reason (entry, list->reason);
  X509_CRL_add0_revoked (crl, entry);
  ASN1_TIME_free (at);
}

static void
add_scope (X509_CRL *crl, const char *scope)
{
  X509V3_CTX context;
  X509_EXTENSION *extension;

  X509V3_set_ctx (&context, NULL, NULL, NULL, crl, 0);
  extension = X509V3_EXT_conf_nid (NULL, &context, NID_issuing_distribution_point, scope);
  g_assert_nonnull (extension);
  X509_EXTENSION_set_critical (extension, 1);
  X509_CRL_add_ext (crl, extension, -1);
  X509_EXTENSION_free (extension);
}

static void
add_delta (X509_CRL *crl)
{
  ASN1_INTEGER *base = ASN1_INTEGER_new ();

  ASN1_INTEGER_set (base, 1);
  X509_CRL_add1_ext_i2d (crl, NID_delta_crl, base, 1, 0);
  ASN1_INTEGER_free (base);
}

static void
add_riddle (X509_CRL *crl)
{
  ASN1_OBJECT *kind = OBJ_txt2obj ("1.2.156.99999.8", 1);
  ASN1_OCTET_STRING *value = ASN1_OCTET_STRING_new ();
  X509_EXTENSION *extension = X509_EXTENSION_create_by_OBJ (NULL, kind, 1, value);

  X509_CRL_add_ext (crl, extension, -1);
  X509_EXTENSION_free (extension);
  ASN1_OCTET_STRING_free (value);
  ASN1_OBJECT_free (kind);
}

/* SM2 hashes an identity along, which lists have no place for. */
static void
sign_list (X509_CRL *crl, EVP_PKEY *key)
{
  g_autoptr (EVP_PKEY_CTX) with_identity = EVP_PKEY_CTX_new (key, NULL);
  g_autoptr (EVP_MD_CTX) context = EVP_MD_CTX_new ();

  if (!EVP_PKEY_is_a (key, "SM2")) {
    g_assert_cmpint (X509_CRL_sign (crl, key, EVP_sha256 ()), >, 0);
    return;
  }
  EVP_PKEY_CTX_set1_id (with_identity, YYQ_SM2_IDENTITY, (int) strlen (YYQ_SM2_IDENTITY));
  EVP_MD_CTX_set_pkey_ctx (context, with_identity);
  g_assert_cmpint (EVP_DigestSignInit (context, NULL, EVP_sm3 (), NULL, key), ==, 1);
  g_assert_cmpint (X509_CRL_sign_ctx (crl, context), >, 0);
}

GBytes *
yyq_test_list_new (YyqTestPki *issuer, const YyqTestList *list)
{
  g_autoptr (X509_CRL) crl = X509_CRL_new ();
  ASN1_TIME *at = X509_gmtime_adj (NULL, list->this_update != 0 ? list->this_update : -MINUTE);
  unsigned char *der = NULL;
  int length;

  X509_CRL_set_version (crl, X509_CRL_VERSION_2);
  X509_CRL_set_issuer_name (crl, X509_get_subject_name (issuer->root));
  X509_CRL_set1_lastUpdate (crl, at);
  X509_gmtime_adj (at, list->next_update != 0 ? list->next_update : DAY);
  X509_CRL_set1_nextUpdate (crl, at);
  ASN1_TIME_free (at);
  if (list->revoked != NULL)
    add_entry (crl, list);
  if (list->scope != NULL)
    add_scope (crl, list->scope);
  if (list->delta)
    add_delta (crl);
  if (list->riddle)
    add_riddle (crl);
  sign_list (crl, list->other_key != NULL ? list->other_key : issuer->root_key);
  length = i2d_X509_CRL (crl, &der);
  return yyq_openssl_bytes (der, length);
}

static GBytes *
encode (OCSP_BASICRESP *basic, gboolean bare)
{
  OCSP_RESPONSE *response =
    bare ? NULL : OCSP_response_create (OCSP_RESPONSE_STATUS_SUCCESSFUL, basic);
  unsigned char *der = NULL;
  int length = bare ? i2d_OCSP_BASICRESP (basic, &der) : i2d_OCSP_RESPONSE (response, &der);

  OCSP_RESPONSE_free (response);
  return yyq_openssl_bytes (der, length);
}

GBytes *
yyq_test_answer_new (const YyqTestAnswer *answer)
{
  OCSP_BASICRESP *basic = OCSP_BASICRESP_new ();
  OCSP_CERTID *id = OCSP_cert_to_id (EVP_sha1 (), answer->about, answer->issuer->root);
  ASN1_TIME *revoked = X509_gmtime_adj (NULL, answer->revoked_at);
  ASN1_TIME *this_update =
    X509_gmtime_adj (NULL, answer->this_update != 0 ? answer->this_update : -MINUTE);
  ASN1_TIME *next_update =
    answer->next_update == G_MAXLONG
      ? NULL
      : X509_gmtime_adj (NULL, answer->next_update != 0 ? answer->next_update : DAY);
  int status = answer->revoked ? V_OCSP_CERTSTATUS_REVOKED : V_OCSP_CERTSTATUS_GOOD;
  X509 *certificate = answer->certificate != NULL ? answer->certificate : answer->issuer->root;
  EVP_PKEY *key = answer->key != NULL ? answer->key : answer->issuer->root_key;
  GBytes *der;

  g_assert_nonnull (OCSP_basic_add1_status (
    basic, id, status, answer->reason, answer->revoked ? revoked : NULL, this_update, next_update));
  g_assert_cmpint (OCSP_basic_sign (basic, certificate, key, EVP_sha256 (), NULL, 0), ==, 1);
  der = encode (basic, answer->bare);
  OCSP_BASICRESP_free (basic);
  OCSP_CERTID_free (id);
  ASN1_TIME_free (revoked);
  ASN1_TIME_free (this_update);
  ASN1_TIME_free (next_update);
  return der;
}
