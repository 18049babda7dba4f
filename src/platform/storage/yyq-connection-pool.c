/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-connection-pool.h"

struct _YyqConnectionPool {
  YyqConnectionOpen open;
  GDestroyNotify close;
  gpointer owner;
  GMutex lock;
  GHashTable *busy; /* GThread -> connection */
  GQueue idle;
};

YyqConnectionPool *
yyq_connection_pool_new (YyqConnectionOpen open, GDestroyNotify close, gpointer owner)
{
  YyqConnectionPool *self = g_new0 (YyqConnectionPool, 1);

  self->open = open;
  self->close = close;
  self->owner = owner;
  g_mutex_init (&self->lock);
  self->busy = g_hash_table_new_full (NULL, NULL, NULL, close);
  return self;
}

void
yyq_connection_pool_free (YyqConnectionPool *self)
{
  g_hash_table_unref (self->busy);
  g_queue_clear_full (&self->idle, self->close);
  g_mutex_clear (&self->lock);
  g_free (self);
}

gpointer
yyq_connection_pool_peek (YyqConnectionPool *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return g_hash_table_lookup (self->busy, g_thread_self ());
}

/* (transfer full) (nullable) */
static gpointer
take_idle (YyqConnectionPool *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return g_queue_pop_head (&self->idle);
}

/* Opened without the lock: a server that is slow to answer keeps only those waiting who need a new
 * connection. */
gpointer
yyq_connection_pool_get (YyqConnectionPool *self, GError **error)
{
  gpointer connection = yyq_connection_pool_peek (self);
  g_autoptr (GMutexLocker) locker = NULL;

  if (connection != NULL)
    return connection;
  connection = take_idle (self);
  if (connection == NULL)
    connection = self->open (self->owner, error);
  if (connection == NULL)
    return NULL;
  locker = g_mutex_locker_new (&self->lock);
  g_hash_table_insert (self->busy, g_thread_self (), connection);
  return connection;
}

void
yyq_connection_pool_give_back (YyqConnectionPool *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  gpointer connection = NULL;

  if (g_hash_table_steal_extended (self->busy, g_thread_self (), NULL, &connection))
    g_queue_push_head (&self->idle, connection);
}
