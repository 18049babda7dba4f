/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-control-layer-private.h"

#include <glib/gi18n.h>
#include <math.h>

#define BEGIN_PX 3.0 /* a hand that presses moves a little, and means nothing by it */
#define MARGIN_PT 72.0

/* Finding */

YyqControl *
yyq_control_layer_find (YyqControlLayer *self, const YyqPdfSpot *spot)
{
  GPtrArray *controls = yyq_template_edit_list_page (self->edit, (int) spot->page);

  /* What is selected is drawn on top. */
  for (guint i = controls->len; i > 0; i--) {
    const YyqControlPlace place = yyq_control_place_of (controls->pdata[i - 1]);

    if (yyq_control_selection_has (self->selection, controls->pdata[i - 1]) &&
        yyq_control_place_has (&place, spot->x, spot->y))
      return controls->pdata[i - 1];
  }
  for (guint i = controls->len; i > 0; i--) {
    const YyqControlPlace place = yyq_control_place_of (controls->pdata[i - 1]);

    if (yyq_control_place_has (&place, spot->x, spot->y))
      return controls->pdata[i - 1];
  }
  return NULL;
}

/* 0: the low end, 1: the middle, 2: the high one; -1: none is so near. */
static int
find_third (double at, double low, double length, double reach)
{
  if (fabs (at - low) <= reach)
    return 0;
  if (fabs (at - low - length) <= reach)
    return 2;
  return fabs (at - low - length / 2) <= reach ? 1 : -1;
}

static YyqPdfHit
find_handle (YyqControlLayer *self, const YyqPdfSpot *spot)
{
  static const YyqPdfHit columns[] = { YYQ_PDF_HIT_LEFT, 0, YYQ_PDF_HIT_RIGHT };
  static const YyqPdfHit rows[] = { YYQ_PDF_HIT_TOP, 0, YYQ_PDF_HIT_BOTTOM };
  YyqControlPlace box;
  int column = 0, row = 0;
  double reach = YYQ_LAYER_REACH_PX / spot->px_per_pt;

  if (self->read_only || !yyq_control_layer_get_box (self, &box) || box.page != (int) spot->page)
    return YYQ_PDF_HIT_NONE;
  /* A small control can still be moved by its middle. */
  if (spot->x > box.x && spot->x < box.x + box.width && spot->y > box.y &&
      spot->y < box.y + box.height)
    reach = MIN (reach, MIN (box.width, box.height) / 4);
  column = find_third (spot->x, box.x, box.width, reach);
  row = find_third (spot->y, box.y, box.height, reach);
  if (column < 0 || row < 0 || (column == 1 && row == 1))
    return YYQ_PDF_HIT_NONE;
  return columns[column] | rows[row];
}

YyqPdfHit
yyq_control_layer_hit (YyqPdfOverlay *overlay, const YyqPdfSpot *spot)
{
  YyqControlLayer *self = YYQ_CONTROL_LAYER (overlay);
  YyqPdfHit handle = YYQ_PDF_HIT_NONE;

  if (self->armed)
    return YYQ_PDF_HIT_PAGE;
  handle = find_handle (self, spot);
  if (handle != YYQ_PDF_HIT_NONE)
    return handle;
  return yyq_control_layer_find (self, spot) != NULL ? YYQ_PDF_HIT_INSIDE : YYQ_PDF_HIT_PAGE;
}

const char *
yyq_control_layer_get_cursor (YyqPdfOverlay *overlay, const YyqPdfSpot *spot)
{
  YyqControlLayer *self = YYQ_CONTROL_LAYER (overlay);
  YyqControl *control = NULL;

  if (self->armed)
    return "crosshair";
  if (find_handle (self, spot) != YYQ_PDF_HIT_NONE)
    return NULL;
  control = yyq_control_layer_find (self, spot);
  return control != NULL && (self->read_only || yyq_control_get_locked (control)) ? "default"
                                                                                  : NULL;
}

/* Snapping */

static gboolean
is_moving (YyqControlLayer *self, YyqControl *control)
{
  return self->mode != YYQ_LAYER_DRAWING && !self->has_ghost &&
         yyq_control_selection_has (self->selection, control);
}

static void
add_page (YyqControlLayer *self, int page)
{
  YyqPdfRenderer *renderer = self->view != NULL ? yyq_pdf_view_get_renderer (self->view) : NULL;
  double width = 0, height = 0;

  if (renderer == NULL || page < 0 || (guint) page >= yyq_pdf_renderer_get_n_pages (renderer))
    return;
  yyq_pdf_renderer_get_page_size (renderer, (guint) page, &width, &height);
  yyq_control_snap_add_page (self->snap, width, height, MARGIN_PT);
}

/* All of @page that does not move with the hand; once for a drag, unless it comes to another page.
 */
static void
need_snap (YyqControlLayer *self, int page)
{
  GPtrArray *controls = NULL;
  g_autoptr (GArray) targets = NULL;

  if (self->snap != NULL && self->snap_page == page)
    return;
  g_clear_pointer (&self->snap, yyq_control_snap_free);
  self->snap = yyq_control_snap_new ();
  self->snap_page = page;
  add_page (self, page);
  controls = yyq_template_edit_list_page (self->edit, page);
  for (guint i = 0; i < controls->len; i++) {
    const YyqControlPlace place = yyq_control_place_of (controls->pdata[i]);

    if (!is_moving (self, controls->pdata[i]))
      yyq_control_snap_add_control (self->snap, &place);
  }
  yyq_control_snap_set_grid (self->snap, self->grid);
  if (self->targets != NULL)
    targets = self->targets ((guint) page, self->targets_data);
  if (targets != NULL)
    yyq_control_snap_add_targets (self->snap, (const YyqSnapTarget *) (gpointer) targets->data,
                                  targets->len);
}

/* What is still to be added to @place so that it snaps; Ctrl and Alt let it lie where it is. */
static void
snap (YyqControlLayer *self, const YyqControlPlace *place, YyqSnapEdges edges,
      const YyqPdfSpot *spot)
{
  self->snapped = (YyqSnapResult){ 0 };
  need_snap (self, place->page);
  if (self->snapping && (spot->state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) == 0)
    yyq_control_snap_find (self->snap, place, edges, YYQ_LAYER_SNAP_PX / spot->px_per_pt,
                           &self->snapped);
}

static void
end_snap (YyqControlLayer *self)
{
  g_clear_pointer (&self->snap, yyq_control_snap_free);
  self->snap_page = -1;
  self->snapped = (YyqSnapResult){ 0 };
}

/* Beginning */

static void
remember (YyqControlLayer *self)
{
  GPtrArray *selected = yyq_control_selection_list (self->selection);

  g_ptr_array_set_size (self->moving, 0);
  g_free (self->origins);
  self->origins = g_new (YyqControlPlace, MAX (1, selected->len));
  for (guint i = 0; i < selected->len; i++) {
    g_ptr_array_add (self->moving, g_object_ref (selected->pdata[i]));
    self->origins[i] = yyq_control_place_of (selected->pdata[i]);
  }
  yyq_control_layer_get_box (self, &self->box);
  self->merge = yyq_template_edit_new_merge (self->edit);
  end_snap (self);
}

static void
begin_marquee (YyqControlLayer *self, GdkModifierType state)
{
  g_clear_pointer (&self->before, g_ptr_array_unref);
  self->before = g_ptr_array_new_with_free_func (g_object_unref);
  if ((state & (GDK_SHIFT_MASK | GDK_CONTROL_MASK)) != 0) {
    GPtrArray *selected = yyq_control_selection_list (self->selection);

    for (guint i = 0; i < selected->len; i++)
      g_ptr_array_add (self->before, g_object_ref (selected->pdata[i]));
  } else {
    yyq_control_selection_clear (self->selection);
  }
  self->mode = YYQ_LAYER_MARQUEE;
}

static void
press_control (YyqControlLayer *self, YyqControl *control, int n_press, GdkModifierType state)
{
  const gboolean more = (state & (GDK_SHIFT_MASK | GDK_CONTROL_MASK)) != 0;

  if (more)
    yyq_control_selection_toggle (self->selection, control);
  else if (!yyq_control_selection_has (self->selection, control))
    yyq_control_selection_set_only (self->selection, control);
  self->mode = !self->read_only && yyq_control_selection_has (self->selection, control)
                 ? YYQ_LAYER_PRESSED
                 : YYQ_LAYER_IDLE;
  if (self->mode == YYQ_LAYER_PRESSED)
    remember (self);
  if (n_press == 2 && !more) {
    self->mode = YYQ_LAYER_IDLE;
    yyq_control_layer_ask_typing (self, control, NULL);
  }
}

void
yyq_control_layer_pressed (YyqPdfOverlay *overlay, const YyqPdfSpot *spot, int n_press,
                           GdkModifierType state)
{
  YyqControlLayer *self = YYQ_CONTROL_LAYER (overlay);
  YyqControl *control = NULL;

  self->start = *spot;
  self->hand = *spot;
  if (self->armed) {
    self->mode = YYQ_LAYER_DRAWING;
    end_snap (self);
    return;
  }
  self->handle = find_handle (self, spot);
  if (self->handle != YYQ_PDF_HIT_NONE) {
    self->mode = YYQ_LAYER_RESIZING;
    remember (self);
    return;
  }
  control = yyq_control_layer_find (self, spot);
  if (control != NULL)
    press_control (self, control, n_press, state);
  else
    begin_marquee (self, state);
}

/* Moving */

static gboolean
may_change_page (YyqControlLayer *self, int pages)
{
  const int n = (int) yyq_template_content_count_pages (yyq_template_edit_get_content (self->edit));

  for (guint i = 0; i < self->moving->len; i++)
    if (self->origins[i].page + pages < 0 || self->origins[i].page + pages >= n)
      return FALSE;
  return TRUE;
}

static void
move_to (YyqControlLayer *self, const YyqPdfSpot *spot)
{
  int pages = (int) spot->over - (int) spot->page;
  double dx = spot->x - self->start.x, dy = spot->y - self->start.y;
  g_autofree YyqControlPlace *places = g_new (YyqControlPlace, self->moving->len);
  YyqControlPlace box = self->box;

  if (pages != 0 && may_change_page (self, pages)) {
    dx = spot->over_x - self->start.x;
    dy = spot->over_y - self->start.y;
  } else {
    pages = 0;
  }
  if ((spot->state & GDK_SHIFT_MASK) != 0 && pages == 0) {
    if (fabs (dx) > fabs (dy))
      dy = 0;
    else
      dx = 0;
  }
  box.page += pages;
  box.x += dx;
  box.y += dy;
  snap (self, &box, YYQ_SNAP_ALL, spot);
  for (guint i = 0; i < self->moving->len; i++) {
    places[i] = self->origins[i];
    places[i].page += pages;
    places[i].x += dx + self->snapped.dx;
    places[i].y += dy + self->snapped.dy;
  }
  yyq_template_edit_place (self->edit, self->moving, places, N_ ("Move"), self->merge);
}

/* Resizing */

static YyqSnapEdges
edges_of (YyqPdfHit handle)
{
  return (((handle & YYQ_PDF_HIT_LEFT) != 0 ? YYQ_SNAP_LEFT : 0) |
          ((handle & YYQ_PDF_HIT_RIGHT) != 0 ? YYQ_SNAP_RIGHT : 0) |
          ((handle & YYQ_PDF_HIT_TOP) != 0 ? YYQ_SNAP_TOP : 0) |
          ((handle & YYQ_PDF_HIT_BOTTOM) != 0 ? YYQ_SNAP_BOTTOM : 0));
}

static void
stretch (YyqControlPlace *box, YyqSnapEdges edges, double dx, double dy)
{
  const double right = box->x + box->width, bottom = box->y + box->height;

  if ((edges & YYQ_SNAP_LEFT) != 0) {
    box->x = MIN (box->x + dx, right - YYQ_CONTROL_SMALLEST);
    box->width = right - box->x;
  }
  if ((edges & YYQ_SNAP_RIGHT) != 0)
    box->width = MAX (YYQ_CONTROL_SMALLEST, box->width + dx);
  if ((edges & YYQ_SNAP_TOP) != 0) {
    box->y = MIN (box->y + dy, bottom - YYQ_CONTROL_SMALLEST);
    box->height = bottom - box->y;
  }
  if ((edges & YYQ_SNAP_BOTTOM) != 0)
    box->height = MAX (YYQ_CONTROL_SMALLEST, box->height + dy);
}

/* With Shift at a corner the shape stays: the larger change decides. */
static void
keep_shape (const YyqControlPlace *from, YyqControlPlace *to, YyqSnapEdges edges)
{
  const double factor = MAX (to->width / from->width, to->height / from->height);
  const double right = to->x + to->width, bottom = to->y + to->height;

  to->width = from->width * factor;
  to->height = from->height * factor;
  if ((edges & YYQ_SNAP_LEFT) != 0)
    to->x = right - to->width;
  if ((edges & YYQ_SNAP_TOP) != 0)
    to->y = bottom - to->height;
}

static void
resize_to (YyqControlLayer *self, const YyqPdfSpot *spot)
{
  const YyqSnapEdges edges = edges_of (self->handle);
  const gboolean corner = (edges & (YYQ_SNAP_LEFT | YYQ_SNAP_RIGHT)) != 0 &&
                          (edges & (YYQ_SNAP_TOP | YYQ_SNAP_BOTTOM)) != 0;
  g_autofree YyqControlPlace *places = g_new (YyqControlPlace, self->moving->len);
  YyqControlPlace box = self->box;

  stretch (&box, edges, spot->x - self->start.x, spot->y - self->start.y);
  snap (self, &box, edges, spot);
  stretch (&box, edges, self->snapped.dx, self->snapped.dy);
  if (corner && (spot->state & GDK_SHIFT_MASK) != 0)
    keep_shape (&self->box, &box, edges);
  for (guint i = 0; i < self->moving->len; i++) {
    const YyqControlPlace *from = &self->origins[i];

    places[i] = *from;
    if (from->page != box.page)
      continue;
    places[i].x = box.x + (from->x - self->box.x) * box.width / self->box.width;
    places[i].y = box.y + (from->y - self->box.y) * box.height / self->box.height;
    places[i].width = from->width * box.width / self->box.width;
    places[i].height = from->height * box.height / self->box.height;
  }
  yyq_template_edit_place (self->edit, self->moving, places, N_ ("Resize"), self->merge);
}

/* Selecting */

static void
select_marquee (YyqControlLayer *self)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  GPtrArray *controls = yyq_template_edit_list_page (self->edit, (int) self->start.page);
  const YyqControlPlace box = { (int) self->start.page, MIN (self->start.x, self->hand.x),
                                MIN (self->start.y, self->hand.y),
                                fabs (self->start.x - self->hand.x),
                                fabs (self->start.y - self->hand.y) };

  for (guint i = 0; i < self->before->len; i++)
    g_ptr_array_add (found, self->before->pdata[i]);
  for (guint i = 0; i < controls->len; i++) {
    const YyqControlPlace place = yyq_control_place_of (controls->pdata[i]);

    if (yyq_control_place_overlaps (&box, &place))
      g_ptr_array_add (found, controls->pdata[i]);
  }
  yyq_control_selection_set (self->selection, found);
}

/* Drawing */

/* As large as it is drawn; a click, or next to nothing: as large as its kind is. */
static void
draw_to (YyqControlLayer *self, const YyqPdfSpot *spot)
{
  YyqControlPlace box = { (int) self->start.page, MIN (self->start.x, spot->x),
                          MIN (self->start.y, spot->y), fabs (spot->x - self->start.x),
                          fabs (spot->y - self->start.y) };
  const YyqSnapEdges edges = ((spot->x < self->start.x ? YYQ_SNAP_LEFT : YYQ_SNAP_RIGHT) |
                              (spot->y < self->start.y ? YYQ_SNAP_TOP : YYQ_SNAP_BOTTOM));

  snap (self, &box, edges, spot);
  stretch (&box, edges, self->snapped.dx, self->snapped.dy);
  self->has_ghost = TRUE;
  self->ghost_kind = self->armed_kind;
  g_free (self->ghost_party);
  self->ghost_party = g_strdup (self->armed_party);
  self->ghost = box;
  yyq_pdf_overlay_changed (YYQ_PDF_OVERLAY (self));
}

static gboolean
insert (YyqControlLayer *self, YyqControlKind kind, const char *party, const YyqControlPlace *place)
{
  g_autoptr (YyqControl) control = yyq_template_edit_make (self->edit, kind, party, place);
  g_autoptr (GPtrArray) one = g_ptr_array_new ();

  g_ptr_array_add (one, control);
  if (!yyq_template_edit_add (self->edit, one, N_ ("Add")))
    return FALSE;
  yyq_control_selection_set_only (self->selection, control);
  return TRUE;
}

static void
finish_drawing (YyqControlLayer *self)
{
  YyqControlPlace place = self->ghost;

  if (!self->has_ghost || place.width * self->start.px_per_pt < 2 * BEGIN_PX ||
      place.height * self->start.px_per_pt < 2 * BEGIN_PX)
    place = (YyqControlPlace){ (int) self->start.page, self->start.x, self->start.y, 0, 0 };
  insert (self, self->armed_kind, self->armed_party, &place);
  /* With Shift another one can be drawn. */
  if ((self->hand.state & GDK_SHIFT_MASK) == 0)
    yyq_control_layer_disarm (self);
  yyq_control_layer_tell_drawn (self);
}

/* Ghosts */

void
yyq_control_layer_show_ghost (YyqControlLayer *self, YyqControlKind kind, const char *party,
                              const YyqPdfSpot *spot)
{
  const YyqControlPlace none = { (int) spot->page, 0, 0, 0, 0 };
  g_autoptr (YyqControl) control = NULL;

  g_return_if_fail (YYQ_IS_CONTROL_LAYER (self));
  control = yyq_template_edit_make (self->edit, kind, party, &none);
  self->has_ghost = TRUE;
  self->ghost_kind = kind;
  if (self->ghost_party != party) {
    g_free (self->ghost_party);
    self->ghost_party = g_strdup (yyq_control_get_party (control));
  }
  self->ghost = yyq_control_place_of (control);
  self->ghost.x = spot->x - self->ghost.width / 2;
  self->ghost.y = spot->y - self->ghost.height / 2;
  snap (self, &self->ghost, YYQ_SNAP_ALL, spot);
  self->ghost.x += self->snapped.dx;
  self->ghost.y += self->snapped.dy;
  yyq_pdf_overlay_changed (YYQ_PDF_OVERLAY (self));
}

void
yyq_control_layer_hide_ghost (YyqControlLayer *self)
{
  g_return_if_fail (YYQ_IS_CONTROL_LAYER (self));
  if (!self->has_ghost)
    return;
  self->has_ghost = FALSE;
  end_snap (self);
  yyq_pdf_overlay_changed (YYQ_PDF_OVERLAY (self));
}

gboolean
yyq_control_layer_drop (YyqControlLayer *self, YyqControlKind kind, const char *party,
                        const YyqPdfSpot *spot)
{
  YyqControlPlace place;

  g_return_val_if_fail (YYQ_IS_CONTROL_LAYER (self), FALSE);
  if (self->read_only)
    return FALSE;
  yyq_control_layer_show_ghost (self, kind, party, spot);
  place = self->ghost;
  yyq_control_layer_hide_ghost (self);
  return insert (self, kind, party, &place);
}

/* The hand */

void
yyq_control_layer_dragged (YyqPdfOverlay *overlay, const YyqPdfSpot *spot)
{
  YyqControlLayer *self = YYQ_CONTROL_LAYER (overlay);
  const double far = MAX (fabs (spot->x - self->start.x), fabs (spot->y - self->start.y));

  self->hand = *spot;
  if (self->mode == YYQ_LAYER_PRESSED && far * spot->px_per_pt >= BEGIN_PX)
    self->mode = YYQ_LAYER_MOVING;
  if (self->mode == YYQ_LAYER_MOVING) {
    move_to (self, spot);
  } else if (self->mode == YYQ_LAYER_RESIZING) {
    resize_to (self, spot);
  } else if (self->mode == YYQ_LAYER_DRAWING) {
    draw_to (self, spot);
  } else if (self->mode == YYQ_LAYER_MARQUEE) {
    select_marquee (self);
    yyq_pdf_overlay_changed (overlay);
  }
}

void
yyq_control_layer_released (YyqPdfOverlay *overlay, const YyqPdfSpot *spot)
{
  YyqControlLayer *self = YYQ_CONTROL_LAYER (overlay);
  const YyqLayerMode mode = self->mode;

  if (mode != YYQ_LAYER_IDLE && mode != YYQ_LAYER_PRESSED &&
      (spot->x != self->hand.x || spot->y != self->hand.y))
    yyq_control_layer_dragged (overlay, spot);
  self->hand = *spot;
  self->mode = YYQ_LAYER_IDLE;
  if (mode == YYQ_LAYER_DRAWING) {
    finish_drawing (self);
    yyq_control_layer_hide_ghost (self);
  }
  g_clear_pointer (&self->before, g_ptr_array_unref);
  end_snap (self);
  yyq_pdf_overlay_changed (overlay);
}

gboolean
yyq_control_layer_cancel (YyqControlLayer *self)
{
  const YyqLayerMode mode = self->mode;

  self->mode = YYQ_LAYER_IDLE;
  if (mode == YYQ_LAYER_MOVING || mode == YYQ_LAYER_RESIZING)
    yyq_template_edit_abandon (self->edit, self->merge);
  if (mode == YYQ_LAYER_MARQUEE && self->before != NULL)
    yyq_control_selection_set (self->selection, self->before);
  yyq_control_layer_hide_ghost (self);
  end_snap (self);
  if (self->armed) {
    yyq_control_layer_disarm (self);
    yyq_control_layer_tell_drawn (self);
    return TRUE;
  }
  return mode != YYQ_LAYER_IDLE && mode != YYQ_LAYER_PRESSED;
}
