/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-demo-seed.h"

#include "yyq-blob-store.h"
#include "yyq-clock.h"
#include "yyq-contract-flow.h"
#include "yyq-contract-search-store.h"
#include "yyq-contract-store.h"
#include "yyq-demo-staff.h"
#include "yyq-demo-templates.h"
#include "yyq-directory-store.h"
#include "yyq-evidence-job.h"
#include "yyq-id.h"
#include "yyq-job-service.h"
#include "yyq-message-store.h"
#include "yyq-password-service.h"
#include "yyq-pdf-sign.h"
#include "yyq-seal-service.h"
#include "yyq-stamping.h"
#include "yyq-tenant.h"
#include "yyq-ukey-service.h"

#define READER_ROLE "合同查阅员"
#define DAY_MS (24 * 3600 * G_GINT64_CONSTANT (1000))
#define FOUNDED_DAYS 300 /* ago: companies and accounts are older than their contracts */

typedef struct {
  YyqPlatform *platform;
  const YyqDemoSeed *seed;
  char *companies[YYQ_DEMO_N_COMPANIES];
  char *clerks[YYQ_DEMO_N_CLERKS];
} Work;

static void
work_clear (Work *work)
{
  for (guint i = 0; i < YYQ_DEMO_N_COMPANIES; i++)
    g_free (work->companies[i]);
  for (guint i = 0; i < YYQ_DEMO_N_CLERKS; i++)
    g_free (work->clerks[i]);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Work, work_clear)

/* (transfer full): to the tenant that @company belongs to. */
static YyqAccess *
access_to (const Work *work, YyqDemoCompanyId company)
{
  int parent = yyq_demo_companies[company].parent;

  return yyq_access_new_system (work->companies[parent < 0 ? (int) company : parent]);
}

static gboolean
add_companies (Work *work, GError **error)
{
  for (guint i = 0; i < YYQ_DEMO_N_COMPANIES; i++) {
    const YyqDemoCompany *company = &yyq_demo_companies[i];
    const char *parent = company->parent < 0 ? NULL : work->companies[company->parent];

    yyq_clock_freeze (yyq_clock_now () + 1); /* lists go by the order in which they were made */
    work->companies[i] = yyq_directory_store_create_company (work->platform, company->name,
                                                             company->uscc, parent, error);
    if (work->companies[i] == NULL ||
        !yyq_seal_service_add_defaults (work->platform, work->companies[i], company->name, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
join_company (Work *work, const char *account_id, YyqDemoCompanyId company, gboolean manager,
              GError **error)
{
  static const char *const codes[] = { "contract.view", "template.view", NULL };
  g_autofree char *role = NULL;

  if (manager)
    return yyq_directory_store_add_manager (work->platform, account_id, work->companies[company],
                                            error);
  role = yyq_directory_store_create_role (work->platform, work->companies[company], READER_ROLE,
                                          codes, NULL, error);
  return role != NULL && yyq_directory_store_add_member (work->platform, account_id,
                                                         work->companies[company], role, error);
}

static gboolean
add_clerks (Work *work, char *const *hashes, GError **error)
{
  for (guint i = 0; i < YYQ_DEMO_N_CLERKS; i++) {
    const YyqDemoClerk *clerk = &yyq_demo_clerks[i];

    work->clerks[i] = yyq_directory_store_create_account (work->platform, clerk->name, clerk->phone,
                                                          hashes[i], error);
    if (work->clerks[i] == NULL ||
        !join_company (work, work->clerks[i], YYQ_DEMO_MAIN, i == 0, error) ||
        !join_company (work, work->clerks[i], YYQ_DEMO_OTHER, i == 0, error))
      return FALSE;
  }
  return TRUE;
}

static YyqParty *
make_party (YyqPartySide side, const char *name, const YyqPdfField *field)
{
  g_autofree char *id = yyq_id_new ();

  return g_object_new (YYQ_TYPE_PARTY, "id", id, "seq", side == YYQ_PARTY_SIDE_WORKER ? 1 : 2,
                       "side", side, "name", name, "mine", side == YYQ_PARTY_SIDE_EMPLOYER, "field",
                       field->name, "page", (int) field->page, "x", field->x, "y", field->y,
                       "width", field->width, "height", field->height, NULL);
}

static YyqContract *
make_contract (Work *work, const YyqDemoPlan *plan, const YyqDemoPaper *paper)
{
  const char *worker_name = yyq_demo_workers[plan->worker].name;
  g_autofree char *id = yyq_id_new ();
  g_autoptr (YyqParty) worker = make_party (YYQ_PARTY_SIDE_WORKER, worker_name, &paper->worker);
  g_autoptr (YyqParty) employer =
    make_party (YYQ_PARTY_SIDE_EMPLOYER, yyq_demo_companies[plan->company].name, &paper->employer);
  YyqContract *contract =
    g_object_new (YYQ_TYPE_CONTRACT, "id", id, "enterprise-id", work->companies[plan->company],
                  "number", plan->number, "title", yyq_demo_contract_title (plan->kind),
                  "initiator-name", yyq_demo_clerks[plan->clerk].name, "participants", worker_name,
                  "initiated-at", plan->initiated_at, "due-at", plan->due_at, "pages",
                  (int) paper->worker.page + 1, "state", YYQ_CONTRACT_STATE_DRAFT, NULL);

  yyq_contract_add_party (contract, worker);
  yyq_contract_add_party (contract, employer);
  return contract;
}

static gboolean
begin (YyqContract *contract, const YyqDemoPlan *plan, GError **error)
{
  if (plan->outcome == YYQ_DEMO_DRAFT)
    return TRUE;
  if (plan->outcome == YYQ_DEMO_FILLING)
    return yyq_contract_flow_start_filling (contract, error);
  return yyq_contract_flow_start_signing (contract, error);
}

static gboolean
insert (Work *work, const YyqDemoPlan *plan, const YyqDemoPaper *paper, YyqContract *contract,
        GError **error)
{
  g_autoptr (YyqAccess) access = access_to (work, plan->company);
  const char *event = plan->outcome == YYQ_DEMO_DRAFT ? "created" : "initiated";
  g_autoptr (YyqNewBlob) pdf =
    yyq_blob_store_write (yyq_blob_store_of (work->platform), paper->pdf, error);
  YyqStorage *storage = yyq_platform_get_storage (work->platform);
  g_autoptr (YyqParty) worker = g_list_model_get_item (yyq_contract_get_parties (contract), 0);
  g_autofree char *phone = yyq_demo_worker_phone (plan->worker);

  yyq_clock_freeze (plan->initiated_at);
  return pdf != NULL && begin (contract, plan, error) && yyq_storage_begin (storage, error) &&
         yyq_contract_store_insert (work->platform, access, contract, pdf, error) &&
         yyq_contract_search_store_set_phone (work->platform, yyq_party_get_id (worker), phone,
                                              error) &&
         yyq_contract_store_add_event (work->platform, yyq_contract_get_id (contract), event,
                                       yyq_demo_clerks[plan->clerk].name, plan->initiated_at, NULL,
                                       error) &&
         yyq_storage_commit (storage, error);
}

/* The way every signature takes once it has been checked. */
static gboolean
accept (Work *work, const YyqDemoPlan *plan, YyqContract *contract, guint party, GBytes *tail,
        gint64 at_ms, GError **error)
{
  g_autoptr (YyqAccess) access = access_to (work, plan->company);
  YyqStorage *storage = yyq_platform_get_storage (work->platform);
  g_autoptr (YyqParty) signer = g_list_model_get_item (yyq_contract_get_parties (contract), party);
  g_autoptr (YyqNextRevision) next = NULL;
  g_autoptr (GBytes) base = NULL;

  if (tail == NULL)
    return TRUE;
  yyq_clock_freeze (at_ms);
  base = yyq_contract_store_document (work->platform, contract, -1, error);
  next = base != NULL ? yyq_stamping_prepare (work->platform, contract, signer, base, tail, error)
                      : NULL;
  return next != NULL && yyq_storage_begin (storage, error) &&
         yyq_stamping_accept (work->platform, access, contract, signer, next, error) &&
         yyq_storage_commit (storage, error);
}

static gboolean
end (Work *work, const YyqDemoPlan *plan, YyqContract *contract, GError **error)
{
  g_autoptr (YyqAccess) access = access_to (work, plan->company);
  g_autoptr (YyqParty) worker = g_list_model_get_item (yyq_contract_get_parties (contract), 0);
  const char *actor = yyq_demo_clerks[plan->clerk].name;
  gboolean ended;

  if (plan->ended_at == 0)
    return TRUE;
  yyq_clock_freeze (plan->ended_at);
  if (plan->outcome == YYQ_DEMO_REFUSED) {
    ended = yyq_contract_flow_refuse (contract, worker, error);
    actor = yyq_party_get_name (worker);
  } else if (plan->outcome == YYQ_DEMO_WITHDRAWN) {
    ended = yyq_contract_flow_withdraw (contract, error);
  } else {
    ended = yyq_contract_flow_expire (contract, error);
    actor = "";
  }
  return ended && yyq_storage_begin (yyq_platform_get_storage (work->platform), error) &&
         yyq_contract_store_save (work->platform, access, contract, error) &&
         yyq_contract_store_add_event (
           work->platform, yyq_contract_get_id (contract),
           yyq_contract_state_to_string (yyq_contract_get_state (contract)), actor, plan->ended_at,
           NULL, error) &&
         yyq_storage_commit (yyq_platform_get_storage (work->platform), error);
}

static gboolean
add_contracts (Work *work, GError **error)
{
  for (guint i = 0; i < work->seed->plans->len; i++) {
    const YyqDemoPlan *plan = &g_array_index (work->seed->plans, YyqDemoPlan, i);
    const YyqDemoPaper *paper = g_ptr_array_index (work->seed->papers, i);
    g_autoptr (YyqContract) contract = NULL;

    yyq_clock_freeze (plan->initiated_at); /* ids are in the order of time */
    contract = make_contract (work, plan, paper);
    if (!insert (work, plan, paper, contract, error) ||
        !accept (work, plan, contract, 0, paper->worker_tail, plan->worker_signed_at, error) ||
        !accept (work, plan, contract, 1, paper->company_tail, plan->company_signed_at, error) ||
        !end (work, plan, contract, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
bind_token (Work *work, GError **error)
{
  const YyqDemoToken *token = work->seed->token;
  g_autoptr (GBytes) certificate = NULL;
  g_autoptr (YyqUkeyBinding) binding = NULL;

  if (token == NULL)
    return TRUE;
  certificate = yyq_demo_certificate_to_der (token->certificate);
  binding =
    yyq_ukey_service_describe (work->platform, work->clerks[0], work->companies[YYQ_DEMO_MAIN],
                               certificate, work->seed->token_label, token->serial, error);
  return binding != NULL &&
         yyq_ukey_service_bind (work->platform, work->clerks[0], work->companies[YYQ_DEMO_MAIN],
                                binding, certificate, error);
}

static gboolean
add_templates (Work *work, GError **error)
{
  return work->seed->plans->len == 0 ||
         yyq_demo_templates_add (work->platform, work->companies, work->clerks[0], error);
}

/* Who may sign has read what is older than three days, and not what came then. */
static gboolean
read_old_messages (Work *work, GError **error)
{
  YyqStorage *storage = yyq_platform_get_storage (work->platform);
  g_autofree char *until = NULL;
  gboolean ok = yyq_storage_begin (storage, error);

  /* Ids are in the order of time, also one that nothing has. */
  yyq_clock_freeze (g_get_real_time () / 1000 - 3 * DAY_MS);
  until = yyq_id_new ();
  for (guint i = 0; ok && i < YYQ_DEMO_N_COMPANIES; i++) {
    g_autoptr (YyqAccess) access = yyq_access_new (work->clerks[0], NULL, work->companies[i]);

    ok = yyq_demo_companies[i].parent >= 0 ||
         yyq_message_store_read_until (work->platform, access, until, NULL, error);
  }
  return ok && yyq_storage_commit (storage, error);
}

static gboolean
fill (Work *work, char *const *hashes, GError **error)
{
  YyqStorage *storage = yyq_platform_get_storage (work->platform);
  const gint64 now = g_get_real_time () / 1000;

  yyq_clock_freeze (now - FOUNDED_DAYS * DAY_MS);
  if (yyq_storage_begin (storage, error) && add_companies (work, error) &&
      add_clerks (work, hashes, error) && bind_token (work, error) &&
      yyq_demo_staff_enter (work->platform, work->companies, work->seed->plans, now, error) &&
      yyq_storage_commit (storage, error) && add_contracts (work, error) &&
      add_templates (work, error) && read_old_messages (work, error))
    return TRUE;
  yyq_storage_rollback (storage);
  return FALSE;
}

/* So that the page of tasks has something to show: it is done as soon as the demo listens. */
static gboolean
start_check (Work *work, GError **error)
{
  const YyqJobStart check = { .kind = &yyq_evidence_job_kind,
                              .tenant_id = work->companies[YYQ_DEMO_MAIN],
                              .account_id = work->clerks[0] };
  YyqStorage *storage = yyq_platform_get_storage (work->platform);
  g_autofree char *id = NULL;

  if (work->seed->plans->len == 0)
    return TRUE;
  if (yyq_tenant_begin (work->platform, check.tenant_id, error) &&
      (id = yyq_job_service_start (work->platform, &check, error)) != NULL &&
      yyq_storage_commit (storage, error))
    return TRUE;
  yyq_storage_rollback (storage);
  return FALSE;
}

static void
tell_clerks (YyqPlatformConfig *config)
{
  for (guint i = 0; i < YYQ_DEMO_N_CLERKS; i++) {
    YyqPlatformDemoAccount *account = g_new0 (YyqPlatformDemoAccount, 1);

    account->name = g_strdup (yyq_demo_clerks[i].name);
    account->phone = g_strdup (yyq_demo_clerks[i].phone);
    account->password = g_strdup (YYQ_DEMO_PASSWORD);
    g_ptr_array_add (config->demo_accounts, account);
  }
}

gboolean
yyq_demo_seed_apply (YyqPlatform *platform, const YyqDemoSeed *seed, GError **error)
{
  g_auto (Work) work = { .platform = platform, .seed = seed };
  char *hashes[YYQ_DEMO_N_CLERKS] = { NULL };
  gboolean filled = TRUE;

  for (guint i = 0; filled && i < YYQ_DEMO_N_CLERKS; i++)
    filled = (hashes[i] = yyq_password_service_hash (YYQ_DEMO_PASSWORD, error)) != NULL;
  filled = filled && fill (&work, hashes, error);
  yyq_clock_freeze (0);
  filled = filled && start_check (&work, error);
  yyq_storage_release (yyq_platform_get_storage (platform));
  for (guint i = 0; i < YYQ_DEMO_N_CLERKS; i++)
    g_free (hashes[i]);
  if (filled)
    tell_clerks (yyq_platform_get_config (platform));
  return filled;
}
