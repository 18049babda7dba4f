/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-pdf-sign.h"
#include "yyq-signer.h"
#include "yyq-test-platform.h"

G_BEGIN_DECLS

/* A UKey of the test's own: a key with a certificate of the platform's (or another) authority. */
typedef struct {
  EVP_PKEY *key;
  X509 *x509;
  GBytes *der;
  char *sha256;
  YyqSigner *signer;
} YyqTestKeyPair;

/* Of the company of @platform, valid for a day. */
YyqTestKeyPair *yyq_test_key_pair_new (YyqTestPlatform *platform);
YyqTestKeyPair *yyq_test_key_pair_new_full (YyqTestPki *pki, const char *name, long not_before,
                                            long not_after, const char *usage);
void yyq_test_key_pair_free (YyqTestKeyPair *self);

/* Binds it to @account in @enterprise, without asking whether it may. (transfer full): the
 * binding's id. */
char *yyq_test_key_pair_bind (YyqTestKeyPair *self, YyqTestPlatform *platform, const char *account,
                              const char *enterprise);

/* (transfer full): the answer to a challenge's bytes, Base64. */
char *yyq_test_key_pair_answer (YyqTestKeyPair *self, GBytes *to_sign);

/* (transfer full): what to append to the contract's latest revision; @options name the field,
 * @timestamper may be NULL. */
GBytes *yyq_test_key_pair_sign (YyqTestKeyPair *self, YyqTestPlatform *platform,
                                YyqContract *contract, const YyqPdfSignOptions *options,
                                YyqTimestamper *timestamper);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyqTestKeyPair, yyq_test_key_pair_free)

G_END_DECLS
