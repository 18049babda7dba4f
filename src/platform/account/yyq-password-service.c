/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-password-service.h"

#include "yyq-clock.h"
#include "yyq-login-device.h"
#include "yyq-service-error.h"
#include "yyq-validators.h"
#include "yyq-writer.h"

#include <sodium.h>
#include <string.h>

#define MAX_HASHING 2
#define MAX_WAITING 8 /* of the threads that serve: the rest is for those who are in */
#define MINUTE_MS (60 * 1000)
#define KEEP_MS (7 * 24 * 60 * G_GINT64_CONSTANT (60000))
#define MOST_GUESSED \
  100000 /* phones; each log-in that fails for a new one costs some 100 ms of hashing */
#define LEAST_CHARACTERS 8
#define MOST_BYTES 1024

static const gint64 lock_minutes[] = { 1, 5, 15, 60 };

typedef struct {
  char *id;
  char *hash;
} Login;

static void
login_clear (Login *login)
{
  g_free (login->id);
  g_free (login->hash);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Login, login_clear)

struct _YyqPasswordCheck {
  char *whose;      /* guesses are counted: a phone's, a device's, an account's that is logged in */
  char **before;    /* (nullable): as whose they were counted before the keys were changed */
  char *account_id; /* NULL: the password was wrong */
};

void
yyq_password_check_free (YyqPasswordCheck *self)
{
  g_free (self->whose);
  g_strfreev (self->before);
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
    g_set_error_literal (error, YYQ_SERVICE_ERROR, YYQ_SERVICE_ERROR_BUSY,
                         "too many log-ins at a time");
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
  result = crypto_pwhash_str (hash, password, strlen (password), crypto_pwhash_OPSLIMIT_INTERACTIVE,
                              crypto_pwhash_MEMLIMIT_INTERACTIVE);
  leave_hashing ();
  if (result == 0)
    return g_strdup (hash);
  g_set_error_literal (error, YYQ_SERVICE_ERROR, YYQ_SERVICE_ERROR_INTERNAL,
                       "no memory to hash a password");
  return NULL;
}

char *
yyq_password_service_hash (const char *password, GError **error)
{
  if (g_utf8_strlen (password, -1) < LEAST_CHARACTERS || strlen (password) > MOST_BYTES) {
    g_set_error (error, YYQ_SERVICE_ERROR, YYQ_SERVICE_ERROR_INVALID,
                 "/password: at least %d characters", LEAST_CHARACTERS);
    return NULL;
  }
  return compute_hash (password, error);
}

/* What unknown phones are compared with: no password has it, and it costs as much as a real one. */
static const char dummy_hash[] = "$argon2id$v=19$m=65536,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$"
                                 "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

static gboolean
compare (const char *hash, const char *password, gboolean *same, GError **error)
{
  if (sodium_init () < 0)
    g_error ("libsodium cannot be used");
  if (!enter_hashing (error))
    return FALSE;
  *same = strlen (password) <= MOST_BYTES &&
          crypto_pwhash_str_verify (hash, password, strlen (password)) == 0;
  leave_hashing ();
  return TRUE;
}

static gboolean
read_login (YyqRows *rows, Login *login, GError **error)
{
  if (rows == NULL || !yyq_rows_next (rows, error))
    return FALSE;
  login->id = g_strdup (yyq_rows_get_text (rows, 0));
  login->hash = g_strdup (yyq_rows_get_text (rows, 1));
  return TRUE;
}

#define BY_PHONE                                                                             \
  "SELECT a.id, a.password_hash FROM {list $1} u JOIN account a ON a.phone_index = u.value " \
  "WHERE a.disabled_at IS NULL"
#define BY_ID "SELECT id, password_hash FROM account WHERE disabled_at IS NULL AND id = $1"

static gboolean
load (YyqPlatform *platform, const char *sql, const char *id, Login *login, GError **error)
{
  g_autoptr (YyqRows) rows =
    yyq_storage_query (yyq_platform_get_storage (platform), error, sql, "s", id);

  return read_login (rows, login, error);
}

static gboolean
load_by_phone (YyqPlatform *platform, char **indexes, Login *login, GError **error)
{
  g_autoptr (YyqRows) rows =
    yyq_storage_query (yyq_platform_get_storage (platform), error, BY_PHONE, "a", indexes);

  return read_login (rows, login, error);
}

static gboolean
refuse (GError **error, YyqServiceError code, const char *message)
{
  if (error != NULL && *error == NULL)
    g_set_error_literal (error, YYQ_SERVICE_ERROR, (int) code, message);
  return FALSE;
}

#define GUESSES "SELECT failures, lockouts, locked_until FROM login_guess WHERE whose = $1"

/* Zeros where nobody has guessed. */
static gboolean
load_guesses (YyqPlatform *platform, const char *sql, const char *whose, Guesses *guesses,
              GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (YyqRows) rows =
    yyq_storage_query (yyq_platform_get_storage (platform), &local, sql, "s", whose);

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
is_unlocked (YyqPlatform *platform, const char *sql, const char *whose, Guesses *guesses,
             GError **error)
{
  if (!load_guesses (platform, sql, whose, guesses, error))
    return FALSE;
  return guesses->locked_until <= yyq_clock_now () ||
         refuse (error, YYQ_SERVICE_ERROR_LOCKED, "locked for a while");
}

/* Whoever tries many phones must not fill the disk; what is old goes first. */
static gboolean
forget_guesses (YyqPlatform *platform, GError **error)
{
  YyqStorage *storage = yyq_platform_get_storage (platform);

  return yyq_storage_execute (storage, error, "DELETE FROM login_guess WHERE last_at < $1", "i",
                              yyq_clock_now () - KEEP_MS) &&
         yyq_storage_execute (
           storage, error,
           "DELETE FROM login_guess WHERE whose IN "
           "(SELECT whose FROM login_guess ORDER BY last_at DESC LIMIT 1000 OFFSET $1)",
           "i", (gint64) MOST_GUESSED);
}

static gboolean
count_failure (YyqPlatform *platform, const char *whose, const Guesses *guesses, GError **error)
{
  gint64 failures = guesses->failures + 1;
  gboolean lock = failures >= YYQ_PASSWORD_FAILURES;
  gint64 minutes = lock_minutes[MIN ((gsize) guesses->lockouts, G_N_ELEMENTS (lock_minutes) - 1)];
  gint64 now = yyq_clock_now ();

  if (!yyq_storage_execute (yyq_platform_get_storage (platform), error,
                            "INSERT INTO login_guess (whose, failures, lockouts, locked_until, "
                            "last_at) VALUES ($1, $2, $3, $4, $5) "
                            "ON CONFLICT (whose) DO UPDATE SET failures = $2, lockouts = $3, "
                            "locked_until = $4, last_at = $5",
                            "siiii", whose, lock ? (gint64) 0 : failures,
                            guesses->lockouts + (lock ? 1 : 0),
                            lock ? now + minutes * MINUTE_MS : (gint64) 0, now) ||
      !forget_guesses (platform, error))
    return FALSE;
  return refuse (error, lock ? YYQ_SERVICE_ERROR_LOCKED : YYQ_SERVICE_ERROR_CREDENTIALS,
                 "not accepted");
}

/* @login->id NULL: nobody's, which is worked on and counted all the same. Takes @whose. */
static YyqPasswordCheck *
check (YyqPlatform *platform, Login *login, char *whose, const char *password, GError **error)
{
  g_autofree char *owned = whose;
  Guesses guesses = { 0 };
  gboolean same = FALSE;
  YyqPasswordCheck *self;

  if (!is_unlocked (platform, GUESSES, whose, &guesses, error) ||
      !compare (login->id != NULL ? login->hash : dummy_hash, password, &same, error))
    return NULL;
  self = g_new0 (YyqPasswordCheck, 1);
  self->whose = g_steal_pointer (&owned);
  if (same)
    self->account_id = g_steal_pointer (&login->id);
  return self;
}

/* (transfer full): a phone's, in each generation of keys: accounts and guesses come to the newest
 * one by one (yyq-key-rotation.h). */
static char **
list_indexes (YyqPlatform *platform, const char *phone, GError **error)
{
  YyqFieldCipher *cipher = yyq_platform_get_cipher (platform);

  return yyq_field_cipher_refresh (cipher, error)
           ? yyq_field_cipher_list_macs (cipher, "account|phone", phone)
           : NULL;
}

/* What is no phone is nobody's, as anybody can see. */
YyqPasswordCheck *
yyq_password_service_check_phone (YyqPlatform *platform, const char *phone, const char *password,
                                  const char *device_secret, GError **error)
{
  g_autofree char *normal = yyq_phone_normalize (phone);
  g_autofree char *device = NULL;
  g_auto (GStrv) indexes = NULL;
  g_auto (Login) login = { 0 };
  g_autoptr (GError) local = NULL;
  YyqPasswordCheck *self = NULL;

  if (normal == NULL) {
    refuse (error, YYQ_SERVICE_ERROR_CREDENTIALS, "not accepted");
    return NULL;
  }
  indexes = list_indexes (platform, normal, &local);
  if (indexes != NULL && load_by_phone (platform, indexes, &login, &local))
    device = yyq_login_device_find (platform, login.id, device_secret, &local);
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  else if (device != NULL)
    return check (platform, &login, g_strconcat ("device|", device, NULL), password, error);
  else
    self = check (platform, &login, g_strdup (indexes[0]), password, error);
  if (self != NULL)
    self->before = g_strdupv (indexes + 1);
  return self;
}

YyqPasswordCheck *
yyq_password_service_check_account (YyqPlatform *platform, const char *account_id,
                                    const char *password, GError **error)
{
  g_auto (Login) login = { 0 };
  g_autoptr (GError) local = NULL;

  if (load (platform, BY_ID, account_id, &login, &local))
    return check (platform, &login, g_strconcat ("account|", account_id, NULL), password, error);
  refuse (&local, YYQ_SERVICE_ERROR_CREDENTIALS, "not accepted");
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

/* So that there is a row to hold while it is counted: of two first guesses at once both count. What
 * was counted before the keys were changed counts on. */
static gboolean
note_guesser (YyqPlatform *platform, const YyqPasswordCheck *check, GError **error)
{
  YyqStorage *storage = yyq_platform_get_storage (platform);

  for (guint i = 0; check->before != NULL && check->before[i] != NULL; i++)
    if (!yyq_storage_execute (storage, error,
                              "UPDATE login_guess SET whose = $1 WHERE whose = $2 AND NOT EXISTS "
                              "(SELECT 1 FROM login_guess n WHERE n.whose = $1)",
                              "ss", check->whose, check->before[i]))
      return FALSE;
  return yyq_storage_execute (storage, error,
                              "INSERT INTO login_guess (whose, failures, lockouts, locked_until, "
                              "last_at) VALUES ($1, 0, 0, 0, $2) "
                              "ON CONFLICT (whose) DO NOTHING",
                              "si", check->whose, yyq_clock_now ());
}

/* Counters and account are read again: two guesses at once must both count. */
char *
yyq_password_service_settle (YyqPlatform *platform, const YyqPasswordCheck *check, GError **error)
{
  g_auto (Login) still = { 0 };
  Guesses now = { 0 };

  if (!note_guesser (platform, check, error) ||
      !is_unlocked (platform, GUESSES YYQ_SQL_LOCK, check->whose, &now, error))
    return NULL;
  if (check->account_id == NULL) {
    count_failure (platform, check->whose, &now, error);
    return NULL;
  }
  if (!load (platform, BY_ID YYQ_SQL_LOCK, check->account_id, &still, error)) {
    refuse (error, YYQ_SERVICE_ERROR_CREDENTIALS, "not accepted");
    return NULL;
  }
  if (!yyq_storage_execute (yyq_platform_get_storage (platform), error,
                            "DELETE FROM login_guess WHERE whose = $1", "s", check->whose))
    return NULL;
  return g_strdup (check->account_id);
}
