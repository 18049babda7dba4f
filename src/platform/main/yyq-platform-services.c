/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-platform-services.h"

#include "yyq-access-cache.h"
#include "yyq-access-store.h"
#include "yyq-anchor.h"
#include "yyq-blob-store.h"
#include "yyq-clock.h"
#include "yyq-contract-search-store.h"
#include "yyq-contract-store.h"
#include "yyq-employee-store.h"
#include "yyq-event-hub.h"
#include "yyq-evidence-job.h"
#include "yyq-feed-entity.h"
#include "yyq-job-runner.h"
#include "yyq-listener-store.h"
#include "yyq-log-export-job.h"
#include "yyq-message-store.h"
#include "yyq-platform-id.h"
#include "yyq-retention-job.h"
#include "yyq-scheduler.h"
#include "yyq-stamping.h"
#include "yyq-template-store.h"
#include "yyq-trust-keeper.h"

/* How long a new revocation list may lie unseen. */
#define LOOK_MS (60 * 1000)

/* So many in a transaction: a moment, in which others who write have to wait. */
#define CONTRACTS_AT_ONCE 100

static gboolean
stamp (YyqPlatform *platform, gpointer data, gint64 *next_ms, GError **error)
{
  return yyq_stamping_run (platform, next_ms, error);
}

static gboolean
anchor (YyqPlatform *platform, gpointer data, gint64 *next_ms, GError **error)
{
  return yyq_anchor_run (platform, next_ms, error);
}

/* Contracts from before the tokens that searches go by. */
static gboolean
make_tokens (YyqPlatform *platform, gpointer data, gint64 *next_ms, GError **error)
{
  guint done = 0;

  if (!yyq_contract_search_store_catch_up (platform, CONTRACTS_AT_ONCE, &done, error))
    return FALSE;
  *next_ms = done > 0 ? yyq_clock_now () : 0;
  return TRUE;
}

/* @told: gboolean */
static gboolean
tell_late (YyqPlatform *platform, gpointer told, gint64 *next_ms, GError **error)
{
  return yyq_anchor_tell_late (platform, told, error);
}

static gboolean
look_for_lists (YyqPlatform *platform, gpointer keeper, gint64 *next_ms, GError **error)
{
  yyq_trust_keeper_look (keeper);
  *next_ms = yyq_clock_now () + LOOK_MS;
  return TRUE;
}

/* Documents that go away with the process need no key that outlives it. */
static YyqMasterKeys *
find_keyring (YyqPlatform *platform, const char *data_dir)
{
  YyqMasterKeys *keyring = yyq_platform_get_service (platform, YYQ_TYPE_MASTER_KEYS);
  g_autoptr (YyqMasterKeys) made = NULL;

  if (keyring != NULL)
    return keyring;
  g_return_val_if_fail (data_dir == NULL, NULL);
  made = yyq_master_keys_new_random ();
  yyq_platform_add_service (platform, made);
  return made;
}

/* Held signatures first of all that takes long: somebody waits for them; and before them the lists
 * that they are judged by. */
static void
add_scheduler (YyqPlatform *platform, YyqTrustKeeper *keeper)
{
  g_autoptr (YyqScheduler) scheduler = yyq_scheduler_new (platform);

  yyq_scheduler_add (scheduler, "revocation lists", look_for_lists, g_object_ref (keeper),
                     g_object_unref);
  yyq_scheduler_add (scheduler, "stamping", stamp, NULL, NULL);
  yyq_scheduler_add (scheduler, "anchoring", anchor, NULL, NULL);
  yyq_scheduler_add (scheduler, "anchors", tell_late, g_new0 (gboolean, 1), g_free);
  yyq_scheduler_add (scheduler, "search tokens", make_tokens, NULL, NULL);
  yyq_platform_add_service (platform, scheduler);
}

static void
add_job_runner (YyqPlatform *platform)
{
  g_autoptr (YyqJobRunner) runner = yyq_job_runner_new (platform, NULL);

  yyq_job_runner_add_kind (runner, &yyq_evidence_job_kind);
  yyq_job_runner_add_kind (runner, &yyq_evidence_log_job_kind);
  yyq_job_runner_add_kind (runner, &yyq_retention_job_kind);
  yyq_job_runner_add_kind (runner, &yyq_log_export_job_kind);
  yyq_platform_add_service (platform, runner);
}

static void
add_event_hub (YyqPlatform *platform)
{
  static const YyqEventHubHooks hooks = { yyq_listener_store_find, yyq_access_store_load };
  g_autoptr (YyqEventHub) hub = yyq_event_hub_new (platform, &hooks);

  yyq_platform_add_service (platform, hub);
}

static void
add_access_cache (YyqPlatform *platform)
{
  g_autoptr (YyqAccessCache) cache = yyq_access_cache_new ();

  yyq_platform_add_service (platform, cache);
}

gboolean
yyq_platform_services_install (YyqPlatform *platform, GError **error)
{
  const YyqPlatformConfig *config = yyq_platform_get_config (platform);
  g_autofree char *directory =
    config->data_dir == NULL ? NULL : g_build_filename (config->data_dir, "sealed", NULL);
  YyqMasterKeys *keyring = find_keyring (platform, config->data_dir);
  g_autoptr (YyqBlobStore) blobs =
    yyq_blob_store_new (yyq_platform_get_storage (platform), keyring, directory, error);
  g_autoptr (YyqTrustKeeper) keeper = blobs == NULL ? NULL : yyq_trust_keeper_new (config, error);

  if (keeper == NULL || !yyq_platform_id_take (platform, error))
    return FALSE;
  yyq_platform_add_service (platform, blobs);
  yyq_platform_add_service (platform, keeper);
  yyq_feed_entity_register (platform, &yyq_contract_feed_entity);
  yyq_feed_entity_register (platform, &yyq_employee_feed_entity);
  yyq_feed_entity_register (platform, &yyq_message_feed_entity);
  yyq_feed_entity_register (platform, &yyq_template_feed_entity);
  add_access_cache (platform);
  add_event_hub (platform);
  add_scheduler (platform, keeper);
  add_job_runner (platform);
  return TRUE;
}
