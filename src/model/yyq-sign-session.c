/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-sign-session.h"

#include "yyq-fields.h"

struct _YyqSignSession {
  GObject parent_instance;

  char *id;
  char *contract_id;
  char *party_id;
  char *field;
  int revision;
  char *sha256;
  gint64 length;
  gint64 expires_at;
  char *seal_id;
  GBytes *form;
};

G_DEFINE_FINAL_TYPE (YyqSignSession, yyq_sign_session, G_TYPE_OBJECT)

static const YyqField fields[] = {
  { "id", YYQ_FIELD_STRING, G_STRUCT_OFFSET (YyqSignSession, id) },
  { "contract-id", YYQ_FIELD_STRING, G_STRUCT_OFFSET (YyqSignSession, contract_id) },
  { "party-id", YYQ_FIELD_STRING, G_STRUCT_OFFSET (YyqSignSession, party_id) },
  { "field", YYQ_FIELD_STRING, G_STRUCT_OFFSET (YyqSignSession, field) },
  { "revision", YYQ_FIELD_INT, G_STRUCT_OFFSET (YyqSignSession, revision) },
  { "sha256", YYQ_FIELD_STRING, G_STRUCT_OFFSET (YyqSignSession, sha256) },
  { "length", YYQ_FIELD_INT64, G_STRUCT_OFFSET (YyqSignSession, length) },
  { "expires-at", YYQ_FIELD_INT64, G_STRUCT_OFFSET (YyqSignSession, expires_at) },
  { "seal-id", YYQ_FIELD_STRING, G_STRUCT_OFFSET (YyqSignSession, seal_id) },
  { "form", YYQ_FIELD_BYTES, G_STRUCT_OFFSET (YyqSignSession, form) },
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
  G_OBJECT_CLASS (yyq_sign_session_parent_class)->finalize (object);
}

static void
yyq_sign_session_class_init (YyqSignSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = get_property;
  object_class->set_property = set_property;
  object_class->finalize = finalize;
  yyq_fields_install (object_class, fields, G_N_ELEMENTS (fields));
}

static void
yyq_sign_session_init (YyqSignSession *self)
{
}

YyqSignSession *
yyq_sign_session_new (void)
{
  return g_object_new (YYQ_TYPE_SIGN_SESSION, NULL);
}

const char *
yyq_sign_session_get_id (YyqSignSession *self)
{
  return self->id;
}

const char *
yyq_sign_session_get_contract_id (YyqSignSession *self)
{
  return self->contract_id;
}

const char *
yyq_sign_session_get_party_id (YyqSignSession *self)
{
  return self->party_id;
}

const char *
yyq_sign_session_get_field (YyqSignSession *self)
{
  return self->field;
}

int
yyq_sign_session_get_revision (YyqSignSession *self)
{
  return self->revision;
}

const char *
yyq_sign_session_get_sha256 (YyqSignSession *self)
{
  return self->sha256;
}

gint64
yyq_sign_session_get_length (YyqSignSession *self)
{
  return self->length;
}

gint64
yyq_sign_session_get_expires_at (YyqSignSession *self)
{
  return self->expires_at;
}

const char *
yyq_sign_session_get_seal_id (YyqSignSession *self)
{
  return self->seal_id;
}

GBytes *
yyq_sign_session_get_form (YyqSignSession *self)
{
  return self->form;
}
