/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-job-reply.h"

#include "yyq-reply.h"

#define ALL_JOBS "job.all"

static GPtrArray *
list_kinds (YyqPlatform *platform, YyqRequest *request)
{
  GPtrArray *all = yyq_job_runner_get_kinds (yyq_job_runner_of (platform));
  GPtrArray *kinds = g_ptr_array_new ();

  for (guint i = 0; i < all->len; i++) {
    const YyqJobKind *kind = g_ptr_array_index (all, i);

    if (yyq_access_may (request->access, kind->permission))
      g_ptr_array_add (kinds, (gpointer) kind);
  }
  return kinds;
}

void
yyq_job_query_init (YyqJobQuery *self, YyqPlatform *platform, YyqRequest *request)
{
  const YyqAccess *access = request->access;
  const char *tenant_id = yyq_access_get_tenant_id (access);

  *self = (YyqJobQuery){
    .tenant_id = tenant_id,
    .account_id =
      yyq_access_may_in (access, ALL_JOBS, tenant_id) ? NULL : yyq_access_get_account_id (access),
    .kinds = list_kinds (platform, request),
  };
}

void
yyq_job_query_clear (YyqJobQuery *self)
{
  g_clear_pointer (&self->kinds, g_ptr_array_unref);
}

static char *
start (YyqPlatform *platform, YyqRequest *request, const YyqJobKind *kind, const char *params,
       GError **error)
{
  const YyqJobStart wanted = { .kind = kind,
                               .tenant_id = yyq_access_get_tenant_id (request->access),
                               .account_id = yyq_access_get_account_id (request->access),
                               .remote = request->remote,
                               .params = params };

  return yyq_job_service_start (platform, &wanted, error);
}

/* (transfer full) (nullable): NULL without @error: none waits or runs. */
static char *
find_running (YyqPlatform *platform, const YyqJobQuery *who, const YyqJobKind *kind, GError **error)
{
  YyqJobQuery query = *who;
  g_autoptr (GPtrArray) kinds = g_ptr_array_new ();
  g_autoptr (GPtrArray) jobs = NULL;

  g_ptr_array_add (kinds, (gpointer) kind);
  query.kinds = kinds;
  query.tab = YYQ_JOB_TAB_RUNNING;
  query.limit = 1;
  jobs = yyq_job_store_list (yyq_platform_get_storage (platform), &query, error);
  return jobs != NULL && jobs->len > 0 ? g_strdup (yyq_job_get_id (g_ptr_array_index (jobs, 0)))
                                       : NULL;
}

void
yyq_job_reply_start (YyqPlatform *platform, YyqRequest *request, const YyqJobKind *kind,
                     const char *params, gboolean once, YyqResponse *response)
{
  g_auto (YyqJobQuery) who = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (YyqJob) job = NULL;
  g_autofree char *id = NULL;
  g_autofree char *location = NULL;

  yyq_job_query_init (&who, platform, request);
  if (once)
    id = find_running (platform, &who, kind, &error);
  if (id == NULL && error == NULL)
    id = start (platform, request, kind, params, &error);
  if (id != NULL)
    job = yyq_job_store_load (yyq_platform_get_storage (platform), &who, id, &error);
  if (job == NULL) {
    yyq_reply_error (response, error);
    return;
  }
  location = g_strconcat ("/api/v1/jobs/", id, NULL);
  yyq_reply_record (response, 202, job);
  yyq_response_set_header (response, "Location", location);
}
