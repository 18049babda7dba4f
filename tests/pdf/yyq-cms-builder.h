/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <openssl/evp.h>
#include <openssl/x509.h>

#include "yyq-test-pki.h"

G_BEGIN_DECLS

/*
 * Signature containers written byte by byte, so that each can be right or wrong in one way that no
 * library would write. A part is DER; whoever takes one takes it over.
 */

/* (transfer full): an element of @tag that holds the parts, which end with NULL. */
GBytes *yyq_der (guint tag, ...) G_GNUC_NULL_TERMINATED;
/* The same without a length, ended by two zeros. */
GBytes *yyq_der_indefinite (guint tag, ...) G_GNUC_NULL_TERMINATED;
/* (transfer full): the bytes of @parts one behind the other, for a place where some stand or none.
 */
GBytes *yyq_der_join (GBytes *one, GBytes *other);
GBytes *yyq_der_oid (const char *oid);
GBytes *yyq_der_int (guint value);
GBytes *yyq_der_octets (const void *data, gsize length);
/* An AlgorithmIdentifier; @parameters may be NULL. */
GBytes *yyq_der_algorithm (const char *oid, GBytes *parameters);
/* An attribute with these values, which end with NULL. */
GBytes *yyq_der_attribute (const char *oid, ...) G_GNUC_NULL_TERMINATED;

typedef enum {
  YYQ_ESS_V2,
  YYQ_ESS_NONE,
  YYQ_ESS_V1,
  YYQ_ESS_OTHER, /* v2, of another certificate */
  YYQ_ESS_TWICE,
} YyqTestEss;

/* Everything zero is an ECDSA or RSA signature with SHA-256 as PAdES wants it. */
typedef struct {
  EVP_PKEY *key;
  X509 *certificate;
  int digest;                  /* NID of what hashes the content and is named; 0: SHA-256 */
  const char *digest_oid;      /* (nullable): names another one */
  GBytes *signature_algorithm; /* (transfer full) (nullable): names another than the usual one of
                                  the key */
  int sign_digest; /* NID of what the value is made with; 0: @digest; NID_undef + EdDSA: none */
  int pss_salt;    /* not 0: RSA-PSS with so many bytes of salt */
  const char *sm2_identity; /* (nullable): instead of the usual one */
  YyqTestEss ess;
  gboolean no_attributes;
  gboolean no_content_type;
  gboolean no_certificate;
  gboolean unsorted;           /* the attributes stand in another order than DER wants */
  gboolean sign_as_it_stands;  /* and that order is signed */
  gboolean indefinite;         /* all outer lengths are open */
  GBytes *more_attributes;     /* (transfer full) (nullable): signed, one behind the other */
  GBytes *unsigned_attributes; /* (transfer full) (nullable) */
  GBytes *crls;   /* (transfer full) (nullable): RevocationInfoChoices, one behind the other */
  GBytes *inside; /* (transfer full) (nullable): bytes that are its own content */
  GBytes *other_digest; /* (transfer full) (nullable): message digest, instead of the right one */
} YyqCmsRecipe;

/* (transfer full): over @content. What the recipe hands over is consumed. */
GBytes *yyq_cms_build (YyqCmsRecipe *recipe, GBytes *content);

/* (transfer full): the AlgorithmIdentifier that the recipe would write: for RFC 6211. */
GBytes *yyq_cms_recipe_signature_algorithm (const YyqCmsRecipe *recipe);
GBytes *yyq_cms_recipe_digest_algorithm (const YyqCmsRecipe *recipe);

/* (transfer full): of this kind in OpenSSL's words: "RSA2048", "RSA1024", "P-256", "P-192", "SM2",
 * "ED25519", "ED448". */
EVP_PKEY *yyq_cms_key_new (const char *kind);

G_END_DECLS
