/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-job-work.h"

#include "yyq-job-store.h"
#include "yyq-service-error.h"
#include "yyq-tenant.h"

void
yyq_job_work_free (YyqJobWork *self)
{
  g_free (self->id);
  g_free (self->holder);
  g_free (self->tenant_id);
  g_free (self->account_id);
  g_free (self->params);
  g_free (self->last_target);
  yyq_job_work_forget (self);
  g_free (self);
}

void
yyq_job_work_forget (YyqJobWork *self)
{
  g_clear_pointer (&self->problem, g_free);
  g_clear_pointer (&self->detail, g_free);
}

void
yyq_job_file_clear (YyqJobFile *self)
{
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->bytes, g_bytes_unref);
}

/* Between half of it and all of it, so that what failed together is not tried together. */
gint64
yyq_job_terms_wait (const YyqJobTerms *self, gint64 failures)
{
  gint64 wait = self->first_wait_ms;

  for (gint64 i = 1; i < failures && wait < self->longest_wait_ms; i++)
    wait *= 2;
  wait = MIN (wait, self->longest_wait_ms);
  return (gint64) ((double) wait * g_random_double_range (0.5, 1.0));
}

const char *
yyq_job_work_get_id (YyqJobWork *self)
{
  return self->id;
}

YyqPlatform *
yyq_job_work_get_platform (YyqJobWork *self)
{
  return self->platform;
}

const char *
yyq_job_work_get_tenant (YyqJobWork *self)
{
  return self->tenant_id;
}

const char *
yyq_job_work_get_account (YyqJobWork *self)
{
  return self->account_id;
}

const char *
yyq_job_work_get_params (YyqJobWork *self)
{
  return self->params;
}

gboolean
yyq_job_work_begin (YyqJobWork *self, GError **error)
{
  YyqStorage *storage = yyq_platform_get_storage (self->platform);
  gboolean held = FALSE;

  if (!yyq_tenant_begin (self->platform, self->tenant_id, error))
    return FALSE;
  if (!yyq_job_store_hold (storage, self->id, self->holder, &held, &self->cancelled, error)) {
    yyq_storage_rollback (storage);
    return FALSE;
  }
  if (held)
    return TRUE;
  yyq_storage_rollback (storage);
  self->lost = TRUE;
  g_set_error_literal (error, YYQ_SERVICE_ERROR, YYQ_SERVICE_ERROR_CONFLICT,
                       "another process has taken the job");
  return FALSE;
}

gboolean
yyq_job_work_is_stopped (YyqJobWork *self)
{
  return g_atomic_int_get (&self->stopped) ||
         (self->stopping != NULL && g_atomic_int_get (self->stopping));
}

gboolean
yyq_job_work_add_item (YyqJobWork *self, const char *target, const char *what, const char *label,
                       GError **error)
{
  const YyqJobTarget added = { target, what, label };

  if (!yyq_job_store_add_item (yyq_platform_get_storage (self->platform), self->id,
                               self->last_seq + 1, &added, error))
    return FALSE;
  self->last_seq++;
  g_free (self->last_target);
  self->last_target = g_strdup (target);
  return TRUE;
}

void
yyq_job_work_take_detail (YyqJobWork *self, char *detail)
{
  g_free (self->detail);
  self->detail = detail;
}

void
yyq_job_work_set_problem (YyqJobWork *self, const char *code)
{
  g_free (self->problem);
  self->problem = g_strdup (code);
}

GPtrArray *
yyq_job_work_list_items (YyqJobWork *self, gint64 seq, guint limit, GError **error)
{
  return yyq_job_store_list_items (yyq_platform_get_storage (self->platform), self->id, NULL, seq,
                                   limit, error);
}
