/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <qpdf/qpdf-c.h>

#include "yyq-error.h"

G_BEGIN_DECLS

/*
 * The qpdf C API in GLib manners. A qpdf_data belongs to one thread at a time, and the bytes it was
 * opened on must outlive it.
 */
void yyq_qpdf_free (qpdf_data qpdf);
G_DEFINE_AUTO_CLEANUP_FREE_FUNC (qpdf_data, yyq_qpdf_free, NULL)

/* What is read at all; uploads have fewer (yyq-pdf-normalize.h). */
#define YYQ_QPDF_MAX_PAGES 5000

/* Was something met, up to now, that could only be read with a guess? Objects are read when they
 * are looked at. */
gboolean yyq_qpdf_is_damaged (qpdf_data qpdf);

/*
 * (transfer full): @recover lets qpdf repair the file. Refuses, before qpdf builds its page list (a
 * million pages would cost it seconds and gigabytes), files of more than YYQ_QPDF_MAX_PAGES, and
 * files with none. Errors: YYQ_PDF_ERROR_NOT_PDF, DAMAGED, ENCRYPTED (by a password), TOO_LARGE.
 */
qpdf_data yyq_qpdf_open (GBytes *pdf, gboolean recover, GError **error);

/* The reason qpdf holds, if it holds one, behind @what; takes the error out of @qpdf. */
void yyq_qpdf_set_error (qpdf_data qpdf, const char *what, GError **error);

/* A direct dictionary with the entries of @dictionary: values are shared, the keys are not. */
qpdf_oh yyq_qpdf_copy_dictionary (qpdf_data qpdf, qpdf_oh dictionary);

/* (transfer full) */
GStrv yyq_qpdf_list_keys (qpdf_data qpdf, qpdf_oh dictionary);

/* A key of a page that may stand at one of its parents: /Rotate, /MediaBox, /CropBox, /Resources.
 */
qpdf_oh yyq_qpdf_get_inherited (qpdf_data qpdf, qpdf_oh page, const char *key);

/* A new stream with a copy of @data. */
qpdf_oh yyq_qpdf_add_stream (qpdf_data qpdf, const void *data, gsize length);

/* Arrays of four numbers with three decimals, of six with six. */
qpdf_oh yyq_qpdf_new_rectangle (qpdf_data qpdf, double x0, double y0, double x1, double y1);
qpdf_oh yyq_qpdf_new_matrix (qpdf_data qpdf, const double matrix[6]);

/*
 * (transfer full): the file rewritten as a whole, without encryption and with a cross-reference
 * table. Streams are not unpacked: some unpack to gigabytes. Foreign files must still be open. The
 * same objects give the same bytes, and what was written so once is written the same again: that is
 * how a file is known by its hash before the platform has it.
 */
GBytes *yyq_qpdf_write (qpdf_data qpdf, GError **error);

G_END_DECLS
