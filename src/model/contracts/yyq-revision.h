/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-record.h"

G_BEGIN_DECLS

/*
 * One stored state of a contract's file: its SHA-256 in lower-case hex, its length in bytes.
 * Every member is also a property of the same name, with dashes.
 */
#define YYQ_TYPE_REVISION (yyq_revision_get_type ())
G_DECLARE_FINAL_TYPE (YyqRevision, yyq_revision, YYQ, REVISION, YyqRecord)

YyqRevision *yyq_revision_new (void);

int yyq_revision_get_number (YyqRevision *self);
const char *yyq_revision_get_sha256 (YyqRevision *self);
gint64 yyq_revision_get_length (YyqRevision *self);
gint64 yyq_revision_get_at (YyqRevision *self);

G_END_DECLS
