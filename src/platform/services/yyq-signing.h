/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-platform.h"
#include "yyq-timestamper.h"
#include "yyq-trust-keeper.h"

G_BEGIN_DECLS

/*
 * What signing needs for the whole of the platform: whom to trust, the way to the time-stamp
 * authority, and a thread that stamps what is held without a time stamp (D4).
 */
#define YYQ_TYPE_SIGNING (yyq_signing_get_type ())
G_DECLARE_FINAL_TYPE (YyqSigning, yyq_signing, YYQ, SIGNING, GObject)

/* Reads roots and lists of the platform's configuration, which must not change afterwards. Errors:
 * see YyqTrustKeeper. */
YyqSigning *yyq_signing_new (YyqPlatform *platform, GError **error);

/* (transfer none) (nullable): what yyq_contract_services_install() put there. */
YyqSigning *yyq_signing_of (YyqPlatform *platform);

/* (transfer none): roots and revocation lists. Its thread is not started. */
YyqTrustKeeper *yyq_signing_get_keeper (YyqSigning *self);

/* (transfer full): whom to trust now. What it says never changes: hold it for one check. Any
 * thread. */
YyqTrust *yyq_signing_ref_trust (YyqSigning *self);

/* (transfer full) (nullable): NULL when none is configured. Any thread. */
YyqTimestamper *yyq_signing_get_timestamper (YyqSigning *self);
void yyq_signing_set_timestamper (YyqSigning *self, YyqTimestamper *timestamper);

/* start: the thread looks now and whenever it is woken or a retry is due. stop joins it. */
void yyq_signing_start (YyqSigning *self);
void yyq_signing_wake (YyqSigning *self);
/* In a transaction: woken when it is committed, and so finds what it wrote. */
void yyq_signing_wake_when_written (YyqSigning *self);
void yyq_signing_stop (YyqSigning *self);

/*
 * Blob store and signing of @platform, from its configuration, and its YyqMasterKeys when there is
 * a data directory: once, before routes are served and before the demo is seeded. The thread is not
 * started.
 */
gboolean yyq_contract_services_install (YyqPlatform *platform, GError **error);

G_END_DECLS
