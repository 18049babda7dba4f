/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "yyq-router.h"

G_BEGIN_DECLS

/*
 * SCGI on a unix socket: nginx in front does TLS, limits and the hygiene of HTTP. The same
 * transport, with @admin, is the administration socket, where being able to open the file is the
 * permission. Each of its threads takes a connection, reads, works and answers, all without another
 * one's help: waking somebody costs more than most requests do. Who waits for a peer leaves the
 * connection to whichever thread is free when the peer goes on, and one more thread has the
 * connections whose replies stay open.
 */
#define YYQ_TYPE_SCGI_TRANSPORT (yyq_scgi_transport_get_type ())
G_DECLARE_FINAL_TYPE (YyqScgiTransport, yyq_scgi_transport, YYQ, SCGI_TRANSPORT, GObject)

/* @router must outlive it. */
YyqScgiTransport *yyq_scgi_transport_new (YyqRouter *router, gboolean admin, guint n_threads);

/* How long a peer may take to bring a request, and again to take a reply; 30 s if it is not set.
 * Before listen. */
void yyq_scgi_transport_set_deadline (YyqScgiTransport *self, guint deadline_ms);

/* Replaces a socket that is already there. @mode: 0660 for nginx's group, 0600 for administration.
 */
gboolean yyq_scgi_transport_listen (YyqScgiTransport *self, const char *path, guint mode,
                                    GError **error);

/* Takes no new connections, waits for running requests, ends replies that are open, joins all
 * threads. */
void yyq_scgi_transport_stop (YyqScgiTransport *self);

G_END_DECLS
