/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <qpdf/qpdf-c.h>

G_BEGIN_DECLS

/*
 * An incremental update (ISO 32000-1 §7.5.6): objects of a PDF are changed or added through the
 * qpdf C API and written behind the file, whose bytes stay as they are. One thread at a time.
 */
typedef struct _YyqPdfIncremental YyqPdfIncremental;

/*
 * (transfer full): read without recovery, because a file that one reader must repair may look
 * different to another. Errors: YYQ_PDF_ERROR_NOT_PDF, DAMAGED, ENCRYPTED, TOO_LARGE.
 */
YyqPdfIncremental *yyq_pdf_incremental_open (GBytes *pdf, GError **error);
void yyq_pdf_incremental_free (YyqPdfIncremental *self);

/* (transfer none): for reading and changing objects. */
qpdf_data yyq_pdf_incremental_get_qpdf (YyqPdfIncremental *self);

/* @object was changed and must be written; new objects are written without it. */
void yyq_pdf_incremental_touch (YyqPdfIncremental *self, qpdf_oh object);

/* Reserves the one object whose text is written as it is given: the signature dictionary. */
qpdf_oh yyq_pdf_incremental_reserve_raw (YyqPdfIncremental *self);
void yyq_pdf_incremental_set_raw (YyqPdfIncremental *self, GBytes *text);
/* After the write: where that text begins in the tail. */
gsize yyq_pdf_incremental_get_raw_offset (YyqPdfIncremental *self);

qpdf_oh yyq_pdf_incremental_add_stream (YyqPdfIncremental *self, GBytes *data);

/* A dictionary with the field of this full name, or one for which qpdf_oh_is_dictionary() is false.
 */
qpdf_oh yyq_pdf_incremental_find_field (YyqPdfIncremental *self, const char *name);

/* (transfer full): the tail. Once per update. */
GBytes *yyq_pdf_incremental_write (YyqPdfIncremental *self, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyqPdfIncremental, yyq_pdf_incremental_free)

G_END_DECLS
