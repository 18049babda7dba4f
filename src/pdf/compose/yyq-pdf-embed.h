/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <qpdf/qpdf-c.h>

#include "yyq-pdf-box.h"

G_BEGIN_DECLS

/*
 * The fonts of one document: first it is told which glyphs are used for which characters, then it
 * writes each font once, with these glyphs alone, then it knows their codes.
 */
typedef struct _YyqPdfEmbed YyqPdfEmbed;

YyqPdfEmbed *yyq_pdf_embed_new (void);
void yyq_pdf_embed_free (YyqPdfEmbed *self);

void yyq_pdf_embed_add (YyqPdfEmbed *self, const YyqPdfBox *box);

/* Errors: YYQ_PDF_ERROR_FAILED. */
gboolean yyq_pdf_embed_write (YyqPdfEmbed *self, qpdf_data qpdf, GError **error);

/* A direct dictionary: what /Font of a page's resources is. */
qpdf_oh yyq_pdf_embed_get_resources (const YyqPdfEmbed *self, qpdf_data qpdf);

/* Fonts are /F0, /F1, ... by this number; two bytes are a code. */
guint yyq_pdf_embed_get_number (const YyqPdfFont *font);
guint16 yyq_pdf_embed_get_code (const YyqPdfEmbed *self, const YyqPdfPlacedGlyph *glyph);

/*
 * Does /ToUnicode give the cluster that the glyphs @first to @first + @n of @box stand for? It
 * cannot where they are several, or where one glyph serves several characters.
 */
gboolean yyq_pdf_embed_tells (const YyqPdfEmbed *self, const YyqPdfBox *box, guint first, guint n);

/* Appends @length bytes of UTF-8 as the hexadecimal digits of UTF-16BE. */
void yyq_pdf_embed_append_utf16 (GString *out, const char *text, gsize length);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyqPdfEmbed, yyq_pdf_embed_free)

G_END_DECLS
