/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

/*
 * A 10-page contract signed with a SoftHSM token, against one C_Sign of that token; three
 * signatures verified against pdfsig on the same file, process against process and as a call of the
 * library. Argument: the program yyqctl.
 */

#include <glib/gstdio.h>

#include "yyq-bench-token.h"
#include "yyq-bench.h"
#include "yyq-pdf-appearance.h"
#include "yyq-pdf-compose.h"
#include "yyq-pdf-sign.h"
#include "yyq-pdf-typeset.h"
#include "yyq-pdf-verify.h"
#include "yyq-test-pki.h"

#define N_PARAGRAPHS 107 /* ten pages of them */
#define N_PAGES 10
#define N_SIGNATURES 41
#define N_PROCESSES 15

typedef struct {
  YyqTestPki *pki;
  YyqTestIdentity identity;
  YyqSigner *signer;
  YyqTrust *trust;
  GBytes *contract; /* composed, unsigned, fields a b c on the last page */
  GBytes *signed_three;
  char *directory;
  char *file;
  char *root;
  const char *yyqctl;
} Bench;

static GBytes *
make_contract (void)
{
  const char *text =
    "甲方应当按照国家规定为乙方提供劳动条件和劳动保护，并按月以货币形式支付劳动报酬。"
    "乙方应当遵守甲方依法制定的规章制度，按时完成约定的工作任务，保守甲方的商业秘密。";
  YyqPdfField fields[3] = {
    { (char *) "a", N_PAGES - 1, 80, 500, 120, 120 },
    { (char *) "b", N_PAGES - 1, 240, 500, 120, 120 },
    { (char *) "c", N_PAGES - 1, 400, 500, 120, 120 },
  };
  YyqPdfBlock blocks[N_PARAGRAPHS];
  g_autoptr (GBytes) base = NULL;
  g_autoptr (GError) error = NULL;
  GBytes *contract = NULL;

  for (guint i = 0; i < N_PARAGRAPHS; i++)
    blocks[i] = (YyqPdfBlock){ YYQ_PDF_BLOCK_PARAGRAPH, text };
  base = yyq_pdf_typeset (blocks, N_PARAGRAPHS, &error);
  g_assert_no_error (error);
  contract = yyq_pdf_compose (base, NULL, 0, fields, 3, &error);
  g_assert_no_error (error);
  return contract;
}

static GBytes *
sign (Bench *bench, GBytes *pdf, const char *field)
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
  g_autoptr (GBytes) digest = g_bytes_new_static (zeros, sizeof zeros);

  g_bytes_unref (
    yyq_signer_sign_digest (bench->signer, YYQ_SIGNATURE_RSA_PKCS1_SHA256, digest, NULL, NULL));
}

static void
verify_once (gpointer data)
{
  Bench *bench = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (YyqPdfReport) report = yyq_pdf_verify (bench->signed_three, bench->trust, &error);

  g_assert_no_error (error);
  g_assert_cmpint (report->verdict, ==, YYQ_PDF_VERDICT_VALID);
}

static void
run (const char *const *argv)
{
  g_autoptr (GError) error = NULL;
  int status = 0;

  g_spawn_sync (NULL, (char **) argv, NULL,
                G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL, NULL,
                NULL, NULL, NULL, &status, &error);
  g_assert_no_error (error);
  g_spawn_check_wait_status (status, &error);
  g_assert_no_error (error);
}

static void
yyqctl_once (gpointer data)
{
  Bench *bench = data;

  run ((const char *const[]){ bench->yyqctl, "verify", "--trust", bench->root, bench->file, NULL });
}

/* It judges the certificates as ours does, and asks no responder in the net. */
static void
pdfsig_once (gpointer data)
{
  Bench *bench = data;

  run ((const char *const[]){ "pdfsig", "-no-ocsp", bench->file, NULL });
}

static void
set_up (Bench *bench)
{
  g_autoptr (GBytes) one = NULL;
  g_autoptr (GBytes) two = NULL;
  YyqTestIdentity root;

  bench->pki = yyq_test_pki_new ();
  bench->trust = yyq_test_pki_trust (bench->pki);
  bench->identity.key = yyq_test_key_new (YYQ_TEST_KEY_RSA);
  bench->identity.x509 = yyq_test_pki_issue (bench->pki, bench->identity.key, "Benchmark", -3600,
                                             86400, "critical,digitalSignature,nonRepudiation");
  bench->signer = YYQ_SIGNER (yyq_bench_token_new (&bench->identity));
  bench->contract = make_contract ();
  one = sign (bench, bench->contract, "a");
  two = sign (bench, one, "b");
  bench->signed_three = sign (bench, two, "c");

  bench->directory = g_dir_make_tmp ("yyq-bench-XXXXXX", NULL);
  bench->file = g_build_filename (bench->directory, "three.pdf", NULL);
  bench->root = g_build_filename (bench->directory, "root.pem", NULL);
  g_assert_true (g_file_set_contents (bench->file, g_bytes_get_data (bench->signed_three, NULL),
                                      (gssize) g_bytes_get_size (bench->signed_three), NULL));
  root = (YyqTestIdentity){ bench->pki->root_key, bench->pki->root };
  yyq_test_identity_write_pem (&root, bench->root);
}

static void
tear_down (Bench *bench)
{
  yyq_test_remove_tree (bench->directory);
  g_free (bench->directory);
  g_free (bench->file);
  g_free (bench->root);
  g_bytes_unref (bench->signed_three);
  g_bytes_unref (bench->contract);
  g_object_unref (bench->signer);
  EVP_PKEY_free (bench->identity.key);
  X509_free (bench->identity.x509);
  yyq_trust_unref (bench->trust);
  yyq_test_pki_free (bench->pki);
}

static void
compare (Bench *bench, const char *name, YyqBenchFunc ours, const char *peer, YyqBenchFunc theirs,
         guint n_runs, double limit)
{
  g_auto (YyqBenchPairs) pairs = { 0 };

  yyq_bench_pairs_init (&pairs, n_runs);
  pairs.working = theirs == raw_sign_once;
  yyq_bench_pairs_run (&pairs, ours, bench, theirs, bench);
  yyq_bench_compare (name, &pairs, "ms", peer, limit);
}

int
main (int argc, char **argv)
{
  Bench bench = { 0 };

  g_assert_cmpint (argc, ==, 2);
  bench.yyqctl = argv[1];
  set_up (&bench);
  compare (&bench, "sign a 10-page contract", sign_once, "one C_Sign of SoftHSM", raw_sign_once,
           N_SIGNATURES, 15);
  compare (&bench, "verify 3 signatures", verify_once, "pdfsig process", pdfsig_once, N_PROCESSES,
           1);
  /* The start of the process alone takes as long as all of pdfsig, which links a quarter of the
   * libraries. */
  compare (&bench, "yyqctl verify of 3 signatures", yyqctl_once, "pdfsig process", pdfsig_once,
           N_PROCESSES, YYQ_BENCH_NO_LIMIT);
  tear_down (&bench);
  return yyq_bench_finish ();
}
