/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "yyq-error.h"

G_BEGIN_DECLS

/* Small or middling files that a reader takes much memory or time for, or cannot read. */
typedef struct {
  const char *name;
  GBytes *(*make) (void); /* (transfer full) */
  YyqPdfError code;       /* what they must be refused with */
} YyqHostileFile;

/* Ends with an entry without a name. */
extern const YyqHostileFile yyq_hostile_files[];

G_END_DECLS
