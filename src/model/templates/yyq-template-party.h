/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-record.h"
#include "yyq-template-enums.h"

G_BEGIN_DECLS

/* Who takes part in what a template makes. Controls name it by key; a lower seq comes first, the
 * same at the same time. One thread at a time. */
#define YYQ_TEMPLATE_PARTY_MEMBERS(M, T)                                   \
  M (T, STRING, key, REQUIRED) /* "worker", "employer", "approver-2" */    \
  M (T, ENUM, role, REQUIRED, YyqTemplateRole, yyq_template_role_get_type) \
  M (T, STRING, name, REQUIRED) /* 甲方 */                               \
  M (T, INT, seq, REQUIRED)                                                \
  M (T, ENUM, willingness, OPTIONAL, YyqWillingness, yyq_willingness_get_type)
#define YYQ_TYPE_TEMPLATE_PARTY (yyq_template_party_get_type ())
YYQ_DECLARE_RECORD (YyqTemplateParty, yyq_template_party, TEMPLATE_PARTY)

G_END_DECLS
