/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-draft-file.h"

G_BEGIN_DECLS

/*
 * One kind of draft: a static const struct beside the form that writes it. Its name stands in the
 * files, so a released name is never used for something else. What local and operations look like
 * is the kind's own affair.
 */
typedef struct {
  const char *name;                  /* "contract.initiate" */
  const char *label;                 /* N_(): "Draft of a contract" */
  YyqDraftApply apply;               /* any thread */
  char *(*describe) (GBytes *local); /* (nullable): what was typed, in translated lines */
} YyqDraftKind;

G_END_DECLS
