/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-template-content.h"

G_BEGIN_DECLS

/* What a template was when it was opened: frozen. A row of a list comes without content. One thread
 * at a time. */
#define YYQ_TEMPLATE_EDITION_MEMBERS(M, T)        \
  M (T, INT, number, REQUIRED) /* from 1 */       \
  M (T, INT64, opened_at, REQUIRED)               \
  M (T, STRING, opened_by, REQUIRED) /* a name */ \
  M (T, INT, pages, REQUIRED)                     \
  M (T, INT, n_controls, REQUIRED)                \
  M (T, INT, uses, REQUIRED)                      \
  M (T, RECORD, content, NULLABLE, YyqTemplateContent, yyq_template_content_get_type)
#define YYQ_TYPE_TEMPLATE_EDITION (yyq_template_edition_get_type ())
YYQ_DECLARE_RECORD (YyqTemplateEdition, yyq_template_edition, TEMPLATE_EDITION)

G_END_DECLS
