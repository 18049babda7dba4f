/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-secret.h"
#include "yyq-signer.h"
#include "yyq-ukey-manager.h"

G_BEGIN_DECLS

/*
 * One signature with one certificate of one token. yyq_signer_sign_digest() blocks, may be called
 * from any worker thread, logs in, signs exactly once and logs out; the result has been checked
 * with the certificate. It is never tried again by itself.
 *
 * The signer keeps a reference on @pin (NULL when the token has a PIN pad) and empties it, for all
 * holders, when sign_digest returns, whatever the result; a second sign_digest then fails with
 * YYQ_UKEY_ERROR_LOGGED_OUT. Cancelling stops the driver.
 */
#define YYQ_TYPE_UKEY_SIGNER (yyq_ukey_signer_get_type ())
G_DECLARE_FINAL_TYPE (YyqUkeySigner, yyq_ukey_signer, YYQ, UKEY_SIGNER, GObject)

/* (transfer full) */
YyqSigner *yyq_ukey_signer_new (YyqUkeyManager *manager, YyqUkey *ukey,
                                YyqUkeyCertificate *certificate, YyqSecret *pin);

G_END_DECLS
