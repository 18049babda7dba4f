/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-test-platform.h"

#include "yyq-blob-store.h"
#include "yyq-change-log.h"
#include "yyq-clock.h"
#include "yyq-contract-flow.h"
#include "yyq-contract-search-store.h"
#include "yyq-contract-store.h"
#include "yyq-directory-store.h"
#include "yyq-employee-store.h"
#include "yyq-file-tree.h"
#include "yyq-id.h"
#include "yyq-import-service.h"
#include "yyq-job-runner.h"
#include "yyq-pdf-compose.h"
#include "yyq-pdf-sign.h"
#include "yyq-pdf-typeset.h"
#include "yyq-platform-services.h"
#include "yyq-scheduler.h"
#include "yyq-seal-service.h"
#include "yyq-seal-store.h"
#include "yyq-sign-service.h"
#include "yyq-stamping.h"
#include "yyq-test-password.h"
#include "yyq-test-storage.h"
#include "yyq-trust-keeper.h"
#include "yyq-ukey-proof.h"
#include "yyq-value.h"

#define MONTH_DAYS 30
#define DAY_S (24L * 3600)

struct _YyqTestPlatform {
  YyqTestPki *pki;
  YyqTestFront *front;
  YyqTimestamper *tsa;
  YyqPlatform *platform;
  YyqPlatformServer *server;
  char *lists; /* directory of the authority's revocation lists */
  char *company_id;
  YyqAccess *access;    /* the platform's own to that company */
  char *elsewhere_id;   /* another main enterprise */
  GHashTable *accounts; /* phone -> id */
};

static YyqStorage *
storage_of (YyqTestPlatform *self)
{
  return yyq_platform_get_storage (self->platform);
}

static void
begin (YyqTestPlatform *self)
{
  g_autoptr (GError) error = NULL;

  yyq_storage_begin (storage_of (self), &error);
  g_assert_no_error (error);
}

static void
commit (YyqTestPlatform *self)
{
  g_autoptr (GError) error = NULL;

  yyq_storage_commit (storage_of (self), &error);
  g_assert_no_error (error);
  yyq_storage_release (storage_of (self));
}

static void
tsa_cb (SoupServer *server, SoupServerMessage *message, const char *path, GHashTable *query,
        gpointer user_data)
{
  YyqTestPlatform *self = user_data;
  g_autoptr (GBytes) request =
    soup_message_body_flatten (soup_server_message_get_request_body (message));
  g_autoptr (GBytes) reply = yyq_timestamper_query (self->tsa, request, NULL, NULL);

  soup_message_headers_replace (soup_server_message_get_response_headers (message), "Connection",
                                "close");
  soup_server_message_set_status (message, reply != NULL ? 200 : 503, NULL);
  if (reply == NULL)
    return;
  soup_message_headers_set_content_type (soup_server_message_get_response_headers (message),
                                         "application/timestamp-reply", NULL);
  soup_message_body_append_bytes (soup_server_message_get_response_body (message), reply);
}

void
yyq_test_platform_publish (YyqTestPlatform *self, GBytes *list)
{
  g_autofree char *path = g_build_filename (self->lists, "authority.crl", NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, g_bytes_get_data (list, NULL), (gssize) g_bytes_get_size (list),
                       &error);
  g_assert_no_error (error);
  yyq_trust_keeper_look (yyq_trust_keeper_of (self->platform));
}

void
yyq_test_platform_set_root (YyqTestPlatform *self, YyqTestPki *pki)
{
  YyqPlatformConfig *config = yyq_platform_get_config (self->platform);
  YyqTrustRoot *root = yyq_test_pki_trust_root (pki);

  g_object_set (root, "revocation-required", FALSE, "name", pki == self->pki ? "test" : "other",
                NULL);
  g_ptr_array_set_size (config->signer_roots, 0);
  g_ptr_array_add (config->signer_roots, root);
}

static void
configure (YyqTestPlatform *self)
{
  YyqPlatformConfig *config = yyq_platform_get_config (self->platform);
  g_autoptr (YyqTrustRoot) root = yyq_test_pki_trust_root (self->pki);
  g_autoptr (GError) error = NULL;
  const char *paths[] = { NULL, NULL };

  self->lists = g_dir_make_tmp ("yyq-lists-XXXXXX", &error);
  g_assert_no_error (error);
  g_object_set (root, "revocation-required", FALSE, NULL);
  paths[0] = self->lists;
  config->revocation_lists = g_strdupv ((char **) paths);

  g_free (config->origin);
  config->origin = g_strdup (yyq_test_front_get_url (self->front));
  config->tsa_url = g_strdup ("/tsa");
  g_ptr_array_add (config->signer_roots, g_object_ref (root));
  g_ptr_array_add (config->tsa_roots, g_object_ref (root));
  yyq_platform_services_install (self->platform, &error);
  g_assert_no_error (error);
}

static char *
create_company (YyqTestPlatform *self, const char *name, const char *stem)
{
  g_autofree char *uscc = g_strdup_printf ("%s%c", stem, yyq_uscc_check_character (stem));
  g_autoptr (GError) error = NULL;
  char *id = yyq_directory_store_create_company (self->platform, name, uscc, NULL, &error);

  g_assert_no_error (error);
  yyq_seal_service_add_defaults (self->platform, id, name, &error);
  g_assert_no_error (error);
  return id;
}

static void
create_account (YyqTestPlatform *self, const char *name, const char *phone, const char *hash)
{
  g_autoptr (GError) error = NULL;
  char *id = yyq_directory_store_create_account (self->platform, name, phone, hash, &error);

  g_assert_no_error (error);
  yyq_directory_store_add_manager (self->platform, id, self->company_id, &error);
  g_assert_no_error (error);
  g_hash_table_insert (self->accounts, g_strdup (phone), id);
}

static void
fill (YyqTestPlatform *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *hash = yyq_test_password_hash (YYQ_TEST_PASSWORD);

  begin (self);
  self->company_id = create_company (self, YYQ_TEST_COMPANY, "91419999MA0TEXT01");
  self->access = yyq_access_new_system (self->company_id);
  self->elsewhere_id = create_company (self, YYQ_TEST_OTHER_COMPANY, "91419999MA0TEXT02");
  create_account (self, "张测试", YYQ_TEST_PHONE, hash);
  create_account (self, "李测试", YYQ_TEST_OTHER_PHONE, hash);
  commit (self);
}

static void
start (YyqTestPlatform *self)
{
  g_autoptr (GError) error = NULL;

  self->server = yyq_platform_server_new (self->platform);
  yyq_platform_server_listen (self->server, 0, &error);
  g_assert_no_error (error);
  yyq_test_front_set_target (self->front, yyq_platform_server_get_base_url (self->server));
  yyq_scheduler_start (yyq_scheduler_of (self->platform));
  yyq_job_runner_start (yyq_job_runner_of (self->platform));
}

YyqTestPlatform *
yyq_test_platform_new (void)
{
  YyqTestPlatform *self = g_new0 (YyqTestPlatform, 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (YyqStorage) storage = yyq_test_storage_new ();
  g_autoptr (YyqFieldCipher) cipher = yyq_field_cipher_new_random ();

  g_assert_no_error (error);
  self->accounts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->pki = yyq_test_pki_new ();
  self->front = yyq_test_front_new ();
  self->platform = yyq_platform_new (storage, cipher);
  configure (self);
  fill (self);
  yyq_test_platform_set_tsa (self, YYQ_TEST_TSA_HONEST, TRUE);
  yyq_test_front_add (self->front, "/tsa", tsa_cb, self);
  start (self);
  return self;
}

static void
stop (YyqTestPlatform *self)
{
  yyq_test_front_set_target (self->front, NULL);
  yyq_platform_server_stop (self->server);
  g_clear_object (&self->server);
}

void
yyq_test_platform_free (YyqTestPlatform *self)
{
  stop (self);
  yyq_test_front_free (self->front);
  g_object_unref (self->platform);
  g_object_unref (self->tsa);
  yyq_test_pki_free (self->pki);
  g_hash_table_unref (self->accounts);
  yyq_file_tree_remove (self->lists);
  g_free (self->lists);
  g_free (self->company_id);
  g_clear_pointer (&self->access, yyq_access_unref);
  g_free (self->elsewhere_id);
  g_free (self);
}

void
yyq_test_platform_restart (YyqTestPlatform *self)
{
  stop (self);
  start (self);
}

const char *
yyq_test_platform_get_url (YyqTestPlatform *self)
{
  return yyq_test_front_get_url (self->front);
}

const char *
yyq_test_platform_get_company_id (YyqTestPlatform *self)
{
  return self->company_id;
}

YyqTestPki *
yyq_test_platform_get_pki (YyqTestPlatform *self)
{
  return self->pki;
}

YyqTestFront *
yyq_test_platform_get_front (YyqTestPlatform *self)
{
  return self->front;
}

void
yyq_test_platform_set_id (YyqTestPlatform *self, const char *id)
{
  YyqPlatformConfig *config = yyq_platform_get_config (self->platform);

  g_free (config->id);
  config->id = g_strdup (id);
}

void
yyq_test_platform_set_oldest_client (YyqTestPlatform *self, const char *version)
{
  YyqPlatformConfig *config = yyq_platform_get_config (self->platform);

  g_free (config->oldest_client);
  config->oldest_client = g_strdup (version);
}

void
yyq_test_platform_set_tsa (YyqTestPlatform *self, YyqTestTsaMode mode, gboolean platform_too)
{
  g_clear_object (&self->tsa);
  self->tsa = yyq_test_tsa_new (self->pki, mode);
  if (!platform_too)
    return;
  yyq_platform_set_timestamper (self->platform, self->tsa);
  yyq_scheduler_wake (yyq_scheduler_of (self->platform));
}

/* The roster */

char *
yyq_test_platform_add_employee (YyqTestPlatform *self, const char *name, const char *department,
                                const char *phone)
{
  g_autofree char *id = yyq_id_new ();
  g_autoptr (YyqEmployee) employee =
    g_object_new (YYQ_TYPE_EMPLOYEE, "id", id, "unit-id", self->company_id, "name", name,
                  "department", department, "post", "工程师", "phone", phone, "started-on",
                  "2026-12-01", "created-at", yyq_clock_now (), NULL);
  g_autoptr (GError) error = NULL;

  begin (self);
  yyq_employee_store_insert (self->platform, self->access, employee, &error);
  g_assert_no_error (error);
  commit (self);
  return g_steal_pointer (&id);
}

/* Keys and certificates */

static void
rename_subject (YyqTestPlatform *self, X509 *x509, const char *organisation)
{
  X509_NAME_add_entry_by_NID (X509_get_subject_name (x509), NID_organizationName, MBSTRING_UTF8,
                              (const guint8 *) organisation, -1, -1, 0);
  g_assert_cmpint (X509_sign (x509, self->pki->root_key, EVP_sha256 ()), >, 0);
}

YyqTestIdentity *
yyq_test_platform_issue (YyqTestPlatform *self, const YyqTestCertificate *spec)
{
  gboolean month = spec->from_days == 0 && spec->to_days == 0;
  const char *usage =
    spec->usage != NULL ? spec->usage : "critical,digitalSignature,nonRepudiation";
  YyqTestIdentity *identity = g_new0 (YyqTestIdentity, 1);

  identity->key =
    yyq_test_key_new (g_strcmp0 (spec->key_type, "RSA") == 0 ? YYQ_TEST_KEY_RSA : YYQ_TEST_KEY_EC);
  identity->x509 = yyq_test_pki_issue (self->pki, identity->key, "合同专用章",
                                       (month ? -MONTH_DAYS : spec->from_days) * DAY_S,
                                       (month ? MONTH_DAYS : spec->to_days) * DAY_S, usage);
  rename_subject (self, identity->x509,
                  spec->organisation != NULL ? spec->organisation : YYQ_TEST_COMPANY);
  return identity;
}

void
yyq_test_platform_bind (YyqTestPlatform *self, const char *phone, YyqTestIdentity *identity)
{
  g_autoptr (GBytes) der = yyq_test_identity_get_der (identity);
  g_autoptr (GError) error = NULL;
  g_autoptr (YyqCertificateFacts) facts = yyq_ukey_proof_describe (der, &error);
  g_autofree char *id = yyq_id_new ();

  g_assert_no_error (error);
  begin (self);
  yyq_storage_execute (storage_of (self), &error,
                       "INSERT INTO ukey_binding (id, account_id, enterprise_id, cert_sha256, "
                       "certificate, subject, issuer, "
                       "serial, token_label, token_serial, bound_at, not_after) "
                       "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'UKey', '1', $9, $10)",
                       "ssssbsssii", id, g_hash_table_lookup (self->accounts, phone),
                       self->company_id, facts->sha256, der, facts->subject, facts->issuer,
                       facts->serial, yyq_clock_now (), facts->not_after);
  g_assert_no_error (error);
  commit (self);
}

void
yyq_test_platform_join_other (YyqTestPlatform *self, const char *phone)
{
  g_autoptr (GError) error = NULL;

  begin (self);
  yyq_directory_store_add_manager (self->platform, g_hash_table_lookup (self->accounts, phone),
                                   self->elsewhere_id, &error);
  g_assert_no_error (error);
  commit (self);
}

/* Contracts */

static GPtrArray *
make_parties (const char *worker)
{
  static const struct {
    const char *field;
    YyqPartySide side;
    double x, width, height;
  } places[] = { { "worker", YYQ_PARTY_SIDE_WORKER, 330, 140, 60 },
                 { "employer", YYQ_PARTY_SIDE_EMPLOYER, 80, 130, 130 } };
  GPtrArray *parties = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < G_N_ELEMENTS (places); i++) {
    g_autofree char *id = yyq_id_new ();

    g_ptr_array_add (parties,
                     g_object_new (YYQ_TYPE_PARTY, "id", id, "seq", (int) i + 1, "side",
                                   places[i].side, "name", i == 0 ? worker : YYQ_TEST_COMPANY,
                                   "field", places[i].field, "page", 0, "x", places[i].x, "y",
                                   600.0, "width", places[i].width, "height", places[i].height,
                                   "mine", places[i].side == YYQ_PARTY_SIDE_EMPLOYER, NULL));
  }
  return parties;
}

/* The same file for all: typesetting is what takes time. */
static GBytes *
base_document (void)
{
  static const YyqPdfBlock blocks[] = { { YYQ_PDF_BLOCK_TITLE, "劳动合同书" },
                                        { YYQ_PDF_BLOCK_PARAGRAPH,
                                          "双方经平等协商一致，自愿签订本合同。" } };
  static GBytes *prepared;
  char worker[] = "worker", employer[] = "employer";
  const YyqPdfField fields[] = { { worker, 0, 330, 600, 140, 60 },
                                 { employer, 0, 80, 600, 130, 130 } };
  g_autoptr (GBytes) base = NULL;
  g_autoptr (GError) error = NULL;

  if (prepared != NULL)
    return g_bytes_ref (prepared);
  base = yyq_pdf_typeset (blocks, G_N_ELEMENTS (blocks), &error);
  g_assert_no_error (error);
  prepared = yyq_pdf_compose (base, NULL, 0, fields, G_N_ELEMENTS (fields), &error);
  g_assert_no_error (error);
  return g_bytes_ref (prepared);
}

void
yyq_test_platform_set_phone (YyqTestPlatform *self, const char *contract_id, const char *phone)
{
  g_autoptr (YyqContract) contract = yyq_test_platform_load (self, contract_id);
  g_autoptr (YyqParty) worker = g_list_model_get_item (yyq_contract_get_parties (contract), 0);
  g_autoptr (GError) error = NULL;

  begin (self);
  yyq_contract_search_store_set_phone (self->platform, yyq_party_get_id (worker), phone, &error);
  g_assert_no_error (error);
  commit (self);
}

char *
yyq_test_platform_add_unsigned (YyqTestPlatform *self, const char *title, const char *worker)
{
  g_autoptr (GPtrArray) parties = make_parties (worker);
  g_autoptr (GBytes) pdf = base_document ();
  YyqImport import = { self->company_id,
                       title,
                       g_hash_table_lookup (self->accounts, YYQ_TEST_PHONE),
                       0,
                       pdf,
                       parties,
                       0,
                       NULL };
  g_autoptr (YyqContract) contract = NULL;
  g_autoptr (GError) error = NULL;

  yyq_import_service_keep (self->platform, &import, &error);
  g_assert_no_error (error);
  begin (self);
  contract = yyq_import_service_store (self->platform, &import, &error);
  g_assert_no_error (error);
  commit (self);
  yyq_new_blob_free (import.kept);
  return g_strdup (yyq_contract_get_id (contract));
}

static GBytes *
sign_as (YyqTestPlatform *self, GBytes *base, const char *field, const char *name)
{
  g_autoptr (YyqSigner) signer = yyq_test_pki_signer (self->pki, YYQ_TEST_KEY_EC, name);
  g_autoptr (YyqTimestamper) tsa = yyq_test_tsa_new (self->pki, YYQ_TEST_TSA_HONEST);
  YyqPdfSignOptions options = { .field = field, .name = name };
  g_autoptr (GError) error = NULL;
  GBytes *tail = yyq_pdf_sign (base, &options, signer, tsa, NULL, &error);

  g_assert_no_error (error);
  return tail;
}

static void
sign_party (YyqTestPlatform *self, const char *contract_id, guint position)
{
  g_autoptr (YyqContract) contract = yyq_test_platform_load (self, contract_id);
  g_autoptr (YyqParty) party =
    g_list_model_get_item (yyq_contract_get_parties (contract), position);
  g_autoptr (GBytes) base = yyq_test_platform_document (self, contract_id);
  g_autoptr (GBytes) tail =
    sign_as (self, base, yyq_party_get_field (party), yyq_party_get_name (party));
  g_autoptr (GError) error = NULL;
  g_autoptr (YyqNextRevision) next =
    yyq_stamping_prepare (self->platform, contract, party, base, tail, &error);

  g_assert_no_error (error);
  begin (self);
  yyq_stamping_accept (self->platform, self->access, contract, party, next, &error);
  g_assert_no_error (error);
  commit (self);
}

char *
yyq_test_platform_add_contract (YyqTestPlatform *self, const char *title, const char *worker)
{
  char *id = yyq_test_platform_add_unsigned (self, title, worker);

  sign_party (self, id, 0);
  return id;
}

void
yyq_test_platform_sign_elsewhere (YyqTestPlatform *self, const char *contract_id)
{
  sign_party (self, contract_id, 1);
}

YyqContract *
yyq_test_platform_load (YyqTestPlatform *self, const char *contract_id)
{
  g_autoptr (GError) error = NULL;
  YyqContract *contract =
    yyq_contract_store_load (self->platform, self->access, YYQ_CONTRACT_VIEW, contract_id, &error);

  g_assert_no_error (error);
  yyq_storage_release (storage_of (self));
  return contract;
}

GBytes *
yyq_test_platform_document (YyqTestPlatform *self, const char *contract_id)
{
  g_autoptr (YyqContract) contract = yyq_test_platform_load (self, contract_id);
  g_autoptr (GError) error = NULL;
  GBytes *document = yyq_contract_store_document (self->platform, contract, -1, &error);

  g_assert_no_error (error);
  return document;
}

void
yyq_test_platform_withdraw (YyqTestPlatform *self, const char *contract_id)
{
  g_autoptr (YyqContract) contract = yyq_test_platform_load (self, contract_id);
  g_autoptr (GError) error = NULL;

  begin (self);
  g_assert_true (yyq_contract_flow_withdraw (contract, &error));
  yyq_contract_store_save (self->platform, self->access, contract, &error);
  g_assert_no_error (error);
  commit (self);
}

static void
add_revision (YyqTestPlatform *self, const char *contract_id, GBytes *document)
{
  g_autoptr (YyqContract) contract = yyq_test_platform_load (self, contract_id);
  g_autoptr (GError) error = NULL;
  g_autoptr (YyqNewBlob) blob =
    yyq_blob_store_write (yyq_blob_store_of (self->platform), document, &error);

  g_assert_no_error (error);
  begin (self);
  yyq_contract_store_add_revision (self->platform, contract, blob, yyq_clock_now (), &error);
  g_assert_no_error (error);
  yyq_contract_store_save (self->platform, self->access, contract, &error);
  g_assert_no_error (error);
  commit (self);
}

void
yyq_test_platform_move_revision (YyqTestPlatform *self, const char *contract_id)
{
  g_autoptr (GBytes) document = yyq_test_platform_document (self, contract_id);
  g_autoptr (GPtrArray) certificates =
    g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr (GBytes) tail = NULL;
  g_autoptr (GBytes) moved = NULL;
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (certificates, yyq_test_pki_root_der (self->pki));
  tail = yyq_pdf_add_dss (document, certificates, NULL, &error);
  g_assert_no_error (error);
  moved = yyq_pdf_join (document, tail);
  add_revision (self, contract_id, moved);
}

/* The width of the page is in what the worker has signed. */
void
yyq_test_platform_tamper (YyqTestPlatform *self, const char *contract_id)
{
  g_autoptr (GBytes) document = yyq_test_platform_document (self, contract_id);
  gsize length;
  const char *data = g_bytes_get_data (document, &length);
  g_autofree char *copy = g_memdup2 (data, length);
  char *box = memmem (copy, length, "/MediaBox", strlen ("/MediaBox"));
  char *width = box != NULL ? memmem (box, 64, "595", 3) : NULL;
  g_autoptr (GBytes) tampered = NULL;

  g_assert_nonnull (width);
  width[2] = '4';
  tampered = g_bytes_new (copy, length);
  add_revision (self, contract_id, tampered);
}

void
yyq_test_platform_lease (YyqTestPlatform *self, const char *contract_id, YyqTestIdentity *identity)
{
  g_autoptr (YyqContract) contract = yyq_test_platform_load (self, contract_id);
  g_autoptr (GBytes) der = yyq_test_identity_get_der (identity);
  YyqSignClaim claim = { g_hash_table_lookup (self->accounts, YYQ_TEST_OTHER_PHONE),
                         self->company_id, contract_id,
                         yyq_party_get_id (yyq_contract_find_my_turn (contract)), der };
  g_autoptr (GPtrArray) seals = NULL;
  g_autoptr (YyqSignSession) lease = NULL;
  g_autoptr (GError) error = NULL;

  seals = yyq_seal_store_list_for_party (self->platform, contract_id, claim.party_id, &error);
  g_assert_no_error (error);
  lease = yyq_sign_service_open (self->platform, &claim,
                                 yyq_seal_get_id (g_ptr_array_index (seals, 0)), &error);
  g_assert_no_error (error);
  commit (self);
}

/* It goes to the other company, where nobody of this one sees it. */
void
yyq_test_platform_delete (YyqTestPlatform *self, const char *contract_id)
{
  g_autoptr (GError) error = NULL;

  begin (self);
  yyq_storage_execute (storage_of (self), &error,
                       "UPDATE contract SET tenant_id = $1 WHERE id = $2", "ss", self->elsewhere_id,
                       contract_id);
  g_assert_no_error (error);
  yyq_change_log_add (self->platform, self->access,
                      &(YyqChange){ .entity = "contract",
                                    .entity_id = contract_id,
                                    .op = YYQ_CHANGE_DELETE,
                                    .version = 1000,
                                    .unit_id = self->company_id },
                      &error);
  g_assert_no_error (error);
  commit (self);
}

gint64
yyq_test_platform_ask (YyqTestPlatform *self, const char *sql)
{
  g_autoptr (GError) error = NULL;
  gint64 value = 0;

  yyq_storage_query_int (storage_of (self), &value, &error, sql, "");
  g_assert_no_error (error);
  yyq_storage_release (storage_of (self));
  return value;
}

void
yyq_test_platform_execute (YyqTestPlatform *self, const char *sql)
{
  g_autoptr (GError) error = NULL;

  begin (self);
  yyq_storage_execute (storage_of (self), &error, sql, "");
  g_assert_no_error (error);
  commit (self);
}
