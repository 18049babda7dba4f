/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-enterprise.h"

#include "yyq-fields.h"

struct _YyqEnterprise {
  GObject parent_instance;

  char *id;
  char *name;
  char *uscc;
  char *group_id;
  char *parent_id;
  char *role_name;
  GListStore *units;
};

G_DEFINE_FINAL_TYPE (YyqEnterprise, yyq_enterprise, G_TYPE_OBJECT)

static const YyqField fields[] = {
  { "id", YYQ_FIELD_STRING, G_STRUCT_OFFSET (YyqEnterprise, id) },
  { "name", YYQ_FIELD_STRING, G_STRUCT_OFFSET (YyqEnterprise, name) },
  { "uscc", YYQ_FIELD_STRING, G_STRUCT_OFFSET (YyqEnterprise, uscc) },
  { "group-id", YYQ_FIELD_STRING, G_STRUCT_OFFSET (YyqEnterprise, group_id) },
  { "parent-id", YYQ_FIELD_STRING, G_STRUCT_OFFSET (YyqEnterprise, parent_id) },
  { "role-name", YYQ_FIELD_STRING, G_STRUCT_OFFSET (YyqEnterprise, role_name) },
  { "units", YYQ_FIELD_MODEL, G_STRUCT_OFFSET (YyqEnterprise, units), g_list_model_get_type },
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
  G_OBJECT_CLASS (yyq_enterprise_parent_class)->finalize (object);
}

static void
yyq_enterprise_class_init (YyqEnterpriseClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = get_property;
  object_class->set_property = set_property;
  object_class->finalize = finalize;
  yyq_fields_install (object_class, fields, G_N_ELEMENTS (fields));
}

static void
yyq_enterprise_init (YyqEnterprise *self)
{
  self->units = g_list_store_new (YYQ_TYPE_ENTERPRISE);
}

YyqEnterprise *
yyq_enterprise_new (void)
{
  return g_object_new (YYQ_TYPE_ENTERPRISE, NULL);
}

const char *
yyq_enterprise_get_id (YyqEnterprise *self)
{
  return self->id;
}

const char *
yyq_enterprise_get_name (YyqEnterprise *self)
{
  return self->name;
}

const char *
yyq_enterprise_get_uscc (YyqEnterprise *self)
{
  return self->uscc;
}

const char *
yyq_enterprise_get_group_id (YyqEnterprise *self)
{
  return self->group_id;
}

const char *
yyq_enterprise_get_parent_id (YyqEnterprise *self)
{
  return self->parent_id;
}

const char *
yyq_enterprise_get_role_name (YyqEnterprise *self)
{
  return self->role_name;
}

GListModel *
yyq_enterprise_get_units (YyqEnterprise *self)
{
  return G_LIST_MODEL (self->units);
}

void
yyq_enterprise_add_unit (YyqEnterprise *self, YyqEnterprise *unit)
{
  g_list_store_append (self->units, unit);
}
