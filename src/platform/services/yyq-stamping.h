/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-contract.h"
#include "yyq-platform.h"

G_BEGIN_DECLS

/*
 * Signatures that are good but have no time stamp yet (D4): they are held, and the time-stamp
 * authority is asked again until it answers. A lesser level is never stored as the contract.
 * One that no time stamp can make good any more (its certificate was revoked or has expired), or that waited
 * for a week, is refused: event "signature-refused", and the party may sign again.
 */

/*
 * Looks at all held signatures that are due. @next_ms: when the next one is due, 0: none is held.
 * FALSE only when storage fails: what the authority does is noted and tried again.
 */
gboolean yyq_stamping_run (YyqPlatform *platform, gint64 *next_ms, GError **error);

/*
 * Is @tail, behind @base, the signature of @party, made with @certificate, showing @shown (element-type
 * YyqPdfShown) and nothing else? @timestamped: by an authority we trust; what the file says, not the client.
 * Slow, outside of any transaction. Errors: SIGNATURE_REJECTED, SEAL_ALTERED.
 */
gboolean yyq_stamping_check (YyqPlatform *platform,
                             YyqParty *party,
                             GBytes *base,
                             GBytes *tail,
                             GBytes *certificate,
                             GArray *shown,
                             gboolean *timestamped,
                             GError **error);

/*
 * @tail is the time-stamped signature of @party behind the latest revision: it becomes the next
 * one, with a security store behind it when nobody else has to sign. In the caller's transaction.
 */
gboolean yyq_stamping_accept (YyqPlatform *platform,
                              const char *scope_id,
                              YyqContract *contract,
                              YyqParty *party,
                              GBytes *base,
                              GBytes *tail,
                              GError **error);

G_END_DECLS
