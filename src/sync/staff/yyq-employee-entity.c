/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-employee-entity.h"

/* Nothing personal, not even masked: that stays in what is sealed. */
static const YyqEntityColumn columns[] = {
  { "name", YYQ_ENTITY_SEARCHED },
  { "number", YYQ_ENTITY_SEARCHED },
  { "unit_id" },
  { "unit_name", YYQ_ENTITY_SEARCHED | YYQ_ENTITY_CHOSEN },
  { "department", YYQ_ENTITY_SEARCHED | YYQ_ENTITY_CHOSEN },
  { "post", YYQ_ENTITY_SEARCHED },
  { "employment_form" },
  { "started_on" },
  { "state" },
  { NULL },
};

static const YyqEntitySort sorts[] = {
  { "started_on", "started_on" },
  { "name", "name" },
  { "number", "number" },
  { NULL },
};

/* By the names of YyqEmployeeTab. */
static const YyqEntityFilter filters[] = {
  { "active", { { "state", "active" } } },
  { "left", { { "state", "left" } } },
  { NULL },
};

const YyqEntity yyq_employee_entity = {
  .name = "employee",
  .get_type = yyq_employee_get_type,
  .path = "/employees",
  .permission = "staff.view",
  .columns = columns,
  .sorts = sorts,
  .filters = filters,
};
