/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-open-replies.h"
#include "yyq-router.h"

G_BEGIN_DECLS

/*
 * One request over SCGI, as a state machine on the loop of its transport, which never blocks:
 *
 *   HEAD ──► BODY ──► WORK (a thread of the pool) ──► ANSWER ──► closed
 *     │       │                                  └──► to those whose replies stay open
 *     └───────┴── refused ──────────────────────────► ANSWER ──► DRAIN ──► closed
 *
 * The body's length is held against the route's limit before a byte of it is kept. Whoever is
 * slower than the deadline with a state is hung up on.
 */
typedef struct _YyqScgiConnection YyqScgiConnection;

/* What all connections of a transport share; touched on its loop only. */
typedef struct {
  YyqRouter *router;
  gboolean admin;
  guint deadline_ms;
  GMainContext *context;
  GThreadPool *workers; /* of connections */
  YyqOpenReplies *open;
  gsize large; /* bytes of bodies over YYQ_ROUTE_BODY that are in memory */
  guint n_open;
  void (*closed) (gpointer transport);
  gpointer transport;
} YyqScgiShared;

/* Takes @fd, and frees itself when it is closed; @shared->closed is called then. */
void yyq_scgi_connection_start (YyqScgiShared *shared, int fd);

/* On a thread of the pool: has the request answered. */
void yyq_scgi_connection_work (YyqScgiConnection *self);

G_END_DECLS
