/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * (transfer full): a hash of @password as the platform keeps it, made at the least cost that there
 * is, which the hash itself names. Whoever logs in a hundred times in a test need not resist
 * anybody; what the platform's own hashes cost is asserted by test-sessions.
 */
char *yyq_test_password_hash (const char *password);

G_END_DECLS
