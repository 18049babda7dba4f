/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * A PIV card (NIST SP 800-73-4) that is only software: command in, answer out, no I/O. Two keys:
 * 9A wants the PIN once, 9C before each signature. Three tries. Not thread-safe.
 */
typedef struct _YyqPivCard YyqPivCard;

/* Reads 9a.key, 9a.crt, 9c.key and 9c.crt (PEM), and the PIN from "pin", below @directory; NULL
 * when that fails. */
YyqPivCard *yyq_piv_card_new (const char *directory);
void yyq_piv_card_free (YyqPivCard *self);

/* At most 33 bytes. */
gsize yyq_piv_card_get_atr (guint8 *atr);

/* Power on: what was verified is forgotten, tries are not. */
void yyq_piv_card_reset (YyqPivCard *self);

/* Answers one command APDU with at most @max bytes, status word included. */
gsize yyq_piv_card_transmit (YyqPivCard *self, const guint8 *command, gsize length, guint8 *answer,
                             gsize max);

/* Whether the command makes the card sign now. */
gboolean yyq_piv_card_is_signing (const guint8 *command, gsize length);

guint yyq_piv_card_get_tries (YyqPivCard *self);
guint yyq_piv_card_get_n_signatures (YyqPivCard *self);

G_END_DECLS
