/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-pdf-weight.h"

G_BEGIN_DECLS

/* Small files with one page that costs whoever draws it a lot, or might. */
typedef struct {
  const char *name;
  GBytes *(*make) (void); /* (transfer full) */
  YyqPdfWeight weight;    /* of the page */
} YyqHeavyFile;

/* Ends with an entry without a name. */
extern const YyqHeavyFile yyq_heavy_files[];

/* (transfer full): three pages; the first two share a font of 2 GiB, which the second one alone
 * uses. */
GBytes *yyq_heavy_second_page (void);

/* (transfer full): zlib of @n times 1 MiB of @pattern. */
GBytes *yyq_heavy_pack (const char *pattern, gsize length, guint n);

G_END_DECLS
