/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "yyq-secret.h"
#include "yyq-signer.h"
#include "yyq-ukey.h"

G_BEGIN_DECLS

/* One driver, as seen from the client's process. All calls block and may come from any thread. */
#define YYQ_TYPE_UKEY_CLIENT (yyq_ukey_client_get_type ())
G_DECLARE_FINAL_TYPE (YyqUkeyClient, yyq_ukey_client, YYQ, UKEY_CLIENT, GObject)

YyqUkeyClient *yyq_ukey_client_new (const char *module, const char *const *variables);
const char *yyq_ukey_client_get_module (YyqUkeyClient *self);

/* How long a signature may take, milliseconds; vendors differ (buttons, PIN pads). 90 s if never
 * set. Before use. */
void yyq_ukey_client_set_sign_deadline (YyqUkeyClient *self, gint64 deadline_ms);

/* (transfer full) (element-type YyqUkey). @unrecognised (nullable): tokens the driver cannot read.
 */
GPtrArray *yyq_ukey_client_list (YyqUkeyClient *self, guint *unrecognised,
                                 GCancellable *cancellable, GError **error);

/* (transfer full): as yyq_signer_sign_digest(), not yet checked with the certificate. */
GBytes *yyq_ukey_client_sign (YyqUkeyClient *self, YyqUkey *ukey, YyqUkeyCertificate *certificate,
                              GBytes *digest, YyqSecret *pin, GCancellable *cancellable,
                              GError **error);

/* Asks the helper for nothing. */
gboolean yyq_ukey_client_ping (YyqUkeyClient *self, GCancellable *cancellable, GError **error);

/* TRUE after three crashes or time-outs in a row: it is left out until it is forgiven. */
gboolean yyq_ukey_client_is_given_up (YyqUkeyClient *self);
void yyq_ukey_client_forgive (YyqUkeyClient *self);

void yyq_ukey_client_close (YyqUkeyClient *self);

G_END_DECLS
