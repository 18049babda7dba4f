/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/*
 * SoupServer of libsoup 3.2 never gives back the socket of a connection. From here on the leak
 * search of a sanitizer build passes over these, and over what only they hold, for every SoupServer
 * of this process: without an unwinding of every allocation nothing else tells them from sockets of
 * ours. Main thread; any number of times.
 */
void yyq_test_forgive_soup (void);

/* (transfer full): "http://127.0.0.1:40123", where it listens from now on;
 * soup_server_listen_local() loses the address. */
char *yyq_test_soup_listen (SoupServer *server);

G_END_DECLS
