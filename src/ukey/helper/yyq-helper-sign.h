/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-helper-module.h"

G_BEGIN_DECLS

typedef struct {
  YyqUkeyName name;
  char *certificate; /* SHA-256 of its DER, in hex */
  GBytes *key_id;
  GBytes *modulus;
  guint8 algorithm; /* YyqSignatureAlgorithm */
  const guint8 *digest;
  gsize digest_length;
  const guint8 *pin; /* points into the locked request buffer */
  gsize pin_length;
} YyqHelperSignRequest;

void yyq_helper_sign_request_clear (YyqHelperSignRequest *request);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (YyqHelperSignRequest, yyq_helper_sign_request_clear)

/*
 * Logs in, signs with exactly one C_Sign, logs out. Nothing is tried twice: a second login would
 * use up a try of the PIN. Appends the signature to @reply. Errors: YYQ_UKEY_ERROR. Main thread.
 */
gboolean yyq_helper_sign (YyqHelperModule *module, const YyqHelperSignRequest *request,
                          GByteArray *reply, GError **error);

G_END_DECLS
