/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-cipher.h"
#include "yyq-database.h"

G_BEGIN_DECLS

/*
 * Has @database, before it is opened, bring what can be read of the outbox from a damaged file into
 * the new one. What cannot be sent any more is parked with the reason; a file of a body that
 * belongs to nothing any more is put aside into "outbox.damaged" beside @directory (nullable), so
 * that the sweep of yyq_outbox_new() does not remove it.
 */
void yyq_outbox_salvage_prepare (YyqDatabase *database, YyqCipher *cipher, const char *directory);

G_END_DECLS
