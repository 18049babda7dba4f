/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-account.h"

#include "yyq-fields.h"

struct _YyqAccount {
  GObject parent_instance;

  char *id;
  char *name;
  char *phone_masked;
  char *role_name;
  YyqEnterprise *enterprise;
  char **permissions;
  GListStore *ukeys;
};

G_DEFINE_FINAL_TYPE (YyqAccount, yyq_account, G_TYPE_OBJECT)

static const YyqField fields[] = {
  { "id", YYQ_FIELD_STRING, G_STRUCT_OFFSET (YyqAccount, id) },
  { "name", YYQ_FIELD_STRING, G_STRUCT_OFFSET (YyqAccount, name) },
  { "phone-masked", YYQ_FIELD_STRING, G_STRUCT_OFFSET (YyqAccount, phone_masked) },
  { "role-name", YYQ_FIELD_STRING, G_STRUCT_OFFSET (YyqAccount, role_name) },
  { "enterprise", YYQ_FIELD_OBJECT, G_STRUCT_OFFSET (YyqAccount, enterprise), yyq_enterprise_get_type },
  { "permissions", YYQ_FIELD_STRV, G_STRUCT_OFFSET (YyqAccount, permissions) },
  { "ukeys", YYQ_FIELD_MODEL, G_STRUCT_OFFSET (YyqAccount, ukeys), g_list_model_get_type },
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
  G_OBJECT_CLASS (yyq_account_parent_class)->finalize (object);
}

static void
yyq_account_class_init (YyqAccountClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = get_property;
  object_class->set_property = set_property;
  object_class->finalize = finalize;
  yyq_fields_install (object_class, fields, G_N_ELEMENTS (fields));
}

static void
yyq_account_init (YyqAccount *self)
{
  self->ukeys = g_list_store_new (YYQ_TYPE_UKEY_BINDING);
}

YyqAccount *
yyq_account_new (void)
{
  return g_object_new (YYQ_TYPE_ACCOUNT, NULL);
}

const char *
yyq_account_get_id (YyqAccount *self)
{
  return self->id;
}

const char *
yyq_account_get_name (YyqAccount *self)
{
  return self->name;
}

const char *
yyq_account_get_phone_masked (YyqAccount *self)
{
  return self->phone_masked;
}

const char *
yyq_account_get_role_name (YyqAccount *self)
{
  return self->role_name;
}

YyqEnterprise *
yyq_account_get_enterprise (YyqAccount *self)
{
  return self->enterprise;
}

const char *const *
yyq_account_get_permissions (YyqAccount *self)
{
  return (const char *const *) self->permissions;
}

GListModel *
yyq_account_get_ukeys (YyqAccount *self)
{
  return G_LIST_MODEL (self->ukeys);
}

void
yyq_account_add_ukey (YyqAccount *self, YyqUkeyBinding *ukey)
{
  g_list_store_append (self->ukeys, ukey);
}
