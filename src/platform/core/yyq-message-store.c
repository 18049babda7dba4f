/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-message-store.h"

#include "yyq-change-log.h"
#include "yyq-clock.h"
#include "yyq-id.h"
#include "yyq-message-kind.h"
#include "yyq-record-sql.h"
#include "yyq-service-error.h"

/* What is looked up, or follows from the kind. */
static const char *const derived[] = { "topic", "number", NULL };
static const YyqRecordSql message_sql = { "message", yyq_message_get_type, derived };

/* Loading */

static void
forget_object (YyqMessage *message)
{
  g_object_set (message, "object", NULL, "subject", NULL, "people", NULL, NULL);
}

/* The columns of the contract begin at @column. Where nobody is named it is about its workers. */
static void
name_contract (YyqMessage *message, const YyqAccess *access, const char *permission, YyqRows *rows,
               guint column)
{
  if (!yyq_access_may_in (access, permission, yyq_rows_get_text (rows, column))) {
    forget_object (message);
    return;
  }
  g_object_set (message, "subject", yyq_rows_get_text (rows, column + 1), "number",
                yyq_rows_get_text (rows, column + 2), NULL);
  if (yyq_message_get_people (message) == NULL)
    g_object_set (message, "people", yyq_rows_get_text (rows, column + 3), NULL);
}

/* (transfer full) */
static YyqMessage *
read_message (const YyqAccess *access, YyqRows *rows)
{
  YyqMessage *message = yyq_record_sql_read (&message_sql, rows, 0);
  const YyqMessageKind *kind = yyq_message_kind_find (yyq_message_get_kind (message));
  const guint column = yyq_record_sql_count (&message_sql);

  /* Written by a newer version, which runs beside this one. */
  if (kind == NULL) {
    forget_object (message);
    return message;
  }
  g_object_set (message, "topic", kind->topic, NULL);
  if (kind->topic == YYQ_MESSAGE_TOPIC_CONTRACT)
    name_contract (message, access, kind->permission, rows, column);
  else if (kind->permission != NULL && !yyq_access_may (access, kind->permission))
    forget_object (message);
  return message;
}

static const char load_sql[] =
  "SELECT {m}, c.enterprise_id, c.title, c.number, c.participants FROM message m "
  "LEFT JOIN contract c ON c.id = m.object AND c.tenant_id = m.tenant_id "
  "WHERE m.account_id = $1 AND m.tenant_id = $2 AND m.id IN (SELECT value FROM {list $3} u)";

static GHashTable *
load_many (YyqPlatform *platform, const YyqAccess *access, const char *const *ids, GError **error)
{
  g_autoptr (GHashTable) messages =
    g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_object_unref);
  g_autoptr (GError) local = NULL;
  g_autoptr (YyqRows) rows = yyq_record_sql_query (
    yyq_platform_get_storage (platform), &message_sql, &local, load_sql, "ssa",
    yyq_access_get_account_id (access), yyq_access_get_tenant_id (access), ids);

  while (rows != NULL && yyq_rows_next (rows, &local)) {
    YyqMessage *message = read_message (access, rows);

    g_hash_table_insert (messages, (gpointer) yyq_message_get_id (message), message);
  }
  if (local == NULL)
    return g_steal_pointer (&messages);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

const YyqFeedEntity yyq_message_feed_entity = { "message", NULL, load_many };

YyqMessage *
yyq_message_store_load (YyqPlatform *platform, const YyqAccess *access, const char *id,
                        GError **error)
{
  const char *const ids[] = { id, NULL };
  g_autoptr (GHashTable) found = load_many (platform, access, ids, error);
  YyqMessage *message = found != NULL ? g_hash_table_lookup (found, id) : NULL;

  if (message != NULL)
    return g_object_ref (message);
  if (found != NULL)
    g_set_error_literal (error, YYQ_SERVICE_ERROR, YYQ_SERVICE_ERROR_NOT_FOUND, "no such message");
  return NULL;
}

/* Telling */

gboolean
yyq_message_store_tell (YyqPlatform *platform, const char *tenant_id, const char *account_id,
                        const YyqNews *news, GError **error)
{
  g_autoptr (YyqAccess) access = yyq_access_new_system (tenant_id);
  g_autofree char *id = yyq_id_new ();
  g_autoptr (YyqMessage) message = g_object_new (
    YYQ_TYPE_MESSAGE, "id", id, "version", (gint64) 1, "kind", news->kind, "at", yyq_clock_now (),
    "unread", TRUE, "object", news->object, "subject", news->subject, "people", news->people, NULL);
  const YyqSqlColumn columns[] = {
    { "tenant_id", { .type = 's', .text = tenant_id } },
    { "account_id", { .type = 's', .text = account_id } },
  };
  const YyqChange change = {
    .entity = yyq_message_feed_entity.name, .entity_id = id, .version = 1, .account_id = account_id
  };

  return yyq_record_sql_insert (yyq_platform_get_storage (platform), &message_sql, message, columns,
                                G_N_ELEMENTS (columns), error) &&
         yyq_change_log_add (platform, access, &change, error);
}

/* (transfer full): in one order, since each tenant's counter row is locked. The tenant of the
 * session is locked already: where two accounts share two tenants one of two writers may have to
 * begin anew. */
static GStrv
list_tenants (YyqPlatform *platform, const char *account_id, GError **error)
{
  g_autoptr (GStrvBuilder) tenants = g_strv_builder_new ();
  g_autoptr (GError) local = NULL;
  g_autoptr (YyqRows) rows =
    yyq_storage_query (yyq_platform_get_storage (platform), &local,
                       "SELECT tenant_id FROM member WHERE account_id = $1 AND left_at IS NULL "
                       "ORDER BY tenant_id",
                       "s", account_id);

  while (rows != NULL && yyq_rows_next (rows, &local))
    g_strv_builder_add (tenants, yyq_rows_get_text (rows, 0));
  if (local == NULL)
    return g_strv_builder_end (tenants);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

gboolean
yyq_message_store_tell_everywhere (YyqPlatform *platform, const char *account_id,
                                   const YyqNews *news, GError **error)
{
  g_auto (GStrv) tenants = list_tenants (platform, account_id, error);

  if (tenants == NULL)
    return FALSE;
  for (char **tenant = tenants; *tenant != NULL; tenant++)
    if (!yyq_message_store_tell (platform, *tenant, account_id, news, error))
      return FALSE;
  return TRUE;
}

/* Reading */

/* Of the caller's unread ones; ids are in the order of time. $5 is '' when kinds do not matter. */
#define UNREAD                                                           \
  "m.account_id = $1 AND m.tenant_id = $2 AND m.unread = 1 AND m.id <= " \
  "$3 AND m.id >= $4 AND ($5 = '' OR m.kind IN (SELECT value FROM {list $6} u))"

static const char tell_read_sql[] =
  "INSERT INTO change_log (tenant_id, seq, entity, entity_id, op, version, at, account_id) "
  "SELECT m.tenant_id, $7 + ROW_NUMBER() OVER (ORDER BY m.id), 'message', m.id, 'put', "
  "m.version + 1, $8, m.account_id FROM message m WHERE " UNREAD;

static const char read_sql[] = "UPDATE message SET unread = 0, version = version + 1 "
                               "WHERE id IN (SELECT m.id FROM message m WHERE " UNREAD ")";

/* From @first to @last; @topic (nullable). */
static gboolean
mark_read (YyqPlatform *platform, const YyqAccess *access, const char *first, const char *last,
           const YyqMessageTopic *topic, GError **error)
{
  YyqStorage *storage = yyq_platform_get_storage (platform);
  const char *account_id = yyq_access_get_account_id (access);
  const char *tenant_id = yyq_access_get_tenant_id (access);
  const char *about = topic != NULL ? yyq_message_topic_to_string (*topic) : "";
  g_autofree const char **kinds =
    topic != NULL ? yyq_message_kind_list (*topic) : g_new0 (const char *, 1);
  gint64 n = 0;
  gint64 seq = 0;

  if (!yyq_storage_query_int (storage, &n, error, "SELECT COUNT(*) FROM message m WHERE " UNREAD,
                              "sssssa", account_id, tenant_id, last, first, about, kinds))
    return FALSE;
  return n == 0 ||
         (yyq_change_log_take (platform, access, n, &seq, error) &&
          yyq_storage_execute (storage, error, tell_read_sql, "sssssaii", account_id, tenant_id,
                               last, first, about, kinds, seq, yyq_clock_now ()) &&
          yyq_storage_execute (storage, error, read_sql, "sssssa", account_id, tenant_id, last,
                               first, about, kinds));
}

gboolean
yyq_message_store_read (YyqPlatform *platform, const YyqAccess *access, const char *id,
                        GError **error)
{
  return mark_read (platform, access, id, id, NULL, error);
}

gboolean
yyq_message_store_read_until (YyqPlatform *platform, const YyqAccess *access, const char *id,
                              const YyqMessageTopic *topic, GError **error)
{
  return mark_read (platform, access, "", id, topic, error);
}
