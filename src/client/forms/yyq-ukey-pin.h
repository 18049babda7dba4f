/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "yyq-secret.h"
#include "yyq-ukey.h"

G_BEGIN_DECLS

/*
 * The PIN of one UKey: a row of a form with what the token says about its PIN, and a confirmation
 * when the next wrong one would lock it. Without a field when the PIN is typed on the token. Hidden
 * while there is no UKey. Signals: "changed", "activated" (Return).
 */
#define YYQ_TYPE_UKEY_PIN (yyq_ukey_pin_get_type ())
G_DECLARE_FINAL_TYPE (YyqUkeyPin, yyq_ukey_pin, YYQ, UKEY_PIN, AdwBin)

/* Both nullable. Another UKey drops what was typed. */
void yyq_ukey_pin_set_ukey (YyqUkeyPin *self, YyqUkey *ukey, YyqUkeyCertificate *certificate);

/* The PIN has an acceptable length and, if need be, is confirmed; or it is typed on the token. */
gboolean yyq_ukey_pin_get_ready (YyqUkeyPin *self);

/* For the button that takes it: says what is missing, and the keyboard goes there. TRUE: ready. */
gboolean yyq_ukey_pin_judge (YyqUkeyPin *self);

/* (transfer full) (nullable): what was typed, which is then no longer in the field; NULL with a PIN
 * pad. */
YyqSecret *yyq_ukey_pin_take (YyqUkeyPin *self);
void yyq_ukey_pin_clear (YyqUkeyPin *self);

/* It is typed anew: @text says why, and the keyboard goes to the field. */
void yyq_ukey_pin_refuse (YyqUkeyPin *self, const char *text);

/* After a wrong PIN: a red frame until the next key, and the keyboard goes to the field. */
void yyq_ukey_pin_set_failed (YyqUkeyPin *self);

G_END_DECLS
