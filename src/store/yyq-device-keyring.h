/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "yyq-secret.h"

G_BEGIN_DECLS

/*
 * By what a platform knows this computer again, whoever logs in: in the Secret Service. Where there
 * is none the secret lives as long as the program. @server: the platform's origin. Main thread;
 * never blocks.
 */
void yyq_device_keyring_lookup_async (const char *server, GCancellable *cancellable,
                                      GAsyncReadyCallback callback, gpointer user_data);

/* (transfer full) (nullable): NULL without an error when there is none. */
YyqSecret *yyq_device_keyring_lookup_finish (GAsyncResult *result, GError **error);

/* Nobody waits for it: what cannot be kept is given anew at the next log-in. */
void yyq_device_keyring_store (const char *server, YyqSecret *secret);

/* The platform does not know this computer any more. Nobody waits for it. */
void yyq_device_keyring_forget (const char *server);

G_END_DECLS
