/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-employee-list-store.h"

#include <string.h>

#include "yyq-employee-query.h"
#include "yyq-employee-store.h"
#include "yyq-search-sql.h"
#include "yyq-text-clean.h"
#include "yyq-value.h"

/* In the order of the members; what is personal is read by read_rest(). */
#define COLUMNS                                                                               \
  "employee.id, employee.version, employee.unit_id, e.name, employee.number, employee.name, " \
  "employee.gender, employee.document_kind, NULL, NULL, NULL, NULL, NULL, NULL, "             \
  "employee.employment_form, employee.started_on, employee.term_kind, employee.term_start, "  \
  "employee.term_end, employee.department, employee.post, employee.workplace, "               \
  "employee.hours_system, employee.retirement_kind, employee.host_unit, employee.state, "     \
  "employee.left_on, employee.created_at, " YYQ_EMPLOYEE_SEALED

/* Of a whole number; shorter ones are somebody's number in the company. */
#define SHORTEST_DOCUMENT 7
#define LONGEST_DOCUMENT 20

static GStrv
list_states (YyqRecord *query)
{
  const int tab = (int) yyq_employee_query_get_state (YYQ_EMPLOYEE_QUERY (query));
  const char *const words[] = { yyq_employee_word_get_nick (yyq_employee_tab_get_type (), tab),
                                NULL };

  return g_strdupv ((char **) words);
}

static void
read_rest (const YyqListAsk *ask, gpointer employee, YyqRows *rows, guint column)
{
  yyq_employee_store_read_masked (ask->cipher, employee, rows, column);
}

static void
add_number (YyqSqlBuild *build, const YyqListAsk *ask, const char *member, const char *number)
{
  g_auto (GStrv) indexes = yyq_employee_store_list_indexes (ask->cipher, member, number);

  yyq_sql_build_append (build, " OR (x.%s_index IN (SELECT value FROM {list $%u} u)", member,
                        yyq_sql_build_add_list (build, g_steal_pointer (&indexes)));
  yyq_sql_build_append (
    build, " AND x.unit_id IN (SELECT value FROM {list $%u} u))",
    yyq_sql_build_add_list (build, yyq_access_list_units (ask->access, YYQ_STAFF_REVEAL)));
}

/* (transfer full) (nullable): @typed as the number of a document, if it can be one. */
static char *
find_document (const char *typed)
{
  g_autofree char *compact = yyq_text_compact (typed);
  const gsize length = strlen (compact);

  return length >= SHORTEST_DOCUMENT && length <= LONGEST_DOCUMENT ? g_steal_pointer (&compact)
                                                                   : NULL;
}

/*
 * By the words of somebody's own texts, or by a whole number: the keys tell nothing of a part.
 * Numbers find only those whom the caller may reveal: a mask leaves so little open that whoever
 * could ask for number after number would soon have read it.
 */
static void
add_text (YyqSqlBuild *build, const YyqListAsk *ask, const char *typed)
{
  static const YyqSearchTable employees = { .things = "employee",
                                            .tokens = "employee_token",
                                            .thing = "employee_id" };
  const YyqSearchScope scope = { .tenant_id = yyq_access_get_tenant_id (ask->access),
                                 .all_have_tokens = TRUE };
  g_autofree char *phone = yyq_value_normalize (YYQ_VALUE_MOBILE, typed);
  g_autofree char *document = find_document (typed);

  yyq_sql_build_append (build, " AND (x.id IN (SELECT w.id FROM employee w WHERE w.tenant_id = $%u",
                        yyq_sql_build_add_text (build, scope.tenant_id));
  yyq_search_sql_add (build, &employees, "w", &scope, typed);
  yyq_sql_build_append (build, ")");
  if (phone != NULL)
    add_number (build, ask, "phone", phone);
  if (document != NULL)
    add_number (build, ask, "document_number", document);
  yyq_sql_build_append (build, ")");
}

static const YyqListFilter filters[] = {
  { "state", .column = "state", .list_values = list_states },
  { "department", .condition = "x.department = $?" },
  { "text", .add = add_text },
};

const YyqListSource yyq_employee_list = {
  .type = yyq_employee_get_type,
  .query_type = yyq_employee_query_get_type,
  .table = "employee",
  .key = "created_at",
  .columns = COLUMNS,
  .joins = "JOIN enterprise e ON e.id = employee.unit_id",
  .unit_field = "unit_id",
  .filters = filters,
  .n_filters = G_N_ELEMENTS (filters),
  .extra = read_rest,
};
