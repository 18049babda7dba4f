/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <qpdf/qpdf-c.h>

G_BEGIN_DECLS

/*
 * The signature fields that a revision brings, and the widgets below them: a later signer's own
 * field (ISO 32000-2 §12.7.5.5). What is more than that, like an action, is not taken for one.
 */
typedef struct {
  GHashTable *widgets; /* (element-type int utf8): object numbers of fields and widgets, with the
                          field's full name */
  GHashTable *signed_names; /* (element-type utf8): of fields that are signed as well */
} YyqPdfNewFields;

/* @before (element-type utf8 YyqPdfSignatureField), @after (element-type YyqPdfSignatureField): the
 * fields of the two revisions. */
void yyq_pdf_new_fields_init (YyqPdfNewFields *self, qpdf_data qpdf, GHashTable *before,
                              GPtrArray *after);
void yyq_pdf_new_fields_clear (YyqPdfNewFields *self);

/* (nullable): the full name of the field that @item, of /Fields or /Annots, belongs to, when it is
 * just that. */
const char *yyq_pdf_new_fields_find (const YyqPdfNewFields *self, qpdf_data qpdf, qpdf_oh item);

/* FALSE for one that a viewer draws outside of its rectangle when the page is zoomed or turned. */
gboolean yyq_pdf_widget_stays_in_place (qpdf_data qpdf, qpdf_oh widget);

/* Is @widget drawn, on screen, on paper or under the pointer? Puts its rectangle in order: left,
 * bottom, right, top. */
gboolean yyq_pdf_widget_is_seen (qpdf_data qpdf, qpdf_oh widget, double box[4]);

G_END_DECLS
