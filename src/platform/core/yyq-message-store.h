/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-feed-entity.h"
#include "yyq-message.h"

G_BEGIN_DECLS

/*
 * Messages (manual chapter 12): an account is told, in the transaction of what happened, and reads
 * it through the feed. A message names a thing and does not copy it: what it is called is read
 * together with the message, by who may see the thing at that moment. Blocks; any thread. Errors:
 * YYQ_SERVICE_ERROR, YYQ_STORE_ERROR.
 */

extern const YyqFeedEntity yyq_message_feed_entity;

/* Borrowed. */
typedef struct {
  const char *kind;    /* of yyq-message-kind.h */
  const char *object;  /* (nullable): id */
  const char *subject; /* (nullable): what is not looked up: the name of a UKey or a device */
  const char *people;  /* (nullable): who did it */
} YyqNews;

/* Tells one account in one company. */
gboolean yyq_message_store_tell (YyqPlatform *platform, const char *tenant_id,
                                 const char *account_id, const YyqNews *news, GError **error);

/* What is about the account itself: in each of its companies. */
gboolean yyq_message_store_tell_everywhere (YyqPlatform *platform, const char *account_id,
                                            const YyqNews *news, GError **error);

/* (transfer full): one of @access's own. NOT_FOUND also for another's. */
YyqMessage *yyq_message_store_load (YyqPlatform *platform, const YyqAccess *access, const char *id,
                                    GError **error);

/* One of @access's own has been read. Harmless when it was. */
gboolean yyq_message_store_read (YyqPlatform *platform, const YyqAccess *access, const char *id,
                                 GError **error);

/* So have all of his that came before it, and itself; @topic (nullable): those that are about this
 * alone. */
gboolean yyq_message_store_read_until (YyqPlatform *platform, const YyqAccess *access,
                                       const char *id, const YyqMessageTopic *topic,
                                       GError **error);

G_END_DECLS
