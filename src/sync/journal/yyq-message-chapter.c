/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-message-chapter.h"

#include "yyq-message-command.h"
#include "yyq-message-entity.h"

static const YyqChapterRecords records[] = {
  { &yyq_message_entity, NULL },
  { NULL },
};

static const YyqCommandKind *const commands[] = {
  &yyq_message_read_command,
  &yyq_message_read_until_command,
  &yyq_message_read_topic_command,
  NULL,
};

const YyqWorkspaceChapter yyq_message_chapter = { .records = records, .commands = commands };
