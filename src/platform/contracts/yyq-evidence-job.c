/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-evidence-job.h"

#include <glib/gi18n.h>
#include <string.h>

#include "yyq-chain.h"
#include "yyq-clock.h"
#include "yyq-evidence-target-store.h"
#include "yyq-evidence.h"

/* Items that are added at a time. */
#define STEP 500
/* Rows with a fault that stand in an item's result; the report of `yyqctl` has them all. */
#define MOST_NAMED 8

/* A target is "audit:TENANT", "anchor:NUMBER" or "contract:ID", and they come in this order. */
#define AUDIT YYQ_CHAIN_AUDIT ":"
#define ANCHOR YYQ_EVIDENCE_ANCHOR ":"
#define CONTRACT YYQ_CHAIN_CONTRACT ":"

static gboolean
add (YyqJobWork *work, const char *chain, const char *id, const char *what, const char *label,
     GError **error)
{
  g_autofree char *target = g_strconcat (chain, id, NULL);

  return yyq_job_work_add_item (work, target, what, label, error);
}

/* Takes @targets: an item each. @n: how many there were. */
static gboolean
add_targets (YyqJobWork *work, GPtrArray *targets, const char *chain, const char *what, guint *n,
             GError **error)
{
  g_autoptr (GPtrArray) owned = targets;

  *n = 0;
  for (; owned != NULL && *n < owned->len; (*n)++) {
    const YyqEvidenceTarget *target = g_ptr_array_index (owned, *n);

    if (!add (work, chain, target->id, what, target->label, error))
      return FALSE;
  }
  return owned != NULL;
}

static gboolean
add_anchors (YyqJobWork *work, gint64 after, guint *n, GError **error)
{
  return add_targets (work,
                      yyq_evidence_target_store_list_anchors (yyq_job_work_get_platform (work),
                                                              yyq_job_work_get_tenant (work), after,
                                                              STEP, error),
                      ANCHOR, N_ ("Daily time stamp"), n, error);
}

static gboolean
add_contracts (YyqJobWork *work, const char *after, guint *n, GError **error)
{
  return add_targets (work,
                      yyq_evidence_target_store_list_contracts (yyq_job_work_get_platform (work),
                                                                yyq_job_work_get_tenant (work),
                                                                after, STEP, error),
                      CONTRACT, N_ ("Contract"), n, error);
}

/* The log, then its anchors. @n: anchors that were added now; 0 behind the last. */
static gboolean
add_log (YyqJobWork *work, const char *after, guint *n, GError **error)
{
  *n = 1;
  if (*after == '\0')
    return add (work, AUDIT, yyq_job_work_get_tenant (work), N_ ("Operation log"), "", error);
  return add_anchors (
    work,
    g_str_has_prefix (after, ANCHOR) ? g_ascii_strtoll (after + strlen (ANCHOR), NULL, 10) : 0, n,
    error);
}

static gboolean
plan_log (YyqJobWork *work, const char *after, GError **error)
{
  guint n;

  return add_log (work, after, &n, error);
}

static gboolean
plan (YyqJobWork *work, const char *after, GError **error)
{
  guint n;

  if (g_str_has_prefix (after, CONTRACT))
    return add_contracts (work, after + strlen (CONTRACT), &n, error);
  return add_log (work, after, &n, error) && (n > 0 || add_contracts (work, "", &n, error));
}

/* Which rows: "#5, #7 …" */
static char *
name_faults (const YyqEvidencePage *page)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < page->faults->len && i < MOST_NAMED; i++) {
    const YyqEvidenceFault *fault = g_ptr_array_index (page->faults, i);

    g_string_append (text, i > 0 ? ", " : "");
    if (fault->seq > 0)
      g_string_append_printf (text, "#%" G_GINT64_FORMAT, fault->seq);
    else
      g_string_append (text, fault->row != NULL ? fault->row : fault->id);
  }
  if (page->faults->len > MOST_NAMED)
    g_string_append (text, " …");
  return g_string_free (text, FALSE);
}

/* What was looked at: rows, or when the anchor was stamped. */
static char *
name_extent (const YyqEvidencePage *page)
{
  gint64 rows = page->counts.events + page->counts.audit_rows;

  if (page->anchored_to > 0)
    return yyq_clock_format (page->anchored_to);
  return rows > 0 ? g_strdup_printf ("#1 - #%" G_GINT64_FORMAT, rows) : NULL;
}

static gboolean
step (YyqJobWork *work, YyqJobItem *item, GError **error)
{
  g_auto (GStrv) target = g_strsplit (yyq_job_item_get_target (item), ":", 2);
  g_autoptr (YyqEvidencePage) page =
    yyq_evidence_check_one (yyq_job_work_get_platform (work), target[0], target[1], error);

  if (page == NULL)
    return FALSE;
  if (page->faults->len == 0) {
    yyq_job_work_take_detail (work, name_extent (page));
    return TRUE;
  }
  yyq_job_work_set_problem (work, ((YyqEvidenceFault *) g_ptr_array_index (page->faults, 0))->what);
  yyq_job_work_take_detail (work, name_faults (page));
  return TRUE;
}

static const char *
name_chain (YyqJobItem *item)
{
  const char *target = yyq_job_item_get_target (item);

  if (g_str_has_prefix (target, AUDIT))
    return "操作日志 Operation log";
  return g_str_has_prefix (target, ANCHOR) ? "每日时间戳 Daily time stamp" : "合同 Contract";
}

static void
append_item (GString *text, YyqJobItem *item)
{
  const char *problem = yyq_job_item_get_problem (item);
  const char *detail = yyq_job_item_get_detail (item);

  g_string_append_printf (
    text, "%s\t%s\t%s\t%s%s%s\r\n",
    yyq_job_item_get_state (item) == YYQ_JOB_ITEM_STATE_DONE ? "通过 good" : "异常 FAULT",
    name_chain (item), yyq_job_item_get_label (item), problem != NULL ? problem : "",
    problem != NULL ? " " : "", detail != NULL ? detail : "");
}

/* All items, faults and all; @faults: how many. */
static gboolean
append_items (YyqJobWork *work, GString *text, gint64 *n, gint64 *faults, GError **error)
{
  g_autoptr (GPtrArray) items = NULL;

  do {
    gint64 last =
      items != NULL ? yyq_job_item_get_seq (g_ptr_array_index (items, items->len - 1)) : 0;

    g_clear_pointer (&items, g_ptr_array_unref);
    items = yyq_job_work_list_items (work, last, STEP, error);
    for (guint i = 0; items != NULL && i < items->len; i++) {
      YyqJobItem *item = g_ptr_array_index (items, i);

      append_item (text, item);
      *n += 1;
      *faults += yyq_job_item_get_state (item) != YYQ_JOB_ITEM_STATE_DONE;
    }
  } while (items != NULL && items->len == STEP);
  return items != NULL;
}

static gboolean
report (YyqJobWork *work, YyqJobFile *file, GError **error)
{
  gint64 now = yyq_clock_now ();
  g_autofree char *at = yyq_clock_format_seconds (now);
  g_autofree char *day = yyq_clock_format_date (now);
  g_autoptr (GString) text = g_string_new (NULL);
  gint64 n = 0;
  gint64 faults = 0;
  char *whole;

  if (!append_items (work, text, &n, &faults, error))
    return FALSE;
  whole = g_strdup_printf (
    "\xef\xbb\xbf证据核验报告 Report on the check of evidence\r\n"
    "任务 Job\t%s\r\n企业 Company\t%s\r\n完成时间 Finished\t%s\r\n"
    "链 Chains\t%" G_GINT64_FORMAT "\r\n异常 Faults\t%" G_GINT64_FORMAT "\r\n\r\n%s",
    yyq_job_work_get_id (work), yyq_job_work_get_tenant (work), at, n, faults, text->str);
  file->bytes = g_bytes_new_take (whole, strlen (whole));
  file->name = g_strdup_printf ("evidence-%s.txt", day);
  file->type = "text/plain; charset=utf-8";
  return TRUE;
}

const YyqJobKind yyq_evidence_job_kind = {
  .name = "verify-evidence",
  .permission = "evidence.verify",
  .title = N_ ("Check of evidence"),
  .plan = plan,
  .step = step,
  .report = report,
};

const YyqJobKind yyq_evidence_log_job_kind = {
  .name = "verify-log",
  .permission = "evidence.verify",
  .title = N_ ("Check of the log"),
  .plan = plan_log,
  .step = step,
  .report = report,
};
