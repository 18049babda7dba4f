/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-control-layer-private.h"

static void
overlay_moved (YyqPdfOverlay *overlay, const YyqPdfSpot *spot)
{
  g_signal_emit_by_name (overlay, "hovered", spot != NULL ? (int) spot->page : -1,
                         spot != NULL ? spot->x : 0, spot != NULL ? spot->y : 0);
}

gboolean
yyq_control_layer_get_box (YyqControlLayer *self, YyqControlPlace *box)
{
  GPtrArray *selected = yyq_control_selection_list (self->selection);
  g_autoptr (GPtrArray) here = NULL;
  int page = 0;

  if (selected->len == 0)
    return FALSE;
  page = yyq_control_get_page (selected->pdata[selected->len - 1]);
  here = g_ptr_array_new ();
  for (guint i = 0; i < selected->len; i++)
    if (yyq_control_get_page (selected->pdata[i]) == page)
      g_ptr_array_add (here, selected->pdata[i]);
  *box = yyq_control_place_around (here);
  return TRUE;
}

static gboolean
get_selection (YyqPdfOverlay *overlay, guint *page, graphene_rect_t *place)
{
  YyqControlPlace box;

  if (!yyq_control_layer_get_box (YYQ_CONTROL_LAYER (overlay), &box))
    return FALSE;
  *page = (guint) MAX (0, box.page);
  graphene_rect_init (place, (float) box.x, (float) box.y, (float) box.width, (float) box.height);
  return TRUE;
}

static GMenuModel *get_menu (YyqPdfOverlay *overlay, const YyqPdfSpot *spot);

static void
overlay_init (YyqPdfOverlayInterface *iface)
{
  iface->snapshot_px = yyq_control_layer_snapshot;
  iface->hit = yyq_control_layer_hit;
  iface->pressed = yyq_control_layer_pressed;
  iface->dragged = yyq_control_layer_dragged;
  iface->released = yyq_control_layer_released;
  iface->moved = overlay_moved;
  iface->get_cursor = yyq_control_layer_get_cursor;
  iface->get_menu = get_menu;
  iface->key_pressed = yyq_control_layer_key_pressed;
  iface->get_selection = get_selection;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (YyqControlLayer, yyq_control_layer, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (YYQ_TYPE_PDF_OVERLAY, overlay_init))

enum {
  HOVERED,
  TYPING,
  DRAWN,
  MENU,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* What is right-clicked is selected, unless it is already. What can be done with it is the
 * editor's to say. */
static GMenuModel *
get_menu (YyqPdfOverlay *overlay, const YyqPdfSpot *spot)
{
  YyqControlLayer *self = YYQ_CONTROL_LAYER (overlay);
  YyqControl *control = spot != NULL ? yyq_control_layer_find (self, spot) : NULL;
  GMenuModel *menu = NULL;

  if (control != NULL && !yyq_control_selection_has (self->selection, control))
    yyq_control_selection_set_only (self->selection, control);
  else if (control == NULL && spot != NULL)
    yyq_control_selection_clear (self->selection);
  g_signal_emit (self, signals[MENU], 0, &menu);
  return menu;
}

void
yyq_control_layer_ask_typing (YyqControlLayer *self, YyqControl *control, const char *member)
{
  if (!self->read_only)
    g_signal_emit (self, signals[TYPING], 0, control, member);
}

void
yyq_control_layer_tell_drawn (YyqControlLayer *self)
{
  g_signal_emit (self, signals[DRAWN], 0);
}

/* What changed has another picture; its page a new one, too. */
static void
changed_cb (YyqControlLayer *self, const YyqTemplateChange *change)
{
  if ((change->what & YYQ_TEMPLATE_CHANGED_ALL) != 0) {
    yyq_control_layer_cancel (self);
    yyq_control_layer_forget_all (self);
  }
  if ((change->what & (YYQ_TEMPLATE_CHANGED_LOOK | YYQ_TEMPLATE_CHANGED_LIST)) != 0)
    for (guint i = 0; i < change->controls->len; i++)
      g_hash_table_remove (self->looks, change->controls->pdata[i]);
  for (guint i = 0; i < change->controls->len; i++) {
    YyqControl *control = change->controls->pdata[i];

    /* What is selected is not part of the page's picture. */
    if (!yyq_control_selection_has (self->selection, control) ||
        (change->what & YYQ_TEMPLATE_CHANGED_LIST) != 0) {
      for (guint p = 0; p < change->pages->len; p++)
        g_hash_table_remove (self->stills, GINT_TO_POINTER (g_array_index (change->pages, int, p)));
      break;
    }
  }
  if (self->shows_order && (change->what & YYQ_TEMPLATE_CHANGED_LIST) != 0)
    yyq_control_layer_forget_stills (self);
  yyq_pdf_overlay_changed (YYQ_PDF_OVERLAY (self));
}

static void
selected_cb (YyqControlLayer *self)
{
  yyq_control_layer_forget_stills (self);
  yyq_pdf_overlay_changed (YYQ_PDF_OVERLAY (self));
}

YyqControlLayer *
yyq_control_layer_new (YyqTemplateEdit *edit, YyqPdfView *view)
{
  YyqControlLayer *self = g_object_new (YYQ_TYPE_CONTROL_LAYER, NULL);

  self->edit = g_object_ref (edit);
  self->selection = yyq_template_edit_get_selection (edit);
  g_set_weak_pointer (&self->view, view);
  g_signal_connect_object (edit, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "changed", G_CALLBACK (selected_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}

void
yyq_control_layer_set_read_only (YyqControlLayer *self, gboolean read_only)
{
  g_return_if_fail (YYQ_IS_CONTROL_LAYER (self));
  self->read_only = read_only;
  yyq_control_layer_cancel (self);
  yyq_pdf_overlay_changed (YYQ_PDF_OVERLAY (self));
}

void
yyq_control_layer_show_order (YyqControlLayer *self, gboolean shown)
{
  g_return_if_fail (YYQ_IS_CONTROL_LAYER (self));
  self->shows_order = shown;
  yyq_control_layer_forget_stills (self);
  yyq_pdf_overlay_changed (YYQ_PDF_OVERLAY (self));
}

void
yyq_control_layer_set_unit (YyqControlLayer *self, YyqLengthUnit unit)
{
  g_return_if_fail (YYQ_IS_CONTROL_LAYER (self));
  self->unit = unit;
  yyq_pdf_overlay_changed (YYQ_PDF_OVERLAY (self));
}

void
yyq_control_layer_set_snapping (YyqControlLayer *self, gboolean snapping, double step)
{
  g_return_if_fail (YYQ_IS_CONTROL_LAYER (self));
  self->snapping = snapping;
  self->grid = step;
  yyq_control_layer_forget_stills (self);
  yyq_pdf_overlay_changed (YYQ_PDF_OVERLAY (self));
}

void
yyq_control_layer_set_targets (YyqControlLayer *self, YyqControlLayerTargets targets,
                               gpointer user_data, GDestroyNotify destroy)
{
  g_return_if_fail (YYQ_IS_CONTROL_LAYER (self));
  if (self->targets_destroy != NULL)
    self->targets_destroy (self->targets_data);
  self->targets = targets;
  self->targets_data = user_data;
  self->targets_destroy = destroy;
}

void
yyq_control_layer_arm (YyqControlLayer *self, YyqControlKind kind, const char *party)
{
  g_return_if_fail (YYQ_IS_CONTROL_LAYER (self));
  if (self->read_only)
    return;
  self->armed = TRUE;
  self->armed_kind = kind;
  g_free (self->armed_party);
  self->armed_party = g_strdup (party);
}

void
yyq_control_layer_disarm (YyqControlLayer *self)
{
  g_return_if_fail (YYQ_IS_CONTROL_LAYER (self));
  self->armed = FALSE;
}

void
yyq_control_layer_show_selection (YyqControlLayer *self)
{
  graphene_rect_t place;
  guint page = 0;

  g_return_if_fail (YYQ_IS_CONTROL_LAYER (self));
  if (self->view != NULL && get_selection (YYQ_PDF_OVERLAY (self), &page, &place))
    yyq_pdf_view_show_place (self->view, page, &place);
}

void
yyq_control_layer_go (YyqControlLayer *self, int way)
{
  const guint n = yyq_template_edit_get_n_controls (self->edit);
  YyqControl *last = yyq_control_selection_get_last (self->selection);
  guint at = way > 0 ? n - 1 : 0;

  g_return_if_fail (YYQ_IS_CONTROL_LAYER (self));
  if (n == 0)
    return;
  if (last != NULL)
    yyq_template_edit_find_index (self->edit, last, &at);
  at = (at + n + (guint) (way > 0 ? 1 : -1)) % n;
  yyq_control_selection_set_only (self->selection, yyq_template_edit_get_control (self->edit, at));
  yyq_control_layer_show_selection (self);
}

static void
yyq_control_layer_dispose (GObject *object)
{
  YyqControlLayer *self = YYQ_CONTROL_LAYER (object);

  g_clear_weak_pointer (&self->view);
  if (self->targets_destroy != NULL)
    g_steal_pointer (&self->targets_destroy) (self->targets_data);
  self->targets = NULL;
  g_clear_object (&self->context);
  G_OBJECT_CLASS (yyq_control_layer_parent_class)->dispose (object);
}

static void
yyq_control_layer_finalize (GObject *object)
{
  YyqControlLayer *self = YYQ_CONTROL_LAYER (object);

  g_clear_pointer (&self->snap, yyq_control_snap_free);
  g_clear_pointer (&self->before, g_ptr_array_unref);
  g_clear_pointer (&self->origins, g_free);
  g_ptr_array_unref (self->moving);
  g_hash_table_unref (self->looks);
  g_hash_table_unref (self->stills);
  g_free (self->armed_party);
  g_free (self->ghost_party);
  g_clear_object (&self->edit);
  G_OBJECT_CLASS (yyq_control_layer_parent_class)->finalize (object);
}

static void
yyq_control_layer_class_init (YyqControlLayerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = yyq_control_layer_dispose;
  G_OBJECT_CLASS (klass)->finalize = yyq_control_layer_finalize;
  signals[HOVERED] =
    g_signal_new ("hovered", YYQ_TYPE_CONTROL_LAYER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 3, G_TYPE_INT, G_TYPE_DOUBLE, G_TYPE_DOUBLE);
  signals[TYPING] = g_signal_new ("typing", YYQ_TYPE_CONTROL_LAYER, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 2, YYQ_TYPE_CONTROL, G_TYPE_STRING);
  signals[DRAWN] = g_signal_new ("drawn", YYQ_TYPE_CONTROL_LAYER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
  /* The menu of what is selected by then: (transfer full) (nullable). */
  signals[MENU] = g_signal_new ("menu", YYQ_TYPE_CONTROL_LAYER, G_SIGNAL_RUN_LAST, 0,
                                g_signal_accumulator_first_wins, NULL, NULL, G_TYPE_MENU_MODEL, 0);
}

static void
yyq_control_layer_init (YyqControlLayer *self)
{
  self->snapping = TRUE;
  self->snap_page = -1;
  self->looks = g_hash_table_new_full (NULL, NULL, g_object_unref, yyq_control_layer_free_look);
  self->stills = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) gsk_render_node_unref);
  self->moving = g_ptr_array_new_with_free_func (g_object_unref);
}
