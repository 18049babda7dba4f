/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-ukey-signer.h"

#include "yyq-error.h"
#include "yyq-ukey-private.h"

struct _YyqUkeySigner {
  GObject parent_instance;
  YyqUkeyManager *manager;
  YyqUkey *ukey;
  YyqUkeyCertificate *certificate;
  YyqSecret *pin;
  gint used; /* atomic */
};

static void
drop_pin (YyqUkeySigner *self)
{
  if (self->pin != NULL)
    yyq_secret_clear (self->pin);
  g_clear_pointer (&self->pin, yyq_secret_unref);
}

static GBytes *
get_certificate (YyqSigner *signer)
{
  YyqUkeySigner *self = YYQ_UKEY_SIGNER (signer);

  return g_bytes_ref (yyq_ukey_certificate_get_der (self->certificate));
}

static GPtrArray *
get_chain (YyqSigner *signer)
{
  YyqUkeySigner *self = YYQ_UKEY_SIGNER (signer);

  return yyq_ukey_get_issuers (self->ukey, self->certificate);
}

/* What can be known without the token, so that no try of the PIN is spent on it. */
static gboolean
check_request (YyqUkeySigner *self, YyqSignatureAlgorithm algorithm, GBytes *digest, GError **error)
{
  YyqSignatureAlgorithm own;
  gsize length = self->pin != NULL ? yyq_secret_get_length (self->pin) : 0;
  const char *reason = yyq_ukey_certificate_get_reason (self->certificate);

  if (reason != NULL)
    g_set_error_literal (error, YYQ_UKEY_ERROR, YYQ_UKEY_ERROR_UNUSABLE_KEY, reason);
  else if (!yyq_ukey_certificate_get_algorithm (self->certificate, &own) || own != algorithm ||
           g_bytes_get_size (digest) != 32)
    g_set_error_literal (error, YYQ_UKEY_ERROR, YYQ_UKEY_ERROR_NO_MECHANISM,
                         "The key cannot sign in this way");
  else if (self->pin == NULL && !yyq_ukey_get_pinpad (self->ukey))
    g_set_error_literal (error, YYQ_UKEY_ERROR, YYQ_UKEY_ERROR_LOGGED_OUT, "No PIN");
  else if (self->pin != NULL && (length < yyq_ukey_get_min_pin (self->ukey) ||
                                 length > yyq_ukey_get_max_pin (self->ukey)))
    g_set_error (error, YYQ_UKEY_ERROR, YYQ_UKEY_ERROR_PIN_LENGTH, "A PIN has %u to %u characters",
                 yyq_ukey_get_min_pin (self->ukey), yyq_ukey_get_max_pin (self->ukey));
  else
    return TRUE;
  return FALSE;
}

static GBytes *
sign_with_token (YyqUkeySigner *self, GBytes *digest, GCancellable *cancellable, GError **error)
{
  g_autoptr (YyqUkeyClient) client = yyq_ukey_manager_get_client (self->manager, self->ukey);
  g_autoptr (GBytes) signature = NULL;
  g_autoptr (GError) failed = NULL;

  if (client == NULL) {
    g_set_error_literal (error, YYQ_UKEY_ERROR, YYQ_UKEY_ERROR_NO_TOKEN, "Its driver was closed");
    return NULL;
  }
  signature = yyq_ukey_client_sign (client, self->ukey, self->certificate, digest, self->pin,
                                    cancellable, &failed);
  yyq_ukey_note_attempt (self->ukey, failed);
  if (signature == NULL) {
    g_propagate_error (error, g_steal_pointer (&failed));
    return NULL;
  }
  if (!yyq_ukey_certificate_verify (self->certificate, digest, signature)) {
    g_set_error_literal (error, YYQ_UKEY_ERROR, YYQ_UKEY_ERROR_DEVICE,
                         "The signature does not fit the certificate");
    return NULL;
  }
  return g_steal_pointer (&signature);
}

static GBytes *
sign_digest (YyqSigner *signer, YyqSignatureAlgorithm algorithm, GBytes *digest,
             GCancellable *cancellable, GError **error)
{
  YyqUkeySigner *self = YYQ_UKEY_SIGNER (signer);
  GBytes *signature = NULL;

  if (!g_atomic_int_compare_and_exchange (&self->used, 0, 1)) {
    g_set_error_literal (error, YYQ_UKEY_ERROR, YYQ_UKEY_ERROR_LOGGED_OUT, "A signer signs once");
    return NULL;
  }
  if (check_request (self, algorithm, digest, error))
    signature = sign_with_token (self, digest, cancellable, error);
  drop_pin (self);
  return signature;
}

static void
signer_iface_init (YyqSignerInterface *iface)
{
  iface->get_certificate = get_certificate;
  iface->get_chain = get_chain;
  iface->sign_digest = sign_digest;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (YyqUkeySigner, yyq_ukey_signer, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (YYQ_TYPE_SIGNER, signer_iface_init))

static void
yyq_ukey_signer_finalize (GObject *object)
{
  YyqUkeySigner *self = YYQ_UKEY_SIGNER (object);

  drop_pin (self);
  g_clear_object (&self->manager);
  g_clear_object (&self->ukey);
  g_clear_object (&self->certificate);
  G_OBJECT_CLASS (yyq_ukey_signer_parent_class)->finalize (object);
}

static void
yyq_ukey_signer_class_init (YyqUkeySignerClass *class)
{
  G_OBJECT_CLASS (class)->finalize = yyq_ukey_signer_finalize;
}

static void
yyq_ukey_signer_init (YyqUkeySigner *self)
{
}

YyqSigner *
yyq_ukey_signer_new (YyqUkeyManager *manager, YyqUkey *ukey, YyqUkeyCertificate *certificate,
                     YyqSecret *pin)
{
  YyqUkeySigner *self = g_object_new (YYQ_TYPE_UKEY_SIGNER, NULL);

  self->manager = g_object_ref (manager);
  self->ukey = g_object_ref (ukey);
  self->certificate = g_object_ref (certificate);
  self->pin = pin != NULL ? yyq_secret_ref (pin) : NULL;
  return YYQ_SIGNER (self);
}
