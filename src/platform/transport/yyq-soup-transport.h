/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "yyq-router.h"

G_BEGIN_DECLS

/*
 * HTTP on loopback, for the demo, development and tests; production has nginx and SCGI, because
 * libsoup before 3.4 loses a descriptor for every kept-alive connection that a client closes (so
 * every reply closes its connection here).
 *
 * Connections live on the thread-default main context of the thread that listens; requests are
 * dispatched on worker threads.
 */
#define YYQ_TYPE_SOUP_TRANSPORT (yyq_soup_transport_get_type ())
G_DECLARE_FINAL_TYPE (YyqSoupTransport, yyq_soup_transport, YYQ, SOUP_TRANSPORT, GObject)

/* @router must outlive it. */
YyqSoupTransport *yyq_soup_transport_new (YyqRouter *router, guint n_threads);

/* How long a client may take to bring a request; 30 s if it is not set. Before listen. */
void yyq_soup_transport_set_deadline (YyqSoupTransport *self, guint deadline_ms);

/* @host: a numeric loopback address, anything else is G_IO_ERROR_PERMISSION_DENIED. @port 0: any.
 */
gboolean yyq_soup_transport_listen (YyqSoupTransport *self, const char *host, guint16 port,
                                    GError **error);

/* "http://127.0.0.1:40123". (nullable) before listen. */
const char *yyq_soup_transport_get_base_url (YyqSoupTransport *self);

/* Takes no new connections, gives running requests 10 s, ends replies that are open, joins the
 * workers. Runs the main context meanwhile. */
void yyq_soup_transport_stop (YyqSoupTransport *self);

G_END_DECLS
