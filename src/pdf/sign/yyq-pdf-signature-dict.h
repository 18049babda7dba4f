/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "yyq-pdf-sign.h"

G_BEGIN_DECLS

/*
 * The text of a signature dictionary, written by hand, because the places of /ByteRange and
 * /Contents must be known to the byte. Offsets count from its first byte.
 */
typedef struct {
  GBytes *text;
  gsize byte_range; /* behind "[0 " */
  gsize hole;       /* of the '<' of /Contents */
  gsize hole_end;   /* behind its '>' */
} YyqPdfSignatureDict;

void yyq_pdf_signature_dict_init (YyqPdfSignatureDict *self, const YyqPdfSignOptions *options);
void yyq_pdf_signature_dict_clear (YyqPdfSignatureDict *self);

/* Characters there are for the three numbers of /ByteRange behind its 0. */
#define YYQ_PDF_BYTE_RANGE_ROOM 33

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (YyqPdfSignatureDict, yyq_pdf_signature_dict_clear)

G_END_DECLS
