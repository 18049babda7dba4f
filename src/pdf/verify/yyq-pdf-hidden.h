/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * (transfer full) (element-type YyqPdfSignatureField): signatures that an earlier revision of @pdf
 * has, and that are not among @fields, those of the newest: a later revision took their fields, or
 * the whole form, away, and a program that reads the newest alone would say that nobody has signed.
 * 20 at most.
 */
GPtrArray *yyq_pdf_hidden_find (GBytes *pdf, GPtrArray *fields);

G_END_DECLS
