/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-page-facts.h"

G_BEGIN_DECLS

/*
 * Facts as bytes, between the worker and who asked it: of one build, so numbers stand as the
 * machine has them. A question is a YyqPdfFactsQuestion before the file. An answer is a page after
 * another:
 *
 *   guint32  "page", number, cut, then how many: characters, lines, strokes, fields
 *   float    width, height
 *   character: guint32 code, float[4] box        line: guint32 n, turn, float baseline
 *   stroke: guint32 kind, float[4] box
 *   field: guint32 kind, flags, max_length, float[4] box, text name, tooltip, guint32 n, n texts
 *   text: guint32 length + 1 (0: none), UTF-8
 *
 * and at its end the guint32 "done".
 */
typedef struct {
  guint64 first;   /* 0-based */
  guint64 n_pages; /* not 0 */
} YyqPdfFactsQuestion;

/* Of an answer, so that no machine is filled by one. */
#define YYQ_PDF_FACTS_MAX_CHARACTERS 1500000
#define YYQ_PDF_FACTS_MAX_STROKES 500000

/* Appends a page to an answer, and its end. */
void yyq_pdf_facts_encode (const YyqPageFacts *page, GByteArray *answer);
void yyq_pdf_facts_encode_end (GByteArray *answer);

/*
 * Reads an answer that may hold anything. @pages (transfer full) (element-type YyqPageFacts): the
 * pages before the first thing that is wrong; each keeps the limits of yyq-page-facts.h, its
 * lengths are finite and no larger than a page may be, its texts valid, its number one that was
 * asked for and larger than the one before. @error: YYQ_PDF_ERROR_WORKER for what is wrong, an
 * answer without its end included.
 */
gboolean yyq_pdf_facts_decode (GBytes *answer, const YyqPdfFactsQuestion *question,
                               GPtrArray **pages, GError **error);

G_END_DECLS
