/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-workspace-chapter.h"

G_BEGIN_DECLS

/* The roster. */
extern const YyqWorkspaceChapter yyq_staff_chapter;

G_END_DECLS
