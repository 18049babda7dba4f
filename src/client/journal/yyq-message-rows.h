/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-record-list.h"

G_BEGIN_DECLS

/*
 * A YyqKeyedModel of YyqMessageRow: the messages of a list, newest first, by days. Which is the
 * first of its day depends on the one above it: a row that another one comes before is told as
 * another. At midnight all are: what was of today is of yesterday then. How the list stands
 * (loading, refreshing, stale, error) is said here, too. Main thread.
 */
#define YYQ_TYPE_MESSAGE_ROWS (yyq_message_rows_get_type ())
G_DECLARE_FINAL_TYPE (YyqMessageRows, yyq_message_rows, YYQ, MESSAGE_ROWS, GObject)

YyqMessageRows *yyq_message_rows_new (YyqRecordList *messages);
YyqRecordList *yyq_message_rows_get_messages (YyqMessageRows *self); /* (transfer none) */

G_END_DECLS
