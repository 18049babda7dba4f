/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-task-words.h"

#include <glib/gi18n.h>

#include "yyq-clock.h"

typedef struct {
  const char *text;
  YyqBadgeKind kind;
} Look;

static const Look job_looks[] = {
  [YYQ_JOB_STATE_QUEUED] = { N_ ("Waiting"), YYQ_BADGE_NEUTRAL },
  [YYQ_JOB_STATE_RUNNING] = { N_ ("Running"), YYQ_BADGE_RUNNING },
  [YYQ_JOB_STATE_DONE] = { N_ ("Done"), YYQ_BADGE_DONE },
  [YYQ_JOB_STATE_FAILED] = { N_ ("Failed"), YYQ_BADGE_FAILED },
  [YYQ_JOB_STATE_CANCELLED] = { N_ ("Cancelled"), YYQ_BADGE_NEUTRAL },
};

static const Look item_looks[] = {
  [YYQ_JOB_ITEM_STATE_WAITING] = { N_ ("Waiting"), YYQ_BADGE_NEUTRAL },
  [YYQ_JOB_ITEM_STATE_DONE] = { N_ ("Done"), YYQ_BADGE_DONE },
  [YYQ_JOB_ITEM_STATE_FAILED] = { N_ ("Failed"), YYQ_BADGE_FAILED },
  [YYQ_JOB_ITEM_STATE_CANCELLED] = { N_ ("Cancelled"), YYQ_BADGE_NEUTRAL },
};

/* Codes of the platform's problems, and words of docs/evidence.md. */
static const struct {
  const char *code;
  const char *text;
} problems[] = {
  { "anchored", N_ ("Not what was time-stamped") },
  { "busy", N_ ("The platform was too busy") },
  { "changed", N_ ("The content was changed") },
  { "conflict", N_ ("It has changed") },
  { "forbidden", N_ ("Not permitted") },
  { "format", N_ ("An old row behind a new one") },
  { "head", N_ ("The chain ends elsewhere than noted") },
  { "internal", N_ ("The platform failed") },
  { "missing", N_ ("A row is missing") },
  { "not-found", N_ ("It is no longer there") },
  { "opening", N_ ("What lay before the chain was changed") },
  { "order", N_ ("A row stands in the wrong place") },
  { "predecessor", N_ ("It does not follow from the row before it") },
  { "revision", N_ ("The document that it names is gone or another") },
  { "timestamp-unavailable", N_ ("The time-stamp authority did not answer") },
  { "token", N_ ("The time stamp is not good") },
  { "uncovered", N_ ("No event names this version of the document") },
};

static const char *
words_of (const Look *look, YyqBadgeKind *kind)
{
  if (kind != NULL)
    *kind = look->kind;
  return _ (look->text);
}

const char *
yyq_task_words_of_job (YyqJob *job, YyqBadgeKind *kind)
{
  static const Look cancelling = { N_ ("Being cancelled"), YYQ_BADGE_NEUTRAL };
  const YyqJobState state = yyq_job_get_state (job);

  g_return_val_if_fail (state < G_N_ELEMENTS (job_looks), NULL);
  return words_of (yyq_job_get_cancelling (job) ? &cancelling : &job_looks[state], kind);
}

const char *
yyq_task_words_of_item_state (YyqJobItem *item, YyqBadgeKind *kind)
{
  static const Look again = { N_ ("Tried again later"), YYQ_BADGE_RUNNING };
  const YyqJobItemState state = yyq_job_item_get_state (item);
  const gboolean failed_before =
    state == YYQ_JOB_ITEM_STATE_WAITING && yyq_job_item_get_failures (item) > 0;

  g_return_val_if_fail (state < G_N_ELEMENTS (item_looks), NULL);
  return words_of (failed_before ? &again : &item_looks[state], kind);
}

char *
yyq_task_words_of_progress (YyqJob *job)
{
  const int done = (int) (yyq_job_get_done (job) + yyq_job_get_failed (job));
  const int failed = (int) yyq_job_get_failed (job);

  if (yyq_job_get_total (job) == 0)
    return g_strdup ("—");
  if (failed > 0)
    return g_strdup_printf (_ ("%d of %d, %d failed"), done, (int) yyq_job_get_total (job), failed);
  return g_strdup_printf (_ ("%d of %d"), done, (int) yyq_job_get_total (job));
}

double
yyq_task_words_get_fraction (YyqJob *job)
{
  const gint64 ended = yyq_job_get_done (job) + yyq_job_get_failed (job);

  return yyq_job_get_total (job) > 0 ? (double) ended / (double) yyq_job_get_total (job) : 0;
}

char *
yyq_task_words_of_item (YyqJobItem *item)
{
  const char *what = yyq_job_item_get_what (item);
  const char *label = yyq_job_item_get_label (item);

  if (*what == '\0' || *label == '\0')
    return g_strdup (*what == '\0' ? label : _ (what));
  return g_strdup_printf ("%s %s", _ (what), label);
}

static const char *
text_of_problem (const char *code)
{
  for (guint i = 0; i < G_N_ELEMENTS (problems); i++)
    if (g_str_equal (problems[i].code, code))
      return _ (problems[i].text);
  return NULL;
}

/* A newer platform may have problems that we have no words for: its own are better than none. */
char *
yyq_task_words_of_result (YyqJobItem *item)
{
  const char *code = yyq_job_item_get_problem (item);
  const char *detail = yyq_job_item_get_detail (item);
  const char *text = code != NULL ? text_of_problem (code) : NULL;

  if (code == NULL)
    return g_strdup (detail != NULL ? detail : "");
  if (text == NULL)
    return g_strdup_printf (_ ("It failed (%s)"), code);
  return detail != NULL ? g_strdup_printf (_ ("%s: %s"), text, detail) : g_strdup (text);
}
