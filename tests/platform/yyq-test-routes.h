/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-router.h"
#include "yyq-test-platform.h"

G_BEGIN_DECLS

/* Routes as their tables tell them, for tests that walk them all. */

/* Whoever calls, or over the socket of administration only. */
gboolean yyq_test_route_is_open (const YyqRoute *route);

/*
 * (transfer full): @route with the id of @contract for {id}, that of its company for {party_id}, 0
 * for {revision} and the only revocation list for {sha256}; with a body that gets past the parser.
 */
YyqTestReply *yyq_test_call_route (YyqTestPlatform *platform, const YyqRoute *route,
                                   const char *token, YyqContract *contract, GBytes *certificate);

G_END_DECLS
