/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-test-platform.h"

#include "pdf-samples.h"
#include "yyq-clock.h"
#include "yyq-contract-store.h"
#include "yyq-directory-store.h"
#include "yyq-http-timestamper.h"
#include "yyq-import-service.h"
#include "yyq-openssl.h"
#include "yyq-pdf-typeset.h"
#include "yyq-platform-lives.h"
#include "yyq-platform-services.h"
#include "yyq-seal-service.h"
#include "yyq-session-service.h"
#include "yyq-tenant.h"
#include "yyq-test-identity.h"
#include "yyq-test-lives.h"
#include "yyq-test-password.h"
#include "yyq-test-soup.h"
#include "yyq-test-storage.h"
#include "yyq-trust-keeper.h"
#include "yyq-tsp.h"
#include "yyq-value.h"

static char *
make_uscc (const char *first_17)
{
  return g_strdup_printf ("%s%c", first_17, yyq_uscc_check_character (first_17));
}

void
yyq_test_platform_begin (YyqTestPlatform *self)
{
  g_autoptr (GError) error = NULL;

  yyq_tenant_begin (self->platform, self->company, &error);
  g_assert_no_error (error);
}

void
yyq_test_platform_commit (YyqTestPlatform *self)
{
  g_autoptr (GError) error = NULL;

  yyq_storage_commit (yyq_platform_get_storage (self->platform), &error);
  g_assert_no_error (error);
  yyq_storage_release (yyq_platform_get_storage (self->platform));
}

void
yyq_test_platform_permit (YyqTestPlatform *self, const char *code, const char *const *units)
{
  const char *const permissions[] = { code, NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char *role = NULL;

  yyq_test_platform_begin (self);
  role = yyq_directory_store_create_role (self->platform, self->company, code, permissions, units,
                                          &error);
  g_assert_no_error (error);
  yyq_directory_store_add_member (self->platform, self->guest, self->company, role, &error);
  g_assert_no_error (error);
  yyq_test_platform_commit (self);
}

gint64
yyq_test_platform_count_messages (YyqTestPlatform *self, const char *kind)
{
  YyqStorage *storage = yyq_platform_get_storage (self->platform);
  g_autoptr (GError) error = NULL;
  gint64 n = -1;

  yyq_storage_query_int (storage, &n, &error, "SELECT COUNT(*) FROM message WHERE kind = $1", "s",
                         kind);
  g_assert_no_error (error);
  yyq_storage_release (storage);
  return n;
}

void
yyq_test_platform_sql (YyqTestPlatform *self, const char *sql)
{
  g_autoptr (GError) error = NULL;

  yyq_storage_execute (yyq_platform_get_storage (self->platform), &error, sql, "");
  g_assert_no_error (error);
}

static char *
add_company (YyqTestPlatform *self, const char *name, const char *uscc, const char *parent)
{
  g_autoptr (GError) error = NULL;
  char *id = yyq_directory_store_create_company (self->platform, name, uscc, parent, &error);

  g_assert_no_error (error);
  yyq_seal_service_add_defaults (self->platform, id, name, &error);
  g_assert_no_error (error);
  return id;
}

/* @company NULL: the account belongs nowhere yet. */
static char *
add_account (YyqTestPlatform *self, const char *name, const char *phone, const char *hash,
             const char *company)
{
  g_autoptr (GError) error = NULL;
  char *id = yyq_directory_store_create_account (self->platform, name, phone, hash, &error);

  g_assert_no_error (error);
  if (company != NULL)
    yyq_directory_store_add_manager (self->platform, id, company, &error);
  g_assert_no_error (error);
  return id;
}

/* A member whose role allows nothing. */
static void
add_guest (YyqTestPlatform *self, const char *hash)
{
  static const char *const nothing[] = { NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char *role =
    yyq_directory_store_create_role (self->platform, self->company, "访客", nothing, NULL, &error);

  g_assert_no_error (error);
  self->guest = add_account (self, "周访客", "13800000003", hash, NULL);
  yyq_directory_store_add_member (self->platform, self->guest, self->company, role, &error);
  g_assert_no_error (error);
}

static void
add_people (YyqTestPlatform *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *hash = yyq_test_password_hash (YYQ_TEST_PASSWORD);
  g_autofree char *unit_uscc = make_uscc ("91419999MA0ABCDE2");
  g_autofree char *other_uscc = make_uscc ("91419999MA0ABCDE3");

  self->uscc = make_uscc ("91419999MA0ABCDE1");
  yyq_test_platform_begin (self);
  self->company = add_company (self, YYQ_TEST_COMPANY, self->uscc, NULL);
  self->access = yyq_access_new_system (self->company);
  self->unit = add_company (self, "云启测试科技有限公司商城分公司", unit_uscc, self->company);
  self->other = add_company (self, "远山测试商贸有限公司", other_uscc, NULL);
  self->clerk = add_account (self, "张测试", "13800000001", hash, self->company);
  self->colleague = add_account (self, "李同事", "13800000002", hash, self->company);
  add_guest (self, hash);
  self->stranger = add_account (self, "王外人", "13800000004", hash, self->other);
  yyq_test_platform_commit (self);
}

void
yyq_test_platform_write_list (YyqTestPlatform *self, GBytes *content)
{
  g_autofree char *path = g_build_filename (self->directory, "authority.crl", NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, g_bytes_get_data (content, NULL), (gssize) g_bytes_get_size (content),
                       &error);
  g_assert_no_error (error);
}

void
yyq_test_platform_publish (YyqTestPlatform *self, GBytes *list)
{
  yyq_test_platform_write_list (self, list);
  yyq_trust_keeper_look (yyq_trust_keeper_of (self->platform));
}

static void
make_platform (YyqTestPlatform *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YyqStorage) storage = yyq_test_storage_new ();
  g_autoptr (YyqFieldCipher) cipher = yyq_field_cipher_new_random ();
  g_autoptr (GBytes) list = yyq_test_pki_crl (self->pki, NULL, 0);
  const char *const lists[] = { self->directory, NULL };
  YyqPlatformConfig *config;

  g_assert_no_error (error);
  self->platform = yyq_platform_new (storage, cipher);
  config = yyq_platform_get_config (self->platform);
  g_ptr_array_add (config->signer_roots, yyq_test_pki_trust_root (self->pki));
  g_ptr_array_add (config->tsa_roots, yyq_test_pki_trust_root (self->pki));
  config->revocation_lists = g_strdupv ((char **) lists);
  yyq_test_platform_write_list (self, list);
  yyq_platform_services_install (self->platform, &error);
  g_assert_no_error (error);
}

static void
answer_tsa (SoupServer *server, SoupServerMessage *message, const char *path, GHashTable *query,
            gpointer user_data)
{
  static gint serial;
  YyqTestPlatform *self = user_data;
  g_autoptr (GBytes) request =
    soup_message_body_flatten (soup_server_message_get_request_body (message));
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) response = NULL;
  g_autoptr (YyqTestPki) foreign = NULL;
  YyqTestPki *pki = self->pki;

  if (g_atomic_int_get (&self->tsa_mode) == YYQ_TEST_TSA_DOWN) {
    soup_server_message_set_status (message, 503, NULL);
    return;
  }
  if (g_atomic_int_get (&self->tsa_mode) == YYQ_TEST_TSA_FOREIGN)
    pki = foreign = yyq_test_pki_new ();
  response = yyq_tsp_respond (request, pki->tsa_key, pki->tsa, NULL, yyq_clock_now (),
                              (guint64) g_atomic_int_add (&serial, 1) + 1, &error);
  g_assert_no_error (error);
  soup_server_message_set_status (message, 200, NULL);
  soup_server_message_set_response (message, "application/timestamp-reply", SOUP_MEMORY_COPY,
                                    g_bytes_get_data (response, NULL), g_bytes_get_size (response));
}

static void
start_tsa (YyqTestPlatform *self)
{
  self->tsa = g_object_new (SOUP_TYPE_SERVER, NULL);
  soup_server_add_handler (self->tsa, NULL, answer_tsa, self, NULL);
  self->tsa_url = yyq_test_soup_listen (self->tsa);
}

void
yyq_test_platform_set_tsa (YyqTestPlatform *self, YyqTestTsaState state)
{
  g_atomic_int_set (&self->tsa_mode, state);
}

YyqTimestamper *
yyq_test_platform_timestamper (YyqTestPlatform *self)
{
  return yyq_http_timestamper_new (self->tsa_url, 0, NULL);
}

typedef struct {
  YyqTestPlatform *self;
  GAsyncQueue *started;
  const char *socket_path;
} Start;

static gpointer
serve (gpointer data)
{
  Start *start = data;
  YyqTestPlatform *self = start->self;
  g_autoptr (YyqTimestamper) timestamper = NULL;
  g_autoptr (GError) error = NULL;

  g_main_context_push_thread_default (self->context);
  start_tsa (self);
  timestamper = yyq_test_platform_timestamper (self);
  yyq_platform_set_timestamper (self->platform, timestamper);
  self->server = yyq_platform_server_new (self->platform);
  if (start->socket_path != NULL)
    yyq_platform_server_listen_scgi (self->server, start->socket_path, &error);
  else
    yyq_platform_server_listen (self->server, 0, &error);
  g_assert_no_error (error);
  g_async_queue_push (start->started, self);
  g_main_loop_run (self->loop);
  yyq_platform_server_stop (self->server);
  soup_server_disconnect (self->tsa);
  g_clear_object (&self->tsa);
  g_main_context_pop_thread_default (self->context);
  return NULL;
}

static void
start_server (YyqTestPlatform *self, const char *socket_path)
{
  Start start = { self, g_async_queue_new (), socket_path };

  self->context = g_main_context_new ();
  self->loop = g_main_loop_new (self->context, FALSE);
  self->thread = g_thread_new ("platform", serve, &start);
  g_async_queue_pop (start.started);
  g_async_queue_unref (start.started);
}

static void
start_nginx (YyqTestPlatform *self, const char *socket_path)
{
  YyqPlatformConfig *config = yyq_platform_get_config (self->platform);
  g_autoptr (GTlsDatabase) database = NULL;
  g_autoptr (GError) error = NULL;

  self->nginx = yyq_test_nginx_new (socket_path, YYQ_TEST_NGINX_DEFAULT);
  g_free (config->origin);
  config->origin = g_strdup (self->nginx->base_url);
  self->base_url = self->nginx->base_url;
  database = g_tls_file_database_new (self->nginx->certificate, &error);
  g_assert_no_error (error);
  soup_session_set_tls_database (self->session, database);
}

/* What lies behind the transport is the same: once on the second engine, and once where all takes
 * several times as long, the other way. */
static gboolean
goes_this_way (guint transport)
{
#ifdef __SANITIZE_ADDRESS__
  const gboolean is_slow = TRUE;
#else
  const gboolean is_slow = FALSE;
#endif

  if (yyq_test_storage_is_postgresql ())
    return transport == YYQ_TEST_SOUP;
  return !is_slow || transport == YYQ_TEST_NGINX;
}

void
yyq_test_add_both_ways (const char *suite, const YyqTestCase *cases, gsize n_cases,
                        gsize fixture_size, GTestFixtureFunc set_up, GTestFixtureFunc tear_down)
{
  static const char *const transports[] = { [YYQ_TEST_SOUP] = "soup", [YYQ_TEST_NGINX] = "nginx" };

  for (guint i = 0; i < G_N_ELEMENTS (transports); i++) {
    for (gsize j = 0; goes_this_way (i) && j < n_cases; j++) {
      g_autofree char *path = g_strdup_printf ("/%s/%s/%s", suite, transports[i], cases[j].name);

      g_test_add_vtable (path, fixture_size, GUINT_TO_POINTER (i), set_up, cases[j].test,
                         tear_down);
    }
  }
}

#define DECLARE(name) GType name##_get_type (void);
PLATFORM_LIVES (DECLARE)
PLATFORM_SQLITE_LIVES (DECLARE)
PLATFORM_POSTGRESQL_LIVES (DECLARE)
#define WATCH(name) yyq_test_lives_watch (name##_get_type ());

static void
watch_lives (void)
{
  PLATFORM_LIVES (WATCH)
  if (yyq_test_storage_is_postgresql ()) {
    PLATFORM_POSTGRESQL_LIVES (WATCH)
  } else {
    PLATFORM_SQLITE_LIVES (WATCH)
  }
}

YyqTestPlatform *
yyq_test_platform_new (YyqTestTransport transport)
{
  YyqTestPlatform *self = g_new0 (YyqTestPlatform, 1);
  g_autofree char *socket_path = NULL;

  watch_lives ();
  self->directory = g_dir_make_tmp ("yyq-test-XXXXXX", NULL);
  self->pki = yyq_test_pki_new ();
  self->contract = yyq_test_contract_new ();
  self->session = soup_session_new_with_options ("timeout", 60, NULL);
  make_platform (self);
  add_people (self);
  if (transport == YYQ_TEST_NGINX) {
    socket_path = g_build_filename (self->directory, "platform.sock", NULL);
    start_nginx (self, socket_path);
  }
  start_server (self, socket_path);
  if (transport == YYQ_TEST_SOUP)
    self->base_url = yyq_platform_server_get_base_url (self->server);
  return self;
}

static gboolean
quit_cb (gpointer loop)
{
  g_main_loop_quit (loop);
  return G_SOURCE_REMOVE;
}

/* Its thread may not have begun to run the loop that this ends. */
static void
quit (YyqTestPlatform *self)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_callback (source, quit_cb, self->loop, NULL);
  g_source_attach (source, self->context);
}

void
yyq_test_platform_free (YyqTestPlatform *self)
{
  char **strings[] = { &self->uscc,  &self->company,  &self->unit,
                       &self->other, &self->clerk,    &self->colleague,
                       &self->guest, &self->stranger, &self->tsa_url };

  g_clear_pointer (&self->access, yyq_access_unref);
  g_clear_object (&self->session);
  quit (self);
  g_thread_join (self->thread);
  g_clear_pointer (&self->nginx, yyq_test_nginx_free);
  g_object_unref (self->server);
  g_object_unref (self->platform);
  yyq_test_lives_assert_none ();
  g_main_loop_unref (self->loop);
  g_main_context_unref (self->context);
  yyq_test_contract_free (self->contract);
  yyq_test_pki_free (self->pki);
  yyq_test_remove_tree (self->directory);
  g_free (self->directory);
  for (guint i = 0; i < G_N_ELEMENTS (strings); i++)
    g_free (*strings[i]);
  g_free (self);
}

char *
yyq_test_platform_log_in (YyqTestPlatform *self, const char *account, const char *enterprise)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YyqTokens) tokens = NULL;

  yyq_test_platform_begin (self);
  tokens = yyq_session_service_open (self->platform, account, enterprise, NULL, "password", "test",
                                     &error);
  g_assert_no_error (error);
  yyq_test_platform_commit (self);
  return g_strdup (tokens->access_token);
}

/* Composed once: it is the slow part. */
static GBytes *
compose (GPtrArray *parties)
{
  static GBytes *made[2];
  GBytes **pdf = &made[parties->len - 1];
  g_autoptr (GBytes) upload = NULL;
  g_autoptr (GError) error = NULL;

  if (*pdf == NULL) {
    upload = pdf_samples_contract ();
    *pdf = yyq_import_service_prepare (upload, parties, &error);
    g_assert_no_error (error);
  }
  return *pdf;
}

static void
add_party (GPtrArray *parties, YyqPartySide side, const char *name, double x)
{
  static gint number;
  g_autofree char *id = g_strdup_printf ("party-%d", g_atomic_int_add (&number, 1));
  g_autofree char *field = g_strdup_printf ("party%u", parties->len + 1);

  g_ptr_array_add (parties,
                   g_object_new (YYQ_TYPE_PARTY, "id", id, "seq", (int) parties->len + 1, "side",
                                 side, "name", name, "field", field, "page", 0, "x", x, "y", 600.0,
                                 "width", 140.0, "height", 60.0, NULL));
}

/* Takes nothing of @pdf. */
static YyqContract *
import_contract (YyqTestPlatform *self, const char *enterprise, const char *title,
                 GPtrArray *parties, GBytes *pdf)
{
  g_autoptr (GError) error = NULL;
  YyqImport import = {
    .enterprise_id = enterprise, .title = title, .parties = parties, .pdf = pdf
  };
  YyqContract *contract;

  yyq_import_service_keep (self->platform, &import, &error);
  g_assert_no_error (error);
  yyq_test_platform_begin (self);
  contract = yyq_import_service_store (self->platform, &import, &error);
  g_assert_no_error (error);
  yyq_test_platform_commit (self);
  yyq_new_blob_free (import.kept);
  return contract;
}

YyqContract *
yyq_test_platform_add_contract (YyqTestPlatform *self, const char *enterprise, const char *title,
                                gboolean worker)
{
  g_autoptr (GPtrArray) parties = g_ptr_array_new_with_free_func (g_object_unref);

  if (worker)
    add_party (parties, YYQ_PARTY_SIDE_WORKER, "陈小兰", 350);
  add_party (parties, YYQ_PARTY_SIDE_EMPLOYER, YYQ_TEST_COMPANY, 80);
  return import_contract (self, enterprise, title, parties, compose (parties));
}

/* The shapes of so many characters alone are longer than a frame. */
YyqContract *
yyq_test_platform_add_long_contract (YyqTestPlatform *self, const char *enterprise)
{
  g_autoptr (GPtrArray) parties = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GString) characters = g_string_new (NULL);
  g_autoptr (GBytes) upload = NULL;
  g_autoptr (GBytes) pdf = NULL;
  g_autoptr (GError) error = NULL;

  for (gunichar c = 0x4e00; c < 0x4e00 + 640; c++)
    g_string_append_unichar (characters, c);
  upload = yyq_pdf_typeset (&(YyqPdfBlock){ YYQ_PDF_BLOCK_PARAGRAPH, characters->str }, 1, &error);
  g_assert_no_error (error);
  add_party (parties, YYQ_PARTY_SIDE_EMPLOYER, YYQ_TEST_COMPANY, 80);
  pdf = yyq_import_service_prepare (upload, parties, &error);
  g_assert_no_error (error);
  return import_contract (self, enterprise, "劳动合同", parties, pdf);
}

char *
yyq_test_platform_get_uscc (YyqTestPlatform *self, const char *enterprise)
{
  YyqStorage *storage = yyq_platform_get_storage (self->platform);
  g_autoptr (YyqRows) rows =
    yyq_storage_query (storage, NULL, "SELECT uscc FROM enterprise WHERE id = $1", "s", enterprise);

  g_assert_true (yyq_rows_next (rows, NULL));
  return g_strdup (yyq_rows_get_text (rows, 0));
}

YyqContract *
yyq_test_platform_load (YyqTestPlatform *self, const char *enterprise, const char *id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YyqAccess) access = yyq_access_new_system (enterprise);
  YyqContract *contract =
    yyq_contract_store_load (self->platform, access, YYQ_CONTRACT_VIEW, id, &error);

  g_assert_no_error (error);
  yyq_storage_release (yyq_platform_get_storage (self->platform));
  return contract;
}
