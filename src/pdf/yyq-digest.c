/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-digest.h"

#include <openssl/err.h>
#include <string.h>

#include "yyq-openssl.h"

/* id-shake256-len of RFC 8419, which OpenSSL 3.0 has no number for: its length is a parameter, 512
 * bits. */
#define SHAKE256_WITH_LENGTH "2.16.840.1.101.3.4.2.18"

typedef struct {
  int nid;
  const char *name;
  gboolean weak;
  gsize length; /* 0: as OpenSSL has it */
} Known;

static const Known known[] = {
  { NID_md5, "MD5", TRUE, 0 },
  { NID_sha1, "SHA-1", TRUE, 0 },
  { NID_sha224, "SHA-224", FALSE, 0 },
  { NID_sha256, "SHA-256", FALSE, 0 },
  { NID_sha384, "SHA-384", FALSE, 0 },
  { NID_sha512, "SHA-512", FALSE, 0 },
  { NID_sha512_224, "SHA-512/224", FALSE, 0 },
  { NID_sha512_256, "SHA-512/256", FALSE, 0 },
  { NID_sha3_224, "SHA3-224", FALSE, 0 },
  { NID_sha3_256, "SHA3-256", FALSE, 0 },
  { NID_sha3_384, "SHA3-384", FALSE, 0 },
  { NID_sha3_512, "SHA3-512", FALSE, 0 },
  { NID_shake128, "SHAKE128", FALSE, 32 },
  { NID_shake256, "SHAKE256", FALSE, 64 },
  { NID_sm3, "SM3", FALSE, 0 },
};

static int
find_nid (const ASN1_OBJECT *object)
{
  char oid[80];

  if (OBJ_obj2txt (oid, sizeof oid, object, 1) > 0 && g_str_equal (oid, SHAKE256_WITH_LENGTH))
    return NID_shake256;
  return OBJ_obj2nid (object);
}

gboolean
yyq_digest_read (YyqDigest *self, const X509_ALGOR *algorithm)
{
  const ASN1_OBJECT *object = NULL;
  int nid;

  X509_ALGOR_get0 (&object, NULL, NULL, algorithm);
  nid = find_nid (object);
  for (gsize i = 0; i < G_N_ELEMENTS (known); i++) {
    const EVP_MD *md = known[i].nid == nid ? EVP_get_digestbynid (nid) : NULL;

    if (md == NULL)
      continue;
    *self =
      (YyqDigest){ nid, md, known[i].length != 0 ? known[i].length : (gsize) EVP_MD_get_size (md),
                   known[i].weak, known[i].name };
    return TRUE;
  }
  return FALSE;
}

GBytes *
yyq_digest_compute (const YyqDigest *self, GBytes *const *parts, gsize n_parts)
{
  g_autoptr (EVP_MD_CTX) context = EVP_MD_CTX_new ();
  guint8 digest[EVP_MAX_MD_SIZE] = { 0 };

  g_return_val_if_fail (self->length <= sizeof digest, NULL);

  EVP_DigestInit_ex (context, self->md, NULL);
  for (gsize i = 0; i < n_parts; i++)
    EVP_DigestUpdate (context, g_bytes_get_data (parts[i], NULL), g_bytes_get_size (parts[i]));
  if ((EVP_MD_get_flags (self->md) & EVP_MD_FLAG_XOF) != 0)
    EVP_DigestFinalXOF (context, digest, self->length);
  else
    EVP_DigestFinal_ex (context, digest, NULL);
  return g_bytes_new (digest, self->length);
}

gboolean
yyq_digest_is (const YyqDigest *self, GBytes *const *parts, gsize n_parts,
               const ASN1_OCTET_STRING *expected)
{
  g_autoptr (GBytes) digest = yyq_digest_compute (self, parts, n_parts);

  return (gsize) ASN1_STRING_length (expected) == g_bytes_get_size (digest) &&
         memcmp (ASN1_STRING_get0_data (expected), g_bytes_get_data (digest, NULL),
                 g_bytes_get_size (digest)) == 0;
}

char *
yyq_algorithm_get_name (const X509_ALGOR *algorithm)
{
  const ASN1_OBJECT *object = NULL;
  char text[80] = "?";

  X509_ALGOR_get0 (&object, NULL, NULL, algorithm);
  OBJ_obj2txt (text, sizeof text, object, 0);
  return g_strdup (text);
}
