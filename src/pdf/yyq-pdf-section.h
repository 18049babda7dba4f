/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-pdf-dictionary.h"

G_BEGIN_DECLS

/* What a section says of one object, ISO 32000-1 §7.5.4 and §7.5.8.3. */
typedef struct {
  guint64 number;
  guint64 kind;   /* 0: free, 1: at an offset, 2: in an object stream */
  guint64 place;  /* 1: offset in bytes; 2: number of the object stream */
  guint64 detail; /* 0, 1: generation; 2: index within the object stream */
} YyqPdfXrefEntry;

/* No number of the file is this large. */
#define YYQ_PDF_NO_OFFSET G_MAXUINT64

/* One cross-reference section: a table with its trailer, or a stream. */
typedef struct {
  gsize at;  /* of the word "xref", or of the stream's object */
  gsize end; /* behind the trailer's dictionary, or behind "endobj" */
  gboolean is_stream;
  gboolean is_sloppy; /* a table whose lines have not the shape that they must have */
  guint64 own;        /* the stream's object number */
  guint64 size;       /* /Size */
  guint64 previous;   /* /Prev, or YYQ_PDF_NO_OFFSET */
  guint64 hybrid;     /* /XRefStm, or YYQ_PDF_NO_OFFSET */
  GArray *entries;    /* (element-type YyqPdfXrefEntry): as they stand there, doubled ones too */
} YyqPdfSection;

/*
 * (transfer full) (nullable): the section at @at of the first @end bytes of @data, read without any
 * repair. Else @problem, untranslated, says why not. Streams must be packed with Flate or not at
 * all.
 */
YyqPdfSection *yyq_pdf_section_read (const char *data, gsize end, gsize at, const char **problem);
void yyq_pdf_section_free (YyqPdfSection *self);

/*
 * (transfer full) (nullable): the data of the stream with @dictionary, @lexer having read the word
 * "stream"; it is left behind "endobj". NULL when it has no end, is packed otherwise, or unpacks to
 * more than @most bytes.
 */
GByteArray *yyq_pdf_section_read_stream (YyqPdfLexer *lexer, const YyqPdfDictionary *dictionary,
                                         gsize most);

/* As above without unpacking: FALSE when the stream has no end. */
gboolean yyq_pdf_section_skip_stream (YyqPdfLexer *lexer, const YyqPdfDictionary *dictionary,
                                      gsize *data, gsize *length);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyqPdfSection, yyq_pdf_section_free)

G_END_DECLS
