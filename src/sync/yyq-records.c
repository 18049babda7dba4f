/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-records.h"

struct _YyqRecords {
  GObject parent_instance;

  YyqRecordSource source; /* all of it owned; no entity */
  const YyqWorkspaceChapter *const *chapters;
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
  const YyqEntity *entity = yyq_record_cache_find_entity (self->source.cache, name);
  YyqRecordRepository *repository;

  if (entity == NULL)
    return;
  repository = yyq_records_get (self, entity);
  if (record != NULL && G_TYPE_CHECK_INSTANCE_TYPE (record, entity->get_type ()))
    yyq_record_repository_keep (repository, record);
  else
    yyq_record_repository_load_async (repository, object_id, NULL, asked_cb, NULL);
}

static const YyqChapterRecords *
find_registration (YyqRecords *self, const YyqEntity *entity)
{
  for (gsize i = 0; self->chapters[i] != NULL; i++) {
    const YyqChapterRecords *records = self->chapters[i]->records;

    for (gsize j = 0; records != NULL && records[j].entity != NULL; j++)
      if (records[j].entity == entity)
        return &records[j];
  }
  return NULL;
}

static YyqRecordRepository *
make_repository (YyqRecords *self, const YyqEntity *entity)
{
  const YyqChapterRecords *registration = find_registration (self, entity);
  YyqRecordSource source = self->source;

  g_return_val_if_fail (registration != NULL, NULL);

  source.entity = entity;
  return registration->new_repository != NULL ? registration->new_repository (&source)
                                              : yyq_record_repository_new (&source);
}

YyqRecordRepository *
yyq_records_get (YyqRecords *self, const YyqEntity *entity)
{
  YyqRecordRepository *repository = g_hash_table_lookup (self->repositories, entity);

  if (repository == NULL) {
    repository = make_repository (self, entity);
    g_hash_table_insert (self->repositories, (gpointer) entity, repository);
  }
  return repository;
}

YyqFeed *
yyq_records_get_feed (YyqRecords *self)
{
  return self->source.feed;
}

static void
yyq_records_finalize (GObject *object)
{
  YyqRecords *self = YYQ_RECORDS (object);

  g_hash_table_unref (self->repositories);
  g_clear_object (&self->source.feed);
  g_clear_object (&self->source.cache);
  g_clear_object (&self->source.replies);
  g_clear_object (&self->source.documents);
  g_clear_object (&self->source.client);
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
yyq_records_new (const YyqRecordSource *source, YyqOutboxRunner *runner,
                 const YyqWorkspaceChapter *const *chapters)
{
  YyqRecords *self = g_object_new (YYQ_TYPE_RECORDS, NULL);

  g_set_object (&self->source.client, source->client);
  g_set_object (&self->source.cache, source->cache);
  g_set_object (&self->source.replies, source->replies);
  g_set_object (&self->source.documents, source->documents);
  self->source.feed = yyq_feed_new (source->client, source->cache);
  self->chapters = chapters;
  g_signal_connect_object (runner, "answered", G_CALLBACK (answered_cb), self, G_CONNECT_SWAPPED);
  return self;
}
