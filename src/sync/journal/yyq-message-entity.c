/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-message-entity.h"

/* All of it: lists are complete, so that one can be marked as it stands there. */
static const YyqEntityColumn columns[] = {
  { "kind" },
  { "topic" },
  { "at" },
  { "unread" },
  { "object" },
  { "subject", YYQ_ENTITY_SEARCHED },
  { "number", YYQ_ENTITY_SEARCHED },
  { "people", YYQ_ENTITY_SEARCHED },
  { NULL },
};

static const YyqEntitySort sorts[] = { { "at", "at" }, { NULL } };

/* The unread of a topic stand three behind all of it. */
static const YyqEntityFilter filters[] = {
  { "unread", { { "unread", "1" } } },
  { "contract", { { "topic", "contract" } } },
  { "account", { { "topic", "account" } } },
  { "job", { { "topic", "job" } } },
  { "unread-contract", { { "topic", "contract" }, { "unread", "1" } } },
  { "unread-account", { { "topic", "account" }, { "unread", "1" } } },
  { "unread-job", { { "topic", "job" }, { "unread", "1" } } },
  { NULL },
};

const YyqEntity yyq_message_entity = {
  .name = "message",
  .get_type = yyq_message_get_type,
  .path = "/messages",
  .columns = columns,
  .sorts = sorts,
  .filters = filters,
  .range = "at",
};

const char *
yyq_message_entity_get_filter (gboolean unread, const YyqMessageTopic *topic)
{
  if (topic == NULL)
    return unread ? filters[0].name : NULL;
  return filters[(unread ? 4 : 1) + (guint) *topic].name;
}
