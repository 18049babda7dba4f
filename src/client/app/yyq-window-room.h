/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-page-stack.h"

G_BEGIN_DECLS

/*
 * How much of the window the page on top has (YyqPageRoom), and the whole screen for a page that is
 * read. Part of YyqWindow, whose widgets these are; main thread.
 */
typedef struct {
  GtkWindow *window;
  YyqPageStack *pages;
  GtkWidget *sidebar; /* all that leads elsewhere is there when it is */
  GtkWidget *restore; /* leaves the whole screen */
  gboolean reading;   /* the page on top has the whole screen */
} YyqWindowRoom;

/* What leads elsewhere goes out of sight, and comes back as it was; the page on top stays where it
 * is and keeps the keyboard, with a way back in the header bar. */
void yyq_window_room_show (YyqWindowRoom *self);

/* The whole screen, and back. */
void yyq_window_room_toggle (YyqWindowRoom *self);

G_END_DECLS
