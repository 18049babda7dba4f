/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "yyq-form.h"
#include "yyq-secret.h"
#include "yyq-ukey-manager.h"

G_BEGIN_DECLS

/*
 * The certificates of all plugged-in UKeys to choose from, and the PIN; or, when there is none,
 * what is wrong and what to do about it. The PIN is a row of the form around it. Signal: "changed"
 * (selection or PIN).
 */
#define YYQ_TYPE_UKEY_CHOOSER (yyq_ukey_chooser_get_type ())
G_DECLARE_FINAL_TYPE (YyqUkeyChooser, yyq_ukey_chooser, YYQ, UKEY_CHOOSER, AdwBin)

/* Why @certificate must not be chosen here: translated, static; NULL when it may be. */
typedef const char *(*YyqUkeyJudge) (YyqUkeyCertificate *certificate, gpointer user_data);

/* @user_data lives as long as the chooser. Call again when the judgement changes. */
void yyq_ukey_chooser_set_judge (YyqUkeyChooser *self, YyqUkeyJudge judge, gpointer user_data);

/* The PIN is asked for elsewhere, with YyqUkeyPin. */
void yyq_ukey_chooser_set_without_pin (YyqUkeyChooser *self);

/* Nothing happens when no PIN is asked for. */
void yyq_ukey_chooser_focus_pin (YyqUkeyChooser *self);

void yyq_ukey_chooser_set_manager (YyqUkeyChooser *self, YyqUkeyManager *manager);

/* (transfer none) (nullable) */
YyqUkeyManager *yyq_ukey_chooser_get_manager (YyqUkeyChooser *self);
YyqUkey *yyq_ukey_chooser_get_ukey (YyqUkeyChooser *self);
YyqUkeyCertificate *yyq_ukey_chooser_get_certificate (YyqUkeyChooser *self);

/* A certificate is chosen, and its PIN has an acceptable length or is typed on the token. */
gboolean yyq_ukey_chooser_get_ready (YyqUkeyChooser *self);

/* What went wrong with it: at the PIN when that was refused, else as @form shows it. @text
 * (nullable): the words for it. */
void yyq_ukey_chooser_show_error (YyqUkeyChooser *self, YyqForm *form, const GError *error,
                                  const char *text);

/* (transfer full) (nullable): the PIN, which is then no longer in the entry; NULL with a PIN pad.
 */
YyqSecret *yyq_ukey_chooser_take_pin (YyqUkeyChooser *self);

G_END_DECLS
