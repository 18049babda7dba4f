/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-demo-authority.h"

#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>

#include "yyq-clock.h"
#include "yyq-error.h"

#define YEAR_SECONDS (365L * 24 * 3600)
#define VALID_SECONDS (10 * YEAR_SECONDS)

typedef X509_CRL OwnCrl;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (X509, X509_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OwnCrl, X509_CRL_free)

struct _YyqDemoAuthority {
  GObject parent_instance;
  GMutex lock;
  EVP_PKEY *key;
  X509 *root;
  gint64 from_ms;
};

G_DEFINE_TYPE (YyqDemoAuthority, yyq_demo_authority, G_TYPE_OBJECT)

static gpointer
fail (const char *what, GError **error)
{
  g_set_error (error, YYQ_PDF_ERROR, YYQ_PDF_ERROR_FAILED, "demo authority: %s", what);
  return NULL;
}

static void
finalize (GObject *object)
{
  YyqDemoAuthority *self = YYQ_DEMO_AUTHORITY (object);

  EVP_PKEY_free (self->key);
  X509_free (self->root);
  g_mutex_clear (&self->lock);
  G_OBJECT_CLASS (yyq_demo_authority_parent_class)->finalize (object);
}

static void
yyq_demo_authority_class_init (YyqDemoAuthorityClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = finalize;
}

static void
yyq_demo_authority_init (YyqDemoAuthority *self)
{
  g_mutex_init (&self->lock);
}

static gboolean
add_extension (X509 *certificate, X509 *issuer, int nid, const char *value)
{
  X509V3_CTX context;
  X509_EXTENSION *extension;
  gboolean added;

  X509V3_set_ctx_nodb (&context);
  X509V3_set_ctx (&context, issuer, certificate, NULL, NULL, 0);
  extension = X509V3_EXT_conf_nid (NULL, &context, nid, value);
  added = extension != NULL && X509_add_ext (certificate, extension, -1) == 1;
  X509_EXTENSION_free (extension);
  return added;
}

static gboolean
set_serial (X509 *certificate)
{
  guchar bytes[16];
  BIGNUM *number;
  gboolean set;

  if (RAND_bytes (bytes, sizeof bytes) != 1)
    return FALSE;
  bytes[0] = (bytes[0] & 0x3f) | 0x40; /* positive, and always as long */
  number = BN_bin2bn (bytes, sizeof bytes, NULL);
  set = number != NULL && BN_to_ASN1_INTEGER (number, X509_get_serialNumber (certificate)) != NULL;
  BN_free (number);
  return set;
}

static gboolean
add_name (X509_NAME *name, const char *field, const char *text)
{
  return X509_NAME_add_entry_by_txt (name, field, MBSTRING_UTF8, (const guchar *) text, -1, -1,
                                     0) == 1;
}

/* A certificate with everything but issuer, extensions and signature. */
static X509 *
begin (YyqDemoAuthority *self, EVP_PKEY *key)
{
  g_autoptr (X509) certificate = X509_new ();
  time_t from = (time_t) (self->from_ms / 1000);

  if (certificate == NULL || X509_set_version (certificate, 2) != 1 || !set_serial (certificate) ||
      X509_time_adj_ex (X509_getm_notBefore (certificate), 0, 0, &from) == NULL ||
      X509_time_adj_ex (X509_getm_notAfter (certificate), 0, VALID_SECONDS, &from) == NULL ||
      X509_set_pubkey (certificate, key) != 1)
    return NULL;
  return g_steal_pointer (&certificate);
}

static X509 *
make_root (YyqDemoAuthority *self)
{
  g_autoptr (X509) root = begin (self, self->key);
  X509_NAME *name = root != NULL ? X509_get_subject_name (root) : NULL;

  if (root == NULL || !add_name (name, "C", "CN") || !add_name (name, "O", "豫云签演示") ||
      !add_name (name, "CN", "豫云签演示根证书（无法律效力）") ||
      X509_set_issuer_name (root, name) != 1 ||
      !add_extension (root, root, NID_basic_constraints, "critical,CA:TRUE") ||
      !add_extension (root, root, NID_key_usage, "critical,keyCertSign,cRLSign") ||
      !add_extension (root, root, NID_subject_key_identifier, "hash") ||
      X509_sign (root, self->key, EVP_sha256 ()) == 0)
    return NULL;
  return g_steal_pointer (&root);
}

YyqDemoAuthority *
yyq_demo_authority_new (gint64 from_ms, GError **error)
{
  g_autoptr (YyqDemoAuthority) self = g_object_new (YYQ_TYPE_DEMO_AUTHORITY, NULL);

  self->from_ms = from_ms;
  self->key = EVP_EC_gen ("P-256");
  self->root = self->key != NULL ? make_root (self) : NULL;
  if (self->root == NULL)
    return fail ("no root", error);
  return g_steal_pointer (&self);
}

static gboolean
add_subject (X509 *certificate, YyqDemoCertificateKind kind, const char *text, const char *number)
{
  X509_NAME *name = X509_get_subject_name (certificate);
  gboolean company = kind == YYQ_DEMO_CERTIFICATE_COMPANY;

  return add_name (name, "C", "CN") && (!company || add_name (name, "O", text)) &&
         (!company || number == NULL || add_name (name, "organizationIdentifier", number)) &&
         (number == NULL || add_name (name, "serialNumber", number)) && add_name (name, "CN", text);
}

static gboolean
add_usage (X509 *certificate, X509 *root, YyqDemoCertificateKind kind)
{
  gboolean tsa = kind == YYQ_DEMO_CERTIFICATE_TSA;

  return add_extension (certificate, root, NID_basic_constraints, "critical,CA:FALSE") &&
         add_extension (certificate, root, NID_key_usage,
                        "critical,digitalSignature,nonRepudiation") &&
         (!tsa || add_extension (certificate, root, NID_ext_key_usage, "critical,timeStamping")) &&
         add_extension (certificate, root, NID_subject_key_identifier, "hash") &&
         add_extension (certificate, root, NID_authority_key_identifier, "keyid");
}

X509 *
yyq_demo_authority_issue (YyqDemoAuthority *self, YyqDemoCertificateKind kind, const char *name,
                          const char *number, EVP_PKEY *key, GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  g_autoptr (X509) certificate = begin (self, key);

  if (certificate == NULL || !add_subject (certificate, kind, name, number) ||
      X509_set_issuer_name (certificate, X509_get_subject_name (self->root)) != 1 ||
      !add_usage (certificate, self->root, kind) ||
      X509_sign (certificate, self->key, EVP_sha256 ()) == 0)
    return fail ("no certificate", error);
  return g_steal_pointer (&certificate);
}

static gboolean
fill_crl (YyqDemoAuthority *self, X509_CRL *crl)
{
  time_t now = (time_t) (yyq_clock_now () / 1000);
  ASN1_TIME *from = ASN1_TIME_set (NULL, now);
  ASN1_TIME *until = ASN1_TIME_set (NULL, now + YEAR_SECONDS);
  gboolean filled = X509_CRL_set_version (crl, 1) == 1 &&
                    X509_CRL_set_issuer_name (crl, X509_get_subject_name (self->root)) == 1 &&
                    X509_CRL_set1_lastUpdate (crl, from) == 1 &&
                    X509_CRL_set1_nextUpdate (crl, until) == 1;

  ASN1_TIME_free (from);
  ASN1_TIME_free (until);
  return filled && X509_CRL_sign (crl, self->key, EVP_sha256 ()) > 0;
}

GBytes *
yyq_demo_authority_make_crl (YyqDemoAuthority *self, GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  g_autoptr (OwnCrl) crl = X509_CRL_new ();
  GBytes *bytes;
  guchar *der = NULL;
  int length = crl != NULL && fill_crl (self, crl) ? i2d_X509_CRL (crl, &der) : -1;

  if (length <= 0)
    return fail ("no CRL", error);
  bytes = g_bytes_new (der, (gsize) length);
  OPENSSL_free (der);
  return bytes;
}

X509 *
yyq_demo_authority_get_root (YyqDemoAuthority *self)
{
  return self->root;
}

char *
yyq_demo_authority_get_root_pem (YyqDemoAuthority *self)
{
  BIO *bio = BIO_new (BIO_s_mem ());
  char *text = NULL;
  char *pem;
  long length;

  PEM_write_bio_X509 (bio, self->root);
  length = BIO_get_mem_data (bio, &text);
  pem = g_strndup (text, (gsize) length);
  BIO_free (bio);
  return pem;
}

GBytes *
yyq_demo_certificate_to_der (X509 *certificate)
{
  guchar *der = NULL;
  int length = i2d_X509 (certificate, &der);
  GBytes *bytes = g_bytes_new (der, (gsize) MAX (length, 0));

  OPENSSL_free (der);
  return bytes;
}

gboolean
yyq_demo_authority_configure (YyqDemoAuthority *self, YyqPlatformConfig *config,
                              const char *directory, GError **error)
{
  g_autofree char *pem = yyq_demo_authority_get_root_pem (self);
  g_autofree char *path = g_build_filename (directory, "ca.crl", NULL);
  g_autoptr (GBytes) list = yyq_demo_authority_make_crl (self, error);
  g_autoptr (YyqTrustRoot) root = NULL;
  const char *const certificates[] = { pem, NULL };
  const char *const lists[] = { path, NULL };

  if (list == NULL || !g_file_set_contents (path, g_bytes_get_data (list, NULL),
                                            (gssize) g_bytes_get_size (list), error))
    return FALSE;
  root = g_object_new (YYQ_TYPE_TRUST_ROOT, "name", "demo", "certificates", certificates, NULL);
  g_ptr_array_add (config->signer_roots, g_object_ref (root));
  g_ptr_array_add (config->tsa_roots, g_object_ref (root));
  config->revocation_lists = g_strdupv ((char **) lists);
  return TRUE;
}
