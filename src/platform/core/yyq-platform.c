/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-platform.h"

struct _YyqPlatform {
  GObject parent_instance;

  YyqStorage *storage;
  YyqFieldCipher *cipher;
  YyqPlatformConfig config;
  GPtrArray *services; /* (element-type GObject) */

  GMutex lock; /* for what follows */
  YyqTimestamper *timestamper;
};

G_DEFINE_FINAL_TYPE (YyqPlatform, yyq_platform, G_TYPE_OBJECT)

void
yyq_platform_demo_account_free (YyqPlatformDemoAccount *account)
{
  g_free (account->phone);
  g_free (account->password);
  g_free (account->name);
  g_free (account);
}

static void
clear_config (YyqPlatformConfig *config)
{
  g_free (config->origin);
  g_free (config->oldest_client);
  g_free (config->id);
  g_ptr_array_unref (config->demo_accounts);
  g_free (config->demo_ukey_pin);
  g_ptr_array_unref (config->signer_roots);
  g_ptr_array_unref (config->tsa_roots);
  g_strfreev (config->revocation_lists);
  g_free (config->tsa_url);
  g_free (config->data_dir);
  g_clear_pointer (&config->retention, g_hash_table_unref);
}

static void
finalize (GObject *object)
{
  YyqPlatform *self = YYQ_PLATFORM (object);

  g_ptr_array_unref (self->services);
  g_clear_object (&self->timestamper);
  g_mutex_clear (&self->lock);
  g_clear_object (&self->storage);
  g_clear_object (&self->cipher);
  clear_config (&self->config);
  G_OBJECT_CLASS (yyq_platform_parent_class)->finalize (object);
}

static void
yyq_platform_class_init (YyqPlatformClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = finalize;
}

static void
yyq_platform_init (YyqPlatform *self)
{
  g_mutex_init (&self->lock);
  self->services = g_ptr_array_new_with_free_func (g_object_unref);
  self->config.origin = g_strdup (YYQ_PLATFORM_ORIGIN_UNSET);
  self->config.oldest_client = g_strdup (YYQ_PLATFORM_OLDEST_CLIENT);
  self->config.offline_days = YYQ_PLATFORM_OFFLINE_DAYS;
  self->config.demo_accounts =
    g_ptr_array_new_with_free_func ((GDestroyNotify) yyq_platform_demo_account_free);
  self->config.signer_roots = g_ptr_array_new_with_free_func (g_object_unref);
  self->config.tsa_roots = g_ptr_array_new_with_free_func (g_object_unref);
}

YyqPlatform *
yyq_platform_new (YyqStorage *storage, YyqFieldCipher *cipher)
{
  YyqPlatform *self = g_object_new (YYQ_TYPE_PLATFORM, NULL);

  self->storage = g_object_ref (storage);
  self->cipher = g_object_ref (cipher);
  return self;
}

YyqStorage *
yyq_platform_get_storage (YyqPlatform *self)
{
  return self->storage;
}

YyqFieldCipher *
yyq_platform_get_cipher (YyqPlatform *self)
{
  return self->cipher;
}

YyqPlatformConfig *
yyq_platform_get_config (YyqPlatform *self)
{
  return &self->config;
}

YyqTimestamper *
yyq_platform_ref_timestamper (YyqPlatform *self)
{
  YyqTimestamper *timestamper;

  g_mutex_lock (&self->lock);
  timestamper = self->timestamper == NULL ? NULL : g_object_ref (self->timestamper);
  g_mutex_unlock (&self->lock);
  return timestamper;
}

void
yyq_platform_set_timestamper (YyqPlatform *self, YyqTimestamper *timestamper)
{
  g_mutex_lock (&self->lock);
  g_set_object (&self->timestamper, timestamper);
  g_mutex_unlock (&self->lock);
}

gpointer
yyq_platform_get_service (YyqPlatform *self, GType type)
{
  for (guint i = 0; i < self->services->len; i++) {
    gpointer service = g_ptr_array_index (self->services, i);

    if (g_type_is_a (G_OBJECT_TYPE (service), type))
      return service;
  }
  return NULL;
}

void
yyq_platform_add_service (YyqPlatform *self, gpointer service)
{
  g_ptr_array_add (self->services, g_object_ref (service));
}
