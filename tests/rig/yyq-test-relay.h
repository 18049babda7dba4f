/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/*
 * Passes a reply that goes on and on to a client, as it comes, until either of them ends it or
 * @cancellable does. @outside is answered, @inside sent. *@n_running counts those that have not
 * ended, and outlives them.
 */
void yyq_test_relay_start (SoupSession *session, SoupMessage *inside, SoupServerMessage *outside,
                           GCancellable *cancellable, guint *n_running);

G_END_DECLS
