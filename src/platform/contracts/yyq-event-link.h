/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-storage.h"

G_BEGIN_DECLS

/*
 * A row of contract_event as its hash sees it (docs/evidence.md). Format 1 is that of the first
 * release, whose rows keep their hash; format 2 also covers the document as it was at that time.
 */
#define YYQ_EVENT_FORMAT 2

typedef struct {
  const char *contract_id;
  gint64 seq;
  const char *id;
  const char *type;
  const char *actor;
  gint64 at;          /* ms */
  const char *detail; /* (nullable) */
  const char *prev_hash;
  const char *hash;
  gint64 format;
  gint64 revision; /* the latest of the contract; from here on of format 2 */
  const char *sha256;
  gint64 length; /* bytes */
} YyqEventLink;

/* For SELECT: what yyq_event_link_read() takes, in this order, of "contract_event e". */
#define YYQ_EVENT_LINK_COLUMNS                                                                   \
  "e.contract_id, e.seq, e.id, e.type, e.actor, e.at, e.detail, e.prev_hash, e.hash, e.format, " \
  "e.revision, e.sha256, e.length"
#define YYQ_EVENT_LINK_N_COLUMNS 13

/* Texts stay those of @rows until it goes on. */
void yyq_event_link_read (YyqEventLink *self, YyqRows *rows);

/* (transfer full): by the rule of its format. */
char *yyq_event_link_hash (const YyqEventLink *self);

G_END_DECLS
