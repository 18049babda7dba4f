/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-feed-entity.h"

/* The platform's list of them. */
#define TYPE_FEED_ENTITIES (feed_entities_get_type ())
G_DECLARE_FINAL_TYPE (FeedEntities, feed_entities, YYQ, FEED_ENTITIES, GObject)

struct _FeedEntities {
  GObject parent_instance;

  GPtrArray *entities; /* (element-type YyqFeedEntity): static */
};

G_DEFINE_FINAL_TYPE (FeedEntities, feed_entities, G_TYPE_OBJECT)

static void
finalize (GObject *object)
{
  g_ptr_array_unref (YYQ_FEED_ENTITIES (object)->entities);
  G_OBJECT_CLASS (feed_entities_parent_class)->finalize (object);
}

static void
feed_entities_class_init (FeedEntitiesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = finalize;
}

static void
feed_entities_init (FeedEntities *self)
{
  self->entities = g_ptr_array_new ();
}

static FeedEntities *
get_or_add (YyqPlatform *platform)
{
  FeedEntities *self = yyq_platform_get_service (platform, TYPE_FEED_ENTITIES);
  g_autoptr (FeedEntities) made = NULL;

  if (self != NULL)
    return self;
  made = g_object_new (TYPE_FEED_ENTITIES, NULL);
  yyq_platform_add_service (platform, made);
  return made;
}

void
yyq_feed_entity_register (YyqPlatform *platform, const YyqFeedEntity *entity)
{
  g_return_if_fail (yyq_feed_entity_find (platform, entity->name) == NULL);

  g_ptr_array_add (get_or_add (platform)->entities, (gpointer) entity);
}

const YyqFeedEntity *
yyq_feed_entity_find (YyqPlatform *platform, const char *name)
{
  FeedEntities *self = yyq_platform_get_service (platform, TYPE_FEED_ENTITIES);

  for (guint i = 0; self != NULL && i < self->entities->len; i++) {
    const YyqFeedEntity *entity = g_ptr_array_index (self->entities, i);

    if (g_str_equal (entity->name, name))
      return entity;
  }
  return NULL;
}
