/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-pdf-surface.h"

#include <cairo-pdf.h>

#include "yyq-error.h"

static cairo_status_t
write_cb (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

void
yyq_pdf_surface_begin (YyqPdfSurface *self, double width, double height)
{
  self->out = g_byte_array_new ();
  self->surface = cairo_pdf_surface_create_for_stream (write_cb, self->out, width, height);
  self->cr = cairo_create (self->surface);
}

void
yyq_pdf_surface_set_page_size (YyqPdfSurface *self, double width, double height)
{
  cairo_pdf_surface_set_size (self->surface, width, height);
}

GBytes *
yyq_pdf_surface_end (YyqPdfSurface *self, GError **error)
{
  g_autoptr (GByteArray) out = g_steal_pointer (&self->out);
  cairo_status_t status = cairo_status (self->cr);

  g_clear_pointer (&self->cr, cairo_destroy);
  cairo_surface_finish (self->surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (self->surface);
  g_clear_pointer (&self->surface, cairo_surface_destroy);
  if (status != CAIRO_STATUS_SUCCESS) {
    g_set_error_literal (error, YYQ_PDF_ERROR, YYQ_PDF_ERROR_FAILED,
                         cairo_status_to_string (status));
    return NULL;
  }
  return g_byte_array_free_to_bytes (g_steal_pointer (&out));
}
