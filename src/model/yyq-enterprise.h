/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-record.h"

G_BEGIN_DECLS

/*
 * An employer. parent_id is NULL on the main enterprise of a group; role_name is what the account
 * that asked may call itself there.
 * Every member is also a property of the same name, with dashes.
 */
#define YYQ_TYPE_ENTERPRISE (yyq_enterprise_get_type ())
G_DECLARE_FINAL_TYPE (YyqEnterprise, yyq_enterprise, YYQ, ENTERPRISE, YyqRecord)

YyqEnterprise *yyq_enterprise_new (void);

const char *yyq_enterprise_get_id (YyqEnterprise *self);
const char *yyq_enterprise_get_name (YyqEnterprise *self);
const char *yyq_enterprise_get_uscc (YyqEnterprise *self);
const char *yyq_enterprise_get_tenant_id (YyqEnterprise *self);
const char *yyq_enterprise_get_parent_id (YyqEnterprise *self);
const char *yyq_enterprise_get_role_name (YyqEnterprise *self);
GListModel *yyq_enterprise_get_units (YyqEnterprise *self);

/* The object is referenced, not copied. */
void yyq_enterprise_add_unit (YyqEnterprise *self, YyqEnterprise *unit);

G_END_DECLS
