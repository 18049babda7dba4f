/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <atspi/atspi.h>

G_BEGIN_DECLS

/* Pointer and keyboard of a person: XTEST events on the display. Main thread. */
typedef struct _YyqHand YyqHand;

YyqHand *yyq_hand_new (void);
void yyq_hand_free (YyqHand *self);

/* A click into the middle of @rect (window coordinates of AT-SPI) of the window that is @window large. */
void yyq_hand_click (YyqHand *self, const AtspiRect *window, const AtspiRect *rect, guint times);

/* ASCII, as on an American keyboard. */
void yyq_hand_type (YyqHand *self, const char *text);

/* Names of X keysyms: "Tab", "Control_L+f". All are down at once. */
void yyq_hand_press (YyqHand *self, const char *keys);

/* The whole screen as PNG. */
void yyq_hand_take_picture (YyqHand *self, const char *path);

G_END_DECLS
