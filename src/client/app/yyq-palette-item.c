/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-palette-item.h"

#include "yyq-search-tokens.h"

struct _YyqPaletteItem {
  GObject parent_instance;

  const char *icon_name;
  char *title;
  char *folded; /* the title, for matching */
  GStrv keys;   /* and how it is typed */
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
  self->keys = yyq_search_keys_of_text (title);
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

static gboolean
has_word (YyqPaletteItem *self, const YyqSearchWord *word)
{
  if (word->kind != YYQ_SEARCH_WORD_KEY)
    return yyq_search_word_is_in (word, self->folded);
  for (guint i = 0; self->keys[i] != NULL; i++)
    if (g_str_has_prefix (self->keys[i], word->text))
      return TRUE;
  return FALSE;
}

gboolean
yyq_palette_item_matches (YyqPaletteItem *self, const char *text)
{
  g_autoptr (GPtrArray) words = yyq_search_parse (text);

  g_return_val_if_fail (YYQ_IS_PALETTE_ITEM (self), FALSE);
  for (guint i = 0; i < words->len; i++)
    if (!has_word (self, g_ptr_array_index (words, i)))
      return FALSE;
  return TRUE;
}

static void
yyq_palette_item_finalize (GObject *object)
{
  YyqPaletteItem *self = YYQ_PALETTE_ITEM (object);

  g_free (self->title);
  g_free (self->folded);
  g_strfreev (self->keys);
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
