/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-record.h"

G_BEGIN_DECLS

/*
 * An employer. parent_id is NULL on the main enterprise of a group; role_name is what the account
 * that asked may call itself there.
 */
#define YYQ_ENTERPRISE_MEMBERS(M, T)                     \
  M (T, STRING, id, REQUIRED)                            \
  M (T, STRING, name, REQUIRED)                          \
  M (T, STRING, uscc, REQUIRED)                          \
  M (T, STRING, tenant_id, OPTIONAL, .wire = "group_id") \
  M (T, STRING, parent_id, NULLABLE)                     \
  M (T, STRING, role_name, OPTIONAL)                     \
  M (T, LIST, units, OPTIONAL, yyq_enterprise_get_type)
#define YYQ_TYPE_ENTERPRISE (yyq_enterprise_get_type ())
YYQ_DECLARE_RECORD (YyqEnterprise, yyq_enterprise, ENTERPRISE)

/* The object is referenced, not copied. */
void yyq_enterprise_add_unit (YyqEnterprise *self, YyqEnterprise *unit);

G_END_DECLS
