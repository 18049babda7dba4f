/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <openssl/evp.h>
#include <openssl/x509.h>

#include "yyq-signer.h"
#include "yyq-timestamper.h"
#include "yyq-trust-root.h"
#include "yyq-trust.h"

G_BEGIN_DECLS

/* A certification authority of the test's own, made at run time. */
typedef struct {
  EVP_PKEY *root_key;
  X509 *root;
  EVP_PKEY *tsa_key;
  X509 *tsa;
  long next_serial;
  long last_list; /* number of the last revocation list */
} YyqTestPki;

YyqTestPki *yyq_test_pki_new (void);
YyqTestPki *yyq_test_pki_new_with (EVP_PKEY *root_key); /* (transfer full) */
/* (transfer full): an authority whose certificate @above issued. */
YyqTestPki *yyq_test_pki_new_below (YyqTestPki *above, const char *common_name);
void yyq_test_pki_free (YyqTestPki *self);

typedef enum {
  YYQ_TEST_KEY_EC,
  YYQ_TEST_KEY_RSA,
} YyqTestKey;

EVP_PKEY *yyq_test_key_new (YyqTestKey kind);

/* (transfer full): issued by the root; @not_before and @not_after in seconds from now; @usage as in
 * OpenSSL's configuration. */
X509 *yyq_test_pki_issue (YyqTestPki *self, EVP_PKEY *key, const char *common_name, long not_before,
                          long not_after, const char *usage);

/* Adds an extension, in OpenSSL's words, to what was issued, and signs it again. */
void yyq_test_pki_extend (YyqTestPki *self, X509 *certificate, int nid, const char *value);

/* (transfer full): as "openssl req -x509" makes it, CA:TRUE; @usage may be NULL. */
X509 *yyq_test_pki_self_signed (EVP_PKEY *key, const char *common_name, const char *usage);

/* (transfer full): a signer with a fresh key and a certificate good for a day. */
YyqSigner *yyq_test_pki_signer (YyqTestPki *self, YyqTestKey kind, const char *common_name);

/* (transfer full): DER, with the next number. @revoked (nullable) is listed as revoked @ago seconds
 * ago. */
GBytes *yyq_test_pki_crl (YyqTestPki *self, X509 *revoked, long ago);

/* The same with a number of its own; @from and @until in seconds from now. */
GBytes *yyq_test_pki_crl_full (YyqTestPki *self, X509 *revoked, long ago, long number, long from,
                               long until);

/* (transfer full): the root for signers or time stamps, as an administrator sets it: lists are
 * required. */
YyqTrustRoot *yyq_test_pki_trust_root (YyqTestPki *self);

/* (transfer full): trusts the root for everything. */
YyqTrust *yyq_test_pki_trust (YyqTestPki *self);
GBytes *yyq_test_pki_root_der (YyqTestPki *self);

/* A time-stamp authority of the PKI. It answers @broken ways when told so. */
typedef enum {
  YYQ_TEST_TSA_HONEST,
  YYQ_TEST_TSA_SILENT,    /* an error instead of an answer */
  YYQ_TEST_TSA_NONSENSE,  /* bytes that are no answer */
  YYQ_TEST_TSA_OTHER_DAY, /* an answer to another request */
} YyqTestTsaMode;

#define YYQ_TYPE_TEST_TSA (yyq_test_tsa_get_type ())
G_DECLARE_FINAL_TYPE (YyqTestTsa, yyq_test_tsa, YYQ, TEST_TSA, GObject)

YyqTimestamper *yyq_test_tsa_new (YyqTestPki *pki, YyqTestTsaMode mode);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyqTestPki, yyq_test_pki_free)

G_END_DECLS
