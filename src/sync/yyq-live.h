/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-api-client.h"

G_BEGIN_DECLS

/*
 * Says when it is time to ask the platform what changed: at once by its stream of events, and once
 * a minute while there is none: the platform is older, or a proxy keeps back what it says. A stream
 * that ends is asked for again, later each time and never by all clients at the same moment. Main
 * thread.
 *
 * Signals:
 *   "changed" ()  ask the feed; also when a stream begins, for what came before it
 *   "failed" ()   no stream could be had: the platform may be away
 * Property live (boolean, read-only): a stream brings what changes.
 */
#define YYQ_TYPE_LIVE (yyq_live_get_type ())
G_DECLARE_FINAL_TYPE (YyqLive, yyq_live, YYQ, LIVE, GObject)

/* In ms. */
typedef struct {
  guint poll;  /* between two questions without a stream */
  guint ready; /* how long a stream may take to say that it is there */
  guint first; /* the longest wait before it is tried again; twice that the next time, ... */
  guint last;  /* ... until this */
  guint later; /* when it seems that there is none to be had */
} YyqLiveTimes;

extern const YyqLiveTimes yyq_live_times;

/* @times: static; usually yyq_live_times. */
YyqLive *yyq_live_new (YyqApiClient *client, const YyqLiveTimes *times);

gboolean yyq_live_get_live (YyqLive *self);

/* Begins, or tries again now; harmless while there is a stream. stop ends it for good. */
void yyq_live_connect (YyqLive *self);
void yyq_live_stop (YyqLive *self);

G_END_DECLS
