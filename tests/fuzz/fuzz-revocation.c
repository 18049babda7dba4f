/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <openssl/ocsp.h>
#include <string.h>

#include "yyq-der-mutator.h"
#include "yyq-fuzz.h"
#include "yyq-openssl.h"
#include "yyq-revocation.h"
#include "yyq-test-pki.h"
#include "yyq-x509-name.h"

/* A revocation list, an OCSP answer or a certificate, from a file or a container: RFC 5280, RFC
 * 6960. */

static YyqTestPki *pki;
static X509 *certificate;
static GBytes *fresh[2]; /* a list and an answer about it */

static GBytes *
make_answer (void)
{
  OCSP_BASICRESP *basic = OCSP_BASICRESP_new ();
  OCSP_CERTID *id = OCSP_cert_to_id (EVP_sha256 (), certificate, pki->root);
  ASN1_TIME *now = X509_gmtime_adj (NULL, 0);
  ASN1_TIME *next = X509_gmtime_adj (NULL, 86400);
  OCSP_RESPONSE *response;
  unsigned char *der = NULL;
  int length;

  OCSP_basic_add1_status (basic, id, V_OCSP_CERTSTATUS_REVOKED, OCSP_REVOKED_STATUS_KEYCOMPROMISE,
                          now, now, next);
  OCSP_basic_sign (basic, pki->root, pki->root_key, EVP_sha256 (), NULL, 0);
  response = OCSP_response_create (OCSP_RESPONSE_STATUS_SUCCESSFUL, basic);
  length = i2d_OCSP_RESPONSE (response, &der);
  OCSP_RESPONSE_free (response);
  OCSP_BASICRESP_free (basic);
  OCSP_CERTID_free (id);
  ASN1_TIME_free (now);
  ASN1_TIME_free (next);
  return yyq_openssl_bytes (der, length);
}

static void
prepare (void)
{
  g_autoptr (EVP_PKEY) key = NULL;

  if (pki != NULL)
    return;
  pki = yyq_test_pki_new ();
  key = yyq_test_key_new (YYQ_TEST_KEY_EC);
  certificate = yyq_test_pki_issue (pki, key, "A", -86400, 86400, "critical,nonRepudiation");
  fresh[0] = yyq_test_pki_crl (pki, certificate, 3600);
  fresh[1] = make_answer ();
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) input = g_bytes_new (data, size);
  g_autoptr (YyqRevocationData) known = yyq_revocation_data_new ();
  g_autoptr (GPtrArray) lists = NULL;
  g_autoptr (X509) other = yyq_x509_from_der (input);
  g_autofree char *name = other != NULL ? yyq_x509_get_display_name (other) : NULL;
  YyqRevocationQuestion question = { .at = g_get_real_time () / 1000 };
  YyqRevocation answer = { YYQ_REVOCATION_UNKNOWN };

  prepare ();
  g_assert_true (name == NULL || g_utf8_validate (name, -1, NULL));
  question.certificate = other != NULL ? other : certificate;
  question.issuer = pki->root;
  yyq_revocation_data_add_crl (known, input);
  yyq_revocation_data_add_ocsp (known, input);
  lists = yyq_revocation_data_get_lists (known);
  yyq_revocation_data_ask (known, &question, &answer);
  return 0;
}

gsize
LLVMFuzzerCustomMutator (guint8 *data, gsize size, gsize max_size, unsigned int seed)
{
  GBytes *start;

  prepare ();
  start = fresh[seed / 4 % 2];
  if (seed % 4 == 0 && g_bytes_get_size (start) <= max_size) {
    size = g_bytes_get_size (start);
    memcpy (data, g_bytes_get_data (start, NULL), size);
  }
  return yyq_der_mutate (data, size, max_size, seed);
}
