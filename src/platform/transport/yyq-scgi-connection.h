/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-open-replies.h"
#include "yyq-router.h"

G_BEGIN_DECLS

/*
 * One request over SCGI, as a state machine that waits for nobody:
 *
 *   HEAD ──► BODY ──► WORK ──► ANSWER ──► closed
 *     │       │           └──► to those whose replies stay open
 *     └───────┴── refused ──► ANSWER ──► DRAIN ──► closed
 *
 * Whoever has it goes on with it until its peer is to say or to take something; then it is free for
 * any thread, when that has happened. The body's length is held against the route's limit before a
 * byte of it is kept.
 */
typedef struct _YyqScgiConnection YyqScgiConnection;

/* What all connections of a transport share. */
typedef struct {
  YyqRouter *router;
  gboolean admin;
  guint deadline_ms;
  YyqOpenReplies *open;
  gsize large; /* (atomic): bytes of bodies over YYQ_ROUTE_BODY that are in memory */
} YyqScgiShared;

typedef enum {
  YYQ_SCGI_CLOSED, /* it is no more */
  YYQ_SCGI_READ,   /* until its peer says more */
  YYQ_SCGI_WRITE,  /* until its peer takes more */
} YyqScgiWait;

/* Takes @fd, which does not block. */
YyqScgiConnection *yyq_scgi_connection_new (YyqScgiShared *shared, int fd);

/* Blocks as long as a handler does. One thread at a time. */
YyqScgiWait yyq_scgi_connection_go_on (YyqScgiConnection *self);

void yyq_scgi_connection_hang_up (YyqScgiConnection *self);

int yyq_scgi_connection_get_fd (YyqScgiConnection *self);

/* us of the monotonic clock: who keeps it waiting until then is to be hung up on. */
gint64 yyq_scgi_connection_get_deadline (YyqScgiConnection *self);

G_END_DECLS
