/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-message-entity.h"

/* All of it: lists are complete, so that one can be marked as it stands there. */
static const YyqEntityColumn columns[] = {
  { "kind" },
  { "topic", YYQ_ENTITY_CHOSEN },
  { "at" },
  { "unread" },
  { "object" },
  { "subject", YYQ_ENTITY_SEARCHED },
  { "number", YYQ_ENTITY_SEARCHED },
  { "people", YYQ_ENTITY_SEARCHED },
  { NULL },
};

static const YyqEntitySort sorts[] = { { "at", "at" }, { NULL } };

static const YyqEntityFilter filters[] = {
  { "unread", { { "unread", "1" } } },
  { NULL },
};

const YyqEntity yyq_message_entity = {
  .name = "message",
  .get_type = yyq_message_get_type,
  .path = "/messages",
  .columns = columns,
  .sorts = sorts,
  .filters = filters,
};
