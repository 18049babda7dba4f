/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-command-kind.h"

G_BEGIN_DECLS

/*
 * What is done to templates, as commands: the object is the template. All but going back to an
 * edition may wait for the platform. Versions in bodies follow each other: what comes after another
 * one names the version that the template will have then.
 */
extern const YyqCommandKind yyq_template_create_command;
extern const YyqCommandKind yyq_template_file_command;
extern const YyqCommandKind yyq_template_edit_command;
extern const YyqCommandKind yyq_template_open_command;
extern const YyqCommandKind yyq_template_close_command;
extern const YyqCommandKind yyq_template_copy_command; /* target: what is copied */
extern const YyqCommandKind yyq_template_roll_back_command;
extern const YyqCommandKind yyq_template_delete_command;

G_END_DECLS
