/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-ukey-scan.h"

#include "yyq-error.h"
#include "yyq-ukey-private.h"

typedef struct {
  YyqUkeyScan *scan;
  GCancellable *cancellable;
} Job;

static void
scan_free (gpointer data)
{
  YyqUkeyScan *scan = data;

  g_clear_object (&scan->client);
  g_clear_pointer (&scan->ukeys, g_ptr_array_unref);
  g_clear_error (&scan->error);
  g_free (scan);
}

static gpointer
run_job (gpointer data)
{
  Job *job = data;
  YyqUkeyScan *scan = job->scan;

  if (yyq_ukey_client_is_given_up (scan->client))
    g_set_error_literal (&scan->error, YYQ_UKEY_ERROR, YYQ_UKEY_ERROR_DRIVER_CRASH,
                         "The driver failed several times");
  else
    scan->ukeys =
      yyq_ukey_client_list (scan->client, &scan->unrecognised, job->cancellable, &scan->error);
  return NULL;
}

GPtrArray *
yyq_ukey_scan_all (GPtrArray *clients, GCancellable *cancellable)
{
  GPtrArray *scans = g_ptr_array_new_with_free_func (scan_free);
  g_autofree Job *jobs = g_new0 (Job, clients->len);
  g_autofree GThread **threads = g_new0 (GThread *, clients->len);

  for (guint i = 0; i < clients->len; i++) {
    YyqUkeyScan *scan = g_new0 (YyqUkeyScan, 1);

    scan->client = g_object_ref (clients->pdata[i]);
    g_ptr_array_add (scans, scan);
    jobs[i] = (Job){ scan, cancellable };
    threads[i] = g_thread_new ("ukey-scan", run_job, &jobs[i]);
  }
  for (guint i = 0; i < clients->len; i++)
    g_thread_join (threads[i]);
  return scans;
}

GPtrArray *
yyq_ukey_scan_get_ukeys (GPtrArray *scans)
{
  GPtrArray *ukeys = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < scans->len; i++) {
    YyqUkeyScan *scan = scans->pdata[i];

    for (guint j = 0; scan->ukeys != NULL && j < scan->ukeys->len; j++)
      if (yyq_ukey_is_initialised (scan->ukeys->pdata[j]))
        g_ptr_array_add (ukeys, g_object_ref (scan->ukeys->pdata[j]));
  }
  return ukeys;
}

/* SoftHSM always offers one more, empty token: that is not a UKey somebody plugged in. */
static gboolean
is_spare (YyqUkey *ukey)
{
  return g_str_has_prefix (yyq_ukey_get_manufacturer (ukey), "SoftHSM");
}

static YyqUkeyDiagnosis
judge_ukey (YyqUkey *ukey, YyqUkeyDiagnosis best)
{
  if (!yyq_ukey_is_initialised (ukey))
    return best == YYQ_UKEY_DIAGNOSIS_UNKNOWN && !is_spare (ukey)
             ? YYQ_UKEY_DIAGNOSIS_NOT_INITIALISED
             : best;
  if (g_list_model_get_n_items (yyq_ukey_get_certificates (ukey)) > 0)
    return YYQ_UKEY_DIAGNOSIS_OK;
  return best == YYQ_UKEY_DIAGNOSIS_OK ? best : YYQ_UKEY_DIAGNOSIS_NO_CERTIFICATE;
}

/* A driver that crashed or hung has met something; one that cannot be loaded may just be left over
 * from another product. */
static gboolean
is_serious (const GError *error)
{
  return error->code == YYQ_UKEY_ERROR_DRIVER_CRASH || error->code == YYQ_UKEY_ERROR_TIMEOUT ||
         error->code == YYQ_UKEY_ERROR_PROTOCOL;
}

YyqUkeyDiagnosis
yyq_ukey_scan_diagnose (GPtrArray *scans, gboolean service, guint n_cards)
{
  YyqUkeyDiagnosis best = YYQ_UKEY_DIAGNOSIS_UNKNOWN;
  guint failed = 0;
  guint serious = 0;

  for (guint i = 0; i < scans->len; i++) {
    YyqUkeyScan *scan = scans->pdata[i];

    for (guint j = 0; scan->ukeys != NULL && j < scan->ukeys->len; j++)
      best = judge_ukey (scan->ukeys->pdata[j], best);
    n_cards += scan->unrecognised;
    if (scan->error != NULL) {
      failed++;
      serious += scan->error->domain == YYQ_UKEY_ERROR && is_serious (scan->error) ? 1 : 0;
    }
  }
  if (best != YYQ_UKEY_DIAGNOSIS_UNKNOWN)
    return best;
  if (serious > 0 || (failed > 0 && (failed == scans->len || n_cards > 0)))
    return YYQ_UKEY_DIAGNOSIS_DRIVER_FAILED;
  if (!service)
    return YYQ_UKEY_DIAGNOSIS_NO_SERVICE;
  return n_cards > 0 || scans->len == 0 ? YYQ_UKEY_DIAGNOSIS_NO_DRIVER
                                        : YYQ_UKEY_DIAGNOSIS_NO_DEVICE;
}
