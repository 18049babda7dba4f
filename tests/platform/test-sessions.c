/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-clock.h"
#include "yyq-directory-store.h"
#include "yyq-login-device-store.h"
#include "yyq-password-service.h"
#include "yyq-service-error.h"
#include "yyq-session-service.h"
#include "yyq-test-password.h"
#include "yyq-test-storage.h"
#include "yyq-test-wait.h"

#include <string.h>
#include <time.h>

/* Passwords and tokens over time: the clock stands still and is moved by the tests. */

#define PHONE "13800000001"
#define PASSWORD "Test-Passw0rd"
#define MINUTE (60 * 1000)

typedef struct {
  YyqStorage *storage;
  YyqPlatform *platform;
  char *account;
  gint64 now;
} Fixture;

static void
move_clock (Fixture *fixture, gint64 ms)
{
  fixture->now += ms;
  yyq_clock_freeze (fixture->now);
}

static void
begin (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  yyq_storage_begin (fixture->storage, &error);
  g_assert_no_error (error);
}

static void
commit (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  yyq_storage_commit (fixture->storage, &error);
  g_assert_no_error (error);
}

/* @at_full_cost (nullable): the password costs what it costs at the platform. */
static void
set_up (Fixture *fixture, gconstpointer at_full_cost)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YyqFieldCipher) cipher = yyq_field_cipher_new_random ();
  g_autofree char *hash = at_full_cost != NULL ? yyq_password_service_hash (PASSWORD, &error)
                                               : yyq_test_password_hash (PASSWORD);

  g_assert_no_error (error);
  fixture->storage = yyq_test_storage_new ();
  fixture->platform = yyq_platform_new (fixture->storage, cipher);
  move_clock (fixture, G_GINT64_CONSTANT (1800000000000));
  begin (fixture);
  fixture->account =
    yyq_directory_store_create_account (fixture->platform, "张测试", PHONE, hash, &error);
  g_assert_no_error (error);
  commit (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  yyq_clock_freeze (0);
  g_free (fixture->account);
  yyq_storage_release (fixture->storage);
  g_object_unref (fixture->platform);
  g_object_unref (fixture->storage);
}

/* @wanted: of YyqServiceError, or -1: it gets in. */
static void
try_from (Fixture *fixture, const char *device_secret, const char *phone, const char *password,
          int wanted)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YyqPasswordCheck) check =
    yyq_password_service_check_phone (fixture->platform, phone, password, device_secret, &error);
  g_autofree char *id = NULL;

  /* As the handler does: failures count. */
  if (check != NULL) {
    begin (fixture);
    id = yyq_password_service_settle (fixture->platform, check, &error);
    commit (fixture);
  }
  if (wanted >= 0)
    g_assert_error (error, YYQ_SERVICE_ERROR, wanted);
  else
    g_assert_no_error (error);
  g_assert_cmpstr (id, ==, wanted >= 0 ? NULL : fixture->account);
}

static void
try_password (Fixture *fixture, const char *phone, const char *password, int wanted)
{
  try_from (fixture, NULL, phone, password, wanted);
}

static void
test_hash (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *one = yyq_password_service_hash (PASSWORD, &error);
  g_autofree char *two = yyq_password_service_hash (PASSWORD, &error);
  g_autofree char *too_short = yyq_password_service_hash ("七个字符的密码", &error);

  g_assert_true (g_str_has_prefix (one, "$argon2id$v=19$m=65536,t=2,p=1$"));
  g_assert_cmpstr (one, !=, two);
  g_assert_null (too_short);
  g_assert_error (error, YYQ_SERVICE_ERROR, YYQ_SERVICE_ERROR_PASSWORD_WEAK);
}

static void
test_password (Fixture *fixture, gconstpointer data)
{
  try_password (fixture, PHONE, PASSWORD, -1);
  try_password (fixture, "+86 138-0000-0001", PASSWORD, -1);
  try_password (fixture, PHONE, "test-passw0rd", YYQ_SERVICE_ERROR_CREDENTIALS);
  try_password (fixture, PHONE, "", YYQ_SERVICE_ERROR_CREDENTIALS);
  try_password (fixture, "13900000009", PASSWORD, YYQ_SERVICE_ERROR_CREDENTIALS);
  try_password (fixture, "no phone", PASSWORD, YYQ_SERVICE_ERROR_CREDENTIALS);
}

static void
fail_until_locked (Fixture *fixture)
{
  for (guint i = 1; i < YYQ_PASSWORD_FAILURES; i++)
    try_password (fixture, PHONE, "wrong", YYQ_SERVICE_ERROR_CREDENTIALS);
  try_password (fixture, PHONE, "wrong", YYQ_SERVICE_ERROR_LOCKED);
}

static void
test_lock (Fixture *fixture, gconstpointer data)
{
  static const int minutes[] = { 1, 5, 15, 60, 60 };

  for (guint i = 0; i < G_N_ELEMENTS (minutes); i++) {
    fail_until_locked (fixture);
    move_clock (fixture, minutes[i] * MINUTE - 1);
    try_password (fixture, PHONE, PASSWORD, YYQ_SERVICE_ERROR_LOCKED);
    move_clock (fixture, 1);
  }
  try_password (fixture, PHONE, PASSWORD, -1);
  /* Getting in forgets what was before. */
  fail_until_locked (fixture);
  move_clock (fixture, MINUTE);
  try_password (fixture, PHONE, PASSWORD, -1);
}

/* Try by try, nothing tells a phone that nobody has, or whose account is disabled, from one with an
 * account. */
static void
test_lock_tells_nothing (Fixture *fixture, gconstpointer data)
{
  static const int minutes[] = { 1, 5, 15 };
  const char *const phones[] = { PHONE, "13900000009" };

  for (guint p = 0; p < G_N_ELEMENTS (phones); p++) {
    for (guint i = 0; i < G_N_ELEMENTS (minutes); i++) {
      for (guint n = 1; n < YYQ_PASSWORD_FAILURES; n++)
        try_password (fixture, phones[p], "wrong", YYQ_SERVICE_ERROR_CREDENTIALS);
      try_password (fixture, phones[p], "wrong", YYQ_SERVICE_ERROR_LOCKED);
      move_clock (fixture, minutes[i] * MINUTE - 1);
      try_password (fixture, phones[p], "wrong", YYQ_SERVICE_ERROR_LOCKED);
      move_clock (fixture, 1);
    }
    try_password (fixture, phones[p], "wrong", YYQ_SERVICE_ERROR_CREDENTIALS);
  }
  try_password (fixture, PHONE, PASSWORD, -1);
}

/* Somebody who has looked how many guesses there were, and waits for the one who writes. */
typedef struct {
  Fixture *fixture;
  gint has_looked;
} Second;

static gpointer
guess_once (gpointer data)
{
  Second *second = data;
  Fixture *fixture = second->fixture;
  g_autoptr (GError) error = NULL;
  g_autoptr (YyqPasswordCheck) check =
    yyq_password_service_check_phone (fixture->platform, PHONE, "wrong", NULL, &error);

  g_assert_no_error (error);
  g_atomic_int_set (&second->has_looked, TRUE);
  begin (fixture);
  g_assert_null (yyq_password_service_settle (fixture->platform, check, &error));
  g_assert_error (error, YYQ_SERVICE_ERROR, YYQ_SERVICE_ERROR_CREDENTIALS);
  commit (fixture);
  yyq_storage_release (fixture->storage);
  return NULL;
}

/* The first of them is still being counted when the second begins, and there was none before. */
static void
test_first_guesses_at_once (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YyqPasswordCheck) check =
    yyq_password_service_check_phone (fixture->platform, PHONE, "wrong", NULL, &error);
  Second second = { fixture, FALSE };
  GThread *thread;
  gint64 failures = 0;

  g_assert_no_error (error);
  begin (fixture);
  g_assert_null (yyq_password_service_settle (fixture->platform, check, &error));
  g_assert_error (error, YYQ_SERVICE_ERROR, YYQ_SERVICE_ERROR_CREDENTIALS);
  thread = g_thread_new ("second", guess_once, &second);
  yyq_test_wait_aside_while (!g_atomic_int_get (&second.has_looked));
  commit (fixture);
  g_thread_join (thread);
  g_assert_true (yyq_storage_query_int (fixture->storage, &failures, NULL,
                                        "SELECT failures FROM login_guess", ""));
  g_assert_cmpint (failures, ==, 2);
}

static void
test_guesses_forgotten (Fixture *fixture, gconstpointer data)
{
  gint64 n = 0;

  for (guint i = 0; i < YYQ_PASSWORD_FAILURES - 1; i++)
    try_password (fixture, "13900000009", "wrong", YYQ_SERVICE_ERROR_CREDENTIALS);
  move_clock (fixture, 8 * 24 * 60 * MINUTE);
  try_password (fixture, "13900000008", "wrong", YYQ_SERVICE_ERROR_CREDENTIALS);
  g_assert_true (
    yyq_storage_query_int (fixture->storage, &n, NULL, "SELECT COUNT(*) FROM login_guess", ""));
  g_assert_cmpint (n, ==, 1);
  try_password (fixture, "13900000009", "wrong", YYQ_SERVICE_ERROR_CREDENTIALS);
}

static void
test_disabled (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  yyq_storage_execute (fixture->storage, &error, "UPDATE account SET disabled_at = 1", "");
  g_assert_no_error (error);
  try_password (fixture, PHONE, PASSWORD, YYQ_SERVICE_ERROR_CREDENTIALS);
}

static YyqTokens *
open_session (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  YyqTokens *tokens;

  begin (fixture);
  tokens = yyq_session_service_open (fixture->platform, fixture->account, NULL, NULL, "password",
                                     "test", &error);
  g_assert_no_error (error);
  commit (fixture);
  return tokens;
}

/* (nullable): NULL when it was refused. */
static YyqTokens *
refresh (Fixture *fixture, const char *token)
{
  g_autoptr (GError) error = NULL;
  YyqTokens *tokens;

  begin (fixture);
  tokens = yyq_session_service_refresh (fixture->platform, token, &error);
  commit (fixture);
  if (tokens == NULL)
    g_assert_error (error, YYQ_SERVICE_ERROR, YYQ_SERVICE_ERROR_UNAUTHENTICATED);
  return tokens;
}

static gboolean
is_good (Fixture *fixture, const char *access_token)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YyqAccess) access =
    yyq_session_service_authenticate (fixture->platform, access_token, &error);

  g_assert_no_error (error);
  return access != NULL;
}

static void
test_expiry (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YyqTokens) tokens = open_session (fixture);
  g_autoptr (YyqTokens) late = NULL;

  g_assert_cmpint (tokens->access_expires_at, ==, fixture->now + YYQ_ACCESS_TOKEN_MS);
  g_assert_true (is_good (fixture, tokens->access_token));
  g_assert_false (is_good (fixture, tokens->refresh_token));
  move_clock (fixture, YYQ_ACCESS_TOKEN_MS - 1);
  g_assert_true (is_good (fixture, tokens->access_token));
  move_clock (fixture, 1);
  g_assert_false (is_good (fixture, tokens->access_token));
  move_clock (fixture, YYQ_REFRESH_TOKEN_MS);
  late = refresh (fixture, tokens->refresh_token);
  g_assert_null (late);
}

static void
test_rotation (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YyqTokens) first = open_session (fixture);
  g_autoptr (YyqTokens) second = refresh (fixture, first->refresh_token);
  g_autoptr (YyqTokens) third = refresh (fixture, second->refresh_token);
  g_autoptr (YyqTokens) access_is_none = refresh (fixture, third->access_token);

  g_assert_cmpstr (first->refresh_token, !=, second->refresh_token);
  g_assert_cmpstr (second->refresh_token, !=, third->refresh_token);
  g_assert_true (is_good (fixture, third->access_token));
  g_assert_null (access_is_none);
}

/* A lost reply, two processes at once, a client that ended before it kept the successor, and comes
 * back days later. */
static void
test_until_used (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YyqTokens) first = open_session (fixture);
  g_autoptr (YyqTokens) one = refresh (fixture, first->refresh_token);
  g_autoptr (YyqTokens) two = NULL;

  move_clock (fixture, 3 * 24 * 60 * MINUTE);
  two = refresh (fixture, first->refresh_token);
  g_assert_nonnull (two);
  g_assert_cmpstr (one->refresh_token, ==, two->refresh_token);
  g_assert_cmpstr (one->access_token, !=, two->access_token);
  g_assert_true (is_good (fixture, two->access_token));
}

static void
test_reuse (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YyqTokens) first = open_session (fixture);
  g_autoptr (YyqTokens) bystander = open_session (fixture);
  g_autoptr (YyqTokens) second = refresh (fixture, first->refresh_token);
  g_autoptr (YyqTokens) third = refresh (fixture, second->refresh_token);
  g_autoptr (YyqTokens) stolen = NULL;
  g_autoptr (YyqTokens) afterwards = NULL;

  g_assert_true (is_good (fixture, third->access_token));
  stolen = refresh (fixture, first->refresh_token);
  afterwards = refresh (fixture, third->refresh_token);
  g_assert_null (stolen);
  g_assert_null (afterwards);
  g_assert_false (is_good (fixture, second->access_token));
  g_assert_false (is_good (fixture, third->access_token));
  g_assert_true (is_good (fixture, bystander->access_token));
}

static void
test_disabled_session (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YyqTokens) tokens = open_session (fixture);
  g_autoptr (YyqTokens) next = NULL;
  g_autoptr (GError) error = NULL;

  yyq_storage_execute (fixture->storage, &error, "UPDATE account SET disabled_at = 1", "");
  g_assert_no_error (error);
  next = refresh (fixture, tokens->refresh_token);
  g_assert_false (is_good (fixture, tokens->access_token));
  g_assert_null (next);
}

/* Both have seen the counters before either has counted. */
static void
test_guesses_at_once (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) checks =
    g_ptr_array_new_with_free_func ((GDestroyNotify) yyq_password_check_free);
  g_autoptr (YyqPasswordCheck) right =
    yyq_password_service_check_phone (fixture->platform, PHONE, PASSWORD, NULL, NULL);
  g_autofree char *id = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < YYQ_PASSWORD_FAILURES; i++)
    g_ptr_array_add (
      checks, yyq_password_service_check_phone (fixture->platform, PHONE, "wrong", NULL, NULL));
  begin (fixture);
  for (guint i = 0; i < YYQ_PASSWORD_FAILURES; i++)
    g_assert_null (
      yyq_password_service_settle (fixture->platform, g_ptr_array_index (checks, i), NULL));
  id = yyq_password_service_settle (fixture->platform, right, &error);
  commit (fixture);
  g_assert_null (id);
  g_assert_error (error, YYQ_SERVICE_ERROR, YYQ_SERVICE_ERROR_LOCKED);
}

/* (transfer full) (nullable): what the device is told after a log-in with @secret. */
static char *
remember (Fixture *fixture, const char *account, const char *secret)
{
  g_autoptr (GError) error = NULL;
  char *told = NULL;

  begin (fixture);
  yyq_login_device_store_remember (fixture->platform, account, secret, &told, &error);
  g_assert_no_error (error);
  commit (fixture);
  return told;
}

static void
test_device (Fixture *fixture, gconstpointer data)
{
  g_autofree char *secret = remember (fixture, fixture->account, NULL);
  g_autofree char *again = remember (fixture, fixture->account, secret);

  g_assert_cmpuint (strlen (secret), ==, 64);
  g_assert_null (again);
  fail_until_locked (fixture);
  try_password (fixture, PHONE, PASSWORD, YYQ_SERVICE_ERROR_LOCKED);
  try_from (fixture, secret, PHONE, PASSWORD, -1);
  /* The owner is in; the stranger is not let guess on by that. */
  try_password (fixture, PHONE, "wrong", YYQ_SERVICE_ERROR_LOCKED);
}

static void
test_device_budget (Fixture *fixture, gconstpointer data)
{
  g_autofree char *secret = remember (fixture, fixture->account, NULL);
  g_autofree char *other = remember (fixture, fixture->account, NULL);

  for (guint i = 1; i < YYQ_PASSWORD_FAILURES; i++)
    try_from (fixture, secret, PHONE, "wrong", YYQ_SERVICE_ERROR_CREDENTIALS);
  try_from (fixture, secret, PHONE, "wrong", YYQ_SERVICE_ERROR_LOCKED);
  try_from (fixture, secret, PHONE, PASSWORD, YYQ_SERVICE_ERROR_LOCKED);
  try_from (fixture, other, PHONE, PASSWORD, -1);
  try_password (fixture, PHONE, PASSWORD, -1);
  move_clock (fixture, MINUTE);
  try_from (fixture, secret, PHONE, PASSWORD, -1);
}

/* Invented ones, those of other accounts, and those that were forgotten. */
static void
test_device_strangers (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *hash = yyq_test_password_hash (PASSWORD);
  g_autofree char *secret = remember (fixture, fixture->account, NULL);
  g_autofree char *invented = g_strnfill (64, 'a');
  g_autofree char *instead = remember (fixture, fixture->account, invented);
  g_autofree char *other = NULL;
  g_autofree char *of_other = NULL;
  g_autofree char *shared = NULL;

  begin (fixture);
  other =
    yyq_directory_store_create_account (fixture->platform, "李测试", "13800000002", hash, &error);
  g_assert_no_error (error);
  commit (fixture);
  of_other = remember (fixture, other, NULL);
  g_assert_nonnull (instead);
  g_assert_cmpstr (instead, !=, invented);
  fail_until_locked (fixture);
  try_from (fixture, invented, PHONE, PASSWORD, YYQ_SERVICE_ERROR_LOCKED);
  try_from (fixture, of_other, PHONE, PASSWORD, YYQ_SERVICE_ERROR_LOCKED);
  try_from (fixture, "", PHONE, PASSWORD, YYQ_SERVICE_ERROR_LOCKED);
  /* Two clerks at one computer: it keeps the secret it has. */
  shared = remember (fixture, fixture->account, of_other);
  g_assert_null (shared);
  try_from (fixture, of_other, PHONE, PASSWORD, -1);
  begin (fixture);
  yyq_login_device_store_forget_all (fixture->platform, fixture->account, &error);
  g_assert_no_error (error);
  commit (fixture);
  try_from (fixture, secret, PHONE, PASSWORD, YYQ_SERVICE_ERROR_LOCKED);
  try_from (fixture, of_other, PHONE, PASSWORD, YYQ_SERVICE_ERROR_LOCKED);
}

static void
test_device_many (Fixture *fixture, gconstpointer data)
{
  g_autofree char *first = remember (fixture, fixture->account, NULL);
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, first, -1);
  gint64 n = 0;

  for (guint i = 0; i < YYQ_LOGIN_DEVICES; i++) {
    move_clock (fixture, 1);
    g_free (remember (fixture, fixture->account, NULL));
  }
  g_assert_true (
    yyq_storage_query_int (fixture->storage, &n, NULL, "SELECT COUNT(*) FROM login_device", ""));
  g_assert_cmpint (n, ==, YYQ_LOGIN_DEVICES);
  g_assert_true (yyq_storage_query_int (fixture->storage, &n, NULL,
                                        "SELECT COUNT(*) FROM login_device WHERE secret_hash = $1",
                                        "s", hash));
  g_assert_cmpint (n, ==, 0);
}

/* The comparison that unknown phones get costs what a real one costs: the same parameters, the same
 * work. */
static gint64
cpu_of (Fixture *fixture, const char *phone)
{
  struct timespec before, after;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &before);
  try_password (fixture, phone, "wrong", YYQ_SERVICE_ERROR_CREDENTIALS);
  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &after);
  return (after.tv_sec - before.tv_sec) * 1000 + (after.tv_nsec - before.tv_nsec) / 1000000;
}

static void
test_same_work (Fixture *fixture, gconstpointer data)
{
  gint64 known = MIN (cpu_of (fixture, PHONE), cpu_of (fixture, PHONE));
  gint64 unknown = MIN (cpu_of (fixture, "13900000009"), cpu_of (fixture, "13900000009"));

  g_assert_cmpint (unknown, >, known / 3);
  g_assert_cmpint (unknown, <, known * 3);
}

typedef struct {
  Fixture *fixture;
  gint n_busy;
} Crowd;

static gpointer
knock (gpointer data)
{
  Crowd *crowd = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (YyqPasswordCheck) check =
    yyq_password_service_check_phone (crowd->fixture->platform, PHONE, "wrong", NULL, &error);

  if (check == NULL) {
    g_assert_error (error, YYQ_SERVICE_ERROR, YYQ_SERVICE_ERROR_BUSY);
    g_atomic_int_inc (&crowd->n_busy);
  }
  yyq_storage_release (crowd->fixture->storage);
  return NULL;
}

/* Two hash, eight wait, and the others are not kept standing. */
static void
test_crowd (Fixture *fixture, gconstpointer data)
{
  Crowd crowd = { fixture, 0 };
  GThread *threads[40];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("knock", knock, &crowd);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
  g_assert_cmpint (crowd.n_busy, >, 0);
  g_assert_cmpint (crowd.n_busy, <=, (gint) G_N_ELEMENTS (threads) - 10);
}

#define ADD(name, test) g_test_add ("/sessions/" name, Fixture, NULL, set_up, test, tear_down)
#define ADD_AT_FULL_COST(name, test) \
  g_test_add ("/sessions/" name, Fixture, "at full cost", set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("passwords are hashed with argon2id and a salt of their own", test_hash);
  ADD ("only the right phone with the right password gets in", test_password);
  ADD ("five failures lock for ever longer times, and success forgets them", test_lock);
  ADD ("a lock does not tell whether a phone has an account", test_lock_tells_nothing);
  ADD ("guesses that come at once are all counted, and the lock holds for the right one, too",
       test_guesses_at_once);
  ADD ("a stranger's guesses do not lock out a device that has logged in before", test_device);
  ADD ("a device has guesses of its own, and is locked for itself", test_device_budget);
  ADD ("a secret that this account did not give, or that was taken back, is none",
       test_device_strangers);
  ADD ("an account keeps the devices that were used last", test_device_many);
  ADD_AT_FULL_COST ("an unknown phone costs as much work as a known one", test_same_work);
  ADD_AT_FULL_COST ("a crowd at the door is told to come back, and does not fill the house",
                    test_crowd);
  ADD ("of two first wrong passwords at once both count", test_first_guesses_at_once);
  ADD ("guesses are forgotten after a week", test_guesses_forgotten);
  ADD ("a disabled account cannot log in", test_disabled);
  ADD ("tokens end when their time is over", test_expiry);
  ADD ("a refresh token is replaced by each use", test_rotation);
  ADD ("until its successor was used a refresh token answers with the same one", test_until_used);
  ADD ("a refresh token that comes after its successor ends the session, and no other", test_reuse);
  ADD ("the sessions of a disabled account are over", test_disabled_session);
  return g_test_run ();
}
