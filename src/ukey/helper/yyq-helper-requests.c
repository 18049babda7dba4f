/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-helper-requests.h"

#include "yyq-helper-objects.h"
#include "yyq-helper-sign.h"
#include "yyq-signer.h"

static gboolean
well_formed (const YyqUkeyReader *reader, GError **error)
{
  if (yyq_ukey_reader_done (reader))
    return TRUE;
  g_set_error_literal (error, YYQ_UKEY_ERROR, YYQ_UKEY_ERROR_PROTOCOL, "Malformed request");
  return FALSE;
}

static gboolean
answer_hello (YyqHelperModule *module, const char *path, YyqUkeyReader *reader, GByteArray *reply,
              GError **error)
{
  guint32 version = yyq_ukey_take_u32 (reader);

  if (!well_formed (reader, error))
    return FALSE;
  if (version != YYQ_UKEY_PROTOCOL_VERSION) {
    g_set_error (error, YYQ_UKEY_ERROR, YYQ_UKEY_ERROR_PROTOCOL, "Protocol version %u", version);
    return FALSE;
  }
  if (module->p11 == NULL && !yyq_helper_module_load (module, path, error)) {
    module->p11 = NULL;
    return FALSE;
  }
  yyq_ukey_put_u32 (reply, YYQ_UKEY_PROTOCOL_VERSION);
  yyq_ukey_put_text (reply, module->manufacturer);
  yyq_ukey_put_text (reply, module->description);
  return TRUE;
}

static guint32
token_flags (CK_FLAGS flags)
{
  guint32 result = 0;

  if ((flags & CKF_TOKEN_INITIALIZED) != 0)
    result |= YYQ_UKEY_TOKEN_INITIALISED;
  if ((flags & CKF_USER_PIN_COUNT_LOW) != 0)
    result |= YYQ_UKEY_TOKEN_PIN_LOW;
  if ((flags & CKF_USER_PIN_FINAL_TRY) != 0)
    result |= YYQ_UKEY_TOKEN_PIN_FINAL;
  if ((flags & CKF_USER_PIN_LOCKED) != 0)
    result |= YYQ_UKEY_TOKEN_PIN_LOCKED;
  if ((flags & CKF_PROTECTED_AUTHENTICATION_PATH) != 0)
    result |= YYQ_UKEY_TOKEN_PINPAD;
  return result;
}

static gboolean
answer_list (YyqHelperModule *module, YyqUkeyReader *reader, GByteArray *reply, GError **error)
{
  g_autoptr (GPtrArray) tokens = NULL;
  guint unrecognised = 0;

  if (!well_formed (reader, error))
    return FALSE;
  tokens = yyq_helper_module_list (module, &unrecognised, error);
  if (tokens == NULL)
    return FALSE;

  yyq_ukey_put_u32 (reply, unrecognised);
  yyq_ukey_put_u32 (reply, tokens->len);
  for (guint i = 0; i < tokens->len; i++) {
    const YyqHelperToken *token = tokens->pdata[i];

    yyq_ukey_put_name (reply, &token->name);
    yyq_ukey_put_text (reply, token->model);
    yyq_ukey_put_u32 (reply, token_flags (token->flags));
    yyq_ukey_put_u32 (reply, token->min_pin);
    yyq_ukey_put_u32 (reply, token->max_pin);
  }
  return TRUE;
}

static gboolean
answer_certs (YyqHelperModule *module, YyqUkeyReader *reader, GByteArray *reply, GError **error)
{
  g_auto (YyqUkeyName) name = { NULL };
  g_autoptr (YyqHelperToken) token = NULL;
  CK_SESSION_HANDLE session;
  gboolean present;
  gboolean done;

  yyq_ukey_take_name (reader, &name);
  if (!well_formed (reader, error))
    return FALSE;
  token = yyq_helper_module_find (module, &name, error);
  if (token == NULL || !yyq_helper_module_open (module, token, &session, error))
    return FALSE;

  done = yyq_helper_put_certificates (module, token, session, reply, error);
  yyq_helper_module_close (module, token, session, &present);
  return done;
}

static GBytes *
take_copy (YyqUkeyReader *reader, gsize max)
{
  gsize length;
  const guint8 *bytes = yyq_ukey_take_bytes (reader, max, &length);

  return g_bytes_new (bytes, length);
}

static gboolean
answer_sign (YyqHelperModule *module, YyqUkeyReader *reader, GByteArray *reply, GError **error)
{
  g_auto (YyqHelperSignRequest) request = { { NULL } };

  yyq_ukey_take_name (reader, &request.name);
  request.certificate = yyq_ukey_take_text (reader);
  request.key_id = take_copy (reader, 255);
  request.modulus = take_copy (reader, 2048);
  request.algorithm = yyq_ukey_take_u8 (reader);
  request.digest = yyq_ukey_take_bytes (reader, 32, &request.digest_length);
  request.pin = yyq_ukey_take_bytes (reader, 255, &request.pin_length);
  if (!well_formed (reader, error))
    return FALSE;
  if (request.digest_length != 32 || request.algorithm > YYQ_SIGNATURE_ECDSA_SHA256) {
    g_set_error_literal (error, YYQ_UKEY_ERROR, YYQ_UKEY_ERROR_PROTOCOL, "Malformed request");
    return FALSE;
  }
  return yyq_helper_sign (module, &request, reply, error);
}

static gboolean
dispatch (YyqHelperModule *module, const char *path, guint8 verb, YyqUkeyReader *reader,
          GByteArray *reply, GError **error)
{
  if (verb == YYQ_UKEY_VERB_HELLO)
    return answer_hello (module, path, reader, reply, error);
  if (module->p11 != NULL && verb == YYQ_UKEY_VERB_LIST)
    return answer_list (module, reader, reply, error);
  if (module->p11 != NULL && verb == YYQ_UKEY_VERB_CERTS)
    return answer_certs (module, reader, reply, error);
  if (module->p11 != NULL && verb == YYQ_UKEY_VERB_SIGN)
    return answer_sign (module, reader, reply, error);
  if (verb == YYQ_UKEY_VERB_PING)
    return well_formed (reader, error);
  g_set_error (error, YYQ_UKEY_ERROR, YYQ_UKEY_ERROR_PROTOCOL, "Verb %u is not expected", verb);
  return FALSE;
}

GByteArray *
yyq_helper_answer (YyqHelperModule *module, const char *path, const guint8 *frame, gsize length)
{
  YyqUkeyReader reader = { frame, length, FALSE };
  guint8 verb = yyq_ukey_take_u8 (&reader);
  guint32 sequence = yyq_ukey_take_u32 (&reader);
  g_autoptr (GError) error = NULL;
  GByteArray *reply = g_byte_array_new ();

  yyq_ukey_put_u32 (reply, sequence);
  yyq_ukey_put_u8 (reply, 0);
  if (dispatch (module, path, verb, &reader, reply, &error))
    return reply;

  g_byte_array_set_size (reply, 4);
  yyq_ukey_put_u8 (reply, 1);
  yyq_ukey_put_u32 (reply, (guint32) error->code);
  yyq_ukey_put_text (reply, error->message);
  return reply;
}
