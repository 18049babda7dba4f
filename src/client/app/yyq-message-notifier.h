/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "yyq-session.h"

G_BEGIN_DECLS

/*
 * Tells on the desktop what comes while the person looks elsewhere, unless he wants quiet: unread
 * messages that this computer has not had before. A
 * notification says what happened and the number of the contract, no names: it stands on a screen
 * that others see. It goes when the message has been read. Main thread.
 *
 * Settings: notifications, quiet-hours, quiet-from and quiet-to (full hours of the day in China;
 * the same twice: all day).
 */
#define YYQ_TYPE_MESSAGE_NOTIFIER (yyq_message_notifier_get_type ())
G_DECLARE_FINAL_TYPE (YyqMessageNotifier, yyq_message_notifier, YYQ, MESSAGE_NOTIFIER, GObject)

/* Where they go: those of a GApplication. */
typedef struct {
  void (*send) (gpointer data, const char *id, GNotification *notification);
  void (*withdraw) (gpointer data, const char *id);
  gboolean (*is_looking) (gpointer data); /* a window is in use: badges tell it there */
} YyqDesktop;

/* @desktop is static, @data outlives this; @settings (nullable): as they are when nobody changed
 * them. */
YyqMessageNotifier *yyq_message_notifier_new (YyqSession *session, GSettings *settings,
                                              const YyqDesktop *desktop, gpointer data);

G_END_DECLS
