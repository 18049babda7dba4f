/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Where the platform's administration socket is when nothing else is said. */
#define YYQ_CTL_DEFAULT_SOCKET "/run/yuyunqian/admin.sock"

/*
 * (transfer full): the answer to POST @path with @body on the platform's administration socket,
 * which speaks SCGI like the one for nginx. Blocks. Errors: YYQ_API_ERROR: FORBIDDEN when the
 * socket may not be opened, OFFLINE when nobody listens, TIMEOUT, BAD_REPLY, or what the platform's
 * problem means.
 */
JsonNode *yyq_ctl_platform_post (const char *socket_path, const char *path, JsonNode *body,
                                 GError **error);

/* The same for what takes the platform longer than the usual minute. */
JsonNode *yyq_ctl_platform_post_within (const char *socket_path, const char *path, JsonNode *body,
                                        guint patience_s, GError **error);

/* The end of every admin command: posts what @body (transfer full) holds and prints the answer. The
 * exit code. */
int yyq_ctl_platform_run (const char *socket_path, const char *path, JsonBuilder *body);

G_END_DECLS
