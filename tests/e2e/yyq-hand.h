/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <atspi/atspi.h>

G_BEGIN_DECLS

/* Pointer and keyboard of a person: XTEST events on the display. Main thread. */
typedef struct _YyqHand YyqHand;

/* Waits for the window manager: a window that is older than it never gets the keyboard. */
YyqHand *yyq_hand_new (void);
void yyq_hand_free (YyqHand *self);

/* The window that is active, for yyq_hand_has_lost(): whether it is gone, and the keyboard with
 * another one. */
gulong yyq_hand_get_window (YyqHand *self);
gboolean yyq_hand_has_lost (YyqHand *self, gulong window);

/* Whether the window that has the keyboard is the one that is @window large. */
gboolean yyq_hand_has_window (YyqHand *self, const AtspiRect *window);

/*
 * Moves the pointer to the middle of @rect (window coordinates of AT-SPI) of the active window,
 * which is
 * @window large. FALSE when it is another one, or another one lies over it there.
 */
gboolean yyq_hand_point (YyqHand *self, const AtspiRect *window, const AtspiRect *rect);

/* The same into a popover, which is a window of its own: @popup large. Where it stands is not told
 * on the accessibility bus; where @rect stands in it is. */
gboolean yyq_hand_point_popup (YyqHand *self, const AtspiRect *popup, const AtspiRect *rect);

/* Clicks where the pointer is. */
void yyq_hand_click (YyqHand *self, guint times);

/* ASCII, as on an American keyboard. */
void yyq_hand_type (YyqHand *self, const char *text);

/* Names of X keysyms: "Tab", "Control_L+f". All are down at once. */
void yyq_hand_press (YyqHand *self, const char *keys);

/* The whole screen as PNG. */
void yyq_hand_take_picture (YyqHand *self, const char *path);

G_END_DECLS
