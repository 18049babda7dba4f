/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "yyq-clock.h"
#include "yyq-test-key.h"
#include "yyq-ukey-service.h"
#include "yyq-value.h"

/* UKeys over the API: bound by challenge, used to log in, and everything that is no proof. */

#define DAY 86400L
#define LOGIN "/api/v1/auth/ukey/"
#define BIND "/api/v1/me/ukeys"

typedef struct {
  YyqTestPlatform *platform;
  char *token;
  YyqTestKeyPair *key;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->platform = yyq_test_platform_new (GPOINTER_TO_INT (data));
  fixture->token = yyq_test_platform_log_in (fixture->platform, fixture->platform->clerk,
                                             fixture->platform->company);
  fixture->key = yyq_test_key_pair_new (fixture->platform);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  yyq_clock_freeze (0);
  yyq_test_key_pair_free (fixture->key);
  yyq_test_platform_free (fixture->platform);
  g_free (fixture->token);
}

/* @token NULL: to log in; else to bind. */
static YyqTestReply *
challenge (Fixture *fixture, const char *token, const char *sha256)
{
  g_autofree char *body = g_strdup_printf ("{\"cert_sha256\":\"%s\"}", sha256);

  return yyq_test_platform_call (fixture->platform, "POST",
                                 token != NULL ? BIND "/challenge" : LOGIN "challenge", token, NULL,
                                 body);
}

static GBytes *
to_sign_of (YyqTestReply *reply)
{
  gsize length;
  guchar *data = g_base64_decode (yyq_test_reply_get (reply, "to_sign"), &length);

  return g_bytes_new_take (data, length);
}

/* What the tests change about a proof that is right otherwise. */
typedef struct {
  YyqTestKeyPair *key;         /* signs */
  YyqTestKeyPair *certificate; /* NULL: of @key */
  const char *find, *with;     /* changed in the bytes before they are signed */
  const char *password;
} Proof;

static char *
proof_body (YyqTestReply *given, const Proof *proof)
{
  g_autoptr (GBytes) to_sign = to_sign_of (given);
  g_autoptr (GString) text =
    g_string_new_len (g_bytes_get_data (to_sign, NULL), (gssize) g_bytes_get_size (to_sign));
  g_autoptr (GBytes) changed = NULL;
  GBytes *der = proof->certificate != NULL ? proof->certificate->der : proof->key->der;
  g_autofree char *certificate =
    g_base64_encode (g_bytes_get_data (der, NULL), g_bytes_get_size (der));
  g_autofree char *signature = NULL;

  if (proof->find != NULL)
    g_assert_cmpuint (g_string_replace (text, proof->find, proof->with, 1), ==, 1);
  changed = g_bytes_new (text->str, text->len);
  signature = yyq_test_key_pair_answer (proof->key, changed);
  return g_strdup_printf ("{\"challenge_id\":\"%s\",\"certificate\":\"%s\",\"algorithm\":\"ecdsa-"
                          "sha256\",\"signature\":\"%s\","
                          "\"token_label\":\"测试盾\",\"token_serial\":\"0001\",\"password\":\"%"
                          "s\",\"device\":\"测试机\"}",
                          yyq_test_reply_get (given, "challenge_id"), certificate, signature,
                          proof->password != NULL ? proof->password : YYQ_TEST_PASSWORD);
}

static YyqTestReply *
log_in (Fixture *fixture, YyqTestReply *given, const Proof *proof)
{
  g_autofree char *body = proof_body (given, proof);

  return yyq_test_platform_call (fixture->platform, "POST", LOGIN "login", NULL, NULL, body);
}

static YyqTestReply *
log_in_with (Fixture *fixture, const Proof *proof)
{
  g_autoptr (YyqTestReply) given = challenge (
    fixture, NULL, proof->certificate != NULL ? proof->certificate->sha256 : proof->key->sha256);

  return log_in (fixture, given, proof);
}

static YyqTestReply *
bind_answer (Fixture *fixture, const char *token, YyqTestReply *given, const Proof *proof)
{
  g_autofree char *body = proof_body (given, proof);
  g_autofree char *key = g_uuid_string_random ();

  return yyq_test_platform_call (fixture->platform, "POST", BIND, token, key, body);
}

static YyqTestReply *
bind_with (Fixture *fixture, const Proof *proof)
{
  g_autoptr (YyqTestReply) given = challenge (fixture, fixture->token, proof->key->sha256);

  return bind_answer (fixture, fixture->token, given, proof);
}

static guint
count_bound (Fixture *fixture)
{
  g_autoptr (YyqTestReply) list =
    yyq_test_platform_call (fixture->platform, "GET", BIND, fixture->token, NULL, NULL);

  return json_array_get_length (yyq_test_reply_items (list, "items"));
}

static void
test_whole_life (Fixture *fixture, gconstpointer data)
{
  const Proof proof = { .key = fixture->key };
  g_autoptr (YyqTestReply) bound = bind_with (fixture, &proof);
  g_autoptr (YyqTestReply) twice = bind_with (fixture, &proof);
  g_autoptr (YyqTestReply) in = log_in_with (fixture, &proof);
  g_autofree char *target = g_strdup_printf (BIND "/%s", yyq_test_reply_get (bound, "id"));
  g_autoptr (YyqTestReply) unbound = NULL;
  g_autoptr (YyqTestReply) ended = NULL;
  g_autoptr (YyqTestReply) refused = NULL;

  g_assert_cmpuint (bound->status, ==, 201);
  g_assert_cmpstr (yyq_test_reply_get (bound, "cert_sha256"), ==, fixture->key->sha256);
  yyq_assert_problem (twice, 409, "ukey-bound");
  g_assert_cmpuint (in->status, ==, 200);
  g_assert_cmpstr (yyq_test_reply_get (in, "enterprise_id"), ==, fixture->platform->company);
  g_assert_cmpuint (count_bound (fixture), ==, 1);
  unbound =
    yyq_test_platform_call (fixture->platform, "DELETE", target, fixture->token, NULL, NULL);
  g_assert_cmpuint (unbound->status, ==, 204);
  ended = yyq_test_platform_call (fixture->platform, "GET", "/api/v1/me",
                                  yyq_test_reply_get (in, "access_token"), NULL, NULL);
  yyq_assert_problem (ended, 401, "unauthenticated");
  refused = log_in_with (fixture, &proof);
  yyq_assert_problem (refused, 403, "certificate-unbound");
  g_assert_cmpuint (count_bound (fixture), ==, 0);
  /* A second try that was refused is none. */
  g_assert_cmpint (yyq_test_platform_count_messages (fixture->platform, "ukey.bind"), ==, 1);
  g_assert_cmpint (yyq_test_platform_count_messages (fixture->platform, "ukey.unbind"), ==, 1);
}

static JsonObject *
first_bound (YyqTestReply *list)
{
  return json_array_get_object_element (yyq_test_reply_items (list, "items"), 0);
}

static YyqTestReply *
list_with (Fixture *fixture, const char *token)
{
  return yyq_test_platform_call (fixture->platform, "GET", BIND, token, NULL, NULL);
}

static YyqTestReply *
change (Fixture *fixture, const char *method, YyqTestReply *bound, const char *rest,
        const char *body)
{
  g_autofree char *target = g_strdup_printf (BIND "/%s%s", yyq_test_reply_get (bound, "id"), rest);

  return yyq_test_platform_call (fixture->platform, method, target, fixture->token, NULL, body);
}

static void
test_named (Fixture *fixture, gconstpointer data)
{
  const Proof proof = { .key = fixture->key };
  g_autofree char *colleague = yyq_test_platform_log_in (
    fixture->platform, fixture->platform->colleague, fixture->platform->company);
  g_autoptr (YyqTestReply) bound = bind_with (fixture, &proof);
  g_autofree char *target = g_strdup_printf (BIND "/%s", yyq_test_reply_get (bound, "id"));
  g_autoptr (YyqTestReply) before = list_with (fixture, fixture->token);
  g_autoptr (YyqTestReply) in = log_in_with (fixture, &proof);
  g_autoptr (YyqTestReply) named = change (fixture, "PATCH", bound, "", "{\"name\":\"红色那个\"}");
  g_autoptr (YyqTestReply) stranger = yyq_test_platform_call (
    fixture->platform, "PATCH", target, colleague, NULL, "{\"name\":\"我的\"}");
  g_autoptr (YyqTestReply) after = list_with (fixture, yyq_test_reply_get (in, "access_token"));

  g_assert_false (json_object_has_member (first_bound (before), "name"));
  g_assert_false (json_object_has_member (first_bound (before), "last_used_at"));
  g_assert_cmpuint (named->status, ==, 204);
  yyq_assert_problem (stranger, 404, "not-found");
  g_assert_cmpstr (json_object_get_string_member (first_bound (after), "name"), ==, "红色那个");
  g_assert_cmpint (json_object_get_int_member (first_bound (after), "last_used_at"), >, 0);
  /* Of the session that began with it; the other one began with a password. */
  g_assert_true (json_object_get_boolean_member (first_bound (after), "in_use"));
  g_assert_false (json_object_has_member (first_bound (before), "in_use"));
}

static void
test_lost (Fixture *fixture, gconstpointer data)
{
  const Proof proof = { .key = fixture->key };
  g_autoptr (YyqTestReply) bound = bind_with (fixture, &proof);
  g_autoptr (YyqTestReply) in = log_in_with (fixture, &proof);
  g_autoptr (YyqTestReply) lost = change (fixture, "POST", bound, "/loss", "{}");
  g_autoptr (YyqTestReply) twice = change (fixture, "POST", bound, "/loss", "{}");
  g_autoptr (YyqTestReply) ended = yyq_test_platform_call (
    fixture->platform, "GET", "/api/v1/me", yyq_test_reply_get (in, "access_token"), NULL, NULL);
  g_autoptr (YyqTestReply) list = list_with (fixture, fixture->token);
  g_autoptr (YyqTestReply) refused = log_in_with (fixture, &proof);
  g_autoptr (YyqTestReply) found = bind_with (fixture, &proof);
  g_autoptr (YyqTestReply) again = log_in_with (fixture, &proof);

  g_assert_cmpuint (lost->status, ==, 204);
  yyq_assert_problem (twice, 404, "not-found");
  yyq_assert_problem (ended, 401, "unauthenticated");
  g_assert_cmpstr (json_object_get_string_member (first_bound (list), "state"), ==, "suspended");
  yyq_assert_problem (refused, 403, "certificate-unbound");
  /* Who has found it proves that, with the PIN, and his password. */
  g_assert_cmpuint (found->status, ==, 201);
  g_assert_cmpuint (again->status, ==, 200);
  g_assert_cmpuint (count_bound (fixture), ==, 1);
}

static void
bind_for (Fixture *fixture, YyqTestKeyPair *key, const char *account)
{
  g_autofree char *id =
    yyq_test_key_pair_bind (key, fixture->platform, account, fixture->platform->company);
}

static void
test_once (Fixture *fixture, gconstpointer data)
{
  const Proof proof = { .key = fixture->key };
  g_autoptr (YyqTestReply) given = challenge (fixture, NULL, fixture->key->sha256);
  g_autoptr (YyqTestReply) first = NULL;
  g_autoptr (YyqTestReply) second = NULL;

  bind_for (fixture, fixture->key, fixture->platform->clerk);
  first = log_in (fixture, given, &proof);
  second = log_in (fixture, given, &proof);
  g_assert_cmpuint (first->status, ==, 200);
  yyq_assert_problem (second, 422, "signature-rejected");
}

/* A failed try uses it up as well: nobody tries signatures out. */
static void
test_once_also_failed (Fixture *fixture, gconstpointer data)
{
  const Proof right = { .key = fixture->key };
  const Proof wrong = { .key = fixture->key, .find = "YYQ-LOGIN-v1", .with = "YYQ-LOGIN-v2" };
  g_autoptr (YyqTestReply) given = challenge (fixture, NULL, fixture->key->sha256);
  g_autoptr (YyqTestReply) first = NULL;
  g_autoptr (YyqTestReply) second = NULL;

  bind_for (fixture, fixture->key, fixture->platform->clerk);
  first = log_in (fixture, given, &wrong);
  second = log_in (fixture, given, &right);
  yyq_assert_problem (first, 422, "signature-rejected");
  yyq_assert_problem (second, 422, "signature-rejected");
}

static void
test_over (Fixture *fixture, gconstpointer data)
{
  const Proof proof = { .key = fixture->key };
  g_autoptr (YyqTestReply) given = challenge (fixture, NULL, fixture->key->sha256);
  g_autoptr (YyqTestReply) late = NULL;

  bind_for (fixture, fixture->key, fixture->platform->clerk);
  yyq_clock_freeze (yyq_clock_now () + YYQ_CHALLENGE_MS + 1);
  late = log_in (fixture, given, &proof);
  yyq_assert_problem (late, 422, "signature-rejected");
}

static void
test_origin (Fixture *fixture, gconstpointer data)
{
  const char *origin = yyq_platform_get_config (fixture->platform->platform)->origin;
  const Proof proof = { .key = fixture->key, .find = origin, .with = "https://phishing.example" };
  g_autoptr (YyqTestReply) refused = NULL;

  g_assert_cmpstr (origin, ==, fixture->platform->base_url);
  bind_for (fixture, fixture->key, fixture->platform->clerk);
  refused = log_in_with (fixture, &proof);
  yyq_assert_problem (refused, 422, "signature-rejected");
}

/* A signature made for one thing is none for another. */
static void
test_purpose (Fixture *fixture, gconstpointer data)
{
  const Proof proof = { .key = fixture->key };
  g_autofree char *colleague = yyq_test_platform_log_in (
    fixture->platform, fixture->platform->colleague, fixture->platform->company);
  g_autoptr (YyqTestReply) for_binding = challenge (fixture, fixture->token, fixture->key->sha256);
  g_autoptr (YyqTestReply) for_login = challenge (fixture, NULL, fixture->key->sha256);
  g_autoptr (YyqTestReply) for_colleague = challenge (fixture, colleague, fixture->key->sha256);
  g_autoptr (YyqTestReply) login = log_in (fixture, for_binding, &proof);
  g_autoptr (YyqTestReply) binding = bind_answer (fixture, fixture->token, for_login, &proof);
  g_autoptr (YyqTestReply) other_account =
    bind_answer (fixture, fixture->token, for_colleague, &proof);

  yyq_assert_problem (login, 422, "signature-rejected");
  yyq_assert_problem (binding, 422, "signature-rejected");
  yyq_assert_problem (other_account, 422, "signature-rejected");
  g_assert_cmpuint (count_bound (fixture), ==, 0);
}

static void
test_other_certificate (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YyqTestKeyPair) thief = yyq_test_key_pair_new (fixture->platform);
  const Proof stolen = { .key = thief, .certificate = fixture->key };
  const Proof own = { .key = thief };
  g_autoptr (YyqTestReply) given = challenge (fixture, NULL, fixture->key->sha256);
  g_autoptr (YyqTestReply) with_stolen = NULL;
  g_autoptr (YyqTestReply) with_own = NULL;

  bind_for (fixture, fixture->key, fixture->platform->clerk);
  with_stolen = log_in_with (fixture, &stolen);
  with_own = log_in (fixture, given, &own);
  yyq_assert_problem (with_stolen, 422, "signature-rejected");
  yyq_assert_problem (with_own, 422, "signature-rejected");
}

static void
assert_login (Fixture *fixture, YyqTestKeyPair *pair, guint status, const char *code)
{
  g_autoptr (YyqTestKeyPair) key = pair;
  const Proof proof = { .key = key };
  g_autoptr (YyqTestReply) reply = NULL;

  g_test_message ("%s", code);
  bind_for (fixture, key, fixture->platform->clerk);
  reply = log_in_with (fixture, &proof);
  yyq_assert_problem (reply, status, code);
}

static void
test_certificates (Fixture *fixture, gconstpointer data)
{
  const char *uscc = fixture->platform->uscc;
  YyqTestPki *pki = fixture->platform->pki;
  g_autoptr (YyqTestPki) unknown = yyq_test_pki_new ();
  YyqTestKeyPair *revoked = yyq_test_key_pair_new (fixture->platform);
  g_autoptr (GBytes) crl = yyq_test_pki_crl (pki, revoked->x509, 3600);

  assert_login (fixture,
                yyq_test_key_pair_new_full (pki, uscc, -2 * DAY, -DAY, "critical,digitalSignature"),
                403, "certificate-expired");
  assert_login (fixture, yyq_test_key_pair_new_full (pki, uscc, -DAY, DAY, "critical,keyAgreement"),
                403, "certificate-usage");
  assert_login (fixture,
                yyq_test_key_pair_new_full (unknown, uscc, -DAY, DAY, "critical,digitalSignature"),
                403, "certificate-untrusted");
  yyq_test_platform_publish (fixture->platform, crl);
  assert_login (fixture, revoked, 403, "certificate-revoked");
}

static void
assert_bind (Fixture *fixture, const char *name, guint status)
{
  g_autoptr (YyqTestKeyPair) key = yyq_test_key_pair_new_full (fixture->platform->pki, name, -DAY,
                                                               DAY, "critical,digitalSignature");
  const Proof proof = { .key = key };
  g_autoptr (YyqTestReply) reply = bind_with (fixture, &proof);

  g_test_message ("%s", name);
  g_assert_cmpuint (reply->status, ==, status);
  if (status == 403)
    yyq_assert_problem (reply, 403, "certificate-foreign");
}

/* D7: the certificate names the enterprise, or a unit of it. */
static void
test_names (Fixture *fixture, gconstpointer data)
{
  g_autofree char *unit =
    g_strdup_printf ("91419999MA0ABCDE2%c", yyq_uscc_check_character ("91419999MA0ABCDE2"));
  g_autofree char *other =
    g_strdup_printf ("91419999MA0ABCDE3%c", yyq_uscc_check_character ("91419999MA0ABCDE3"));
  g_autofree char *prefixed = g_strdup_printf ("NTRCN-%s", fixture->platform->uscc);
  g_autofree char *longer = g_strdup_printf ("%s0", fixture->platform->uscc);

  assert_bind (fixture, unit, 201);
  assert_bind (fixture, prefixed, 201);
  assert_bind (fixture, other, 403);
  assert_bind (fixture, longer, 403);
  assert_bind (fixture, "别家公司", 403);
}

static void
test_password (Fixture *fixture, gconstpointer data)
{
  const Proof proof = { .key = fixture->key, .password = "Wrong-Passw0rd" };
  g_autoptr (YyqTestReply) refused = bind_with (fixture, &proof);
  gint64 failures = 0;

  yyq_assert_problem (refused, 401, "credentials");
  g_assert_cmpuint (count_bound (fixture), ==, 0);
  g_assert_true (
    yyq_storage_query_int (yyq_platform_get_storage (fixture->platform->platform), &failures, NULL,
                           "SELECT failures FROM login_guess WHERE whose = 'account|' || $1", "s",
                           fixture->platform->clerk));
  g_assert_cmpint (failures, ==, 1);
  yyq_storage_release (yyq_platform_get_storage (fixture->platform->platform));
}

/* Company keys are shared: then the key alone does not say who it is. */
static void
test_shared (Fixture *fixture, gconstpointer data)
{
  const Proof proof = { .key = fixture->key };
  g_autoptr (YyqTestReply) reply = NULL;

  bind_for (fixture, fixture->key, fixture->platform->clerk);
  bind_for (fixture, fixture->key, fixture->platform->colleague);
  reply = log_in_with (fixture, &proof);
  yyq_assert_problem (reply, 409, "conflict");
}

static void
test_unknown_is_answered (Fixture *fixture, gconstpointer data)
{
  g_autofree char *nobody = g_strnfill (64, 'a');
  g_autoptr (YyqTestReply) unknown = challenge (fixture, NULL, nobody);
  g_autoptr (YyqTestReply) known = NULL;
  g_autoptr (YyqTestReply) malformed = challenge (fixture, NULL, "AA");

  bind_for (fixture, fixture->key, fixture->platform->clerk);
  known = challenge (fixture, NULL, fixture->key->sha256);
  g_assert_cmpuint (unknown->status, ==, known->status);
  g_assert_cmpuint (g_bytes_get_size (unknown->body), ==, g_bytes_get_size (known->body));
  yyq_assert_problem (malformed, 422, "invalid");
}

static const YyqTestCase cases[] = {
  { "a UKey is bound, logs in, and ends its sessions when it is unbound",
    (GTestFixtureFunc) test_whole_life },
  { "a UKey has a name, a last use, and says who is logged in with it",
    (GTestFixtureFunc) test_named },
  { "a UKey that is reported lost opens nothing until it is bound anew",
    (GTestFixtureFunc) test_lost },
  { "a challenge is good once", (GTestFixtureFunc) test_once },
  { "a failed try uses the challenge up", (GTestFixtureFunc) test_once_also_failed },
  { "a challenge is good for two minutes", (GTestFixtureFunc) test_over },
  { "what was signed for another origin logs nobody in", (GTestFixtureFunc) test_origin },
  { "a challenge serves its purpose and its account only", (GTestFixtureFunc) test_purpose },
  { "a challenge is for one certificate", (GTestFixtureFunc) test_other_certificate },
  { "unfit certificates log nobody in", (GTestFixtureFunc) test_certificates },
  { "a bound certificate names the enterprise or a unit of it", (GTestFixtureFunc) test_names },
  { "binding wants the password", (GTestFixtureFunc) test_password },
  { "a shared UKey does not say who logs in", (GTestFixtureFunc) test_shared },
  { "a certificate that nobody has is answered like one that somebody has",
    (GTestFixtureFunc) test_unknown_is_answered },
};

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  yyq_test_add_both_ways ("ukey-login", cases, G_N_ELEMENTS (cases), sizeof (Fixture),
                          (GTestFixtureFunc) set_up, (GTestFixtureFunc) tear_down);
  return g_test_run ();
}
