/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-challenge-response.h"

#include "yyq-error.h"
#include "yyq-ukey-api.h"
#include "yyq-ukey-signer.h"

#define MAX_LENGTH 512
#define MIN_NONCE 32

static gboolean
refuse (GError **error, const char *reason)
{
  g_set_error (error, YYQ_API_ERROR, YYQ_API_ERROR_BAD_REPLY,
               "The platform wants something signed that is not its log-in: %s", reason);
  return FALSE;
}

static gboolean
is_expiry (const char *text)
{
  return g_ascii_string_to_unsigned (text, 10, 1, G_MAXINT64, NULL, NULL);
}

gboolean
yyq_challenge_response_check (GBytes *to_sign, const char *prefix, const char *origin,
                              const char *account_id, GError **error)
{
  gsize length = 0;
  const char *bytes = g_bytes_get_data (to_sign, &length);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  if (length == 0 || length > MAX_LENGTH || memchr (bytes, '\0', length) != NULL ||
      !g_utf8_validate (bytes, (gssize) length, NULL))
    return refuse (error, "no short text");
  text = g_strndup (bytes, length);
  lines = g_strsplit (text, "\n", -1);
  /* The last line ends, so there is an empty piece behind it. */
  if (g_strv_length (lines) != 6 || *lines[5] != '\0')
    return refuse (error, "not five lines");
  if (!g_str_equal (lines[0], prefix))
    return refuse (error, "another purpose");
  if (!g_str_equal (lines[1], origin))
    return refuse (error, "another platform");
  if (account_id != NULL && !g_str_equal (lines[2], account_id))
    return refuse (error, "another account");
  if (strlen (lines[3]) < MIN_NONCE || lines[3][strspn (lines[3], "0123456789abcdef")] != '\0')
    return refuse (error, "no nonce");
  if (!is_expiry (lines[4]))
    return refuse (error, "no expiry");
  return TRUE;
}

void
yyq_challenge_response_free (YyqChallengeResponse *self)
{
  g_free (self->challenge_id);
  g_clear_pointer (&self->proof.certificate, g_bytes_unref);
  g_clear_pointer (&self->proof.signature, g_bytes_unref);
  g_free (self);
}

typedef struct {
  YyqApiClient *client;
  YyqSigner *signer;
  YyqSignatureAlgorithm algorithm;
  char *account_id; /* (nullable) */
  GBytes *digest;
  YyqChallengeResponse *response;
} Work;

static void
work_free (gpointer data)
{
  Work *work = data;

  g_clear_object (&work->client);
  g_clear_object (&work->signer);
  g_clear_pointer (&work->digest, g_bytes_unref);
  g_clear_pointer (&work->response, yyq_challenge_response_free);
  g_free (work->account_id);
  g_free (work);
}

static void
sign_in_worker (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Work *work = task_data;
  GError *error = NULL;

  work->response->proof.signature =
    yyq_signer_sign_digest (work->signer, work->algorithm, work->digest, cancellable, &error);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, g_steal_pointer (&work->response),
                           (GDestroyNotify) yyq_challenge_response_free);
}

static GBytes *
digest_of (GBytes *bytes)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 digest[32];
  gsize length = sizeof digest;

  g_checksum_update (checksum, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes));
  g_checksum_get_digest (checksum, digest, &length);
  return g_bytes_new (digest, length);
}

static void
challenged_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Work *work = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (YyqAuthChallenge) challenge =
    yyq_auth_api_challenge_finish (YYQ_API_CLIENT (source), result, &error);
  const char *prefix = work->account_id != NULL ? YYQ_CHALLENGE_BIND : YYQ_CHALLENGE_LOGIN;

  if (challenge == NULL || !yyq_challenge_response_check (
                             challenge->to_sign, prefix, yyq_api_client_get_base_url (work->client),
                             work->account_id, &error)) {
    g_task_return_error (task, error);
    return;
  }
  work->digest = digest_of (challenge->to_sign);
  work->response->challenge_id = g_steal_pointer (&challenge->id);
  work->response->proof.challenge_id = work->response->challenge_id;
  g_task_run_in_thread (task, sign_in_worker);
}

static Work *
work_new (const YyqChallengeResponder *responder)
{
  Work *work = g_new0 (Work, 1);

  work->client = g_object_ref (responder->client);
  work->signer = yyq_ukey_signer_new (responder->manager, responder->ukey, responder->certificate,
                                      responder->pin);
  work->account_id = g_strdup (responder->account_id);
  work->response = g_new0 (YyqChallengeResponse, 1);
  work->response->proof.certificate =
    g_bytes_ref (yyq_ukey_certificate_get_der (responder->certificate));
  return work;
}

void
yyq_challenge_response_async (const YyqChallengeResponder *responder, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Work *work = work_new (responder);
  const char *sha256 = yyq_ukey_certificate_get_sha256 (responder->certificate);

  g_task_set_source_tag (task, yyq_challenge_response_async);
  g_task_set_task_data (task, work, work_free);
  if (!yyq_ukey_certificate_get_algorithm (responder->certificate, &work->algorithm)) {
    g_task_return_new_error (task, YYQ_UKEY_ERROR, YYQ_UKEY_ERROR_NO_MECHANISM,
                             "Keys of this kind cannot sign here");
    return;
  }
  work->response->proof.algorithm =
    work->algorithm == YYQ_SIGNATURE_RSA_PKCS1_SHA256 ? "rsa-pkcs1-sha256" : "ecdsa-sha256";
  if (work->account_id == NULL)
    yyq_auth_api_challenge_async (work->client, sha256, cancellable, challenged_cb,
                                  g_steal_pointer (&task));
  else
    yyq_ukey_api_challenge_async (work->client, sha256, cancellable, challenged_cb,
                                  g_steal_pointer (&task));
}

YyqChallengeResponse *
yyq_challenge_response_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
