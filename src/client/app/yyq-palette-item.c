/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-palette-item.h"

#include <string.h>

#include "yyq-search-tokens.h"

struct _YyqPaletteItem {
  GObject parent_instance;

  const char *icon_name;
  char *title;
  char *folded; /* the title, for matching */
  char *detail;
  char *action;
  char *target; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (YyqPaletteItem, yyq_palette_item, G_TYPE_OBJECT)

YyqPaletteItem *
yyq_palette_item_new (const char *icon_name, const char *title, const char *detail,
                      const char *action, const char *target)
{
  YyqPaletteItem *self = g_object_new (YYQ_TYPE_PALETTE_ITEM, NULL);

  self->icon_name = icon_name;
  self->title = g_strdup (title);
  self->folded = yyq_search_fold (title);
  self->detail = g_strdup (detail);
  self->action = g_strdup (action);
  self->target = g_strdup (target);
  return self;
}

const char *
yyq_palette_item_get_icon_name (YyqPaletteItem *self)
{
  g_return_val_if_fail (YYQ_IS_PALETTE_ITEM (self), NULL);
  return self->icon_name;
}

const char *
yyq_palette_item_get_title (YyqPaletteItem *self)
{
  g_return_val_if_fail (YYQ_IS_PALETTE_ITEM (self), NULL);
  return self->title;
}

const char *
yyq_palette_item_get_detail (YyqPaletteItem *self)
{
  g_return_val_if_fail (YYQ_IS_PALETTE_ITEM (self), NULL);
  return self->detail;
}

const char *
yyq_palette_item_get_action (YyqPaletteItem *self)
{
  g_return_val_if_fail (YYQ_IS_PALETTE_ITEM (self), NULL);
  return self->action;
}

const char *
yyq_palette_item_get_target (YyqPaletteItem *self)
{
  g_return_val_if_fail (YYQ_IS_PALETTE_ITEM (self), NULL);
  return self->target;
}

gboolean
yyq_palette_item_matches (YyqPaletteItem *self, const char *text)
{
  g_auto (GStrv) words = yyq_search_words (text);

  g_return_val_if_fail (YYQ_IS_PALETTE_ITEM (self), FALSE);
  for (guint i = 0; words[i] != NULL; i++)
    if (strstr (self->folded, words[i]) == NULL)
      return FALSE;
  return TRUE;
}

static void
yyq_palette_item_finalize (GObject *object)
{
  YyqPaletteItem *self = YYQ_PALETTE_ITEM (object);

  g_free (self->title);
  g_free (self->folded);
  g_free (self->detail);
  g_free (self->action);
  g_free (self->target);
  G_OBJECT_CLASS (yyq_palette_item_parent_class)->finalize (object);
}

static void
yyq_palette_item_class_init (YyqPaletteItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = yyq_palette_item_finalize;
}

static void
yyq_palette_item_init (YyqPaletteItem *self)
{
}
