/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/cms.h>
#include <openssl/evp.h>
#include <openssl/ts.h>
#include <openssl/x509.h>

#include "yyq-error.h"

G_BEGIN_DECLS

/* What src/pdf shares for talking to libcrypto. */

/* Who signs with SM2 hashes who he is as well; everybody uses this one (GM/T 0009 §10). */
#define YYQ_SM2_IDENTITY "1234567812345678"

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ASN1_INTEGER, ASN1_INTEGER_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ASN1_OBJECT, ASN1_OBJECT_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BIGNUM, BN_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BIO, BIO_vfree)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CMS_ContentInfo, CMS_ContentInfo_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EVP_MD_CTX, EVP_MD_CTX_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EVP_PKEY, EVP_PKEY_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EVP_PKEY_CTX, EVP_PKEY_CTX_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TS_REQ, TS_REQ_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TS_RESP, TS_RESP_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TS_RESP_CTX, TS_RESP_CTX_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TS_TST_INFO, TS_TST_INFO_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TS_VERIFY_CTX, TS_VERIFY_CTX_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (X509, X509_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (X509_CRL, X509_CRL_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (X509_STORE, X509_STORE_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (X509_STORE_CTX, X509_STORE_CTX_free)

typedef STACK_OF (X509) YyqX509Stack;
void yyq_x509_stack_free (YyqX509Stack *stack);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyqX509Stack, yyq_x509_stack_free)

/* Returns @certificate, which OpenSSL can check now also where it was signed with SM2 (GM/T 0009:
 * the default identity). */
X509 *yyq_x509_prepare (X509 *certificate);
/* (transfer full) (nullable): NULL when @der is not exactly one certificate. Prepared. */
X509 *yyq_x509_from_der (GBytes *der);
GBytes *yyq_x509_to_der (const X509 *certificate);
/* (transfer full): those of @ders (element-type GBytes, nullable) that are certificates; never
 * NULL. */
YyqX509Stack *yyq_x509_stack_new (GPtrArray *ders);

/* (transfer full): digest of the parts one behind the other. */
GBytes *yyq_digest_parts (const EVP_MD *md, GBytes *const *parts, gsize n_parts);

/* (transfer full): takes what i2d gave. */
GBytes *yyq_openssl_bytes (unsigned char *der, int length);

/* ms, or 0 when @time makes no sense. */
gint64 yyq_asn1_time_to_ms (const ASN1_TIME *time);

/* Sets a YYQ_PDF_ERROR from @what and libcrypto's queue, which is emptied. Returns FALSE. */
gboolean yyq_openssl_fail (GError **error, YyqPdfError code, const char *what);

G_END_DECLS
