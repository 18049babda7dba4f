/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "yyq-signer.h"
#include "yyq-timestamper.h"

G_BEGIN_DECLS

/*
 * (transfer full): DER of a detached CAdES-BES signature (CMS SignedData, ETSI EN 319 122-1) over
 * content whose SHA-256 is the 32-byte @digest; with a signature time stamp when @timestamper is
 * given. The signer is asked exactly once, and its answer is checked with its certificate before
 * anything is returned. Blocks on UKey and network: never on the main thread.
 * Errors: YYQ_PDF_ERROR_BAD_SIGNATURE, _TIMESTAMP, YYQ_UKEY_ERROR, G_IO_ERROR_CANCELLED.
 */
GBytes *yyq_cms_sign (GBytes *digest, YyqSigner *signer, YyqTimestamper *timestamper,
                      GCancellable *cancellable, GError **error);

/*
 * (transfer full): @cms (zeros may follow it) with a signature time stamp added. Blocks.
 * Errors: YYQ_PDF_ERROR_TIMESTAMP; _FAILED when it has one already; G_IO_ERROR_CANCELLED.
 */
GBytes *yyq_cms_add_timestamp (GBytes *cms, YyqTimestamper *timestamper, GCancellable *cancellable,
                               GError **error);

G_END_DECLS
