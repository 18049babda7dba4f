/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-password-service.h"

#include "yyq-clock.h"
#include "yyq-login-device-store.h"
#include "yyq-login-store.h"
#include "yyq-password-rules.h"
#include "yyq-service-error.h"
#include "yyq-value.h"
#include "yyq-writer.h"

#include <sodium.h>
#include <string.h>

#define MAX_HASHING 2
#define MAX_WAITING 8 /* of the threads that serve: the rest is for those who are in */
#define MINUTE_MS (60 * 1000)
#define MOST_BYTES 1024 /* of what is compared: older ones may be longer than new ones are */

static const gint64 lock_minutes[] = { 1, 5, 15, 60 };

struct _YyqPasswordCheck {
  char *whose;      /* guesses are counted: a phone's, a device's, an account's that is logged in */
  char **before;    /* (nullable): as whose they were counted before the keys were changed */
  char *account_id; /* NULL: the password was wrong */
  char *hash;       /* (nullable): what it was compared with, where it was right */
};

void
yyq_password_check_free (YyqPasswordCheck *self)
{
  g_free (self->whose);
  g_strfreev (self->before);
  g_free (self->account_id);
  g_free (self->hash);
  g_free (self);
}

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

/* (transfer full): what the password must not hold, read from the account. */
static char **
load_own (YyqPlatform *platform, const char *account_id, GError **error)
{
  g_autofree char *place = g_strconcat ("account|phone|", account_id, NULL);
  g_autoptr (GBytes) sealed = NULL;
  g_autofree char *name = NULL;
  g_autofree char *phone = NULL;
  char **own;

  if (!yyq_login_store_load_owner (platform, account_id, &name, &sealed, error)) {
    if (error != NULL && *error == NULL)
      g_set_error_literal (error, YYQ_SERVICE_ERROR, YYQ_SERVICE_ERROR_NOT_FOUND,
                           "no such account");
    return NULL;
  }
  phone = yyq_field_cipher_open (yyq_platform_get_cipher (platform), place, sealed, error);
  if (phone == NULL)
    return NULL;
  own = g_new0 (char *, 3);
  own[0] = g_steal_pointer (&name);
  own[1] = g_steal_pointer (&phone);
  return own;
}

static gboolean
follows_rules (const char *password, const char *const *own, const char *pointer, GError **error)
{
  static const char *const faults[] = {
    [YYQ_PASSWORD_TOO_SHORT] = "too short",
    [YYQ_PASSWORD_TOO_LONG] = "too long",
    [YYQ_PASSWORD_ONE_KIND] = "of one kind only",
    [YYQ_PASSWORD_PATTERN] = "a pattern",
    [YYQ_PASSWORD_COMMON] = "a common word",
    [YYQ_PASSWORD_PERSONAL] = "holds the owner's data",
  };
  const YyqPasswordFault fault = yyq_password_find_fault (password, own);

  if (fault == YYQ_PASSWORD_FINE)
    return TRUE;
  g_set_error (error, YYQ_SERVICE_ERROR, YYQ_SERVICE_ERROR_PASSWORD_WEAK, "%s: %s", pointer,
               faults[fault]);
  return FALSE;
}

char *
yyq_password_service_hash (const char *password, GError **error)
{
  return follows_rules (password, NULL, "/password", error) ? compute_hash (password, error) : NULL;
}

char *
yyq_password_service_hash_for (YyqPlatform *platform, const char *account_id, const char *password,
                               GError **error)
{
  g_auto (GStrv) own = load_own (platform, account_id, error);

  return own != NULL && follows_rules (password, (const char *const *) own, "/new_password", error)
           ? compute_hash (password, error)
           : NULL;
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
refuse (GError **error, YyqServiceError code, const char *message)
{
  if (error != NULL && *error == NULL)
    g_set_error_literal (error, YYQ_SERVICE_ERROR, (int) code, message);
  return FALSE;
}

static gboolean
refuse_locked (gint64 wait_ms, GError **error)
{
  g_autoptr (GError) local =
    g_error_new_literal (YYQ_SERVICE_ERROR, YYQ_SERVICE_ERROR_LOCKED, "locked for a while");

  yyq_service_error_set_limits (local, 0, (guint) ((wait_ms + 999) / 1000));
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
refuse_guess (gint64 tries_left, GError **error)
{
  g_autoptr (GError) local =
    g_error_new_literal (YYQ_SERVICE_ERROR, YYQ_SERVICE_ERROR_CREDENTIALS, "not accepted");

  yyq_service_error_set_limits (local, (guint) tries_left, 0);
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
is_unlocked (YyqPlatform *platform, const char *whose, gboolean lock, YyqGuesses *guesses,
             GError **error)
{
  if (!yyq_login_store_load_guesses (platform, whose, lock, guesses, error))
    return FALSE;
  return guesses->locked_until <= yyq_clock_now () ||
         refuse_locked (guesses->locked_until - yyq_clock_now (), error);
}

static gboolean
count_failure (YyqPlatform *platform, const char *whose, const YyqGuesses *guesses, GError **error)
{
  const gboolean lock = guesses->failures + 1 >= YYQ_PASSWORD_FAILURES;
  gint64 minutes = lock_minutes[MIN ((gsize) guesses->lockouts, G_N_ELEMENTS (lock_minutes) - 1)];
  const YyqGuesses counted = { lock ? 0 : guesses->failures + 1, guesses->lockouts + (lock ? 1 : 0),
                               lock ? yyq_clock_now () + minutes * MINUTE_MS : 0 };

  if (!yyq_login_store_save_guesses (platform, whose, &counted, error))
    return FALSE;
  return lock ? refuse_locked (minutes * MINUTE_MS, error)
              : refuse_guess (YYQ_PASSWORD_FAILURES - counted.failures, error);
}

/* @login->id NULL: nobody's, which is worked on and counted all the same. Takes @whose. */
static YyqPasswordCheck *
check (YyqPlatform *platform, YyqLogin *login, char *whose, const char *password, GError **error)
{
  g_autofree char *owned = whose;
  YyqGuesses guesses = { 0 };
  gboolean same = FALSE;
  YyqPasswordCheck *self;

  if (!is_unlocked (platform, whose, FALSE, &guesses, error) ||
      !compare (login->id != NULL ? login->hash : dummy_hash, password, &same, error))
    return NULL;
  self = g_new0 (YyqPasswordCheck, 1);
  self->whose = g_steal_pointer (&owned);
  if (same) {
    self->account_id = g_steal_pointer (&login->id);
    self->hash = g_steal_pointer (&login->hash);
  }
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
  g_autofree char *normal = yyq_value_normalize (YYQ_VALUE_MOBILE, phone);
  g_autofree char *device = NULL;
  g_auto (GStrv) indexes = NULL;
  g_auto (YyqLogin) login = { 0 };
  g_autoptr (GError) local = NULL;
  YyqPasswordCheck *self = NULL;

  if (normal == NULL) {
    refuse (error, YYQ_SERVICE_ERROR_CREDENTIALS, "not accepted");
    return NULL;
  }
  indexes = list_indexes (platform, normal, &local);
  if (indexes != NULL && yyq_login_store_find (platform, indexes, &login, &local))
    device = yyq_login_device_store_find (platform, login.id, device_secret, &local);
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
  g_auto (YyqLogin) login = { 0 };
  g_autoptr (GError) local = NULL;

  if (yyq_login_store_load (platform, account_id, FALSE, &login, &local))
    return check (platform, &login, g_strconcat ("account|", account_id, NULL), password, error);
  refuse (&local, YYQ_SERVICE_ERROR_CREDENTIALS, "not accepted");
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

YyqPasswordCheck *
yyq_password_service_check_none (YyqPlatform *platform, const char *account_id, GError **error)
{
  g_auto (YyqLogin) login = { 0 };
  g_autoptr (GError) local = NULL;
  YyqPasswordCheck *self;

  if (!yyq_login_store_load (platform, account_id, FALSE, &login, &local) || *login.hash != '\0') {
    refuse (&local, YYQ_SERVICE_ERROR_INVALID, "/old_password is missing");
    g_propagate_error (error, g_steal_pointer (&local));
    return NULL;
  }
  self = g_new0 (YyqPasswordCheck, 1);
  self->whose = g_strconcat ("account|", account_id, NULL);
  self->account_id = g_steal_pointer (&login.id);
  self->hash = g_steal_pointer (&login.hash);
  return self;
}

/* Counters and account are read again: two guesses at once must both count. */
char *
yyq_password_service_settle (YyqPlatform *platform, const YyqPasswordCheck *check, GError **error)
{
  g_auto (YyqLogin) still = { 0 };
  YyqGuesses now = { 0 };

  if (!yyq_login_store_note_guesser (platform, check->whose, check->before, error) ||
      !is_unlocked (platform, check->whose, TRUE, &now, error))
    return NULL;
  if (check->account_id == NULL) {
    count_failure (platform, check->whose, &now, error);
    return NULL;
  }
  if (!yyq_login_store_load (platform, check->account_id, TRUE, &still, error)) {
    refuse (error, YYQ_SERVICE_ERROR_CREDENTIALS, "not accepted");
    return NULL;
  }
  if (!yyq_login_store_drop_guesses (platform, check->whose, error))
    return NULL;
  return g_strdup (check->account_id);
}

/* Of two that change it at once the second finds another one than it has checked. */
gboolean
yyq_password_service_change (YyqPlatform *platform, const YyqPasswordCheck *check, const char *hash,
                             GError **error)
{
  g_autofree char *account_id = yyq_password_service_settle (platform, check, error);
  gboolean replaced = FALSE;

  if (account_id == NULL ||
      !yyq_login_store_replace_hash (platform, account_id, check->hash, hash, &replaced, error))
    return FALSE;
  return replaced ||
         refuse (error, YYQ_SERVICE_ERROR_CONFLICT, "the password was changed meanwhile");
}

gboolean
yyq_password_service_has (YyqPlatform *platform, const char *account_id, gboolean *has,
                          GError **error)
{
  g_auto (YyqLogin) login = { 0 };
  g_autoptr (GError) local = NULL;

  *has = yyq_login_store_load (platform, account_id, FALSE, &login, &local) && *login.hash != '\0';
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}
