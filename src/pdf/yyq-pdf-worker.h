/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Limits of the process that reads untrusted files. */
#define YYQ_PDF_WORKER_MEMORY (1024 * 1024 * 1024) /* bytes of address space */
#define YYQ_PDF_WORKER_CPU_S 20
#define YYQ_PDF_WORKER_PATIENCE_S 60
#define YYQ_PDF_WORKER_MAX_RESULT (64 * 1024 * 1024) /* bytes */

/*
 * (transfer full): yyq_pdf_normalize() in a process of its own, which cannot open files or
 * sockets and ends at the limits above. For every file that came from outside. Blocks, up to
 * YYQ_PDF_WORKER_PATIENCE_S; any thread but the main one. Errors: those of yyq_pdf_normalize(),
 * where TOO_LARGE also stands for memory and time; YYQ_PDF_ERROR_WORKER when the process crashed or
 * cannot be started; G_IO_ERROR_CANCELLED.
 */
GBytes *yyq_pdf_normalize_in_worker (GBytes *upload, GCancellable *cancellable, GError **error);

void yyq_pdf_normalize_in_worker_async (GBytes *upload, GCancellable *cancellable,
                                        GAsyncReadyCallback callback, gpointer user_data);
GBytes *yyq_pdf_normalize_in_worker_finish (GAsyncResult *result, GError **error);

G_END_DECLS
