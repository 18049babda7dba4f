/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "yyq-secret.h"

G_BEGIN_DECLS

/*
 * A field for a PIN or a password. GtkPasswordEntry gives what is typed to the accessibility bus in
 * clear text and keeps it in ordinary memory; here every key goes straight into a YyqSecret and
 * only dots are drawn. No input method is asked, and assistive programs learn the label, never the
 * content. Ctrl+A selects all of it, to be typed anew. Main thread.
 *
 * Properties: label, length (characters, read-only), pastes (boolean, FALSE: a PIN is not pasted; a
 * password comes out of its keeper by the clipboard), revealable (boolean, FALSE: a button shows
 * what was typed to the eye; never for a PIN). Signals: "activate" (Enter), "changed".
 */
#define YYQ_TYPE_PIN_ENTRY (yyq_pin_entry_get_type ())
G_DECLARE_FINAL_TYPE (YyqPinEntry, yyq_pin_entry, YYQ, PIN_ENTRY, GtkWidget)

/* @label stands in the empty field and is its accessible name. */
GtkWidget *yyq_pin_entry_new (const char *label);
void yyq_pin_entry_set_label (YyqPinEntry *self, const char *label);

/* Bytes, 1 to 255; more is not accepted. What was typed is dropped. */
void yyq_pin_entry_set_max_length (YyqPinEntry *self, guint max_length);

guint yyq_pin_entry_get_length (YyqPinEntry *self);

/* (transfer full): hands over what was typed and leaves the field empty. */
YyqSecret *yyq_pin_entry_take (YyqPinEntry *self);

/* (transfer full): for what must stay typed until it was accepted. */
YyqSecret *yyq_pin_entry_copy (YyqPinEntry *self);

/* Instead of what was typed; more bytes than fit are left out whole. */
void yyq_pin_entry_set_text (YyqPinEntry *self, const char *text);
void yyq_pin_entry_clear (YyqPinEntry *self);

/* Red frame until the next key, after a wrong PIN. */
void yyq_pin_entry_set_failed (YyqPinEntry *self, gboolean failed);

G_END_DECLS
