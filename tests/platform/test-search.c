/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "yyq-contract-list-store.h"
#include "yyq-contract-search-store.h"
#include "yyq-contract-store.h"
#include "yyq-directory-store.h"
#include "yyq-file-tree.h"
#include "yyq-id.h"
#include "yyq-key-rotation.h"
#include "yyq-search-cases.h"
#include "yyq-test-landed-storage.h"
#include "yyq-test-landed.h"
#include "yyq-test-platform.h"
#include "yyq-test-storage.h"
#include "yyq-value.h"

/* Search on the platform: tests/model/yyq-search-cases.h says what it means. */

typedef struct {
  YyqTestPlatform *platform;
  char *unit;
  char *clerk;
} Fixture;

static char *
add_unit (YyqTestPlatform *platform)
{
  g_autofree char *begun = g_strdup ("91419999MA0FWDC1K");
  g_autofree char *uscc = g_strdup_printf ("%s%c", begun, yyq_uscc_check_character (begun));
  g_autoptr (GError) error = NULL;
  char *unit;

  yyq_test_platform_begin (platform);
  unit = yyq_directory_store_create_company (platform->platform, YYQ_SEARCH_UNIT, uscc,
                                             platform->company, &error);
  g_assert_no_error (error);
  yyq_test_platform_commit (platform);
  return unit;
}

/* (transfer full) */
static YyqContract *
make_contract (Fixture *fixture, guint index)
{
  const YyqSearchContract *row = &yyq_search_contracts[index];
  g_autofree char *id = yyq_id_new ();
  g_autofree char *party_id = yyq_id_new ();
  g_autoptr (YyqParty) worker =
    g_object_new (YYQ_TYPE_PARTY, "id", party_id, "seq", 1, "side", YYQ_PARTY_SIDE_WORKER, "name",
                  row->participants, "field", "worker", "width", 1.0, "height", 1.0, NULL);
  YyqContract *contract = g_object_new (
    YYQ_TYPE_CONTRACT, "id", id, "enterprise-id",
    row->of_unit ? fixture->unit : fixture->platform->company, "number", row->number, "title",
    row->title, "initiator-name", row->initiator, "participants", row->participants, "initiated-at",
    (gint64) index + 1, "pages", 1, "state", YYQ_CONTRACT_STATE_SIGNING, NULL);

  yyq_contract_add_party (contract, worker);
  return contract;
}

static void
add_contract (Fixture *fixture, guint index)
{
  YyqTestPlatform *platform = fixture->platform;
  const char *phone = yyq_search_contracts[index].phone;
  g_autoptr (YyqContract) contract = make_contract (fixture, index);
  g_autoptr (YyqParty) worker = g_list_model_get_item (yyq_contract_get_parties (contract), 0);
  g_autoptr (GBytes) bytes = g_bytes_new_static ("paper", 5);
  g_autoptr (GError) error = NULL;
  g_autoptr (YyqNewBlob) pdf =
    yyq_blob_store_write (yyq_blob_store_of (platform->platform), bytes, &error);

  g_assert_no_error (error);
  yyq_test_platform_begin (platform);
  yyq_contract_store_insert (platform->platform, platform->access, contract, pdf, &error);
  g_assert_no_error (error);
  if (phone != NULL)
    yyq_contract_search_store_set_phone (platform->platform, yyq_party_get_id (worker), phone,
                                         &error);
  g_assert_no_error (error);
  yyq_test_platform_commit (platform);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->platform = yyq_test_platform_new (YYQ_TEST_SOUP);
  fixture->unit = add_unit (fixture->platform);
  for (guint i = 0; i < yyq_search_n_contracts; i++)
    add_contract (fixture, i);
  fixture->clerk = yyq_test_platform_log_in (fixture->platform, fixture->platform->clerk,
                                             fixture->platform->company);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  yyq_test_platform_free (fixture->platform);
  g_free (fixture->unit);
  g_free (fixture->clerk);
}

static char
letter_of (const char *number)
{
  for (guint i = 0; i < yyq_search_n_contracts; i++)
    if (g_str_equal (yyq_search_contracts[i].number, number))
      return (char) ('A' + i);
  return '?';
}

/* (transfer full): the letters of what the list shows, in the order of their time. */
static char *
search (Fixture *fixture, const char *token, const char *typed)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *body = NULL;
  g_autoptr (YyqTestReply) reply = NULL;
  g_autoptr (GString) letters = g_string_new (NULL);
  JsonArray *items;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "q");
  json_builder_add_string_value (builder, typed);
  json_builder_set_member_name (builder, "order");
  json_builder_add_string_value (builder, "asc");
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  body = json_to_string (root, FALSE);
  reply = yyq_test_platform_call (fixture->platform, "POST", "/api/v1/contracts/search", token,
                                  NULL, body);
  g_assert_cmpuint (reply->status, ==, 200);
  items = yyq_test_reply_items (reply, "items");
  for (guint i = 0; i < json_array_get_length (items); i++) {
    JsonObject *item = json_array_get_object_element (items, i);

    g_string_append_c (letters, letter_of (json_object_get_string_member (item, "number")));
    g_assert_cmpstr (json_object_get_string_member (item, "unit_name"), ==,
                     strchr ("BD", letters->str[letters->len - 1]) != NULL ? YYQ_SEARCH_UNIT
                                                                           : YYQ_SEARCH_COMPANY);
  }
  return g_string_free (g_steal_pointer (&letters), FALSE);
}

static void
assert_cases (Fixture *fixture)
{
  for (guint i = 0; i < yyq_search_n_cases; i++) {
    const YyqSearchCase *each = &yyq_search_cases[i];
    g_autofree char *letters = search (fixture, fixture->clerk, each->typed);

    yyq_assert_search (each, letters, each->online != NULL ? each->online : each->found);
  }
}

static void
test_cases (Fixture *fixture, gconstpointer data)
{
  assert_cases (fixture);
}

static void
test_catch_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  guint done = 0, steps = 0;

  yyq_test_platform_sql (fixture->platform, "DELETE FROM contract_token");
  yyq_test_platform_sql (fixture->platform,
                         "UPDATE contract SET search_form = 0, search_text = title");
  do {
    yyq_contract_search_store_catch_up (fixture->platform->platform, 2, &done, &error);
    g_assert_no_error (error);
    g_assert_cmpuint (done, <=, 2);
    steps++;
  } while (done > 0);
  yyq_storage_release (yyq_platform_get_storage (fixture->platform->platform));
  g_assert_cmpuint (steps, ==, 4);
  assert_cases (fixture);
}

static void
assert_finds (Fixture *fixture, const char *token, const char *typed, const char *expected)
{
  g_autofree char *letters = search (fixture, token, typed);

  g_assert_cmpstr (letters, ==, expected);
}

/* What a search before could find is found all the while. */
static void
test_without_tokens (Fixture *fixture, gconstpointer data)
{
  yyq_test_platform_sql (fixture->platform, "DELETE FROM contract_token");
  yyq_test_platform_sql (fixture->platform, "UPDATE contract SET search_form = 0");
  assert_finds (fixture, fixture->clerk, "周子涵", "A");
  assert_finds (fixture, fixture->clerk, "协议 李思源", "B");
  assert_finds (fixture, fixture->clerk, "1125", "ABC");
  assert_finds (fixture, fixture->clerk, "郑州", "BD");
  assert_finds (fixture, fixture->clerk, "13912345678", "A");
  assert_finds (fixture, fixture->clerk, "zzh", "");
}

static void
test_others (Fixture *fixture, gconstpointer data)
{
  YyqTestPlatform *platform = fixture->platform;
  const char *units[] = { fixture->unit, NULL };
  g_autofree char *stranger =
    yyq_test_platform_log_in (platform, platform->stranger, platform->other);
  g_autofree char *guest = NULL;

  yyq_test_platform_permit (platform, "contract.view", units);
  guest = yyq_test_platform_log_in (platform, platform->guest, platform->company);
  assert_finds (fixture, stranger, "zzh", "");
  assert_finds (fixture, stranger, "13912345678", "");
  assert_finds (fixture, guest, "2", "BD");
  assert_finds (fixture, guest, "13912345678", "");
  assert_finds (fixture, guest, "13912345679", "B");
  assert_finds (fixture, guest, "云启", "");
}

static void
test_phone_is_not_kept (Fixture *fixture, gconstpointer data)
{
  YyqStorage *storage = yyq_platform_get_storage (fixture->platform->platform);
  g_autoptr (YyqRows) rows = yyq_storage_query (
    storage, NULL, "SELECT phone_index FROM contract_party WHERE phone_index IS NOT NULL", "");
  guint n = 0;

  for (; yyq_rows_next (rows, NULL); n++)
    g_assert_null (strstr (yyq_rows_get_text (rows, 0), "1391234"));
  g_assert_cmpuint (n, ==, 3);
  g_clear_pointer (&rows, yyq_rows_free);
  yyq_storage_release (storage);
}

/* (transfer full) */
static char *
read_index (Fixture *fixture)
{
  YyqStorage *storage = yyq_platform_get_storage (fixture->platform->platform);
  g_autoptr (YyqRows) rows = yyq_storage_query (
    storage, NULL, "SELECT phone_index FROM contract_party WHERE name = '周子涵'", "");
  char *index;

  g_assert_true (yyq_rows_next (rows, NULL));
  index = g_strdup (yyq_rows_get_text (rows, 0));
  g_clear_pointer (&rows, yyq_rows_free);
  yyq_storage_release (storage);
  return index;
}

static void
test_keys (Fixture *fixture, gconstpointer data)
{
  YyqPlatform *platform = fixture->platform->platform;
  YyqFieldCipher *cipher = yyq_platform_get_cipher (platform);
  const guint8 root[32] = { 7 };
  g_autofree char *before = read_index (fixture);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;
  YyqKeyRotation rotation = { 0 };

  yyq_field_cipher_add_root (cipher, yyq_field_cipher_get_generation (cipher) + 1, root);
  assert_finds (fixture, fixture->clerk, "13912345678", "A");
  do {
    yyq_key_rotation_step (platform, FALSE, 2, &rotation, &error);
    g_assert_no_error (error);
  } while (rotation.left > 0);
  yyq_storage_release (yyq_platform_get_storage (platform));
  after = read_index (fixture);
  g_assert_cmpstr (before, !=, after);
  assert_finds (fixture, fixture->clerk, "13912345678", "A");
}

/* A database that the first release left. */
typedef struct {
  char *directory;
  char *address; /* (nullable) */
  YyqPlatform *platform;
  YyqAccess *access;
} Landed;

static void
set_up_landed (Landed *landed, gconstpointer data)
{
  g_autoptr (YyqStorage) storage = NULL;
  g_autoptr (YyqFieldCipher) cipher = yyq_field_cipher_new_random ();

  landed->directory = g_dir_make_tmp ("yyq-search-XXXXXX", NULL);
  yyq_test_landed_write (landed->directory);
  storage = yyq_test_landed_open (landed->directory, &landed->address);
  landed->platform = yyq_platform_new (storage, cipher);
  landed->access = yyq_access_new ("clerk", "session", YYQ_LANDED_COMPANY);
  yyq_access_grant (landed->access, YYQ_CONTRACT_VIEW, YYQ_LANDED_COMPANY);
}

static void
tear_down_landed (Landed *landed, gconstpointer data)
{
  yyq_storage_release (yyq_platform_get_storage (landed->platform));
  g_clear_object (&landed->platform);
  yyq_access_unref (landed->access);
  g_clear_pointer (&landed->address, yyq_test_storage_drop);
  yyq_file_tree_remove (landed->directory);
  g_free (landed->directory);
}

static guint
count_landed (Landed *landed, const char *typed)
{
  g_autoptr (YyqContractQuery) query = yyq_contract_query_new ();
  g_autofree char *next = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = NULL;

  yyq_contract_query_set_text (query, typed);
  found =
    yyq_contract_list_store_read (landed->platform, landed->access, query, 50, NULL, &next, &error);
  g_assert_no_error (error);
  return found->len;
}

static void
test_landed (Landed *landed, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gboolean complete = TRUE;
  guint done = 0, again = 1;

  g_assert_cmpuint (count_landed (landed, "合同"), >, 0);
  g_assert_cmpuint (count_landed (landed, "hetong"), ==, 0);
  yyq_contract_search_store_is_complete (yyq_platform_get_storage (landed->platform),
                                         YYQ_LANDED_COMPANY, &complete, &error);
  g_assert_no_error (error);
  g_assert_false (complete);
  yyq_contract_search_store_catch_up (landed->platform, 100, &done, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (done, ==, 3);
  yyq_contract_search_store_catch_up (landed->platform, 100, &again, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (again, ==, 0);
  g_assert_cmpuint (count_landed (landed, "hetong"), ==, count_landed (landed, "合同"));
  yyq_contract_search_store_is_complete (yyq_platform_get_storage (landed->platform),
                                         YYQ_LANDED_COMPANY, &complete, &error);
  g_assert_true (complete);
}

#define ADD(name, function) \
  g_test_add ("/platform/search/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("words find what the table of cases says", test_cases);
  ADD ("contracts from before get their tokens little by little", test_catch_up);
  ADD ("until then they are found by what stands in them", test_without_tokens);
  ADD ("nobody finds what he may not see, by no way", test_others);
  ADD ("a phone is found before, while and after the keys are changed", test_keys);
  ADD ("a phone number does not stand in the database", test_phone_is_not_kept);
  g_test_add ("/platform/search/the first release's contracts are found before and after", Landed,
              NULL, set_up_landed, test_landed, tear_down_landed);
  return g_test_run ();
}
