/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-workspace-chapter.h"

G_BEGIN_DECLS

/* Messages, and that they have been read. */
extern const YyqWorkspaceChapter yyq_message_chapter;

G_END_DECLS
