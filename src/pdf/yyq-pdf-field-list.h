/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <qpdf/qpdf-c.h>

G_BEGIN_DECLS

/* A signature field as one revision of a file has it. */
typedef struct {
  char *name;             /* full name */
  int field_id, value_id; /* object numbers; value_id 0: direct or empty */
  gboolean empty;
  char *problem;     /* (nullable): why it cannot be a signature */
  char *subfilter;   /* without the slash; "" when there is none */
  gsize range[4];    /* /ByteRange */
  gsize end;         /* where the signed revision ends */
  GBytes *contents;  /* (nullable): the bytes of /Contents, with the zeros behind */
  gint64 claimed_at; /* ms, of /M; 0: none */
} YyqPdfSignatureField;

/* (transfer full) (element-type YyqPdfSignatureField): all signature fields below /AcroForm. */
GPtrArray *yyq_pdf_field_list_read (qpdf_data qpdf);

/* (transfer none) (nullable) */
YyqPdfSignatureField *yyq_pdf_field_list_find (GPtrArray *list, const char *name);

/*
 * NULL when /ByteRange leaves out exactly the hexadecimal text of this field's /Contents and covers a
 * revision that ends with %%EOF; else what is wrong, untranslated.
 */
const char *yyq_pdf_signature_field_check_range (const YyqPdfSignatureField *self, GBytes *pdf);

G_END_DECLS
