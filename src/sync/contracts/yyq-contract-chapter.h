/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-workspace-chapter.h"

G_BEGIN_DECLS

/* Contracts with documents and history, and signatures as commands. */
extern const YyqWorkspaceChapter yyq_contract_chapter;

G_END_DECLS
