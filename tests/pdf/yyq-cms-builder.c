/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-cms-builder.h"

#include <openssl/rsa.h>
#include <string.h>

#include "yyq-openssl.h"

#define OID_DATA "1.2.840.113549.1.7.1"
#define OID_SIGNED_DATA "1.2.840.113549.1.7.2"
#define OID_CONTENT_TYPE "1.2.840.113549.1.9.3"
#define OID_MESSAGE_DIGEST "1.2.840.113549.1.9.4"
#define OID_ESS_V1 "1.2.840.113549.1.9.16.2.12"
#define OID_ESS_V2 "1.2.840.113549.1.9.16.2.47"

static void
append (GByteArray *array, GBytes *part)
{
  gsize n;
  const guint8 *data = g_bytes_get_data (part, &n);

  g_byte_array_append (array, data, (guint) n);
  g_bytes_unref (part);
}

static GByteArray *
gather (va_list parts)
{
  GByteArray *inside = g_byte_array_new ();
  GBytes *part;

  while ((part = va_arg (parts, GBytes *)) != NULL)
    append (inside, part);
  return inside;
}

static void
append_length (GByteArray *array, gsize n)
{
  guint8 bytes[] = { 0x83, (guint8) (n >> 16), (guint8) (n >> 8), (guint8) n };
  guint from = n < 0x80 ? 3 : n < 0x100 ? 3 : n < 0x10000 ? 2 : 1;
  guint8 count = (guint8) (0x80 + 4 - from);

  g_assert_cmpuint (n, <, 0x1000000);
  if (n >= 0x80)
    g_byte_array_append (array, &count, 1);
  g_byte_array_append (array, bytes + from, 4 - from);
}

static GBytes *
element (guint tag, GByteArray *inside, gboolean indefinite)
{
  GByteArray *array = g_byte_array_new ();
  guint8 first = (guint8) tag;

  g_byte_array_append (array, &first, 1);
  if (indefinite)
    g_byte_array_append (array, (const guint8 *) "\x80", 1);
  else
    append_length (array, inside->len);
  g_byte_array_append (array, inside->data, inside->len);
  if (indefinite)
    g_byte_array_append (array, (const guint8 *) "\0\0", 2);
  g_byte_array_unref (inside);
  return g_byte_array_free_to_bytes (array);
}

GBytes *
yyq_der (guint tag, ...)
{
  va_list parts;
  GBytes *whole;

  va_start (parts, tag);
  whole = element (tag, gather (parts), FALSE);
  va_end (parts);
  return whole;
}

GBytes *
yyq_der_indefinite (guint tag, ...)
{
  va_list parts;
  GBytes *whole;

  va_start (parts, tag);
  whole = element (tag, gather (parts), TRUE);
  va_end (parts);
  return whole;
}

GBytes *
yyq_der_join (GBytes *one, GBytes *other)
{
  GByteArray *array = g_byte_array_new ();

  append (array, one);
  append (array, other);
  return g_byte_array_free_to_bytes (array);
}

GBytes *
yyq_der_oid (const char *oid)
{
  g_autoptr (ASN1_OBJECT) object = OBJ_txt2obj (oid, 1);
  unsigned char *der = NULL;
  int length = i2d_ASN1_OBJECT (object, &der);

  return yyq_openssl_bytes (der, length);
}

GBytes *
yyq_der_int (guint value)
{
  const guint8 byte = (guint8) value;

  g_assert_cmpuint (value, <, 128);
  return yyq_der (0x02, g_bytes_new (&byte, 1), NULL);
}

GBytes *
yyq_der_octets (const void *data, gsize length)
{
  return yyq_der (0x04, g_bytes_new (data, length), NULL);
}

GBytes *
yyq_der_algorithm (const char *oid, GBytes *parameters)
{
  return yyq_der (0x30, yyq_der_oid (oid), parameters, NULL);
}

GBytes *
yyq_der_attribute (const char *oid, ...)
{
  va_list parts;
  GBytes *values;

  va_start (parts, oid);
  values = element (0x31, gather (parts), FALSE);
  va_end (parts);
  return yyq_der (0x30, yyq_der_oid (oid), values, NULL);
}

EVP_PKEY *
yyq_cms_key_new (const char *kind)
{
  EVP_PKEY *key;

  if (g_str_has_prefix (kind, "RSA"))
    key = EVP_PKEY_Q_keygen (NULL, NULL, "RSA", (gsize) g_ascii_strtoull (kind + 3, NULL, 10));
  else if (g_str_has_prefix (kind, "P-"))
    key = EVP_PKEY_Q_keygen (NULL, NULL, "EC", kind);
  else
    key = EVP_PKEY_Q_keygen (NULL, NULL, kind);
  g_assert_nonnull (key);
  return key;
}

static const EVP_MD *
md_of (int nid)
{
  return EVP_get_digestbynid (nid != 0 ? nid : NID_sha256);
}

static char *
oid_of (int nid)
{
  char text[80];

  OBJ_obj2txt (text, sizeof text, OBJ_nid2obj (nid), 1);
  return g_strdup (text);
}

GBytes *
yyq_cms_recipe_digest_algorithm (const YyqCmsRecipe *recipe)
{
  g_autofree char *oid = recipe->digest_oid != NULL
                           ? g_strdup (recipe->digest_oid)
                           : oid_of (recipe->digest != 0 ? recipe->digest : NID_sha256);

  return yyq_der_algorithm (oid, NULL);
}

static GBytes *
pss_algorithm (const YyqCmsRecipe *recipe)
{
  g_autofree char *digest = oid_of (recipe->digest != 0 ? recipe->digest : NID_sha256);
  GBytes *mask = yyq_der_algorithm ("1.2.840.113549.1.1.8", yyq_der_algorithm (digest, NULL));
  GBytes *parameters = yyq_der (0x30, yyq_der (0xa0, yyq_der_algorithm (digest, NULL), NULL),
                                yyq_der (0xa1, mask, NULL),
                                yyq_der (0xa2, yyq_der_int ((guint) recipe->pss_salt), NULL), NULL);

  return yyq_der_algorithm ("1.2.840.113549.1.1.10", parameters);
}

GBytes *
yyq_cms_recipe_signature_algorithm (const YyqCmsRecipe *recipe)
{
  g_autofree char *oid = NULL;
  int nid = NID_undef;

  if (recipe->signature_algorithm != NULL)
    return g_bytes_ref (recipe->signature_algorithm);
  if (recipe->pss_salt != 0)
    return pss_algorithm (recipe);
  if (EVP_PKEY_is_a (recipe->key, "SM2"))
    return yyq_der_algorithm ("1.2.156.10197.1.501", NULL);
  if (EVP_PKEY_is_a (recipe->key, "ED25519"))
    return yyq_der_algorithm ("1.3.101.112", NULL);
  if (EVP_PKEY_is_a (recipe->key, "ED448"))
    return yyq_der_algorithm ("1.3.101.113", NULL);
  if (recipe->digest == NID_sha3_256)
    nid = EVP_PKEY_is_a (recipe->key, "EC") ? NID_ecdsa_with_SHA3_256 : NID_RSA_SHA3_256;
  else
    OBJ_find_sigid_by_algs (&nid, recipe->digest != 0 ? recipe->digest : NID_sha256,
                            EVP_PKEY_is_a (recipe->key, "EC") ? NID_X9_62_id_ecPublicKey
                                                              : NID_rsaEncryption);
  oid = oid_of (nid);
  return yyq_der_algorithm (oid, NULL);
}

static GBytes *
digest_with (int nid, GBytes *content)
{
  g_autoptr (EVP_MD_CTX) context = EVP_MD_CTX_new ();
  guint8 digest[64];

  if (nid != NID_shake256)
    return yyq_digest_parts (md_of (nid), &content, 1);
  EVP_DigestInit_ex (context, EVP_shake256 (), NULL);
  EVP_DigestUpdate (context, g_bytes_get_data (content, NULL), g_bytes_get_size (content));
  EVP_DigestFinalXOF (context, digest, sizeof digest);
  return g_bytes_new (digest, sizeof digest);
}

/* (transfer full): SigningCertificate (RFC 2634) or SigningCertificateV2 (RFC 5035). */
static GBytes *
ess_attribute (const YyqCmsRecipe *recipe)
{
  g_autoptr (GBytes) der = yyq_x509_to_der (recipe->certificate);
  g_autoptr (GBytes) other = g_bytes_new_static ("another certificate", 19);
  g_autoptr (GBytes) hash = digest_with (recipe->ess == YYQ_ESS_V1 ? NID_sha1 : NID_sha256,
                                         recipe->ess == YYQ_ESS_OTHER ? other : der);
  GBytes *id =
    yyq_der (0x30, yyq_der_octets (g_bytes_get_data (hash, NULL), g_bytes_get_size (hash)), NULL);

  return yyq_der_attribute (recipe->ess == YYQ_ESS_V1 ? OID_ESS_V1 : OID_ESS_V2,
                            yyq_der (0x30, yyq_der (0x30, id, NULL), NULL), NULL);
}

static int
compare_der (gconstpointer a, gconstpointer b)
{
  return g_bytes_compare (*(GBytes *const *) a, *(GBytes *const *) b);
}

static void
split_into (GPtrArray *list, GBytes *elements)
{
  const guint8 *at = g_bytes_get_data (elements, NULL);
  const guint8 *end = at + g_bytes_get_size (elements);

  while (at < end) {
    const guint8 *start = at;
    long length;
    int tag;
    int class;

    g_assert_cmpint (ASN1_get_object (&at, &length, &tag, &class, end - at) & 0x80, ==, 0);
    at += length;
    g_ptr_array_add (list, g_bytes_new (start, (gsize) (at - start)));
  }
  g_bytes_unref (elements);
}

/* (transfer full): the attributes one behind the other, as DER wants them or the other way round.
 */
static GBytes *
attributes (const YyqCmsRecipe *recipe, GBytes *content, gboolean unsorted)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new ();
  g_autoptr (GBytes) digest = recipe->other_digest != NULL ? g_bytes_ref (recipe->other_digest)
                                                           : digest_with (recipe->digest, content);
  GByteArray *all = g_byte_array_new ();

  if (!recipe->no_content_type)
    g_ptr_array_add (list, yyq_der_attribute (OID_CONTENT_TYPE, yyq_der_oid (OID_DATA), NULL));
  g_ptr_array_add (list, yyq_der_attribute (OID_MESSAGE_DIGEST,
                                            yyq_der_octets (g_bytes_get_data (digest, NULL),
                                                            g_bytes_get_size (digest)),
                                            NULL));
  if (recipe->ess != YYQ_ESS_NONE)
    g_ptr_array_add (list, ess_attribute (recipe));
  if (recipe->ess == YYQ_ESS_TWICE)
    g_ptr_array_add (list, ess_attribute (recipe));
  if (recipe->more_attributes != NULL)
    split_into (list, g_bytes_ref (recipe->more_attributes));
  g_ptr_array_sort (list, compare_der);
  for (guint i = 0; i < list->len; i++)
    append (all, g_ptr_array_index (list, unsorted ? list->len - 1 - i : i));
  return g_byte_array_free_to_bytes (all);
}

/* (transfer full): the value over @data. */
static GBytes *
sign (const YyqCmsRecipe *recipe, GBytes *data)
{
  g_autoptr (EVP_PKEY_CTX) with_identity = EVP_PKEY_CTX_new (recipe->key, NULL);
  g_autoptr (EVP_MD_CTX) context = EVP_MD_CTX_new ();
  const char *identity = recipe->sm2_identity != NULL ? recipe->sm2_identity : YYQ_SM2_IDENTITY;
  gboolean whole = EVP_PKEY_is_a (recipe->key, "ED25519") || EVP_PKEY_is_a (recipe->key, "ED448");
  const EVP_MD *md =
    whole ? NULL : md_of (recipe->sign_digest != 0 ? recipe->sign_digest : recipe->digest);
  EVP_PKEY_CTX *key_context = NULL;
  guint8 value[1024];
  gsize length = sizeof value;

  if (EVP_PKEY_is_a (recipe->key, "SM2")) {
    g_assert_cmpint (EVP_PKEY_CTX_set1_id (with_identity, identity, (int) strlen (identity)), ==,
                     1);
    EVP_MD_CTX_set_pkey_ctx (context, with_identity);
  }
  g_assert_cmpint (EVP_DigestSignInit (context, &key_context, md, NULL, recipe->key), ==, 1);
  if (recipe->pss_salt != 0) {
    EVP_PKEY_CTX_set_rsa_padding (key_context, RSA_PKCS1_PSS_PADDING);
    EVP_PKEY_CTX_set_rsa_pss_saltlen (key_context, recipe->pss_salt);
  }
  g_assert_cmpint (EVP_DigestSign (context, value, &length, g_bytes_get_data (data, NULL),
                                   g_bytes_get_size (data)),
                   ==, 1);
  return g_bytes_new (value, length);
}

static GBytes *
who_signs (X509 *certificate)
{
  unsigned char *name = NULL;
  unsigned char *serial = NULL;
  int name_length = i2d_X509_NAME (X509_get_issuer_name (certificate), &name);
  int serial_length = i2d_ASN1_INTEGER (X509_get_serialNumber (certificate), &serial);

  return yyq_der (0x30, yyq_openssl_bytes (name, name_length),
                  yyq_openssl_bytes (serial, serial_length), NULL);
}

static GBytes *
empty (void)
{
  return g_bytes_new (NULL, 0);
}

static GBytes *
signer_info (const YyqCmsRecipe *recipe, GBytes *content)
{
  GBytes *there = recipe->no_attributes ? NULL : attributes (recipe, content, recipe->unsorted);
  GBytes *meant = recipe->no_attributes
                    ? NULL
                    : attributes (recipe, content, recipe->unsorted && recipe->sign_as_it_stands);
  g_autoptr (GBytes) data =
    recipe->no_attributes ? g_bytes_ref (content) : yyq_der (0x31, meant, NULL);
  g_autoptr (GBytes) value = sign (recipe, data);

  return yyq_der (0x30, yyq_der_int (1), who_signs (recipe->certificate),
                  yyq_cms_recipe_digest_algorithm (recipe),
                  there != NULL ? yyq_der (0xa0, there, NULL) : empty (),
                  yyq_cms_recipe_signature_algorithm (recipe),
                  yyq_der_octets (g_bytes_get_data (value, NULL), g_bytes_get_size (value)),
                  recipe->unsigned_attributes != NULL
                    ? yyq_der (0xa1, recipe->unsigned_attributes, NULL)
                    : empty (),
                  NULL);
}

GBytes *
yyq_cms_build (YyqCmsRecipe *recipe, GBytes *content)
{
  GBytes *(*wrap) (guint, ...) = recipe->indefinite ? yyq_der_indefinite : yyq_der;
  GBytes *signers =
    yyq_der (0x31, signer_info (recipe, recipe->inside != NULL ? recipe->inside : content), NULL);
  GBytes *own = recipe->inside != NULL
                  ? wrap (0xa0,
                          yyq_der_octets (g_bytes_get_data (recipe->inside, NULL),
                                          g_bytes_get_size (recipe->inside)),
                          NULL)
                  : empty ();
  GBytes *certificates =
    recipe->no_certificate ? empty () : wrap (0xa0, yyq_x509_to_der (recipe->certificate), NULL);
  GBytes *signed_data =
    wrap (0x30, yyq_der_int (1), yyq_der (0x31, yyq_cms_recipe_digest_algorithm (recipe), NULL),
          wrap (0x30, yyq_der_oid (OID_DATA), own, NULL), certificates,
          recipe->crls != NULL ? wrap (0xa1, recipe->crls, NULL) : empty (), signers, NULL);

  g_clear_pointer (&recipe->signature_algorithm, g_bytes_unref);
  g_clear_pointer (&recipe->more_attributes, g_bytes_unref);
  g_clear_pointer (&recipe->inside, g_bytes_unref);
  g_clear_pointer (&recipe->other_digest, g_bytes_unref);
  return wrap (0x30, yyq_der_oid (OID_SIGNED_DATA), wrap (0xa0, signed_data, NULL), NULL);
}
