/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-window-room.h"

static void
set_reading (YyqWindowRoom *self, gboolean reading)
{
  if (self->reading == reading)
    return;
  self->reading = reading;
  if (reading)
    gtk_window_fullscreen (self->window);
  else
    gtk_window_unfullscreen (self->window);
}

static gboolean
has_focus_in (YyqWindowRoom *self, GtkWidget *widget)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (self->window));

  return focus != NULL && gtk_widget_is_ancestor (focus, widget);
}

void
yyq_window_room_show (YyqWindowRoom *self)
{
  YyqPage *page = yyq_page_stack_get_page (self->pages);
  const YyqPageRoom room = page != NULL ? yyq_page_get_room (page) : YYQ_PAGE_ROOM_CONTENT;
  GtkWidget *window = GTK_WIDGET (self->window);
  gboolean whole;
  gboolean lost;

  if (room == YYQ_PAGE_ROOM_CONTENT)
    set_reading (self, FALSE);
  whole = self->reading || room == YYQ_PAGE_ROOM_WINDOW;
  gtk_widget_action_set_enabled (window, "win.fullscreen", room != YYQ_PAGE_ROOM_CONTENT);
  gtk_widget_action_set_enabled (window, "win.escape", whole);
  lost = whole && has_focus_in (self, self->sidebar);
  gtk_widget_set_visible (self->sidebar, !whole);
  gtk_widget_set_visible (self->restore, self->reading);
  if (lost)
    yyq_page_focus_first (page);
}

void
yyq_window_room_toggle (YyqWindowRoom *self)
{
  set_reading (self, !self->reading);
  yyq_window_room_show (self);
}
