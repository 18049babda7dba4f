/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-feed-entity.h"
#include "yyq-platform.h"
#include "yyq-template.h"

G_BEGIN_DECLS

/*
 * Templates in the database; their content apart, as text (yyq-template-text.h). What was deleted
 * is not there. Everything that writes belongs in a transaction of the caller and tells the change
 * log. Blocks; any thread. Errors: YYQ_SERVICE_ERROR, YYQ_STORE_ERROR.
 */

#define YYQ_MAY_VIEW_TEMPLATES "template.view"
#define YYQ_MAY_EDIT_TEMPLATES "template.edit"
#define YYQ_MAY_OPEN_TEMPLATES "template.open"

extern const YyqFeedEntity yyq_template_feed_entity;

/* (transfer full): without content. NOT_FOUND also for one that @access may not view. */
YyqTemplate *yyq_template_store_load (YyqPlatform *platform, const YyqAccess *access,
                                      const char *id, GError **error);

/* (transfer full) */
char *yyq_template_store_load_text (YyqPlatform *platform, const char *id, GError **error);

/* A new one of @access's tenant. EXISTS when there is, or was, one with this id. */
gboolean yyq_template_store_insert (YyqPlatform *platform, const YyqAccess *access,
                                    YyqTemplate *template, const char *text, GError **error);

/* Writes all members, and @text (nullable: as it was). CONFLICT when it was changed since it was
 * read. @template has its new version then. */
gboolean yyq_template_store_save (YyqPlatform *platform, const YyqAccess *access,
                                  YyqTemplate *template, const char *text, GError **error);

/* Gone from reads and feed; what it was stays. */
gboolean yyq_template_store_remove (YyqPlatform *platform, const YyqAccess *access,
                                    YyqTemplate *template, GError **error);

/* (transfer full) (nullable): what the account is called; NULL without an error for nobody. */
char *yyq_template_store_load_actor (YyqPlatform *platform, const YyqAccess *access,
                                     GError **error);

G_END_DECLS
