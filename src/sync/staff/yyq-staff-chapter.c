/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-staff-chapter.h"

#include "yyq-employee-entity.h"

static const YyqChapterRecords records[] = {
  { &yyq_employee_entity, NULL },
  { NULL },
};

const YyqWorkspaceChapter yyq_staff_chapter = { .records = records };
