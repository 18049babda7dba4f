/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "yyq-api-client.h"

G_BEGIN_DECLS

/* Whether, and when, a call is tried again: for yyq-api-client.c. */

/* TRUE when it does no harm, and was not done often enough. */
gboolean yyq_api_retry_is_allowed (const YyqApiCall *call, guint attempts);

/* TRUE for what may be over the next time. */
gboolean yyq_api_retry_helps (const GError *error);

/* ms until the next attempt, or longer when the reply in @message says so. */
gint64 yyq_api_retry_delay (guint attempts, SoupMessage *message);

/* FALSE for what tells nothing about how the platform is: it answered, only not what was hoped for.
 */
gboolean yyq_api_retry_is_trouble (const GError *error);

G_END_DECLS
