/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-core-routes.h"
#include "yyq-file-reply.h"
#include "yyq-job-reply.h"
#include "yyq-reply.h"

#define DEFAULT_PAGE 50
#define LONGEST_PAGE 200

static gboolean
bad_parameter (YyqResponse *response, const char *name)
{
  yyq_response_set_problem (response, "invalid", name, NULL);
  return FALSE;
}

/* One more than was asked for says whether there are more. */
static gboolean
read_limit (YyqRequest *request, guint *limit, YyqResponse *response)
{
  gint64 wanted = 0;

  if (!yyq_request_get_query_int (request, "limit", 1, LONGEST_PAGE, DEFAULT_PAGE, &wanted))
    return bad_parameter (response, "limit");
  *limit = (guint) wanted;
  return TRUE;
}

static gboolean
cut (GPtrArray *list, guint limit)
{
  if (list->len <= limit)
    return FALSE;
  g_ptr_array_set_size (list, (int) limit);
  return TRUE;
}

static void
get_jobs (YyqPlatform *platform, YyqRequest *request, YyqResponse *response)
{
  const char *tab = yyq_request_get_query (request, "tab");
  g_auto (YyqJobQuery) query = { 0 };
  g_autoptr (GPtrArray) jobs = NULL;
  g_autoptr (GError) error = NULL;
  guint limit;
  gboolean more;

  yyq_job_query_init (&query, platform, request);
  query.after = yyq_request_get_query (request, "after");
  if ((tab != NULL && !yyq_job_tab_from_string (tab, &query.tab) &&
       !bad_parameter (response, "tab")) ||
      !read_limit (request, &limit, response))
    return;
  query.limit = limit + 1;
  jobs = yyq_job_store_list (yyq_platform_get_storage (platform), &query, &error);
  if (jobs == NULL) {
    yyq_reply_error (response, error);
    return;
  }
  more = cut (jobs, limit);
  yyq_reply_page (response, jobs,
                  more ? yyq_job_get_id (g_ptr_array_index (jobs, jobs->len - 1)) : NULL);
}

/* (transfer full) (nullable): the job of the path, or the problem is set. */
static YyqJob *
load (YyqPlatform *platform, YyqRequest *request, YyqResponse *response)
{
  g_auto (YyqJobQuery) query = { 0 };
  g_autoptr (GError) error = NULL;
  YyqJob *job;

  yyq_job_query_init (&query, platform, request);
  job = yyq_job_store_load (yyq_platform_get_storage (platform), &query,
                            yyq_request_get_param (request, "id"), &error);
  if (error != NULL)
    yyq_reply_error (response, error);
  else if (job == NULL)
    yyq_response_set_problem (response, "not-found", NULL, NULL);
  return job;
}

static void
get_job (YyqPlatform *platform, YyqRequest *request, YyqResponse *response)
{
  g_autoptr (YyqJob) job = load (platform, request, response);

  if (job != NULL)
    yyq_reply_record (response, 200, job);
}

static void
reply_items (YyqPlatform *platform, YyqJob *job, const YyqJobItemState *state, gint64 after,
             guint limit, YyqResponse *response)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = yyq_job_store_list_items (
    yyq_platform_get_storage (platform), yyq_job_get_id (job), state, after, limit + 1, &error);
  g_autofree char *next = NULL;

  if (items == NULL) {
    yyq_reply_error (response, error);
    return;
  }
  if (cut (items, limit))
    next = g_strdup_printf ("%" G_GINT64_FORMAT,
                            yyq_job_item_get_seq (g_ptr_array_index (items, items->len - 1)));
  yyq_reply_page (response, items, next);
}

static void
get_items (YyqPlatform *platform, YyqRequest *request, YyqResponse *response)
{
  const char *word = yyq_request_get_query (request, "state");
  YyqJobItemState state = YYQ_JOB_ITEM_STATE_WAITING;
  g_autoptr (YyqJob) job = NULL;
  gint64 after = 0;
  guint limit;

  if ((word != NULL && !yyq_job_item_state_from_string (word, &state) &&
       !bad_parameter (response, "state")) ||
      (!yyq_request_get_query_int (request, "after", 0, G_MAXINT64, 0, &after) &&
       !bad_parameter (response, "after")) ||
      !read_limit (request, &limit, response))
    return;
  job = load (platform, request, response);
  if (job != NULL)
    reply_items (platform, job, word != NULL ? &state : NULL, after, limit, response);
}

static void
get_result (YyqPlatform *platform, YyqRequest *request, YyqResponse *response)
{
  g_autoptr (YyqJob) job = load (platform, request, response);
  g_auto (YyqJobResult) result = { 0 };
  g_autofree char *etag = NULL;
  g_autofree char *disposition = NULL;
  g_autoptr (GError) error = NULL;

  if (job == NULL)
    return;
  if (!yyq_job_store_get_result (yyq_platform_get_storage (platform), yyq_job_get_id (job), &result,
                                 &error)) {
    yyq_reply_error (response, error);
    return;
  }
  /* What an earlier run left is nobody's result any more. */
  if (result.blob == NULL || yyq_job_get_result_name (job) == NULL) {
    yyq_response_set_problem (response, "not-found", NULL, NULL);
    return;
  }
  etag = g_strdup_printf ("\"%s\"", result.blob);
  disposition = g_strdup_printf ("attachment; filename=\"%s\"", result.name);
  if (yyq_file_reply (platform, request, &(YyqFileReply){ result.blob, result.type, etag },
                      response)) {
    yyq_response_set_header (response, "ETag", etag);
    yyq_response_set_header (response, "Content-Disposition", disposition);
  }
}

typedef gboolean (*Change) (YyqPlatform *platform, const YyqJobQuery *who, const char *id,
                            const char *actor, const char *remote, GError **error);

static void
change (YyqPlatform *platform, YyqRequest *request, Change make, YyqResponse *response)
{
  g_auto (YyqJobQuery) who = { 0 };
  g_autoptr (GError) error = NULL;

  yyq_job_query_init (&who, platform, request);
  if (make (platform, &who, yyq_request_get_param (request, "id"),
            yyq_access_get_account_id (request->access), request->remote, &error))
    get_job (platform, request, response);
  else
    yyq_reply_error (response, error);
}

static void
post_cancel (YyqPlatform *platform, YyqRequest *request, YyqResponse *response)
{
  change (platform, request, yyq_job_service_cancel, response);
}

static void
post_retry (YyqPlatform *platform, YyqRequest *request, YyqResponse *response)
{
  change (platform, request, yyq_job_service_retry, response);
}

const YyqRoute yyq_job_routes[] = {
  { "GET", "/api/v1/jobs", "job.view", YYQ_SCOPE_TENANT, YYQ_RATE_READ, get_jobs },
  { "GET", "/api/v1/jobs/{id}", "job.view", YYQ_SCOPE_TENANT, YYQ_RATE_READ, get_job },
  { "GET", "/api/v1/jobs/{id}/items", "job.view", YYQ_SCOPE_TENANT, YYQ_RATE_READ, get_items },
  { "GET", "/api/v1/jobs/{id}/result", "job.view", YYQ_SCOPE_TENANT, YYQ_RATE_READ, get_result },
  { "POST", "/api/v1/jobs/{id}/cancel", "job.view", YYQ_SCOPE_TENANT, YYQ_RATE_WRITE, post_cancel },
  { "POST", "/api/v1/jobs/{id}/retry", "job.view", YYQ_SCOPE_TENANT, YYQ_RATE_WRITE, post_retry },
  { NULL },
};
