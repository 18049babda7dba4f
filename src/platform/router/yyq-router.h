/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-rate-limiter.h"
#include "yyq-request.h"
#include "yyq-response.h"

G_BEGIN_DECLS

/* The context every handler receives; the router only passes it on (see yyq-platform.h). */
typedef struct _YyqPlatform YyqPlatform;

typedef void (*YyqHandler) (YyqPlatform *platform, YyqRequest *request, YyqResponse *response);

/* Where the rows come from that a route works on (D13): who wrote the route says so, and the tests
 * hold it against the permission. */
typedef enum {
  YYQ_SCOPE_UNSET,
  YYQ_SCOPE_NONE,     /* public: nobody's, or what the secret in the body opens */
  YYQ_SCOPE_ACCOUNT,  /* the caller's own */
  YYQ_SCOPE_TENANT,   /* what the caller may see of the tenant chosen for the session */
  YYQ_SCOPE_OBJECT,   /* the thing in the path, whose enterprise is looked up in the transaction */
  YYQ_SCOPE_BODY,     /* administration: the enterprise that the body names */
  YYQ_SCOPE_PLATFORM, /* administration: all of the platform */
} YyqRouteScope;

typedef enum {
  YYQ_ROUTE_DEFAULT = 0,
  YYQ_ROUTE_OWN_TRANSACTION = 1 << 0, /* the handler works before it begins: checking a PDF */
  YYQ_ROUTE_KEY_REQUIRED = 1 << 1,    /* Idempotency-Key must be there */
  YYQ_ROUTE_RAW_BODY = 1 << 2,        /* the body is not JSON */
} YyqRouteFlags;

/*
 * permission: "public" (no token), "session" (any valid token), "member" (of the tenant
 * chosen for the session, whatever he may do there), "admin" (administration socket only), else the
 * permission that the account must have in the tenant chosen for its session, in one unit at least:
 * which rows it may have is asked with request->access.
 */
typedef struct {
  const char *method;
  const char *path; /* "/api/v1/contracts/{id}" */
  const char *permission;
  YyqRouteScope scope;
  YyqRateClass rate;
  YyqHandler handler; /* for all methods but GET inside the transaction: only what must be there */
  YyqHandler prepare; /* (nullable) before the transaction: hashing, public keys, PDF. An answer is
                         the end. */
  YyqRouteFlags flags;
  gsize body_limit; /* bytes; 0: YYQ_ROUTE_BODY. Transports refuse more before they read it. */
  guint node_limit; /* values in the JSON of the body; 0: YYQ_ROUTE_NODES */
} YyqRoute;

#define YYQ_ROUTE_BODY ((gsize) 64 * 1024)
#define YYQ_ROUTE_NODES 512

typedef struct _YyqRouterHooks YyqRouterHooks;

/*
 * What the router needs from storage, without knowing it. All calls of one request come from one
 * thread. Before all of them the caller's address, and after authenticate the account, must have a
 * token of the route's rate class left (429 with Retry-After). Their order:
 *
 * GET: authenticate, handler, release.
 *
 * Other methods: authenticate, replay, parse, prepare, begin, replay, handler, finish, release.
 *
 * OWN_TRANSACTION: authenticate, replay, parse, handler (calls begin itself), finish, release.
 *
 * A reply that says "again" after begin sends everything from prepare on through once more, a few
 * times.
 */
struct _YyqRouterHooks {
  gboolean (*authenticate) (YyqPlatform *platform, YyqRequest *request);

  /* The body as JSON into @request, within its node limit; FALSE leaves a problem in @response. */
  gboolean (*parse) (YyqRequest *request, YyqResponse *response);

  /* Starts the write transaction, of which there is one at a time in a tenant, and asks in it once
   * more who the caller is and whether he is permitted; harmless when it has begun. */
  gboolean (*begin) (YyqPlatform *platform, YyqRequest *request, YyqResponse *response);

  /* TRUE when this Idempotency-Key was answered before; fills @response. */
  gboolean (*replay) (YyqPlatform *platform, YyqRequest *request, YyqResponse *response);

  /* Commits together with the idempotency record, or rolls back; FALSE leaves a problem in
   * @response. Nothing happens when no transaction was begun. */
  gboolean (*finish) (YyqPlatform *platform, YyqRequest *request, YyqResponse *response,
                      gboolean commit);
  void (*release) (YyqPlatform *platform);
};

typedef struct _YyqRouter YyqRouter;

/* @hooks and all routes are static; @platform must outlive the router. */
YyqRouter *yyq_router_new (YyqPlatform *platform, const YyqRouterHooks *hooks);
void yyq_router_free (YyqRouter *self);

/* @routes ends with an entry whose method is NULL. Before the first dispatch only. */
void yyq_router_add_routes (YyqRouter *self, const YyqRoute *routes);
guint yyq_router_get_n_routes (YyqRouter *self);
const YyqRoute *yyq_router_get_route (YyqRouter *self, guint index);

/* Has the caller the permission of the route, in one unit at least? */
gboolean yyq_router_permits (YyqRequest *request);

/* For YYQ_ROUTE_OWN_TRANSACTION handlers, after the slow part; FALSE with the problem set. */
gboolean yyq_router_begin (YyqPlatform *platform, YyqRequest *request, YyqResponse *response);

/* The one place where tokens, permissions and enterprise scope are checked. Any thread; blocks. */
YyqResponse *yyq_router_dispatch (YyqRouter *self, YyqRequest *request);

/*
 * How many bytes the body of a request with this method and target (as in the request line) may
 * have; transports ask when they have the headers. Any thread.
 */
gsize yyq_router_get_body_limit (YyqRouter *self, const char *method, const char *target);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyqRouter, yyq_router_free)

G_END_DECLS
