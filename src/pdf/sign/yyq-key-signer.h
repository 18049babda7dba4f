/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <openssl/evp.h>

#include "yyq-signer.h"

G_BEGIN_DECLS

/*
 * A YyqSigner over a private key in memory: the platform's own key, and the event keys of workers,
 * which are destroyed with it. Signing does not block. Any thread.
 */
#define YYQ_TYPE_KEY_SIGNER (yyq_key_signer_get_type ())
G_DECLARE_FINAL_TYPE (YyqKeySigner, yyq_key_signer, YYQ, KEY_SIGNER, GObject)

/*
 * Takes a reference of @key (RSA or P-256). @certificate: DER; @chain (element-type GBytes,
 * nullable): issuers, nearest first. Errors: YYQ_UKEY_ERROR_UNUSABLE_KEY when key and certificate
 * do not belong together.
 */
YyqSigner *yyq_key_signer_new (EVP_PKEY *key, GBytes *certificate, GPtrArray *chain,
                               GError **error);

G_END_DECLS
