/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How the first page of a file looks to several readers: each repairs and forgives as it does at
 * home. */
typedef enum {
  YYQ_READER_QPDF,    /* the page's objects, without the values of fields */
  YYQ_READER_POPPLER, /* pixels: GNOME and KDE */
  YYQ_READER_MUPDF,
  YYQ_READER_PDFIUM, /* Chrome */
  YYQ_N_READERS,
} YyqPageReader;

const char *yyq_page_reader_name (YyqPageReader reader);

#define YYQ_READER_CANNOT "cannot"

/* What each reader shows: a hash, or YYQ_READER_CANNOT. */
typedef struct {
  char *shown[YYQ_N_READERS];
} YyqPageReading;

/*
 * (transfer full) (element-type YyqPageReading): one for each of @files (element-type GBytes).
 * MuPDF and Chrome's reader run once for all of them, beside the others. A few ms a file.
 */
GPtrArray *yyq_page_readers_read (GPtrArray *files);

/* A bit for each reader that shows @b otherwise than @a. */
guint yyq_page_reading_differs (const YyqPageReading *a, const YyqPageReading *b);
/* (transfer full): their names. */
char *yyq_page_readers_to_string (guint readers);

G_END_DECLS
