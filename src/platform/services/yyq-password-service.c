/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-password-service.h"

#include "yyq-clock.h"
#include "yyq-service-error.h"
#include "yyq-validators.h"
#include "yyq-writer.h"

#include <sodium.h>
#include <string.h>

#define MAX_HASHING 2
#define MAX_WAITING 8 /* of the threads that serve: the rest is for those who are in */
#define MINUTE_MS (60 * 1000)
#define KEEP_MS (7 * 24 * 60 * G_GINT64_CONSTANT (60000))
#define MOST_GUESSED 100000 /* phones; each log-in that fails for a new one costs some 100 ms of hashing */
#define LEAST_CHARACTERS 8
#define MOST_BYTES 1024

static const gint64 lock_minutes[] = { 1, 5, 15, 60 };

typedef struct {
  char *id;
  char *hash;
  char *phone_index;
} Login;

static void
login_clear (Login *login)
{
  g_free (login->id);
  g_free (login->hash);
  g_free (login->phone_index);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Login, login_clear)

struct _YyqPasswordCheck {
  char *phone_index; /* whose guesses are counted */
  char *account_id;  /* NULL: the password was wrong */
};

void
yyq_password_check_free (YyqPasswordCheck *self)
{
  g_free (self->phone_index);
  g_free (self->account_id);
  g_free (self);
}

typedef struct {
  gint64 failures;
  gint64 lockouts;
  gint64 locked_until;
} Guesses;

static GMutex hashing_lock;
static GCond hashing_free;
static guint hashing;
static guint waiting;

/* Each hash takes 64 MiB: without this, a flood of log-ins takes the machine's memory. */
static gboolean
enter_hashing (GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&hashing_lock);

  yyq_writer_check_is_free ("hashing a password");
  if (hashing >= MAX_HASHING && waiting >= MAX_WAITING) {
    g_set_error_literal (error, YYQ_SERVICE_ERROR, YYQ_SERVICE_ERROR_BUSY, "too many log-ins at a time");
    return FALSE;
  }
  waiting++;
  while (hashing >= MAX_HASHING)
    g_cond_wait (&hashing_free, &hashing_lock);
  waiting--;
  hashing++;
  return TRUE;
}

static void
leave_hashing (void)
{
  g_mutex_lock (&hashing_lock);
  hashing--;
  g_cond_signal (&hashing_free);
  g_mutex_unlock (&hashing_lock);
}

static char *
compute_hash (const char *password, GError **error)
{
  char hash[crypto_pwhash_STRBYTES];
  int result;

  if (sodium_init () < 0)
    g_error ("libsodium cannot be used");
  if (!enter_hashing (error))
    return NULL;
  result = crypto_pwhash_str (hash, password, strlen (password), crypto_pwhash_OPSLIMIT_INTERACTIVE, crypto_pwhash_MEMLIMIT_INTERACTIVE);
  leave_hashing ();
  if (result == 0)
    return g_strdup (hash);
  g_set_error_literal (error, YYQ_SERVICE_ERROR, YYQ_SERVICE_ERROR_INTERNAL, "no memory to hash a password");
  return NULL;
}

char *
yyq_password_service_hash (const char *password, GError **error)
{
  if (g_utf8_strlen (password, -1) < LEAST_CHARACTERS || strlen (password) > MOST_BYTES) {
    g_set_error (error, YYQ_SERVICE_ERROR, YYQ_SERVICE_ERROR_INVALID, "/password: at least %d characters", LEAST_CHARACTERS);
    return NULL;
  }
  return compute_hash (password, error);
}

/* What unknown phones are compared with: no password has it, and it costs as much as a real one. */
static const char dummy_hash[] = "$argon2id$v=19$m=65536,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

static gboolean
compare (const char *hash, const char *password, gboolean *same, GError **error)
{
  if (sodium_init () < 0)
    g_error ("libsodium cannot be used");
  if (!enter_hashing (error))
    return FALSE;
  *same = strlen (password) <= MOST_BYTES && crypto_pwhash_str_verify (hash, password, strlen (password)) == 0;
  leave_hashing ();
  return TRUE;
}

static gboolean
load (YyqPlatform *platform, const char *sql, const char *key, Login *login, GError **error)
{
  g_autoptr (YyqRows) rows = yyq_storage_query (yyq_platform_get_storage (platform), error, sql, "s", key);

  if (rows == NULL || !yyq_rows_next (rows, error))
    return FALSE;
  login->id = g_strdup (yyq_rows_get_text (rows, 0));
  login->hash = g_strdup (yyq_rows_get_text (rows, 1));
  login->phone_index = g_strdup (yyq_rows_get_text (rows, 2));
  return TRUE;
}

#define COLUMNS "SELECT id, password_hash, phone_index FROM account WHERE disabled_at IS NULL AND "
#define BY_PHONE COLUMNS "phone_index = $1"
#define BY_ID COLUMNS "id = $1"

static gboolean
refuse (GError **error, YyqServiceError code, const char *message)
{
  if (error != NULL && *error == NULL)
    g_set_error_literal (error, YYQ_SERVICE_ERROR, (int) code, message);
  return FALSE;
}

/* Zeros for a phone that nobody guessed at. */
static gboolean
load_guesses (YyqPlatform *platform, const char *phone_index, Guesses *guesses, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (YyqRows) rows = yyq_storage_query (yyq_platform_get_storage (platform), &local,
                                                "SELECT failures, lockouts, locked_until FROM login_guess WHERE phone_index = $1", "s", phone_index);

  if (rows != NULL && yyq_rows_next (rows, &local)) {
    guesses->failures = yyq_rows_get_int (rows, 0);
    guesses->lockouts = yyq_rows_get_int (rows, 1);
    guesses->locked_until = yyq_rows_get_int (rows, 2);
  }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
is_unlocked (YyqPlatform *platform, const char *phone_index, Guesses *guesses, GError **error)
{
  if (!load_guesses (platform, phone_index, guesses, error))
    return FALSE;
  return guesses->locked_until <= yyq_clock_now () || refuse (error, YYQ_SERVICE_ERROR_LOCKED, "locked for a while");
}

/* Whoever tries many phones must not fill the disk; what is old goes first. */
static gboolean
forget_guesses (YyqPlatform *platform, GError **error)
{
  YyqStorage *storage = yyq_platform_get_storage (platform);

  return yyq_storage_execute (storage, error, "DELETE FROM login_guess WHERE last_at < $1", "i", yyq_clock_now () - KEEP_MS) &&
         yyq_storage_execute (storage, error,
                              "DELETE FROM login_guess WHERE phone_index IN "
                              "(SELECT phone_index FROM login_guess ORDER BY last_at DESC LIMIT 1000 OFFSET $1)",
                              "i", (gint64) MOST_GUESSED);
}

static gboolean
count_failure (YyqPlatform *platform, const char *phone_index, const Guesses *guesses, GError **error)
{
  gint64 failures = guesses->failures + 1;
  gboolean lock = failures >= YYQ_PASSWORD_FAILURES;
  gint64 minutes = lock_minutes[MIN ((gsize) guesses->lockouts, G_N_ELEMENTS (lock_minutes) - 1)];
  gint64 now = yyq_clock_now ();

  if (!yyq_storage_execute (yyq_platform_get_storage (platform), error,
                            "INSERT INTO login_guess (phone_index, failures, lockouts, locked_until, last_at) VALUES ($1, $2, $3, $4, $5) "
                            "ON CONFLICT (phone_index) DO UPDATE SET failures = $2, lockouts = $3, locked_until = $4, last_at = $5",
                            "siiii", phone_index, lock ? (gint64) 0 : failures, guesses->lockouts + (lock ? 1 : 0),
                            lock ? now + minutes * MINUTE_MS : (gint64) 0, now) ||
      !forget_guesses (platform, error))
    return FALSE;
  return refuse (error, lock ? YYQ_SERVICE_ERROR_LOCKED : YYQ_SERVICE_ERROR_CREDENTIALS, "not accepted");
}

/* @phone_index (nullable): counts also when no account is found. */
static YyqPasswordCheck *
check (YyqPlatform *platform, const char *sql, const char *key, const char *phone_index, const char *password, GError **error)
{
  g_auto (Login) login = { 0 };
  g_autoptr (GError) local = NULL;
  gboolean known = load (platform, sql, key, &login, &local);
  const char *index = known ? login.phone_index : phone_index;
  Guesses guesses = { 0 };
  gboolean same = FALSE;
  YyqPasswordCheck *self;

  if (local == NULL && index == NULL)
    refuse (&local, YYQ_SERVICE_ERROR_CREDENTIALS, "not accepted");
  if (local != NULL || !is_unlocked (platform, index, &guesses, &local) ||
      !compare (known ? login.hash : dummy_hash, password, &same, &local)) {
    g_propagate_error (error, g_steal_pointer (&local));
    return NULL;
  }
  self = g_new0 (YyqPasswordCheck, 1);
  self->phone_index = g_strdup (index);
  if (known && same)
    self->account_id = g_steal_pointer (&login.id);
  return self;
}

/* What is no phone is nobody's, as anybody can see. */
YyqPasswordCheck *
yyq_password_service_check_phone (YyqPlatform *platform, const char *phone, const char *password, GError **error)
{
  g_autofree char *normal = yyq_phone_normalize (phone);
  g_autofree char *index = yyq_field_cipher_index (yyq_platform_get_cipher (platform), "account|phone", normal != NULL ? normal : "");

  return check (platform, BY_PHONE, index, normal != NULL ? index : NULL, password, error);
}

YyqPasswordCheck *
yyq_password_service_check_account (YyqPlatform *platform, const char *account_id, const char *password, GError **error)
{
  return check (platform, BY_ID, account_id, NULL, password, error);
}

/* Counters and account are read again: two guesses at once must both count. */
char *
yyq_password_service_settle (YyqPlatform *platform, const YyqPasswordCheck *self, GError **error)
{
  g_auto (Login) still = { 0 };
  Guesses now = { 0 };

  if (!is_unlocked (platform, self->phone_index, &now, error))
    return NULL;
  if (self->account_id == NULL) {
    count_failure (platform, self->phone_index, &now, error);
    return NULL;
  }
  if (!load (platform, BY_ID, self->account_id, &still, error)) {
    refuse (error, YYQ_SERVICE_ERROR_CREDENTIALS, "not accepted");
    return NULL;
  }
  if (!yyq_storage_execute (yyq_platform_get_storage (platform), error, "DELETE FROM login_guess WHERE phone_index = $1", "s", self->phone_index))
    return NULL;
  return g_strdup (self->account_id);
}
