/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>

#include "yyq-error.h"
#include "yyq-test-softhsm.h"
#include "yyq-test-wait.h"
#include "yyq-ukey-signer.h"

typedef struct {
  YyqTestSoftHsm *hsm;
  YyqTestIdentity *rsa;
  YyqTestIdentity *ec;
  char *fault; /* the file that says what the fault module does; it does not exist at first */
  YyqUkeyManager *manager;
} Fixture;

static void
open_manager (Fixture *fixture, const char *module, gint64 deadline_ms)
{
  fixture->manager = yyq_ukey_manager_new ();
  yyq_ukey_manager_set_sign_deadline (fixture->manager, deadline_ms);
  yyq_ukey_manager_set_discovery (fixture->manager, FALSE);
  yyq_ukey_manager_set_variable (fixture->manager, "SOFTHSM2_CONF", fixture->hsm->configuration);
  yyq_ukey_manager_set_variable (fixture->manager, "YYQ_FAULT", fixture->fault);
  yyq_ukey_manager_add_module (fixture->manager, module);
}

static void
set_up (Fixture *fixture, gconstpointer module)
{
  fixture->hsm = yyq_test_softhsm_new ("UKey 软");
  fixture->fault = g_build_filename (fixture->hsm->directory, "fault", NULL);
  fixture->rsa = yyq_test_identity_new (&(YyqTestIdentitySpec){ "RSA", "合同章", NULL, -1, 365 });
  fixture->ec = yyq_test_identity_new (&(YyqTestIdentitySpec){ "EC", "法人章", NULL, -1, 365 });
  yyq_test_softhsm_add (fixture->hsm, "rsa", "01", fixture->rsa, NULL);
  yyq_test_softhsm_add (fixture->hsm, "ec", "02", fixture->ec, NULL);
  open_manager (fixture, module != NULL ? g_getenv (module) : yyq_test_softhsm_get_module (), 0);
}

static void
tear_down (Fixture *fixture, gconstpointer module)
{
  yyq_ukey_manager_stop (fixture->manager);
  g_assert_finalize_object (fixture->manager);
  yyq_test_identity_free (fixture->rsa);
  yyq_test_identity_free (fixture->ec);
  yyq_test_softhsm_free (fixture->hsm);
  g_free (fixture->fault);
}

static YyqUkey *
only_ukey (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) ukeys = yyq_ukey_manager_list_sync (fixture->manager, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (ukeys->len, ==, 1);
  return g_object_ref (ukeys->pdata[0]);
}

static YyqUkeyCertificate *
certificate_of (YyqUkey *ukey, YyqTestIdentity *identity)
{
  g_autoptr (GBytes) der = yyq_test_identity_get_der (identity);
  g_autofree char *sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, der);

  return yyq_ukey_find_certificate (ukey, sha256);
}

static GBytes *
sign_as (Fixture *fixture, YyqUkey *ukey, YyqTestIdentity *identity, const char *pin,
         GCancellable *cancellable, GError **error)
{
  g_autoptr (YyqSecret) secret = yyq_secret_new_from_text (pin);
  YyqUkeyCertificate *certificate = certificate_of (ukey, identity);
  g_autoptr (YyqSigner) signer = yyq_ukey_signer_new (fixture->manager, ukey, certificate, secret);
  g_autoptr (GBytes) digest = g_bytes_new ("0123456789abcdef0123456789abcdef", 32);
  YyqSignatureAlgorithm algorithm;
  GBytes *signature;

  g_assert_true (yyq_ukey_certificate_get_algorithm (certificate, &algorithm));
  signature = yyq_signer_sign_digest (signer, algorithm, digest, cancellable, error);
  g_assert_cmpuint (yyq_secret_get_length (secret), ==, 0);
  if (signature != NULL)
    g_assert_true (yyq_ukey_certificate_verify (certificate, digest, signature));
  return signature;
}

static void
assert_signs (Fixture *fixture, YyqTestIdentity *identity)
{
  g_autoptr (YyqUkey) ukey = only_ukey (fixture);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) signature = sign_as (fixture, ukey, identity, YYQ_TEST_PIN, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (signature);
}

static void
test_list (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (YyqUkey) ukey = only_ukey (fixture);
  YyqUkeyCertificate *certificate = certificate_of (ukey, fixture->rsa);

  g_assert_cmpstr (yyq_ukey_get_label (ukey), ==, "UKey 软");
  g_assert_cmpuint (yyq_ukey_get_min_pin (ukey), ==, 4);
  g_assert_cmpuint (g_list_model_get_n_items (yyq_ukey_get_certificates (ukey)), ==, 2);
  g_assert_cmpstr (yyq_ukey_certificate_get_subject_cn (certificate), ==, "合同章");
  g_assert_cmpstr (yyq_ukey_certificate_get_organisation (certificate), ==, "河南测试有限公司");
  g_assert_cmpstr (yyq_ukey_certificate_get_issuer_cn (certificate), ==, "豫云签测试 CA");
  g_assert_cmpstr (yyq_ukey_certificate_get_key_text (certificate), ==, "RSA 2048");
  g_assert_true (yyq_ukey_certificate_get_usable (certificate));
}

static void
test_rsa (Fixture *fixture, gconstpointer unused)
{
  assert_signs (fixture, fixture->rsa);
}

static void
test_ec (Fixture *fixture, gconstpointer unused)
{
  assert_signs (fixture, fixture->ec);
}

static void
test_always_authenticate (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (YyqTestIdentity) careful =
    yyq_test_identity_new (&(YyqTestIdentitySpec){ "RSA", "法定代表人章", NULL, -1, 365 });

  yyq_test_softhsm_add (fixture->hsm, "careful", "03", careful, "--always-auth");
  assert_signs (fixture, careful);
}

static void
test_pin_wrong (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (YyqUkey) ukey = only_ukey (fixture);
  g_autoptr (YyqUkey) after = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (sign_as (fixture, ukey, fixture->rsa, "654321", NULL, &error));
  g_assert_error (error, YYQ_UKEY_ERROR, YYQ_UKEY_ERROR_PIN_WRONG);

  after = only_ukey (fixture);
  g_assert_cmpint (yyq_ukey_get_pin_state (after), ==, YYQ_UKEY_PIN_LOW);
  assert_signs (fixture, fixture->rsa);
}

static void
test_pin_length (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (YyqUkey) ukey = only_ukey (fixture);
  g_autoptr (YyqUkey) after = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (sign_as (fixture, ukey, fixture->rsa, "12", NULL, &error));
  g_assert_error (error, YYQ_UKEY_ERROR, YYQ_UKEY_ERROR_PIN_LENGTH);

  after = only_ukey (fixture);
  g_assert_cmpint (yyq_ukey_get_pin_state (after), ==, YYQ_UKEY_PIN_OK);
}

static void
test_once (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (YyqUkey) ukey = only_ukey (fixture);
  g_autoptr (YyqSecret) pin = yyq_secret_new_from_text (YYQ_TEST_PIN);
  g_autoptr (YyqSigner) signer =
    yyq_ukey_signer_new (fixture->manager, ukey, certificate_of (ukey, fixture->ec), pin);
  g_autoptr (GBytes) digest = g_bytes_new ("0123456789abcdef0123456789abcdef", 32);
  g_autoptr (GBytes) first =
    yyq_signer_sign_digest (signer, YYQ_SIGNATURE_ECDSA_SHA256, digest, NULL, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (first);
  g_assert_null (yyq_signer_sign_digest (signer, YYQ_SIGNATURE_ECDSA_SHA256, digest, NULL, &error));
  g_assert_error (error, YYQ_UKEY_ERROR, YYQ_UKEY_ERROR_LOGGED_OUT);
}

static void
test_unusable (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (YyqTestIdentity) expired =
    yyq_test_identity_new (&(YyqTestIdentitySpec){ "EC", "过期", NULL, -30, -1 });
  g_autoptr (YyqTestIdentity) early =
    yyq_test_identity_new (&(YyqTestIdentitySpec){ "EC", "未生效", NULL, 1, 30 });
  g_autoptr (YyqTestIdentity) cipher =
    yyq_test_identity_new (&(YyqTestIdentitySpec){ "RSA", "加密", "keyEncipherment", -1, 30 });
  g_autoptr (YyqUkey) ukey = NULL;
  YyqTestIdentity *const all[] = { expired, early, cipher };
  g_autoptr (YyqUkeyCertificate) first = NULL;

  yyq_test_softhsm_add_certificate (fixture->hsm, "expired", "11", expired);
  yyq_test_softhsm_add_certificate (fixture->hsm, "early", "12", early);
  yyq_test_softhsm_add_certificate (fixture->hsm, "cipher", "13", cipher);
  ukey = only_ukey (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (all); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_nonnull (yyq_ukey_certificate_get_reason (certificate_of (ukey, all[i])));
    g_assert_null (sign_as (fixture, ukey, all[i], YYQ_TEST_PIN, NULL, &error));
    g_assert_error (error, YYQ_UKEY_ERROR, YYQ_UKEY_ERROR_UNUSABLE_KEY);
  }
  first = g_list_model_get_item (yyq_ukey_get_certificates (ukey), 0);
  g_assert_true (yyq_ukey_certificate_get_usable (first));
}

static void
test_no_key (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (YyqTestIdentity) alone =
    yyq_test_identity_new (&(YyqTestIdentitySpec){ "RSA", "无私钥", NULL, -1, 30 });
  g_autoptr (YyqUkey) ukey = NULL;
  g_autoptr (GError) error = NULL;

  yyq_test_softhsm_add_certificate (fixture->hsm, "alone", "14", alone);
  ukey = only_ukey (fixture);
  g_assert_null (sign_as (fixture, ukey, alone, YYQ_TEST_PIN, NULL, &error));
  g_assert_error (error, YYQ_UKEY_ERROR, YYQ_UKEY_ERROR_UNUSABLE_KEY);
}

static void
order (Fixture *fixture, const char *fault)
{
  g_assert_true (g_file_set_contents (fixture->fault, fault, -1, NULL));
}

static void
assert_fails_then_recovers (Fixture *fixture, const char *fault, YyqUkeyError code)
{
  g_autoptr (YyqUkey) ukey = only_ukey (fixture);
  g_autoptr (GError) error = NULL;

  order (fixture, fault);
  g_assert_null (sign_as (fixture, ukey, fixture->rsa, YYQ_TEST_PIN, NULL, &error));
  g_assert_error (error, YYQ_UKEY_ERROR, (int) code);

  g_assert_cmpint (g_remove (fixture->fault), ==, 0);
  assert_signs (fixture, fixture->rsa);
}

static void
test_crash (Fixture *fixture, gconstpointer unused)
{
  assert_fails_then_recovers (fixture, "crash", YYQ_UKEY_ERROR_DRIVER_CRASH);
}

static void
test_device_error (Fixture *fixture, gconstpointer unused)
{
  assert_fails_then_recovers (fixture, "error 0x30", YYQ_UKEY_ERROR_DEVICE);
}

static void
test_removed_code (Fixture *fixture, gconstpointer unused)
{
  assert_fails_then_recovers (fixture, "error 0x32", YYQ_UKEY_ERROR_REMOVED);
}

static void
test_garbage (Fixture *fixture, gconstpointer unused)
{
  assert_fails_then_recovers (fixture, "garbage", YYQ_UKEY_ERROR_DEVICE);
}

static gpointer
cancel_soon (gpointer cancellable)
{
  g_cancellable_cancel (cancellable);
  return NULL;
}

static void
test_hang (Fixture *fixture, gconstpointer unused)
{
  yyq_ukey_manager_stop (fixture->manager);
  g_object_unref (fixture->manager);
  open_manager (fixture, g_getenv ("YYQ_FAULT_MODULE"), 500);
  assert_fails_then_recovers (fixture, "hang", YYQ_UKEY_ERROR_TIMEOUT);
}

static void
test_cancel (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (YyqUkey) ukey = only_ukey (fixture);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  GThread *thread;

  order (fixture, "hang");
  thread = g_thread_new ("cancel", cancel_soon, cancellable);
  g_assert_null (sign_as (fixture, ukey, fixture->rsa, YYQ_TEST_PIN, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_thread_join (thread);
}

static void
store_result (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **place = user_data;

  *place = g_object_ref (result);
}

static void
refresh (Fixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  yyq_ukey_manager_refresh_async (fixture->manager, NULL, store_result, &result);
  yyq_test_wait_while (result == NULL);
  g_assert_true (yyq_ukey_manager_refresh_finish (fixture->manager, result, &error));
}

static void
test_model (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (YyqUkey) before = NULL;
  g_autoptr (YyqUkey) after = NULL;

  refresh (fixture);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->manager)), ==, 1);
  g_assert_cmpint (yyq_ukey_manager_get_diagnosis (fixture->manager), ==, YYQ_UKEY_DIAGNOSIS_OK);

  before = g_list_model_get_item (G_LIST_MODEL (fixture->manager), 0);
  refresh (fixture);
  after = g_list_model_get_item (G_LIST_MODEL (fixture->manager), 0);
  g_assert_true (before == after);
}

static void
test_failing_driver (Fixture *fixture, gconstpointer unused)
{
  refresh (fixture);
  order (fixture, "crash list");
  refresh (fixture);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->manager)), ==, 0);
  g_assert_cmpint (yyq_ukey_manager_get_diagnosis (fixture->manager), ==,
                   YYQ_UKEY_DIAGNOSIS_DRIVER_FAILED);
}

static void
test_not_a_driver (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YyqUkeyManager) manager = yyq_ukey_manager_new ();

  yyq_ukey_manager_set_discovery (manager, FALSE);
  yyq_ukey_manager_add_module (manager, fixture->hsm->configuration);
  g_assert_null (yyq_ukey_manager_list_sync (manager, NULL, &error));
  g_assert_error (error, YYQ_UKEY_ERROR, YYQ_UKEY_ERROR_NO_DRIVER);
  yyq_ukey_manager_stop (manager);
}

static void
test_stopped (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (YyqUkey) ukey = only_ukey (fixture);
  g_autoptr (GError) error = NULL;

  yyq_ukey_manager_stop (fixture->manager);
  g_assert_null (sign_as (fixture, ukey, fixture->rsa, YYQ_TEST_PIN, NULL, &error));
  g_assert_error (error, YYQ_UKEY_ERROR, YYQ_UKEY_ERROR_NO_TOKEN);
}

#define FAULT "YYQ_FAULT_MODULE"
#define ADD(name, module, function) g_test_add (name, Fixture, module, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  if (yyq_test_softhsm_get_module () == NULL) {
    g_print ("1..0 # SKIP SoftHSM is not installed\n");
    return 0;
  }
  ADD ("/ukey/list/a token shows its name, PIN limits and certificates", NULL, test_list);
  ADD ("/ukey/list/a token that stays keeps its object", NULL, test_model);
  ADD ("/ukey/list/certificates that may not sign say why and come last", NULL, test_unusable);
  ADD ("/ukey/sign/RSA verifies", NULL, test_rsa);
  ADD ("/ukey/sign/P-256 verifies", NULL, test_ec);
  ADD ("/ukey/sign/a key that always wants its PIN signs", NULL, test_always_authenticate);
  ADD ("/ukey/sign/a wrong PIN is named, costs one try, and the right one works after it", NULL,
       test_pin_wrong);
  ADD ("/ukey/sign/a PIN of impossible length costs no try", NULL, test_pin_length);
  ADD ("/ukey/sign/a signer signs once and its PIN is gone", NULL, test_once);
  ADD ("/ukey/sign/a certificate without its key is unusable", NULL, test_no_key);
  ADD ("/ukey/sign/after stopping there is no token", NULL, test_stopped);
  ADD ("/ukey/fault/a crash while signing is reported and the next signature works", FAULT,
       test_crash);
  ADD ("/ukey/fault/a hang while signing is ended and the next signature works", FAULT, test_hang);
  ADD ("/ukey/fault/cancelling ends a driver that hangs", FAULT, test_cancel);
  ADD ("/ukey/fault/a device error is not taken for a wrong PIN", FAULT, test_device_error);
  ADD ("/ukey/fault/a removal is named", FAULT, test_removed_code);
  ADD ("/ukey/fault/a signature that does not fit the certificate never gets out", FAULT,
       test_garbage);
  ADD ("/ukey/fault/a driver that crashes while listing is the diagnosis", FAULT,
       test_failing_driver);
  ADD ("/ukey/fault/a file that is no driver is reported", NULL, test_not_a_driver);
  return g_test_run ();
}
