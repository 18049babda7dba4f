/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * 避头尾: where a line may end. GB/T 15834-2011 §5.1: full stop, comma, enumeration comma,
 * semicolon, colon, question and exclamation mark, the second half of quotation marks, brackets and
 * book title marks, connecting and separating marks do not begin a line; the first half does not
 * end one; dash and ellipsis are not torn; the slash neither begins nor ends one. Numbers and words
 * of letters are not torn, nor from the signs that belong to them (Unicode Annex 14 says more).
 */
typedef enum {
  YYQ_PDF_BREAK_WORD,      /* a part of a word or number, and whatever is unknown */
  YYQ_PDF_BREAK_IDEOGRAPH, /* a line may end on both sides */
  YYQ_PDF_BREAK_OPEN,
  YYQ_PDF_BREAK_OPEN_NARROW, /* the same, and it belongs to a word before it: "a(b" */
  YYQ_PDF_BREAK_CLOSE,
  YYQ_PDF_BREAK_CLOSE_NARROW, /* the same, and it belongs to a word behind it: "8,000" */
  YYQ_PDF_BREAK_SLASH,        /* neither at the start nor at the end */
  YYQ_PDF_BREAK_PAIR,         /* not torn from its like */
  YYQ_PDF_BREAK_SPACE,
  YYQ_PDF_BREAK_ZERO_SPACE, /* a place where a line may end, and nothing else */
  YYQ_PDF_BREAK_GLUE,       /* never a place where a line ends */
  YYQ_PDF_BREAK_NEW_LINE,
} YyqPdfBreak;

YyqPdfBreak yyq_pdf_break_of (gunichar character);

/*
 * May a line end between these neighbours? @solid: the last before @after that is no space, itself
 * where that is none.
 */
gboolean yyq_pdf_break_is_allowed (YyqPdfBreak solid, YyqPdfBreak before, YyqPdfBreak after);

/* When nothing else is left: may it end here, if words are torn? */
gboolean yyq_pdf_break_is_bearable (YyqPdfBreak before, YyqPdfBreak after);

G_END_DECLS
