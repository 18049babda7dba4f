/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-test-key.h"

#include "yyq-contract-store.h"
#include "yyq-id.h"
#include "yyq-key-signer.h"
#include "yyq-openssl.h"
#include "yyq-pdf-sign.h"

#define DAY 86400L

YyqTestKeyPair *
yyq_test_key_pair_new_full (YyqTestPki *pki, const char *name, long not_before, long not_after,
                            const char *usage)
{
  YyqTestKeyPair *self = g_new0 (YyqTestKeyPair, 1);
  g_autoptr (GError) error = NULL;

  self->key = yyq_test_key_new (YYQ_TEST_KEY_EC);
  self->x509 = yyq_test_pki_issue (pki, self->key, name, not_before, not_after, usage);
  self->der = yyq_x509_to_der (self->x509);
  self->sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, self->der);
  self->signer = yyq_key_signer_new (self->key, self->der, NULL, &error);
  g_assert_no_error (error);
  return self;
}

YyqTestKeyPair *
yyq_test_key_pair_new (YyqTestPlatform *platform)
{
  return yyq_test_key_pair_new_full (platform->pki, platform->uscc, -DAY, DAY,
                                     "critical,digitalSignature,nonRepudiation");
}

void
yyq_test_key_pair_free (YyqTestKeyPair *self)
{
  EVP_PKEY_free (self->key);
  X509_free (self->x509);
  g_bytes_unref (self->der);
  g_free (self->sha256);
  g_object_unref (self->signer);
  g_free (self);
}

char *
yyq_test_key_pair_bind (YyqTestKeyPair *self, YyqTestPlatform *platform, const char *account,
                        const char *enterprise)
{
  char *id = yyq_id_new ();
  g_autoptr (GError) error = NULL;

  yyq_test_platform_begin (platform);
  yyq_storage_execute (yyq_platform_get_storage (platform->platform), &error,
                       "INSERT INTO ukey_binding (id, account_id, enterprise_id, cert_sha256, "
                       "certificate, subject, issuer, serial, "
                       "token_label, token_serial, bound_at, not_after) VALUES ($1, $2, $3, $4, "
                       "$5, 's', 'i', '1', 'l', 't', 1, $6)",
                       "ssssbi", id, account, enterprise, self->sha256, self->der, G_MAXINT64);
  g_assert_no_error (error);
  yyq_test_platform_commit (platform);
  return id;
}

char *
yyq_test_key_pair_answer (YyqTestKeyPair *self, GBytes *to_sign)
{
  g_autoptr (EVP_MD_CTX) context = EVP_MD_CTX_new ();
  guint8 signature[512];
  size_t length = sizeof signature;

  g_assert_cmpint (EVP_DigestSignInit (context, NULL, EVP_sha256 (), NULL, self->key), ==, 1);
  g_assert_cmpint (EVP_DigestSign (context, signature, &length, g_bytes_get_data (to_sign, NULL),
                                   g_bytes_get_size (to_sign)),
                   ==, 1);
  return g_base64_encode (signature, length);
}

GBytes *
yyq_test_key_pair_sign (YyqTestKeyPair *self, YyqTestPlatform *platform, YyqContract *contract,
                        const YyqPdfSignOptions *options, YyqTimestamper *timestamper)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) base = yyq_contract_store_document (platform->platform, contract, -1, &error);
  GBytes *tail;

  g_assert_no_error (error);
  tail = yyq_pdf_sign (base, options, self->signer, timestamper, NULL, &error);
  g_assert_no_error (error);
  yyq_storage_release (yyq_platform_get_storage (platform->platform));
  return tail;
}
