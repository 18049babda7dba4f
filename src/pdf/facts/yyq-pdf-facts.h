/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "yyq-page-facts.h"

G_BEGIN_DECLS

/* All pages of a question together may take so long. */
#define YYQ_PDF_FACTS_CPU_S 10
#define YYQ_PDF_FACTS_PATIENCE_S 40

#define YYQ_PDF_FACTS_MAX_PAGES 500

/*
 * What stands on the @n_pages pages from @first on, which are as many as there are when it is 0
 * and at most YYQ_PDF_FACTS_MAX_PAGES. @pages (transfer full) (element-type YyqPageFacts): those
 * that were read, in their order, also when the call fails on a later one; all of those that were
 * asked for and exist when it does not. @pdf may be anybody's file: it is read by a process that
 * can open neither files nor sockets, and what that answers is believed no more than the file is.
 * Blocks; any thread but the main one. FALSE: YYQ_PDF_ERROR_TOO_LARGE (time, or more than the
 * answer holds), _DAMAGED (nothing could be read, or there are no such pages), _WORKER (it crashed,
 * or answered nonsense), G_IO_ERROR_CANCELLED.
 */
gboolean yyq_pdf_facts_read (GBytes *pdf, guint first, guint n_pages, GPtrArray **pages,
                             GCancellable *cancellable, GError **error);

G_END_DECLS
