/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-openssl.h"

#include <openssl/err.h>
#include <string.h>
#include <time.h>

void
yyq_x509_stack_free (YyqX509Stack *stack)
{
  sk_X509_pop_free (stack, X509_free);
}

X509 *
yyq_x509_prepare (X509 *certificate)
{
  ASN1_OCTET_STRING *identity;

  if (X509_get_signature_nid (certificate) != NID_SM2_with_SM3 ||
      X509_get0_distinguishing_id (certificate) != NULL)
    return certificate;
  identity = ASN1_OCTET_STRING_new ();
  ASN1_OCTET_STRING_set (identity, (const guint8 *) YYQ_SM2_IDENTITY,
                         (int) strlen (YYQ_SM2_IDENTITY));
  X509_set0_distinguishing_id (certificate, identity);
  return certificate;
}

X509 *
yyq_x509_from_der (GBytes *der)
{
  gsize length = 0;
  const guint8 *start = g_bytes_get_data (der, &length);
  const guint8 *end = start;
  g_autoptr (X509) certificate = NULL;

  if (length == 0 || length > G_MAXINT)
    return NULL;

  certificate = d2i_X509 (NULL, &end, (long) length);
  if (certificate == NULL || end != start + length) {
    ERR_clear_error ();
    return NULL;
  }
  return yyq_x509_prepare (g_steal_pointer (&certificate));
}

GBytes *
yyq_x509_to_der (const X509 *certificate)
{
  unsigned char *der = NULL;
  int length = i2d_X509 (certificate, &der);

  return yyq_openssl_bytes (der, length);
}

YyqX509Stack *
yyq_x509_stack_new (GPtrArray *ders)
{
  YyqX509Stack *stack = sk_X509_new_null ();

  for (guint i = 0; ders != NULL && i < ders->len; i++) {
    X509 *certificate = yyq_x509_from_der (g_ptr_array_index (ders, i));

    if (certificate != NULL)
      sk_X509_push (stack, certificate);
  }
  return stack;
}

GBytes *
yyq_digest_parts (const EVP_MD *md, GBytes *const *parts, gsize n_parts)
{
  g_autoptr (EVP_MD_CTX) context = EVP_MD_CTX_new ();
  guint8 digest[EVP_MAX_MD_SIZE];
  unsigned int length = 0;

  EVP_DigestInit_ex (context, md, NULL);
  for (gsize i = 0; i < n_parts; i++)
    EVP_DigestUpdate (context, g_bytes_get_data (parts[i], NULL), g_bytes_get_size (parts[i]));
  EVP_DigestFinal_ex (context, digest, &length);
  return g_bytes_new (digest, length);
}

GBytes *
yyq_openssl_bytes (unsigned char *der, int length)
{
  GBytes *bytes = g_bytes_new (der, length > 0 ? (gsize) length : 0);

  OPENSSL_free (der);
  return bytes;
}

gint64
yyq_asn1_time_to_ms (const ASN1_TIME *time)
{
  struct tm broken_down = { 0 };

  if (time == NULL || ASN1_TIME_to_tm (time, &broken_down) != 1) {
    ERR_clear_error ();
    return 0;
  }
  return (gint64) timegm (&broken_down) * 1000;
}

gboolean
yyq_openssl_fail (GError **error, YyqPdfError code, const char *what)
{
  unsigned long reason = ERR_peek_last_error ();
  char text[256] = "";

  if (reason != 0)
    ERR_error_string_n (reason, text, sizeof text);
  ERR_clear_error ();
  g_set_error (error, YYQ_PDF_ERROR, (int) code, "%s%s%s", what, *text != '\0' ? ": " : "", text);
  return FALSE;
}
