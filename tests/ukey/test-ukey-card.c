/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-error.h"
#include "yyq-test-reader.h"
#include "yyq-test-wait.h"
#include "yyq-ukey-signer.h"

/* The whole way of a real UKey: manager, helper, OpenSC, pcscd, reader driver, card. */
typedef struct {
  YyqTestIdentity *login;
  YyqTestIdentity *sign;
  YyqTestReader *reader;
  YyqUkeyManager *manager;
} Fixture;

static void
open_manager (Fixture *fixture, gint64 deadline_ms)
{
  fixture->manager = yyq_ukey_manager_new ();
  yyq_ukey_manager_set_sign_deadline (fixture->manager, deadline_ms);
  yyq_ukey_manager_set_discovery (fixture->manager, FALSE);
  yyq_ukey_manager_add_module (fixture->manager, g_getenv ("YYQ_TEST_OPENSC"));
}

static void
set_up (Fixture *fixture, gconstpointer key_type)
{
  fixture->login = yyq_test_identity_new (
    &(YyqTestIdentitySpec){ key_type, "张三 登录", "digitalSignature", -1, 365 });
  fixture->sign =
    yyq_test_identity_new (&(YyqTestIdentitySpec){ key_type, "合同章", NULL, -1, 365 });
  fixture->reader = yyq_test_reader_new (fixture->login, fixture->sign, YYQ_TEST_READER_PIN);
  open_manager (fixture, 0);
}

static void
tear_down (Fixture *fixture, gconstpointer key_type)
{
  yyq_ukey_manager_stop (fixture->manager);
  /* A listing may still be on its way to the main context. */
  yyq_test_wait_while (yyq_ukey_manager_get_refreshing (fixture->manager));
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  g_assert_finalize_object (fixture->manager);
  yyq_test_reader_free (fixture->reader);
  yyq_test_identity_free (fixture->login);
  yyq_test_identity_free (fixture->sign);
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
find_certificate (YyqUkey *ukey, YyqTestIdentity *identity)
{
  g_autoptr (GBytes) der = yyq_test_identity_get_der (identity);
  g_autofree char *sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, der);

  return yyq_ukey_find_certificate (ukey, sha256);
}

static gboolean
sign_as (Fixture *fixture, YyqUkey *ukey, YyqTestIdentity *identity, const char *pin,
         GError **error)
{
  YyqUkeyCertificate *certificate = find_certificate (ukey, identity);
  g_autoptr (YyqSecret) secret = yyq_secret_new_from_text (pin);
  g_autoptr (YyqSigner) signer = yyq_ukey_signer_new (fixture->manager, ukey, certificate, secret);
  g_autoptr (GBytes) digest = g_bytes_new ("0123456789abcdef0123456789abcdef", 32);
  g_autoptr (GBytes) signature = NULL;
  YyqSignatureAlgorithm algorithm;

  g_assert_true (yyq_ukey_certificate_get_algorithm (certificate, &algorithm));
  signature = yyq_signer_sign_digest (signer, algorithm, digest, NULL, error);
  return signature != NULL;
}

static void
assert_signs (Fixture *fixture, YyqTestIdentity *identity)
{
  g_autoptr (YyqUkey) ukey = only_ukey (fixture);
  g_autoptr (GError) error = NULL;

  sign_as (fixture, ukey, identity, "123456", &error);
  g_assert_no_error (error);
}

static void
test_sign (Fixture *fixture, gconstpointer key_type)
{
  guint n;

  assert_signs (fixture, fixture->login);
  yyq_test_reader_tell (fixture->reader, "stat", NULL, &n);
  g_assert_cmpuint (n, ==, 1);
}

static void
test_always_authenticate (Fixture *fixture, gconstpointer key_type)
{
  guint n;

  assert_signs (fixture, fixture->sign);
  assert_signs (fixture, fixture->sign);
  yyq_test_reader_tell (fixture->reader, "stat", NULL, &n);
  g_assert_cmpuint (n, ==, 2);
}

static void
test_lock (Fixture *fixture, gconstpointer key_type)
{
  static const YyqUkeyError expected[] = { YYQ_UKEY_ERROR_PIN_WRONG, YYQ_UKEY_ERROR_PIN_FINAL_TRY,
                                           YYQ_UKEY_ERROR_PIN_LOCKED, YYQ_UKEY_ERROR_PIN_LOCKED };
  static const YyqUkeyPinState states[] = { YYQ_UKEY_PIN_LOW, YYQ_UKEY_PIN_FINAL,
                                            YYQ_UKEY_PIN_LOCKED, YYQ_UKEY_PIN_LOCKED };
  g_autoptr (YyqUkey) ukey = only_ukey (fixture);
  guint n;

  for (guint i = 0; i < G_N_ELEMENTS (expected); i++) {
    g_autoptr (GError) error = NULL;
    guint tries;

    g_assert_false (sign_as (fixture, ukey, fixture->sign, i < 3 ? "654321" : "123456", &error));
    g_assert_error (error, YYQ_UKEY_ERROR, (int) expected[i]);
    yyq_test_reader_tell (fixture->reader, "stat", &tries, &n);
    g_assert_cmpuint (tries, ==, i < 3 ? 2 - i : 0);
    /* Nobody has asked the driver anew. */
    g_assert_cmpint (yyq_ukey_get_pin_state (ukey), ==, states[i]);
  }
  g_assert_cmpuint (n, ==, 0);
}

static void
test_pull_while_signing (Fixture *fixture, gconstpointer key_type)
{
  g_autoptr (YyqUkey) ukey = only_ukey (fixture);
  g_autoptr (GError) error = NULL;

  yyq_test_reader_tell (fixture->reader, "pull", NULL, NULL);
  g_assert_false (sign_as (fixture, ukey, fixture->sign, "123456", &error));
  g_assert_error (error, YYQ_UKEY_ERROR, YYQ_UKEY_ERROR_REMOVED);

  yyq_test_reader_tell (fixture->reader, "insert", NULL, NULL);
  assert_signs (fixture, fixture->sign);
}

static void
assert_not_there (Fixture *fixture, YyqUkey *ukey)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (sign_as (fixture, ukey, fixture->sign, "123456", &error));
  g_assert_true (g_error_matches (error, YYQ_UKEY_ERROR, YYQ_UKEY_ERROR_NO_TOKEN) ||
                 g_error_matches (error, YYQ_UKEY_ERROR, YYQ_UKEY_ERROR_REMOVED));
}

static void
test_removed_before (Fixture *fixture, gconstpointer key_type)
{
  g_autoptr (YyqUkey) ukey = only_ukey (fixture);

  yyq_test_reader_tell (fixture->reader, "remove", NULL, NULL);
  assert_not_there (fixture, ukey);
}

static void
test_pulled_after (Fixture *fixture, gconstpointer key_type)
{
  g_autoptr (YyqUkey) ukey = only_ukey (fixture);
  g_autoptr (GError) error = NULL;
  guint n;

  yyq_test_reader_tell (fixture->reader, "pull after", NULL, NULL);
  sign_as (fixture, ukey, fixture->sign, "123456", &error);
  g_assert_no_error (error);

  assert_not_there (fixture, ukey);
  yyq_test_reader_tell (fixture->reader, "insert", NULL, &n);
  g_assert_cmpuint (n, ==, 1);
  assert_signs (fixture, fixture->sign);
}

/* OpenSC's own locks dead-lock on the next call after such an error: nothing may call into it. */
static void
test_pulled_unnoticed (Fixture *fixture, gconstpointer key_type)
{
  for (guint i = 0; i < 3; i++) {
    g_autoptr (YyqUkey) ukey = only_ukey (fixture);
    g_autoptr (GError) error = NULL;

    yyq_test_reader_tell (fixture->reader, "pull late", NULL, NULL);
    g_assert_false (sign_as (fixture, ukey, fixture->sign, "123456", &error));
    g_assert_true (g_error_matches (error, YYQ_UKEY_ERROR, YYQ_UKEY_ERROR_DEVICE) ||
                   g_error_matches (error, YYQ_UKEY_ERROR, YYQ_UKEY_ERROR_REMOVED));
    yyq_test_reader_tell (fixture->reader, "insert", NULL, NULL);
    assert_signs (fixture, fixture->sign);
  }
}

static gpointer
remove_card (gpointer reader)
{
  guint n = 0;

  /* The card counts a signature when it has made it. */
  yyq_test_reader_tell (reader, "remove busy", NULL, &n);
  return GUINT_TO_POINTER (n);
}

static void
test_slow (Fixture *fixture, gconstpointer key_type)
{
  g_autoptr (YyqUkey) ukey = only_ukey (fixture);
  g_autoptr (GError) error = NULL;
  GThread *thread;

  yyq_test_reader_tell (fixture->reader, "slow 700", NULL, NULL);
  assert_signs (fixture, fixture->sign);

  yyq_test_reader_tell (fixture->reader, "slow 20000", NULL, NULL);
  thread = g_thread_new ("hand", remove_card, fixture->reader);
  g_assert_false (sign_as (fixture, ukey, fixture->sign, "123456", &error));
  g_assert_error (error, YYQ_UKEY_ERROR, YYQ_UKEY_ERROR_REMOVED);
  g_assert_cmpuint (GPOINTER_TO_UINT (g_thread_join (thread)), ==, 1);
}

static void
test_too_slow (Fixture *fixture, gconstpointer key_type)
{
  g_autoptr (YyqUkey) ukey = NULL;
  g_autoptr (GError) error = NULL;

  yyq_ukey_manager_stop (fixture->manager);
  g_object_unref (fixture->manager);
  open_manager (fixture, 1500);
  ukey = only_ukey (fixture);
  yyq_test_reader_tell (fixture->reader, "slow 3000", NULL, NULL);
  g_assert_false (sign_as (fixture, ukey, fixture->sign, "123456", &error));
  g_assert_error (error, YYQ_UKEY_ERROR, YYQ_UKEY_ERROR_TIMEOUT);

  yyq_test_reader_tell (fixture->reader, "slow 0", NULL, NULL);
  assert_signs (fixture, fixture->sign);
}

static void
test_swap (Fixture *fixture, gconstpointer key_type)
{
  g_autoptr (YyqTestIdentity) login = yyq_test_identity_new (
    &(YyqTestIdentitySpec){ key_type, "张三 登录", "digitalSignature", -1, 365 });
  g_autoptr (YyqTestIdentity) sign =
    yyq_test_identity_new (&(YyqTestIdentitySpec){ key_type, "合同章", NULL, -1, 365 });
  g_autoptr (YyqUkey) before = only_ukey (fixture);
  g_autoptr (YyqUkey) after = NULL;
  g_autoptr (GError) error = NULL;
  guint tries;
  guint n;

  yyq_test_reader_tell (fixture->reader, "remove", NULL, NULL);
  yyq_test_reader_insert_other (fixture->reader, login, sign);
  /* OpenSC shows what it remembers, and only C_Login tells that the card has gone. */
  if (!sign_as (fixture, before, fixture->sign, "654321", &error) &&
      g_error_matches (error, YYQ_UKEY_ERROR, YYQ_UKEY_ERROR_REMOVED)) {
    g_clear_error (&error);
    sign_as (fixture, before, fixture->sign, "654321", &error);
  }
  g_assert_error (error, YYQ_UKEY_ERROR, YYQ_UKEY_ERROR_NO_CERTIFICATE);
  yyq_test_reader_tell (fixture->reader, "stat", &tries, &n);
  g_assert_cmpuint (tries, ==, 3);
  g_assert_cmpuint (n, ==, 0);

  after = only_ukey (fixture);
  g_assert_null (find_certificate (after, fixture->sign));
  assert_signs (fixture, sign);
}

static void
test_pin_length (Fixture *fixture, gconstpointer key_type)
{
  static const char *const impossible[] = { "", "12", "123456789" };
  g_autoptr (YyqUkey) ukey = only_ukey (fixture);
  guint tries;

  for (guint i = 0; i < G_N_ELEMENTS (impossible); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_false (sign_as (fixture, ukey, fixture->sign, impossible[i], &error));
    g_assert_error (error, YYQ_UKEY_ERROR, YYQ_UKEY_ERROR_PIN_LENGTH);
  }
  yyq_test_reader_tell (fixture->reader, "stat", &tries, NULL);
  g_assert_cmpuint (tries, ==, 3);
}

static void
test_pin_format (Fixture *fixture, gconstpointer key_type)
{
  static const char *const odd[] = { "12 456", "密码", "12345\xff" };
  g_autoptr (YyqUkey) ukey = only_ukey (fixture);

  for (guint i = 0; i < G_N_ELEMENTS (odd); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_false (sign_as (fixture, ukey, fixture->sign, odd[i], &error));
    g_test_message ("%s", error->message);
    g_assert_true (g_error_matches (error, YYQ_UKEY_ERROR, YYQ_UKEY_ERROR_PIN_LENGTH) ||
                   g_error_matches (error, YYQ_UKEY_ERROR, YYQ_UKEY_ERROR_PIN_WRONG) ||
                   g_error_matches (error, YYQ_UKEY_ERROR, YYQ_UKEY_ERROR_PIN_FINAL_TRY));
    /* The right one gives all tries back. */
    assert_signs (fixture, fixture->sign);
  }
}

static void
wait_for (Fixture *fixture, guint n_ukeys, YyqUkeyDiagnosis diagnosis)
{
  while (g_list_model_get_n_items (G_LIST_MODEL (fixture->manager)) != n_ukeys ||
         yyq_ukey_manager_get_diagnosis (fixture->manager) != diagnosis)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_hot_plug (Fixture *fixture, gconstpointer key_type)
{
  yyq_ukey_manager_start (fixture->manager);
  wait_for (fixture, 1, YYQ_UKEY_DIAGNOSIS_OK);
  yyq_test_reader_tell (fixture->reader, "remove", NULL, NULL);
  wait_for (fixture, 0, YYQ_UKEY_DIAGNOSIS_NO_DEVICE);
  yyq_test_reader_tell (fixture->reader, "insert", NULL, NULL);
  wait_for (fixture, 1, YYQ_UKEY_DIAGNOSIS_OK);
}

static void
test_service (Fixture *fixture, gconstpointer key_type)
{
  yyq_ukey_manager_start (fixture->manager);
  wait_for (fixture, 1, YYQ_UKEY_DIAGNOSIS_OK);
  yyq_test_reader_free (fixture->reader);
  wait_for (fixture, 0, YYQ_UKEY_DIAGNOSIS_NO_SERVICE);
  fixture->reader = yyq_test_reader_new (fixture->login, fixture->sign, YYQ_TEST_READER_PIN);
  wait_for (fixture, 1, YYQ_UKEY_DIAGNOSIS_OK);
}

#define ADD(name, key_type, function) \
  g_test_add (name, Fixture, key_type, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  if (!g_file_test (g_getenv ("YYQ_TEST_OPENSC"), G_FILE_TEST_EXISTS) ||
      !yyq_test_reader_prepare ()) {
    g_print ("1..0 # SKIP pcscd or OpenSC cannot run here\n");
    return 0;
  }
  ADD ("/ukey/card/RSA - one signature is one operation of the card", "RSA", test_sign);
  ADD ("/ukey/card/P-256 - one signature is one operation of the card", "EC", test_sign);
  ADD ("/ukey/card/the key that wants its PIN each time signs each time", "RSA",
       test_always_authenticate);
  ADD ("/ukey/card/wrong PINs lead to the last try and the lock, and never one more", "RSA",
       test_lock);
  ADD ("/ukey/card/pulled while signing it is removed, and signs when it is back", "RSA",
       test_pull_while_signing);
  ADD ("/ukey/card/pulled before signing it is not there", "RSA", test_removed_before);
  ADD ("/ukey/card/pulled right after signing the signature is good", "EC", test_pulled_after);
  ADD ("/ukey/card/pulled while the reader does not notice, it signs when it is back", "RSA",
       test_pulled_unnoticed);
  ADD ("/ukey/card/a slow card signs, and may be pulled meanwhile", "EC", test_slow);
  ADD ("/ukey/card/a card slower than the deadline is given up, and signs later", "RSA",
       test_too_slow);
  ADD ("/ukey/card/another card of the same name costs no try and never signs", "EC", test_swap);
  ADD ("/ukey/card/a PIN of impossible length costs no try", "EC", test_pin_length);
  ADD ("/ukey/card/a PIN of odd characters is refused as a PIN", "EC", test_pin_format);
  ADD ("/ukey/card/coming and going is seen", "EC", test_hot_plug);
  ADD ("/ukey/card/the service may end and come back", "EC", test_service);
  return g_test_run ();
}
