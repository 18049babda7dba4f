/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-contract-event.h"

#include "yyq-fields.h"

struct _YyqContractEvent {
  GObject parent_instance;

  char *id;
  char *kind;
  char *actor;
  gint64 at;
  char *detail;
};

G_DEFINE_FINAL_TYPE (YyqContractEvent, yyq_contract_event, G_TYPE_OBJECT)

static const YyqField fields[] = {
  { "id", YYQ_FIELD_STRING, G_STRUCT_OFFSET (YyqContractEvent, id) },
  { "kind", YYQ_FIELD_STRING, G_STRUCT_OFFSET (YyqContractEvent, kind) },
  { "actor", YYQ_FIELD_STRING, G_STRUCT_OFFSET (YyqContractEvent, actor) },
  { "at", YYQ_FIELD_INT64, G_STRUCT_OFFSET (YyqContractEvent, at) },
  { "detail", YYQ_FIELD_STRING, G_STRUCT_OFFSET (YyqContractEvent, detail) },
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
  G_OBJECT_CLASS (yyq_contract_event_parent_class)->finalize (object);
}

static void
yyq_contract_event_class_init (YyqContractEventClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = get_property;
  object_class->set_property = set_property;
  object_class->finalize = finalize;
  yyq_fields_install (object_class, fields, G_N_ELEMENTS (fields));
}

static void
yyq_contract_event_init (YyqContractEvent *self)
{
}

YyqContractEvent *
yyq_contract_event_new (void)
{
  return g_object_new (YYQ_TYPE_CONTRACT_EVENT, NULL);
}

const char *
yyq_contract_event_get_id (YyqContractEvent *self)
{
  return self->id;
}

const char *
yyq_contract_event_get_kind (YyqContractEvent *self)
{
  return self->kind;
}

const char *
yyq_contract_event_get_actor (YyqContractEvent *self)
{
  return self->actor;
}

gint64
yyq_contract_event_get_at (YyqContractEvent *self)
{
  return self->at;
}

const char *
yyq_contract_event_get_detail (YyqContractEvent *self)
{
  return self->detail;
}
