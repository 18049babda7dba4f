/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-platform.h"
#include "yyq-router.h"

G_BEGIN_DECLS

/*
 * The platform in one object: storage, services, router and a transport on loopback with its own
 * worker threads. It accepts connections on the main context of the thread that started it.
 */
#define YYQ_TYPE_PLATFORM_SERVER (yyq_platform_server_get_type ())
G_DECLARE_FINAL_TYPE (YyqPlatformServer, yyq_platform_server, YYQ, PLATFORM_SERVER, GObject)

YyqPlatformServer *yyq_platform_server_new (YyqPlatform *platform);

YyqPlatform *yyq_platform_server_get_platform (YyqPlatformServer *self);
YyqRouter *yyq_platform_server_get_router (YyqPlatformServer *self);

/* @port 0: any. Refuses all but loopback. */
gboolean yyq_platform_server_listen (YyqPlatformServer *self, guint16 port, GError **error);
gboolean yyq_platform_server_listen_scgi (YyqPlatformServer *self, const char *path,
                                          GError **error);
gboolean yyq_platform_server_listen_admin (YyqPlatformServer *self, const char *path,
                                           GError **error);

/* "http://127.0.0.1:40123", no trailing slash. (nullable) before listen. */
const char *yyq_platform_server_get_base_url (YyqPlatformServer *self);

/* Takes no new connections, lets running requests end, joins the workers. Blocks. */
void yyq_platform_server_stop (YyqPlatformServer *self);

G_END_DECLS
