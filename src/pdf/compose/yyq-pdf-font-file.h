/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-pdf-font.h"

G_BEGIN_DECLS

/* What fonts the computer's own folders hold, and those of the person who uses it. */
typedef struct _YyqPdfFontFiles YyqPdfFontFiles;

YyqPdfFontFiles *yyq_pdf_font_files_new (void);
void yyq_pdf_font_files_free (YyqPdfFontFiles *self);

/*
 * (transfer full) (nullable): the upright regular or bold of that name: of several the newest, of
 * these the first by its path. NULL where there is none that can be embedded, and may be.
 */
YyqPdfFont *yyq_pdf_font_files_open (YyqPdfFontFiles *self, const char *name, gboolean bold);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyqPdfFontFiles, yyq_pdf_font_files_free)

G_END_DECLS
