/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <openssl/x509v3.h>
#include <string.h>

#include "yyq-clock.h"
#include "yyq-openssl.h"
#include "yyq-scheduler.h"
#include "yyq-service-error.h"
#include "yyq-signing-certificate.h"
#include "yyq-stamping.h"
#include "yyq-test-identity.h"
#include "yyq-test-signing.h"
#include "yyq-test-wait.h"
#include "yyq-trust-keeper.h"

/* Whom the platform trusts while it runs (D7): lists that come and run out, and what each root asks
 * for. */

#define DAY 86400L
#define DAY_MS (DAY * 1000)
#define MINUTE_MS (60 * G_GINT64_CONSTANT (1000))
#define USAGE "critical,digitalSignature,nonRepudiation"

typedef YyqTestSigning Fixture;

/* The clerk's key is good for a month: the clock goes on here. */
static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *binding = NULL;

  yyq_test_signing_set_up (fixture, GINT_TO_POINTER (YYQ_TEST_SOUP));
  yyq_test_key_pair_free (fixture->key);
  fixture->key = yyq_test_key_pair_new_full (fixture->platform->pki, fixture->platform->uscc, -DAY,
                                             30 * DAY, USAGE);
  binding = yyq_test_key_pair_bind (fixture->key, fixture->platform, fixture->platform->clerk,
                                    fixture->platform->company);
}

static YyqTestReply *
open_session (Fixture *fixture)
{
  g_autofree char *token = yyq_test_platform_log_in (fixture->platform, fixture->platform->clerk,
                                                     fixture->platform->company);

  return yyq_test_signing_open (fixture, token, fixture->contract, fixture->key->der, NULL);
}

static void
assert_opens (Fixture *fixture)
{
  g_autoptr (YyqTestReply) reply = open_session (fixture);

  g_assert_cmpuint (reply->status, ==, 201);
}

static void
assert_refused (Fixture *fixture, guint status, const char *code)
{
  g_autoptr (YyqTestReply) reply = open_session (fixture);

  yyq_assert_problem (reply, status, code);
}

static void
publish (Fixture *fixture, gboolean revoked, long number, long until)
{
  g_autoptr (GBytes) list = yyq_test_pki_crl_full (
    fixture->platform->pki, revoked ? fixture->key->x509 : NULL, 3600, number, -60, until);

  yyq_test_platform_publish (fixture->platform, list);
}

static void
test_reloaded (Fixture *fixture, gconstpointer data)
{
  assert_opens (fixture);
  publish (fixture, TRUE, 10, DAY);
  assert_refused (fixture, 403, "certificate-revoked");
}

static gboolean
counts (Fixture *fixture, GBytes *list)
{
  g_autoptr (GPtrArray) lists =
    yyq_trust_keeper_get_list_ders (yyq_trust_keeper_of (fixture->platform->platform));

  return g_ptr_array_find_with_equal_func (lists, list, g_bytes_equal, NULL);
}

static void
test_found (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) list =
    yyq_test_pki_crl_full (fixture->platform->pki, fixture->key->x509, 3600, 10, -60, DAY);

  yyq_test_platform_write_list (fixture->platform, list);
  g_assert_false (counts (fixture, list));
  yyq_scheduler_start (yyq_scheduler_of (fixture->platform->platform));
  yyq_test_wait_aside_while (!counts (fixture, list));
  assert_refused (fixture, 403, "certificate-revoked");
}

/* Each of these would let the revoked key sign again. */
static void
test_wrong_files (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YyqTestPki) stranger = yyq_test_pki_new ();
  g_autoptr (GBytes) foreign = yyq_test_pki_crl_full (stranger, NULL, 0, 99, -60, DAY);
  g_autoptr (GBytes) nonsense = g_bytes_new_static ("nonsense", 8);
  g_autoptr (GBytes) empty = g_bytes_new_static ("", 0);

  publish (fixture, TRUE, 10, DAY);
  publish (fixture, FALSE, 9, DAY);
  assert_refused (fixture, 403, "certificate-revoked");
  yyq_test_platform_publish (fixture->platform, foreign);
  assert_refused (fixture, 403, "certificate-revoked");
  yyq_test_platform_publish (fixture->platform, nonsense);
  assert_refused (fixture, 403, "certificate-revoked");
  yyq_test_platform_publish (fixture->platform, empty);
  assert_refused (fixture, 403, "certificate-revoked");
  publish (fixture, FALSE, 11, DAY);
  assert_opens (fixture);
}

static void
assert_ready (Fixture *fixture, gint64 closed_since)
{
  g_autoptr (YyqTestReply) reply =
    yyq_test_platform_call (fixture->platform, "GET", "/readyz", NULL, NULL, NULL);
  JsonObject *closed;

  g_assert_cmpuint (reply->status, ==, 200);
  g_assert_cmpstr (yyq_test_reply_get (reply, "status"), ==, closed_since == 0 ? "ok" : "degraded");
  if (closed_since == 0)
    return;
  closed = json_array_get_object_element (yyq_test_reply_items (reply, "closed"), 0);
  g_assert_cmpstr (json_object_get_string_member (closed, "issuer"), ==, "测试根证书");
  g_assert_cmpint (ABS (json_object_get_int_member (closed, "since") - closed_since), <, MINUTE_MS);
}

/* The list ends in an hour, the grace of its root is a day. */
static void
test_closes (Fixture *fixture, gconstpointer data)
{
  const gint64 now = yyq_clock_now ();
  const gint64 end = now + 3600 * 1000;

  publish (fixture, FALSE, 10, 3600);
  yyq_clock_freeze (end + DAY_MS - MINUTE_MS);
  assert_opens (fixture);
  assert_ready (fixture, 0);
  yyq_clock_freeze (end + DAY_MS + MINUTE_MS);
  assert_refused (fixture, 503, "revocation-unknown");
  assert_ready (fixture, end + DAY_MS);
  publish (fixture, FALSE, 11, 10 * DAY);
  assert_opens (fixture);
  assert_ready (fixture, 0);
}

static guint warnings; /* about closed authorities */

static GLogWriterOutput
count_warnings (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer data)
{
  for (gsize i = 0; i < n_fields; i++)
    if (g_str_equal (fields[i].key, "MESSAGE") &&
        strstr (fields[i].value, "nobody can sign with certificates of") != NULL)
      warnings++;
  return G_LOG_WRITER_HANDLED;
}

static void
test_told_once (Fixture *fixture, gconstpointer data)
{
  if (!g_test_subprocess ()) {
    g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
    g_test_trap_assert_passed ();
    return;
  }
  g_log_set_writer_func (count_warnings, NULL, NULL);
  publish (fixture, FALSE, 10, 3600);
  g_assert_cmpuint (warnings, ==, 0);
  yyq_clock_freeze (yyq_clock_now () + 3 * DAY_MS);
  for (guint i = 0; i < 3; i++)
    yyq_trust_keeper_look (yyq_trust_keeper_of (fixture->platform->platform));
  g_assert_cmpuint (warnings, ==, 1);
}

/* The authority's silence is no fault of who signed. */
static void
test_held (Fixture *fixture, gconstpointer data)
{
  YyqPlatform *platform = fixture->platform->platform;
  g_autoptr (GError) error = NULL;
  gint64 held = 0;
  gint64 next = 0;

  yyq_test_signing_hold (fixture);
  publish (fixture, FALSE, 10, 3600);
  yyq_clock_freeze (yyq_clock_now () + 3 * DAY_MS);
  yyq_stamping_run (platform, &next, &error);
  g_assert_no_error (error);
  yyq_storage_query_int (yyq_platform_get_storage (platform), &held, &error,
                         "SELECT COUNT(*) FROM sign_session WHERE state = 'held' AND tries > 0",
                         "");
  g_assert_cmpint (held, ==, 1);
  yyq_storage_release (yyq_platform_get_storage (platform));
}

/* Roots by themselves */

typedef struct {
  YyqTestPki *pki;
  char *directory;
  YyqPlatformConfig config;
} Roots;

static void
roots_set_up (Roots *self, gconstpointer data)
{
  const char *paths[] = { NULL, NULL };

  self->pki = yyq_test_pki_new ();
  self->directory = g_dir_make_tmp ("yyq-roots-XXXXXX", NULL);
  paths[0] = self->directory;
  self->config.data_dir = g_build_filename (self->directory, "data", NULL);
  self->config.revocation_lists = g_strdupv ((char **) paths);
  self->config.signer_roots = g_ptr_array_new_with_free_func (g_object_unref);
  self->config.tsa_roots = g_ptr_array_new_with_free_func (g_object_unref);
}

static void
roots_tear_down (Roots *self, gconstpointer data)
{
  yyq_test_pki_free (self->pki);
  yyq_test_remove_tree (self->directory);
  g_free (self->directory);
  g_free (self->config.data_dir);
  g_strfreev (self->config.revocation_lists);
  g_ptr_array_unref (self->config.signer_roots);
  g_ptr_array_unref (self->config.tsa_roots);
}

static void
write_list (Roots *self, long number)
{
  g_autoptr (GBytes) list = yyq_test_pki_crl_full (self->pki, NULL, 0, number, -60, DAY);
  g_autofree char *path = g_build_filename (self->directory, "a.crl", NULL);

  g_assert_true (g_file_set_contents (path, g_bytes_get_data (list, NULL),
                                      (gssize) g_bytes_get_size (list), NULL));
}

static void
assert_number (Roots *self, const char *number)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YyqTrustKeeper) keeper = yyq_trust_keeper_new (&self->config, &error);
  g_autoptr (GPtrArray) lists = NULL;

  g_assert_no_error (error);
  lists = yyq_trust_keeper_ref_lists (keeper);
  g_assert_cmpuint (lists->len, ==, 1);
  g_assert_cmpstr (((YyqCrl *) g_ptr_array_index (lists, 0))->number, ==, number);
}

static void
test_restart (Roots *self, gconstpointer data)
{
  g_ptr_array_add (self->config.signer_roots, yyq_test_pki_trust_root (self->pki));
  write_list (self, 300);
  assert_number (self, "12c");
  write_list (self, 299);
  assert_number (self, "12c");
  write_list (self, 4096);
  assert_number (self, "1000");
}

static void
test_no_list (Roots *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (self->config.signer_roots, yyq_test_pki_trust_root (self->pki));
  g_assert_null (yyq_trust_keeper_new (&self->config, &error));
  g_assert_error (error, YYQ_PDF_ERROR, YYQ_PDF_ERROR_FAILED);
  g_assert_true (g_str_has_prefix (error->message, "test: revocation is required"));
}

/* (transfer full): a certificate below the root, with an extended key usage and a policy where they
 * are given. */
static GBytes *
issue (Roots *self, EVP_PKEY *key, const char *usage, const char *extended, const char *policy)
{
  g_autoptr (X509) certificate = yyq_test_pki_issue (self->pki, key, "签署人", -DAY, DAY, usage);

  if (extended != NULL)
    yyq_test_pki_extend (self->pki, certificate, NID_ext_key_usage, extended);
  if (policy != NULL)
    yyq_test_pki_extend (self->pki, certificate, NID_certificate_policies, policy);
  return yyq_x509_to_der (certificate);
}

/* @code NULL: it is taken. */
static void
assert_judged (Roots *self, YyqTrustRoot *root, GBytes *certificate, const char *code)
{
  g_autoptr (GBytes) owned = certificate;
  g_autoptr (YyqTrustKeeper) keeper = NULL;
  g_autoptr (YyqTrust) trust = NULL;
  g_autoptr (GError) error = NULL;

  g_ptr_array_set_size (self->config.signer_roots, 0);
  g_ptr_array_add (self->config.signer_roots, g_object_ref (root));
  keeper = yyq_trust_keeper_new (&self->config, &error);
  g_assert_no_error (error);
  trust = yyq_trust_keeper_ref_trust (keeper);
  yyq_signing_certificate_check_trust (certificate, trust, yyq_clock_now (), &error);
  g_assert_cmpstr (error != NULL ? yyq_service_error_get_code (error) : NULL, ==, code);
}

static void
test_policy (Roots *self, gconstpointer data)
{
  const char *const usages[] = { "digital-signature", "non-repudiation", NULL };
  const char *const oids[] = { "1.3.6.1.5.5.7.3.36", "1.3.6.1.5.5.7.3.4", NULL };
  const char *const policies[] = { "1.2.156.112559.1.1", NULL };
  g_autoptr (EVP_PKEY) key = EVP_EC_gen ("P-256");
  g_autoptr (EVP_PKEY) weak = EVP_RSA_gen (2048);
  g_autoptr (YyqTrustRoot) root = yyq_test_pki_trust_root (self->pki);

  write_list (self, 1);
  assert_judged (self, root, issue (self, key, "critical,digitalSignature", NULL, NULL), NULL);
  g_object_set (root, "key-usages", usages, NULL);
  assert_judged (self, root, issue (self, key, "critical,digitalSignature", NULL, NULL),
                 "certificate-usage");
  assert_judged (self, root, issue (self, key, USAGE, NULL, NULL), NULL);
  g_object_set (root, "extended-key-usages", oids, NULL);
  assert_judged (self, root, issue (self, key, USAGE, NULL, NULL), "certificate-usage");
  assert_judged (self, root, issue (self, key, USAGE, "clientAuth", NULL), "certificate-usage");
  assert_judged (self, root, issue (self, key, USAGE, "emailProtection", NULL), NULL);
  g_object_set (root, "policies", policies, NULL);
  assert_judged (self, root, issue (self, key, USAGE, "emailProtection", "1.2.156.112559.1.2"),
                 "certificate-usage");
  assert_judged (self, root, issue (self, key, USAGE, "emailProtection", "1.2.156.112559.1.1"),
                 NULL);
  assert_judged (self, root, issue (self, weak, USAGE, "emailProtection", "1.2.156.112559.1.1"),
                 NULL);
  g_object_set (root, "minimum-rsa", 3072, NULL);
  assert_judged (self, root, issue (self, weak, USAGE, "emailProtection", "1.2.156.112559.1.1"),
                 "certificate-usage");
}

/* What is trusted for time stamps alone vouches for no signer. */
static void
test_two_lists (Roots *self, gconstpointer data)
{
  g_autoptr (YyqTestPki) tsa = yyq_test_pki_new ();
  g_autoptr (EVP_PKEY) key = EVP_EC_gen ("P-256");
  g_autoptr (YyqTrustRoot) stamps = yyq_test_pki_trust_root (self->pki);
  g_autoptr (YyqTrustRoot) signers = yyq_test_pki_trust_root (tsa);

  g_object_set (stamps, "revocation-required", FALSE, NULL);
  g_object_set (signers, "revocation-required", FALSE, NULL);
  g_ptr_array_add (self->config.tsa_roots, g_object_ref (stamps));
  assert_judged (self, signers, issue (self, key, USAGE, NULL, NULL), "certificate-untrusted");
}

#define ADD(name, test) \
  g_test_add ("/revocation/" name, Fixture, NULL, set_up, test, yyq_test_signing_tear_down)
#define ADD_ROOTS(name, test) \
  g_test_add ("/roots/" name, Roots, NULL, roots_set_up, test, roots_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  /* What is refused here is warned of. */
  g_log_set_always_fatal (G_LOG_LEVEL_CRITICAL | G_LOG_FATAL_MASK);
  ADD ("a new list counts while the platform runs", test_reloaded);
  ADD ("the platform finds a new list by itself", test_found);
  ADD ("a list that is older, foreign or damaged changes nothing", test_wrong_files);
  ADD ("after next update and grace nobody signs until a newer list is there", test_closes);
  ADD ("that it is closed is told once", test_told_once);
  ADD ("what waits for its time stamp goes on waiting while revocation is unknown", test_held);
  ADD_ROOTS ("after a restart no older list counts", test_restart);
  ADD_ROOTS ("a root that needs lists and has none is refused by its name", test_no_list);
  ADD_ROOTS ("a certificate must be what the policy of its root says", test_policy);
  ADD_ROOTS ("roots of time stamps are no roots of signers", test_two_lists);
  return g_test_run ();
}
