/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * SHA-256 over parts, each behind its length, so that no two lists of parts give the same bytes
 * (docs/evidence.md): 4 bytes of length, most significant first, then the bytes. A part that is
 * NULL has the length 0xffffffff and no bytes; numbers are parts in decimal.
 */
GChecksum *yyq_parts_hash_begin (const char *domain); /* the first part */
void yyq_parts_hash_add (GChecksum *self, const char *text);
void yyq_parts_hash_add_int (GChecksum *self, gint64 number);

/* (transfer full): lower-case hex; takes @self. */
char *yyq_parts_hash_end (GChecksum *self);

G_END_DECLS
