/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-record-changes.h"

static void
change_free (gpointer data)
{
  YyqRecordChange *change = data;

  g_free (change->id);
  g_clear_object (&change->record);
  g_clear_pointer (&change->payload, g_bytes_unref);
  g_free (change);
}

YyqRecordChanges *
yyq_record_changes_new (void)
{
  YyqRecordChanges *self = g_new0 (YyqRecordChanges, 1);

  self->list = g_ptr_array_new_with_free_func (change_free);
  return self;
}

void
yyq_record_changes_free (YyqRecordChanges *self)
{
  g_ptr_array_unref (self->list);
  g_clear_pointer (&self->keep, g_hash_table_unref);
  g_free (self->cursor);
  g_free (self);
}

void
yyq_record_changes_put (YyqRecordChanges *self, const YyqEntity *entity, gpointer record,
                        GBytes *payload)
{
  YyqRecordChange *change = g_new0 (YyqRecordChange, 1);

  change->entity = entity;
  g_object_get (record, "id", &change->id, NULL);
  change->record = g_object_ref (record);
  change->payload = payload != NULL ? g_bytes_ref (payload) : NULL;
  g_ptr_array_add (self->list, change);
}

void
yyq_record_changes_delete (YyqRecordChanges *self, const YyqEntity *entity, const char *id)
{
  YyqRecordChange *change = g_new0 (YyqRecordChange, 1);

  change->entity = entity;
  change->id = g_strdup (id);
  g_ptr_array_add (self->list, change);
}

void
yyq_record_changes_put_unreadable (YyqRecordChanges *self, const YyqEntity *entity, const char *id,
                                   gint64 version)
{
  YyqRecordChange *change = g_new0 (YyqRecordChange, 1);

  change->entity = entity;
  change->id = g_strdup (id);
  change->unreadable = TRUE;
  change->version = version;
  g_ptr_array_add (self->list, change);
}

static guint
hash_change (gconstpointer data)
{
  const YyqRecordChange *change = data;

  return g_str_hash (change->id) ^ g_direct_hash (change->entity);
}

static gboolean
equal_changes (gconstpointer a, gconstpointer b)
{
  const YyqRecordChange *one = a, *other = b;

  return one->entity == other->entity && g_str_equal (one->id, other->id);
}

GHashTable *
yyq_record_keep_new (void)
{
  return g_hash_table_new_full (hash_change, equal_changes, change_free, NULL);
}

void
yyq_record_keep_add (GHashTable *keep, const YyqEntity *entity, const char *id)
{
  YyqRecordChange *change = g_new0 (YyqRecordChange, 1);

  change->entity = entity;
  change->id = g_strdup (id);
  g_hash_table_add (keep, change);
}

void
yyq_record_keep_remove (GHashTable *keep, const YyqEntity *entity, const char *id)
{
  const YyqRecordChange change = { .entity = entity, .id = (char *) id };

  g_hash_table_remove (keep, &change);
}

gboolean
yyq_record_keep_has (GHashTable *keep, const YyqEntity *entity, const char *id)
{
  const YyqRecordChange change = { .entity = entity, .id = (char *) id };

  return g_hash_table_contains (keep, &change);
}

void
yyq_record_move_free (YyqRecordMove *self)
{
  g_hash_table_unref (self->touched);
  g_ptr_array_unref (self->gone);
  g_free (self);
}
