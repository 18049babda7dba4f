/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-pdf-field-list.h"
#include "yyq-pdf-report.h"
#include "yyq-pdf-security-store.h"
#include "yyq-trust.h"

G_BEGIN_DECLS

/* What is known beside the signature itself when it is judged. Nothing is owned. */
typedef struct {
  GBytes *pdf;
  YyqTrust *trust;
  const YyqPdfSecurityStore *store;
  gint64 proven_at; /* ms: a later document time stamp proves that the signature existed then; 0:
                       none does */
} YyqPdfProof;

/*
 * The cryptographic half of a verdict: are the covered bytes those that were signed, by whom, when,
 * and does the certificate lead to a root? Sets integrity, chain, signer, certificate, level and
 * times of
 * @report; says nothing about what came after. /ByteRange of @field must have been checked. Any
 * thread.
 */
void yyq_pdf_signature_check (const YyqPdfSignatureField *field, const YyqPdfProof *proof,
                              YyqPdfSignatureReport *report);

G_END_DECLS
