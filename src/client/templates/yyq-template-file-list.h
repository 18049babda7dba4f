/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "yyq-template-work.h"

G_BEGIN_DECLS

/*
 * The files of a template that is worked on: PDFs are chosen or dropped, read and checked one after
 * the other with their progress and a way to stop it, looked at, replaced, put in another order,
 * removed. What cannot be used says why, and what helps. Main thread. Signal "changed" (): the work
 * has other files.
 */
#define YYQ_TYPE_TEMPLATE_FILE_LIST (yyq_template_file_list_get_type ())
G_DECLARE_FINAL_TYPE (YyqTemplateFileList, yyq_template_file_list, YYQ, TEMPLATE_FILE_LIST, AdwBin)

/* @work (nullable): what is under way ends. */
void yyq_template_file_list_set_work (YyqTemplateFileList *self, YyqTemplateWork *work);

/* As the person does; @replaces (nullable): the id of the file in whose place it comes. */
void yyq_template_file_list_add (YyqTemplateFileList *self, GFile *file, const char *replaces);

/* One is being read. */
gboolean yyq_template_file_list_is_busy (YyqTemplateFileList *self);

/* (transfer full) (nullable): in words why @file cannot be used. */
char *yyq_template_file_list_explain (const char *name, const GError *error);

G_END_DECLS
