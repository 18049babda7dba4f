/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-contract-list-store.h"

#include "yyq-contract-search-store.h"
#include "yyq-contract-store.h"
#include "yyq-service-error.h"
#include "yyq-sql-build.h"
#include "yyq-unit-store.h"

/* $1: the units that @access may see contracts of. */
static void
build_init (YyqSqlBuild *build, const YyqAccess *access, const char *sql)
{
  yyq_sql_build_init (build, sql);
  yyq_sql_build_add_list (build, yyq_access_list_units (access, YYQ_CONTRACT_VIEW));
}

static const char *
tab_condition (YyqContractTab tab)
{
  switch (tab) {
  case YYQ_CONTRACT_TAB_MINE:
    return " AND x.state = 'signing' AND x.my_turn = 1";
  case YYQ_CONTRACT_TAB_OTHERS:
    return " AND x.state = 'signing' AND x.my_turn = 0";
  case YYQ_CONTRACT_TAB_DONE:
    return " AND x.state = 'completed'";
  case YYQ_CONTRACT_TAB_ALL:
  default:
    return "";
  }
}

/* As the index has it. The numbers are those of YyqContractState, which cursors hold. */
#define STATE_ORDER                                                                \
  "(CASE x.state WHEN 'draft' THEN 0 WHEN 'filling' THEN 1 WHEN 'signing' THEN 2 " \
  "WHEN 'completed' THEN 3 WHEN 'withdrawn' THEN 4 WHEN 'refused' THEN 5 ELSE 6 END)"

static const char *
sort_column (YyqContractSort sort)
{
  switch (sort) {
  case YYQ_CONTRACT_SORT_TITLE:
    return "x.title";
  case YYQ_CONTRACT_SORT_STATE:
    return STATE_ORDER;
  case YYQ_CONTRACT_SORT_INITIATED_AT:
  default:
    return "x.initiated_at";
  }
}

static gboolean
has_text (const YyqContractQuery *query)
{
  return query->text != NULL && *query->text != '\0';
}

static void
add_filters (YyqSqlBuild *build, const YyqSearchScope *scope, const YyqContractQuery *query)
{
  yyq_sql_build_append (build, "%s", tab_condition (query->tab));
  if (query->from_ms != 0)
    yyq_sql_build_append (build, " AND x.initiated_at >= $%u",
                          yyq_sql_build_add_int (build, query->from_ms));
  if (query->to_ms != 0)
    yyq_sql_build_append (build, " AND x.initiated_at < $%u",
                          yyq_sql_build_add_int (build, query->to_ms));
  if (has_text (query))
    yyq_search_sql_add (build, &yyq_contract_search, "x", scope, query->text);
}

static char *
sort_value (const YyqContractQuery *query, YyqContract *contract)
{
  switch (query->sort) {
  case YYQ_CONTRACT_SORT_TITLE:
    return g_strdup (yyq_contract_get_title (contract));
  case YYQ_CONTRACT_SORT_STATE:
    return g_strdup_printf ("%d", (int) yyq_contract_get_state (contract));
  case YYQ_CONTRACT_SORT_INITIATED_AT:
  default:
    return g_strdup_printf ("%" G_GINT64_FORMAT, yyq_contract_get_initiated_at (contract));
  }
}

/* (transfer full): binds the cursor to everything that decides the order and the rows. */
static char *
cursor_place (const YyqAccess *access, const YyqContractQuery *query)
{
  return g_strdup_printf (
    "contract|cursor|%s|%d|%" G_GINT64_FORMAT "|%" G_GINT64_FORMAT "|%d|%d|%s",
    yyq_access_get_tenant_id (access), (int) query->tab, query->from_ms, query->to_ms,
    (int) query->sort, query->descending ? 1 : 0, query->text == NULL ? "" : query->text);
}

/* Sealed: a title names people, and a cursor may stand in a URL. No character of it needs escaping
 * there. */
static char *
make_cursor (YyqPlatform *platform, const YyqAccess *access, const YyqContractQuery *query,
             YyqContract *last)
{
  g_autofree char *value = sort_value (query, last);
  g_autofree char *text = g_strdup_printf ("%s\x1f%s", yyq_contract_get_id (last), value);
  g_autofree char *place = cursor_place (access, query);
  g_autoptr (GBytes) sealed =
    yyq_field_cipher_seal (yyq_platform_get_cipher (platform), place, text);
  char *encoded = g_base64_encode (g_bytes_get_data (sealed, NULL), g_bytes_get_size (sealed));

  g_strdelimit (encoded, "+", '-');
  g_strdelimit (encoded, "/", '_');
  g_strdelimit (encoded, "=", '~');
  return encoded;
}

static gboolean
read_cursor (YyqPlatform *platform, const YyqAccess *access, const YyqContractQuery *query,
             const char *after, char **id, char **value)
{
  g_autofree char *encoded = g_strdup (after);
  g_autofree char *place = cursor_place (access, query);
  g_autofree char *text = NULL;
  g_autoptr (GBytes) sealed = NULL;
  g_auto (GStrv) parts = NULL;
  guchar *data;
  gsize length;

  g_strdelimit (encoded, "-", '+');
  g_strdelimit (encoded, "_", '/');
  g_strdelimit (encoded, "~", '=');
  data = g_base64_decode (encoded, &length);
  sealed = g_bytes_new_take (data, length);
  text = yyq_field_cipher_open (yyq_platform_get_cipher (platform), place, sealed, NULL);
  parts = g_strsplit (text != NULL ? text : "", "\x1f", 2);
  if (g_strv_length (parts) != 2)
    return FALSE;
  *id = g_strdup (parts[0]);
  *value = g_strdup (parts[1]);
  return TRUE;
}

static gboolean
add_keyset (YyqPlatform *platform, YyqSqlBuild *build, const YyqAccess *access,
            const YyqContractQuery *query, const char *after, GError **error)
{
  g_autofree char *id = NULL;
  g_autofree char *value = NULL;
  guint n_value, n_id;

  if (!read_cursor (platform, access, query, after, &id, &value)) {
    g_set_error_literal (error, YYQ_SERVICE_ERROR, YYQ_SERVICE_ERROR_INVALID,
                         "/after: not a cursor of this list");
    return FALSE;
  }
  if (query->sort == YYQ_CONTRACT_SORT_TITLE)
    n_value = yyq_sql_build_add_text (build, value);
  else
    n_value = yyq_sql_build_add_int (build, g_ascii_strtoll (value, NULL, 10));
  n_id = yyq_sql_build_add_text (build, id);
  yyq_sql_build_append (build, " AND (%s, x.id) %s ($%u, $%u)", sort_column (query->sort),
                        query->descending ? "<" : ">", n_value, n_id);
  return TRUE;
}

static GPtrArray *
run (YyqPlatform *platform, YyqSqlBuild *build, GHashTable *units, guint limit, gboolean *more,
     GError **error)
{
  g_autoptr (GPtrArray) contracts = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *sql = yyq_record_sql_expand (&yyq_contract_sql, build->sql->str);
  g_autoptr (GError) local = NULL;
  g_autoptr (YyqRows) rows =
    yyq_sql_build_query (build, yyq_platform_get_storage (platform), sql, error);

  if (rows == NULL)
    return NULL;
  *more = FALSE;
  while (yyq_rows_next (rows, &local)) {
    YyqContract *contract;

    if (contracts->len == limit) {
      *more = TRUE;
      break;
    }
    contract = yyq_record_sql_read (&yyq_contract_sql, rows, 0);
    g_object_set (contract, "unit-name",
                  g_hash_table_lookup (units, yyq_contract_get_enterprise_id (contract)), NULL);
    g_ptr_array_add (contracts, contract);
  }
  if (local == NULL)
    return g_steal_pointer (&contracts);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

static void
add_order (YyqSqlBuild *build, const YyqContractQuery *query, const char *alias, guint limit)
{
  const char *direction = query->descending ? "DESC" : "ASC";
  g_autoptr (GString) column = g_string_new (sort_column (query->sort));
  g_autofree char *member = g_strdup_printf ("%s.", alias);

  g_string_replace (column, "x.", member, 0);
  yyq_sql_build_append (build, " ORDER BY %s %s, %s.id %s LIMIT $%u", column->str, direction, alias,
                        direction, limit);
}

/*
 * Words are rare: the contracts that have them are found first. Else a page of each unit is read
 * along the index, and the first of all these are the page.
 */
static gboolean
build_query (YyqPlatform *platform, YyqSqlBuild *build, const YyqAccess *access, GHashTable *units,
             const YyqContractQuery *query, guint limit, const char *after, GError **error)
{
  YyqSearchScope scope = { yyq_access_get_tenant_id (access), units,
                           yyq_platform_get_cipher (platform), TRUE };
  gboolean by_unit = !has_text (query);
  guint most;

  if (!by_unit &&
      !yyq_contract_search_store_is_complete (yyq_platform_get_storage (platform), scope.tenant_id,
                                              &scope.all_have_tokens, error))
    return FALSE;
  build_init (build, access,
              by_unit ? "SELECT {contract} FROM {list $1} u {top contract x} "
                        "WHERE x.enterprise_id = u.value"
                      : "SELECT {x} FROM contract x "
                        "WHERE x.enterprise_id IN (SELECT value FROM {list $1} u)");
  add_filters (build, &scope, query);
  if (after != NULL && *after != '\0' && !add_keyset (platform, build, access, query, after, error))
    return FALSE;
  most = yyq_sql_build_add_int (build, (gint64) limit + 1);
  add_order (build, query, "x", most);
  if (by_unit) {
    yyq_sql_build_append (build, " {/top}");
    add_order (build, query, "contract", most);
  }
  return TRUE;
}

GPtrArray *
yyq_contract_list_store_read (YyqPlatform *platform, const YyqAccess *access,
                              const YyqContractQuery *query, guint limit, const char *after,
                              char **next, GError **error)
{
  g_auto (YyqSqlBuild) build = { NULL };
  g_autoptr (GPtrArray) contracts = NULL;
  g_autoptr (GHashTable) units = yyq_unit_store_load_names (
    yyq_platform_get_storage (platform), yyq_access_get_tenant_id (access), error);
  gboolean more;

  *next = NULL;
  if (units == NULL || !build_query (platform, &build, access, units, query, limit, after, error))
    return NULL;
  contracts = run (platform, &build, units, limit, &more, error);
  if (contracts != NULL && more)
    *next =
      make_cursor (platform, access, query, g_ptr_array_index (contracts, contracts->len - 1));
  return g_steal_pointer (&contracts);
}

gboolean
yyq_contract_list_store_count (YyqPlatform *platform, const YyqAccess *access,
                               YyqContractCounts *counts, GError **error)
{
  g_auto (GStrv) units = yyq_access_list_units (access, YYQ_CONTRACT_VIEW);
  g_autoptr (GError) local = NULL;
  g_autoptr (YyqRows) rows = yyq_storage_query (
    yyq_platform_get_storage (platform), error,
    "SELECT count(*), coalesce(sum(CASE WHEN state = 'signing' AND my_turn = 1 THEN 1 ELSE 0 END), "
    "0), "
    "coalesce(sum(CASE WHEN state = 'signing' AND my_turn = 0 THEN 1 ELSE 0 END), 0), "
    "coalesce(sum(CASE WHEN state = 'completed' THEN 1 ELSE 0 END), 0) FROM contract WHERE "
    "enterprise_id IN (SELECT value FROM {list $1} u)",
    "a", units);

  if (rows == NULL)
    return FALSE;
  if (yyq_rows_next (rows, &local)) {
    counts->all = yyq_rows_get_int (rows, 0);
    counts->mine = yyq_rows_get_int (rows, 1);
    counts->others = yyq_rows_get_int (rows, 2);
    counts->done = yyq_rows_get_int (rows, 3);
    return TRUE;
  }
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}
