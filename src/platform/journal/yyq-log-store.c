/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-log-store.h"

#include <json-glib/json-glib.h>

#include "yyq-log-action.h"
#include "yyq-log-change.h"
#include "yyq-search-tokens.h"
#include "yyq-service-error.h"
#include "yyq-sql-build.h"

#define MAX_TOKENS 8
#define MAX_CHOICES 1000

/* What it was done to is named as it is called today: names in the chain could not be corrected. */
#define COLUMNS                                                                               \
  "audit.id, audit.seq, audit.at, audit.action, p.name, audit.remote, e.name, "               \
  "CASE WHEN c.id IS NOT NULL THEN c.number || ' ' || c.title ELSE COALESCE(o.name, b.name, " \
  "k.token_label, j.kind) END, audit.detail"
#define NAMES                                                                               \
  " JOIN enterprise e ON e.id = audit.unit_id LEFT JOIN account p ON p.id = audit.actor "   \
  "LEFT JOIN contract c ON c.id = audit.object LEFT JOIN account o ON o.id = audit.object " \
  "LEFT JOIN enterprise b ON b.id = audit.object LEFT JOIN ukey_binding k ON k.id = "       \
  "audit.object LEFT JOIN job j ON j.id = audit.object"

/* The units that are asked for, as far as he may see them. */
static GStrv
units_of (const YyqAccess *access, const char *permission, YyqLogQuery *query)
{
  const char *unit = yyq_log_query_get_unit_id (query);
  const char *const one[] = { unit, NULL };

  if (unit == NULL)
    return yyq_access_list_units (access, permission);
  return yyq_access_may_in (access, permission, unit) ? g_strdupv ((char **) one)
                                                      : g_new0 (char *, 1);
}

/* The words are looked for in the things, of which there are fewer than entries; @text has one. */
static void
add_words (YyqSqlBuild *build, const YyqAccess *access, const char *text, GStrv words)
{
  g_auto (GStrv) tokens = yyq_search_tokens_of_query (text);
  guint tenant = yyq_sql_build_add_text (build, yyq_access_get_tenant_id (access));
  guint like[MAX_TOKENS];
  guint n = MIN (g_strv_length (words), MAX_TOKENS);

  for (guint i = 0; i < n; i++)
    like[i] = yyq_sql_build_add_like (build, words[i]);
  yyq_sql_build_append (build,
                        " AND x.object IN (SELECT c.id FROM contract c WHERE c.tenant_id = $%u "
                        "AND c.number = $%u UNION SELECT c.id FROM contract c WHERE c.tenant_id = "
                        "$%u",
                        tenant, yyq_sql_build_add_text (build, text), tenant);
  for (guint i = 0; tokens[i] != NULL && i < MAX_TOKENS; i++)
    yyq_sql_build_append (build,
                          " AND c.id IN (SELECT t.contract_id FROM contract_token t WHERE "
                          "t.tenant_id = $%u AND t.token = $%u)",
                          tenant, yyq_sql_build_add_text (build, tokens[i]));
  for (guint i = 0; i < n; i++)
    yyq_sql_build_append (build, " AND c.search_text LIKE $%u ESCAPE '\\'", like[i]);
  yyq_sql_build_append (build,
                        " UNION SELECT a.id FROM member m JOIN account a ON a.id = m.account_id "
                        "WHERE m.tenant_id = $%u",
                        tenant);
  for (guint i = 0; i < n; i++)
    yyq_sql_build_append (build, " AND lower(a.name) LIKE $%u ESCAPE '\\'", like[i]);
  yyq_sql_build_append (build, " UNION SELECT e.id FROM enterprise e WHERE e.tenant_id = $%u",
                        tenant);
  for (guint i = 0; i < n; i++)
    yyq_sql_build_append (build, " AND lower(e.name) LIKE $%u ESCAPE '\\'", like[i]);
  yyq_sql_build_append (build, ")");
}

static void
add_text (YyqSqlBuild *build, const YyqAccess *access, const char *text)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (text != NULL ? text : ""));
  g_auto (GStrv) words = yyq_search_words (trimmed);

  if (words[0] != NULL)
    add_words (build, access, trimmed, words);
}

static void
add_filters (YyqSqlBuild *build, const YyqAccess *access, YyqLogQuery *query)
{
  if (yyq_log_query_get_account_id (query) != NULL)
    yyq_sql_build_append (build, " AND x.actor = $%u",
                          yyq_sql_build_add_text (build, yyq_log_query_get_account_id (query)));
  if (yyq_log_query_get_from (query) != 0)
    yyq_sql_build_append (build, " AND x.at >= $%u",
                          yyq_sql_build_add_int (build, yyq_log_query_get_from (query)));
  if (yyq_log_query_get_to (query) != 0)
    yyq_sql_build_append (build, " AND x.at < $%u",
                          yyq_sql_build_add_int (build, yyq_log_query_get_to (query)));
  add_text (build, access, yyq_log_query_get_text (query));
}

/* From each unit, and of a module from each of its actions, no more than a page along an index. */
static void
build_init (YyqSqlBuild *build, const YyqAccess *access, const char *permission, YyqLogQuery *query,
            const char *columns)
{
  const YyqLogModule module = yyq_log_query_get_module (query);

  yyq_sql_build_init (build, "SELECT ");
  yyq_sql_build_append (build, "%s FROM {list $%u} u", columns,
                        yyq_sql_build_add_list (build, units_of (access, permission, query)));
  if (module != YYQ_LOG_MODULE_ALL) {
    g_autofree const char **names = yyq_log_action_names (module);

    yyq_sql_build_append (build, " CROSS JOIN {list $%u} n",
                          yyq_sql_build_add_list (build, g_strdupv ((char **) names)));
  }
  yyq_sql_build_append (build, " {top audit x} WHERE x.unit_id = u.value");
  if (module != YYQ_LOG_MODULE_ALL)
    yyq_sql_build_append (build, " AND x.action = n.value");
  add_filters (build, access, query);
}

/* "TIME.ID" */
static gboolean
add_after (YyqSqlBuild *build, const char *after, GError **error)
{
  char *id = NULL;
  gint64 at = g_ascii_strtoll (after, &id, 10);

  if (*id != '.') {
    g_set_error_literal (error, YYQ_SERVICE_ERROR, YYQ_SERVICE_ERROR_INVALID,
                         "/after: not a cursor of this list");
    return FALSE;
  }
  yyq_sql_build_append (build, " AND (x.at, x.id) < ($%u, $%u)", yyq_sql_build_add_int (build, at),
                        yyq_sql_build_add_text (build, id + 1));
  return TRUE;
}

static void
read_changes (YyqLogEntry *entry, const char *detail)
{
  GListStore *changes = G_LIST_STORE (yyq_log_entry_get_changes (entry));
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

static YyqLogEntry *
entry_of_row (YyqRows *rows)
{
  YyqLogEntry *entry = g_object_new (
    YYQ_TYPE_LOG_ENTRY, "id", yyq_rows_get_text (rows, 0), "seq", yyq_rows_get_int (rows, 1), "at",
    yyq_rows_get_int (rows, 2), "action", yyq_rows_get_text (rows, 3), "actor",
    yyq_rows_get_text (rows, 4), "remote", yyq_rows_get_text (rows, 5), "unit",
    yyq_rows_get_text (rows, 6), "object", yyq_rows_get_text (rows, 7), NULL);

  read_changes (entry, yyq_rows_get_text (rows, 8));
  return entry;
}

static char *
cursor_of (YyqLogEntry *entry)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT ".%s", yyq_log_entry_get_at (entry),
                          yyq_log_entry_get_id (entry));
}

GPtrArray *
yyq_log_store_read (YyqStorage *storage, const YyqAccess *access, const char *permission,
                    YyqLogQuery *query, const char *after, guint limit, char **next, GError **error)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (g_object_unref);
  g_auto (YyqSqlBuild) build = { NULL };
  g_autoptr (YyqRows) rows = NULL;
  g_autoptr (GError) local = NULL;
  guint most;

  *next = NULL;
  build_init (&build, access, permission, query, COLUMNS);
  if (after != NULL && !add_after (&build, after, error))
    return NULL;
  most = yyq_sql_build_add_int (&build, (gint64) limit + 1);
  yyq_sql_build_append (&build,
                        " ORDER BY x.at DESC, x.id DESC LIMIT $%u {/top}" NAMES
                        " ORDER BY audit.at DESC, audit.id DESC LIMIT $%u",
                        most, most);
  rows = yyq_sql_build_query (&build, storage, NULL, error);
  if (rows == NULL)
    return NULL;
  while (yyq_rows_next (rows, &local)) {
    if (entries->len == limit) {
      *next = cursor_of (g_ptr_array_index (entries, limit - 1));
      break;
    }
    g_ptr_array_add (entries, entry_of_row (rows));
  }
  if (local == NULL)
    return g_steal_pointer (&entries);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

gboolean
yyq_log_store_count (YyqStorage *storage, const YyqAccess *access, const char *permission,
                     YyqLogQuery *query, gint64 most, gint64 *n, GError **error)
{
  g_auto (YyqSqlBuild) build = { NULL };
  g_autoptr (YyqRows) rows = NULL;
  g_autoptr (GError) local = NULL;
  guint limit;

  build_init (&build, access, permission, query, "COUNT(*)");
  limit = yyq_sql_build_add_int (&build, most);
  yyq_sql_build_append (&build, " ORDER BY x.at DESC, x.id DESC LIMIT $%u {/top}", limit);
  rows = yyq_sql_build_query (&build, storage, NULL, error);
  if (rows == NULL)
    return FALSE;
  if (yyq_rows_next (rows, &local)) {
    *n = MIN (yyq_rows_get_int (rows, 0), most);
    return TRUE;
  }
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/* Takes @rows. */
static GPtrArray *
read_choices (YyqRows *rows, GError **error)
{
  g_autoptr (YyqRows) owned = rows;
  g_autoptr (GPtrArray) choices = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) local = NULL;

  while (rows != NULL && yyq_rows_next (rows, &local))
    g_ptr_array_add (choices, g_object_new (YYQ_TYPE_CHOICE, "id", yyq_rows_get_text (rows, 0),
                                            "name", yyq_rows_get_text (rows, 1), NULL));
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  else if (rows != NULL)
    return g_steal_pointer (&choices);
  return NULL;
}

GPtrArray *
yyq_log_store_list_accounts (YyqStorage *storage, const YyqAccess *access, GError **error)
{
  return read_choices (
    yyq_storage_query (storage, error,
                       "SELECT DISTINCT a.id, a.name FROM member m JOIN account a ON a.id = "
                       "m.account_id WHERE m.tenant_id = $1 ORDER BY a.name, a.id LIMIT $2",
                       "si", yyq_access_get_tenant_id (access), (gint64) MAX_CHOICES),
    error);
}

GPtrArray *
yyq_log_store_list_units (YyqStorage *storage, const YyqAccess *access, GError **error)
{
  g_auto (GStrv) units = yyq_access_list_units (access, YYQ_LOG_VIEW);

  return read_choices (
    yyq_storage_query (storage, error,
                       "SELECT e.id, e.name FROM {list $1} u JOIN enterprise e ON e.id = u.value "
                       "ORDER BY e.name, e.id LIMIT $2",
                       "ai", units, (gint64) MAX_CHOICES),
    error);
}
