/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-record-watch.h"

#include "yyq-record.h"

/* One object an id is enough for a page; more of them share the list. */
struct _YyqRecordWatch {
  GHashTable *records; /* (owned): id -> GPtrArray of GWeakRef */
};

static void
weak_ref_free (gpointer data)
{
  g_weak_ref_clear (data);
  g_free (data);
}

YyqRecordWatch *
yyq_record_watch_new (void)
{
  YyqRecordWatch *self = g_new (YyqRecordWatch, 1);

  self->records =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  return self;
}

void
yyq_record_watch_free (YyqRecordWatch *self)
{
  g_hash_table_unref (self->records);
  g_free (self);
}

static gboolean
are_gone (gpointer id, gpointer value, gpointer user_data)
{
  GPtrArray *refs = value;

  for (guint i = refs->len; i > 0; i--) {
    g_autoptr (GObject) record = g_weak_ref_get (g_ptr_array_index (refs, i - 1));

    if (record == NULL)
      g_ptr_array_remove_index (refs, i - 1);
  }
  return refs->len == 0;
}

void
yyq_record_watch_add (YyqRecordWatch *self, gpointer record)
{
  GWeakRef *ref = g_new (GWeakRef, 1);
  g_autofree char *id = NULL;
  GPtrArray *refs;

  g_hash_table_foreach_remove (self->records, are_gone, NULL);
  g_object_get (record, "id", &id, NULL);
  refs = g_hash_table_lookup (self->records, id);
  if (refs == NULL) {
    refs = g_ptr_array_new_with_free_func (weak_ref_free);
    g_hash_table_insert (self->records, g_steal_pointer (&id), refs);
  }
  g_weak_ref_init (ref, record);
  g_ptr_array_add (refs, ref);
}

static gint64
version_of (gpointer record)
{
  gint64 version = 0;

  g_object_get (record, "version", &version, NULL);
  return version;
}

static void
follow_one (GPtrArray *refs, gpointer newer)
{
  /* Whoever is told may watch more, or stop. */
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < refs->len; i++) {
    GObject *record = g_weak_ref_get (g_ptr_array_index (refs, i));

    if (record != NULL)
      g_ptr_array_add (records, record);
  }
  for (guint i = 0; i < records->len; i++)
    if (version_of (g_ptr_array_index (records, i)) < version_of (newer))
      yyq_record_take_over (g_ptr_array_index (records, i), newer);
}

void
yyq_record_watch_follow (YyqRecordWatch *self, const YyqEntity *entity, GPtrArray *list)
{
  if (g_hash_table_size (self->records) == 0)
    return;
  for (guint i = 0; i < list->len; i++) {
    const YyqRecordChange *change = g_ptr_array_index (list, i);
    GPtrArray *refs = change->entity == entity && change->record != NULL
                        ? g_hash_table_lookup (self->records, change->id)
                        : NULL;

    if (refs != NULL)
      follow_one (refs, change->record);
  }
}
