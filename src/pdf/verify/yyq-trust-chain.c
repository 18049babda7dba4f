/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-trust-chain.h"

#include <openssl/err.h>

/* Signatures tried to find who signed whom; an honest file needs fewer than ten. */
#define MAX_TRIES 100
/* Authorities between a signer and what is trusted. */
#define MAX_DEPTH 8
/* Of OpenSSL's: 112 bits, that is RSA 2048 and SHA-2. */
#define SECURITY_LEVEL 2

static gboolean
contains (YyqX509Stack *stack, X509 *certificate)
{
  for (int i = 0; i < sk_X509_num (stack); i++)
    if (X509_cmp (sk_X509_value (stack, i), certificate) == 0)
      return TRUE;
  return FALSE;
}

/* Those that have signed @certificate join @selected. */
static void
select_issuers (X509 *certificate, YyqX509Stack *candidates, YyqX509Stack *selected, guint *tries)
{
  for (int i = 0; i < sk_X509_num (candidates) && *tries < MAX_TRIES; i++) {
    X509 *candidate = sk_X509_value (candidates, i);

    if (X509_NAME_cmp (X509_get_issuer_name (certificate), X509_get_subject_name (candidate)) !=
          0 ||
        contains (selected, candidate))
      continue;
    (*tries)++;
    if (X509_verify (certificate, X509_get0_pubkey (candidate)) == 1) {
      X509_up_ref (candidate);
      sk_X509_push (selected, candidate);
    }
  }
}

/* One who only has the issuer's name: then the chain shows that the signature is not his. */
static void
select_namesake (X509 *certificate, YyqX509Stack *candidates, YyqX509Stack *selected)
{
  for (int i = 0; i < sk_X509_num (candidates) && sk_X509_num (selected) == 0; i++) {
    X509 *candidate = sk_X509_value (candidates, i);

    if (X509_NAME_cmp (X509_get_issuer_name (certificate), X509_get_subject_name (candidate)) ==
        0) {
      X509_up_ref (candidate);
      sk_X509_push (selected, candidate);
    }
  }
}

YyqX509Stack *
yyq_trust_chain_select (X509 *certificate, YyqX509Stack *candidates)
{
  YyqX509Stack *selected = sk_X509_new_null ();
  guint tries = 0;

  select_issuers (certificate, candidates, selected, &tries);
  select_namesake (certificate, candidates, selected);
  for (int i = 0; i < sk_X509_num (selected); i++)
    select_issuers (sk_X509_value (selected, i), candidates, selected, &tries);
  ERR_clear_error ();
  return selected;
}

YyqX509Stack *
yyq_trust_chain_build (X509 *certificate, X509 *anchor, YyqX509Stack *between, gint64 at,
                       int *error, int *depth)
{
  g_autoptr (X509_STORE) store = X509_STORE_new ();
  g_autoptr (X509_STORE_CTX) context = X509_STORE_CTX_new ();
  X509_VERIFY_PARAM *parameters;
  YyqX509Stack *chain = NULL;

  X509_STORE_add_cert (store, anchor);
  X509_STORE_CTX_init (context, store, certificate, between);
  parameters = X509_STORE_CTX_get0_param (context);
  X509_VERIFY_PARAM_set_time (parameters, (time_t) (at / 1000));
  X509_VERIFY_PARAM_set_depth (parameters, MAX_DEPTH);
  X509_VERIFY_PARAM_set_auth_level (parameters, SECURITY_LEVEL);
  X509_VERIFY_PARAM_set_flags (parameters, X509_V_FLAG_PARTIAL_CHAIN);
  if (X509_verify_cert (context) == 1)
    chain = X509_STORE_CTX_get1_chain (context);
  *error = X509_STORE_CTX_get_error (context);
  *depth = X509_STORE_CTX_get_error_depth (context);
  ERR_clear_error ();
  return chain;
}
