/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-login-store.h"

#include "yyq-clock.h"

#define KEEP_MS (7 * 24 * 60 * G_GINT64_CONSTANT (60000))
#define MOST_GUESSED \
  100000 /* phones; each log-in that fails for a new one costs some 100 ms of hashing */

void
yyq_login_clear (YyqLogin *self)
{
  g_free (self->id);
  g_free (self->hash);
}

static gboolean
read_login (YyqRows *rows, YyqLogin *login, GError **error)
{
  if (rows == NULL || !yyq_rows_next (rows, error))
    return FALSE;
  login->id = g_strdup (yyq_rows_get_text (rows, 0));
  login->hash = g_strdup (yyq_rows_get_text (rows, 1));
  return TRUE;
}

gboolean
yyq_login_store_find (YyqPlatform *platform, char **indexes, YyqLogin *login, GError **error)
{
  g_autoptr (YyqRows) rows =
    yyq_storage_query (yyq_platform_get_storage (platform), error,
                       "SELECT a.id, a.password_hash FROM {list $1} u JOIN account a ON "
                       "a.phone_index = u.value WHERE a.disabled_at IS NULL",
                       "a", indexes);

  return read_login (rows, login, error);
}

#define BY_ID "SELECT id, password_hash FROM account WHERE disabled_at IS NULL AND id = $1"

gboolean
yyq_login_store_load (YyqPlatform *platform, const char *account_id, gboolean lock, YyqLogin *login,
                      GError **error)
{
  g_autoptr (YyqRows) rows = yyq_storage_query (yyq_platform_get_storage (platform), error,
                                                lock ? BY_ID YYQ_SQL_LOCK : BY_ID, "s", account_id);

  return read_login (rows, login, error);
}

gboolean
yyq_login_store_load_owner (YyqPlatform *platform, const char *account_id, char **name,
                            GBytes **phone_sealed, GError **error)
{
  g_autoptr (YyqRows) rows =
    yyq_storage_query (yyq_platform_get_storage (platform), error,
                       "SELECT name, phone_sealed FROM account WHERE id = $1", "s", account_id);

  if (rows == NULL || !yyq_rows_next (rows, error))
    return FALSE;
  *name = g_strdup (yyq_rows_get_text (rows, 0));
  *phone_sealed = yyq_rows_get_bytes (rows, 1);
  return TRUE;
}

gboolean
yyq_login_store_replace_hash (YyqPlatform *platform, const char *account_id, const char *old,
                              const char *hash, gboolean *replaced, GError **error)
{
  YyqStorage *storage = yyq_platform_get_storage (platform);

  if (!yyq_storage_execute (
        storage, error,
        "UPDATE account SET password_hash = $2 WHERE id = $1 AND password_hash = $3", "sss",
        account_id, hash, old))
    return FALSE;
  *replaced = yyq_storage_get_changes (storage) == 1;
  return TRUE;
}

#define GUESSES "SELECT failures, lockouts, locked_until FROM login_guess WHERE whose = $1"

gboolean
yyq_login_store_load_guesses (YyqPlatform *platform, const char *whose, gboolean lock,
                              YyqGuesses *guesses, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (YyqRows) rows = yyq_storage_query (yyq_platform_get_storage (platform), &local,
                                                lock ? GUESSES YYQ_SQL_LOCK : GUESSES, "s", whose);

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

gboolean
yyq_login_store_note_guesser (YyqPlatform *platform, const char *whose, char **before,
                              GError **error)
{
  YyqStorage *storage = yyq_platform_get_storage (platform);

  for (guint i = 0; before != NULL && before[i] != NULL; i++)
    if (!yyq_storage_execute (storage, error,
                              "UPDATE login_guess SET whose = $1 WHERE whose = $2 AND NOT EXISTS "
                              "(SELECT 1 FROM login_guess n WHERE n.whose = $1)",
                              "ss", whose, before[i]))
      return FALSE;
  return yyq_storage_execute (storage, error,
                              "INSERT INTO login_guess (whose, failures, lockouts, locked_until, "
                              "last_at) VALUES ($1, 0, 0, 0, $2) "
                              "ON CONFLICT (whose) DO NOTHING",
                              "si", whose, yyq_clock_now ());
}

/* Whoever tries many phones must not fill the disk; what is old goes first. */
static gboolean
forget_old (YyqStorage *storage, GError **error)
{
  return yyq_storage_execute (storage, error, "DELETE FROM login_guess WHERE last_at < $1", "i",
                              yyq_clock_now () - KEEP_MS) &&
         yyq_storage_execute (
           storage, error,
           "DELETE FROM login_guess WHERE whose IN "
           "(SELECT whose FROM login_guess ORDER BY last_at DESC LIMIT 1000 OFFSET $1)",
           "i", (gint64) MOST_GUESSED);
}

gboolean
yyq_login_store_save_guesses (YyqPlatform *platform, const char *whose, const YyqGuesses *guesses,
                              GError **error)
{
  YyqStorage *storage = yyq_platform_get_storage (platform);

  return yyq_storage_execute (storage, error,
                              "INSERT INTO login_guess (whose, failures, lockouts, locked_until, "
                              "last_at) VALUES ($1, $2, $3, $4, $5) "
                              "ON CONFLICT (whose) DO UPDATE SET failures = $2, lockouts = $3, "
                              "locked_until = $4, last_at = $5",
                              "siiii", whose, guesses->failures, guesses->lockouts,
                              guesses->locked_until, yyq_clock_now ()) &&
         forget_old (storage, error);
}

gboolean
yyq_login_store_drop_guesses (YyqPlatform *platform, const char *whose, GError **error)
{
  return yyq_storage_execute (yyq_platform_get_storage (platform), error,
                              "DELETE FROM login_guess WHERE whose = $1", "s", whose);
}
