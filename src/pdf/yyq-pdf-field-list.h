/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <qpdf/qpdf-c.h>

#include "yyq-pdf-tail.h"

G_BEGIN_DECLS

/* What a signature of the file lets others do after it, ISO 32000-2 §12.8.2. */
typedef enum {
  YYQ_PDF_LOCK_NOTHING,
  YYQ_PDF_LOCK_ALL,
  YYQ_PDF_LOCK_THESE,
  YYQ_PDF_LOCK_OTHERS,
} YyqPdfLock;

/* A signature field as one revision of a file has it. Counted by reference, and never changed once
 * it was read. */
typedef struct {
  char *name;             /* full name */
  int field_id, value_id; /* object numbers; 0: direct, or no value */
  gboolean empty;
  gboolean simple;   /* at the top of the form, with nothing below it */
  char *problem;     /* (nullable): why it cannot be a signature */
  char *subfilter;   /* without the slash; "" when there is none */
  gsize range[4];    /* /ByteRange */
  gsize end;         /* where the signed revision ends */
  GBytes *contents;  /* (nullable): the bytes of /Contents, with the zeros behind */
  gint64 claimed_at; /* ms, of /M; 0: none */
  guint permission;  /* DocMDP: 1 to 3; 0: says nothing */
  YyqPdfLock lock;   /* FieldMDP */
  GStrv locked;      /* (nullable): full names for THESE and OTHERS */
} YyqPdfSignatureField;

void yyq_pdf_signature_field_unref (YyqPdfSignatureField *self);

/*
 * (transfer full) (nullable) (element-type YyqPdfSignatureField): all signature fields below
 * /AcroForm. NULL when the form has more fields, or deeper ones, than any contract: an attack on
 * our time.
 */
GPtrArray *yyq_pdf_field_list_read (qpdf_data qpdf);

/*
 * As above, of the revision that @tail makes of the one with @earlier; signatures that it did not
 * write are taken from there, and not opened again. NULL for either: all of them are read.
 */
GPtrArray *yyq_pdf_field_list_read_next (qpdf_data qpdf, GPtrArray *earlier,
                                         const YyqPdfTail *tail);

/* (transfer none) (nullable) */
YyqPdfSignatureField *yyq_pdf_field_list_find (GPtrArray *list, const char *name);

/* (transfer full) (element-type utf8 YyqPdfSignatureField): the same by name, for those who look
 * for many; lives as long as @list. */
GHashTable *yyq_pdf_field_list_index (GPtrArray *list);

guint yyq_pdf_field_list_count_signed (GPtrArray *list);

/* Does a signature of @list forbid that the field @name changes (FieldMDP, or /Lock of its field)?
 */
gboolean yyq_pdf_field_list_is_locked (GPtrArray *list, const char *name);

/* The strictest DocMDP of all signatures of @list: 1 to 3; 0 when none says anything. */
guint yyq_pdf_field_list_get_permission (GPtrArray *list);

/* May this empty field be signed, as far as the signatures of @list have a say? */
gboolean yyq_pdf_field_list_may_sign (GPtrArray *list, const char *name);

/*
 * NULL when /ByteRange leaves out exactly the hexadecimal text of this field's /Contents and covers
 * a revision that ends with %%EOF; else what is wrong, untranslated.
 */
const char *yyq_pdf_signature_field_check_range (const YyqPdfSignatureField *self, GBytes *pdf);

G_END_DECLS
