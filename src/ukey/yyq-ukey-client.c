/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-ukey-client.h"

#include <openssl/bn.h>
#include <openssl/ecdsa.h>

#include "yyq-error.h"
#include "yyq-ukey-private.h"
#include "yyq-ukey-process.h"

#define LIST_DEADLINE_MS 20000
#define SIGN_DEADLINE_MS 90000
#define PING_DEADLINE_MS 5000
#define CERTIFICATE_MAX 65536
#define TOKENS_MAX 64
#define FAILURES_MAX 3

struct _YyqUkeyClient {
  GObject parent_instance;
  char *module;
  YyqUkeyProcess *process;
  gint64 sign_deadline_ms;
  gint failures; /* atomic */
};

G_DEFINE_FINAL_TYPE (YyqUkeyClient, yyq_ukey_client, G_TYPE_OBJECT)

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ECDSA_SIG, ECDSA_SIG_free)

static void
yyq_ukey_client_finalize (GObject *object)
{
  YyqUkeyClient *self = YYQ_UKEY_CLIENT (object);

  g_clear_object (&self->process);
  g_clear_pointer (&self->module, g_free);
  G_OBJECT_CLASS (yyq_ukey_client_parent_class)->finalize (object);
}

static void
yyq_ukey_client_class_init (YyqUkeyClientClass *class)
{
  G_OBJECT_CLASS (class)->finalize = yyq_ukey_client_finalize;
}

static void
yyq_ukey_client_init (YyqUkeyClient *self)
{
  self->sign_deadline_ms = SIGN_DEADLINE_MS;
}

YyqUkeyClient *
yyq_ukey_client_new (const char *module, const char *const *variables)
{
  YyqUkeyClient *self = g_object_new (YYQ_TYPE_UKEY_CLIENT, NULL);

  self->module = g_strdup (module);
  self->process = yyq_ukey_process_new (module, variables);
  return self;
}

const char *
yyq_ukey_client_get_module (YyqUkeyClient *self)
{
  return self->module;
}

void
yyq_ukey_client_set_sign_deadline (YyqUkeyClient *self, gint64 deadline_ms)
{
  self->sign_deadline_ms = deadline_ms;
}

static GBytes *
call (YyqUkeyClient *self, YyqUkeyVerb verb, GByteArray *request, YyqSecret *secret,
      gint64 deadline_ms, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) failed = NULL;
  GBytes *results = yyq_ukey_process_call (self->process, (guint8) verb, request, secret,
                                           deadline_ms, cancellable, &failed);

  if (results != NULL)
    g_atomic_int_set (&self->failures, 0);
  else if (g_error_matches (failed, YYQ_UKEY_ERROR, YYQ_UKEY_ERROR_TIMEOUT) ||
           g_error_matches (failed, YYQ_UKEY_ERROR, YYQ_UKEY_ERROR_DRIVER_CRASH))
    g_atomic_int_inc (&self->failures);
  if (failed != NULL)
    g_propagate_error (error, g_steal_pointer (&failed));
  return results;
}

static gboolean
check_reply (const YyqUkeyReader *reader, GError **error)
{
  if (yyq_ukey_reader_done (reader))
    return TRUE;
  g_set_error_literal (error, YYQ_UKEY_ERROR, YYQ_UKEY_ERROR_PROTOCOL, "Malformed reply");
  return FALSE;
}

/* A certificate that cannot be decoded is left out: another one on the token may be fine. */
static void
take_certificate (YyqUkeyReader *reader, GPtrArray *certificates)
{
  gsize der_length;
  gsize id_length;
  const guint8 *der = yyq_ukey_take_bytes (reader, CERTIFICATE_MAX, &der_length);
  const guint8 *id = yyq_ukey_take_bytes (reader, 255, &id_length);
  guint8 state = yyq_ukey_take_u8 (reader);
  gboolean always = yyq_ukey_take_u8 (reader) != 0;
  g_autoptr (GBytes) der_bytes = g_bytes_new (der, der_length);
  g_autoptr (GBytes) id_bytes = g_bytes_new (id, id_length);
  YyqUkeyCertificate *certificate = NULL;

  if (state > YYQ_UKEY_KEY_ABSENT)
    reader->failed = TRUE;
  else
    certificate = yyq_ukey_certificate_new (der_bytes, id_bytes, state, always, NULL);
  if (certificate != NULL)
    g_ptr_array_add (certificates, certificate);
}

static GPtrArray *
read_certificates (YyqUkeyClient *self, const YyqUkeyName *name, GCancellable *cancellable,
                   GError **error)
{
  g_autoptr (GPtrArray) certificates = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GByteArray) request = g_byte_array_new ();
  g_autoptr (GBytes) results = NULL;
  YyqUkeyReader reader = { NULL };
  guint32 n;

  yyq_ukey_put_name (request, name);
  results = call (self, YYQ_UKEY_VERB_CERTS, request, NULL, LIST_DEADLINE_MS, cancellable, error);
  if (results == NULL)
    return NULL;

  reader.at = g_bytes_get_data (results, &reader.left);
  n = yyq_ukey_take_u32 (&reader);
  while (n-- > 0 && !reader.failed)
    take_certificate (&reader, certificates);
  return check_reply (&reader, error) ? g_steal_pointer (&certificates) : NULL;
}

static void
take_facts (YyqUkeyReader *reader, YyqUkeyFacts *facts)
{
  yyq_ukey_take_name (reader, &facts->name);
  facts->model = yyq_ukey_take_text (reader);
  facts->flags = yyq_ukey_take_u32 (reader);
  facts->min_pin = yyq_ukey_take_u32 (reader);
  facts->max_pin = yyq_ukey_take_u32 (reader);
  facts->min_pin = CLAMP (facts->min_pin, 1, 255);
  facts->max_pin = CLAMP (facts->max_pin, 1, 255);
}

/*
 * Adds the token with its certificates. One that goes away in between is not an error, and neither
 * is one that its driver cannot read to the end: it is listed without certificates.
 */
static gboolean
add_token (YyqUkeyClient *self, const YyqUkeyFacts *facts, GPtrArray *ukeys,
           GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) certificates = NULL;
  g_autoptr (GError) failed = NULL;

  if ((facts->flags & YYQ_UKEY_TOKEN_INITIALISED) != 0)
    certificates = read_certificates (self, &facts->name, cancellable, &failed);
  if (g_error_matches (failed, YYQ_UKEY_ERROR, YYQ_UKEY_ERROR_NO_TOKEN) ||
      g_error_matches (failed, YYQ_UKEY_ERROR, YYQ_UKEY_ERROR_REMOVED))
    return TRUE;
  if (failed != NULL && !g_error_matches (failed, YYQ_UKEY_ERROR, YYQ_UKEY_ERROR_DEVICE)) {
    g_propagate_error (error, g_steal_pointer (&failed));
    return FALSE;
  }
  if (certificates == NULL)
    certificates = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (ukeys, yyq_ukey_new (self->module, facts, certificates));
  return TRUE;
}

GPtrArray *
yyq_ukey_client_list (YyqUkeyClient *self, guint *unrecognised, GCancellable *cancellable,
                      GError **error)
{
  g_autoptr (GPtrArray) ukeys = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GArray) tokens = g_array_new (FALSE, TRUE, sizeof (YyqUkeyFacts));
  g_autoptr (GBytes) results =
    call (self, YYQ_UKEY_VERB_LIST, NULL, NULL, LIST_DEADLINE_MS, cancellable, error);
  YyqUkeyReader reader = { NULL };
  guint32 unknown;
  guint32 n;

  if (results == NULL)
    return NULL;
  g_array_set_clear_func (tokens, (GDestroyNotify) yyq_ukey_facts_clear);
  reader.at = g_bytes_get_data (results, &reader.left);
  unknown = yyq_ukey_take_u32 (&reader);
  n = yyq_ukey_take_u32 (&reader);
  for (guint32 i = 0; i < n && i < TOKENS_MAX && !reader.failed; i++) {
    g_array_set_size (tokens, i + 1);
    take_facts (&reader, &g_array_index (tokens, YyqUkeyFacts, i));
  }
  if (!check_reply (&reader, error))
    return NULL;

  for (guint i = 0; i < tokens->len; i++)
    if (!add_token (self, &g_array_index (tokens, YyqUkeyFacts, i), ukeys, cancellable, error))
      return NULL;
  if (unrecognised != NULL)
    *unrecognised = unknown;
  return g_steal_pointer (&ukeys);
}

/* PKCS #11 gives r and s side by side; everybody else wants them in a SEQUENCE. */
static GBytes *
ecdsa_to_der (const guint8 *bytes, gsize length, GError **error)
{
  g_autoptr (ECDSA_SIG) signature = ECDSA_SIG_new ();
  BIGNUM *r = BN_bin2bn (bytes, (int) (length / 2), NULL);
  BIGNUM *s = BN_bin2bn (bytes + length / 2, (int) (length / 2), NULL);
  unsigned char *der = NULL;
  int der_length = -1;
  GBytes *result;

  if (length % 2 == 0 && r != NULL && s != NULL && ECDSA_SIG_set0 (signature, r, s))
    der_length = i2d_ECDSA_SIG (signature, &der);
  else {
    BN_free (r);
    BN_free (s);
  }
  if (der_length <= 0) {
    g_set_error_literal (error, YYQ_UKEY_ERROR, YYQ_UKEY_ERROR_DEVICE, "Malformed ECDSA signature");
    return NULL;
  }
  result = g_bytes_new (der, (gsize) der_length);
  OPENSSL_free (der);
  return result;
}

static GByteArray *
sign_request (YyqUkey *ukey, YyqUkeyCertificate *certificate, YyqSignatureAlgorithm algorithm,
              GBytes *digest)
{
  GByteArray *request = g_byte_array_new ();
  GBytes *key_id = yyq_ukey_certificate_get_key_id (certificate);
  g_autoptr (GBytes) modulus = yyq_ukey_certificate_get_modulus (certificate);

  yyq_ukey_put_name (request, yyq_ukey_get_name (ukey));
  yyq_ukey_put_text (request, yyq_ukey_certificate_get_sha256 (certificate));
  yyq_ukey_put_bytes (request, g_bytes_get_data (key_id, NULL), g_bytes_get_size (key_id));
  yyq_ukey_put_bytes (request, g_bytes_get_data (modulus, NULL), g_bytes_get_size (modulus));
  yyq_ukey_put_u8 (request, (guint8) algorithm);
  yyq_ukey_put_bytes (request, g_bytes_get_data (digest, NULL), g_bytes_get_size (digest));
  return request;
}

GBytes *
yyq_ukey_client_sign (YyqUkeyClient *self, YyqUkey *ukey, YyqUkeyCertificate *certificate,
                      GBytes *digest, YyqSecret *pin, GCancellable *cancellable, GError **error)
{
  YyqSignatureAlgorithm algorithm;
  g_autoptr (YyqSecret) none = yyq_secret_new (0);
  g_autoptr (GByteArray) request = NULL;
  g_autoptr (GBytes) results = NULL;
  YyqUkeyReader reader = { NULL };
  const guint8 *signature;
  gsize length;

  if (!yyq_ukey_certificate_get_algorithm (certificate, &algorithm)) {
    g_set_error_literal (error, YYQ_UKEY_ERROR, YYQ_UKEY_ERROR_NO_MECHANISM,
                         "No algorithm for this kind of key");
    return NULL;
  }
  request = sign_request (ukey, certificate, algorithm, digest);
  results = call (self, YYQ_UKEY_VERB_SIGN, request, pin != NULL ? pin : none,
                  self->sign_deadline_ms, cancellable, error);
  if (results == NULL)
    return NULL;

  reader.at = g_bytes_get_data (results, &reader.left);
  signature = yyq_ukey_take_bytes (&reader, YYQ_UKEY_REPLY_MAX, &length);
  if (!check_reply (&reader, error))
    return NULL;
  return algorithm == YYQ_SIGNATURE_ECDSA_SHA256 ? ecdsa_to_der (signature, length, error)
                                                 : g_bytes_new (signature, length);
}

gboolean
yyq_ukey_client_ping (YyqUkeyClient *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (GBytes) results =
    call (self, YYQ_UKEY_VERB_PING, NULL, NULL, PING_DEADLINE_MS, cancellable, error);

  return results != NULL;
}

gboolean
yyq_ukey_client_is_given_up (YyqUkeyClient *self)
{
  return g_atomic_int_get (&self->failures) >= FAILURES_MAX;
}

void
yyq_ukey_client_forgive (YyqUkeyClient *self)
{
  g_atomic_int_set (&self->failures, 0);
}

void
yyq_ukey_client_close (YyqUkeyClient *self)
{
  yyq_ukey_process_close (self->process);
}
