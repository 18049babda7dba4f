/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* At least 1; 0 and @error when @pdf cannot be read. Blocks; any thread. Errors: YYQ_PDF_ERROR. */
guint yyq_pdf_page_count (GBytes *pdf, GError **error);

G_END_DECLS
