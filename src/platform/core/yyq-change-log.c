/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-change-log.h"

#include <string.h>

#include "yyq-clock.h"
#include "yyq-event-hub.h"
#include "yyq-feed-entity.h"

gboolean
yyq_change_log_take (YyqPlatform *platform, const YyqAccess *access, gint64 n, gint64 *before,
                     GError **error)
{
  YyqEventHub *hub = yyq_event_hub_of (platform);
  gint64 last = 0;

  if (hub != NULL)
    yyq_event_hub_wake_when_written (hub);
  if (!yyq_storage_query_int (yyq_platform_get_storage (platform), &last, error,
                              "UPDATE sync_counter SET n = n + $2 WHERE tenant_id = $1 RETURNING n",
                              "si", yyq_access_get_tenant_id (access), n))
    return FALSE;
  *before = last - n;
  return TRUE;
}

gboolean
yyq_change_log_add (YyqPlatform *platform, const YyqAccess *access, const YyqChange *change,
                    GError **error)
{
  gint64 before = 0;

  if (!yyq_change_log_take (platform, access, 1, &before, error))
    return FALSE;
  return yyq_storage_execute (yyq_platform_get_storage (platform), error,
                              "INSERT INTO change_log (tenant_id, seq, entity, entity_id, op, "
                              "version, at, unit_id, account_id) "
                              "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
                              "sisssiiss", yyq_access_get_tenant_id (access), before + 1,
                              change->entity, change->entity_id,
                              change->op == YYQ_CHANGE_PUT ? "put" : "delete", change->version,
                              yyq_clock_now (), change->unit_id, change->account_id);
}

#define PURPOSE "sync|cursor"

/* Cursors are signed: one of another database or tenant must not look like one of ours, and none of
 * another access, which saw other things (D14). */
static char *
describe_cursor (const YyqAccess *access, gint64 seq)
{
  g_autofree char *digest = yyq_access_digest (access);

  return g_strdup_printf ("%s|%" G_GINT64_FORMAT, digest, seq);
}

static char *
make_cursor (YyqPlatform *platform, const YyqAccess *access, gint64 seq)
{
  g_autofree char *text = describe_cursor (access, seq);
  g_autofree char *mac =
    yyq_field_cipher_authenticate (yyq_platform_get_cipher (platform), PURPOSE, text);

  return g_strdup_printf ("%" G_GINT64_FORMAT ".%.32s", seq, mac);
}

/* A change of keys leaves the cursors that are out there as good as they were. */
static gboolean
read_cursor (YyqPlatform *platform, const YyqAccess *access, const char *cursor, gint64 *seq)
{
  g_autofree char *text = NULL;
  char *mac = NULL;

  *seq = 0;
  if (cursor == NULL || *cursor == '\0')
    return TRUE;
  *seq = g_ascii_strtoll (cursor, &mac, 10);
  text = describe_cursor (access, *seq);
  return *mac == '.' &&
         yyq_field_cipher_verify (yyq_platform_get_cipher (platform), PURPOSE, text, mac + 1);
}

static void
change_free (YyqChange *change)
{
  g_free ((char *) change->entity);
  g_free ((char *) change->entity_id);
  g_free ((char *) change->unit_id);
  g_free ((char *) change->account_id);
  g_free (change);
}

static YyqChange *
read_change (YyqRows *rows)
{
  YyqChange *change = g_new0 (YyqChange, 1);

  change->entity = g_strdup (yyq_rows_get_text (rows, 1));
  change->entity_id = g_strdup (yyq_rows_get_text (rows, 2));
  change->op =
    g_strcmp0 (yyq_rows_get_text (rows, 3), "put") == 0 ? YYQ_CHANGE_PUT : YYQ_CHANGE_DELETE;
  change->version = yyq_rows_get_int (rows, 4);
  change->unit_id = g_strdup (yyq_rows_get_text (rows, 5));
  change->account_id = g_strdup (yyq_rows_get_text (rows, 6));
  return change;
}

gboolean
yyq_change_log_tells (YyqPlatform *platform, const YyqAccess *access, const YyqChange *change)
{
  const YyqFeedEntity *entity = yyq_feed_entity_find (platform, change->entity);

  if (entity == NULL)
    return FALSE;
  if (entity->permission != NULL)
    return yyq_access_may_in (access, entity->permission, change->unit_id);
  return change->account_id != NULL &&
         g_strcmp0 (change->account_id, yyq_access_get_account_id (access)) == 0;
}

/* The last word on each thing to each audience: who lost one to another unit is told so. */
static const char read_sql[] =
  "SELECT l.seq, l.entity, l.entity_id, l.op, l.version, l.unit_id, l.account_id "
  "FROM change_log l WHERE l.tenant_id = $1 AND l.seq > $2 AND NOT EXISTS "
  "(SELECT 1 FROM change_log n WHERE " YYQ_CHANGE_LOG_LATER ") ORDER BY l.seq LIMIT $3";

/* What the caller may not see costs, too: after so many entries he is asked to come again. */
static gboolean
scan (YyqPlatform *platform, const YyqAccess *access, YyqRows *rows, guint limit, YyqFeedPage *page,
      gint64 *seq, GError **error)
{
  g_autoptr (GError) local = NULL;

  for (guint scanned = 0; yyq_rows_next (rows, &local); scanned++) {
    YyqChange *change = NULL;

    page->has_more = page->changes->len == limit || scanned == YYQ_FEED_MOST_SCANNED;
    if (page->has_more)
      break;
    *seq = yyq_rows_get_int (rows, 0);
    change = read_change (rows);
    if (yyq_change_log_tells (platform, access, change))
      g_ptr_array_add (page->changes, change);
    else
      change_free (change);
  }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

gboolean
yyq_change_log_read (YyqPlatform *platform, const YyqAccess *access, const char *cursor,
                     guint limit, YyqFeedPage *page, GError **error)
{
  g_autoptr (YyqRows) rows = NULL;
  gint64 seq;

  *page = (YyqFeedPage){ .changes = g_ptr_array_new_with_free_func ((GDestroyNotify) change_free) };
  page->unknown = !read_cursor (platform, access, cursor, &seq);
  if (page->unknown)
    return TRUE;
  rows =
    yyq_storage_query (yyq_platform_get_storage (platform), error, read_sql, "sii",
                       yyq_access_get_tenant_id (access), seq, (gint64) YYQ_FEED_MOST_SCANNED + 1);
  if (rows == NULL || !scan (platform, access, rows, limit, page, &seq, error))
    return FALSE;
  page->cursor = make_cursor (platform, access, seq);
  return TRUE;
}

void
yyq_feed_page_clear (YyqFeedPage *page)
{
  g_clear_pointer (&page->changes, g_ptr_array_unref);
  g_clear_pointer (&page->cursor, g_free);
}
