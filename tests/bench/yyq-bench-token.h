/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-signer.h"
#include "yyq-test-identity.h"

G_BEGIN_DECLS

/*
 * A SoftHSM token in this process, logged in: what a signature costs without the helper's process
 * and its protocol. In use it is a YyqSigner.
 */
#define YYQ_TYPE_BENCH_TOKEN (yyq_bench_token_get_type ())
G_DECLARE_FINAL_TYPE (YyqBenchToken, yyq_bench_token, YYQ, BENCH_TOKEN, GObject)

/* The token gets the key and the certificate of @identity (RSA). Aborts when it cannot be made. */
YyqBenchToken *yyq_bench_token_new (YyqTestIdentity *identity);

G_END_DECLS
