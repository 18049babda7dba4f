/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * A key for one purpose, of which nothing can be told about @key or about the keys of other
 * purposes: HKDF-SHA256 (RFC 5869), without salt, @info being the purpose. Both keys have 32 bytes.
 */
void yyq_derived_key (const guint8 *key, const char *info, guint8 *derived);

G_END_DECLS
