/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-ukey-binding.h"

#include "yyq-fields.h"

struct _YyqUkeyBinding {
  GObject parent_instance;

  char *id;
  char *subject;
  char *issuer;
  char *serial;
  char *cert_sha256;
  char *token_label;
  char *token_serial;
  gint64 bound_at;
  gint64 not_after;
  YyqUkeyState state;
};

G_DEFINE_FINAL_TYPE (YyqUkeyBinding, yyq_ukey_binding, G_TYPE_OBJECT)

static const YyqField fields[] = {
  { "id", YYQ_FIELD_STRING, G_STRUCT_OFFSET (YyqUkeyBinding, id) },
  { "subject", YYQ_FIELD_STRING, G_STRUCT_OFFSET (YyqUkeyBinding, subject) },
  { "issuer", YYQ_FIELD_STRING, G_STRUCT_OFFSET (YyqUkeyBinding, issuer) },
  { "serial", YYQ_FIELD_STRING, G_STRUCT_OFFSET (YyqUkeyBinding, serial) },
  { "cert-sha256", YYQ_FIELD_STRING, G_STRUCT_OFFSET (YyqUkeyBinding, cert_sha256) },
  { "token-label", YYQ_FIELD_STRING, G_STRUCT_OFFSET (YyqUkeyBinding, token_label) },
  { "token-serial", YYQ_FIELD_STRING, G_STRUCT_OFFSET (YyqUkeyBinding, token_serial) },
  { "bound-at", YYQ_FIELD_INT64, G_STRUCT_OFFSET (YyqUkeyBinding, bound_at) },
  { "not-after", YYQ_FIELD_INT64, G_STRUCT_OFFSET (YyqUkeyBinding, not_after) },
  { "state", YYQ_FIELD_ENUM, G_STRUCT_OFFSET (YyqUkeyBinding, state), yyq_ukey_state_get_type },
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
  G_OBJECT_CLASS (yyq_ukey_binding_parent_class)->finalize (object);
}

static void
yyq_ukey_binding_class_init (YyqUkeyBindingClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = get_property;
  object_class->set_property = set_property;
  object_class->finalize = finalize;
  yyq_fields_install (object_class, fields, G_N_ELEMENTS (fields));
}

static void
yyq_ukey_binding_init (YyqUkeyBinding *self)
{
}

YyqUkeyBinding *
yyq_ukey_binding_new (void)
{
  return g_object_new (YYQ_TYPE_UKEY_BINDING, NULL);
}

const char *
yyq_ukey_binding_get_id (YyqUkeyBinding *self)
{
  return self->id;
}

const char *
yyq_ukey_binding_get_subject (YyqUkeyBinding *self)
{
  return self->subject;
}

const char *
yyq_ukey_binding_get_issuer (YyqUkeyBinding *self)
{
  return self->issuer;
}

const char *
yyq_ukey_binding_get_serial (YyqUkeyBinding *self)
{
  return self->serial;
}

const char *
yyq_ukey_binding_get_cert_sha256 (YyqUkeyBinding *self)
{
  return self->cert_sha256;
}

const char *
yyq_ukey_binding_get_token_label (YyqUkeyBinding *self)
{
  return self->token_label;
}

const char *
yyq_ukey_binding_get_token_serial (YyqUkeyBinding *self)
{
  return self->token_serial;
}

gint64
yyq_ukey_binding_get_bound_at (YyqUkeyBinding *self)
{
  return self->bound_at;
}

gint64
yyq_ukey_binding_get_not_after (YyqUkeyBinding *self)
{
  return self->not_after;
}

YyqUkeyState
yyq_ukey_binding_get_state (YyqUkeyBinding *self)
{
  return self->state;
}
