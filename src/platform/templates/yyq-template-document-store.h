/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-platform.h"
#include "yyq-template-content.h"

G_BEGIN_DECLS

/*
 * Which documents of the blob store are a template's: all that was uploaded to it. Those that its
 * content and its editions name stay; of the others, which somebody may still put back by undoing,
 * so many are kept. Everything that writes belongs in a transaction of the caller. Blocks; any
 * thread. Errors: YYQ_STORE_ERROR.
 */
#define YYQ_TEMPLATE_MOST_SPARE 40

/* (transfer full) (element-type utf8 gint): pages, by SHA-256. */
GHashTable *yyq_template_document_store_list (YyqPlatform *platform, const char *template_id,
                                              GError **error);

gboolean yyq_template_document_store_has (YyqPlatform *platform, const char *template_id,
                                          const char *sha256, gboolean *has, GError **error);

gboolean yyq_template_document_store_add (YyqPlatform *platform, const char *template_id,
                                          const char *sha256, gint64 pages, GError **error);

/* The content names these files, and no others. */
gboolean yyq_template_document_store_set (YyqPlatform *platform, const char *template_id,
                                          YyqTemplateContent *content, GError **error);

/* The new edition @number names what the content names. */
gboolean yyq_template_document_store_freeze (YyqPlatform *platform, const char *template_id,
                                             gint64 number, GError **error);

/* The content names what edition @number named. */
gboolean yyq_template_document_store_restore (YyqPlatform *platform, const char *template_id,
                                              gint64 number, GError **error);

/* What the content of one template names, the new one @to_id has and names, too. */
gboolean yyq_template_document_store_copy (YyqPlatform *platform, const char *from_id,
                                           const char *to_id, GError **error);

/* Lets go of what nothing names when it is more than YYQ_TEMPLATE_MOST_SPARE. */
gboolean yyq_template_document_store_trim (YyqPlatform *platform, const char *template_id,
                                           GError **error);

G_END_DECLS
