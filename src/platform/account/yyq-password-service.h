/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-platform.h"

G_BEGIN_DECLS

/* argon2id at libsodium's INTERACTIVE cost: 64 MiB, so only two hashes are made at a time. */
#define YYQ_PASSWORD_FAILURES 5

/*
 * (transfer full): of a password that follows yyq-password-rules.h, else
 * YYQ_SERVICE_ERROR_PASSWORD_WEAK; the second one knows whose it is to be. Blocks some 100 ms,
 * outside any transaction. Errors: also YYQ_SERVICE_ERROR_BUSY.
 */
char *yyq_password_service_hash (const char *password, GError **error);
char *yyq_password_service_hash_for (YyqPlatform *platform, const char *account_id,
                                     const char *password, GError **error);

/* What came of a password: found out before the transaction, judged inside. */
typedef struct _YyqPasswordCheck YyqPasswordCheck;

void yyq_password_check_free (YyqPasswordCheck *self);

/*
 * (transfer full): a phone that nobody has takes as long. @device_secret (nullable): of
 * yyq-login-device-store.h. Blocks some 100 ms, outside any transaction. Errors:
 * YYQ_SERVICE_ERROR_LOCKED, _CREDENTIALS for what is no phone, _BUSY when too many wait: none of
 * them needs to be counted.
 */
YyqPasswordCheck *yyq_password_service_check_phone (YyqPlatform *platform, const char *phone,
                                                    const char *password, const char *device_secret,
                                                    GError **error);

/* The same for someone who is logged in and confirms a step. */
YyqPasswordCheck *yyq_password_service_check_account (YyqPlatform *platform, const char *account_id,
                                                      const char *password, GError **error);

/* For an account without one, which sets its first. Error: YYQ_SERVICE_ERROR_INVALID where there is
 * one. */
YyqPasswordCheck *yyq_password_service_check_none (YyqPlatform *platform, const char *account_id,
                                                   GError **error);

/*
 * (transfer full): the id of the account, inside the transaction, which the caller commits also on
 * error, so that failures count: after 5 of them the phone is locked for 1, then 5, 15 and 60
 * minutes, also one that nobody has; a device that the account has used before, and who is logged
 * in, have five of their own. Errors: YYQ_SERVICE_ERROR_CREDENTIALS, _LOCKED, with their limits.
 */
char *yyq_password_service_settle (YyqPlatform *platform, const YyqPasswordCheck *check,
                                   GError **error);

/* The same, and @hash is the account's from now on. Errors: also YYQ_SERVICE_ERROR_CONFLICT. */
gboolean yyq_password_service_change (YyqPlatform *platform, const YyqPasswordCheck *check,
                                      const char *hash, GError **error);

/* Has the account a password? */
gboolean yyq_password_service_has (YyqPlatform *platform, const char *account_id, gboolean *has,
                                   GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyqPasswordCheck, yyq_password_check_free)

G_END_DECLS
