/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "yyq-access-store.h"
#include "yyq-clock.h"
#include "yyq-contract-event.h"
#include "yyq-contract-flow.h"
#include "yyq-contract-store.h"
#include "yyq-demo-seed.h"
#include "yyq-demo-staff.h"
#include "yyq-directory-store.h"
#include "yyq-employee-store.h"
#include "yyq-file-tree.h"
#include "yyq-home-service.h"
#include "yyq-pdf-verify.h"
#include "yyq-platform-services.h"
#include "yyq-seal.h"
#include "yyq-sign-service.h"
#include "yyq-template-service.h"
#include "yyq-template-text.h"
#include "yyq-test-storage.h"
#include "yyq-trust-keeper.h"
#include "yyq-value.h"

#define LABEL "demo"
#define YEAR_MS (365 * 24 * 3600 * G_GINT64_CONSTANT (1000))

/* Seeded once: all cases only read. */
static struct {
  char *directory;
  YyqDemoAuthority *authority;
  YyqDemoTimestamper *timestamper;
  YyqDemoToken *token;
  YyqPlatform *platform;
} demo;

static void
make_token (void)
{
  g_autoptr (GError) error = NULL;
  const YyqDemoCompany *company = &yyq_demo_companies[YYQ_DEMO_MAIN];
  YyqDemoTokenSpec spec = { NULL, LABEL, "123456", company->name, company->uscc };

  demo.directory = g_dir_make_tmp ("yyq-demo-seed-XXXXXX", &error);
  g_assert_no_error (error);
  spec.directory = demo.directory;
  demo.token = yyq_demo_token_new (demo.authority, &spec, &error);
  g_assert_no_error (error);
}

static void
make_platform (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YyqStorage) storage = yyq_test_storage_new ();
  g_autoptr (YyqFieldCipher) cipher = yyq_field_cipher_new_random ();

  g_assert_no_error (error);
  demo.platform = yyq_platform_new (storage, cipher);
  yyq_demo_authority_configure (demo.authority, yyq_platform_get_config (demo.platform),
                                demo.directory, &error);
  g_assert_no_error (error);
  yyq_platform_services_install (demo.platform, &error);
  g_assert_no_error (error);
}

static void
set_up (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) plans = yyq_demo_plan_new (yyq_clock_now ());
  g_autoptr (GPtrArray) papers = NULL;
  YyqDemoSeed seed = { plans, NULL, NULL, LABEL };

  demo.authority = yyq_demo_authority_new (yyq_clock_now () - YEAR_MS, &error);
  demo.timestamper = yyq_demo_timestamper_new (demo.authority, &error);
  g_assert_no_error (error);
  make_token ();
  make_platform ();
  papers = yyq_demo_papers_new (plans, demo.authority, demo.timestamper, &error);
  g_assert_no_error (error);
  seed.papers = papers;
  seed.token = demo.token;
  yyq_demo_seed_apply (demo.platform, &seed, &error);
  g_assert_no_error (error);
}

static void
tear_down (void)
{
  g_clear_object (&demo.platform);
  g_clear_pointer (&demo.token, yyq_demo_token_free);
  g_clear_object (&demo.timestamper);
  g_clear_object (&demo.authority);
  yyq_file_tree_remove (demo.directory);
  g_free (demo.directory);
}

static gint64
number (const char *sql)
{
  g_autoptr (GError) error = NULL;
  gint64 n = -1;

  yyq_storage_query_int (yyq_platform_get_storage (demo.platform), &n, &error, sql, "");
  g_assert_no_error (error);
  return n;
}

/* (transfer full) */
static char *
text (const char *sql, const char *parameter)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YyqRows) rows =
    yyq_storage_query (yyq_platform_get_storage (demo.platform), &error, sql, "s", parameter);

  g_assert_true (yyq_rows_next (rows, &error));
  return g_strdup (yyq_rows_get_text (rows, 0));
}

static char *
id_of_company (YyqDemoCompanyId company)
{
  return text ("SELECT id FROM enterprise WHERE uscc = $1", yyq_demo_companies[company].uscc);
}

static char *
id_of_clerk (guint clerk)
{
  return text ("SELECT id FROM account WHERE name = $1", yyq_demo_clerks[clerk].name);
}

static void
test_counts (void)
{
  g_assert_cmpint (number ("SELECT COUNT(*) FROM enterprise WHERE parent_id IS NULL"), ==, 2);
  g_assert_cmpint (number ("SELECT COUNT(*) FROM enterprise WHERE parent_id IS NOT NULL"), ==, 2);
  g_assert_cmpint (number ("SELECT COUNT(*) FROM account"), ==, 2);
  g_assert_cmpint (number ("SELECT COUNT(*) FROM contract"), ==, 60);
  g_assert_cmpint (number ("SELECT COUNT(DISTINCT participants) FROM contract"), ==, 30);
  g_assert_cmpint (number ("SELECT COUNT(DISTINCT state) FROM contract"), ==, 7);
  g_assert_cmpint (number ("SELECT COUNT(*) FROM contract WHERE state = 'signing' AND my_turn = 1"),
                   >=, 5);
  g_assert_cmpint (number ("SELECT COUNT(*) FROM contract WHERE state = 'signing' AND my_turn = 0"),
                   >=, 3);
  g_assert_cmpint (number ("SELECT MAX(LENGTH(name)) FROM enterprise"), >, 30);
  g_assert_cmpint (number ("SELECT COUNT(*) FROM enterprise e WHERE NOT EXISTS (SELECT 1 FROM seal "
                           "s WHERE s.enterprise_id = e.id)"),
                   ==, 0);
}

static void
test_check_digits (void)
{
  for (guint i = 0; i < YYQ_DEMO_N_COMPANIES; i++) {
    g_assert_true (yyq_value_is_normal (YYQ_VALUE_USCC, yyq_demo_companies[i].uscc));
    g_assert_true (g_str_has_prefix (yyq_demo_companies[i].uscc, "91419999"));
  }
  for (guint i = 0; i < YYQ_DEMO_N_WORKERS; i++) {
    g_autofree char *id_card = yyq_demo_worker_id_card (i);
    g_autofree char *phone = yyq_demo_worker_phone (i);
    g_autofree char *normal = yyq_value_normalize (YYQ_VALUE_MOBILE, phone);

    g_assert_true (yyq_value_is_normal (YYQ_VALUE_ID_CARD, id_card));
    g_assert_true (g_str_has_prefix (id_card, "419999"));
    g_assert_cmpint ((id_card[16] - '0') % 2, ==, yyq_demo_workers[i].male ? 1 : 0);
    g_assert_cmpstr (normal, ==, phone);
  }
}

/* Everybody of the roster as he is, and what the contract says that holds. */
static void
test_roster (void)
{
  g_autofree char *main = id_of_company (YYQ_DEMO_MAIN);
  g_autoptr (YyqAccess) access = yyq_access_new_system (main);
  g_autoptr (GArray) plans = yyq_demo_plan_new (yyq_clock_now ());

  g_assert_cmpint (number ("SELECT COUNT(*) FROM employee"), ==, YYQ_DEMO_N_WORKERS);
  g_assert_cmpint (number ("SELECT COUNT(DISTINCT unit_id) FROM employee"), ==, 3);
  g_assert_cmpint (number ("SELECT COUNT(*) FROM employee WHERE state = 'left'"), ==, 2);
  g_assert_cmpint (number ("SELECT COUNT(*) FROM change_log WHERE entity = 'employee'"), ==,
                   YYQ_DEMO_N_WORKERS);
  /* Who has a complete contract with a unit works there. */
  g_assert_cmpint (number ("SELECT COUNT(*) FROM employee w WHERE term_start IS NOT NULL AND NOT "
                           "EXISTS (SELECT 1 FROM contract c WHERE c.participants = w.name AND "
                           "c.enterprise_id = w.unit_id AND c.state = 'completed')"),
                   ==, 0);
  g_assert_cmpint (number ("SELECT COUNT(*) FROM employee WHERE term_start IS NOT NULL"), >, 20);
  for (guint i = 0; i < YYQ_DEMO_N_WORKERS; i++) {
    YyqDemoCompanyId unit;
    g_autoptr (YyqEmployee) employee =
      yyq_demo_staff_new (i, plans, g_get_real_time () / 1000, &unit);
    g_autofree char *id =
      text ("SELECT id FROM employee WHERE name = $1", yyq_demo_workers[i].name);
    g_autofree char *id_card = yyq_demo_worker_id_card (i);
    g_autoptr (GError) error = NULL;
    g_autoptr (YyqEmployee) masked =
      yyq_employee_store_load (demo.platform, access, YYQ_STAFF_VIEW, id, &error);
    g_autoptr (YyqEmployeeClear) clear =
      yyq_employee_store_open (demo.platform, id, yyq_employee_personal, &error);

    g_assert_no_error (error);
    g_assert_cmpstr (yyq_employee_clear_get_document_number (clear), ==, id_card);
    g_assert_cmpstr (yyq_employee_clear_get_birth_date (clear), ==,
                     yyq_employee_get_birth_date (employee));
    g_assert_true (yyq_value_is_normal (YYQ_VALUE_DATE, yyq_employee_get_started_on (masked)));
    g_assert_cmpint (yyq_employee_get_gender (masked), ==,
                     yyq_demo_workers[i].male ? YYQ_GENDER_MALE : YYQ_GENDER_FEMALE);
    g_assert_cmpint (yyq_employee_get_retirement_kind (masked) == YYQ_RETIREMENT_MAN, ==,
                     yyq_demo_workers[i].male);
    yyq_employee_mask (employee);
    g_assert_cmpstr (yyq_employee_get_phone (masked), ==, yyq_employee_get_phone (employee));
  }
}

typedef void (*Each) (YyqContract *contract, const char *tenant_id);

static void
for_each_contract (Each each)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  YyqRows *rows = yyq_storage_query (yyq_platform_get_storage (demo.platform), &error,
                                     "SELECT id, tenant_id FROM contract", "");

  while (yyq_rows_next (rows, &error)) {
    g_ptr_array_add (ids, g_strdup (yyq_rows_get_text (rows, 0)));
    g_ptr_array_add (ids, g_strdup (yyq_rows_get_text (rows, 1)));
  }
  yyq_rows_free (rows);
  for (guint i = 0; i < ids->len; i += 2) {
    g_autoptr (YyqAccess) access = yyq_access_new_system (ids->pdata[i + 1]);
    g_autoptr (YyqContract) contract =
      yyq_contract_store_load (demo.platform, access, YYQ_CONTRACT_VIEW, ids->pdata[i], &error);

    g_assert_no_error (error);
    each (contract, ids->pdata[i + 1]);
  }
  g_assert_cmpuint (ids->len, ==, 120);
}

static YyqPdfReport *
verify (YyqContract *contract)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = yyq_contract_store_document (demo.platform, contract, -1, &error);
  g_autoptr (YyqTrust) trust = yyq_trust_keeper_ref_trust (yyq_trust_keeper_of (demo.platform));
  YyqPdfReport *report = yyq_pdf_verify (pdf, trust, &error);

  g_assert_no_error (error);
  return report;
}

static void
check_signatures (YyqContract *contract, const char *tenant_id)
{
  g_autoptr (YyqPdfReport) report = verify (contract);
  YyqContractState state = yyq_contract_get_state (contract);

  for (guint i = 0; i < report->signatures->len; i++) {
    const YyqPdfSignatureReport *signature = report->signatures->pdata[i];

    g_assert_true (signature->timestamped);
    g_assert_cmpint (signature->integrity->state, ==, YYQ_PDF_CHECK_GOOD);
    g_assert_cmpint (signature->coverage->state, ==, YYQ_PDF_CHECK_GOOD);
    g_assert_cmpint (signature->chain->state, ==, YYQ_PDF_CHECK_GOOD);
    g_assert_cmpstr (signature->level, ==, state == YYQ_CONTRACT_STATE_COMPLETED ? "B-LT" : "B-T");
  }
  if (state == YYQ_CONTRACT_STATE_COMPLETED) {
    g_assert_cmpint (report->verdict, ==, YYQ_PDF_VERDICT_VALID);
    g_assert_cmpuint (report->signatures->len, ==, 2);
  } else if (yyq_contract_get_my_turn (contract)) {
    g_assert_cmpint (report->verdict, ==, YYQ_PDF_VERDICT_INCOMPLETE);
    g_assert_nonnull (yyq_pdf_report_find (report, YYQ_DEMO_WORKER_FIELD));
    g_assert_cmpstr (report->empty_fields[0], ==, YYQ_DEMO_EMPLOYER_FIELD);
  } else {
    g_assert_cmpint (report->verdict, ==, YYQ_PDF_VERDICT_UNSIGNED);
  }
}

static void
test_signatures (void)
{
  for_each_contract (check_signatures);
}

static void
check_times (YyqContract *contract, const char *tenant_id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) events =
    yyq_contract_store_events (demo.platform, yyq_contract_get_id (contract), &error);
  gint64 last = yyq_contract_get_initiated_at (contract);

  g_assert_no_error (error);
  yyq_contract_store_check_events (demo.platform, yyq_contract_get_id (contract), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (events->len, >=, 1);
  for (guint i = 0; i < events->len; i++) {
    gint64 at = yyq_contract_event_get_at (events->pdata[i]);

    g_assert_cmpint (at, >=, last);
    last = at;
  }
  g_assert_cmpint (last, <=, yyq_clock_now ());
  if (!yyq_contract_state_is_final (yyq_contract_get_state (contract)))
    g_assert_cmpint (yyq_contract_get_due_at (contract), >, yyq_clock_now ());
}

static void
test_times (void)
{
  for_each_contract (check_times);
}

/* Of the last @n whole or begun units, how many have an initiated and a completed contract. */
static void
check_chart (YyqHomeUnit unit, gint64 days, guint least)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *clerk = id_of_clerk (0);
  g_autofree char *tenant_id = id_of_company (YYQ_DEMO_MAIN);
  g_autoptr (YyqAccess) access =
    yyq_access_store_load (demo.platform, clerk, NULL, tenant_id, &error);
  gint64 now = yyq_clock_now ();
  g_autoptr (GArray) buckets =
    yyq_home_service_stats (demo.platform, access, unit, now - days * 86400000, now, &error);
  guint initiated = 0;
  guint completed = 0;

  g_assert_no_error (error);
  for (guint i = 0; i < buckets->len; i++) {
    initiated += g_array_index (buckets, YyqHomeBucket, i).initiated > 0;
    completed += g_array_index (buckets, YyqHomeBucket, i).completed > 0;
  }
  g_assert_cmpuint (initiated, >=, least);
  g_assert_cmpuint (completed, >=, least);
}

static void
test_charts (void)
{
  check_chart (YYQ_HOME_MONTH, 150, 5);
  check_chart (YYQ_HOME_WEEK, 30, 3);
  check_chart (YYQ_HOME_DAY, 6, 3);
}

static void
test_permissions (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *company = id_of_company (YYQ_DEMO_MAIN);
  g_autofree char *first = id_of_clerk (0);
  g_autofree char *second = id_of_clerk (1);
  g_autoptr (YyqAccess) all = yyq_access_store_load (demo.platform, first, NULL, company, &error);
  g_autoptr (YyqAccess) some = yyq_access_store_load (demo.platform, second, NULL, company, &error);

  g_assert_no_error (error);
  g_assert_true (yyq_access_may (all, "contract.sign"));
  g_assert_true (yyq_access_may_in (some, "contract.view", company));
  g_assert_false (yyq_access_may (some, "contract.sign"));
}

static void
check_may_be_signed (YyqContract *contract, const char *tenant_id)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *account = id_of_clerk (0);
  g_autoptr (GBytes) certificate = yyq_demo_certificate_to_der (demo.token->certificate);
  YyqParty *party = yyq_contract_find_my_turn (contract);
  YyqSignClaim claim = { account, tenant_id, yyq_contract_get_id (contract),
                         party != NULL ? yyq_party_get_id (party) : NULL, certificate };
  g_autoptr (YyqSignSession) session = NULL;
  g_autoptr (GPtrArray) seals = NULL;
  g_autofree char *main_id = id_of_company (YYQ_DEMO_MAIN);
  g_autoptr (YyqAccess) access = yyq_access_new_system (tenant_id);

  if (party == NULL || !g_str_equal (tenant_id, main_id))
    return;
  seals =
    yyq_sign_service_list_seals (demo.platform, access, claim.contract_id, claim.party_id, &error);
  g_assert_no_error (error);
  session = yyq_sign_service_open (demo.platform, &claim,
                                   yyq_seal_get_id (g_ptr_array_index (seals, 0)), &error);
  g_assert_no_error (error);
  yyq_storage_rollback (yyq_platform_get_storage (demo.platform));
}

static void
test_token_signs (void)
{
  for_each_contract (check_may_be_signed);
}

/* As the clerk who may only read has them; each lies in a file that is there. */
static void
check_template (const YyqAccess *access, const char *id)
{
  g_auto (YyqTemplateWhole) whole = { 0 };
  g_autoptr (YyqTemplateContent) content = NULL;
  g_autoptr (GBytes) pdf = NULL;
  g_autoptr (GError) error = NULL;

  yyq_template_service_read (demo.platform, access, id, &whole, &error);
  g_assert_no_error (error);
  content = yyq_template_text_read (whole.text, &error);
  g_assert_no_error (error);
  yyq_template_content_check (content, &error);
  g_assert_no_error (error);
  g_assert_cmpint (yyq_template_get_n_controls (whole.template), >=, 3);
  g_assert_cmpint (yyq_template_get_edition (whole.template), ==,
                   yyq_template_get_state (whole.template) == YYQ_TEMPLATE_STATE_OPEN ? 1 : 0);
  pdf = yyq_blob_store_get (yyq_blob_store_of (demo.platform),
                            yyq_template_get_cover (whole.template), &error);
  g_assert_no_error (error);
}

static void
test_templates (void)
{
  g_autofree char *clerk = id_of_clerk (1);
  g_autofree char *company = id_of_company (YYQ_DEMO_MAIN);
  g_autoptr (GError) error = NULL;
  g_autoptr (YyqAccess) access =
    yyq_access_store_load (demo.platform, clerk, NULL, company, &error);
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (YyqRows) rows = yyq_storage_query (yyq_platform_get_storage (demo.platform), &error,
                                                "SELECT id FROM template", "");

  g_assert_no_error (error);
  while (yyq_rows_next (rows, &error))
    g_ptr_array_add (ids, g_strdup (yyq_rows_get_text (rows, 0)));
  g_assert_no_error (error);
  g_clear_pointer (&rows, yyq_rows_free);
  g_assert_cmpuint (ids->len, ==, 3);
  for (guint i = 0; i < ids->len; i++)
    check_template (access, g_ptr_array_index (ids, i));
  g_assert_cmpint (number ("SELECT COUNT(DISTINCT unit_id) FROM template"), ==, 2);
  g_assert_cmpint (number ("SELECT COUNT(*) FROM template WHERE state = 'open'"), ==, 2);
  g_assert_cmpint (number ("SELECT COUNT(*) FROM audit WHERE action = 'template.create'"), ==, 3);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  set_up ();
  g_test_add_func (
    "/demo/seed/has the companies, clerks, workers and contracts that were asked for", test_counts);
  g_test_add_func (
    "/demo/seed/numbers of companies and people have right check digits and belong to nobody",
    test_check_digits);
  g_test_add_func ("/demo/seed/the roster is who the contracts are with", test_roster);
  g_test_add_func (
    "/demo/seed/every signature is good and time stamped, and completed contracts are B-LT",
    test_signatures);
  g_test_add_func ("/demo/seed/event chains are whole, in order and in the past", test_times);
  g_test_add_func ("/demo/seed/every period of the chart has something to show", test_charts);
  g_test_add_func ("/demo/seed/the second clerk may read but not sign", test_permissions);
  g_test_add_func ("/demo/seed/the soft UKey may sign every contract that waits for its company",
                   test_token_signs);
  g_test_add_func ("/demo/seed/templates of two units are there, open and closed", test_templates);
  status = g_test_run ();
  tear_down ();
  return status;
}
