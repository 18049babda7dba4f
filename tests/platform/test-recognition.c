/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-access-cache.h"
#include "yyq-clock.h"
#include "yyq-directory-store.h"
#include "yyq-session-service.h"
#include "yyq-storage-open.h"
#include "yyq-test-identity.h"
#include "yyq-test-storage.h"
#include "yyq-test-wait.h"
#include "yyq-value.h"

/*
 * Two processes that work with one database, each of which knows again who asked before: here two
 * storages, each with a platform of its own.
 */

#define STEM "91419999MA0TEXT09"

typedef struct {
  char *directory;
  char *address; /* (nullable) */
  YyqPlatform *platform;
  YyqPlatform *other;
  char *company;
  char *token;
} Fixture;

static YyqPlatform *
open_platform (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YyqStorage) storage = yyq_storage_open (fixture->address, fixture->directory, &error);
  g_autoptr (YyqFieldCipher) cipher = yyq_field_cipher_new_random ();
  g_autoptr (YyqAccessCache) cache = yyq_access_cache_new ();
  YyqPlatform *platform;

  g_assert_no_error (error);
  platform = yyq_platform_new (storage, cipher);
  yyq_platform_add_service (platform, cache);
  return platform;
}

static void
close_platform (YyqPlatform *platform)
{
  yyq_storage_release (yyq_platform_get_storage (platform));
  g_assert_finalize_object (platform);
}

/* A clerk whose role lets him look at the contracts of the company, and log in. */
static void
add_clerk (Fixture *fixture)
{
  static const char *const permissions[] = { "contract.view", NULL };
  YyqPlatform *platform = fixture->platform;
  g_autoptr (GError) error = NULL;
  g_autofree char *uscc = g_strdup_printf (STEM "%c", yyq_uscc_check_character (STEM));
  g_autofree char *account = NULL;
  g_autofree char *role = NULL;
  g_autoptr (YyqTokens) tokens = NULL;

  yyq_storage_begin (yyq_platform_get_storage (platform), &error);
  fixture->company = yyq_directory_store_create_company (platform, "某公司", uscc, NULL, &error);
  account = yyq_directory_store_create_account (platform, "林晓", "13800000001", "none", &error);
  g_assert_no_error (error);
  {
    const char *const units[] = { fixture->company, NULL };

    role = yyq_directory_store_create_role (platform, fixture->company, "经办人", permissions,
                                            units, &error);
  }
  g_assert_no_error (error);
  yyq_directory_store_add_member (platform, account, fixture->company, role, &error);
  tokens = yyq_session_service_open (platform, account, fixture->company, NULL, "password", "test",
                                     &error);
  g_assert_no_error (error);
  yyq_storage_commit (yyq_platform_get_storage (platform), &error);
  g_assert_no_error (error);
  fixture->token = g_strdup (tokens->access_token);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->directory = g_dir_make_tmp ("yyq-recognition-XXXXXX", NULL);
  fixture->address = yyq_test_storage_make_address (FALSE);
  fixture->platform = open_platform (fixture);
  fixture->other = open_platform (fixture);
  add_clerk (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  yyq_clock_freeze (0);
  close_platform (fixture->platform);
  close_platform (fixture->other);
  g_clear_pointer (&fixture->address, yyq_test_storage_drop);
  yyq_test_remove_tree (fixture->directory);
  g_free (fixture->directory);
  g_free (fixture->company);
  g_free (fixture->token);
}

/* (transfer full) (nullable): who asks at @platform, as a request does. @state (nullable). */
static YyqAccess *
ask (Fixture *fixture, YyqPlatform *platform, char **state)
{
  YyqStorage *storage = yyq_platform_get_storage (platform);
  g_autoptr (GError) error = NULL;
  g_autofree char *name = yyq_storage_begin_reading (storage, &error);
  YyqAccess *access;

  g_assert_no_error (error);
  access = yyq_session_service_recognize (platform, name, fixture->token, &error);
  g_assert_no_error (error);
  yyq_storage_release (storage);
  if (state != NULL)
    *state = g_steal_pointer (&name);
  return access;
}

static gboolean
may_look (Fixture *fixture, YyqPlatform *platform)
{
  g_autoptr (YyqAccess) access = ask (fixture, platform, NULL);

  return yyq_access_may_in (access, "contract.view", fixture->company);
}

static void
run_sql (YyqPlatform *platform, const char *sql)
{
  YyqStorage *storage = yyq_platform_get_storage (platform);
  g_autoptr (GError) error = NULL;

  yyq_storage_begin (storage, &error);
  g_assert_no_error (error);
  yyq_storage_execute (storage, &error, sql, "");
  g_assert_no_error (error);
  g_assert_cmpint (yyq_storage_get_changes (storage), >, 0);
  yyq_storage_commit (storage, &error);
  g_assert_no_error (error);
  yyq_storage_release (storage);
}

/* TRUE: the state was the same two times, and so was what was found. On a server that others work
 * with it may be another one each time. */
static gboolean
is_recognized (Fixture *fixture)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (YyqAccess) first = ask (fixture, fixture->platform, &before);
  g_autoptr (YyqAccess) second = ask (fixture, fixture->platform, &after);

  g_assert_nonnull (first);
  if (g_str_equal (before, after))
    g_assert_true (first == second);
  return g_str_equal (before, after);
}

static void
test_recognized (Fixture *fixture, gconstpointer data)
{
  yyq_test_wait_aside_while (!is_recognized (fixture));
}

static const struct {
  const char *what;
  const char *take;
  const char *give; /* (nullable) */
} rights[] = {
  { "the session has ended", "UPDATE session SET revoked_at = 1",
    "UPDATE session SET revoked_at = NULL" },
  { "the account is disabled", "UPDATE account SET disabled_at = 1",
    "UPDATE account SET disabled_at = NULL" },
  { "the membership has ended", "UPDATE member SET left_at = 1",
    "UPDATE member SET left_at = NULL" },
  { "the role has other permissions", "UPDATE role_permission SET code = 'job.view'",
    "UPDATE role_permission SET code = 'contract.view'" },
  { "the session is without a company", "UPDATE session SET tenant_id = NULL",
    "UPDATE session SET tenant_id = (SELECT tenant_id FROM member)" },
  { "the role is without units", "DELETE FROM role_unit", NULL },
  { "the token is gone", "DELETE FROM access_token", NULL },
};

/* Whoever takes it away: this process, which has just looked, or another one. */
static void
test_taken (Fixture *fixture, gconstpointer by_other)
{
  YyqPlatform *writer = by_other != NULL ? fixture->other : fixture->platform;

  for (guint i = 0; i < G_N_ELEMENTS (rights); i++) {
    g_test_message ("%s", rights[i].what);
    g_assert_true (may_look (fixture, fixture->platform));
    g_assert_true (may_look (fixture, fixture->other));
    run_sql (writer, rights[i].take);
    g_assert_false (may_look (fixture, fixture->platform));
    g_assert_false (may_look (fixture, fixture->other));
    if (rights[i].give == NULL && i + 1 < G_N_ELEMENTS (rights))
      run_sql (writer, "INSERT INTO role_unit (role_id, unit_id) SELECT r.id, r.tenant_id FROM "
                       "role r WHERE r.builtin = 0");
    else if (rights[i].give != NULL)
      run_sql (writer, rights[i].give);
  }
}

/* What is written and not committed is nobody's yet; what was rolled back never was. */
static void
test_uncommitted (Fixture *fixture, gconstpointer data)
{
  YyqStorage *writer = yyq_platform_get_storage (fixture->other);
  g_autoptr (GError) error = NULL;

  yyq_storage_begin (writer, &error);
  yyq_storage_execute (writer, &error, "UPDATE session SET revoked_at = 1", "");
  g_assert_no_error (error);
  g_assert_true (may_look (fixture, fixture->platform));
  yyq_storage_rollback (writer);
  yyq_storage_release (writer);
  g_assert_true (may_look (fixture, fixture->other));
  g_assert_true (may_look (fixture, fixture->platform));
}

static void
test_expired (Fixture *fixture, gconstpointer data)
{
  const gint64 now = yyq_clock_now ();

  g_assert_true (may_look (fixture, fixture->platform));
  yyq_clock_freeze (now + YYQ_ACCESS_TOKEN_MS - 60 * 1000);
  g_assert_true (may_look (fixture, fixture->platform));
  yyq_clock_freeze (now + YYQ_ACCESS_TOKEN_MS + 1);
  g_assert_false (may_look (fixture, fixture->platform));
}

/* Very many, or those with very many units: what is kept is bounded, and whoever is not kept is
 * looked up. */
static void
test_bounded (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YyqAccessCache) cache = yyq_access_cache_new ();
  g_autoptr (YyqAccess) access = yyq_access_new ("a", "s", "t");
  guint n_kept = 0;

  for (guint i = 0; i < 1000; i++) {
    g_autofree char *unit = g_strdup_printf ("u%u", i);

    yyq_access_grant (access, "contract.view", unit);
  }
  for (guint i = 0; i < 1000; i++) {
    g_autofree char *hash = g_strdup_printf ("%u", i);

    yyq_access_cache_add (cache, "1", hash, access, G_MAXINT64);
  }
  for (guint i = 0; i < 1000; i++) {
    g_autofree char *hash = g_strdup_printf ("%u", i);
    g_autoptr (YyqAccess) found = yyq_access_cache_find (cache, "1", hash);

    n_kept += found != NULL ? 1 : 0;
  }
  g_assert_cmpuint (n_kept, >=, 1);
  g_assert_cmpuint (n_kept, <=, 50);
}

#define ADD(name, data, test) \
  g_test_add ("/recognition/" name, Fixture, data, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("who asked before is known while nobody commits", NULL, test_recognized);
  ADD ("what this process takes away is gone at once, here and there", NULL, test_taken);
  ADD ("what another process takes away is gone at once, here and there", "other", test_taken);
  ADD ("what is not committed takes nothing away", NULL, test_uncommitted);
  ADD ("a token that has expired is known no more", NULL, test_expired);
  ADD ("what is kept is bounded", NULL, test_bounded);
  return g_test_run ();
}
