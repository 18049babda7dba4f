/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-platform.h"

G_BEGIN_DECLS

/* argon2id at libsodium's INTERACTIVE cost: 64 MiB, so only two hashes are made at a time. */
#define YYQ_PASSWORD_FAILURES 5

/* (transfer full): at least 8 characters, else YYQ_SERVICE_ERROR_INVALID. Blocks some 100 ms. */
char *yyq_password_service_hash (const char *password, GError **error);

/*
 * (transfer full): the id of the account. A phone that nobody has takes as long, and is locked as well. The transaction
 * is begun after the hash was computed; the caller commits it also on error, so that failures count:
 * after 5 of them the phone is locked for 1, then 5, 15 and 60 minutes.
 * Errors: YYQ_SERVICE_ERROR_CREDENTIALS, _LOCKED.
 */
char *yyq_password_service_check_phone (YyqPlatform *platform, const char *phone, const char *password, GError **error);

/* The same for someone who is logged in and confirms a step. */
gboolean yyq_password_service_check_account (YyqPlatform *platform,
                                             const char *account_id,
                                             const char *password,
                                             GError **error);

G_END_DECLS
