/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-demo-timestamper.h"

#include "yyq-clock.h"
#include "yyq-tsp.h"

struct _YyqDemoTimestamper {
  GObject parent_instance;

  EVP_PKEY *key;
  X509 *certificate;
  gint64 at_ms; /* 0: now */
};

static void timestamper_init (YyqTimestamperInterface *interface);

G_DEFINE_FINAL_TYPE_WITH_CODE (YyqDemoTimestamper, yyq_demo_timestamper, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (YYQ_TYPE_TIMESTAMPER, timestamper_init))

/* Of all authorities in this process: a serial number is never given twice. */
static gint last_serial;

static GBytes *
query (YyqTimestamper *timestamper, GBytes *request, GCancellable *cancellable, GError **error)
{
  YyqDemoTimestamper *self = YYQ_DEMO_TIMESTAMPER (timestamper);
  guint64 serial = (guint64) g_atomic_int_add (&last_serial, 1) + 1;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  return yyq_tsp_respond (request, self->key, self->certificate, NULL,
                          self->at_ms != 0 ? self->at_ms : yyq_clock_now (), serial, error);
}

static void
timestamper_init (YyqTimestamperInterface *interface)
{
  interface->query = query;
}

static void
finalize (GObject *object)
{
  YyqDemoTimestamper *self = YYQ_DEMO_TIMESTAMPER (object);

  EVP_PKEY_free (self->key);
  X509_free (self->certificate);
  G_OBJECT_CLASS (yyq_demo_timestamper_parent_class)->finalize (object);
}

static void
yyq_demo_timestamper_class_init (YyqDemoTimestamperClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = finalize;
}

static void
yyq_demo_timestamper_init (YyqDemoTimestamper *self)
{
}

YyqDemoTimestamper *
yyq_demo_timestamper_new (YyqDemoAuthority *authority, GError **error)
{
  g_autoptr (YyqDemoTimestamper) self = g_object_new (YYQ_TYPE_DEMO_TIMESTAMPER, NULL);

  self->key = EVP_EC_gen ("P-256");
  if (self->key != NULL)
    self->certificate =
      yyq_demo_authority_issue (authority, YYQ_DEMO_CERTIFICATE_TSA,
                                "豫云签演示时间戳（无法律效力）", NULL, self->key, error);
  return self->certificate != NULL ? g_steal_pointer (&self) : NULL;
}

YyqTimestamper *
yyq_demo_timestamper_new_at (YyqDemoTimestamper *self, gint64 at_ms)
{
  YyqDemoTimestamper *other = g_object_new (YYQ_TYPE_DEMO_TIMESTAMPER, NULL);

  EVP_PKEY_up_ref (self->key);
  X509_up_ref (self->certificate);
  other->key = self->key;
  other->certificate = self->certificate;
  other->at_ms = at_ms;
  return YYQ_TIMESTAMPER (other);
}
