/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The tokens of ISO 32000-1 §7.2 and §7.3, over bytes that are somebody else's. */
typedef enum {
  YYQ_PDF_TOKEN_END,
  YYQ_PDF_TOKEN_INTEGER, /* without a sign or a point */
  YYQ_PDF_TOKEN_NAME,
  YYQ_PDF_TOKEN_STRING,
  YYQ_PDF_TOKEN_OPEN,  /* << or [ */
  YYQ_PDF_TOKEN_CLOSE, /* >> or ] */
  YYQ_PDF_TOKEN_WORD,  /* anything else: other numbers, true, obj, stream, ... */
  YYQ_PDF_TOKEN_BAD,
} YyqPdfToken;

typedef struct {
  const char *data;
  gsize at, end;
  /* Of the token that was read last: */
  const char *start;
  gsize length;
  guint64 number;
  gboolean end_of_file; /* %%EOF stood before it */
  gboolean commented;   /* a comment stood before it, %%EOF too */
} YyqPdfLexer;

YyqPdfToken yyq_pdf_lexer_next (YyqPdfLexer *self);

/* Was the token that was read last exactly @text? */
gboolean yyq_pdf_lexer_is (const YyqPdfLexer *self, const char *text);

G_END_DECLS
