/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-platform.h"

G_BEGIN_DECLS

/* argon2id at libsodium's INTERACTIVE cost: 64 MiB, so only two hashes are made at a time. */
#define YYQ_PASSWORD_FAILURES 5

/* (transfer full): at least 8 characters, else YYQ_SERVICE_ERROR_INVALID. Blocks some 100 ms. */
char *yyq_password_service_hash (const char *password, GError **error);

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

/*
 * (transfer full): the id of the account, inside the transaction, which the caller commits also on
 * error, so that failures count: after 5 of them the phone is locked for 1, then 5, 15 and 60
 * minutes, also one that nobody has; a device that the account has used before, and who is logged
 * in, have five of their own. Errors: YYQ_SERVICE_ERROR_CREDENTIALS, _LOCKED.
 */
char *yyq_password_service_settle (YyqPlatform *platform, const YyqPasswordCheck *check,
                                   GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyqPasswordCheck, yyq_password_check_free)

G_END_DECLS
