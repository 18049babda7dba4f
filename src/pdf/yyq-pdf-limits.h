/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * FALSE for what would take much memory or time to read: looked for in the bytes, before any parser
 * sees them. Any thread. Errors: YYQ_PDF_ERROR_TOO_LARGE; _NOT_PDF for no bytes at all.
 */
gboolean yyq_pdf_check_limits (GBytes *pdf, GError **error);

G_END_DECLS
