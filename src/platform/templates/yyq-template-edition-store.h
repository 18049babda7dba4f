/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-platform.h"
#include "yyq-template-edition.h"
#include "yyq-template.h"

G_BEGIN_DECLS

/* What templates were when they were opened. Rows are written once. Blocks; any thread. Errors:
 * YYQ_SERVICE_ERROR, YYQ_STORE_ERROR. */

/* (transfer full) (element-type YyqTemplateEdition): newest first, without content. */
GPtrArray *yyq_template_edition_store_list (YyqPlatform *platform, const char *template_id,
                                            GError **error);

/* (transfer full): without content, whose text is @text (out) (transfer full), and @cover (out)
 * (transfer full) (nullable) its first file. NOT_FOUND. */
YyqTemplateEdition *yyq_template_edition_store_load (YyqPlatform *platform, const char *template_id,
                                                     gint64 number, char **text, char **cover,
                                                     GError **error);

/* In the caller's transaction: @template, with @text as its content, as its edition of that
 * number. */
gboolean yyq_template_edition_store_add (YyqPlatform *platform, YyqTemplate *template,
                                         const char *text, GError **error);

/* Is @text what @template's last edition was? Not when there is none. */
gboolean yyq_template_edition_store_is_last (YyqPlatform *platform, YyqTemplate *template,
                                             const char *text, gboolean *is_last, GError **error);

G_END_DECLS
