/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-bench-contracts.h"

#include "yyq-test-storage.h"

#define N_UNITS 500

#define NUMBERS "WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < %u) "
#define HUNDREDTHS \
  "WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 100 FROM n WHERE i < %u - 100) "

/* %u: the last contract. */
static const char *const fill[] = {
  "INSERT INTO enterprise (id, tenant_id, name, uscc, created_at) VALUES ('t', 't', 'n', 'u', 1)",
  "INSERT INTO enterprise (id, tenant_id, parent_id, name, uscc, created_at) "
  "WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < " G_STRINGIFY (
    N_UNITS) " - 1) SELECT 'u' || CAST(i AS TEXT), 't', 't', 'n', 'u' || CAST(i AS TEXT), 1 FROM n",
  "INSERT INTO contract (id, tenant_id, enterprise_id, number, title, state, initiator_name, "
  "participants, search_text, search_form, initiated_at, version, revision, sha256) " NUMBERS
  "SELECT 'c' || CAST(i AS TEXT), 't', "
  "'u' || CAST(CASE WHEN i %% 3 = 0 THEN 7 ELSE i %% " G_STRINGIFY (
    N_UNITS) " END AS TEXT), "
             "CAST(i AS TEXT), 'T' || CAST(i %% 977 AS TEXT), "
             "CASE i %% 4 WHEN 0 THEN 'signing' WHEN 1 THEN 'completed' WHEN 2 THEN 'draft' ELSE "
             "'refused' END, "
             "'a', 'b', '', 1, CAST(i AS BIGINT) * 7919 %% 100000007, 1, 0, 'x' FROM n",
  "INSERT INTO contract_party (id, contract_id, seq, side, name, state, field, page, x, y, width, "
  "height) " HUNDREDTHS
  "SELECT s.side || CAST(i AS TEXT), 'c' || CAST(i AS TEXT), s.seq, s.side, 'p', 'waiting', "
  "s.side, 1, 1000, 2000, 3000, 4000 "
  "FROM n CROSS JOIN (SELECT 1 AS seq, 'worker' AS side UNION ALL SELECT 2, 'employer') s",
  "INSERT INTO contract_revision (contract_id, number, sha256, length, at, format) " HUNDREDTHS
  "SELECT 'c' || CAST(i AS TEXT), r.number, 'sha256', 12345, 1700000000000, 2 "
  "FROM n CROSS JOIN (SELECT 0 AS number UNION ALL SELECT 1) r",
};

void
yyq_bench_contracts_add (YyqStorage *storage, guint n_contracts)
{
  g_autofree char *last = g_strdup_printf ("%u", n_contracts - 1);
  g_autoptr (GError) error = NULL;

  yyq_storage_begin (storage, &error);
  if (yyq_test_storage_is_postgresql ())
    yyq_storage_execute (storage, &error, "SET LOCAL statement_timeout = 0", "");
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (fill); i++) {
    g_autoptr (GString) sql = g_string_new (fill[i]);

    g_string_replace (sql, "%u", last, 0);
    g_string_replace (sql, "%%", "%", 0);
    yyq_storage_execute (storage, &error, sql->str, "");
    g_assert_no_error (error);
  }
  yyq_storage_commit (storage, &error);
  if (!yyq_test_storage_is_postgresql () || yyq_storage_begin (storage, &error))
    yyq_storage_execute (storage, &error, "ANALYZE contract", "");
  if (yyq_storage_in_transaction (storage))
    yyq_storage_commit (storage, &error);
  g_assert_no_error (error);
}
