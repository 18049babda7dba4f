/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-event-look.h"

#include "yyq-event-listener.h"
#include "yyq-event-store.h"

void
yyq_event_look_init (YyqEventLook *self)
{
  self->counters = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

void
yyq_event_look_clear (YyqEventLook *self)
{
  g_hash_table_unref (self->counters);
}

void
yyq_event_look_forget (YyqEventLook *self)
{
  g_hash_table_remove_all (self->counters);
}

/* (transfer full) */
static GStrv
list_ids (GPtrArray *listeners, const char *(*get_id) (const YyqAccess *access))
{
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree const char **keys = NULL;

  for (guint i = 0; i < listeners->len; i++)
    g_hash_table_add (
      ids, (char *) get_id (((YyqEventListener *) g_ptr_array_index (listeners, i))->access));
  keys = (const char **) g_hash_table_get_keys_as_array (ids, NULL);
  return g_strdupv ((char **) keys);
}

/* Whose session holds no more, or not in that tenant, is not told anything any more. */
static gboolean
end_those_who_may_not (YyqEventLook *self, GPtrArray *listeners, GError **error)
{
  g_auto (GStrv) ids = list_ids (listeners, yyq_access_get_session_id);
  g_autoptr (GHashTable) sessions =
    self->hooks->find_sessions (self->platform, (const char *const *) ids, error);

  if (sessions == NULL)
    return FALSE;
  for (guint i = listeners->len; i > 0; i--) {
    YyqEventListener *listener = g_ptr_array_index (listeners, i - 1);
    const char *tenant_id =
      g_hash_table_lookup (sessions, yyq_access_get_session_id (listener->access));

    if (g_strcmp0 (tenant_id, yyq_access_get_tenant_id (listener->access)) == 0)
      continue;
    yyq_open_reply_end (listener->reply);
    g_ptr_array_remove_index (listeners, i - 1);
  }
  return TRUE;
}

/* Others count by it meanwhile. */
static gboolean
take_access (YyqEventLook *self, YyqEventListener *listener, YyqAccess *access, gint64 now)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (self->lock);

  return yyq_event_listener_take_access (listener, access, now);
}

/* Who may see other things than before asks the feed for them. */
static gboolean
look_at_roles (YyqEventLook *self, YyqEventListener *listener, gint64 now, GError **error)
{
  const YyqAccess *access = listener->access;
  g_autoptr (GError) local = NULL;
  YyqAccess *fresh;

  if (now - listener->access_at < self->roles_us)
    return TRUE;
  fresh = self->hooks->load_access (self->platform, yyq_access_get_account_id (access),
                                    yyq_access_get_session_id (access),
                                    yyq_access_get_tenant_id (access), &local);
  if (local != NULL) {
    g_propagate_error (error, g_steal_pointer (&local));
    return FALSE;
  }
  if (fresh == NULL)
    yyq_open_reply_end (listener->reply);
  else if (take_access (self, listener, fresh, now))
    yyq_event_listener_say_changed (listener, now);
  return TRUE;
}

/* Changes */

static gboolean
tells_one (YyqEventLook *self, const YyqAccess *access, GPtrArray *audiences)
{
  for (guint i = 0; i < audiences->len; i++)
    if (yyq_change_log_tells (self->platform, access, g_ptr_array_index (audiences, i)))
      return TRUE;
  return FALSE;
}

/* @audiences (nullable): nothing is known of what came before. */
static void
tell (YyqEventLook *self, const char *tenant_id, GPtrArray *listeners, GPtrArray *audiences,
      gint64 now)
{
  for (guint i = 0; i < listeners->len; i++) {
    YyqEventListener *listener = g_ptr_array_index (listeners, i);

    if (!g_str_equal (yyq_access_get_tenant_id (listener->access), tenant_id))
      continue;
    if (!listener->ready)
      yyq_event_listener_say_ready (listener, now);
    else if (audiences != NULL && tells_one (self, listener->access, audiences))
      yyq_event_listener_say_changed (listener, now);
  }
}

static gboolean
look_at_feed (YyqEventLook *self, const char *tenant_id, gint64 n, GPtrArray *listeners, gint64 now,
              GError **error)
{
  const gint64 *before = g_hash_table_lookup (self->counters, tenant_id);
  g_autoptr (GPtrArray) audiences = NULL;

  if (before != NULL && *before != n) {
    audiences = yyq_event_store_list_audiences (self->platform, tenant_id, *before, n, error);
    if (audiences == NULL)
      return FALSE;
  }
  tell (self, tenant_id, listeners, audiences, now);
  g_hash_table_replace (self->counters, g_strdup (tenant_id), g_memdup2 (&n, sizeof n));
  return TRUE;
}

/* What could not be told is told the next time: the counters are those of the last time then. Of
 * tenants that nobody listens to any more nothing is remembered. */
static gboolean
look_at_feeds (YyqEventLook *self, GPtrArray *listeners, gint64 now, GError **error)
{
  g_auto (GStrv) tenants = list_ids (listeners, yyq_access_get_tenant_id);
  g_autoptr (GHashTable) counters =
    yyq_event_store_read_counters (self->platform, (const char *const *) tenants, error);
  GHashTableIter iter;
  gpointer tenant_id, n;

  if (counters == NULL)
    return FALSE;
  g_hash_table_iter_init (&iter, counters);
  while (g_hash_table_iter_next (&iter, &tenant_id, &n))
    if (!look_at_feed (self, tenant_id, *(gint64 *) n, listeners, now, error))
      return FALSE;
  g_hash_table_unref (self->counters);
  self->counters = g_steal_pointer (&counters);
  return TRUE;
}

gboolean
yyq_event_look_at_all (YyqEventLook *self, GPtrArray *listeners, gint64 now, GError **error)
{
  if (!end_those_who_may_not (self, listeners, error) ||
      !look_at_feeds (self, listeners, now, error))
    return FALSE;
  for (guint i = 0; i < listeners->len; i++)
    if (!look_at_roles (self, g_ptr_array_index (listeners, i), now, error))
      return FALSE;
  return TRUE;
}
