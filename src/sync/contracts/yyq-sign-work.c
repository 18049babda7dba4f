/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-sign-work.h"

#include "yyq-clock.h"
#include "yyq-error.h"
#include "yyq-pdf-next-revision.h"
#include "yyq-pdf-shown.h"
#include "yyq-pdf-sign.h"
#include "yyq-pdf-verify.h"

YyqSignWork *
yyq_sign_work_new (void)
{
  return g_atomic_rc_box_new0 (YyqSignWork);
}

YyqSignWork *
yyq_sign_work_ref (YyqSignWork *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear (gpointer data)
{
  YyqSignWork *self = data;

  g_clear_pointer (&self->base, g_bytes_unref);
  g_clear_pointer (&self->field, g_free);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->trust, yyq_trust_unref);
  g_clear_object (&self->signer);
  g_clear_pointer (&self->form, g_bytes_unref);
  g_clear_object (&self->timestamper);
  g_clear_pointer (&self->report, yyq_pdf_report_unref);
  g_clear_pointer (&self->chain, yyq_pdf_check_free);
  g_clear_pointer (&self->tail, g_bytes_unref);
  g_clear_pointer (&self->stamp_problem, g_free);
}

void
yyq_sign_work_unref (YyqSignWork *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

static gboolean
check (YyqSignWork *self, GError **error)
{
  g_autoptr (GBytes) certificate = yyq_signer_get_certificate (self->signer);
  g_autoptr (GPtrArray) extra = yyq_signer_get_chain (self->signer);
  const YyqTrustQuestion question = { .purpose = YYQ_TRUST_SIGNER,
                                      .at = yyq_clock_now (),
                                      .certificates = extra };

  self->report = yyq_pdf_verify (self->base, self->trust, error);
  if (self->report == NULL || !yyq_pdf_check_may_sign (self->base, self->field, error))
    return FALSE;
  self->chain = yyq_trust_check_chain (self->trust, certificate, &question, NULL);
  return TRUE;
}

static gboolean
sign (YyqSignWork *self, GCancellable *cancellable, GError **error)
{
  YyqPdfSignOptions options = { .field = self->field, .form = self->form, .name = self->name };

  /* Stamped in a step of its own: an authority that does not answer must not cost the signature. */
  self->tail = yyq_pdf_sign (self->base, &options, self->signer, NULL, cancellable, error);
  return self->tail != NULL;
}

static gboolean
stamp (YyqSignWork *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) local = NULL;
  GBytes *tail = NULL;

  if (self->timestamper == NULL)
    return TRUE;
  tail = yyq_pdf_add_timestamp (self->base, self->tail, self->field, self->timestamper, cancellable,
                                &local);
  if (tail != NULL) {
    g_bytes_unref (self->tail);
    self->tail = tail;
    self->timestamped = TRUE;
    return TRUE;
  }
  if (!g_error_matches (local, YYQ_PDF_ERROR, YYQ_PDF_ERROR_TIMESTAMP)) {
    g_propagate_error (error, g_steal_pointer (&local));
    return FALSE;
  }
  self->stamp_problem = g_strdup (local->message);
  return TRUE;
}

static gboolean
verify (YyqSignWork *self, GError **error)
{
  const YyqPdfShown shown = { self->field, self->form };

  return yyq_pdf_check_next_revision (self->base, self->tail, self->field, self->trust, error) &&
         yyq_pdf_check_shown (self->base, self->tail, &shown, 1, error);
}

static gboolean
run (YyqSignWork *self, YyqSignStep step, GCancellable *cancellable, GError **error)
{
  switch (step) {
  case YYQ_SIGN_STEP_CHECK:
    return check (self, error);
  case YYQ_SIGN_STEP_SIGN:
    return sign (self, cancellable, error);
  case YYQ_SIGN_STEP_STAMP:
    return stamp (self, cancellable, error);
  case YYQ_SIGN_STEP_VERIFY:
  default:
    return verify (self, error);
  }
}

typedef struct {
  YyqSignWork *work;
  YyqSignStep step;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  yyq_sign_work_unref (job->work);
  g_free (job);
}

static void
run_in_worker (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Job *job = task_data;
  GError *error = NULL;

  if (run (job->work, job->step, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
yyq_sign_work_run_async (YyqSignWork *self, YyqSignStep step, GCancellable *cancellable,
                         GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Job *job = g_new (Job, 1);

  job->work = yyq_sign_work_ref (self);
  job->step = step;
  g_task_set_source_tag (task, yyq_sign_work_run_async);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, run_in_worker);
}

gboolean
yyq_sign_work_run_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
