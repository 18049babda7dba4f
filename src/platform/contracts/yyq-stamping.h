/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-access.h"
#include "yyq-blob-store.h"
#include "yyq-contract.h"
#include "yyq-platform.h"

G_BEGIN_DECLS

/*
 * Signatures that are good but have no time stamp yet (D4): they are held, and the time-stamp
 * authority is asked again until it answers. A lesser level is never stored as the contract.
 * One that no time stamp can make good any more (its certificate was revoked or has expired), or
 * that waited for a week, is refused: event "signature-refused", and the party may sign again.
 */

/*
 * Looks at all held signatures that are due. @next_ms: when the next one is due, 0: none is held.
 * FALSE only when storage fails: what the authority does is noted and tried again.
 */
gboolean yyq_stamping_run (YyqPlatform *platform, gint64 *next_ms, GError **error);

/*
 * Is @tail, behind @base, the signature of @party, made with @certificate, showing @shown
 * (element-type YyqPdfShown) and nothing else? @timestamped: by an authority we trust; what the
 * file says, not the client. Slow, outside of any transaction. Errors: SIGNATURE_REJECTED,
 * SEAL_ALTERED.
 */
gboolean yyq_stamping_check (YyqPlatform *platform, YyqParty *party, GBytes *base, GBytes *tail,
                             GBytes *certificate, GArray *shown, gboolean *timestamped,
                             GError **error);

/* The revision that a signature makes, on the disk already. */
typedef struct {
  char *base_sha256;  /* of the revision that it stands behind */
  gboolean completes; /* nobody else has to sign: it has a security store */
  YyqNewBlob *pdf;
} YyqNextRevision;

/*
 * (transfer full): @tail, the time-stamped signature of @party, behind @base, the latest revision,
 * and behind it a security store when nobody else has to sign. Slow, outside of any transaction.
 * Errors: YYQ_PDF_ERROR, YYQ_STORE_ERROR.
 */
YyqNextRevision *yyq_stamping_prepare (YyqPlatform *platform, YyqContract *contract,
                                       YyqParty *party, GBytes *base, GBytes *tail, GError **error);
void yyq_next_revision_free (YyqNextRevision *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyqNextRevision, yyq_next_revision_free)

/*
 * In the caller's transaction, with @contract as it is now: @next becomes its next revision.
 * REVISION_MOVED when it was prepared for another one.
 */
gboolean yyq_stamping_accept (YyqPlatform *platform, const YyqAccess *access, YyqContract *contract,
                              YyqParty *party, YyqNextRevision *next, GError **error);

G_END_DECLS
