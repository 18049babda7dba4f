/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-template-content.h"

G_BEGIN_DECLS

/*
 * Puts @file behind the others, or in the place of the one whose id is @replaces. Controls stay on
 * their pages: those of files behind it go along with these, and those on pages that are gone are
 * removed; @dropped (element-type utf8, owned) gets their ids. FALSE with YYQ_RULE_ERROR_CONTENT
 * when there is no such file ("/replaces"), another file has this id ("/file_id"), or there would
 * be too many files or pages ("/pdf"); nothing is changed then. One thread at a time.
 */
gboolean yyq_template_content_put_file (YyqTemplateContent *self, YyqTemplateFile *file,
                                        const char *replaces, GPtrArray *dropped, GError **error);

G_END_DECLS
