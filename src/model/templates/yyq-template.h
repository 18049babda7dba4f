/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-record.h"
#include "yyq-template-content.h"

G_BEGIN_DECLS

/*
 * A contract template (manual chapter 7), of one unit. A row of a list comes without content. When
 * it is opened its content is frozen as the next edition, unless it is what the last one was;
 * edition is the last of them, 0 before there is one, and changed says that the content is newer.
 * Times are UTC ms. Main thread, or one thread at a time.
 */
#define YYQ_TEMPLATE_MEMBERS(M, T)                                            \
  M (T, STRING, id, REQUIRED)                                                 \
  M (T, STRING, unit_id, REQUIRED)                                            \
  M (T, STRING, unit_name, OPTIONAL)                                          \
  M (T, STRING, name, REQUIRED)                                               \
  M (T, ENUM, kind, REQUIRED, YyqTemplateKind, yyq_template_kind_get_type)    \
  M (T, ENUM, state, REQUIRED, YyqTemplateState, yyq_template_state_get_type) \
  M (T, STRING, folder, OPTIONAL)                                             \
  M (T, STRING, tags, OPTIONAL) /* words with a space between them */         \
  M (T, INT, edition, REQUIRED)                                               \
  M (T, BOOLEAN, changed, REQUIRED)                                           \
  M (T, INT, pages, REQUIRED)                                                 \
  M (T, INT, n_controls, REQUIRED)                                            \
  M (T, INT, uses, REQUIRED)     /* contracts that were made with it */       \
  M (T, STRING, cover, OPTIONAL) /* SHA-256 of the first file */              \
  M (T, INT64, changed_at, REQUIRED)                                          \
  M (T, STRING, changed_by, OPTIONAL) /* who did that: a name */              \
  M (T, INT64, version, REQUIRED)                                             \
  M (T, RECORD, content, NULLABLE, YyqTemplateContent, yyq_template_content_get_type)
#define YYQ_TYPE_TEMPLATE (yyq_template_get_type ())
YYQ_DECLARE_RECORD (YyqTemplate, yyq_template, TEMPLATE)

#define YYQ_TEMPLATE_LONGEST_NAME 60 /* characters; also of folder and tags */

/*
 * What may be done with it in its state; FALSE with YYQ_RULE_ERROR_STATE. Both sides ask: the
 * client to offer it, the platform to do it.
 */
typedef enum {
  YYQ_TEMPLATE_ACT_EDIT,
  YYQ_TEMPLATE_ACT_DELETE,
  YYQ_TEMPLATE_ACT_OPEN,
  YYQ_TEMPLATE_ACT_CLOSE,
  YYQ_TEMPLATE_ACT_USE,
} YyqTemplateAct;

gboolean yyq_template_may (YyqTemplate *self, YyqTemplateAct act, GError **error);

/* What content says of the template: pages, n_controls, cover. */
void yyq_template_set_content (YyqTemplate *self, YyqTemplateContent *content);

/*
 * (transfer full): @name as it is kept: without spaces at its ends and in a row; NULL with
 * YYQ_RULE_ERROR_CONTENT when it is empty, too long, or has what cannot be printed.
 */
char *yyq_template_clean_name (const char *name, GError **error);

G_END_DECLS
