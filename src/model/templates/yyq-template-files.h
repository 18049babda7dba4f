/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-template-content.h"

G_BEGIN_DECLS

/*
 * The files of a template change, and its controls stay where they are on the paper: pages are
 * counted through all files, so each control is renumbered with the file that it lies on. What lies
 * on pages that are gone goes with them; each function returns the ids of those (transfer full)
 * (element-type utf8).
 */

/* Behind the others. */
void yyq_template_content_add_file (YyqTemplateContent *self, YyqTemplateFile *file);

/* @file stands in the place of the one called @id; controls keep their places on its pages. */
GPtrArray *yyq_template_content_replace_file (YyqTemplateContent *self, const char *id,
                                              YyqTemplateFile *file);
GPtrArray *yyq_template_content_remove_file (YyqTemplateContent *self, const char *id);

/* To place @to, counted without it. */
void yyq_template_content_move_file (YyqTemplateContent *self, const char *id, guint to);

/* The file on which page @page lies, and which of its pages that is (nullable); NULL: none.
 * (transfer none) */
YyqTemplateFile *yyq_template_content_find_page (YyqTemplateContent *self, int page, int *within);

/* The first page of the file; -1: there is no such file. */
int yyq_template_content_first_page (YyqTemplateContent *self, const char *id);

G_END_DECLS
