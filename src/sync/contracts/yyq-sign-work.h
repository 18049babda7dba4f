/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-pdf-report.h"
#include "yyq-signer.h"
#include "yyq-timestamper.h"
#include "yyq-trust.h"

G_BEGIN_DECLS

/*
 * The steps of a signature that block, each run in a worker. Fill in what a step needs before it
 * starts, and leave it alone until the step has finished.
 */
typedef struct {
  GBytes *base; /* the revision that is signed */
  char *field;
  char *name; /* of the signer, as it is shown */
  YyqTrust *trust;
  YyqSigner *signer;
  GBytes *form;                /* what the signature shows, as the platform made it */
  YyqTimestamper *timestamper; /* (nullable): there is no authority */

  /* Results */
  YyqPdfReport *report; /* of check: what the base holds */
  YyqPdfCheck *chain;   /* of check: the signer's certificate */
  GBytes *tail;         /* of sign, replaced by stamp */
  gboolean timestamped; /* of stamp */
  char *stamp_problem;  /* (nullable): of stamp: why not */
} YyqSignWork;

YyqSignWork *yyq_sign_work_new (void);
YyqSignWork *yyq_sign_work_ref (YyqSignWork *self);
void yyq_sign_work_unref (YyqSignWork *self);

typedef enum {
  YYQ_SIGN_STEP_CHECK, /* the base's signatures, and the signer's certificate */
  YYQ_SIGN_STEP_SIGN,
  YYQ_SIGN_STEP_STAMP,  /* a time stamp that cannot be had is no error */
  YYQ_SIGN_STEP_VERIFY, /* that what was made signs the field and changes nothing else */
} YyqSignStep;

void yyq_sign_work_run_async (YyqSignWork *self, YyqSignStep step, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer user_data);

/* Errors: YYQ_PDF_ERROR, YYQ_UKEY_ERROR, G_IO_ERROR_CANCELLED. */
gboolean yyq_sign_work_run_finish (GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyqSignWork, yyq_sign_work_unref)

G_END_DECLS
