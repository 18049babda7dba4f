/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <openssl/x509.h>

#include "yyq-test-pki.h"

G_BEGIN_DECLS

/* Revocation lists and OCSP answers, right and wrong. Times are in seconds from now. */

typedef struct {
  X509 *revoked; /* (nullable) */
  long revoked_at;
  int reason;        /* CRL_REASON_*; 0: unspecified, -1: none is given */
  long this_update;  /* 0: a minute ago */
  long next_update;  /* 0: tomorrow */
  const char *scope; /* (nullable): issuing distribution point, in OpenSSL's words */
  gboolean delta;
  gboolean riddle;     /* with a critical extension that nobody knows */
  EVP_PKEY *other_key; /* (nullable): signs it instead of the issuer's */
} YyqTestList;

/* (transfer full): DER, by @issuer. */
GBytes *yyq_test_list_new (YyqTestPki *issuer, const YyqTestList *list);

typedef struct {
  X509 *about;
  YyqTestPki *issuer;
  gboolean revoked;
  long revoked_at;
  int reason;
  long this_update;
  long next_update;  /* 0: tomorrow; G_MAXLONG: it does not say */
  EVP_PKEY *key;     /* (nullable): of another who signs it, with @certificate */
  X509 *certificate; /* (nullable) */
  gboolean bare;     /* BasicOCSPResponse alone */
} YyqTestAnswer;

/* (transfer full): DER. */
GBytes *yyq_test_answer_new (const YyqTestAnswer *answer);

G_END_DECLS
