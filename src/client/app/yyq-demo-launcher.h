/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * The platform of "--demo" as a child process: yuyunqian-platform --demo --ready-fd N. When it
 * listens it writes one line of JSON to that descriptor:
 *   {"url": "http://127.0.0.1:40123", "module": "/…/libsofthsm2.so", "softhsm2_conf": "/…"}
 * (more members are ignored; the last two may be missing, then there is no soft UKey). The child
 * dies with this process, also when that is killed. Main thread.
 *
 * Signal "exited": it ended although nobody asked for it.
 */
#define YYQ_TYPE_DEMO_LAUNCHER (yyq_demo_launcher_get_type ())
G_DECLARE_FINAL_TYPE (YyqDemoLauncher, yyq_demo_launcher, YYQ, DEMO_LAUNCHER, GObject)

YyqDemoLauncher *yyq_demo_launcher_new (void);

/* Before the start: companies without contracts and bound UKeys. */
void yyq_demo_launcher_set_empty (YyqDemoLauncher *self, gboolean empty);

/* Once. Errors: G_SPAWN_ERROR, G_IO_ERROR; G_IO_ERROR_FAILED when the child ended before it was
 * ready. */
void yyq_demo_launcher_start_async (YyqDemoLauncher *self, GCancellable *cancellable,
                                    GAsyncReadyCallback callback, gpointer user_data);
gboolean yyq_demo_launcher_start_finish (YyqDemoLauncher *self, GAsyncResult *result,
                                         GError **error);

/* Known after the start; the last two are nullable. */
const char *yyq_demo_launcher_get_url (YyqDemoLauncher *self);
const char *yyq_demo_launcher_get_module (YyqDemoLauncher *self);
const char *yyq_demo_launcher_get_softhsm2_conf (YyqDemoLauncher *self);

/* Asks the child to end and does not wait for it. "exited" is not emitted. */
void yyq_demo_launcher_stop (YyqDemoLauncher *self);

/* The same, and blocks until it has ended: for pictures of what is seen without a platform. */
void yyq_demo_launcher_stop_and_wait (YyqDemoLauncher *self);

G_END_DECLS
