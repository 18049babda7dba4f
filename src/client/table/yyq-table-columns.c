/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-table-columns.h"

#include <glib/gi18n.h>

/* px: as narrow as a person can make a column. */
#define LEAST_WIDTH 48

struct _YyqTableColumns {
  GObject parent_instance;

  const YyqTableColumn *columns;
  guint n_columns;
  gboolean has_check;
  gboolean has_menu;
  int end; /* px that no column takes */

  GArray *places; /* (owned): of YyqTablePlace, from left to right */
  int total;
  double scale;
  const char *sort; /* (nullable): of a column */
  gboolean descending;
};

G_DEFINE_FINAL_TYPE (YyqTableColumns, yyq_table_columns, G_TYPE_OBJECT)

enum {
  SIGNAL_CHANGED,
  SIGNAL_SORT_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const YyqTableColumn check_column = { .title = N_ ("Selected"),
                                             .kind = YYQ_CELL_CHECK,
                                             .width = 44 };
static const YyqTableColumn menu_column = { .title = N_ ("More"),
                                            .kind = YYQ_CELL_MENU,
                                            .width = 40 };

static YyqTablePlace *
nth (YyqTableColumns *self, guint place)
{
  return &g_array_index (self->places, YyqTablePlace, place);
}

static gboolean
is_own (const YyqTablePlace *place)
{
  return place->column->kind == YYQ_CELL_CHECK || place->column->kind == YYQ_CELL_MENU;
}

static void
append (YyqTableColumns *self, const YyqTableColumn *column)
{
  const YyqTablePlace place = { .column = column,
                                .index = self->places->len,
                                .width = column->width,
                                .wanted = TRUE,
                                .shown = TRUE };

  g_array_append_val (self->places, place);
}

/* As they were made. */
static void
arrange (YyqTableColumns *self)
{
  g_array_set_size (self->places, 0);
  for (guint i = 0; i < self->n_columns; i++)
    append (self, &self->columns[i]);
  /* What a table adds has the last indices, so that those of the others do not depend on it. */
  if (self->has_menu)
    append (self, &menu_column);
  if (self->has_check) {
    YyqTablePlace check;

    append (self, &check_column);
    check = *nth (self, self->places->len - 1);
    g_array_remove_index (self->places, self->places->len - 1);
    g_array_prepend_val (self->places, check);
  }
}

YyqTableColumns *
yyq_table_columns_new (const YyqTableColumn *columns, guint n_columns)
{
  YyqTableColumns *self = g_object_new (YYQ_TYPE_TABLE_COLUMNS, NULL);

  self->columns = columns;
  self->n_columns = n_columns;
  arrange (self);
  return self;
}

void
yyq_table_columns_add_check (YyqTableColumns *self)
{
  g_return_if_fail (YYQ_IS_TABLE_COLUMNS (self));
  self->has_check = TRUE;
  arrange (self);
}

void
yyq_table_columns_add_menu (YyqTableColumns *self)
{
  g_return_if_fail (YYQ_IS_TABLE_COLUMNS (self));
  self->has_menu = TRUE;
  arrange (self);
}

void
yyq_table_columns_keep_end (YyqTableColumns *self, int px)
{
  g_return_if_fail (YYQ_IS_TABLE_COLUMNS (self));
  self->end = px;
}

gboolean
yyq_table_columns_has_check (YyqTableColumns *self)
{
  return self->has_check;
}

guint
yyq_table_columns_get_n (YyqTableColumns *self)
{
  return self->places->len;
}

const YyqTablePlace *
yyq_table_columns_get_place (YyqTableColumns *self, guint place)
{
  return nth (self, place);
}

const YyqTablePlace *
yyq_table_columns_get_indexed (YyqTableColumns *self, guint index)
{
  for (guint i = 0; i < self->places->len; i++)
    if (nth (self, i)->index == index)
      return nth (self, i);
  return NULL;
}

const YyqTablePlace *
yyq_table_columns_get_at (YyqTableColumns *self, double x)
{
  for (guint i = 0; i < self->places->len; i++) {
    const YyqTablePlace *place = nth (self, i);

    if (place->shown && x >= place->x && x < place->x + place->w)
      return place;
  }
  return NULL;
}

guint
yyq_table_columns_get_nth (YyqTableColumns *self, const YyqTablePlace *place)
{
  return (guint) (place - nth (self, 0));
}

/* Room */

static int
needed_width (YyqTableColumns *self, const YyqTablePlace *place)
{
  return (int) (place->width * self->scale);
}

static gboolean
takes_rest (const YyqTablePlace *place)
{
  return place->shown && place->column->expand && !place->fixed;
}

/* (nullable): the one that is missed least. */
static YyqTablePlace *
find_least (YyqTableColumns *self)
{
  YyqTablePlace *least = NULL;

  for (guint i = 0; i < self->places->len; i++) {
    YyqTablePlace *place = nth (self, i);

    if (place->shown && place->column->rank > (least != NULL ? least->column->rank : 0))
      least = place;
  }
  return least;
}

/* Returns how many px those that stay need. */
static int
hide_what_does_not_fit (YyqTableColumns *self, int width)
{
  int needed = 0;

  for (guint i = 0; i < self->places->len; i++) {
    YyqTablePlace *place = nth (self, i);

    place->shown = place->wanted;
    if (place->shown)
      needed += needed_width (self, place);
  }
  while (needed > width) {
    YyqTablePlace *least = find_least (self);

    if (least == NULL)
      break;
    least->shown = FALSE;
    needed -= needed_width (self, least);
  }
  return needed;
}

void
yyq_table_columns_lay_out (YyqTableColumns *self, int width, double scale)
{
  int rest;
  int n_rest = 0;
  int x = 0;

  g_return_if_fail (YYQ_IS_TABLE_COLUMNS (self));
  self->scale = scale;
  rest = MAX (0, width - self->end - hide_what_does_not_fit (self, width - self->end));
  for (guint i = 0; i < self->places->len; i++)
    n_rest += takes_rest (nth (self, i));
  for (guint i = 0; i < self->places->len; i++) {
    YyqTablePlace *place = nth (self, i);

    place->x = x;
    place->w = place->shown ? needed_width (self, place) : 0;
    if (takes_rest (place)) {
      place->w += rest / n_rest;
      rest -= rest / n_rest--;
    }
    x += place->w;
  }
  self->total = MAX (x + self->end, width);
}

int
yyq_table_columns_get_total (YyqTableColumns *self)
{
  return self->total;
}

double
yyq_table_columns_get_scale (YyqTableColumns *self)
{
  return self->scale;
}

guint
yyq_table_columns_get_n_without_room (YyqTableColumns *self)
{
  guint n = 0;

  for (guint i = 0; i < self->places->len; i++)
    n += nth (self, i)->wanted && !nth (self, i)->shown;
  return n;
}

/* What a person does with them */

static void
changed (YyqTableColumns *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

void
yyq_table_columns_resize (YyqTableColumns *self, guint place, int width)
{
  YyqTablePlace *resized = NULL;

  g_return_if_fail (YYQ_IS_TABLE_COLUMNS (self));
  g_return_if_fail (place < self->places->len);
  resized = nth (self, place);
  if (is_own (resized))
    return;
  resized->width = MAX (LEAST_WIDTH, width);
  resized->fixed = TRUE;
  changed (self);
}

gboolean
yyq_table_columns_can_move (YyqTableColumns *self, guint from, guint to)
{
  return from < self->places->len && to < self->places->len && !is_own (nth (self, from)) &&
         !is_own (nth (self, to));
}

void
yyq_table_columns_move (YyqTableColumns *self, guint from, guint to)
{
  YyqTablePlace moved;

  g_return_if_fail (YYQ_IS_TABLE_COLUMNS (self));
  g_return_if_fail (yyq_table_columns_can_move (self, from, to));
  moved = *nth (self, from);
  g_array_remove_index (self->places, from);
  g_array_insert_val (self->places, to, moved);
  changed (self);
}

void
yyq_table_columns_set_wanted (YyqTableColumns *self, guint index, gboolean wanted)
{
  g_return_if_fail (YYQ_IS_TABLE_COLUMNS (self));
  for (guint i = 0; i < self->places->len; i++)
    if (nth (self, i)->index == index && nth (self, i)->column->rank > 0)
      nth (self, i)->wanted = wanted;
  changed (self);
}

void
yyq_table_columns_reset (YyqTableColumns *self)
{
  g_return_if_fail (YYQ_IS_TABLE_COLUMNS (self));
  arrange (self);
  changed (self);
}

/* Order of the rows */

const char *
yyq_table_columns_get_sort (YyqTableColumns *self, gboolean *descending)
{
  g_return_val_if_fail (YYQ_IS_TABLE_COLUMNS (self), NULL);
  *descending = self->descending;
  return self->sort;
}

void
yyq_table_columns_sort_by (YyqTableColumns *self, const char *sort, gboolean descending)
{
  g_return_if_fail (YYQ_IS_TABLE_COLUMNS (self));
  if (g_strcmp0 (self->sort, sort) == 0 && self->descending == descending)
    return;
  self->sort = sort != NULL ? g_intern_string (sort) : NULL;
  self->descending = descending;
  g_signal_emit (self, signals[SIGNAL_SORT_CHANGED], 0);
}

/* Settings */

GVariant *
yyq_table_columns_store (YyqTableColumns *self)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE (YYQ_TABLE_COLUMNS_FORMAT));
  for (guint i = 0; i < self->places->len; i++) {
    const YyqTablePlace *place = nth (self, i);

    if (!is_own (place))
      g_variant_builder_add (&builder, "(sib)", place->column->title,
                             place->fixed ? place->width : 0, place->wanted);
  }
  return g_variant_builder_end (&builder);
}

/* Puts the column of this title at the place; FALSE: there is none any more. */
static gboolean
restore_place (YyqTableColumns *self, guint at, const char *title, int width, gboolean wanted)
{
  for (guint i = at; i < self->places->len; i++) {
    YyqTablePlace found = *nth (self, i);

    if (is_own (&found) || !g_str_equal (found.column->title, title))
      continue;
    found.fixed = width > 0;
    if (found.fixed)
      found.width = MAX (LEAST_WIDTH, width);
    found.wanted = wanted || found.column->rank == 0;
    g_array_remove_index (self->places, i);
    g_array_insert_val (self->places, at, found);
    return TRUE;
  }
  return FALSE;
}

/* Columns that came with a newer program stand behind those that were stored. */
void
yyq_table_columns_restore (YyqTableColumns *self, GVariant *stored)
{
  GVariantIter iter;
  const char *title;
  int width;
  gboolean wanted;
  guint at = self->has_check ? 1 : 0;

  g_return_if_fail (YYQ_IS_TABLE_COLUMNS (self));
  g_variant_iter_init (&iter, stored);
  while (g_variant_iter_next (&iter, "(&sib)", &title, &width, &wanted))
    if (restore_place (self, at, title, width, wanted))
      at++;
}

/* Object */

static void
yyq_table_columns_finalize (GObject *object)
{
  g_array_unref (YYQ_TABLE_COLUMNS (object)->places);
  G_OBJECT_CLASS (yyq_table_columns_parent_class)->finalize (object);
}

static void
yyq_table_columns_class_init (YyqTableColumnsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = yyq_table_columns_finalize;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", YYQ_TYPE_TABLE_COLUMNS, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_SORT_CHANGED] = g_signal_new (
    "sort-changed", YYQ_TYPE_TABLE_COLUMNS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
yyq_table_columns_init (YyqTableColumns *self)
{
  self->places = g_array_new (FALSE, FALSE, sizeof (YyqTablePlace));
  self->scale = 1;
}
