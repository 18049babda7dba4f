/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-seal.h"

#include "yyq-fields.h"

struct _YyqSeal {
  GObject parent_instance;

  char *id;
  char *name;
  YyqSealKind kind;
  char *company;
  char *title;
  char *code;
  double diameter_mm;
  GBytes *form; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (YyqSeal, yyq_seal, G_TYPE_OBJECT)

static const YyqField fields[] = {
  { "id", YYQ_FIELD_STRING, G_STRUCT_OFFSET (YyqSeal, id) },
  { "name", YYQ_FIELD_STRING, G_STRUCT_OFFSET (YyqSeal, name) },
  { "kind", YYQ_FIELD_ENUM, G_STRUCT_OFFSET (YyqSeal, kind), yyq_seal_kind_get_type },
  { "company", YYQ_FIELD_STRING, G_STRUCT_OFFSET (YyqSeal, company) },
  { "title", YYQ_FIELD_STRING, G_STRUCT_OFFSET (YyqSeal, title) },
  { "code", YYQ_FIELD_STRING, G_STRUCT_OFFSET (YyqSeal, code) },
  { "diameter-mm", YYQ_FIELD_DOUBLE, G_STRUCT_OFFSET (YyqSeal, diameter_mm) },
  { "form", YYQ_FIELD_BYTES, G_STRUCT_OFFSET (YyqSeal, form) },
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
  G_OBJECT_CLASS (yyq_seal_parent_class)->finalize (object);
}

static void
yyq_seal_class_init (YyqSealClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = get_property;
  object_class->set_property = set_property;
  object_class->finalize = finalize;
  yyq_fields_install (object_class, fields, G_N_ELEMENTS (fields));
}

static void
yyq_seal_init (YyqSeal *self)
{
}

YyqSeal *
yyq_seal_new (void)
{
  return g_object_new (YYQ_TYPE_SEAL, NULL);
}

const char *
yyq_seal_get_id (YyqSeal *self)
{
  return self->id;
}

const char *
yyq_seal_get_name (YyqSeal *self)
{
  return self->name;
}

YyqSealKind
yyq_seal_get_kind (YyqSeal *self)
{
  return self->kind;
}

const char *
yyq_seal_get_company (YyqSeal *self)
{
  return self->company;
}

const char *
yyq_seal_get_title (YyqSeal *self)
{
  return self->title;
}

const char *
yyq_seal_get_code (YyqSeal *self)
{
  return self->code;
}

double
yyq_seal_get_diameter_mm (YyqSeal *self)
{
  return self->diameter_mm;
}

GBytes *
yyq_seal_get_form (YyqSeal *self)
{
  return self->form;
}
