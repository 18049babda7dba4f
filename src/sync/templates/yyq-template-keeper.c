/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-template-keeper.h"

#include "yyq-offline.h"

/* More templates than any company has open; the newest are kept. */
#define MOST 300

struct _YyqTemplateKeeper {
  GObject parent_instance;

  YyqTemplateRepository *templates; /* (unowned) (nullable) */
  GCancellable *cancellable;        /* (owned) */
  YyqRecordList *list;              /* (owned) (nullable): what is open */
  GHashTable *kept;                 /* (owned): "ID VERSION" */
  gboolean busy;
};

G_DEFINE_FINAL_TYPE (YyqTemplateKeeper, yyq_template_keeper, G_TYPE_OBJECT)

static void keep_next (YyqTemplateKeeper *self);

/* What cannot be had is asked for again when the platform tells what changed. */
static void
go_on (YyqTemplateKeeper *self, const GError *error)
{
  self->busy = FALSE;
  if (error == NULL) {
    keep_next (self);
  } else {
    g_debug ("An open template is not kept: %s", error->message);
    g_hash_table_remove_all (self->kept);
  }
}

static void
pages_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyqTemplateKeeper) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pages =
    yyq_template_repository_load_pages_finish (YYQ_TEMPLATE_REPOSITORY (source), result, &error);

  go_on (self, error);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyqTemplateKeeper) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (YyqTemplate) template =
    yyq_record_repository_load_finish (YYQ_RECORD_REPOSITORY (source), result, &error);

  if (template == NULL || yyq_template_get_content (template) == NULL) {
    go_on (self, error);
    return;
  }
  yyq_template_repository_load_pages_async (
    YYQ_TEMPLATE_REPOSITORY (source), yyq_template_get_id (template),
    yyq_template_get_content (template), self->cancellable, pages_cb, g_object_ref (self));
}

static void
keep_next (YyqTemplateKeeper *self)
{
  GListModel *open = G_LIST_MODEL (self->list);
  const guint n = open != NULL ? g_list_model_get_n_items (open) : 0;

  for (guint i = 0; i < n && !self->busy && self->templates != NULL; i++) {
    g_autoptr (YyqTemplate) template = g_list_model_get_item (open, i);
    char *key = g_strdup_printf ("%s %" G_GINT64_FORMAT, yyq_template_get_id (template),
                                 yyq_template_get_version (template));

    if (!g_hash_table_add (self->kept, key))
      continue;
    self->busy = TRUE;
    yyq_record_repository_load_async (YYQ_RECORD_REPOSITORY (self->templates),
                                      yyq_template_get_id (template), self->cancellable, loaded_cb,
                                      g_object_ref (self));
  }
}

static YyqRecordList *
list_open (YyqTemplateKeeper *self)
{
  g_autoptr (YyqRecordQuery) query = yyq_record_query_new ();

  query->filter = "open";
  query->sort = "changed_at";
  query->descending = TRUE;
  return yyq_record_repository_list (YYQ_RECORD_REPOSITORY (self->templates), query, MOST);
}

/* The platform told what changed: it can be reached. */
static void
synced_cb (YyqTemplateKeeper *self)
{
  if (self->list != NULL) {
    keep_next (self);
    return;
  }
  self->list = list_open (self);
  g_signal_connect_object (self->list, "items-changed", G_CALLBACK (keep_next), self,
                           G_CONNECT_SWAPPED);
  keep_next (self);
}

void
yyq_template_keeper_stop (YyqTemplateKeeper *self)
{
  g_cancellable_cancel (self->cancellable);
  self->templates = NULL;
  g_clear_object (&self->list);
}

static void
yyq_template_keeper_finalize (GObject *object)
{
  YyqTemplateKeeper *self = YYQ_TEMPLATE_KEEPER (object);

  g_clear_object (&self->list);
  g_object_unref (self->cancellable);
  g_hash_table_unref (self->kept);
  G_OBJECT_CLASS (yyq_template_keeper_parent_class)->finalize (object);
}

static void
yyq_template_keeper_class_init (YyqTemplateKeeperClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = yyq_template_keeper_finalize;
}

static void
yyq_template_keeper_init (YyqTemplateKeeper *self)
{
  self->cancellable = g_cancellable_new ();
  self->kept = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

YyqTemplateKeeper *
yyq_template_keeper_new (YyqTemplateRepository *templates)
{
  YyqTemplateKeeper *self = g_object_new (YYQ_TYPE_TEMPLATE_KEEPER, NULL);

  self->templates = templates;
  g_signal_connect_object (templates, "notify::synced-at", G_CALLBACK (synced_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}
