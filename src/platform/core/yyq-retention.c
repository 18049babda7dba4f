/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-retention.h"

#include "yyq-change-log.h"
#include "yyq-clock.h"

#define DAY_MS (24 * 3600 * G_GINT64_CONSTANT (1000))
/* The job runs once a day, sometimes a little earlier than the day before. */
#define NOTICE_MS (20 * 3600 * G_GINT64_CONSTANT (1000))

/* The rows @from that are the oldest by @order, of the columns that name one. */
#define OLDEST(columns, from, order) \
  "(SELECT " columns " FROM " from " ORDER BY " order ", " columns " LIMIT $2)"

#define SESSIONS                                                                         \
  "session s WHERE s.created_at < $1 AND COALESCE(s.revoked_at, 0) < $1 AND NOT EXISTS " \
  "(SELECT 1 FROM refresh_token r WHERE r.session_id = s.id) AND NOT EXISTS "            \
  "(SELECT 1 FROM access_token a WHERE a.session_id = s.id)"
#define LEASES "sign_session WHERE state = 'released' AND expires_at < $1"
#define JOBS "job WHERE ended_at < $1 AND result_until IS NULL"
/* Nobody reads an entry behind which there is another one of the same thing to the same ones. */
#define FEED                                                             \
  "change_log l WHERE l.at < $1 AND EXISTS (SELECT 1 FROM change_log n " \
  "WHERE " YYQ_CHANGE_LOG_LATER ")"

/* Whoever keeps such a message is told that it goes: the feed gets an entry for each. What that was
 * said of is passed over after a term of its own. */
#define MESSAGES "m.id IN " OLDEST ("id", "message WHERE at < $1", "at")
#define COUNT_MESSAGES                                                                    \
  "UPDATE sync_counter SET n = n + (SELECT COUNT(*) FROM message m WHERE m.tenant_id = "  \
  "sync_counter.tenant_id AND " MESSAGES ") WHERE tenant_id IN (SELECT m.tenant_id FROM " \
  "message m WHERE " MESSAGES ")"
#define TELL_MESSAGES                                                                           \
  "INSERT INTO change_log (tenant_id, seq, entity, entity_id, op, version, at, account_id) "    \
  "SELECT m.tenant_id, c.n + 1 - ROW_NUMBER() OVER (PARTITION BY m.tenant_id ORDER BY m.id), "  \
  "'message', m.id, 'delete', m.version + 1, (SELECT announced_at FROM retention_notice WHERE " \
  "name = 'messages'), m.account_id FROM message m JOIN sync_counter c ON c.tenant_id = "       \
  "m.tenant_id WHERE " MESSAGES
#define PASSED_MESSAGES                                                   \
  "change_log l WHERE l.at < $1 AND l.entity = 'message' AND NOT EXISTS " \
  "(SELECT 1 FROM message m WHERE m.id = l.entity_id)"

const YyqRetentionTerm yyq_retention_terms[] = {
  { "tokens",
    1,
    1,
    "SELECT (SELECT COUNT(*) FROM access_token WHERE expires_at < $1) + "
    "(SELECT COUNT(*) FROM refresh_token WHERE expires_at < $1)",
    { "DELETE FROM access_token WHERE hash IN " OLDEST (
        "hash", "access_token WHERE expires_at < $1", "expires_at"),
      "DELETE FROM refresh_token WHERE hash IN " OLDEST (
        "hash", "refresh_token WHERE expires_at < $1", "expires_at") } },
  { "challenges",
    1,
    1,
    "SELECT COUNT(*) FROM auth_challenge WHERE expires_at < $1",
    { "DELETE FROM auth_challenge WHERE id IN " OLDEST (
      "id", "auth_challenge WHERE expires_at < $1", "expires_at") } },
  { "guesses",
    30,
    1,
    "SELECT COUNT(*) FROM login_guess WHERE last_at < $1",
    { "DELETE FROM login_guess WHERE whose IN " OLDEST ("whose", "login_guess WHERE last_at < $1",
                                                        "last_at") } },
  { "devices",
    400,
    30,
    "SELECT COUNT(*) FROM login_device WHERE last_at < $1",
    { "DELETE FROM login_device WHERE id IN " OLDEST ("id", "login_device WHERE last_at < $1",
                                                      "last_at") } },
  /* A client sends a finished signature for seven days. */
  { "replies",
    30,
    8,
    "SELECT COUNT(*) FROM idempotency WHERE at < $1",
    { "DELETE FROM idempotency WHERE (scope, key) IN " OLDEST (
      "scope, key", "idempotency WHERE at < $1", "at") } },
  { "feed",
    30,
    1,
    "SELECT COUNT(*) FROM " FEED,
    { "DELETE FROM change_log WHERE (tenant_id, seq) IN " OLDEST ("tenant_id, seq", FEED, "at") } },
  { "sessions",
    180,
    180,
    "SELECT COUNT(*) FROM " SESSIONS,
    { "DELETE FROM session WHERE id IN " OLDEST ("id", SESSIONS, "created_at") } },
  { "leases",
    180,
    180,
    "SELECT COUNT(*) FROM " LEASES,
    { "DELETE FROM sign_session_form WHERE session_id IN " OLDEST ("id", LEASES, "expires_at"),
      "DELETE FROM sign_session WHERE id IN " OLDEST ("id", LEASES, "expires_at") } },
  { "jobs",
    180,
    180,
    "SELECT COUNT(*) FROM " JOBS,
    { "DELETE FROM job_item WHERE job_id IN " OLDEST ("id", JOBS, "ended_at"),
      "DELETE FROM job WHERE id IN " OLDEST ("id", JOBS, "ended_at") } },
  { "messages",
    180,
    30,
    "SELECT COUNT(*) FROM message WHERE at < $1",
    { COUNT_MESSAGES, TELL_MESSAGES,
      "DELETE FROM message WHERE id IN " OLDEST ("id", "message WHERE at < $1", "at"),
      "DELETE FROM change_log WHERE (tenant_id, seq) IN " OLDEST ("tenant_id, seq", PASSED_MESSAGES,
                                                                  "at") } },
  { NULL, 0, 0, NULL, { NULL } },
};

const YyqRetentionTerm *
yyq_retention_find (const char *name)
{
  for (const YyqRetentionTerm *term = yyq_retention_terms; term->name != NULL; term++)
    if (g_strcmp0 (term->name, name) == 0)
      return term;
  return NULL;
}

int
yyq_retention_get_days (YyqPlatform *platform, const YyqRetentionTerm *term)
{
  GHashTable *configured = yyq_platform_get_config (platform)->retention;
  gpointer days = NULL;

  if (configured != NULL && g_hash_table_lookup_extended (configured, term->name, NULL, &days))
    return GPOINTER_TO_INT (days);
  return term->days;
}

static gint64
get_end (YyqPlatform *platform, const YyqRetentionTerm *term)
{
  return yyq_clock_now () - yyq_retention_get_days (platform, term) * DAY_MS;
}

gboolean
yyq_retention_load_notice (YyqPlatform *platform, const YyqRetentionTerm *term,
                           YyqRetentionNotice *notice, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (YyqRows) rows = yyq_storage_query (
    yyq_platform_get_storage (platform), error,
    "SELECT before_at, n, announced_at FROM retention_notice WHERE name = $1", "s", term->name);

  *notice = (YyqRetentionNotice){ 0 };
  if (rows == NULL)
    return FALSE;
  if (yyq_rows_next (rows, &local)) {
    notice->before_at = yyq_rows_get_int (rows, 0);
    notice->n = yyq_rows_get_int (rows, 1);
    notice->announced_at = yyq_rows_get_int (rows, 2);
  }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

gboolean
yyq_retention_count (YyqPlatform *platform, const YyqRetentionTerm *term, gint64 *before_at,
                     gint64 *n, GError **error)
{
  *before_at = get_end (platform, term);
  return yyq_storage_query_int (yyq_platform_get_storage (platform), n, error, term->count, "i",
                                *before_at);
}

gboolean
yyq_retention_announce (YyqPlatform *platform, const YyqRetentionTerm *term, GError **error)
{
  gint64 before_at = 0;
  gint64 n = 0;

  return yyq_retention_count (platform, term, &before_at, &n, error) &&
         yyq_storage_execute (
           yyq_platform_get_storage (platform), error,
           "INSERT INTO retention_notice (name, before_at, n, announced_at) "
           "VALUES ($1, $2, $3, $4) ON CONFLICT (name) DO UPDATE SET before_at = "
           "excluded.before_at, n = excluded.n, announced_at = excluded.announced_at",
           "siii", term->name, before_at, n, yyq_clock_now ());
}

/* A term that was made longer since counts at once, one that was made shorter after its notice. */
gint64
yyq_retention_get_limit (YyqPlatform *platform, const YyqRetentionTerm *term,
                         const YyqRetentionNotice *notice)
{
  if (notice->announced_at == 0 || notice->announced_at > yyq_clock_now () - NOTICE_MS)
    return 0;
  return MIN (notice->before_at, get_end (platform, term));
}

gboolean
yyq_retention_remove (YyqPlatform *platform, const YyqRetentionTerm *term, GError **error)
{
  YyqRetentionNotice notice;
  gint64 limit;

  if (!yyq_retention_load_notice (platform, term, &notice, error))
    return FALSE;
  limit = yyq_retention_get_limit (platform, term, &notice);
  for (gsize i = 0; limit > 0 && i < G_N_ELEMENTS (term->remove) && term->remove[i] != NULL; i++)
    if (!yyq_storage_execute (yyq_platform_get_storage (platform), error, term->remove[i], "ii",
                              limit, (gint64) YYQ_RETENTION_BATCH))
      return FALSE;
  return TRUE;
}
