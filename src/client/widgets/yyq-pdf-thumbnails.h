/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "yyq-pdf-view.h"

G_BEGIN_DECLS

/* Small pictures of all pages of a YyqPdfView; follows its current page, a click goes there. */
#define YYQ_TYPE_PDF_THUMBNAILS (yyq_pdf_thumbnails_get_type ())
G_DECLARE_FINAL_TYPE (YyqPdfThumbnails, yyq_pdf_thumbnails, YYQ, PDF_THUMBNAILS, AdwBin)

GtkWidget *yyq_pdf_thumbnails_new (YyqPdfView *view);

/* What stands beside the number of a page: (transfer full) (nullable), short. It is asked again
 * after yyq_pdf_thumbnails_note_pages(). @user_data outlives the widget. */
typedef char *(*YyqPdfThumbnailsNote) (guint page, gpointer user_data);
void yyq_pdf_thumbnails_set_notes (YyqPdfThumbnails *self, YyqPdfThumbnailsNote note,
                                   gpointer user_data);
void yyq_pdf_thumbnails_note_pages (YyqPdfThumbnails *self);

G_END_DECLS
