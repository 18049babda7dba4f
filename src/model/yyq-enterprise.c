/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-enterprise.h"

struct _YyqEnterprise {
  YyqRecord parent_instance;

  char *id;
  char *name;
  char *uscc;
  char *tenant_id;
  char *parent_id;
  char *role_name;
  GListStore *units;
};

static const YyqField fields[] = {
  YYQ_FIELD (YyqEnterprise, id, REQUIRED),
  YYQ_FIELD (YyqEnterprise, name, REQUIRED),
  YYQ_FIELD (YyqEnterprise, uscc, REQUIRED),
  YYQ_FIELD (YyqEnterprise, tenant_id, OPTIONAL, .wire = "group_id"),
  YYQ_FIELD (YyqEnterprise, parent_id, NULLABLE),
  YYQ_FIELD (YyqEnterprise, role_name, OPTIONAL),
  YYQ_FIELD_LIST (YyqEnterprise, units, yyq_enterprise_get_type),
};

YYQ_DEFINE_RECORD (YyqEnterprise, yyq_enterprise, fields)

#define GET(type, member) YYQ_RECORD_GET (YyqEnterprise, yyq_enterprise, type, member)
#define GET_LIST(member) YYQ_RECORD_GET_LIST (YyqEnterprise, yyq_enterprise, member)

GET (const char *, id)
GET (const char *, name)
GET (const char *, uscc)
GET (const char *, tenant_id)
GET (const char *, parent_id)
GET (const char *, role_name)
GET_LIST (units)

void
yyq_enterprise_add_unit (YyqEnterprise *self, YyqEnterprise *unit)
{
  g_list_store_append (self->units, unit);
}
