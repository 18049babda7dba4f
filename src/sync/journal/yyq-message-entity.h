/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-entity.h"
#include "yyq-message.h"

G_BEGIN_DECLS

/* Messages, as the client keeps them. */
extern const YyqEntity yyq_message_entity;

/* What yyq_record_repository_get_count() takes for it. */
#define YYQ_MESSAGE_COUNT_ALL 0
#define YYQ_MESSAGE_COUNT_UNREAD 1

G_END_DECLS
