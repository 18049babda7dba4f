/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

/*
 * Signing and verifying against peers measured in the same run, as JSON lines:
 * a 10-page contract signed against one raw signature of the same key, and three
 * signatures verified against a pdfsig process on the same file.
 */

#include "yyq-bench.h"

#include "yyq-clock.h"
#include "yyq-key-signer.h"
#include "yyq-pdf-appearance.h"
#include "yyq-pdf-compose.h"
#include "yyq-pdf-sign.h"
#include "yyq-pdf-typeset.h"
#include "yyq-pdf-verify.h"

#include <openssl/x509v3.h>

#define N_RUNS 21

typedef struct {
  YyqSigner *signer;
  YyqTrust *trust;
  GBytes *contract; /* composed, unsigned, 10 pages, fields a b c */
  GBytes *signed_three;
} Bench;

static void
add_extension (X509 *certificate,
               int nid,
               const char *value)
{
  X509_EXTENSION *extension = X509V3_EXT_conf_nid (NULL, NULL, nid, value);

  X509_add_ext (certificate, extension, -1);
  X509_EXTENSION_free (extension);
}

static YyqSigner *
make_signer (YyqTrust *trust)
{
  EVP_PKEY *key = EVP_RSA_gen (2048);
  X509 *certificate = X509_new ();
  X509_NAME *name = X509_get_subject_name (certificate);
  unsigned char *der = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  YyqSigner *signer = NULL;
  int length = 0;

  X509_set_version (certificate, X509_VERSION_3);
  ASN1_INTEGER_set (X509_get_serialNumber (certificate), 1);
  X509_gmtime_adj (X509_getm_notBefore (certificate), -3600);
  X509_gmtime_adj (X509_getm_notAfter (certificate), 86400);
  X509_NAME_add_entry_by_txt (name, "CN", MBSTRING_UTF8, (const unsigned char *) "Benchmark", -1, -1, 0);
  X509_set_issuer_name (certificate, name);
  X509_set_pubkey (certificate, key);
  add_extension (certificate, NID_key_usage, "critical,digitalSignature,nonRepudiation,keyCertSign");
  add_extension (certificate, NID_basic_constraints, "critical,CA:TRUE");
  X509_sign (certificate, key, EVP_sha256 ());
  length = i2d_X509 (certificate, &der);
  bytes = g_bytes_new (der, (gsize) length);
  OPENSSL_free (der);

  signer = yyq_key_signer_new (key, bytes, NULL, &error);
  g_assert_no_error (error);
  yyq_trust_add_root_der (trust, bytes, &error);
  g_assert_no_error (error);
  X509_free (certificate);
  EVP_PKEY_free (key);
  return signer;
}

static GBytes *
make_contract (void)
{
  const char *text = "甲方应当按照国家规定为乙方提供劳动条件和劳动保护，并按月以货币形式支付劳动报酬。"
                     "乙方应当遵守甲方依法制定的规章制度，按时完成约定的工作任务，保守甲方的商业秘密。";
  YyqPdfField fields[3] = {
    { (char *) "a", 9, 80, 500, 120, 120 },
    { (char *) "b", 9, 240, 500, 120, 120 },
    { (char *) "c", 9, 400, 500, 120, 120 },
  };
  g_autofree YyqPdfBlock *blocks = g_new0 (YyqPdfBlock, 150);
  g_autoptr (GBytes) base = NULL;
  g_autoptr (GError) error = NULL;
  GBytes *contract = NULL;

  for (guint i = 0; i < 150; i++)
    blocks[i] = (YyqPdfBlock){ YYQ_PDF_BLOCK_PARAGRAPH, text };
  base = yyq_pdf_typeset (blocks, 150, &error);
  g_assert_no_error (error);
  contract = yyq_pdf_compose (base, NULL, 0, fields, 3, &error);
  g_assert_no_error (error);
  return contract;
}

static GBytes *
sign (Bench *bench,
      GBytes *pdf,
      const char *field)
{
  const YyqSealSpec seal = { "河南示例数字科技有限公司", "合同专用章", "4199990000001", 42, TRUE };
  g_autoptr (YyqPdfAppearance) appearance = yyq_pdf_appearance_new_seal (&seal);
  YyqPdfSignOptions options = { .field = field, .appearance = appearance };
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) tail = yyq_pdf_sign (pdf, &options, bench->signer, NULL, NULL, &error);

  g_assert_no_error (error);
  return yyq_pdf_join (pdf, tail);
}

static void
sign_once (gpointer data)
{
  Bench *bench = data;

  g_bytes_unref (sign (bench, bench->contract, "a"));
}

static void
raw_sign_once (gpointer data)
{
  Bench *bench = data;
  guint8 zeros[32] = { 0 };
  g_autoptr (GBytes) digest = g_bytes_new (zeros, sizeof zeros);

  g_bytes_unref (yyq_signer_sign_digest (bench->signer, YYQ_SIGNATURE_RSA_PKCS1_SHA256, digest, NULL, NULL));
}

static void
verify_once (gpointer data)
{
  Bench *bench = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (YyqPdfReport) report = yyq_pdf_verify (bench->signed_three, bench->trust, &error);

  g_assert_no_error (error);
}

static void
pdfsig_once (gpointer data)
{
  const char *argv[] = { "pdfsig", "-nocert", data, NULL };
  g_autoptr (GError) error = NULL;

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
}

int
main (void)
{
  Bench bench = { 0 };
  g_autoptr (GBytes) one = NULL;
  g_autoptr (GBytes) two = NULL;
  g_autofree char *path = NULL;
  int fd = g_file_open_tmp ("yyq-bench-XXXXXX.pdf", &path, NULL);

  bench.trust = yyq_trust_new ();
  bench.signer = make_signer (bench.trust);
  bench.contract = make_contract ();
  one = sign (&bench, bench.contract, "a");
  two = sign (&bench, one, "b");
  bench.signed_three = sign (&bench, two, "c");
  g_assert_true (g_file_set_contents (path, g_bytes_get_data (bench.signed_three, NULL), (gssize) g_bytes_get_size (bench.signed_three), NULL));

  yyq_bench_compare ("sign a 10-page contract", yyq_bench_median (sign_once, &bench, N_RUNS), "one signature of the key", yyq_bench_median (raw_sign_once, &bench, N_RUNS), 15);
  yyq_bench_compare ("verify 3 signatures", yyq_bench_median (verify_once, &bench, N_RUNS), "pdfsig process", yyq_bench_median (pdfsig_once, path, N_RUNS), 1);

  close (fd);
  unlink (path);
  g_bytes_unref (bench.signed_three);
  g_bytes_unref (bench.contract);
  g_object_unref (bench.signer);
  yyq_trust_unref (bench.trust);
  return yyq_bench_finish ();
}
