/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-session.h"

G_BEGIN_DECLS

/*
 * Does a signature of this contract wait on this computer to be sent? FALSE with @error unset: none
 * does; one that the platform has refused does not count. The session is READY. Main thread.
 */
void yyq_unsent_find_async (YyqSession *session, const char *contract_id, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer user_data);
gboolean yyq_unsent_find_finish (GAsyncResult *result, GError **error);

G_END_DECLS
