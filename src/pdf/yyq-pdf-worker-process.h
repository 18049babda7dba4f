/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What the worker is asked for: the word on its command line. */
#define YYQ_PDF_WORKER_NORMALISE "normalise"
#define YYQ_PDF_WORKER_BLANK "blank"
#define YYQ_PDF_WORKER_DRAW "draw"
#define YYQ_PDF_WORKER_FACTS "facts"

/*
 * Runs the sandboxed worker on @head (nullable) followed by @pdf. @answer (transfer full): what it
 * wrote, also when it did not come to its own end; NULL when there is nothing. Blocks; any thread
 * but the main one. FALSE with YYQ_PDF_ERROR_TOO_LARGE when it met a limit of time or output,
 * YYQ_PDF_ERROR_WORKER when it crashed or could not be started, G_IO_ERROR_CANCELLED.
 */
gboolean yyq_pdf_worker_run (const char *verb, GBytes *head, GBytes *pdf, GBytes **answer,
                             GCancellable *cancellable, GError **error);

G_END_DECLS
