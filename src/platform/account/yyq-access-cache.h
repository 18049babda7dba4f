/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-access.h"
#include "yyq-platform.h"

G_BEGIN_DECLS

/*
 * Who asked, and what he may do, for as long as nobody has committed anything: what is kept belongs
 * to a state of the database (yyq_storage_begin_reading()) and is found in that state only. So
 * whatever takes a right away, in whichever process, takes it away here at once, and nothing has to
 * be told. Any thread.
 */
#define YYQ_TYPE_ACCESS_CACHE (yyq_access_cache_get_type ())
G_DECLARE_FINAL_TYPE (YyqAccessCache, yyq_access_cache, YYQ, ACCESS_CACHE, GObject)

YyqAccessCache *yyq_access_cache_new (void);

/* (nullable) (transfer none) */
YyqAccessCache *yyq_access_cache_of (YyqPlatform *platform);

/* (transfer full) (nullable): not when the token has expired meanwhile. */
YyqAccess *yyq_access_cache_find (YyqAccessCache *self, const char *state, const char *token_hash);

void yyq_access_cache_add (YyqAccessCache *self, const char *state, const char *token_hash,
                           YyqAccess *access, gint64 expires_at);

G_END_DECLS
