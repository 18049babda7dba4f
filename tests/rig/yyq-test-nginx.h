/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * A real nginx of the test's own on 127.0.0.1, configured by data/server/nginx-yuyunqian.conf with
 * nothing but places and names replaced, and patience. It dies with the test.
 */
typedef struct {
  char *directory; /* its prefix */
  char *
    certificate; /* PEM file of the server's self-signed certificate, for 127.0.0.1 and localhost */
  char *log;     /* file with a line for each request */
  char *base_url; /* "https://127.0.0.1:40123" */
  guint16 port;
  GSocket *reserved; /* keeps the port for this server, also while it is away */
  GPid pid;
} YyqTestNginx;

typedef enum {
  YYQ_TEST_NGINX_DEFAULT = 0,
  YYQ_TEST_NGINX_SHIPPED_RATE =
    1 << 0,                          /* the limit on log-ins as it is shipped, not a generous one */
  YYQ_TEST_NGINX_IMPATIENT = 1 << 1, /* slow clients have 2 s, not 60 */
} YyqTestNginxFlags;

/* @socket_path: what the platform listens on. */
YyqTestNginx *yyq_test_nginx_new (const char *socket_path, YyqTestNginxFlags flags);
void yyq_test_nginx_free (YyqTestNginx *self);

/* Nobody listens any more; and again at the same port. */
void yyq_test_nginx_go_down (YyqTestNginx *self);
void yyq_test_nginx_come_up (YyqTestNginx *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyqTestNginx, yyq_test_nginx_free)

G_END_DECLS
