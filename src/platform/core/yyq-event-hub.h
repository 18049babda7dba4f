/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-access.h"
#include "yyq-open-reply.h"
#include "yyq-platform.h"

G_BEGIN_DECLS

/*
 * Tells those who listen that something changed which they may see (D14), and no more: they ask
 * the feed then. One thread looks, for all of them at once: at their sessions and at how far the
 * feeds have come, twice a second and whenever a change was committed, here or, on PostgreSQL, in
 * another process.
 *
 *   event: ready     from now on nothing is missed; whoever has come back asks the feed once
 *   event: changed   something changed, or may be seen that was not seen before
 *   :                every 25 s, so that both ends notice when the other is gone
 *
 * A reply ends within a second of its session's end, and when the member has left or chosen
 * another company. All functions are for any thread unless they say more.
 */
#define YYQ_TYPE_EVENT_HUB (yyq_event_hub_get_type ())
G_DECLARE_FINAL_TYPE (YyqEventHub, yyq_event_hub, YYQ, EVENT_HUB, GObject)

/* What the hub asks of those who know sessions and roles. Any thread; they block. */
typedef struct {
  /* (transfer full) (element-type utf8 utf8): of @session_ids those that hold, of members, with the
   * tenant that each has chosen. */
  GHashTable *(*find_sessions) (YyqPlatform *platform, const char *const *session_ids,
                                GError **error);

  /* (transfer full): what he may now; NULL without an error: nothing, he has left. */
  YyqAccess *(*load_access) (YyqPlatform *platform, const char *account_id, const char *session_id,
                             const char *tenant_id, GError **error);
} YyqEventHubHooks;

/* The platform owns it as a service. @hooks is static. */
YyqEventHub *yyq_event_hub_new (YyqPlatform *platform, const YyqEventHubHooks *hooks);

/* (transfer none) (nullable). */
YyqEventHub *yyq_event_hub_of (YyqPlatform *platform);

/* How often it says that it is there, and looks at roles: 25 s and 30 s if they are not set. Before
 * it is started. */
void yyq_event_hub_set_times (YyqEventHub *self, guint heartbeat_ms, guint roles_ms);

/* One account has a few, one session two: of the third the first ends, which nobody hears. */
#define YYQ_EVENT_HUB_OF_ACCOUNT 8
#define YYQ_EVENT_HUB_OF_SESSION 2

/* @access: of a session that has chosen a tenant. FALSE: the account has enough of them, or this
 * process, or it does not run. */
gboolean yyq_event_hub_add (YyqEventHub *self, YyqAccess *access, YyqOpenReply *reply);

/* In a transaction that changes a feed: it looks when that is committed. */
void yyq_event_hub_wake_when_written (YyqEventHub *self);

/* start: harmless when it runs. stop ends all replies and joins the thread. */
void yyq_event_hub_start (YyqEventHub *self);
void yyq_event_hub_stop (YyqEventHub *self);

G_END_DECLS
