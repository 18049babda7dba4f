/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define YYQ_PDF_MAX_UPLOAD (10 * 1024 * 1024) /* bytes */
#define YYQ_PDF_MAX_PAGES 500

/*
 * (transfer full): @upload repaired, decrypted and rewritten, so that it can be composed and
 * signed. Refused: more than the limits above, password-protected, signed (its bytes must not
 * change), or with scripts, XFA or actions that leave the document. The text of the pages is not
 * changed. Blocks, at times for seconds: untrusted files go through the worker. Errors:
 * YYQ_PDF_ERROR.
 */
GBytes *yyq_pdf_normalize (GBytes *upload, GError **error);

G_END_DECLS
