/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What may come behind a signature without harm to it, as far as the file's signatures permit it.
 */
typedef enum {
  YYQ_PDF_LATER_SIGNATURE = 1 << 0, /* of a field that was there and empty */
  YYQ_PDF_LATER_FIELD = 1 << 1, /* a signature with a field of its own, on blank paper or unseen */
  YYQ_PDF_LATER_TIMESTAMP = 1 << 2,     /* of the document */
  YYQ_PDF_LATER_STORE = 1 << 3,         /* certificates and revocation data, /DSS */
  YYQ_PDF_LATER_FILLED = 1 << 4,        /* form fields, where DocMDP permits it */
  YYQ_PDF_LATER_ANNOTATION = 1 << 5,    /* where DocMDP permits it */
  YYQ_PDF_LATER_INFORMATION = 1 << 6,   /* title, date of change, program: /Info */
  YYQ_PDF_LATER_METADATA = 1 << 7,      /* the same as XMP */
  YYQ_PDF_LATER_FORM_DEFAULTS = 1 << 8, /* /DA, /DR, /SigFlags of the form */
  YYQ_PDF_LATER_APPEARANCE =
    1 << 9,                        /* of a field that was signed, in the place of the one it had */
  YYQ_PDF_LATER_LOCKED = 1 << 10,  /* fields and widgets that were made read-only */
  YYQ_PDF_LATER_VERSION = 1 << 11, /* /Version and /Extensions of the catalogue */
  YYQ_PDF_LATER_UNUSED = 1 << 12,  /* objects that nothing refers to */
} YyqPdfLater;

/* "signature", "field", ... as in yyqctl's JSON; NULL for what is no single flag. */
const char *yyq_pdf_later_to_string (YyqPdfLater flag);

/* (transfer full): the codes of all flags of @later, in their order. */
GStrv yyq_pdf_later_list (YyqPdfLater later);

/* (transfer full): translated, in one line; empty when there is nothing. */
char *yyq_pdf_later_to_words (YyqPdfLater later);

G_END_DECLS
