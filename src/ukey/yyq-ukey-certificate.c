/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-ukey-certificate.h"

#include <glib/gi18n.h>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include "yyq-clock.h"
#include "yyq-error.h"
#include "yyq-id.h"

struct _YyqUkeyCertificate {
  GObject parent_instance;
  GBytes *der;
  GBytes *key_id;
  EVP_PKEY *key;
  char *subject_cn;
  char *organisation;
  char *issuer_cn;
  char *serial;
  char *sha256;
  char *key_text;
  gint64 not_before;
  gint64 not_after;
  YyqUkeyKeyState key_state;
  gboolean always_authenticate;
  gboolean authority;
  gboolean may_sign;
};

G_DEFINE_FINAL_TYPE (YyqUkeyCertificate, yyq_ukey_certificate, G_TYPE_OBJECT)

G_DEFINE_AUTOPTR_CLEANUP_FUNC (X509, X509_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EVP_PKEY_CTX, EVP_PKEY_CTX_free)

enum {
  PROP_SUBJECT_CN = 1,
  PROP_ORGANISATION,
  PROP_ISSUER_CN,
  PROP_SERIAL,
  PROP_SHA256,
  PROP_NOT_BEFORE,
  PROP_NOT_AFTER,
  PROP_USABLE,
  PROP_REASON,
  PROP_ALWAYS_AUTHENTICATE,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static void
yyq_ukey_certificate_finalize (GObject *object)
{
  YyqUkeyCertificate *self = YYQ_UKEY_CERTIFICATE (object);

  g_clear_pointer (&self->der, g_bytes_unref);
  g_clear_pointer (&self->key_id, g_bytes_unref);
  g_clear_pointer (&self->key, EVP_PKEY_free);
  g_free (self->subject_cn);
  g_free (self->organisation);
  g_free (self->issuer_cn);
  g_free (self->serial);
  g_free (self->sha256);
  g_free (self->key_text);
  G_OBJECT_CLASS (yyq_ukey_certificate_parent_class)->finalize (object);
}

static void
yyq_ukey_certificate_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  YyqUkeyCertificate *self = YYQ_UKEY_CERTIFICATE (object);

  switch (id) {
  case PROP_SUBJECT_CN:
    g_value_set_string (value, self->subject_cn);
    break;
  case PROP_ORGANISATION:
    g_value_set_string (value, self->organisation);
    break;
  case PROP_ISSUER_CN:
    g_value_set_string (value, self->issuer_cn);
    break;
  case PROP_SERIAL:
    g_value_set_string (value, self->serial);
    break;
  case PROP_SHA256:
    g_value_set_string (value, self->sha256);
    break;
  case PROP_NOT_BEFORE:
    g_value_set_int64 (value, self->not_before);
    break;
  case PROP_NOT_AFTER:
    g_value_set_int64 (value, self->not_after);
    break;
  case PROP_USABLE:
    g_value_set_boolean (value, yyq_ukey_certificate_get_usable (self));
    break;
  case PROP_REASON:
    g_value_set_string (value, yyq_ukey_certificate_get_reason (self));
    break;
  case PROP_ALWAYS_AUTHENTICATE:
    g_value_set_boolean (value, self->always_authenticate);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
yyq_ukey_certificate_class_init (YyqUkeyCertificateClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = yyq_ukey_certificate_finalize;
  object_class->get_property = yyq_ukey_certificate_get_property;

  properties[PROP_SUBJECT_CN] = g_param_spec_string ("subject-cn", NULL, NULL, NULL, flags);
  properties[PROP_ORGANISATION] = g_param_spec_string ("organisation", NULL, NULL, NULL, flags);
  properties[PROP_ISSUER_CN] = g_param_spec_string ("issuer-cn", NULL, NULL, NULL, flags);
  properties[PROP_SERIAL] = g_param_spec_string ("serial", NULL, NULL, NULL, flags);
  properties[PROP_SHA256] = g_param_spec_string ("sha256", NULL, NULL, NULL, flags);
  properties[PROP_NOT_BEFORE] =
    g_param_spec_int64 ("not-before", NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
  properties[PROP_NOT_AFTER] =
    g_param_spec_int64 ("not-after", NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
  properties[PROP_USABLE] = g_param_spec_boolean ("usable", NULL, NULL, FALSE, flags);
  properties[PROP_REASON] = g_param_spec_string ("reason", NULL, NULL, NULL, flags);
  properties[PROP_ALWAYS_AUTHENTICATE] =
    g_param_spec_boolean ("always-authenticate", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
yyq_ukey_certificate_init (YyqUkeyCertificate *self)
{
}

static char *
name_part (const X509_NAME *name, int nid)
{
  int at = X509_NAME_get_index_by_NID (name, nid, -1);
  unsigned char *utf8 = NULL;
  int length;
  char *text;

  if (at < 0)
    return g_strdup ("");

  length = ASN1_STRING_to_UTF8 (&utf8, X509_NAME_ENTRY_get_data (X509_NAME_get_entry (name, at)));
  if (length < 0)
    return g_strdup ("");
  text = g_utf8_make_valid ((const char *) utf8, length);
  OPENSSL_free (utf8);
  return text;
}

static gint64
time_ms (const ASN1_TIME *time)
{
  struct tm tm = { 0 };
  g_autoptr (GDateTime) at = NULL;

  if (!ASN1_TIME_to_tm (time, &tm))
    return 0;
  at = g_date_time_new_utc (tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday, tm.tm_hour, tm.tm_min,
                            tm.tm_sec);
  return at != NULL ? g_date_time_to_unix (at) * 1000 : 0;
}

static char *
serial_hex (const X509 *x509)
{
  const ASN1_INTEGER *serial = X509_get0_serialNumber (x509);
  const unsigned char *bytes = ASN1_STRING_get0_data (serial);
  int length = ASN1_STRING_length (serial);
  GString *text = g_string_new (NULL);

  for (int i = 0; i < length; i++)
    g_string_append_printf (text, "%02x", bytes[i]);
  return g_string_free (text, FALSE);
}

static char *
describe_key (EVP_PKEY *key)
{
  char group[64] = "";

  if (key == NULL)
    return g_strdup (_ ("Unknown"));
  if (EVP_PKEY_is_a (key, "RSA"))
    return g_strdup_printf ("RSA %d", EVP_PKEY_get_bits (key));
  if (EVP_PKEY_is_a (key, "SM2"))
    return g_strdup ("SM2");
  if (EVP_PKEY_get_group_name (key, group, sizeof group, NULL))
    return g_strdup (g_str_equal (group, "prime256v1") ? "P-256" : group);
  return g_strdup (EVP_PKEY_get0_type_name (key));
}

/* No keyUsage extension means no restriction (RFC 5280 §4.2.1.3): OpenSSL then reports all bits. */
static gboolean
usage_may_sign (X509 *x509)
{
  return (X509_get_key_usage (x509) & (KU_DIGITAL_SIGNATURE | KU_NON_REPUDIATION)) != 0;
}

static void
read_fields (YyqUkeyCertificate *self, X509 *x509)
{
  self->key = X509_get_pubkey (x509);
  self->subject_cn = name_part (X509_get_subject_name (x509), NID_commonName);
  self->organisation = name_part (X509_get_subject_name (x509), NID_organizationName);
  self->issuer_cn = name_part (X509_get_issuer_name (x509), NID_commonName);
  self->serial = serial_hex (x509);
  self->sha256 = yyq_sha256_hex (self->der);
  self->key_text = describe_key (self->key);
  self->not_before = time_ms (X509_get0_notBefore (x509));
  self->not_after = time_ms (X509_get0_notAfter (x509));
  self->authority = (X509_get_extension_flags (x509) & EXFLAG_CA) != 0;
  self->may_sign = usage_may_sign (x509);
}

YyqUkeyCertificate *
yyq_ukey_certificate_new (GBytes *der, GBytes *key_id, YyqUkeyKeyState key_state,
                          gboolean always_authenticate, GError **error)
{
  gsize size;
  const unsigned char *bytes = g_bytes_get_data (der, &size);
  const unsigned char *end = bytes;
  g_autoptr (X509) x509 = size <= G_MAXINT ? d2i_X509 (NULL, &end, (long) size) : NULL;
  YyqUkeyCertificate *self;

  if (x509 == NULL || end != bytes + size) {
    g_set_error_literal (error, YYQ_UKEY_ERROR, YYQ_UKEY_ERROR_NO_CERTIFICATE,
                         "Not an X.509 certificate");
    return NULL;
  }

  self = g_object_new (YYQ_TYPE_UKEY_CERTIFICATE, NULL);
  self->der = g_bytes_ref (der);
  self->key_id = g_bytes_ref (key_id);
  self->key_state = key_state;
  self->always_authenticate = always_authenticate;
  read_fields (self, x509);
  return self;
}

const char *
yyq_ukey_certificate_get_subject_cn (YyqUkeyCertificate *self)
{
  return self->subject_cn;
}

const char *
yyq_ukey_certificate_get_organisation (YyqUkeyCertificate *self)
{
  return self->organisation;
}

const char *
yyq_ukey_certificate_get_issuer_cn (YyqUkeyCertificate *self)
{
  return self->issuer_cn;
}

const char *
yyq_ukey_certificate_get_serial (YyqUkeyCertificate *self)
{
  return self->serial;
}

const char *
yyq_ukey_certificate_get_sha256 (YyqUkeyCertificate *self)
{
  return self->sha256;
}

gint64
yyq_ukey_certificate_get_not_before (YyqUkeyCertificate *self)
{
  return self->not_before;
}

gint64
yyq_ukey_certificate_get_not_after (YyqUkeyCertificate *self)
{
  return self->not_after;
}

GBytes *
yyq_ukey_certificate_get_der (YyqUkeyCertificate *self)
{
  return self->der;
}

GBytes *
yyq_ukey_certificate_get_key_id (YyqUkeyCertificate *self)
{
  return self->key_id;
}

gboolean
yyq_ukey_certificate_get_algorithm (YyqUkeyCertificate *self, YyqSignatureAlgorithm *algorithm)
{
  if (self->key == NULL)
    return FALSE;
  if (EVP_PKEY_is_a (self->key, "RSA"))
    *algorithm = YYQ_SIGNATURE_RSA_PKCS1_SHA256;
  else if (EVP_PKEY_is_a (self->key, "EC"))
    *algorithm = YYQ_SIGNATURE_ECDSA_SHA256;
  else
    return FALSE;
  return TRUE;
}

GBytes *
yyq_ukey_certificate_get_modulus (YyqUkeyCertificate *self)
{
  BIGNUM *n = NULL;
  GBytes *modulus;
  guint8 *bytes;
  int length;

  if (self->key == NULL || !EVP_PKEY_is_a (self->key, "RSA") ||
      !EVP_PKEY_get_bn_param (self->key, OSSL_PKEY_PARAM_RSA_N, &n))
    return g_bytes_new (NULL, 0);
  length = BN_num_bytes (n);
  bytes = g_malloc ((gsize) length);
  BN_bn2bin (n, bytes);
  modulus = g_bytes_new_take (bytes, (gsize) length);
  BN_free (n);
  return modulus;
}

const char *
yyq_ukey_certificate_get_key_text (YyqUkeyCertificate *self)
{
  return self->key_text;
}

gboolean
yyq_ukey_certificate_is_authority (YyqUkeyCertificate *self)
{
  return self->authority;
}

gboolean
yyq_ukey_certificate_get_usable (YyqUkeyCertificate *self)
{
  return yyq_ukey_certificate_get_reason (self) == NULL;
}

const char *
yyq_ukey_certificate_get_reason (YyqUkeyCertificate *self)
{
  YyqSignatureAlgorithm algorithm;
  gint64 now = yyq_clock_now ();

  if (self->authority)
    return _ ("This is an issuer’s certificate.");
  if (now < self->not_before)
    return _ ("The certificate is not valid yet.");
  if (now >= self->not_after)
    return _ ("The certificate has expired.");
  if (!self->may_sign)
    return _ ("The certificate is not meant for signing.");
  if (!yyq_ukey_certificate_get_algorithm (self, &algorithm))
    return _ ("This kind of key is not supported.");
  if (self->key_state == YYQ_UKEY_KEY_ABSENT)
    return _ ("Its private key is not on the UKey.");
  return NULL;
}

gboolean
yyq_ukey_certificate_get_always_authenticate (YyqUkeyCertificate *self)
{
  return self->always_authenticate;
}

gboolean
yyq_ukey_certificate_verify (YyqUkeyCertificate *self, GBytes *digest, GBytes *signature)
{
  g_autoptr (EVP_PKEY_CTX) ctx = self->key != NULL ? EVP_PKEY_CTX_new (self->key, NULL) : NULL;

  if (ctx == NULL || EVP_PKEY_verify_init (ctx) <= 0 ||
      EVP_PKEY_CTX_set_signature_md (ctx, EVP_sha256 ()) <= 0)
    return FALSE;
  return EVP_PKEY_verify (ctx, g_bytes_get_data (signature, NULL), g_bytes_get_size (signature),
                          g_bytes_get_data (digest, NULL), g_bytes_get_size (digest)) == 1;
}
