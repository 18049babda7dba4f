/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "yyq-access.h"

G_BEGIN_DECLS

/*
 * One request, free of the transport that brought it. A transport fills the first block; the router
 * fills the rest before a handler sees it. Used by one worker thread at a time.
 */
typedef struct {
  char *method;
  char *path;          /* decoded, without the query */
  GHashTable *query;   /* char * -> char *, decoded */
  GHashTable *headers; /* lower-case name -> value */
  GBytes *body;        /* never NULL; empty when there is none */
  char *remote;        /* address of the peer, or "unix" */
  gboolean admin;      /* came in over the administration socket */

  char *id;            /* X-Request-Id of the reply */
  const char *pattern; /* of the route that matched */
  GHashTable *params;  /* {name} of the path -> value */
  guint node_limit;    /* of the route: values in the JSON of the body */
  JsonNode *json;      /* (nullable): the body, parsed before the transaction */

  char *hash; /* (nullable): of method, path and body, taken before the transaction */

  gpointer prepared; /* what the route's prepare found out for its handler */
  GDestroyNotify prepared_free;

  const char *permission;              /* of the route */
  const struct _YyqRouterHooks *hooks; /* of the router */
  YyqAccess *access;   /* (nullable): who asks; NULL on public routes and for the administration */
  GPtrArray *accesses; /* all that it was: what was prepared may point into an earlier one */
} YyqRequest;

/* @target: path and query as they stand in the request line. NULL when it does not decode. */
YyqRequest *yyq_request_new (const char *method, const char *target, GBytes *body);
void yyq_request_free (YyqRequest *self);

/* The last value wins; @name in any case. */
void yyq_request_set_header (YyqRequest *self, const char *name, const char *value);
const char *yyq_request_get_header (YyqRequest *self, const char *name);
const char *yyq_request_get_param (YyqRequest *self, const char *name);
const char *yyq_request_get_query (YyqRequest *self, const char *name);

/* FALSE when the parameter is there, but is not an integer from @least to @most. */
gboolean yyq_request_get_query_int (YyqRequest *self, const char *name, gint64 least, gint64 most,
                                    gint64 fallback, gint64 *value);

/* From a route's prepare to its handler; takes @prepared, and lets go of what an earlier try
 * prepared. */
void yyq_request_set_prepared (YyqRequest *self, gpointer prepared, GDestroyNotify prepared_free);

/* Takes @access (nullable). */
void yyq_request_set_access (YyqRequest *self, YyqAccess *access);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyqRequest, yyq_request_free)

G_END_DECLS
