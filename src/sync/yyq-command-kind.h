/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What a problem code of the platform means for one kind of command. Ends with a NULL code. */
typedef struct {
  const char *code;
  const char *sentence; /* N_() */
} YyqRefusal;

/*
 * One kind of command: all that the outbox must know to send it, and to speak of it. A static const
 * struct, given to yyq_outbox_runner_add_kind() when the workspace opens; its name stands in the
 * outbox on disk, so a released name is never used for something else.
 */
typedef struct {
  const char *name;           /* "contract.sign" */
  const char *method;         /* "POST" */
  const char *path;           /* below /api/v1; "{object}" and "{target}" become ids */
  const char *label;          /* N_(): what the person did: "Signature" */
  const YyqRefusal *refusals; /* (nullable): where the usual words of a problem say too little */
  const char *entity;         /* what is to be asked anew when the reply does not bring it */
  GType (*get_reply_type) (void); /* (nullable): the record that the reply is */
  guint deadline_ms;              /* of one sending with its repetitions; 0 = 30 s */
  gboolean waits;           /* kept and sent later; else it is only sent while somebody looks */
  gboolean replaces_parked; /* a new one makes a refused one of the same object worthless */
  char *(*describe) (GBytes *body); /* (nullable): what was typed, in translated lines */
} YyqCommandKind;

/* (transfer full): the path for one command; @target (nullable). Ids are escaped. */
char *yyq_command_kind_make_path (const YyqCommandKind *self, const char *object_id,
                                  const char *target);

/*
 * (transfer full): why it was not taken, translated, for a person. @self (nullable): of a kind that
 * is not known; @reason (nullable): a problem code or YYQ_OUTBOX_REASON_....
 */
char *yyq_command_kind_explain (const YyqCommandKind *self, const char *reason);

G_END_DECLS
