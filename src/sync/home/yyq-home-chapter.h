/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-workspace-chapter.h"

G_BEGIN_DECLS

/* The figures of the home page: its view is a YyqHomeRepository. */
extern const YyqWorkspaceChapter yyq_home_chapter;

G_END_DECLS
