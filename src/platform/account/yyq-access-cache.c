/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-access-cache.h"

#include "yyq-clock.h"

/* Permissions in units, of all that are kept together: about 5 MB. */
#define MOST_GRANTS 50000
/* What one takes besides, in grants. */
#define ENTRY 8

typedef struct {
  YyqAccess *access;
  gint64 expires_at;
} Entry;

struct _YyqAccessCache {
  GObject parent_instance;

  GMutex lock;         /* for what follows */
  GHashTable *entries; /* state and hash of a token -> Entry */
  guint n_grants;
};

G_DEFINE_FINAL_TYPE (YyqAccessCache, yyq_access_cache, G_TYPE_OBJECT)

static void
entry_free (gpointer data)
{
  Entry *self = data;

  yyq_access_unref (self->access);
  g_free (self);
}

static GHashTable *
new_entries (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, entry_free);
}

static void
finalize (GObject *object)
{
  YyqAccessCache *self = YYQ_ACCESS_CACHE (object);

  g_hash_table_unref (self->entries);
  g_mutex_clear (&self->lock);
  G_OBJECT_CLASS (yyq_access_cache_parent_class)->finalize (object);
}

static void
yyq_access_cache_class_init (YyqAccessCacheClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = finalize;
}

static void
yyq_access_cache_init (YyqAccessCache *self)
{
  g_mutex_init (&self->lock);
  self->entries = new_entries ();
}

YyqAccessCache *
yyq_access_cache_new (void)
{
  return g_object_new (YYQ_TYPE_ACCESS_CACHE, NULL);
}

YyqAccessCache *
yyq_access_cache_of (YyqPlatform *platform)
{
  return yyq_platform_get_service (platform, YYQ_TYPE_ACCESS_CACHE);
}

YyqAccess *
yyq_access_cache_find (YyqAccessCache *self, const char *state, const char *token_hash)
{
  g_autofree char *key = g_strjoin (" ", state, token_hash, NULL);
  const gint64 now = yyq_clock_now ();
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  Entry *entry = g_hash_table_lookup (self->entries, key);

  return entry != NULL && entry->expires_at > now ? yyq_access_ref (entry->access) : NULL;
}

/* Most of what is kept belongs to states that do not come back. (transfer full) (nullable): all of
 * it, when it has become too much. */
static GHashTable *
make_room (YyqAccessCache *self, guint size)
{
  GHashTable *old = NULL;

  if (self->n_grants + size > MOST_GRANTS) {
    old = g_steal_pointer (&self->entries);
    self->entries = new_entries ();
    self->n_grants = 0;
  }
  self->n_grants += size;
  return old;
}

void
yyq_access_cache_add (YyqAccessCache *self, const char *state, const char *token_hash,
                      YyqAccess *access, gint64 expires_at)
{
  const guint size = yyq_access_count_grants (access) + ENTRY;
  char *key = g_strjoin (" ", state, token_hash, NULL);
  Entry *entry = g_new (Entry, 1);
  GHashTable *old;

  *entry = (Entry){ yyq_access_ref (access), expires_at };
  g_mutex_lock (&self->lock);
  old = make_room (self, size);
  g_hash_table_replace (self->entries, key, entry);
  g_mutex_unlock (&self->lock);
  /* Nobody waits for this. */
  g_clear_pointer (&old, g_hash_table_unref);
}
