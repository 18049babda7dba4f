/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-log-source.h"

#include <json-glib/json-glib.h>

#include "yyq-log-action.h"
#include "yyq-log-change.h"
#include "yyq-log-entry.h"
#include "yyq-log-query.h"
#include "yyq-search-sql.h"

/* What it was done to is named as it is called today: names in the chain could not be corrected. */
#define COLUMNS                                                                               \
  "audit.id, audit.seq, audit.at, audit.action, p.name, audit.remote, e.name, "               \
  "CASE WHEN c.id IS NOT NULL THEN c.number || ' ' || c.title ELSE COALESCE(o.name, b.name, " \
  "k.token_label, j.kind, t.name, w.name) END, audit.detail"
#define NAMES                                                                               \
  "JOIN enterprise e ON e.id = audit.unit_id LEFT JOIN account p ON p.id = audit.actor "    \
  "LEFT JOIN contract c ON c.id = audit.object LEFT JOIN account o ON o.id = audit.object " \
  "LEFT JOIN enterprise b ON b.id = audit.object LEFT JOIN ukey_binding k ON k.id = "       \
  "audit.object LEFT JOIN job j ON j.id = audit.object LEFT JOIN template t ON t.id = "     \
  "audit.object LEFT JOIN employee w ON w.id = "                                            \
  "audit.object"

static GStrv
list_actions (YyqRecord *query)
{
  g_autofree const char **names =
    yyq_log_action_names (yyq_log_query_get_module (YYQ_LOG_QUERY (query)));

  return g_strdupv ((char **) names);
}

/* The words are looked for in the things, of which there are fewer than entries. */
static void
add_text (YyqSqlBuild *build, const YyqListAsk *ask, const char *typed)
{
  static const YyqSearchTable contracts = { .things = "contract",
                                            .tokens = "contract_token",
                                            .thing = "contract_id" };
  static const YyqSearchTable employees = { .things = "employee",
                                            .tokens = "employee_token",
                                            .thing = "employee_id" };
  g_autofree char *text = g_strstrip (g_strdup (typed));
  const YyqSearchScope scope = { .tenant_id = yyq_access_get_tenant_id (ask->access) };
  const YyqSearchScope of_staff = { .tenant_id = scope.tenant_id, .all_have_tokens = TRUE };
  guint tenant;

  if (*text == '\0')
    return;
  tenant = yyq_sql_build_add_text (build, scope.tenant_id);
  yyq_sql_build_append (build,
                        " AND x.object IN (SELECT c.id FROM contract c WHERE c.tenant_id = $%u "
                        "AND c.number = $%u UNION SELECT c.id FROM contract c WHERE c.tenant_id = "
                        "$%u",
                        tenant, yyq_sql_build_add_text (build, text), tenant);
  yyq_search_sql_add (build, &contracts, "c", &scope, text);
  yyq_sql_build_append (build,
                        " UNION SELECT a.id FROM member m JOIN account a ON a.id = m.account_id "
                        "WHERE m.tenant_id = $%u",
                        tenant);
  yyq_search_sql_add_column (build, "a.name", text);
  yyq_sql_build_append (build, " UNION SELECT e.id FROM enterprise e WHERE e.tenant_id = $%u",
                        tenant);
  yyq_search_sql_add_column (build, "e.name", text);
  yyq_sql_build_append (build, " UNION SELECT t.id FROM template t WHERE t.tenant_id = $%u",
                        tenant);
  yyq_search_sql_add_column (build, "t.name", text);
  yyq_sql_build_append (build, " UNION SELECT w.id FROM employee w WHERE w.tenant_id = $%u",
                        tenant);
  yyq_search_sql_add (build, &employees, "w", &of_staff, text);
  yyq_sql_build_append (build, ")");
}

static void
read_changes (const YyqListAsk *ask, gpointer entry, YyqRows *rows, guint column)
{
  GListStore *changes = G_LIST_STORE (yyq_log_entry_get_changes (entry));
  const char *detail = yyq_rows_get_text (rows, column);
  g_autoptr (JsonNode) node = detail != NULL ? json_from_string (detail, NULL) : NULL;
  JsonArray *all = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; all != NULL && i < json_array_get_length (all); i++) {
    JsonArray *one = json_array_get_array_element (all, i);
    g_autoptr (YyqLogChange) change =
      g_object_new (YYQ_TYPE_LOG_CHANGE, "field", json_array_get_string_element (one, 0), "before",
                    json_array_get_string_element (one, 1), "after",
                    json_array_get_string_element (one, 2), NULL);

    g_list_store_append (changes, change);
  }
}

static const YyqListFilter filters[] = {
  { "module", .column = "action", .list_values = list_actions },
  { "account_id", .condition = "x.actor = $?" },
  { "from", .condition = "x.at >= $?" },
  { "to", .condition = "x.at < $?" },
  { "text", .add = add_text },
};

const YyqListSource yyq_log_source = {
  .type = yyq_log_entry_get_type,
  .query_type = yyq_log_query_get_type,
  .table = "audit",
  .key = "at",
  .columns = COLUMNS,
  .joins = NAMES,
  .unit_field = "unit_id",
  .filters = filters,
  .n_filters = G_N_ELEMENTS (filters),
  .extra = read_changes,
};
