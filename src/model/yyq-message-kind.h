/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* What a message is about, and where it leads. The nicks are the words of the API. */
typedef enum {
  YYQ_MESSAGE_TOPIC_CONTRACT,
  YYQ_MESSAGE_TOPIC_ACCOUNT,
  YYQ_MESSAGE_TOPIC_JOB,
} YyqMessageTopic;

#define YYQ_TYPE_MESSAGE_TOPIC (yyq_message_topic_get_type ())
GType yyq_message_topic_get_type (void);

/*
 * What messages tell of (manual chapter 12): whatever tells somebody something names one of these.
 * A platform may be newer than a client: it shows a kind that it does not know by its topic.
 */
typedef struct {
  const char *name; /* "contract.turn": in the database, on the wire */
  YyqMessageTopic topic;
  const char *permission; /* (nullable): without it one does not hear which thing it is about */
  const char *title;      /* N_() */
} YyqMessageKind;

/* (nullable): NULL for what this version does not know. */
const YyqMessageKind *yyq_message_kind_find (const char *name);

/* (transfer container): the names of all kinds of a topic. */
const char **yyq_message_kind_list (YyqMessageTopic topic);

/* What yyq_message_topic_get_type() calls it; FALSE for another word. */
gboolean yyq_message_topic_from_string (const char *text, YyqMessageTopic *topic);
const char *yyq_message_topic_to_string (YyqMessageTopic topic);

/* N_(): what a topic is called. */
const char *yyq_message_topic_get_title (YyqMessageTopic topic);

G_END_DECLS
