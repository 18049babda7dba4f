/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-demo-token.h"

#include <dlfcn.h>
#include <glib/gstdio.h>
#include <openssl/core_names.h>
#include <openssl/param_build.h>
#include <p11-kit/pkcs11.h>
#include <string.h>

#include "yyq-error.h"

#define SO_PIN "87654321"
#define KEY_ID "\x01"
#define LABEL_LENGTH 32
#define BITS 2048
#define N(a) ((CK_ULONG) G_N_ELEMENTS (a))

static gboolean
check (CK_RV rv, const char *what, GError **error)
{
  if (rv == CKR_OK)
    return TRUE;
  g_set_error (error, YYQ_UKEY_ERROR, YYQ_UKEY_ERROR_DEVICE, "soft UKey: %s: 0x%lx", what, rv);
  return FALSE;
}

const char *
yyq_demo_token_get_module (void)
{
  return g_file_test (YYQ_SOFTHSM_MODULE, G_FILE_TEST_EXISTS) ? YYQ_SOFTHSM_MODULE : NULL;
}

static char *
write_configuration (const char *directory, GError **error)
{
  g_autofree char *path = g_build_filename (directory, "softhsm2.conf", NULL);
  g_autofree char *tokens = g_build_filename (directory, "tokens", NULL);
  g_autofree char *text = g_strdup_printf (
    "directories.tokendir = %s\nobjectstore.backend = file\nlog.level = ERROR\n", tokens);

  if (g_mkdir_with_parents (tokens, 0700) != 0) {
    g_set_error (error, YYQ_UKEY_ERROR, YYQ_UKEY_ERROR_DEVICE, "soft UKey: %s cannot be made",
                 tokens);
    return NULL;
  }
  return g_file_set_contents (path, text, -1, error) ? g_steal_pointer (&path) : NULL;
}

/* The driver stays loaded: its own clean-up at unloading races with that of OpenSSL. */
static CK_FUNCTION_LIST *
load (GError **error)
{
  void *library = dlopen (YYQ_SOFTHSM_MODULE, RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
  CK_C_GetFunctionList get = NULL;
  CK_FUNCTION_LIST *driver = NULL;

  if (library != NULL)
    *(void **) &get = dlsym (library, "C_GetFunctionList");
  if (get == NULL || get (&driver) != CKR_OK) {
    g_set_error_literal (error, YYQ_UKEY_ERROR, YYQ_UKEY_ERROR_NO_DRIVER, "soft UKey: no driver");
    return NULL;
  }
  return check (driver->C_Initialize (NULL), "C_Initialize", error) ? driver : NULL;
}

/* SoftHSM gives an initialised token a new slot number. */
static gboolean
find_slot (CK_FUNCTION_LIST *driver, gboolean initialised, CK_SLOT_ID *slot, GError **error)
{
  CK_SLOT_ID slots[8];
  CK_ULONG n = N (slots);

  if (!check (driver->C_GetSlotList (CK_TRUE, slots, &n), "C_GetSlotList", error))
    return FALSE;
  for (CK_ULONG i = 0; i < n; i++) {
    CK_TOKEN_INFO info;

    *slot = slots[i];
    if (driver->C_GetTokenInfo (slots[i], &info) == CKR_OK &&
        !!(info.flags & CKF_TOKEN_INITIALIZED) == initialised)
      return TRUE;
  }
  return check (CKR_TOKEN_NOT_PRESENT, "no slot", error);
}

static gboolean
initialise (CK_FUNCTION_LIST *driver, const YyqDemoTokenSpec *spec, CK_SESSION_HANDLE *session,
            GError **error)
{
  guchar label[LABEL_LENGTH];
  guchar *pin = (guchar *) spec->pin;
  CK_ULONG length = strlen (spec->pin);
  CK_SLOT_ID slot;

  memset (label, ' ', sizeof label);
  memcpy (label, spec->label, MIN (strlen (spec->label), sizeof label));
  return find_slot (driver, FALSE, &slot, error) &&
         check (driver->C_InitToken (slot, (guchar *) SO_PIN, strlen (SO_PIN), label),
                "C_InitToken", error) &&
         find_slot (driver, TRUE, &slot, error) &&
         check (
           driver->C_OpenSession (slot, CKF_SERIAL_SESSION | CKF_RW_SESSION, NULL, NULL, session),
           "C_OpenSession", error) &&
         check (driver->C_Login (*session, CKU_SO, (guchar *) SO_PIN, strlen (SO_PIN)), "C_Login",
                error) &&
         check (driver->C_InitPIN (*session, pin, length), "C_InitPIN", error) &&
         check (driver->C_Logout (*session), "C_Logout", error) &&
         check (driver->C_Login (*session, CKU_USER, pin, length), "C_Login", error);
}

static gboolean
generate (CK_FUNCTION_LIST *driver, CK_SESSION_HANDLE session, const char *label,
          CK_OBJECT_HANDLE *public_key, GError **error)
{
  CK_BBOOL yes = CK_TRUE;
  CK_ULONG bits = BITS;
  guchar exponent[] = { 1, 0, 1 };
  CK_MECHANISM mechanism = { CKM_RSA_PKCS_KEY_PAIR_GEN, NULL, 0 };
  CK_ATTRIBUTE open[] = {
    { CKA_TOKEN, &yes, sizeof yes },          { CKA_VERIFY, &yes, sizeof yes },
    { CKA_MODULUS_BITS, &bits, sizeof bits }, { CKA_PUBLIC_EXPONENT, exponent, sizeof exponent },
    { CKA_ID, (void *) KEY_ID, 1 },           { CKA_LABEL, (void *) label, strlen (label) },
  };
  CK_ATTRIBUTE secret[] = {
    { CKA_TOKEN, &yes, sizeof yes },     { CKA_PRIVATE, &yes, sizeof yes },
    { CKA_SENSITIVE, &yes, sizeof yes }, { CKA_SIGN, &yes, sizeof yes },
    { CKA_ID, (void *) KEY_ID, 1 },      { CKA_LABEL, (void *) label, strlen (label) },
  };
  CK_OBJECT_HANDLE private_key;

  return check (driver->C_GenerateKeyPair (session, &mechanism, open, N (open), secret, N (secret),
                                           public_key, &private_key),
                "C_GenerateKeyPair", error);
}

static EVP_PKEY *
make_key (BIGNUM *modulus)
{
  OSSL_PARAM_BLD *build = OSSL_PARAM_BLD_new ();
  EVP_PKEY_CTX *context = EVP_PKEY_CTX_new_from_name (NULL, "RSA", NULL);
  BIGNUM *exponent = BN_new ();
  OSSL_PARAM *params;
  EVP_PKEY *key = NULL;

  BN_set_word (exponent, 65537);
  OSSL_PARAM_BLD_push_BN (build, OSSL_PKEY_PARAM_RSA_N, modulus);
  OSSL_PARAM_BLD_push_BN (build, OSSL_PKEY_PARAM_RSA_E, exponent);
  params = OSSL_PARAM_BLD_to_param (build);
  EVP_PKEY_fromdata_init (context);
  EVP_PKEY_fromdata (context, &key, EVP_PKEY_PUBLIC_KEY, params);
  OSSL_PARAM_free (params);
  OSSL_PARAM_BLD_free (build);
  EVP_PKEY_CTX_free (context);
  BN_free (exponent);
  return key;
}

static EVP_PKEY *
read_key (CK_FUNCTION_LIST *driver, CK_SESSION_HANDLE session, CK_OBJECT_HANDLE object,
          GError **error)
{
  guchar bytes[BITS / 8];
  CK_ATTRIBUTE modulus = { CKA_MODULUS, bytes, sizeof bytes };
  BIGNUM *number;
  EVP_PKEY *key;

  if (!check (driver->C_GetAttributeValue (session, object, &modulus, 1), "C_GetAttributeValue",
              error))
    return NULL;
  number = BN_bin2bn (bytes, (int) modulus.ulValueLen, NULL);
  key = make_key (number);
  BN_free (number);
  return key != NULL || check (CKR_GENERAL_ERROR, "public key", error) ? key : NULL;
}

static gboolean
store (CK_FUNCTION_LIST *driver, CK_SESSION_HANDLE session, const char *label, X509 *certificate,
       GError **error)
{
  CK_OBJECT_CLASS class = CKO_CERTIFICATE;
  CK_CERTIFICATE_TYPE type = CKC_X_509;
  CK_BBOOL yes = CK_TRUE;
  CK_BBOOL no = CK_FALSE;
  guchar *subject = NULL;
  int length = i2d_X509_NAME (X509_get_subject_name (certificate), &subject);
  g_autoptr (GBytes) der = yyq_demo_certificate_to_der (certificate);
  CK_ATTRIBUTE attributes[] = {
    { CKA_CLASS, &class, sizeof class },
    { CKA_CERTIFICATE_TYPE, &type, sizeof type },
    { CKA_TOKEN, &yes, sizeof yes },
    { CKA_PRIVATE, &no, sizeof no },
    { CKA_ID, (void *) KEY_ID, 1 },
    { CKA_LABEL, (void *) label, strlen (label) },
    { CKA_SUBJECT, subject, (CK_ULONG) MAX (length, 0) },
    { CKA_VALUE, (void *) g_bytes_get_data (der, NULL), g_bytes_get_size (der) },
  };
  CK_OBJECT_HANDLE object;
  gboolean stored = check (driver->C_CreateObject (session, attributes, N (attributes), &object),
                           "C_CreateObject", error);

  OPENSSL_free (subject);
  return stored;
}

static X509 *
fill (CK_FUNCTION_LIST *driver, CK_SESSION_HANDLE session, YyqDemoAuthority *authority,
      const YyqDemoTokenSpec *spec, GError **error)
{
  CK_OBJECT_HANDLE object;
  X509 *certificate = NULL;
  EVP_PKEY *key;

  if (!generate (driver, session, spec->label, &object, error))
    return NULL;
  key = read_key (driver, session, object, error);
  if (key != NULL)
    certificate = yyq_demo_authority_issue (authority, YYQ_DEMO_CERTIFICATE_COMPANY, spec->company,
                                            spec->uscc, key, error);
  EVP_PKEY_free (key);
  if (certificate != NULL && !store (driver, session, spec->label, certificate, error))
    g_clear_pointer (&certificate, X509_free);
  return certificate;
}

static char *
read_serial (CK_FUNCTION_LIST *driver, CK_SESSION_HANDLE session, GError **error)
{
  CK_SESSION_INFO at;
  CK_TOKEN_INFO info;

  if (!check (driver->C_GetSessionInfo (session, &at), "C_GetSessionInfo", error) ||
      !check (driver->C_GetTokenInfo (at.slotID, &info), "C_GetTokenInfo", error))
    return NULL;
  return g_strchomp (g_strndup ((const char *) info.serialNumber, sizeof info.serialNumber));
}

static gboolean
make (YyqDemoToken *self, CK_FUNCTION_LIST *driver, YyqDemoAuthority *authority,
      const YyqDemoTokenSpec *spec, GError **error)
{
  CK_SESSION_HANDLE session;

  if (!initialise (driver, spec, &session, error))
    return FALSE;
  self->serial = read_serial (driver, session, error);
  self->certificate = self->serial != NULL ? fill (driver, session, authority, spec, error) : NULL;
  return self->certificate != NULL;
}

void
yyq_demo_token_free (YyqDemoToken *self)
{
  X509_free (self->certificate);
  g_free (self->configuration);
  g_free (self->serial);
  g_free (self);
}

YyqDemoToken *
yyq_demo_token_new (YyqDemoAuthority *authority, const YyqDemoTokenSpec *spec, GError **error)
{
  g_autoptr (YyqDemoToken) self = g_new0 (YyqDemoToken, 1);
  CK_FUNCTION_LIST *driver = NULL;
  gboolean made;

  self->configuration = write_configuration (spec->directory, error);
  if (self->configuration == NULL)
    return NULL;
  g_setenv ("SOFTHSM2_CONF", self->configuration, TRUE);
  driver = load (error);
  if (driver == NULL)
    return NULL;
  made = make (self, driver, authority, spec, error);
  driver->C_Finalize (NULL);
  return made ? g_steal_pointer (&self) : NULL;
}
