/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-demo-papers.h"

#include "yyq-clock.h"
#include "yyq-demo-ink.h"
#include "yyq-key-signer.h"
#include "yyq-pdf-sign.h"

#define SEAL_TITLE "劳动合同专用章"
#define SEAL_MM 40
#define TERM_YEARS 3
#define TRIAL_MONTHS 3

typedef struct {
  GArray *plans;
  GPtrArray *papers;
  YyqDemoAuthority *authority;
  YyqDemoTimestamper *timestamper;
  YyqSigner *companies[YYQ_DEMO_N_COMPANIES];
  YyqPdfAppearance *seals[YYQ_DEMO_N_COMPANIES];
  GMutex lock; /* for: */
  GError *error;
} Work;

void
yyq_demo_paper_free (YyqDemoPaper *self)
{
  g_clear_pointer (&self->pdf, g_bytes_unref);
  g_clear_pointer (&self->worker_tail, g_bytes_unref);
  g_clear_pointer (&self->company_tail, g_bytes_unref);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyqDemoPaper, yyq_demo_paper_free)

/* (transfer full): a new key with a certificate of the demo's authority. */
static YyqSigner *
make_signer (YyqDemoAuthority *authority, YyqDemoCertificateKind kind, const char *name,
             const char *number, GError **error)
{
  EVP_PKEY *key = EVP_EC_gen ("P-256");
  X509 *certificate =
    key != NULL ? yyq_demo_authority_issue (authority, kind, name, number, key, error) : NULL;
  g_autoptr (GBytes) der = certificate != NULL ? yyq_demo_certificate_to_der (certificate) : NULL;
  YyqSigner *signer = der != NULL ? yyq_key_signer_new (key, der, NULL, error) : NULL;

  X509_free (certificate);
  EVP_PKEY_free (key);
  return signer;
}

/* The first day of the month after @at_ms, in China. */
static GDateTime *
first_day (gint64 at_ms)
{
  g_autoptr (GDateTime) local = yyq_clock_date_time (at_ms);
  g_autoptr (GDateTime) first =
    yyq_clock_midnight (g_date_time_get_year (local), g_date_time_get_month (local), 1);

  return g_date_time_add_months (first, 1);
}

/* What the worker fills in is still empty while it is being filled in. */
static GBytes *
compose (const YyqDemoPlan *plan, YyqDemoPaper *paper, GError **error)
{
  const YyqDemoCompany *company = &yyq_demo_companies[plan->company];
  const YyqDemoWorker *worker = &yyq_demo_workers[plan->worker];
  gboolean filled = plan->outcome != YYQ_DEMO_FILLING && plan->outcome != YYQ_DEMO_DRAFT;
  g_autofree char *id_card = filled ? yyq_demo_worker_id_card (plan->worker) : g_strdup ("");
  g_autofree char *phone = filled ? yyq_demo_worker_phone (plan->worker) : g_strdup ("");
  g_autoptr (GDateTime) from = first_day (plan->initiated_at);
  g_autoptr (GDateTime) end = g_date_time_add_years (from, TERM_YEARS);
  g_autoptr (GDateTime) until = g_date_time_add_days (end, -1);
  const YyqDemoTerms terms = {
    .kind = plan->kind,
    .number = plan->number,
    .company = company->name,
    .uscc = company->uscc,
    .company_address = company->address,
    .legal_representative = company->legal_representative,
    .worker = worker->name,
    .id_card = id_card,
    .phone = phone,
    .worker_address = filled ? worker->address : "",
    .post = worker->post,
    .workplace = "河南省云启市",
    .from_ms = yyq_clock_to_ms (from),
    .until_ms = yyq_clock_to_ms (until),
    .years = TERM_YEARS,
    .trial_months = TRIAL_MONTHS,
    .salary = worker->salary,
  };

  return yyq_demo_contract_new (&terms, &paper->worker, &paper->employer, error);
}

static GBytes *
sign_as_worker (Work *work, const YyqDemoPlan *plan, GBytes *pdf, GError **error)
{
  const char *name = yyq_demo_workers[plan->worker].name;
  g_autoptr (YyqSigner) signer =
    make_signer (work->authority, YYQ_DEMO_CERTIFICATE_WORKER, name, NULL, error);
  g_autoptr (YyqTimestamper) timestamper =
    yyq_demo_timestamper_new_at (work->timestamper, plan->worker_signed_at);
  g_autoptr (YyqInk) ink = yyq_demo_ink_new (name);
  g_autoptr (YyqPdfAppearance) appearance = yyq_pdf_appearance_new_ink (ink);
  const YyqPdfSignOptions options = {
    .field = YYQ_DEMO_WORKER_FIELD,
    .appearance = appearance,
    .name = name,
    .signed_at = plan->worker_signed_at,
  };

  return signer != NULL ? yyq_pdf_sign (pdf, &options, signer, timestamper, NULL, error) : NULL;
}

static GBytes *
sign_as_company (Work *work, const YyqDemoPlan *plan, GBytes *pdf, GError **error)
{
  const char *name = yyq_demo_companies[plan->company].name;
  g_autoptr (YyqTimestamper) timestamper =
    yyq_demo_timestamper_new_at (work->timestamper, plan->company_signed_at);
  const YyqPdfSignOptions options = {
    .field = YYQ_DEMO_EMPLOYER_FIELD,
    .appearance = work->seals[plan->company],
    .name = name,
    .signed_at = plan->company_signed_at,
  };

  return yyq_pdf_sign (pdf, &options, work->companies[plan->company], timestamper, NULL, error);
}

static gboolean
make_paper (Work *work, const YyqDemoPlan *plan, YyqDemoPaper *paper, GError **error)
{
  g_autoptr (GBytes) second = NULL;

  paper->pdf = compose (plan, paper, error);
  if (paper->pdf == NULL)
    return FALSE;
  if (plan->worker_signed_at == 0)
    return TRUE;
  paper->worker_tail = sign_as_worker (work, plan, paper->pdf, error);
  if (paper->worker_tail == NULL)
    return FALSE;
  if (plan->company_signed_at == 0)
    return TRUE;
  second = yyq_pdf_join (paper->pdf, paper->worker_tail);
  paper->company_tail = sign_as_company (work, plan, second, error);
  return paper->company_tail != NULL;
}

static gboolean
has_failed (Work *work)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&work->lock);

  return work->error != NULL;
}

static void
make_in_worker (gpointer number, gpointer user_data)
{
  Work *work = user_data;
  guint i = GPOINTER_TO_UINT (number) - 1;
  g_autoptr (YyqDemoPaper) paper = g_new0 (YyqDemoPaper, 1);
  g_autoptr (GError) error = NULL;

  if (has_failed (work))
    return;
  if (make_paper (work, &g_array_index (work->plans, YyqDemoPlan, i), paper, &error)) {
    work->papers->pdata[i] = g_steal_pointer (&paper);
    return;
  }
  g_mutex_lock (&work->lock);
  if (work->error == NULL)
    work->error = g_steal_pointer (&error);
  g_mutex_unlock (&work->lock);
}

static YyqPdfAppearance *
make_seal (const char *company)
{
  const YyqSealSpec spec = {
    .company = company, .title = SEAL_TITLE, .diameter_mm = SEAL_MM, .star = TRUE
  };

  return yyq_pdf_appearance_new_seal (&spec);
}

static gboolean
make_companies (Work *work, GError **error)
{
  for (guint i = 0; i < YYQ_DEMO_N_COMPANIES; i++) {
    work->companies[i] =
      make_signer (work->authority, YYQ_DEMO_CERTIFICATE_COMPANY, yyq_demo_companies[i].name,
                   yyq_demo_companies[i].uscc, error);
    if (work->companies[i] == NULL)
      return FALSE;
    work->seals[i] = make_seal (yyq_demo_companies[i].name);
  }
  return TRUE;
}

static void
make_all (Work *work)
{
  GThreadPool *pool =
    g_thread_pool_new (make_in_worker, work, (int) g_get_num_processors (), FALSE, NULL);

  for (guint i = 0; i < work->plans->len; i++)
    g_thread_pool_push (pool, GUINT_TO_POINTER (i + 1), NULL);
  g_thread_pool_free (pool, FALSE, TRUE);
}

static void
free_paper (gpointer paper)
{
  if (paper != NULL)
    yyq_demo_paper_free (paper);
}

GPtrArray *
yyq_demo_papers_new (GArray *plans, YyqDemoAuthority *authority, YyqDemoTimestamper *timestamper,
                     GError **error)
{
  Work work = { .plans = plans, .authority = authority, .timestamper = timestamper };
  g_autoptr (GPtrArray) papers = g_ptr_array_new_full (plans->len, free_paper);

  g_ptr_array_set_size (papers, (int) plans->len);
  g_mutex_init (&work.lock);
  work.papers = papers;
  if (make_companies (&work, &work.error))
    make_all (&work);
  for (guint i = 0; i < YYQ_DEMO_N_COMPANIES; i++) {
    g_clear_object (&work.companies[i]);
    g_clear_pointer (&work.seals[i], yyq_pdf_appearance_unref);
  }
  g_mutex_clear (&work.lock);
  if (work.error == NULL)
    return g_steal_pointer (&papers);
  g_propagate_error (error, work.error);
  return NULL;
}
