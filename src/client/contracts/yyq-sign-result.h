/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "yyq-sign-operation.h"

G_BEGIN_DECLS

/* What the person does after a failed signature. */
typedef enum {
  YYQ_SIGN_NEXT_CLOSE,
  YYQ_SIGN_NEXT_PIN,    /* enter the PIN (again) */
  YYQ_SIGN_NEXT_CHOOSE, /* another UKey, certificate or seal */
  YYQ_SIGN_NEXT_RELOAD, /* look at the contract as it is now */
  YYQ_SIGN_NEXT_LOGIN,
} YyqSignNext;

YyqSignNext yyq_sign_next_for_error (const GError *error);

/* (transfer none): translated label of the button that does it. */
const char *yyq_sign_next_get_label (YyqSignNext next);

/* How a signature ended, and what was checked on the way. */
#define YYQ_TYPE_SIGN_RESULT (yyq_sign_result_get_type ())
G_DECLARE_FINAL_TYPE (YyqSignResult, yyq_sign_result, YYQ, SIGN_RESULT, AdwBin)

GtkWidget *yyq_sign_result_new (void);

/* @operation has ended: signed, or signed and waiting for the time stamp. */
void yyq_sign_result_show_done (YyqSignResult *self, YyqSignOperation *operation,
                                YyqContract *contract);

/* @operation (nullable) failed with @error, or its signature waits in the outbox. */
void yyq_sign_result_show_failure (YyqSignResult *self, YyqSignOperation *operation,
                                   const GError *error);

/* Before anything was signed: e.g. the contract was withdrawn. @next (nullable). */
void yyq_sign_result_show_refusal (YyqSignResult *self, const char *what, const char *next);

/* (transfer none) */
const char *yyq_sign_result_get_title (YyqSignResult *self);

G_END_DECLS
