/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-contract-chapter.h"

#include "yyq-contract-entity.h"
#include "yyq-contract-private.h"
#include "yyq-sign-command.h"

static const YyqChapterRecords records[] = {
  { &yyq_contract_entity, yyq_contract_repository_new },
  { NULL },
};

static const YyqCommandKind *const commands[] = { &yyq_sign_command, NULL };

const YyqWorkspaceChapter yyq_contract_chapter = { .records = records, .commands = commands };
