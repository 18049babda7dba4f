/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-demo-authority.h"
#include "yyq-demo-timestamper.h"
#include "yyq-platform.h"
#include "yyq-router.h"

G_BEGIN_DECLS

/*
 * The demo's own certification and time-stamp authority over HTTP (D9): these routes are in no
 * table of yyq_routes_add_all(), so a platform with a configuration does not have them.
 *
 *   POST /api/v1/tsa              RFC 3161 §3.4; anyone
 *   GET  /api/v1/ca               the root, PEM; anyone
 *   GET  /api/v1/ca/crl           its list of revoked certificates, DER; anyone
 *   POST /api/v1/ca/certificates  {"csr": PKCS#10} -> {"certificate": DER}, for the company that is
 * entered
 */
extern const YyqRoute yyq_demo_routes[];

/* Puts both into @platform's services and the routes into @router, before it listens. */
void yyq_demo_routes_add (YyqRouter *router, YyqPlatform *platform, YyqDemoAuthority *authority,
                          YyqDemoTimestamper *timestamper);

G_END_DECLS
