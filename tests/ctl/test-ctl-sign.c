/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <json-glib/json-glib.h>
#include <libsoup/soup.h>
#include <string.h>

#include "yyq-attack-files.h"
#include "yyq-clock.h"
#include "yyq-ctl-run.h"
#include "yyq-openssl.h"
#include "yyq-test-softhsm.h"
#include "yyq-test-soup.h"
#include "yyq-tsp.h"

typedef struct {
  YyqAttackKit *kit;
  YyqTestSoftHsm *hsm;
  YyqTestIdentity identity;
  SoupServer *server;
  char *tsa; /* URL */
  char *root;
  char *in;
  char *out;
  char *sha256; /* of the certificate */
} Fixture;

static void
stamp_cb (SoupServer *server, SoupServerMessage *message, const char *path, GHashTable *query,
          gpointer data)
{
  Fixture *self = data;
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  g_autoptr (GBytes) request = soup_message_body_flatten (body);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) answer = yyq_tsp_respond (
    request, self->kit->pki->tsa_key, self->kit->pki->tsa, NULL, yyq_clock_now (), 7, &error);

  g_assert_no_error (error);
  soup_server_message_set_status (message, 200, NULL);
  soup_server_message_set_response (message, "application/timestamp-reply", SOUP_MEMORY_COPY,
                                    g_bytes_get_data (answer, NULL), g_bytes_get_size (answer));
}

static void
start_authority (Fixture *self)
{
  self->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (self->server, "/", stamp_cb, self, NULL);
  self->tsa = yyq_test_soup_listen (self->server);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GBytes) root = NULL;
  g_autoptr (GBytes) certificate = NULL;

  self->kit = yyq_attack_kit_new ();
  self->hsm = yyq_test_softhsm_new ("UKey 软");
  self->identity.key = yyq_test_key_new (YYQ_TEST_KEY_RSA);
  self->identity.x509 =
    yyq_test_pki_issue (self->kit->pki, self->identity.key, "河南测试有限公司", -3600, 86400,
                        "critical,digitalSignature,nonRepudiation");
  yyq_test_softhsm_add (self->hsm, "seal", "01", &self->identity, NULL);
  start_authority (self);
  certificate = yyq_x509_to_der (self->identity.x509);
  self->sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, certificate);
  root = yyq_test_pki_root_der (self->kit->pki);
  self->root = yyq_ctl_put_file (self->hsm->directory, "root.der", root);
  self->in = yyq_ctl_put_file (self->hsm->directory, "in.pdf", self->kit->first);
  self->out = g_build_filename (self->hsm->directory, "out.pdf", NULL);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  soup_server_disconnect (self->server);
  g_object_unref (self->server);
  yyq_test_softhsm_free (self->hsm);
  EVP_PKEY_free (self->identity.key);
  X509_free (self->identity.x509);
  yyq_attack_kit_free (self->kit);
  g_free (self->tsa);
  g_free (self->root);
  g_free (self->in);
  g_free (self->out);
  g_free (self->sha256);
}

static YyqCtlResult *
sign (Fixture *self, const YyqCtlSetting *setting, const char *module, const char *tsa,
      const char *out)
{
  return yyq_ctl_run (setting, (const char *const[]){ "sign", "--module", module, "--cert",
                                                      self->sha256, "--field", "employer", "--tsa",
                                                      tsa, "--pin-fd", "3", self->in, out, NULL });
}

static YyqCtlSetting
usual (Fixture *self)
{
  return (YyqCtlSetting){ .pin = YYQ_TEST_PIN "\n", .softhsm = self->hsm->configuration };
}

/* Neither the file nor a half-written one beside it. */
static void
assert_nothing_written (Fixture *self)
{
  g_autoptr (GDir) folder = g_dir_open (self->hsm->directory, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (folder)) != NULL)
    g_assert_false (g_str_has_prefix (name, "out.pdf"));
}

static void
test_signs (Fixture *self, gconstpointer data)
{
  const YyqCtlSetting setting = usual (self);
  g_autoptr (YyqCtlResult) result =
    sign (self, &setting, yyq_test_softhsm_get_module (), self->tsa, self->out);
  g_autoptr (YyqCtlResult) check = NULL;

  g_assert_cmpint (result->status, ==, 0);
  check = yyq_ctl_run (
    NULL, (const char *const[]){ "verify", "--json", "--trust", self->root, self->out, NULL });
  g_assert_cmpint (check->status, ==, 0);
  g_assert_nonnull (strstr (check->out, "河南测试有限公司"));
  g_assert_nonnull (strstr (check->out, "B-T"));
}

static void
test_tokens (Fixture *self, gconstpointer data)
{
  const YyqCtlSetting setting = usual (self);
  g_autoptr (YyqCtlResult) json =
    yyq_ctl_run (&setting, (const char *const[]){ "tokens", "--json", "--module",
                                                  yyq_test_softhsm_get_module (), NULL });
  g_autoptr (YyqCtlResult) words = yyq_ctl_run (
    &setting, (const char *const[]){ "tokens", "--module", yyq_test_softhsm_get_module (), NULL });
  g_autoptr (JsonNode) root = json_from_string (json->out, NULL);
  JsonArray *tokens = json_object_get_array_member (json_node_get_object (root), "tokens");
  JsonObject *token = json_array_get_object_element (tokens, 0);
  JsonObject *certificate =
    json_array_get_object_element (json_object_get_array_member (token, "certificates"), 0);

  g_assert_cmpint (json->status, ==, 0);
  g_assert_cmpstr (json_object_get_string_member (certificate, "sha256"), ==, self->sha256);
  g_assert_true (json_object_get_boolean_member (certificate, "usable"));
  g_assert_cmpint (words->status, ==, 0);
  g_assert_nonnull (strstr (words->out, self->sha256));
}

static void
test_wrong_pin (Fixture *self, gconstpointer data)
{
  YyqCtlSetting setting = usual (self);
  g_autoptr (YyqCtlResult) result = NULL;

  setting.pin = "654321\n" YYQ_TEST_PIN "\n";
  result = sign (self, &setting, yyq_test_softhsm_get_module (), self->tsa, self->out);
  g_assert_cmpint (result->status, ==, 2);
  g_assert_nonnull (strstr (result->complaints, "PIN"));
  g_assert_null (strstr (result->complaints, "654321"));
  assert_nothing_written (self);
}

static void
test_no_module (Fixture *self, gconstpointer data)
{
  const YyqCtlSetting setting = usual (self);
  g_autoptr (YyqCtlResult) result =
    sign (self, &setting, "/nowhere/driver.so", self->tsa, self->out);

  g_assert_cmpint (result->status, ==, 2);
  g_assert_cmpstr (result->complaints, !=, "");
  assert_nothing_written (self);
}

static void
test_dead_authority (Fixture *self, gconstpointer data)
{
  const YyqCtlSetting setting = usual (self);
  g_autoptr (YyqCtlResult) result =
    sign (self, &setting, yyq_test_softhsm_get_module (), "http://127.0.0.1:9/", self->out);

  g_assert_cmpint (result->status, ==, 2);
  g_assert_nonnull (strstr (result->complaints, "Nothing was written"));
  g_assert_nonnull (strstr (result->complaints, "--tsa"));
  g_assert_null (strstr (result->complaints, "waits for its time stamp"));
  assert_nothing_written (self);
}

static void
test_full_disk (Fixture *self, gconstpointer data)
{
  YyqCtlSetting setting = usual (self);
  g_autoptr (YyqCtlResult) result = NULL;

  setting.largest_file = g_bytes_get_size (self->kit->first);
  result = sign (self, &setting, yyq_test_softhsm_get_module (), self->tsa, self->out);
  g_assert_cmpint (result->status, ==, 2);
  g_assert_nonnull (strstr (result->complaints, "The disk is full"));
  assert_nothing_written (self);
}

static void
test_not_over_input (Fixture *self, gconstpointer data)
{
  const YyqCtlSetting setting = usual (self);
  g_autoptr (YyqCtlResult) result =
    sign (self, &setting, yyq_test_softhsm_get_module (), self->tsa, self->in);
  g_autofree char *now = NULL;
  gsize length = 0;

  g_assert_cmpint (result->status, ==, 2);
  g_assert_true (g_file_get_contents (self->in, &now, &length, NULL));
  g_assert_cmpmem (now, length, g_bytes_get_data (self->kit->first, NULL),
                   g_bytes_get_size (self->kit->first));
}

static void
test_signed_field (Fixture *self, gconstpointer data)
{
  const YyqCtlSetting setting = usual (self);
  g_autofree char *complete =
    yyq_ctl_put_file (self->hsm->directory, "complete.pdf", self->kit->complete);
  g_autoptr (YyqCtlResult) result = yyq_ctl_run (
    &setting, (const char *const[]){ "sign", "--module", yyq_test_softhsm_get_module (), "--field",
                                     "employer", "--pin-fd", "3", complete, self->out, NULL });

  g_assert_cmpint (result->status, ==, 2);
  assert_nothing_written (self);
}

static void
test_usage (Fixture *self, gconstpointer data)
{
  g_autoptr (YyqCtlResult) one_file =
    yyq_ctl_run (NULL, (const char *const[]){ "sign", self->in, NULL });
  g_autoptr (YyqCtlResult) bad_number = yyq_ctl_run (
    NULL, (const char *const[]){ "sign", "--pin-fd", "three", self->in, self->out, NULL });
  g_autoptr (YyqCtlResult) help =
    yyq_ctl_run (NULL, (const char *const[]){ "sign", "--help", NULL });

  g_assert_cmpint (one_file->status, ==, 2);
  g_assert_nonnull (strstr (one_file->complaints, "Usage:"));
  g_assert_cmpint (bad_number->status, ==, 2);
  g_assert_cmpint (help->status, ==, 0);
  g_assert_nonnull (strstr (help->out, "--pin-fd"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(sentence, function) \
  g_test_add ("/ctl/sign/" sentence, Fixture, NULL, set_up, function, tear_down)
  ADD ("what yyqctl signs, yyqctl finds valid", test_signs);
  ADD ("tokens lists certificates in words and as JSON", test_tokens);
  ADD ("a wrong PIN is tried once and never shown", test_wrong_pin);
  ADD ("a missing driver is said", test_no_module);
  ADD ("a dead time-stamp authority leaves no file and says so", test_dead_authority);
  ADD ("a full disk leaves no file and is named", test_full_disk);
  ADD ("the input is not overwritten", test_not_over_input);
  ADD ("a signed field is not signed again", test_signed_field);
  ADD ("wrong usage exits with 2 and help with 0", test_usage);
  return g_test_run ();
}
