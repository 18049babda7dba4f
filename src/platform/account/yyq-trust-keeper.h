/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-crl.h"
#include "yyq-platform.h"
#include "yyq-trust.h"

G_BEGIN_DECLS

/*
 * Whom the platform trusts now: the roots of its configuration, which stay as they are, and
 * revocation lists, which are looked for while it runs (D7). Of each authority the newest list
 * counts that it really signed; what is older, foreign or damaged is refused, told once in the log,
 * and changes nothing. A list goes on counting for the grace of its root; then certificates of that
 * authority cannot sign until a newer list is there. The good ones are also kept below the data
 * directory, so that a restart does not go back. All functions are for any thread.
 */
#define YYQ_TYPE_TRUST_KEEPER (yyq_trust_keeper_get_type ())
G_DECLARE_FINAL_TYPE (YyqTrustKeeper, yyq_trust_keeper, YYQ, TRUST_KEEPER, GObject)

/*
 * Reads everything once. Errors, which name the root: YYQ_PDF_ERROR_FAILED when a certificate
 * cannot be read, or when a root needs lists and none of it was found.
 */
YyqTrustKeeper *yyq_trust_keeper_new (const YyqPlatformConfig *config, GError **error);

/* (transfer none) (nullable): that of @platform. */
YyqTrustKeeper *yyq_trust_keeper_of (YyqPlatform *platform);

/* (transfer full): never changed afterwards. */
YyqTrust *yyq_trust_keeper_ref_trust (YyqTrustKeeper *self);

/* (transfer full) (element-type YyqCrl): those that count, in a fixed order. */
GPtrArray *yyq_trust_keeper_ref_lists (YyqTrustKeeper *self);

/* (transfer full) (element-type GBytes): DER of all certificates of the configuration, and of the
 * lists; for a DSS. */
GPtrArray *yyq_trust_keeper_ref_certificates (YyqTrustKeeper *self);
GPtrArray *yyq_trust_keeper_get_list_ders (YyqTrustKeeper *self);

/* An authority whose list ran out, and since when, ms. */
typedef struct {
  char *root; /* the administrator's name for it */
  char *issuer;
  gint64 since;
} YyqClosedIssuer;

/* (transfer full) (element-type YyqClosedIssuer): at this moment. */
GPtrArray *yyq_trust_keeper_list_closed (YyqTrustKeeper *self);

/* Looks for new lists now, and tells in the log what changed; the platform does it every minute. */
void yyq_trust_keeper_look (YyqTrustKeeper *self);

G_END_DECLS
