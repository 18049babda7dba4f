/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-table-cell.h"

/* px: before the text of a cell, and between two things in it. */
#define PADDING 12
#define SPACING 8

/* px, as those of GTK. */
#define CHECK 20
#define CHECK_RADIUS 6
#define CHECK_LINE 1.5f
#define ICON 16
#define BAR_WIDTH 80
#define BAR_HEIGHT 6

static void
draw_layout (GtkSnapshot *snapshot, PangoLayout *layout, const GdkRGBA *color, int x, int height)
{
  int text_height;

  pango_layout_get_pixel_size (layout, NULL, &text_height);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot,
                          &GRAPHENE_POINT_INIT ((float) x, (float) ((height - text_height) / 2)));
  gtk_snapshot_append_layout (snapshot, layout, color);
  gtk_snapshot_restore (snapshot);
}

static void
draw_icon (const YyqTableCell *cell, GtkSnapshot *snapshot, const char *icon_name,
           const GdkRGBA *color, graphene_point_t at)
{
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &at);
  gtk_symbolic_paintable_snapshot_symbolic (yyq_table_look_get_icon (cell->look, icon_name),
                                            snapshot, ICON, ICON, color, 1);
  gtk_snapshot_restore (snapshot);
}

static void
draw_check (const YyqTableCell *cell, GtkSnapshot *snapshot)
{
  const float x = (float) (cell->place->x + (cell->place->w - CHECK) / 2);
  const float y = (float) ((cell->height - CHECK) / 2);
  const float lines[] = { CHECK_LINE, CHECK_LINE, CHECK_LINE, CHECK_LINE };
  const graphene_rect_t box = GRAPHENE_RECT_INIT (x, y, CHECK, CHECK);
  GskRoundedRect frame;
  GdkRGBA color;
  GdkRGBA tick;

  gsk_rounded_rect_init_from_rect (&frame, &box, CHECK_RADIUS);
  yyq_table_look_get_color (cell->look, cell->ticked ? "checked" : "check", &color);
  if (!cell->ticked) {
    gtk_snapshot_append_border (snapshot, &frame, lines,
                                (const GdkRGBA[]){ color, color, color, color });
    return;
  }
  gtk_snapshot_push_rounded_clip (snapshot, &frame);
  gtk_snapshot_append_color (snapshot, &color, &box);
  gtk_snapshot_pop (snapshot);
  yyq_table_look_get_color (cell->look, "tick", &tick);
  draw_icon (cell, snapshot, "object-select-symbolic", &tick,
             GRAPHENE_POINT_INIT (x + (float) (CHECK - ICON) / 2, y + (float) (CHECK - ICON) / 2));
}

static void
draw_menu (const YyqTableCell *cell, GtkSnapshot *snapshot)
{
  GdkRGBA color;

  yyq_table_look_get_color (cell->look, "dim", &color);
  draw_icon (cell, snapshot, "view-more-symbolic", &color,
             GRAPHENE_POINT_INIT ((float) (cell->place->x + (cell->place->w - ICON) / 2),
                                  (float) ((cell->height - ICON) / 2)));
}

static void
draw_pill (const YyqTableCell *cell, GtkSnapshot *snapshot, const char *text)
{
  const int x = cell->place->x + PADDING;
  g_autofree char *look = g_strconcat (
    "yyq-pill ",
    cell->place->column->style != NULL ? cell->place->column->style (cell->item) : NULL, NULL);
  GtkStyleContext *style = yyq_table_look_get_style (cell->look, look);
  PangoLayout *layout = yyq_table_look_share_layout (cell->look, look, text);
  GtkBorder padding;
  GtkBorder border;
  GdkRGBA color;
  int width;
  int height;
  double y;

  gtk_style_context_get_padding (style, &padding);
  gtk_style_context_get_border (style, &border);
  gtk_style_context_get_color (style, &color);
  pango_layout_get_pixel_size (layout, &width, &height);
  width += padding.left + padding.right + border.left + border.right;
  height += padding.top + padding.bottom + border.top + border.bottom;
  y = (double) ((cell->height - height) / 2);
  gtk_snapshot_render_background (snapshot, style, x, y, width, height);
  gtk_snapshot_render_frame (snapshot, style, x, y, width, height);
  draw_layout (snapshot, layout, &color, x + padding.left + border.left, cell->height);
}

/* Returns how much room it took. */
static int
draw_person (const YyqTableCell *cell, GtkSnapshot *snapshot, const char *name, int x)
{
  const int size = yyq_table_look_get_disc_size (cell->look);
  const int y = (cell->height - size) / 2;
  GtkStyleContext *style = yyq_table_look_get_disc (cell->look, name);
  char initial[8] = "";
  PangoLayout *layout;
  GdkRGBA color;
  int width;

  g_unichar_to_utf8 (g_unichar_toupper (g_utf8_get_char (name)), initial);
  layout = yyq_table_look_share_layout (cell->look, "initial", initial);
  pango_layout_get_pixel_size (layout, &width, NULL);
  gtk_style_context_get_color (style, &color);
  gtk_snapshot_render_background (snapshot, style, x, y, size, size);
  draw_layout (snapshot, layout, &color, x + (size - width) / 2, cell->height);
  return size + SPACING;
}

static void
draw_bar_part (const YyqTableCell *cell, GtkSnapshot *snapshot, const char *look, int x, int width)
{
  const graphene_rect_t bounds = GRAPHENE_RECT_INIT (
    (float) x, (float) ((cell->height - BAR_HEIGHT) / 2), (float) width, BAR_HEIGHT);
  GskRoundedRect shape;
  GdkRGBA color;

  yyq_table_look_get_color (cell->look, look, &color);
  gsk_rounded_rect_init_from_rect (&shape, &bounds, (float) BAR_HEIGHT / 2);
  gtk_snapshot_push_rounded_clip (snapshot, &shape);
  gtk_snapshot_append_color (snapshot, &color, &bounds);
  gtk_snapshot_pop (snapshot);
}

static int
draw_bar (const YyqTableCell *cell, GtkSnapshot *snapshot, int x)
{
  const double fraction =
    cell->place->column->fraction != NULL ? cell->place->column->fraction (cell->item) : 0;

  draw_bar_part (cell, snapshot, "trough", x, BAR_WIDTH);
  if (fraction > 0)
    draw_bar_part (cell, snapshot, "progress", x,
                   (int) CLAMP (fraction * BAR_WIDTH, BAR_HEIGHT, BAR_WIDTH));
  return BAR_WIDTH + SPACING;
}

/* In what is left of the cell from @x on. */
static void
draw_text (const YyqTableCell *cell, GtkSnapshot *snapshot, const char *text, int x)
{
  const YyqTableColumn *column = cell->place->column;
  const char *look = column->kind == YYQ_CELL_LINK ? "link" : column->dim ? "dim" : "text";
  const int width = cell->place->x + cell->place->w - x;
  GdkRGBA color;

  if (width <= 0)
    return;
  if (*cell->layout == NULL)
    *cell->layout = yyq_table_look_create_layout (cell->look, look, text);
  if (pango_layout_get_width (*cell->layout) != width * PANGO_SCALE)
    pango_layout_set_width (*cell->layout, width * PANGO_SCALE);
  yyq_table_look_get_color (cell->look, look, &color);
  draw_layout (snapshot, *cell->layout, &color, x, cell->height);
}

void
yyq_table_cell_draw (const YyqTableCell *cell, GtkSnapshot *snapshot)
{
  const YyqCellKind kind = cell->place->column->kind;
  g_autofree char *text = yyq_table_column_get_text (cell->place->column, cell->item);
  int x = cell->place->x + PADDING;

  if (kind == YYQ_CELL_CHECK)
    draw_check (cell, snapshot);
  else if (kind == YYQ_CELL_MENU)
    draw_menu (cell, snapshot);
  if (text == NULL || *text == '\0')
    return;
  if (kind == YYQ_CELL_PILL) {
    draw_pill (cell, snapshot, text);
    return;
  }
  if (kind == YYQ_CELL_PERSON)
    x += draw_person (cell, snapshot, text, x);
  else if (kind == YYQ_CELL_PROGRESS)
    x += draw_bar (cell, snapshot, x);
  draw_text (cell, snapshot, text, x);
}
