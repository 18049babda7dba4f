/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-platform.h"

G_BEGIN_DECLS

/*
 * Devices that an account has logged in from. Each has a secret of 256 random bits, stored as
 * SHA-256, with which it has guesses of its own: a stranger's wrong passwords lock the phone for
 * strangers, not for the owner at the computer he always uses. It opens nothing without the
 * password. All calls block.
 */

/* (transfer full) (nullable): the id of the account's device with this secret; NULL also without
 * @secret. */
char *yyq_login_device_store_find (YyqPlatform *platform, const char *account_id,
                                   const char *secret, GError **error);

/* @is_new (out): the account has logged in before, and never with this secret; @secret (nullable).
 * Inside the transaction of a log-in, when its session is open and the device not remembered yet.
 */
gboolean yyq_login_device_store_is_new (YyqPlatform *platform, const char *account_id,
                                        const char *secret, gboolean *is_new, GError **error);

/*
 * After a log-in, inside the transaction. @secret (nullable) is what the device brought; one that
 * this platform has given out is kept, also for another account, so that a computer of several
 * clerks has one. @told (transfer full) (nullable): a new secret for the device. An account has so
 * many devices, those used last.
 */
#define YYQ_LOGIN_DEVICES 20
gboolean yyq_login_device_store_remember (YyqPlatform *platform, const char *account_id,
                                          const char *secret, char **told, GError **error);

/* With a changed password, and with the log-out everywhere. Inside the transaction. */
gboolean yyq_login_device_store_forget_all (YyqPlatform *platform, const char *account_id,
                                            GError **error);

G_END_DECLS
