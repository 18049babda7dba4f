/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-crl.h"

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>
#include <string.h>

#include "yyq-openssl.h"

G_DEFINE_BOXED_TYPE (YyqCrl, yyq_crl, yyq_crl_ref, yyq_crl_unref)

static void
clear (gpointer data)
{
  YyqCrl *self = data;

  g_bytes_unref (self->der);
  g_free (self->sha256);
  g_free (self->issuer);
  g_free (self->scope);
  g_free (self->number);
}

YyqCrl *
yyq_crl_ref (YyqCrl *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
yyq_crl_unref (YyqCrl *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

static X509_CRL *
parse (GBytes *bytes)
{
  gsize size = 0;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  const guint8 *at = data;
  g_autoptr (X509_CRL) list = NULL;

  if (size == 0 || size > G_MAXINT)
    return NULL;
  list = d2i_X509_CRL (NULL, &at, (long) size);
  if (list != NULL && at == data + size)
    return g_steal_pointer (&list);
  ERR_clear_error ();
  return NULL;
}

static X509_CRL *
parse_pem (GBytes *bytes)
{
  gsize size = 0;
  const void *data = g_bytes_get_data (bytes, &size);
  g_autoptr (BIO) bio = size == 0 || size > G_MAXINT ? NULL : BIO_new_mem_buf (data, (int) size);
  X509_CRL *list = bio != NULL ? PEM_read_bio_X509_CRL (bio, NULL, NULL, NULL) : NULL;

  ERR_clear_error ();
  return list;
}

/* The last common name, else the organisation, else the whole name. */
static char *
read_issuer (X509_CRL *list)
{
  const X509_NAME *name = X509_CRL_get_issuer (list);
  int at = X509_NAME_get_index_by_NID (name, NID_commonName, -1);
  g_autoptr (BIO) bio = NULL;
  unsigned char *text = NULL;
  char *data = NULL;
  long length;

  if (at < 0)
    at = X509_NAME_get_index_by_NID (name, NID_organizationName, -1);
  if (at >= 0 &&
      ASN1_STRING_to_UTF8 (&text, X509_NAME_ENTRY_get_data (X509_NAME_get_entry (name, at))) > 0) {
    char *copy = g_utf8_make_valid ((const char *) text, -1);

    OPENSSL_free (text);
    return copy;
  }
  bio = BIO_new (BIO_s_mem ());
  X509_NAME_print_ex (bio, name, 0, XN_FLAG_RFC2253);
  length = BIO_get_mem_data (bio, &data);
  ERR_clear_error ();
  return g_utf8_make_valid (data, length);
}

static void
add_extension (GChecksum *sum, X509_CRL *list, int nid)
{
  int at = X509_CRL_get_ext_by_NID (list, nid, -1);
  ASN1_OCTET_STRING *value = at < 0 ? NULL : X509_EXTENSION_get_data (X509_CRL_get_ext (list, at));
  guint32 length = value == NULL ? 0 : GUINT32_TO_BE ((guint32) ASN1_STRING_length (value) + 1);

  g_checksum_update (sum, (const guint8 *) &length, sizeof length);
  if (value != NULL)
    g_checksum_update (sum, ASN1_STRING_get0_data (value), ASN1_STRING_length (value));
}

/* An authority with two keys, or with a list for each part of what it issued, has several lists at
 * a time. */
static char *
make_scope (X509_CRL *list)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  unsigned char *der = NULL;
  int length = i2d_X509_NAME (X509_CRL_get_issuer (list), &der);

  g_checksum_update (sum, der, length);
  OPENSSL_free (der);
  add_extension (sum, list, NID_authority_key_identifier);
  add_extension (sum, list, NID_issuing_distribution_point);
  add_extension (sum, list, NID_delta_crl);
  return g_strdup (g_checksum_get_string (sum));
}

static char *
read_number (X509_CRL *list)
{
  g_autoptr (ASN1_INTEGER) number = X509_CRL_get_ext_d2i (list, NID_crl_number, NULL, NULL);
  g_autoptr (BIGNUM) value = number == NULL ? NULL : ASN1_INTEGER_to_BN (number, NULL);
  g_autofree char *hex = NULL;
  char *text;
  const char *start;

  ERR_clear_error ();
  if (value == NULL || BN_is_negative (value))
    return NULL;
  text = BN_bn2hex (value);
  hex = g_ascii_strdown (text, -1);
  OPENSSL_free (text);
  start = hex;
  while (start[0] == '0' && start[1] != '\0')
    start++;
  return g_strdup (start);
}

YyqCrl *
yyq_crl_new (GBytes *bytes, GError **error)
{
  g_autoptr (X509_CRL) list = parse (bytes);
  unsigned char *der = NULL;
  gint64 this_update;
  gint64 next_update;
  int length;
  YyqCrl *self;

  if (list == NULL)
    list = parse_pem (bytes);
  if (list == NULL) {
    g_set_error_literal (error, YYQ_PDF_ERROR, YYQ_PDF_ERROR_FAILED,
                         "not a revocation list, neither DER nor PEM");
    return NULL;
  }
  this_update = yyq_asn1_time_to_ms (X509_CRL_get0_lastUpdate (list));
  next_update = X509_CRL_get0_nextUpdate (list) == NULL
                  ? 0
                  : yyq_asn1_time_to_ms (X509_CRL_get0_nextUpdate (list));
  if (next_update <= this_update) {
    g_set_error_literal (error, YYQ_PDF_ERROR, YYQ_PDF_ERROR_FAILED,
                         "the revocation list does not say until when it counts");
    return NULL;
  }
  self = g_atomic_rc_box_new0 (YyqCrl);
  length = i2d_X509_CRL (list, &der);
  self->der = yyq_openssl_bytes (der, length);
  self->sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, self->der);
  self->issuer = read_issuer (list);
  self->scope = make_scope (list);
  self->number = read_number (list);
  self->this_update = this_update;
  self->next_update = next_update;
  return self;
}

static gboolean
is_signed_by (X509_CRL *list, const char *pem)
{
  g_autoptr (BIO) bio = BIO_new_mem_buf (pem, -1);
  g_autoptr (X509) certificate = PEM_read_bio_X509 (bio, NULL, NULL, NULL);
  gboolean made =
    certificate != NULL &&
    X509_NAME_cmp (X509_CRL_get_issuer (list), X509_get_subject_name (certificate)) == 0 &&
    (X509_get_key_usage (certificate) & KU_CRL_SIGN) != 0 &&
    X509_CRL_verify (list, X509_get0_pubkey (certificate)) == 1;

  ERR_clear_error ();
  return made;
}

gboolean
yyq_crl_is_signed_by (YyqCrl *self, const char *const *certificates)
{
  g_autoptr (X509_CRL) list = parse (self->der);

  for (guint i = 0; certificates[i] != NULL; i++)
    if (is_signed_by (list, certificates[i]))
      return TRUE;
  return FALSE;
}

static int
compare_numbers (const char *one, const char *other)
{
  gsize length = strlen (one);
  gsize other_length = strlen (other);

  if (length != other_length)
    return length < other_length ? -1 : 1;
  return strcmp (one, other);
}

gboolean
yyq_crl_is_newer (YyqCrl *self, YyqCrl *other)
{
  int numbers;

  if (other == NULL)
    return TRUE;
  numbers = self->number != NULL && other->number != NULL
              ? compare_numbers (self->number, other->number)
              : 0;
  if (numbers < 0 || self->this_update < other->this_update)
    return FALSE;
  return numbers > 0 || self->this_update > other->this_update;
}
