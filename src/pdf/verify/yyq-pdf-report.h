/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "yyq-pdf-check.h"
#include "yyq-pdf-later.h"
#include "yyq-revocation.h"

G_BEGIN_DECLS

typedef enum {
  YYQ_PDF_VERDICT_VALID,   /* at least one signature, all good, only permitted additions behind them
                            */
  YYQ_PDF_VERDICT_INVALID, /* broken, changed, or by someone who is not trusted */
  YYQ_PDF_VERDICT_INDETERMINATE, /* nothing broken, but trust or proof is missing */
  YYQ_PDF_VERDICT_UNSIGNED,
  YYQ_PDF_VERDICT_INCOMPLETE, /* as VALID, but a signature field is still empty */
} YyqPdfVerdict;

#define YYQ_TYPE_PDF_VERDICT (yyq_pdf_verdict_get_type ())
GType yyq_pdf_verdict_get_type (void);

/* "valid", "invalid", ... as in yyqctl's JSON. */
const char *yyq_pdf_verdict_to_string (YyqPdfVerdict verdict);

typedef struct {
  char *field;     /* full name of the field */
  char *signer;    /* (nullable): common name in the certificate */
  char *subfilter; /* "ETSI.CAdES.detached", or "ETSI.RFC3161" for a document time stamp */
  char *level; /* "B-B", "B-T", "B-LT"; "DTS" for a document time stamp; "" when not good enough to
                  say */
  gint64 signed_at;       /* ms: of the time stamp, else as the signer claims; 0 when not known */
  gboolean timestamped;   /* @signed_at is proven by a valid time stamp */
  gboolean has_timestamp; /* there is one, good or not */
  gboolean document_timestamp;
  YyqPdfCheck *integrity;   /* the bytes of the revision are those that were signed */
  YyqPdfCheck *coverage;    /* the revision is whole, and only permitted things came behind it */
  YyqPdfCheck *chain;       /* certificate, trust, validity, revocation, time stamp */
  YyqRevocation revocation; /* of the certificate, at the time that is proven */
  YyqPdfLater later;        /* permitted things that came behind it */
  GStrv changes; /* paths of objects changed behind it without permission; may be empty */
  GStrv remarks; /* (nullable): what was left out of account, e.g. a time stamp by nobody we know */
  GBytes *certificate;   /* (nullable): DER */
  gsize revision_length; /* bytes from the start of the file that it covers */
} YyqPdfSignatureReport;

void yyq_pdf_signature_report_free (YyqPdfSignatureReport *self);

typedef struct {
  gatomicrefcount refs; /* private */
  YyqPdfVerdict verdict;
  char *problem; /* (nullable): what is wrong with the file as a whole, English */
  char *doubt;   /* (nullable): why nobody can be sure what the file shows, English */
  char *loose; /* (nullable): why the file is not of the profile `contract`, English; else `foreign`
                  holds */
  GPtrArray *signatures; /* (element-type YyqPdfSignatureReport): oldest first */
  GStrv empty_fields;    /* signature fields that are not signed yet */
} YyqPdfReport;

#define YYQ_TYPE_PDF_REPORT (yyq_pdf_report_get_type ())
GType yyq_pdf_report_get_type (void);

YyqPdfReport *yyq_pdf_report_new (void);
YyqPdfReport *yyq_pdf_report_ref (YyqPdfReport *self);
void yyq_pdf_report_unref (YyqPdfReport *self);

/* (transfer none) (nullable) */
const YyqPdfSignatureReport *yyq_pdf_report_find (const YyqPdfReport *self, const char *field);

/* "contract" or "foreign": the stricter profile of docs/verification.md that the updates of the
 * file keep. */
const char *yyq_pdf_report_get_profile (const YyqPdfReport *self);

/* Sets the verdict from everything else. */
void yyq_pdf_report_conclude (YyqPdfReport *self);

/* (transfer full): a few translated lines for a terminal or a details page. */
char *yyq_pdf_report_to_text (const YyqPdfReport *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyqPdfSignatureReport, yyq_pdf_signature_report_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyqPdfReport, yyq_pdf_report_unref)

G_END_DECLS
