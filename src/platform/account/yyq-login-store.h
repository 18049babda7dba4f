/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-platform.h"

G_BEGIN_DECLS

/*
 * What a log-in by password is judged by: rows of account, and of login_guess, where wrong
 * passwords are counted for a phone, a device or an account. What writes does so in the caller's
 * transaction. Any thread; blocks. Errors: YYQ_STORE_ERROR.
 */

/* An account that is not disabled. */
typedef struct {
  char *id;
  char *hash; /* of the password; "": none is set */
} YyqLogin;

void yyq_login_clear (YyqLogin *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (YyqLogin, yyq_login_clear)

/* Fills @login; FALSE without an error when there is none. @indexes: the phone's, in each
 * generation of keys; NULL-terminated. */
gboolean yyq_login_store_find (YyqPlatform *platform, char **indexes, YyqLogin *login,
                               GError **error);

/* The same by its id; @lock: in a writing transaction, it stays as it is until that ends. */
gboolean yyq_login_store_load (YyqPlatform *platform, const char *account_id, gboolean lock,
                               YyqLogin *login, GError **error);

/* (transfer full): an account's name and sealed phone. FALSE without an error when there is none.
 */
gboolean yyq_login_store_load_owner (YyqPlatform *platform, const char *account_id, char **name,
                                     GBytes **phone_sealed, GError **error);

/* @replaced (out): FALSE when the hash is not @old any more. */
gboolean yyq_login_store_replace_hash (YyqPlatform *platform, const char *account_id,
                                       const char *old, const char *hash, gboolean *replaced,
                                       GError **error);

typedef struct {
  gint64 failures;
  gint64 lockouts;
  gint64 locked_until; /* ms */
} YyqGuesses;

/* Fills @guesses; zeros where nobody has guessed. @lock: as above. */
gboolean yyq_login_store_load_guesses (YyqPlatform *platform, const char *whose, gboolean lock,
                                       YyqGuesses *guesses, GError **error);

/*
 * Makes a row that can be locked while it is counted: of two first guesses at once both count.
 * @before (nullable), NULL-terminated: as whose they were counted before the keys were changed;
 * that counts on.
 */
gboolean yyq_login_store_note_guesser (YyqPlatform *platform, const char *whose, char **before,
                                       GError **error);

/* Keeps @guesses, and forgets what is a week old, or too much. */
gboolean yyq_login_store_save_guesses (YyqPlatform *platform, const char *whose,
                                       const YyqGuesses *guesses, GError **error);
gboolean yyq_login_store_drop_guesses (YyqPlatform *platform, const char *whose, GError **error);

G_END_DECLS
