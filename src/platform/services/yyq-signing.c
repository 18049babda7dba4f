/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-signing.h"

#include "yyq-anchor.h"
#include "yyq-blob-store.h"
#include "yyq-clock.h"
#include "yyq-error.h"
#include "yyq-stamping.h"

#define IDLE_US (60 * G_USEC_PER_SEC)

struct _YyqSigning {
  GObject parent_instance;

  YyqPlatform *platform; /* not owned: it owns us */
  YyqTrustKeeper *keeper;

  GMutex lock; /* for what follows */
  GCond cond;
  YyqTimestamper *timestamper;
  GThread *thread;
  gboolean stopping;
  gboolean woken;

  gboolean told_late; /* the thread's */
};

G_DEFINE_FINAL_TYPE (YyqSigning, yyq_signing, G_TYPE_OBJECT)

static void
finalize (GObject *object)
{
  YyqSigning *self = YYQ_SIGNING (object);

  yyq_signing_stop (self);
  g_clear_object (&self->timestamper);
  g_clear_object (&self->keeper);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->cond);
  G_OBJECT_CLASS (yyq_signing_parent_class)->finalize (object);
}

static void
yyq_signing_class_init (YyqSigningClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = finalize;
}

static void
yyq_signing_init (YyqSigning *self)
{
  g_mutex_init (&self->lock);
  g_cond_init (&self->cond);
}

YyqSigning *
yyq_signing_new (YyqPlatform *platform, GError **error)
{
  g_autoptr (YyqTrustKeeper) keeper =
    yyq_trust_keeper_new (yyq_platform_get_config (platform), error);
  YyqSigning *self;

  if (keeper == NULL)
    return NULL;
  self = g_object_new (YYQ_TYPE_SIGNING, NULL);
  self->platform = platform;
  self->keeper = g_steal_pointer (&keeper);
  return self;
}

YyqSigning *
yyq_signing_of (YyqPlatform *platform)
{
  return yyq_platform_get_service (platform, YYQ_TYPE_SIGNING);
}

YyqTrustKeeper *
yyq_signing_get_keeper (YyqSigning *self)
{
  return self->keeper;
}

YyqTrust *
yyq_signing_ref_trust (YyqSigning *self)
{
  return yyq_trust_keeper_ref_trust (self->keeper);
}

YyqTimestamper *
yyq_signing_get_timestamper (YyqSigning *self)
{
  YyqTimestamper *timestamper;

  g_mutex_lock (&self->lock);
  timestamper = self->timestamper == NULL ? NULL : g_object_ref (self->timestamper);
  g_mutex_unlock (&self->lock);
  return timestamper;
}

void
yyq_signing_set_timestamper (YyqSigning *self, YyqTimestamper *timestamper)
{
  g_mutex_lock (&self->lock);
  g_set_object (&self->timestamper, timestamper);
  g_mutex_unlock (&self->lock);
}

/* With the lock held: until woken, stopped, or @next_ms is reached. */
static void
wait_for_work (YyqSigning *self, gint64 next_ms)
{
  gint64 wait_us = IDLE_US;
  gint64 end;

  if (next_ms != 0)
    wait_us = CLAMP ((next_ms - yyq_clock_now ()) * 1000, 0, IDLE_US);
  end = g_get_monotonic_time () + wait_us;
  while (!self->stopping && !self->woken) {
    if (!g_cond_wait_until (&self->cond, &self->lock, end))
      break;
  }
  self->woken = FALSE;
}

/* Held signatures first: somebody waits for them. */
static void
work (YyqSigning *self, gint64 *next_ms)
{
  g_autoptr (GError) stamping = NULL;
  g_autoptr (GError) anchoring = NULL;
  g_autoptr (GError) late = NULL;
  gint64 anchor_ms = 0;

  if (!yyq_stamping_run (self->platform, next_ms, &stamping))
    g_warning ("stamping: %s", stamping->message);
  if (!yyq_anchor_run (self->platform, &anchor_ms, &anchoring))
    g_warning ("anchoring: %s", anchoring->message);
  else if (*next_ms == 0 || anchor_ms < *next_ms)
    *next_ms = anchor_ms;
  if (!yyq_anchor_tell_late (self->platform, &self->told_late, &late))
    g_warning ("anchors: %s", late->message);
}

static gpointer
run (gpointer data)
{
  YyqSigning *self = data;

  g_mutex_lock (&self->lock);
  while (!self->stopping) {
    gint64 next_ms = 0;

    g_mutex_unlock (&self->lock);
    work (self, &next_ms);
    yyq_storage_release (yyq_platform_get_storage (self->platform));
    g_mutex_lock (&self->lock);
    if (!self->stopping)
      wait_for_work (self, next_ms);
  }
  g_mutex_unlock (&self->lock);
  return NULL;
}

void
yyq_signing_start (YyqSigning *self)
{
  g_return_if_fail (self->thread == NULL);

  self->stopping = FALSE;
  self->thread = g_thread_new ("yyq-stamping", run, self);
}

void
yyq_signing_wake (YyqSigning *self)
{
  g_mutex_lock (&self->lock);
  self->woken = TRUE;
  g_cond_signal (&self->cond);
  g_mutex_unlock (&self->lock);
}

static void
wake_cb (gpointer self, gpointer unused)
{
  yyq_signing_wake (self);
}

void
yyq_signing_wake_when_written (YyqSigning *self)
{
  yyq_storage_on_commit (yyq_platform_get_storage (self->platform), wake_cb, g_object_ref (self),
                         g_object_unref);
}

void
yyq_signing_stop (YyqSigning *self)
{
  g_mutex_lock (&self->lock);
  self->stopping = TRUE;
  g_cond_signal (&self->cond);
  g_mutex_unlock (&self->lock);
  if (self->thread != NULL)
    g_thread_join (g_steal_pointer (&self->thread));
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

gboolean
yyq_contract_services_install (YyqPlatform *platform, GError **error)
{
  const char *data_dir = yyq_platform_get_config (platform)->data_dir;
  g_autofree char *directory =
    data_dir == NULL ? NULL : g_build_filename (data_dir, "sealed", NULL);
  YyqMasterKeys *keyring = find_keyring (platform, data_dir);
  g_autoptr (YyqBlobStore) blobs =
    yyq_blob_store_new (yyq_platform_get_storage (platform), keyring, directory, error);
  g_autoptr (YyqSigning) signing = blobs == NULL ? NULL : yyq_signing_new (platform, error);

  if (signing == NULL)
    return FALSE;
  yyq_platform_add_service (platform, blobs);
  yyq_platform_add_service (platform, signing);
  return TRUE;
}
