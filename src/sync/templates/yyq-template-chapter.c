/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-template-chapter.h"

#include "yyq-template-command.h"
#include "yyq-template-entity.h"
#include "yyq-template-private.h"

static const YyqChapterRecords records[] = {
  { &yyq_template_entity, yyq_template_repository_new },
  { NULL },
};

static const YyqCommandKind *const commands[] = {
  &yyq_template_create_command,    &yyq_template_file_command,   &yyq_template_edit_command,
  &yyq_template_open_command,      &yyq_template_close_command,  &yyq_template_copy_command,
  &yyq_template_roll_back_command, &yyq_template_delete_command, NULL,
};

static const YyqDraftKind *const drafts[] = {
  &yyq_template_new_kind,
  &yyq_template_work_kind,
  &yyq_template_paper_kind,
  NULL,
};

const YyqWorkspaceChapter yyq_template_chapter = {
  .records = records,
  .commands = commands,
  .drafts = drafts,
};
