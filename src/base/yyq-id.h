/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A new UUIDv7 (RFC 9562 §5.7) in lower-case text: sorts by time of creation;
 * what one process makes in one millisecond, in that order (some two thousand of them). Any thread.
 */
char *yyq_id_new (void);
gboolean yyq_id_is_valid (const char *id);

/* @n_bytes (at most 64) of the system's randomness as lower-case hex. */
char *yyq_random_hex (gsize n_bytes);

/* SHA-256 of @bytes in lower-case hex: how documents and certificates are named everywhere. */
char *yyq_sha256_hex (GBytes *bytes);

G_END_DECLS
