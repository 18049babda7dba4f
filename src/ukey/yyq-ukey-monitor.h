/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/*
 * Watches the smart card service from a thread of its own. Signal "changed", in the thread-default
 * main context it was made in: readers or cards came or went, or the service did. No event is lost,
 * but several may come as one.
 */
#define YYQ_TYPE_UKEY_MONITOR (yyq_ukey_monitor_get_type ())
G_DECLARE_FINAL_TYPE (YyqUkeyMonitor, yyq_ukey_monitor, YYQ, UKEY_MONITOR, GObject)

YyqUkeyMonitor *yyq_ukey_monitor_new (void);
void yyq_ukey_monitor_start (YyqUkeyMonitor *self);

/* Waits for the thread, which ends within milliseconds (a second at worst). Must be called before
 * the last unref. */
void yyq_ukey_monitor_stop (YyqUkeyMonitor *self);

/* As last seen; any thread. Before the first look: running, no cards. */
gboolean yyq_ukey_monitor_is_service_running (YyqUkeyMonitor *self);
guint yyq_ukey_monitor_get_n_cards (YyqUkeyMonitor *self);

G_END_DECLS
