/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-helper-sign.h"

#include <string.h>

#include "yyq-helper-objects.h"
#include "yyq-signer.h"

#define DIGEST_LENGTH 32
#define SIGNATURE_MAX 2048

/* DigestInfo of SHA-256 (RFC 8017 §9.2 note 1): CKM_RSA_PKCS pads, but does not add it. */
static const guint8 digest_info[] = { 0x30, 0x31, 0x30, 0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01,
                                      0x65, 0x03, 0x04, 0x02, 0x01, 0x05, 0x00, 0x04, 0x20 };

void
yyq_helper_sign_request_clear (YyqHelperSignRequest *request)
{
  yyq_ukey_name_clear (&request->name);
  g_clear_pointer (&request->certificate, g_free);
  g_clear_pointer (&request->key_id, g_bytes_unref);
  g_clear_pointer (&request->modulus, g_bytes_unref);
}

static gboolean
log_in (YyqHelperModule *module, CK_SESSION_HANDLE session, CK_USER_TYPE user,
        const YyqHelperSignRequest *request, GError **error)
{
  /* No PIN: the token has a PIN pad, or the driver asks by itself. */
  CK_UTF8CHAR_PTR pin = request->pin_length > 0 ? (CK_UTF8CHAR_PTR) request->pin : NULL;
  CK_RV rv = module->p11->C_Login (session, user, pin, request->pin_length);

  if (rv == CKR_OK || (user == CKU_USER && rv == CKR_USER_ALREADY_LOGGED_IN))
    return TRUE;
  return yyq_helper_fail (error, "C_Login", rv);
}

/*
 * Tokens of one maker may well give the same label and serial number. One that does not have the
 * certificate is another one, and must not cost its owner a try of the PIN.
 */
static gboolean
check_token (YyqHelperModule *module, CK_SESSION_HANDLE session,
             const YyqHelperSignRequest *request, GError **error)
{
  if (yyq_helper_has_certificate (module, session, request->certificate))
    return TRUE;
  g_set_error_literal (error, YYQ_UKEY_ERROR, YYQ_UKEY_ERROR_NO_CERTIFICATE,
                       "The token does not hold the certificate");
  return FALSE;
}

static gboolean
find_signing_key (YyqHelperModule *module, CK_SESSION_HANDLE session,
                  const YyqHelperSignRequest *request, YyqHelperKey *key, GError **error)
{
  if (yyq_helper_find_key (module, session, request->key_id, request->modulus, key) &&
      key->may_sign)
    return TRUE;
  g_set_error_literal (error, YYQ_UKEY_ERROR, YYQ_UKEY_ERROR_UNUSABLE_KEY,
                       "No private key that may sign");
  return FALSE;
}

static CK_RV
sign_once (YyqHelperModule *module, CK_SESSION_HANDLE session, const YyqHelperSignRequest *request,
           guint8 *signature, CK_ULONG *length)
{
  guint8 input[sizeof digest_info + DIGEST_LENGTH];
  gboolean rsa = request->algorithm == YYQ_SIGNATURE_RSA_PKCS1_SHA256;
  gsize prefix = rsa ? sizeof digest_info : 0;

  memcpy (input, digest_info, prefix);
  memcpy (input + prefix, request->digest, DIGEST_LENGTH);
  return module->p11->C_Sign (session, input, prefix + DIGEST_LENGTH, signature, length);
}

static gboolean
sign_with_key (YyqHelperModule *module, CK_SESSION_HANDLE session,
               const YyqHelperSignRequest *request, const YyqHelperKey *key, GByteArray *reply,
               GError **error)
{
  gboolean rsa = request->algorithm == YYQ_SIGNATURE_RSA_PKCS1_SHA256;
  CK_MECHANISM mechanism = { rsa ? CKM_RSA_PKCS : CKM_ECDSA, NULL, 0 };
  guint8 signature[SIGNATURE_MAX];
  CK_ULONG length = sizeof signature;
  CK_RV rv = module->p11->C_SignInit (session, &mechanism, key->handle);

  if (rv != CKR_OK)
    return yyq_helper_fail (error, "C_SignInit", rv);
  /* Such keys want the PIN again between C_SignInit and C_Sign (PKCS #11 v2.40 §5.11). */
  if (key->always_authenticate && !log_in (module, session, CKU_CONTEXT_SPECIFIC, request, error))
    return FALSE;

  rv = sign_once (module, session, request, signature, &length);
  if (rv != CKR_OK)
    return yyq_helper_fail (error, "C_Sign", rv);
  if (length == 0 || length > sizeof signature)
    return yyq_helper_fail (error, "C_Sign", CKR_DEVICE_ERROR);
  yyq_ukey_put_bytes (reply, signature, length);
  return TRUE;
}

static gboolean
sign_in_session (YyqHelperModule *module, CK_SESSION_HANDLE session,
                 const YyqHelperSignRequest *request, GByteArray *reply, GError **error)
{
  YyqHelperKey key = { 0 };
  gboolean done = check_token (module, session, request, error) &&
                  log_in (module, session, CKU_USER, request, error) &&
                  find_signing_key (module, session, request, &key, error) &&
                  sign_with_key (module, session, request, &key, reply, error);

  /* After an error the session is dead, and calling into it is what hangs: it is only closed. */
  if (done)
    module->p11->C_Logout (session);
  return done;
}

/*
 * The return value of C_Login alone is not to be trusted: some drivers say GENERAL_ERROR for a
 * wrong PIN, others set the flags only. Flags of before and after decide together with it.
 */
static void
refine (GError **error, CK_FLAGS before, CK_FLAGS after, gboolean present)
{
  CK_FLAGS rose = after & ~before;
  int code = (*error)->code;
  gboolean pin = code == YYQ_UKEY_ERROR_PIN_WRONG;
  gboolean login = g_str_has_prefix ((*error)->message, "C_Login");

  if ((code == YYQ_UKEY_ERROR_DEVICE || code == YYQ_UKEY_ERROR_NO_CERTIFICATE) && !present)
    code = YYQ_UKEY_ERROR_REMOVED;
  else if (code == YYQ_UKEY_ERROR_DEVICE && login && (rose & CKF_USER_PIN_TO_BE_CHANGED) != 0)
    code = YYQ_UKEY_ERROR_PIN_EXPIRED;
  else if (pin || (code == YYQ_UKEY_ERROR_DEVICE && login)) {
    CK_FLAGS flags = pin ? after : rose;

    if ((flags & CKF_USER_PIN_LOCKED) != 0)
      code = YYQ_UKEY_ERROR_PIN_LOCKED;
    else if ((flags & CKF_USER_PIN_FINAL_TRY) != 0)
      code = YYQ_UKEY_ERROR_PIN_FINAL_TRY;
    else if ((flags & CKF_USER_PIN_COUNT_LOW) != 0)
      code = YYQ_UKEY_ERROR_PIN_WRONG;
  }
  (*error)->code = code;
}

gboolean
yyq_helper_sign (YyqHelperModule *module, const YyqHelperSignRequest *request, GByteArray *reply,
                 GError **error)
{
  g_autoptr (YyqHelperToken) token = yyq_helper_module_find (module, &request->name, error);
  g_autoptr (GError) failed = NULL;
  CK_SESSION_HANDLE session;
  CK_FLAGS flags;
  gboolean present;

  if (token == NULL || !yyq_helper_module_open (module, token, &session, error))
    return FALSE;

  sign_in_session (module, session, request, reply, &failed);
  flags = yyq_helper_module_close (module, token, session, &present);
  if (failed == NULL)
    return TRUE;

  if (present && failed->code == YYQ_UKEY_ERROR_DEVICE &&
      !g_str_has_prefix (failed->message, "C_Login"))
    present = !yyq_helper_module_is_gone (module, token);
  refine (&failed, token->flags, flags, present);
  g_propagate_error (error, g_steal_pointer (&failed));
  return FALSE;
}
