/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-trust-root.h"

#include "yyq-fields.h"

struct _YyqTrustRoot {
  GObject parent_instance;

  char *name;
  char **certificates;
  char **key_usages;
  char **extended_key_usages;
  char **policies;
  int minimum_rsa;
  int minimum_ec;
  gboolean revocation_required;
  int grace_hours;
};

G_DEFINE_FINAL_TYPE (YyqTrustRoot, yyq_trust_root, G_TYPE_OBJECT)

static const YyqField fields[] = {
  { "name", YYQ_FIELD_STRING, G_STRUCT_OFFSET (YyqTrustRoot, name) },
  { "certificates", YYQ_FIELD_STRV, G_STRUCT_OFFSET (YyqTrustRoot, certificates) },
  { "key-usages", YYQ_FIELD_STRV, G_STRUCT_OFFSET (YyqTrustRoot, key_usages) },
  { "extended-key-usages", YYQ_FIELD_STRV, G_STRUCT_OFFSET (YyqTrustRoot, extended_key_usages) },
  { "policies", YYQ_FIELD_STRV, G_STRUCT_OFFSET (YyqTrustRoot, policies) },
  { "minimum-rsa", YYQ_FIELD_INT, G_STRUCT_OFFSET (YyqTrustRoot, minimum_rsa) },
  { "minimum-ec", YYQ_FIELD_INT, G_STRUCT_OFFSET (YyqTrustRoot, minimum_ec) },
  { "revocation-required", YYQ_FIELD_BOOLEAN, G_STRUCT_OFFSET (YyqTrustRoot, revocation_required) },
  { "grace-hours", YYQ_FIELD_INT, G_STRUCT_OFFSET (YyqTrustRoot, grace_hours) },
};

static void
get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  yyq_field_get (object, &fields[id - 1], value);
}

static void
set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  yyq_field_set (object, &fields[id - 1], value);
}

static void
finalize (GObject *object)
{
  yyq_fields_clear (object, fields, G_N_ELEMENTS (fields));
  G_OBJECT_CLASS (yyq_trust_root_parent_class)->finalize (object);
}

static void
yyq_trust_root_class_init (YyqTrustRootClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = get_property;
  object_class->set_property = set_property;
  object_class->finalize = finalize;
  yyq_fields_install (object_class, fields, G_N_ELEMENTS (fields));
}

static void
yyq_trust_root_init (YyqTrustRoot *self)
{
  self->certificates = g_new0 (char *, 1);
  self->minimum_rsa = 2048;
  self->minimum_ec = 256;
  self->revocation_required = TRUE;
  self->grace_hours = 24;
}

YyqTrustRoot *
yyq_trust_root_new (void)
{
  return g_object_new (YYQ_TYPE_TRUST_ROOT, NULL);
}

const char *
yyq_trust_root_get_name (YyqTrustRoot *self)
{
  return self->name;
}

const char *const *
yyq_trust_root_get_certificates (YyqTrustRoot *self)
{
  return (const char *const *) self->certificates;
}

const char *const *
yyq_trust_root_get_key_usages (YyqTrustRoot *self)
{
  return (const char *const *) self->key_usages;
}

const char *const *
yyq_trust_root_get_extended_key_usages (YyqTrustRoot *self)
{
  return (const char *const *) self->extended_key_usages;
}

const char *const *
yyq_trust_root_get_policies (YyqTrustRoot *self)
{
  return (const char *const *) self->policies;
}

int
yyq_trust_root_get_minimum_rsa (YyqTrustRoot *self)
{
  return self->minimum_rsa;
}

int
yyq_trust_root_get_minimum_ec (YyqTrustRoot *self)
{
  return self->minimum_ec;
}

gboolean
yyq_trust_root_get_revocation_required (YyqTrustRoot *self)
{
  return self->revocation_required;
}

int
yyq_trust_root_get_grace_hours (YyqTrustRoot *self)
{
  return self->grace_hours;
}

static gboolean
same_words (char **some, char **others)
{
  static const char *const none[] = { NULL };

  return g_strv_equal (some != NULL ? (const char *const *) some : none, others != NULL ? (const char *const *) others : none);
}

gboolean
yyq_trust_root_equal (YyqTrustRoot *self, YyqTrustRoot *other)
{
  return same_words (self->certificates, other->certificates) && same_words (self->key_usages, other->key_usages) &&
         same_words (self->extended_key_usages, other->extended_key_usages) && same_words (self->policies, other->policies) &&
         self->minimum_rsa == other->minimum_rsa && self->minimum_ec == other->minimum_ec &&
         self->revocation_required == other->revocation_required && self->grace_hours == other->grace_hours;
}
