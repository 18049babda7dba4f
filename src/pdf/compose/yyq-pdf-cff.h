/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-pdf-font-private.h"

G_BEGIN_DECLS

/*
 * What kind of CFF (Adobe Technical Note 5176) a font of @n_glyphs has. FALSE: one that cannot be
 * read, or whose CIDs are not the numbers of its glyphs.
 */
gboolean yyq_pdf_cff_read (const guint8 *data, gsize length, guint n_glyphs,
                           YyqPdfOutlines *outlines);

G_END_DECLS
