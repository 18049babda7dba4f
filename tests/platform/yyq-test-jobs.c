/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-test-jobs.h"

#include <poll.h>

#include "yyq-blob-store.h"
#include "yyq-storage-open.h"
#include "yyq-tenant.h"
#include "yyq-test-identity.h"
#include "yyq-test-storage.h"

#define PATIENCE_US (60 * G_USEC_PER_SEC)

const YyqJobTerms yyq_test_jobs_terms = { .lease_ms = 1500,
                                          .slice_ms = 150,
                                          .first_wait_ms = 40,
                                          .longest_wait_ms = 100,
                                          .most_tries = 4,
                                          .idle_ms = 50 };

YyqPlatform *
yyq_test_jobs_open_platform (const char *address, const char *directory)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YyqStorage) storage = yyq_storage_open (address, directory, &error);
  g_autoptr (YyqFieldCipher) cipher = yyq_field_cipher_new_random ();
  g_autoptr (YyqMasterKeys) keyring = yyq_master_keys_new_random ();
  g_autofree char *sealed = g_build_filename (directory, "sealed", NULL);
  g_autoptr (YyqBlobStore) blobs = NULL;
  YyqPlatform *platform;

  g_assert_no_error (error);
  blobs = yyq_blob_store_new (storage, keyring, sealed, &error);
  g_assert_no_error (error);
  platform = yyq_platform_new (storage, cipher);
  yyq_platform_add_service (platform, keyring);
  yyq_platform_add_service (platform, blobs);
  return platform;
}

gboolean
yyq_test_jobs_count_effect (YyqJobWork *work, YyqJobItem *item, GError **error)
{
  g_autofree char *whose =
    g_strconcat (yyq_job_work_get_id (work), "|", yyq_job_item_get_target (item), NULL);

  return yyq_job_work_begin (work, error) &&
         yyq_storage_execute (
           yyq_platform_get_storage (yyq_job_work_get_platform (work)), error,
           "INSERT INTO login_guess (whose, failures, lockouts, locked_until, last_at) VALUES "
           "($1, 1, 0, 0, 0) ON CONFLICT (whose) DO UPDATE SET failures = login_guess.failures + 1",
           "s", whose);
}

void
yyq_test_jobs_set_up (YyqTestJobs *self)
{
  g_autoptr (GError) error = NULL;

  self->begun = g_async_queue_new ();
  self->let_go = g_async_queue_new ();
  self->directory = g_dir_make_tmp ("yyq-jobs-XXXXXX", NULL);
  self->address = yyq_test_storage_make_address (FALSE);
  self->platform = yyq_test_jobs_open_platform (self->address, self->directory);
  self->storage = yyq_platform_get_storage (self->platform);
  self->runner = yyq_job_runner_new (self->platform, &yyq_test_jobs_terms);
  yyq_platform_add_service (self->platform, self->runner);
  yyq_storage_execute (self->storage, &error,
                       "INSERT INTO enterprise (id, tenant_id, name, uscc, created_at) VALUES "
                       "('" YYQ_TEST_JOBS_TENANT "', '" YYQ_TEST_JOBS_TENANT "', 'n', 'u', 1)",
                       "");
  g_assert_no_error (error);
  yyq_storage_execute (
    self->storage, &error,
    "INSERT INTO sync_counter (tenant_id, n) VALUES ('" YYQ_TEST_JOBS_TENANT "', 0)", "");
  g_assert_no_error (error);
}

void
yyq_test_jobs_tear_down (YyqTestJobs *self)
{
  yyq_job_runner_stop (self->runner);
  g_clear_object (&self->runner);
  yyq_storage_release (self->storage);
  g_assert_finalize_object (self->platform);
  g_clear_pointer (&self->address, yyq_test_storage_drop);
  yyq_test_remove_tree (self->directory);
  g_free (self->directory);
  g_async_queue_unref (self->begun);
  g_async_queue_unref (self->let_go);
}

gint64
yyq_test_jobs_count (YyqTestJobs *self, const char *sql)
{
  g_autoptr (GError) error = NULL;
  gint64 n = 0;

  g_assert_true (yyq_storage_query_int (self->storage, &n, &error, sql, ""));
  g_assert_no_error (error);
  return n;
}

void
yyq_test_jobs_assert_count (YyqTestJobs *self, gint64 wanted, const char *sql)
{
  g_test_message ("%s", sql);
  g_assert_cmpint (yyq_test_jobs_count (self, sql), ==, wanted);
}

char *
yyq_test_jobs_start (YyqTestJobs *self, const YyqJobKind *kind, guint n)
{
  static const YyqJobTarget numbers[] = { { "1", "Number", "one" },
                                          { "2", "Number", "two" },
                                          { "3", "Number", "three" } };
  const YyqJobStart job = {
    .kind = kind, .tenant_id = YYQ_TEST_JOBS_TENANT, .targets = numbers, .n_targets = n
  };
  g_autoptr (GError) error = NULL;
  char *id;

  yyq_tenant_begin (self->platform, YYQ_TEST_JOBS_TENANT, &error);
  g_assert_no_error (error);
  id = yyq_job_service_start (self->platform, &job, &error);
  g_assert_no_error (error);
  yyq_storage_commit (self->storage, &error);
  g_assert_no_error (error);
  return id;
}

YyqJob *
yyq_test_jobs_load (YyqTestJobs *self, const YyqJobKind *kind, const char *id)
{
  g_autoptr (GPtrArray) kinds = g_ptr_array_new ();
  const YyqJobQuery query = { .tenant_id = YYQ_TEST_JOBS_TENANT, .kinds = kinds, .limit = 10 };
  g_autoptr (GError) error = NULL;
  YyqJob *job;

  g_ptr_array_add (kinds, (gpointer) kind);
  job = yyq_job_store_load (self->storage, &query, id, &error);
  g_assert_no_error (error);
  g_assert_nonnull (job);
  return job;
}

YyqJobItem *
yyq_test_jobs_load_item (YyqTestJobs *self, const char *id, gint64 seq)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items =
    yyq_job_store_list_items (self->storage, id, NULL, seq - 1, 1, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (items->len, ==, 1);
  return g_ptr_array_steal_index (items, 0);
}

void
yyq_test_jobs_wait_for_end (YyqTestJobs *self, const YyqJobKind *kind, const char *id,
                            YyqJobState wanted)
{
  gint64 deadline = g_get_monotonic_time () + PATIENCE_US;

  for (;;) {
    g_autoptr (YyqJob) job = yyq_test_jobs_load (self, kind, id);

    if (yyq_job_get_ended_at (job) != 0) {
      g_assert_cmpint (yyq_job_get_state (job), ==, wanted);
      return;
    }
    g_assert_cmpint (g_get_monotonic_time (), <, deadline);
    poll (NULL, 0, 10);
  }
}
