/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-api-client.h"

G_BEGIN_DECLS

/*
 * Workers' phone numbers are not kept here: which contracts somebody has part in who is reached by
 * one, only the platform can tell, and only for the whole number.
 */

/* Is a word of @text a phone number? */
gboolean yyq_phone_search_is_wanted (const char *text);

/* (transfer full): the ids of all contracts in which the platform finds @text. Main thread. Errors:
 * YYQ_API_ERROR. */
void yyq_phone_search_async (YyqApiClient *client, const char *text, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer user_data);
GStrv yyq_phone_search_finish (YyqApiClient *client, GAsyncResult *result, GError **error);

G_END_DECLS
