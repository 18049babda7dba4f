/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-record-cache.h"
#include "yyq-reply-cache.h"

G_BEGIN_DECLS

/*
 * A cache on disk as the client keeps it, with invented contracts and figures of the home page. The
 * key is the same in every process, so that a client under measurement opens what another one made.
 */
typedef struct {
  YyqDatabase *database;
  YyqCipher *cipher;
  YyqRecordCache *records;
  YyqReplyCache *replies;
} YyqBenchCache;

/* Opens, or makes, the cache of @directory; runs the main context meanwhile. */
YyqBenchCache *yyq_bench_cache_open (const char *directory);
void yyq_bench_cache_free (YyqBenchCache *self);

/* Puts @n contracts in, of all states, initiated over ten years; and the figures. */
void yyq_bench_cache_fill (YyqBenchCache *self, guint n);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyqBenchCache, yyq_bench_cache_free)

G_END_DECLS
