/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "yyq-api-client.h"

G_BEGIN_DECLS

/* A call on its way, through all its attempts: the task data of yyq-api-client.c. */
typedef struct {
  YyqApiCall spec; /* its strings and its body are owned by the next four */
  char *method;
  char *path;
  GBytes *body;
  char *idempotency_key;
  YyqApiDecode decode;
  GDestroyNotify result_free;
  void (*attempt) (GTask *task); /* makes the next one */

  GCancellable *own;    /* ends the exchange: caller or deadline */
  GSource *deadline;    /* (nullable) */
  GSource *cancelled;   /* (nullable) */
  GSource *delay;       /* (nullable): until the next attempt */
  gint64 ends_at;       /* monotonic µs */
  SoupMessage *message; /* of the running attempt */
  guint attempts;
  guint token_generation; /* the tokens the running attempt uses */
  gboolean renewed;
  gboolean timed_out;
  gboolean heard; /* something of the stream has come */
  gboolean done;
} YyqApiCallState;

/* (transfer full): @spec is copied, with what is not said filled in. */
YyqApiCallState *yyq_api_call_state_new (const YyqApiCall *spec, void (*attempt) (GTask *task));
void yyq_api_call_state_free (gpointer data);

/* It has a result: nothing ends it any more. */
void yyq_api_call_state_end (YyqApiCallState *self);

G_END_DECLS
