/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-records.h"

struct _YyqRecords {
  GObject parent_instance;

  YyqApiClient *client;     /* (owned) */
  YyqRecordCache *cache;    /* (owned) */
  YyqFeed *feed;            /* (owned) */
  GHashTable *repositories; /* (owned): YyqEntity -> YyqRecordRepository */
};

G_DEFINE_FINAL_TYPE (YyqRecords, yyq_records, G_TYPE_OBJECT)

static void
asked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  /* It is in the cache, or the next refresh brings it. */
  g_autoptr (GObject) record =
    yyq_record_repository_load_finish (YYQ_RECORD_REPOSITORY (source), result, NULL);
}

static void
answered_cb (YyqRecords *self, const char *name, const char *object_id, GObject *record)
{
  const YyqEntity *entity = yyq_record_cache_find_entity (self->cache, name);
  YyqRecordRepository *repository;

  if (entity == NULL)
    return;
  repository = yyq_records_get (self, entity);
  if (record != NULL && G_TYPE_CHECK_INSTANCE_TYPE (record, entity->get_type ()))
    yyq_record_repository_keep (repository, record);
  else
    yyq_record_repository_load_async (repository, object_id, NULL, asked_cb, NULL);
}

YyqRecordSource
yyq_records_get_source (YyqRecords *self, const YyqEntity *entity)
{
  return (YyqRecordSource){ self->client, self->cache, self->feed, entity };
}

void
yyq_records_add (YyqRecords *self, YyqRecordRepository *repository)
{
  const YyqEntity *entity = yyq_record_repository_get_entity (repository);

  g_return_if_fail (!g_hash_table_contains (self->repositories, entity));

  g_hash_table_insert (self->repositories, (gpointer) entity, g_object_ref (repository));
}

YyqRecordRepository *
yyq_records_get (YyqRecords *self, const YyqEntity *entity)
{
  YyqRecordRepository *repository = g_hash_table_lookup (self->repositories, entity);

  if (repository == NULL) {
    const YyqRecordSource source = yyq_records_get_source (self, entity);

    repository = yyq_record_repository_new (&source);
    g_hash_table_insert (self->repositories, (gpointer) entity, repository);
  }
  return repository;
}

YyqFeed *
yyq_records_get_feed (YyqRecords *self)
{
  return self->feed;
}

static void
yyq_records_finalize (GObject *object)
{
  YyqRecords *self = YYQ_RECORDS (object);

  g_hash_table_unref (self->repositories);
  g_clear_object (&self->feed);
  g_clear_object (&self->cache);
  g_clear_object (&self->client);
  G_OBJECT_CLASS (yyq_records_parent_class)->finalize (object);
}

static void
yyq_records_class_init (YyqRecordsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = yyq_records_finalize;
}

static void
yyq_records_init (YyqRecords *self)
{
  self->repositories = g_hash_table_new_full (NULL, NULL, NULL, g_object_unref);
}

YyqRecords *
yyq_records_new (YyqApiClient *client, YyqRecordCache *cache, YyqOutboxRunner *runner)
{
  YyqRecords *self = g_object_new (YYQ_TYPE_RECORDS, NULL);

  self->client = g_object_ref (client);
  self->cache = g_object_ref (cache);
  self->feed = yyq_feed_new (client, cache);
  g_signal_connect_object (runner, "answered", G_CALLBACK (answered_cb), self, G_CONNECT_SWAPPED);
  return self;
}
