/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-message.h"
#include "yyq-record-repository.h"
#include "yyq-session.h"

G_BEGIN_DECLS

/*
 * The messages of the chosen company (manual chapter 12). What has been read is so here at once,
 * and on the platform as soon as it can be reached. Main thread.
 */

/* (transfer none) (nullable): NULL unless the session is READY. */
YyqRecordRepository *yyq_messages_of (YyqSession *session);

/* Which of them, newest first. */
typedef struct {
  gboolean unread;              /* those alone */
  const YyqMessageTopic *topic; /* (nullable): those alone */
  const char *text;             /* (nullable): looked for */
} YyqMessageQuery;

/* (transfer full): of YyqMessage; follows the cache. @most: -1: all. */
YyqRecordList *yyq_messages_query (YyqRecordRepository *self, const YyqMessageQuery *query,
                                   int most);

/* FALSE before they were counted for the first time; ask again on "changed" and "notify::synced-at"
 * of the repository. */
gboolean yyq_messages_get_unread (YyqRecordRepository *self, guint *count);

/* Harmless when it was. */
void yyq_messages_read (YyqSession *session, YyqMessage *message);

/* All that is known here; @topic (nullable): what is about this alone. */
void yyq_messages_read_all (YyqSession *session, const YyqMessageTopic *topic);

G_END_DECLS
