/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-log-export-job.h"

#include <glib/gi18n.h>

#include "yyq-access-store.h"
#include "yyq-clock.h"
#include "yyq-job-reply.h"
#include "yyq-log-action.h"
#include "yyq-log-change.h"
#include "yyq-log-entry.h"
#include "yyq-log-query.h"
#include "yyq-log-source.h"
#include "yyq-reply.h"
#include "yyq-service-error.h"
#include "yyq-table-file.h"
#include "yyq-wire-record.h"
#include "yyq-wire.h"

#define STEP 500

static const char *const titles[] = { "序号",   "时间",   "模块",    "操作", "对象", "变更前",
                                      "变更后", "操作人", "IP 地址", "单位", NULL };

static char *
describe (YyqLogQuery *query, YyqTableFormat format)
{
  const gint64 now = yyq_clock_now () + 1;
  const gint64 to = yyq_log_query_get_to (query);
  g_autoptr (JsonNode) node = yyq_wire_record_encode (query);
  JsonObject *object = json_node_get_object (node);

  json_object_set_int_member (object, "to", to != 0 ? MIN (to, now) : now);
  json_object_set_string_member (object, "format", yyq_table_format_get_suffix (format));
  return json_to_string (node, FALSE);
}

/* What the job was started with, and what its starter may do by now. */
typedef struct {
  YyqLogQuery *query;
  YyqTableFormat format;
  YyqAccess *access; /* (nullable): he has left */
  YyqStorage *storage;
} Wish;

static void
wish_clear (Wish *self)
{
  g_clear_object (&self->query);
  g_clear_pointer (&self->access, yyq_access_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Wish, wish_clear)

static gboolean
wish_init (Wish *self, YyqJobWork *work, GError **error)
{
  YyqPlatform *platform = yyq_job_work_get_platform (work);
  g_autoptr (JsonNode) node = json_from_string (yyq_job_work_get_params (work), error);
  g_autoptr (GError) local = NULL;
  const char *format;

  if (node == NULL ||
      (self->query = yyq_wire_record_decode (node, YYQ_TYPE_LOG_QUERY, error)) == NULL ||
      !yyq_wire_get_string (json_node_get_object (node), "format", &format, error))
    return FALSE;
  yyq_table_format_from_string (format, &self->format);
  self->storage = yyq_platform_get_storage (platform);
  self->access = yyq_access_store_load (platform, yyq_job_work_get_account (work), NULL,
                                        yyq_job_work_get_tenant (work), &local);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/* NULL: there is a file to make. */
static const char *
find_problem (Wish *wish, gint64 n)
{
  if (!yyq_access_may (wish->access, YYQ_LOG_EXPORT))
    return "forbidden";
  return n > YYQ_LOG_EXPORT_MOST ? "too-many" : NULL;
}

static gboolean
count (Wish *wish, gint64 *n, GError **error)
{
  const YyqListAsk ask = { wish->access, YYQ_LOG_EXPORT, YYQ_RECORD (wish->query) };

  *n = 0;
  return !yyq_access_may (wish->access, YYQ_LOG_EXPORT) ||
         yyq_list_source_count (&yyq_log_source, wish->storage, &ask, YYQ_LOG_EXPORT_MOST + 1, n,
                                error);
}

static gboolean
plan (YyqJobWork *work, const char *after, GError **error)
{
  return *after != '\0' || yyq_job_work_add_item (work, "log", N_ ("Operation log"), "", error);
}

static gboolean
step (YyqJobWork *work, YyqJobItem *item, GError **error)
{
  g_auto (Wish) wish = { 0 };
  const char *problem;
  gint64 n;

  if (!wish_init (&wish, work, error) || !count (&wish, &n, error))
    return FALSE;
  problem = find_problem (&wish, n);
  if (problem != NULL)
    yyq_job_work_set_problem (work, problem);
  else
    yyq_job_work_take_detail (work, g_strdup_printf ("%" G_GINT64_FORMAT, n));
  return TRUE;
}

static const char *
chinese_of (const YyqLogWord *word, const char *otherwise)
{
  return word != NULL ? word->chinese : otherwise;
}

/* (transfer full): "状态：签署中；文件版本：1" */
static char *
describe_changes (YyqLogEntry *entry, gboolean after)
{
  GListModel *changes = yyq_log_entry_get_changes (entry);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (changes); i++) {
    g_autoptr (YyqLogChange) change = g_list_model_get_item (changes, i);
    const char *field = yyq_log_change_get_field (change);
    const char *value =
      after ? yyq_log_change_get_after (change) : yyq_log_change_get_before (change);

    if (value != NULL)
      g_string_append_printf (text, "%s%s：%s", text->len > 0 ? "；" : "",
                              chinese_of (yyq_log_word_of_field (field), field),
                              chinese_of (yyq_log_word_of_value (field, value), value));
  }
  return g_string_free (text, FALSE);
}

static void
add_entry (YyqTableFile *table, YyqLogEntry *entry)
{
  const YyqLogAction *action = yyq_log_action_find (yyq_log_entry_get_action (entry));
  const char *object = yyq_log_entry_get_object (entry);
  const char *actor = yyq_log_entry_get_actor (entry);
  g_autofree char *seq = g_strdup_printf ("%" G_GINT64_FORMAT, yyq_log_entry_get_seq (entry));
  g_autofree char *at = yyq_clock_format_seconds (yyq_log_entry_get_at (entry));
  g_autofree char *before = describe_changes (entry, FALSE);
  g_autofree char *after = describe_changes (entry, TRUE);
  const char *const texts[] = {
    yyq_log_entry_get_seq (entry) > 0 ? seq : NULL,
    at,
    action != NULL ? yyq_log_word_of_module (action->module)->chinese : NULL,
    action != NULL ? action->chinese : yyq_log_entry_get_action (entry),
    chinese_of (yyq_log_word_of_value ("kind", object), object),
    before,
    after,
    actor != NULL ? actor : "平台",
    yyq_log_entry_get_remote (entry),
    yyq_log_entry_get_unit (entry),
    NULL,
  };

  yyq_table_file_add (table, texts);
}

static gboolean
add_entries (YyqTableFile *table, YyqJobWork *work, Wish *wish, GError **error)
{
  const YyqListAsk ask = { wish->access, YYQ_LOG_EXPORT, YYQ_RECORD (wish->query) };
  g_autofree char *after = NULL;

  do {
    g_autofree char *next = NULL;
    g_autoptr (GPtrArray) page =
      yyq_list_source_read (&yyq_log_source, wish->storage, &ask, after, STEP, &next, error);

    if (page == NULL)
      return FALSE;
    if (yyq_job_work_is_stopped (work)) {
      g_set_error_literal (error, YYQ_SERVICE_ERROR, YYQ_SERVICE_ERROR_BUSY, "to be done again");
      return FALSE;
    }
    for (guint i = 0; i < page->len; i++)
      add_entry (table, g_ptr_array_index (page, i));
    g_free (after);
    after = g_steal_pointer (&next);
  } while (after != NULL);
  return TRUE;
}

static gboolean
report (YyqJobWork *work, YyqJobFile *file, GError **error)
{
  g_auto (Wish) wish = { 0 };
  g_autoptr (YyqTableFile) table = NULL;
  g_autofree char *day = yyq_clock_format_date (yyq_clock_now ());
  gint64 n;

  if (!wish_init (&wish, work, error) || !count (&wish, &n, error))
    return FALSE;
  if (find_problem (&wish, n) != NULL)
    return TRUE;
  table = yyq_table_file_new (wish.format, "操作日志", titles, error);
  if (table == NULL || !add_entries (table, work, &wish, error))
    return FALSE;
  file->bytes = yyq_table_file_finish (table, error);
  file->name = g_strdup_printf ("log-%s.%s", day, yyq_table_format_get_suffix (wish.format));
  file->type = yyq_table_format_get_type (wish.format);
  return file->bytes != NULL;
}

const YyqJobKind yyq_log_export_job_kind = {
  .name = "export-log",
  .permission = YYQ_LOG_EXPORT,
  .title = N_ ("Export of the log"),
  .plan = plan,
  .step = step,
  .report = report,
};

void
yyq_log_export_job_post (YyqPlatform *platform, YyqRequest *request, YyqResponse *response)
{
  g_autoptr (JsonNode) node = yyq_reply_parse (request, response);
  g_autoptr (YyqLogQuery) query = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *params = NULL;
  YyqTableFormat format;
  const char *word;

  if (node == NULL)
    return;
  query = yyq_wire_record_decode (node, YYQ_TYPE_LOG_QUERY, &error);
  if (query == NULL ||
      !yyq_wire_get_string (json_node_get_object (node), "format", &word, &error)) {
    yyq_reply_error (response, error);
    return;
  }
  if (!yyq_table_format_from_string (word, &format)) {
    yyq_response_set_problem (response, "invalid", "csv or xlsx", "/format");
    return;
  }
  params = describe (query, format);
  yyq_job_reply_start (platform, request, &yyq_log_export_job_kind, params, FALSE, response);
}
