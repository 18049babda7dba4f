/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

/* A PDF drawn with cairo into memory. One thread at a time. */
typedef struct {
  cairo_surface_t *surface;
  cairo_t *cr;
  GByteArray *out;
} YyqPdfSurface;

/* Points. */
void yyq_pdf_surface_begin (YyqPdfSurface *self, double width, double height);
void yyq_pdf_surface_set_page_size (YyqPdfSurface *self, double width, double height);
/* (transfer full): ends the document and empties @self. Errors: YYQ_PDF_ERROR_FAILED. */
GBytes *yyq_pdf_surface_end (YyqPdfSurface *self, GError **error);

G_END_DECLS
