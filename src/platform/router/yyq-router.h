/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-request.h"
#include "yyq-response.h"

G_BEGIN_DECLS

/* The context every handler receives; the router only passes it on (see yyq-platform.h). */
typedef struct _YyqPlatform YyqPlatform;

typedef void (*YyqHandler) (YyqPlatform *platform, YyqRequest *request, YyqResponse *response);

/*
 * permission: "public" (no token), "session" (any valid token), "admin" (administration socket only),
 * else the permission that the account must have in the enterprise chosen for its session.
 */
typedef enum {
  YYQ_ROUTE_DEFAULT = 0,
  YYQ_ROUTE_OWN_TRANSACTION = 1 << 0, /* the handler works before it begins: hashing, checking a PDF */
  YYQ_ROUTE_KEY_REQUIRED = 1 << 1,    /* Idempotency-Key must be there */
} YyqRouteFlags;

typedef struct {
  const char *method;
  const char *path; /* "/api/v1/contracts/{id}" */
  const char *permission;
  YyqHandler handler;
  YyqRouteFlags flags;
} YyqRoute;

/*
 * What the router needs from storage, without knowing it. All calls of one request come from one
 * thread.
 *
 *   GET                   authenticate, handler, release
 *   other methods         authenticate, begin, replay, handler, finish, release
 *   OWN_TRANSACTION       authenticate, replay, handler (calls begin itself), finish, release
 *
 * begin: starts the write transaction; harmless when it has begun.
 * replay: TRUE when this Idempotency-Key was answered before; fills @response.
 * finish: commits together with the idempotency record, or rolls back; FALSE leaves a problem in
 * @response. Nothing happens when no transaction was begun.
 */
typedef struct {
  gboolean (*authenticate) (YyqPlatform *platform, YyqRequest *request);
  gboolean (*begin) (YyqPlatform *platform, YyqResponse *response);
  gboolean (*replay) (YyqPlatform *platform, YyqRequest *request, YyqResponse *response);
  gboolean (*finish) (YyqPlatform *platform, YyqRequest *request, YyqResponse *response, gboolean commit);
  void (*release) (YyqPlatform *platform);
} YyqGate;

typedef struct _YyqRouter YyqRouter;

/* @gate and all routes are static; @platform must outlive the router. */
YyqRouter *yyq_router_new (YyqPlatform *platform, const YyqGate *gate);
void yyq_router_free (YyqRouter *self);

/* @routes ends with an entry whose method is NULL. Before the first dispatch only. */
void yyq_router_add_routes (YyqRouter *self, const YyqRoute *routes);
guint yyq_router_get_n_routes (YyqRouter *self);
const YyqRoute *yyq_router_get_route (YyqRouter *self, guint index);

/* The one place where tokens, permissions and enterprise scope are checked. Any thread; blocks. */
YyqResponse *yyq_router_dispatch (YyqRouter *self, YyqRequest *request);

/* Largest body that any route takes, in bytes: transports refuse more before they read it. */
#define YYQ_BODY_LIMIT (64 * 1024 * 1024)

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyqRouter, yyq_router_free)

G_END_DECLS
