/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-record.h"

G_BEGIN_DECLS

/* An entry of the log (manual chapter 10): who did what to which thing, and what it changed. */
#define YYQ_TYPE_LOG_ENTRY (yyq_log_entry_get_type ())
G_DECLARE_FINAL_TYPE (YyqLogEntry, yyq_log_entry, YYQ, LOG_ENTRY, YyqRecord)

YyqLogEntry *yyq_log_entry_new (void);

const char *yyq_log_entry_get_id (YyqLogEntry *self);
gint64 yyq_log_entry_get_seq (
  YyqLogEntry *self); /* in the chain of the company; 0: from before there was one */
gint64 yyq_log_entry_get_at (YyqLogEntry *self);          /* ms */
const char *yyq_log_entry_get_action (YyqLogEntry *self); /* a name of yyq-log-action.h */
const char *
yyq_log_entry_get_actor (YyqLogEntry *self); /* name of the person; NULL: the platform */
const char *yyq_log_entry_get_remote (YyqLogEntry *self);  /* the address it came from */
const char *yyq_log_entry_get_unit (YyqLogEntry *self);    /* name */
const char *yyq_log_entry_get_object (YyqLogEntry *self);  /* what it was done to, for people */
GListModel *yyq_log_entry_get_changes (YyqLogEntry *self); /* of YyqLogChange */

G_END_DECLS
