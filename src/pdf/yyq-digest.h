/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <openssl/evp.h>
#include <openssl/x509.h>

G_BEGIN_DECLS

/* A digest algorithm as signatures name it. */
typedef struct {
  int nid;
  const EVP_MD *md;
  gsize length;  /* bytes of a digest: those of SHAKE are as long as one likes */
  gboolean weak; /* collisions can be made: ETSI TS 119 312 */
  const char *name;
} YyqDigest;

/* FALSE when we do not know it. */
gboolean yyq_digest_read (YyqDigest *self, const X509_ALGOR *algorithm);

/* (transfer full): of the parts one behind the other. */
GBytes *yyq_digest_compute (const YyqDigest *self, GBytes *const *parts, gsize n_parts);

/* Compares in full. */
gboolean yyq_digest_is (const YyqDigest *self, GBytes *const *parts, gsize n_parts,
                        const ASN1_OCTET_STRING *expected);

/* (transfer full): what an algorithm is called, or its number. */
char *yyq_algorithm_get_name (const X509_ALGOR *algorithm);

G_END_DECLS
