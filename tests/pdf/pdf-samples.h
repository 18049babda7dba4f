/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <poppler.h>

G_BEGIN_DECLS

/* Newer versions of poppler have cleanups under its own names; these never collide with them. */
typedef PopplerDocument PdfDocument;
typedef PopplerPage PdfPage;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PdfDocument, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PdfPage, g_object_unref)

/* Made documents and other programs' opinion of them, for the tests of src/pdf. */

/* (transfer full): a typeset contract of at least two pages. */
GBytes *pdf_samples_contract (void);

/* (transfer full): the contract with empty signature fields "platform" (unseen), "employer",
 * "worker". */
GBytes *pdf_samples_revision_0 (void);

/* (transfer full): one page of these dictionary entries, e.g. "/MediaBox[0 0 100 200]/Rotate 90".
 */
GBytes *pdf_samples_page (const char *page_entries, const char *catalogue_entries,
                          const char *objects);

/* Fails the test unless `qpdf --check` finds nothing to say. */
void pdf_samples_assert_clean (GBytes *pdf);

/* (transfer full): standard output of @program with a file of these bytes as its last argument. */
char *pdf_samples_run (GBytes *pdf, const char *program, const char *option, int *status);

/* (transfer full): the text of page @index as poppler reads it. */
char *pdf_samples_page_text (GBytes *pdf, int index);

/* (transfer full) */
PdfDocument *pdf_samples_open (GBytes *pdf);

/* Colour of the pixel at @x, @y points from the top left as it is seen, 0xRRGGBB. */
guint32 pdf_samples_pixel (GBytes *pdf, int index, double x, double y);

G_END_DECLS
