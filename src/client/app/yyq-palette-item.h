/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What the palette offers: words, and the action that they stand for. */
#define YYQ_TYPE_PALETTE_ITEM (yyq_palette_item_get_type ())
G_DECLARE_FINAL_TYPE (YyqPaletteItem, yyq_palette_item, YYQ, PALETTE_ITEM, GObject)

/* @target (nullable): a string, the action's parameter. @icon_name is static. */
YyqPaletteItem *yyq_palette_item_new (const char *icon_name, const char *title, const char *detail,
                                      const char *action, const char *target);

const char *yyq_palette_item_get_icon_name (YyqPaletteItem *self);
const char *yyq_palette_item_get_title (YyqPaletteItem *self);
const char *yyq_palette_item_get_detail (YyqPaletteItem *self);
const char *yyq_palette_item_get_action (YyqPaletteItem *self);
const char *yyq_palette_item_get_target (YyqPaletteItem *self); /* (nullable) */

/* Has its title all words of @text, or is it read as they are typed? */
gboolean yyq_palette_item_matches (YyqPaletteItem *self, const char *text);

G_END_DECLS
