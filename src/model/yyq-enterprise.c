/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-enterprise.h"

YYQ_DEFINE_RECORD (YyqEnterprise, yyq_enterprise, ENTERPRISE)

void
yyq_enterprise_add_unit (YyqEnterprise *self, YyqEnterprise *unit)
{
  g_list_store_append (self->units, unit);
}
