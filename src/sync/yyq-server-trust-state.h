/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-server-trust.h"

G_BEGIN_DECLS

/* What a server says, or said. */
typedef struct {
  GPtrArray *signers; /* (nullable) (element-type YyqTrustRoot): NULL for nothing */
  GPtrArray *tsas;
} YyqServerRoots;

/* @signers, @tsas (nullable): referenced. */
void yyq_server_roots_set (YyqServerRoots *self, GPtrArray *signers, GPtrArray *tsas);

/* Whatever their order; both are something. */
gboolean yyq_server_roots_equal (const YyqServerRoots *self, GPtrArray *signers, GPtrArray *tsas);

/* (transfer full) (element-type YyqServerTrustItem): what is in @self and not in @others. */
GPtrArray *yyq_server_roots_list_missing (const YyqServerRoots *self, const YyqServerRoots *others);

/* What yyq-server-trust.c knows of one server, and keeps in its file. */
typedef struct {
  YyqServerRoots pinned;
  YyqServerRoots offer; /* other roots that the server named, and nobody confirmed */
  gint64 offered_at;    /* ms; 0: nothing is offered */
  GPtrArray *lists;     /* (owned) (element-type YyqCrl) */
} YyqServerTrustState;

void yyq_server_trust_state_init (YyqServerTrustState *self);
void yyq_server_trust_state_clear (YyqServerTrustState *self);

/* Nothing is known any more. */
void yyq_server_trust_state_reset (YyqServerTrustState *self);

/* (transfer full): JSON; @server is written into it. */
GBytes *yyq_server_trust_state_encode (const YyqServerTrustState *self, const char *server);

/* Into a state that was just reset. Errors: YYQ_WIRE_ERROR; what was read until then stays. */
gboolean yyq_server_trust_state_decode (YyqServerTrustState *self, GBytes *content, GError **error);

G_END_DECLS
