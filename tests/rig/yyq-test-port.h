/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * A port of the loopback for a server that comes and goes. While the socket lives, the system gives
 * the port to nobody who asks for any port; a server that asks for it by number, with SO_REUSEADDR,
 * gets it. Nothing listens by it: as long as the server is away, a connection is refused.
 */
/* (transfer full) */
GSocket *yyq_test_port_reserve (guint16 *port);

G_END_DECLS
