/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-control-layer-private.h"

#include <glib/gi18n.h>

#define TOGETHER_US G_TIME_SPAN_SECOND /* arrows that come so fast are one step */

static gboolean
find_arrow (guint keyval, double *dx, double *dy)
{
  *dx = keyval == GDK_KEY_Left || keyval == GDK_KEY_KP_Left     ? -1
        : keyval == GDK_KEY_Right || keyval == GDK_KEY_KP_Right ? 1
                                                                : 0;
  *dy = keyval == GDK_KEY_Up || keyval == GDK_KEY_KP_Up       ? -1
        : keyval == GDK_KEY_Down || keyval == GDK_KEY_KP_Down ? 1
                                                              : 0;
  return *dx != 0 || *dy != 0;
}

/* 1 pt; with Shift 10; with Alt it is the size that changes. */
static void
nudge (YyqControlLayer *self, double dx, double dy, GdkModifierType state)
{
  const double step = (state & GDK_SHIFT_MASK) != 0 ? 10 : 1;
  GPtrArray *selected = yyq_control_selection_list (self->selection);
  const gint64 now = g_get_monotonic_time ();

  if (now - self->nudged_at > TOGETHER_US)
    self->nudge_merge = yyq_template_edit_new_merge (self->edit);
  self->nudged_at = now;
  if ((state & GDK_ALT_MASK) != 0)
    yyq_template_edit_resize (self->edit, selected, dx * step, dy * step, self->nudge_merge);
  else
    yyq_template_edit_move (self->edit, selected, dx * step, dy * step, self->nudge_merge);
  yyq_control_layer_show_selection (self);
}

static gboolean
edit_key (YyqControlLayer *self, guint keyval, GdkModifierType state)
{
  YyqControl *last = yyq_control_selection_get_last (self->selection);
  const gboolean plain = (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SHIFT_MASK)) == 0;
  double dx = 0, dy = 0;

  if (self->read_only || last == NULL)
    return FALSE;
  if (find_arrow (keyval, &dx, &dy) && (state & GDK_CONTROL_MASK) == 0) {
    nudge (self, dx, dy, state);
    return TRUE;
  }
  if (!plain)
    return FALSE;
  if (keyval == GDK_KEY_Delete || keyval == GDK_KEY_KP_Delete || keyval == GDK_KEY_BackSpace)
    yyq_template_edit_remove (self->edit, yyq_control_selection_list (self->selection),
                              N_ ("Delete"));
  else if (keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter)
    yyq_control_layer_ask_typing (self, last, NULL);
  else if (keyval == GDK_KEY_F2)
    yyq_control_layer_ask_typing (self, last, "name");
  else
    return FALSE;
  return TRUE;
}

/* From the last one on Tab leaves the pages, as it leaves any list: nobody is caught in here. */
static gboolean
is_at_end (YyqControlLayer *self, int way)
{
  YyqControl *last = yyq_control_selection_get_last (self->selection);
  const guint n = yyq_template_edit_get_n_controls (self->edit);
  guint at = 0;

  if (n == 0)
    return TRUE;
  if (last == NULL)
    return FALSE;
  return yyq_template_edit_find_index (self->edit, last, &at) && at == (way > 0 ? n - 1 : 0);
}

static gboolean
go_key (YyqControlLayer *self, guint keyval, GdkModifierType state)
{
  const int way = keyval == GDK_KEY_ISO_Left_Tab || (state & GDK_SHIFT_MASK) != 0 ? -1 : 1;

  if ((keyval != GDK_KEY_Tab && keyval != GDK_KEY_ISO_Left_Tab && keyval != GDK_KEY_KP_Tab) ||
      (state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0 || is_at_end (self, way))
    return FALSE;
  self->nudged_at = 0;
  yyq_control_layer_go (self, way);
  return TRUE;
}

gboolean
yyq_control_layer_key_pressed (YyqPdfOverlay *overlay, guint keyval, GdkModifierType state)
{
  YyqControlLayer *self = YYQ_CONTROL_LAYER (overlay);

  if (keyval == GDK_KEY_Escape) {
    if (yyq_control_layer_cancel (self))
      return TRUE;
    if (yyq_control_selection_get_n (self->selection) == 0)
      return FALSE;
    yyq_control_selection_clear (self->selection);
    return TRUE;
  }
  return go_key (self, keyval, state) || edit_key (self, keyval, state);
}
