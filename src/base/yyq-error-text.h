/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Words for a person. @what says what happened, @next what to do now; both are translated and never
 * hold the raw message. Returns NULL for G_IO_ERROR_CANCELLED, which is never shown. Any thread.
 */
typedef struct {
  char *what;
  char *next; /* (nullable) */
} YyqErrorText;

YyqErrorText *yyq_error_text_new (const GError *error);
void yyq_error_text_free (YyqErrorText *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyqErrorText, yyq_error_text_free)

G_END_DECLS
