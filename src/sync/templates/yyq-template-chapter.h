/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-workspace-chapter.h"

G_BEGIN_DECLS

/* Templates with their documents, what is done to them, and drafts of them. */
extern const YyqWorkspaceChapter yyq_template_chapter;

G_END_DECLS
