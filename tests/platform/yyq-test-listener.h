/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Someone who listens to a reply that stays open, in a thread of his own. */
typedef struct _YyqTestListener YyqTestListener;

/* GET @path at 127.0.0.1:@port, with @token (nullable). */
YyqTestListener *yyq_test_listener_new (guint16 port, gboolean tls, const char *path,
                                        const char *token);

/* Hangs up. */
void yyq_test_listener_free (YyqTestListener *self);

/* (transfer full): all that came so far, with its head. */
char *yyq_test_listener_get_text (YyqTestListener *self);

/* How often @part was in it. */
guint yyq_test_listener_count (YyqTestListener *self, const char *part);

gboolean yyq_test_listener_has_ended (YyqTestListener *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyqTestListener, yyq_test_listener_free)

G_END_DECLS
