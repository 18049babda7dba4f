/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-memory.h"

#include <malloc.h>

/* What a request takes and gives back would else go to the system and come from it again. */
#define TRIM_BYTES (1024 * 1024)

/* As glibc has it: what is larger has a mapping of its own. */
#define BLOCK_BYTES (128 * 1024)

/* glibc takes no more than this. */
#define PAPER_BLOCK_BYTES (32 * 1024 * 1024)
#define PAPER_TRIM_BYTES (512 * 1024 * 1024)

static void
set (int block_bytes, int trim_bytes)
{
  mallopt (M_MMAP_THRESHOLD, block_bytes); /* NOLINT(concurrency-mt-unsafe): it takes the lock */
  mallopt (M_TRIM_THRESHOLD, trim_bytes);  /* NOLINT(concurrency-mt-unsafe): it takes the lock */
}

void
yyq_memory_set_up (void)
{
  /* Each thread would keep what it once needed: that is 50 MiB for one that has typeset. */
  mallopt (M_ARENA_MAX, 2); /* NOLINT(concurrency-mt-unsafe): there is one thread */
  set (BLOCK_BYTES, TRIM_BYTES);
}

void
yyq_memory_begin_papers (void)
{
  set (PAPER_BLOCK_BYTES, PAPER_TRIM_BYTES);
}

void
yyq_memory_end_papers (void)
{
  set (BLOCK_BYTES, TRIM_BYTES);
  malloc_trim (0);
}
