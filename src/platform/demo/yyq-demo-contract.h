/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-pdf-compose.h"

G_BEGIN_DECLS

typedef enum {
  YYQ_DEMO_FIXED,      /* for a term of years, with a trial */
  YYQ_DEMO_RENEWED,    /* the same for someone who worked here before: no second trial (art. 19) */
  YYQ_DEMO_OPEN_ENDED, /* without an end, without a trial */
} YyqDemoKind;

/* What is filled into the demo's labour contract. Strings are borrowed. */
typedef struct {
  YyqDemoKind kind;
  const char *number;
  const char *company, *uscc, *company_address, *legal_representative;
  const char *worker, *id_card, *phone, *worker_address;
  const char *post, *workplace;
  gint64 from_ms, until_ms; /* the term; a trial is its first @trial_months months */
  guint years, trial_months;
  guint salary; /* yuan a month; 80 % of it, rounded up, during the trial */
} YyqDemoTerms;

#define YYQ_DEMO_WORKER_FIELD "worker"
#define YYQ_DEMO_EMPLOYER_FIELD "employer"

/* Static: as it stands over the contract and in lists. */
const char *yyq_demo_contract_title (YyqDemoKind kind);

/*
 * (transfer full): a labour contract with every clause that article 17 of the Labour
 * Contract Law asks for, and at its end empty signature fields of both sides. Puts the places of
 * the two into @worker and @employer; their names are static. Any thread. Errors: YYQ_PDF_ERROR.
 */
GBytes *yyq_demo_contract_new (const YyqDemoTerms *terms, YyqPdfField *worker,
                               YyqPdfField *employer, GError **error);

/*
 * (transfer full): the same without values, with the words that stand above both signatures: what a
 * template is made from. @last_page (out): 0-based. Any thread. Errors: YYQ_PDF_ERROR.
 */
GBytes *yyq_demo_contract_new_form (YyqDemoKind kind, guint *last_page, GError **error);

/* Where the value of the line that begins with @label stands on its first page: pt, of the text's
 * top left. */
void yyq_demo_contract_find_place (const char *label, double *x, double *y, double *width);

G_END_DECLS
