/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <openssl/evp.h>
#include <openssl/x509.h>

G_BEGIN_DECLS

/* A key with a certificate from a certification authority that exists only in this test. */
typedef struct {
  EVP_PKEY *key;
  X509 *x509;
} YyqTestIdentity;

typedef struct {
  const char *key_type; /* "RSA" or "EC" */
  const char *cn;
  const char *usage; /* as in openssl.cnf; NULL: digitalSignature,nonRepudiation */
  int from_days;     /* from today */
  int to_days;
} YyqTestIdentitySpec;

/* Aborts when OpenSSL cannot: a test without keys makes no sense. */
YyqTestIdentity *yyq_test_identity_new (const YyqTestIdentitySpec *spec);
void yyq_test_identity_free (YyqTestIdentity *identity);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyqTestIdentity, yyq_test_identity_free)

/* PKCS#8 PEM, DER and PEM, mode 0600. */
void yyq_test_identity_write_key (YyqTestIdentity *identity, const char *path);
void yyq_test_identity_write_der (YyqTestIdentity *identity, const char *path);
void yyq_test_identity_write_pem (YyqTestIdentity *identity, const char *path);

/* (transfer full) */
GBytes *yyq_test_identity_get_der (YyqTestIdentity *identity);

/* Removes @path with all that is below it. */
void yyq_test_remove_tree (const char *path);

G_END_DECLS
