/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * (transfer full): the pages of all @pdfs (element-type GBytes, at least one) one behind the other
 * in one file, to be looked at: what belongs to a file and not to its pages (outlines, forms) is
 * left out. They were normalised before. Blocks; any thread. Errors: YYQ_PDF_ERROR.
 */
GBytes *yyq_pdf_concat (GPtrArray *pdfs, GError **error);

/* The same in a thread. @pdfs is referenced and must not change. */
void yyq_pdf_concat_async (GPtrArray *pdfs, GCancellable *cancellable, GAsyncReadyCallback callback,
                           gpointer user_data);
GBytes *yyq_pdf_concat_finish (GAsyncResult *result, GError **error);

G_END_DECLS
