/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-retention-job.h"

#include <glib/gi18n.h>
#include <string.h>

#include "yyq-audit.h"
#include "yyq-retention.h"

/* Of one term and run; what is more waits for the next day. */
#define MOST_BATCHES 50
#define ANNOUNCE "announce"

/* A target is "NAME:001", a batch, or "NAME:announce", which comes behind them. */
static gboolean
add (YyqJobWork *work, const YyqRetentionTerm *term, const char *part, GError **error)
{
  g_autofree char *target = g_strdup_printf ("%s:%s", term->name, part);

  return yyq_job_work_add_item (work, target, N_ ("Term"), target, error);
}

static gboolean
plan_term (YyqJobWork *work, const YyqRetentionTerm *term, GError **error)
{
  YyqPlatform *platform = yyq_job_work_get_platform (work);
  YyqRetentionNotice notice;
  gint64 n = 0;

  if (!yyq_retention_load_notice (platform, term, &notice, error))
    return FALSE;
  if (yyq_retention_get_limit (platform, term, &notice) > 0)
    n = MIN ((notice.n + YYQ_RETENTION_BATCH - 1) / YYQ_RETENTION_BATCH, MOST_BATCHES);
  for (gint64 i = 1; i <= n; i++) {
    g_autofree char *number = g_strdup_printf ("%03" G_GINT64_FORMAT, i);

    if (!add (work, term, number, error))
      return FALSE;
  }
  return add (work, term, ANNOUNCE, error);
}

/* The term behind that of @after. */
static gboolean
plan (YyqJobWork *work, const char *after, GError **error)
{
  g_autofree char *name = g_strndup (after, strcspn (after, ":"));
  const YyqRetentionTerm *term = *after == '\0' ? yyq_retention_terms : yyq_retention_find (name);

  if (term != NULL && *after != '\0')
    term++;
  return term == NULL || term->name == NULL || plan_term (work, term, error);
}

static gboolean
step (YyqJobWork *work, YyqJobItem *item, GError **error)
{
  YyqPlatform *platform = yyq_job_work_get_platform (work);
  const char *target = yyq_job_item_get_target (item);
  const char *part = strchr (target, ':');
  g_autofree char *name = g_strndup (target, strcspn (target, ":"));
  const YyqRetentionTerm *term = yyq_retention_find (name);

  /* Planned by another version. */
  if (term == NULL || part == NULL)
    return TRUE;
  if (!yyq_job_work_begin (work, error))
    return FALSE;
  if (g_str_equal (part + 1, ANNOUNCE))
    return yyq_retention_announce (platform, term, error);
  return yyq_retention_remove (platform, term, error) &&
         yyq_audit_write (
           platform, &(YyqAuditEntry){ .action = "retention.remove", .object = term->name }, error);
}

const YyqJobKind yyq_retention_job_kind = {
  .name = "retention",
  .permission = "job.all",
  .title = N_ ("Removal of what is past its term"),
  .daily = "04:10",
  .plan = plan,
  .step = step,
};
