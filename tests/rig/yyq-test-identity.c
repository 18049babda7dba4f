/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-test-identity.h"

#include <ftw.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>
#include <stdio.h>
#include <sys/stat.h>

#define DAY_S (24L * 3600)

static EVP_PKEY *
new_key (const char *type)
{
  if (g_str_equal (type, "RSA"))
    return EVP_PKEY_Q_keygen (NULL, NULL, "RSA", (size_t) 2048);
  return EVP_PKEY_Q_keygen (NULL, NULL, "EC", "P-256");
}

static void
set_name (X509_NAME *name, const char *cn)
{
  X509_NAME_add_entry_by_txt (name, "C", MBSTRING_ASC, (const unsigned char *) "CN", -1, -1, 0);
  X509_NAME_add_entry_by_txt (name, "O", MBSTRING_UTF8, (const unsigned char *) "河南测试有限公司",
                              -1, -1, 0);
  X509_NAME_add_entry_by_txt (name, "CN", MBSTRING_UTF8, (const unsigned char *) cn, -1, -1, 0);
}

static void
add_extension (X509 *x509, int nid, const char *value)
{
  X509_EXTENSION *extension = X509V3_EXT_conf_nid (NULL, NULL, nid, value);

  g_assert_nonnull (extension);
  X509_add_ext (x509, extension, -1);
  X509_EXTENSION_free (extension);
}

static EVP_PKEY *
authority_key (void)
{
  static gsize key;

  if (g_once_init_enter (&key))
    g_once_init_leave (&key, (gsize) new_key ("EC"));
  return (EVP_PKEY *) key;
}

static X509 *
new_certificate (EVP_PKEY *key, const YyqTestIdentitySpec *spec)
{
  X509 *x509 = X509_new ();
  guint32 serial;

  RAND_bytes ((unsigned char *) &serial, sizeof serial);
  X509_set_version (x509, X509_VERSION_3);
  ASN1_INTEGER_set_uint64 (X509_get_serialNumber (x509), serial | 1u);
  X509_gmtime_adj (X509_getm_notBefore (x509), spec->from_days * DAY_S);
  X509_gmtime_adj (X509_getm_notAfter (x509), spec->to_days * DAY_S);
  set_name (X509_get_subject_name (x509), spec->cn);
  set_name (X509_get_issuer_name (x509), "豫云签测试 CA");
  X509_set_pubkey (x509, key);
  add_extension (x509, NID_basic_constraints, "critical,CA:FALSE");
  add_extension (x509, NID_key_usage,
                 spec->usage != NULL ? spec->usage : "critical,digitalSignature,nonRepudiation");
  g_assert_cmpint (X509_sign (x509, authority_key (), EVP_sha256 ()), >, 0);
  return x509;
}

YyqTestIdentity *
yyq_test_identity_new (const YyqTestIdentitySpec *spec)
{
  YyqTestIdentity *identity = g_new0 (YyqTestIdentity, 1);

  identity->key = new_key (spec->key_type);
  g_assert_nonnull (identity->key);
  identity->x509 = new_certificate (identity->key, spec);
  return identity;
}

void
yyq_test_identity_free (YyqTestIdentity *identity)
{
  EVP_PKEY_free (identity->key);
  X509_free (identity->x509);
  g_free (identity);
}

static FILE *
create (const char *path)
{
  FILE *file = fopen (path, "w");

  g_assert_nonnull (file);
  fchmod (fileno (file), 0600);
  return file;
}

void
yyq_test_identity_write_key (YyqTestIdentity *identity, const char *path)
{
  FILE *file = create (path);

  g_assert_cmpint (PEM_write_PKCS8PrivateKey (file, identity->key, NULL, NULL, 0, NULL, NULL), ==,
                   1);
  fclose (file);
}

void
yyq_test_identity_write_der (YyqTestIdentity *identity, const char *path)
{
  FILE *file = create (path);

  g_assert_cmpint (i2d_X509_fp (file, identity->x509), ==, 1);
  fclose (file);
}

void
yyq_test_identity_write_pem (YyqTestIdentity *identity, const char *path)
{
  FILE *file = create (path);

  g_assert_cmpint (PEM_write_X509 (file, identity->x509), ==, 1);
  fclose (file);
}

GBytes *
yyq_test_identity_get_der (YyqTestIdentity *identity)
{
  unsigned char *der = NULL;
  int length = i2d_X509 (identity->x509, &der);
  GBytes *bytes = g_bytes_new (der, (gsize) length);

  OPENSSL_free (der);
  return bytes;
}

static int
remove_one (const char *path, const struct stat *info, int type, struct FTW *place)
{
  return remove (path);
}

void
yyq_test_remove_tree (const char *path)
{
  nftw (path, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}
