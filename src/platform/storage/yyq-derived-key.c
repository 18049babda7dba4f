/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-derived-key.h"

#include <openssl/core_names.h>
#include <openssl/kdf.h>
#include <openssl/params.h>
#include <string.h>

#include "yyq-aead.h"

void
yyq_derived_key (const guint8 *key, const char *info, guint8 *derived)
{
  EVP_KDF *kdf = EVP_KDF_fetch (NULL, "HKDF", NULL);
  EVP_KDF_CTX *context = EVP_KDF_CTX_new (kdf);
  OSSL_PARAM params[] = {
    OSSL_PARAM_construct_utf8_string (OSSL_KDF_PARAM_DIGEST, (char *) "SHA256", 0),
    OSSL_PARAM_construct_octet_string (OSSL_KDF_PARAM_KEY, (void *) key, YYQ_AEAD_KEY),
    OSSL_PARAM_construct_octet_string (OSSL_KDF_PARAM_INFO, (void *) info, strlen (info)),
    OSSL_PARAM_construct_end (),
  };

  if (context == NULL || EVP_KDF_derive (context, derived, YYQ_AEAD_KEY, params) != 1)
    g_error ("HKDF failed");
  EVP_KDF_CTX_free (context);
  EVP_KDF_free (kdf);
}
