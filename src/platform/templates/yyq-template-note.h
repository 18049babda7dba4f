/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-audit.h"
#include "yyq-template.h"

G_BEGIN_DECLS

/*
 * In the transaction: @entry (actor, remote and action) on @template as it is now, in the log of
 * its unit, with what became different from @before (nullable: it is new), and with @entry's own
 * changes in front of that.
 */
gboolean yyq_template_note (YyqPlatform *platform, const YyqAuditEntry *entry, YyqTemplate *before,
                            YyqTemplate *template, GError **error);

G_END_DECLS
