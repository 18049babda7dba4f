/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <poppler.h>

G_BEGIN_DECLS

/* What the client calls of libpoppler-glib, by its own names. */
typedef struct {
  __typeof__ (&poppler_document_new_from_bytes) document_new_from_bytes;
  __typeof__ (&poppler_document_get_n_pages) document_get_n_pages;
  __typeof__ (&poppler_document_get_page) document_get_page;
  __typeof__ (&poppler_error_quark) error_quark;
  __typeof__ (&poppler_page_get_label) page_get_label;
  __typeof__ (&poppler_page_get_size) page_get_size;
  __typeof__ (&poppler_page_get_text) page_get_text;
  __typeof__ (&poppler_page_get_text_layout) page_get_text_layout;
  __typeof__ (&poppler_page_render) page_render;
  __typeof__ (&poppler_page_render_for_printing) page_render_for_printing;
} YyqPoppler;

/*
 * (transfer none): loaded by the first call, which blocks for some 10 ms, and kept. No window needs
 * it before a document is opened, and the client would start later by the 20 libraries that come
 * with it. Any thread. NULL with YYQ_PDF_ERROR_FAILED where it is not installed.
 */
const YyqPoppler *yyq_poppler_get (GError **error);

G_END_DECLS
