/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * yuyunqian-platform --demo: a platform of its own on 127.0.0.1 with a seeded company, an authority
 * for certificates and time stamps, and a soft UKey. When it listens, one line of JSON goes to
 * @ready_fd:
 *   {"url": "http://127.0.0.1:40123", "ca": "/…/ca.pem", "module": "/…/libsofthsm2.so",
 *    "softhsm2_conf": "/…/softhsm2.conf", "ukey_pin": "…"}
 * the last three only when SoftHSM is installed. It ends with its parent, or when @loop is quit,
 * and removes its directory, unless that was given.
 */
typedef struct {
  const char *directory; /* (nullable): new or empty; NULL: a temporary one */
  int ready_fd;
  gboolean empty; /* companies and clerks, but neither contracts nor a bound UKey */
} YyqDemoOptions;

/* Errors: G_FILE_ERROR, G_IO_ERROR, and those of the seed. */
gboolean yyq_demo_run (const YyqDemoOptions *options, GMainLoop *loop, GError **error);

G_END_DECLS
