/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-ukey-proof.h"

#include "yyq-id.h"
#include "yyq-service-error.h"
#include "yyq-value.h"
#include "yyq-writer.h"

#include <openssl/evp.h>
#include <openssl/x509.h>
#include <string.h>

#define LEAST_RSA_BITS 2048

G_DEFINE_AUTOPTR_CLEANUP_FUNC (X509, X509_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EVP_MD_CTX, EVP_MD_CTX_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BIO, BIO_free_all)

static gboolean
refuse (GError **error, YyqServiceError code, const char *message)
{
  g_set_error_literal (error, YYQ_SERVICE_ERROR, (int) code, message);
  return FALSE;
}

static X509 *
parse (GBytes *der)
{
  gsize size = 0;
  const guchar *data = g_bytes_get_data (der, &size);
  const guchar *at = data;
  X509 *certificate = d2i_X509 (NULL, &at, (long) size);

  if (certificate != NULL && at != data + size)
    g_clear_pointer (&certificate, X509_free);
  return certificate;
}

/* (transfer full) (nullable): as UTF-8 without NUL. */
static char *
entry_text (const X509_NAME_ENTRY *entry)
{
  unsigned char *text = NULL;
  int length = ASN1_STRING_to_UTF8 (&text, X509_NAME_ENTRY_get_data (entry));
  char *copy;

  if (length < 0)
    return NULL;
  copy = memchr (text, '\0', (size_t) length) == NULL
           ? g_strndup ((const char *) text, (gsize) length)
           : NULL;
  OPENSSL_free (text);
  return copy;
}

/* (transfer full) (nullable): the first entry of this kind. */
static char *
name_entry (const X509_NAME *name, int nid)
{
  int index = X509_NAME_get_index_by_NID (name, nid, -1);

  return index < 0 ? NULL : entry_text (X509_NAME_get_entry (name, index));
}

static char *
describe_name (const X509_NAME *name)
{
  char *common = name_entry (name, NID_commonName);
  g_autoptr (BIO) bio = NULL;
  char *data = NULL;
  long length;

  if (common != NULL)
    return common;
  bio = BIO_new (BIO_s_mem ());
  X509_NAME_print_ex (bio, name, 0, XN_FLAG_RFC2253 & ~ASN1_STRFLGS_ESC_MSB);
  length = BIO_get_mem_data (bio, &data);
  return g_strndup (data, (gsize) MAX (length, 0));
}

static char *
describe_serial (const X509 *certificate)
{
  const ASN1_INTEGER *serial = X509_get0_serialNumber (certificate);
  GString *text = g_string_new (NULL);

  for (int i = 0; i < ASN1_STRING_length (serial); i++)
    g_string_append_printf (text, "%02x", ASN1_STRING_get0_data (serial)[i]);
  return g_string_free (text, FALSE);
}

static gint64
time_ms (const ASN1_TIME *at)
{
  struct tm tm = { 0 };
  g_autoptr (GDateTime) date = NULL;

  if (ASN1_TIME_to_tm (at, &tm) != 1)
    return 0;
  date = g_date_time_new_utc (tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday, tm.tm_hour, tm.tm_min,
                              tm.tm_sec);
  return date != NULL ? g_date_time_to_unix (date) * 1000 : 0;
}

YyqCertificateFacts *
yyq_ukey_proof_describe (GBytes *der, GError **error)
{
  g_autoptr (X509) certificate = parse (der);
  YyqCertificateFacts *facts;

  if (certificate == NULL) {
    refuse (error, YYQ_SERVICE_ERROR_INVALID, "/certificate is not an X.509 certificate");
    return NULL;
  }
  facts = g_new0 (YyqCertificateFacts, 1);
  facts->sha256 = yyq_sha256_hex (der);
  facts->subject = describe_name (X509_get_subject_name (certificate));
  facts->issuer = describe_name (X509_get_issuer_name (certificate));
  facts->serial = describe_serial (certificate);
  facts->not_after = time_ms (X509_get0_notAfter (certificate));
  return facts;
}

void
yyq_certificate_facts_free (YyqCertificateFacts *self)
{
  g_free (self->sha256);
  g_free (self->subject);
  g_free (self->issuer);
  g_free (self->serial);
  g_free (self);
}

static gboolean
key_fits (EVP_PKEY *key, const char *algorithm)
{
  if (key == NULL)
    return FALSE;
  if (g_str_equal (algorithm, "rsa-pkcs1-sha256"))
    return EVP_PKEY_is_a (key, "RSA") && EVP_PKEY_get_bits (key) >= LEAST_RSA_BITS;
  return g_str_equal (algorithm, "ecdsa-sha256") && EVP_PKEY_is_a (key, "EC");
}

gboolean
yyq_ukey_proof_verify (GBytes *der, const char *algorithm, GBytes *to_sign, GBytes *signature,
                       GError **error)
{
  g_autoptr (X509) certificate = parse (der);
  g_autoptr (EVP_MD_CTX) context = EVP_MD_CTX_new ();
  EVP_PKEY *key = certificate != NULL ? X509_get0_pubkey (certificate) : NULL;

  yyq_writer_check_is_free ("verifying a signature");
  if (!key_fits (key, algorithm))
    return refuse (error, YYQ_SERVICE_ERROR_SIGNATURE_REJECTED, "key and algorithm do not fit");
  if (EVP_DigestVerifyInit (context, NULL, EVP_sha256 (), NULL, key) == 1 &&
      EVP_DigestVerify (context, g_bytes_get_data (signature, NULL), g_bytes_get_size (signature),
                        g_bytes_get_data (to_sign, NULL), g_bytes_get_size (to_sign)) == 1)
    return TRUE;
  return refuse (error, YYQ_SERVICE_ERROR_SIGNATURE_REJECTED,
                 "the signature is not of this certificate's key");
}

/* "91..." or "CN-91...", "名称 91...": authorities put the code into different attributes, alone or
 * behind a word. */
static gboolean
holds_uscc (const char *text, char **uscc)
{
  g_auto (GStrv) words = g_strsplit_set (text, " -:/@_", -1);

  for (char **word = words; *word != NULL; word++) {
    g_autofree char *upper = g_ascii_strup (*word, -1);

    if (yyq_value_is_normal (YYQ_VALUE_USCC, upper)) {
      *uscc = g_steal_pointer (&upper);
      return TRUE;
    }
  }
  return FALSE;
}

/* Every code in the subject decides; @named: there was one. */
static gboolean
names_uscc (const X509_NAME *subject, const char *uscc, gboolean *named)
{
  *named = FALSE;
  for (int i = 0; i < X509_NAME_entry_count (subject); i++) {
    g_autofree char *text = entry_text (X509_NAME_get_entry (subject, i));
    g_autofree char *found = NULL;

    if (text == NULL || !holds_uscc (text, &found))
      continue;
    *named = TRUE;
    if (g_str_equal (found, uscc))
      return TRUE;
  }
  return FALSE;
}

gboolean
yyq_ukey_proof_names_company (GBytes *der, const char *uscc, const char *name)
{
  g_autoptr (X509) certificate = parse (der);
  const X509_NAME *subject = certificate != NULL ? X509_get_subject_name (certificate) : NULL;
  g_autofree char *organisation = NULL;
  g_autofree char *folded = NULL;
  g_autofree char *wanted = NULL;
  gboolean named;

  if (subject == NULL)
    return FALSE;
  if (names_uscc (subject, uscc, &named))
    return TRUE;
  /* It names a company by number, and it is another one: the name cannot make up for that. */
  organisation = named ? NULL : name_entry (subject, NID_organizationName);
  if (organisation == NULL)
    return FALSE;
  folded = yyq_company_name_fold (organisation);
  wanted = yyq_company_name_fold (name);
  return g_str_equal (folded, wanted);
}
