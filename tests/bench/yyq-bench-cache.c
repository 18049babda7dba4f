/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-bench-cache.h"

#include "yyq-contract-entity.h"
#include "yyq-contract.h"

#include <string.h>

#define BATCH 2000
#define NEWEST_MS G_GINT64_CONSTANT (1760000000000)
#define TEN_YEARS_MS (G_GINT64_CONSTANT (3652) * 24 * 3600 * 1000)

static const char *const family_names[] = { "王", "李", "张", "刘", "陈",   "杨",
                                            "赵", "黄", "周", "吴", "欧阳", "徐" };
static const char *const given_names[] = { "伟", "芳", "娜", "敏", "静", "丽", "强", "磊",
                                           "军", "洋", "勇", "艳", "杰", "娟", "涛", "明" };
static const char *const kinds[] = {
  "劳动合同（固定期限）", "劳动合同（无固定期限）", "保密协议",
  "竞业限制协议",         "劳动合同续签协议",       "培训服务协议"
};

static const YyqEntity *const registered[] = { &yyq_contract_entity, NULL };

static void
step_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

/* (transfer full): what the call brought, after it was waited for. */
static GAsyncResult *
wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return g_steal_pointer (result);
}

YyqBenchCache *
yyq_bench_cache_open (const char *directory)
{
  YyqBenchCache *self = g_new0 (YyqBenchCache, 1);
  g_autofree char *path = g_build_filename (directory, "cache.db", NULL);
  g_autoptr (YyqSecret) key = yyq_secret_new_from_text ("the key of all benchmarks, 32 b.");
  g_autoptr (GAsyncResult) opened = NULL;
  g_autoptr (GError) error = NULL;

  self->cipher = yyq_cipher_new (key, 1);
  self->database = yyq_database_new (path);
  yyq_database_open_async (self->database, NULL, step_cb, &opened);
  opened = wait_for (&opened);
  yyq_database_open_finish (self->database, opened, &error);
  g_assert_no_error (error);
  self->records = yyq_record_cache_new (self->database, self->cipher, NULL, registered);
  self->replies = yyq_reply_cache_new (self->database, self->cipher);
  return self;
}

void
yyq_bench_cache_free (YyqBenchCache *self)
{
  g_object_unref (self->records);
  g_object_unref (self->replies);
  g_object_unref (self->database);
  yyq_cipher_unref (self->cipher);
  g_free (self);
}

static YyqContract *
contract (guint i, guint n)
{
  /* A fixed sequence, so that all runs measure the same. */
  const guint mixed = i * 2654435761u;
  const YyqContractState state = i % 4 == 0    ? YYQ_CONTRACT_STATE_SIGNING
                                 : i % 17 == 0 ? YYQ_CONTRACT_STATE_WITHDRAWN
                                               : YYQ_CONTRACT_STATE_COMPLETED;
  const gint64 initiated_at = NEWEST_MS - TEN_YEARS_MS / n * (n - i);
  g_autofree char *id = g_strdup_printf ("0190%04x-0000-7000-8000-%012x", i >> 16, i);
  g_autofree char *number = g_strdup_printf ("HT%08u", i);
  g_autofree char *worker =
    g_strconcat (family_names[(mixed >> 8) % G_N_ELEMENTS (family_names)],
                 given_names[(mixed >> 14) % G_N_ELEMENTS (given_names)],
                 given_names[(mixed >> 20) % G_N_ELEMENTS (given_names)], NULL);
  g_autofree char *title =
    g_strdup_printf ("%s-%s", kinds[(mixed >> 11) % G_N_ELEMENTS (kinds)], worker);

  return g_object_new (
    YYQ_TYPE_CONTRACT, "id", id, "number", number, "title", title, "state", state, "version",
    G_GINT64_CONSTANT (1), "initiator-name", i % 3 == 0 ? "赵敏" : "钱静", "participants", worker,
    "initiated-at", initiated_at, "completed-at",
    state == YYQ_CONTRACT_STATE_COMPLETED ? initiated_at + 86400000 : G_GINT64_CONSTANT (0),
    "my-turn", state == YYQ_CONTRACT_STATE_SIGNING && i % 8 == 0, NULL);
}

static void
put_figures (YyqBenchCache *self, const char *id, const char *json)
{
  g_autoptr (GBytes) content = g_bytes_new_static (json, strlen (json));
  g_autoptr (GAsyncResult) put = NULL;
  g_autoptr (GError) error = NULL;

  yyq_reply_cache_put_async (self->replies, YYQ_REPLY_HOME, id, content, NULL, step_cb, &put);
  put = wait_for (&put);
  yyq_reply_cache_put_finish (self->replies, put, &error);
  g_assert_no_error (error);
}

static void
put_contracts (YyqBenchCache *self, guint from, guint to, guint n)
{
  g_autoptr (YyqRecordChanges) changes = yyq_record_changes_new ();
  g_autoptr (GPtrArray) moves = NULL;
  g_autoptr (GAsyncResult) applied = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = from; i < to; i++) {
    g_autoptr (YyqContract) one = contract (i, n);

    yyq_record_changes_put (changes, &yyq_contract_entity, one, NULL);
  }
  yyq_record_cache_apply_async (self->records, g_steal_pointer (&changes), NULL, step_cb, &applied);
  applied = wait_for (&applied);
  moves = yyq_record_cache_apply_finish (self->records, applied, &error);
  g_assert_no_error (error);
}

void
yyq_bench_cache_fill (YyqBenchCache *self, guint n)
{
  for (guint i = 0; i < n; i += BATCH)
    put_contracts (self, i, MIN (n, i + BATCH), n);
  put_figures (
    self, "todo",
    "{\"contracts_to_sign\":7,\"oldest_at\":1755000000000,\"contracts_total\":0,\"contracts_"
    "completed\":0,"
    "\"contracts_signing\":0,\"mean_signing_ms\":0,\"employees_active\":0,\"items\":[]}");
  put_figures (
    self, "overview",
    "{\"contracts_to_sign\":0,\"oldest_at\":0,\"contracts_total\":60,\"contracts_completed\":41,"
    "\"contracts_signing\":15,\"mean_signing_ms\":90000000,\"employees_active\":30,\"items\":[]}");
}
