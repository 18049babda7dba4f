/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * Bytes to a server and what comes back until it closes, without a client's good manners. Every
 * function gives up after 30 s.
 */

/* Whether somebody takes connections at @path: its file is there a moment before. */
gboolean yyq_test_raw_listens (const char *path);

/* Connects to a unix socket; or to 127.0.0.1:@port, with TLS (any certificate) when @tls is set. */
GSocketConnection *yyq_test_raw_connect_unix (const char *path);
GIOStream *yyq_test_raw_connect (guint16 port, gboolean tls);

/* FALSE when the peer has closed already. */
gboolean yyq_test_raw_send (GIOStream *stream, const char *data, gsize length);

/* (transfer full): everything until the end, or until the peer resets. */
char *yyq_test_raw_receive (GIOStream *stream);

/* (transfer full): the two together for text. */
char *yyq_test_raw_exchange (GIOStream *stream, const char *text);

/* How many descriptors this process has open. */
guint yyq_test_raw_count_descriptors (void);

G_END_DECLS
