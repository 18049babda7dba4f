/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "yyq-secret.h"

G_BEGIN_DECLS

/*
 * The helper process of one driver: started when it is first needed, killed when it does not
 * answer in time and after it had a secret, started again by the next call. Calls block, any
 * thread; one runs at a time.
 */
#define YYQ_TYPE_UKEY_PROCESS (yyq_ukey_process_get_type ())
G_DECLARE_FINAL_TYPE (YyqUkeyProcess, yyq_ukey_process, YYQ, UKEY_PROCESS, GObject)

/* @variables: "NAME=value" strings for the driver's environment. */
YyqUkeyProcess *yyq_ukey_process_new (const char *module, const char *const *variables);

/*
 * (transfer full): the results of @verb. The arguments are @request, then @secret (nullable) as the
 * last byte string, sent without another copy. Errors: what the helper says; TIMEOUT after
 * @deadline_ms, DRIVER_CRASH, PROTOCOL, NO_DRIVER when the module cannot be loaded, NO_TOKEN after
 * close; G_IO_ERROR_CANCELLED, which also ends the driver.
 */
GBytes *yyq_ukey_process_call (YyqUkeyProcess *self, guint8 verb, GByteArray *request,
                               YyqSecret *secret, gint64 deadline_ms, GCancellable *cancellable,
                               GError **error);

/* Ends the driver and every call; never blocks. */
void yyq_ukey_process_close (YyqUkeyProcess *self);

G_END_DECLS
