/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * Commands that must reach the platform, each with its idempotency key: written before they are
 * sent, they survive a kill and are sent again under the same key.
 *
 *   waiting -> (sent and answered) removed
 *           -> (refused for good)  parked, with the reason, until a person decides
 *
 * The words are those on disk.
 */
typedef enum {
  YYQ_OUTBOX_WAITING, /* "waiting" */
  YYQ_OUTBOX_PARKED,  /* "parked" */
} YyqOutboxState;

/* Reasons for parking that this computer gives; all others are problem codes of the platform. */
#define YYQ_OUTBOX_REASON_ACCESS_LOST "access-lost" /* the object is seen no more */
#define YYQ_OUTBOX_REASON_PREDECESSOR \
  "predecessor-discarded"                             /* what it waited for was thrown away */
#define YYQ_OUTBOX_REASON_BODY_MISSING "body-missing" /* its file is gone or damaged */
#define YYQ_OUTBOX_REASON_UNKNOWN_KIND "unknown-kind" /* a newer program made it */

typedef struct {
  gint64 seq; /* order of sending; 0 before it is stored */
  char *idempotency_key;
  char *kind;      /* name of a registered kind: "contract.sign" */
  char *object_id; /* what it is about: a contract's id */
  char *target;    /* (nullable): an id in the path that is not the object's */
  char *title;     /* (nullable): the object's, for a person; sealed on disk */
  char *after;     /* (nullable): key of the entry that must be answered first */
  GBytes *body;    /* (nullable): NULL in lists, and where the file of a large one is gone */
  YyqOutboxState state;
  guint attempts;
  gint64 next_at; /* ms */
  gint64 created_at;
  char *reason;     /* (nullable): why it was refused or could not be sent, as a code */
  char *last_error; /* (nullable): the same for the log */
} YyqOutboxEntry;

#define YYQ_TYPE_OUTBOX_ENTRY (yyq_outbox_entry_get_type ())
GType yyq_outbox_entry_get_type (void);

/* Makes a new idempotency key. @body (nullable): empty. Any thread, as all of this. */
YyqOutboxEntry *yyq_outbox_entry_new (const char *kind, const char *object_id, GBytes *body);
YyqOutboxEntry *yyq_outbox_entry_copy (const YyqOutboxEntry *self);
void yyq_outbox_entry_free (YyqOutboxEntry *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyqOutboxEntry, yyq_outbox_entry_free)

const char *yyq_outbox_state_to_string (YyqOutboxState state);

G_END_DECLS
