/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-test-front.h"

G_BEGIN_DECLS

/*
 * A platform that does nothing but take commands, POST /api/v1/objects/ID/commands with
 * {"n": 1, "after": "ID:n"}, and write down how they come: each key is done once, as the real one
 * does it; that an object's commands come in the order 1, 2, 3, each after what it names, is what
 * it looks for. Main thread.
 */
typedef enum {
  RECORDING_DO,
  RECORDING_LOSE_REPLY, /* done, but the connection ends before the answer */
  RECORDING_FAIL,       /* 500, not done */
  RECORDING_REFUSE,     /* 409 of the problem "conflict", not done */
  RECORDING_HOLD,       /* not done, no answer ever comes */
} RecordingAnswer;

typedef RecordingAnswer (*RecordingChoose) (const char *object_id, gint64 n, gpointer data);

typedef struct {
  YyqTestFront *front;
  RecordingChoose choose; /* (nullable): everything is done */
  gpointer data;
  guint n_done;
  guint n_replayed; /* asked for again under the same key, and not done again */
  guint n_refused;
  guint n_out_of_order; /* also: one command under two keys */

  GHashTable *keys;   /* that were done */
  GHashTable *places; /* "ID:n" that were done */
} RecordingPlatform;

RecordingPlatform *recording_platform_new (void);
void recording_platform_free (RecordingPlatform *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RecordingPlatform, recording_platform_free)

gboolean recording_platform_has_done (RecordingPlatform *self, const char *object_id, gint64 n);

/* (transfer full): such a body; @after (nullable), @padding bytes longer than it need be. */
GBytes *recording_body_new (gint64 n, const char *after, gsize padding);

G_END_DECLS
