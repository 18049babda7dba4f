/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What one place of a signature shows. Borrowed. */
typedef struct {
  const char *field; /* full name: the signature field itself, or an area "<party>.<area>" */
  GBytes *form;      /* see yyq-pdf-form.h */
} YyqPdfShown;

/*
 * Does @tail, behind @base, give the fields of @shown these forms, to the byte, each once, and no
 * other field or widget a new appearance? That it changes nothing else asks
 * yyq_pdf_check_next_revision(). Any thread. Errors: YYQ_PDF_ERROR_BAD_SIGNATURE, and those of
 * reading the files.
 */
gboolean yyq_pdf_check_shown (GBytes *base, GBytes *tail, const YyqPdfShown *shown, gsize n_shown,
                              GError **error);

G_END_DECLS
