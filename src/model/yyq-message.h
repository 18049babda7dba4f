/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-message-kind.h"
#include "yyq-record.h"

G_BEGIN_DECLS

/*
 * What one account is told in one company (manual chapter 12). Which thing it is about is there for
 * as long as he may see it; that something happened stays.
 */
#define YYQ_MESSAGE_MEMBERS(M, T)                                                 \
  M (T, STRING, id, REQUIRED)                                                     \
  M (T, INT64, version, REQUIRED)                                                 \
  M (T, STRING, kind, REQUIRED) /* a name of yyq-message-kind.h */                \
  M (T, ENUM, topic, REQUIRED, YyqMessageTopic, yyq_message_topic_get_type)       \
  M (T, INT64, at, REQUIRED) /* ms */                                             \
  M (T, BOOLEAN, unread, REQUIRED)                                                \
  M (T, STRING, object, NULLABLE)  /* id of the contract, the job, the UKey */    \
  M (T, STRING, subject, NULLABLE) /* what it is called; of a job: for gettext */ \
  M (T, STRING, number, NULLABLE)  /* of the contract */                          \
  M (T, STRING, people, NULLABLE)  /* who did it, or the contract's workers */
#define YYQ_TYPE_MESSAGE (yyq_message_get_type ())
YYQ_DECLARE_RECORD (YyqMessage, yyq_message, MESSAGE)

G_END_DECLS
