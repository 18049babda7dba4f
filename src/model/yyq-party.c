/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-party.h"

#include "yyq-fields.h"

struct _YyqParty {
  GObject parent_instance;

  char *id;
  int seq;
  YyqPartySide side;
  char *name;
  YyqPartyState state;
  gint64 signed_at;
  char *field;
  int page;
  double x;
  double y;
  double width;
  double height;
  gboolean mine;
};

G_DEFINE_FINAL_TYPE (YyqParty, yyq_party, G_TYPE_OBJECT)

static const YyqField fields[] = {
  { "id", YYQ_FIELD_STRING, G_STRUCT_OFFSET (YyqParty, id) },
  { "seq", YYQ_FIELD_INT, G_STRUCT_OFFSET (YyqParty, seq) },
  { "side", YYQ_FIELD_ENUM, G_STRUCT_OFFSET (YyqParty, side), yyq_party_side_get_type },
  { "name", YYQ_FIELD_STRING, G_STRUCT_OFFSET (YyqParty, name) },
  { "state", YYQ_FIELD_ENUM, G_STRUCT_OFFSET (YyqParty, state), yyq_party_state_get_type },
  { "signed-at", YYQ_FIELD_INT64, G_STRUCT_OFFSET (YyqParty, signed_at) },
  { "field", YYQ_FIELD_STRING, G_STRUCT_OFFSET (YyqParty, field) },
  { "page", YYQ_FIELD_INT, G_STRUCT_OFFSET (YyqParty, page) },
  { "x", YYQ_FIELD_DOUBLE, G_STRUCT_OFFSET (YyqParty, x) },
  { "y", YYQ_FIELD_DOUBLE, G_STRUCT_OFFSET (YyqParty, y) },
  { "width", YYQ_FIELD_DOUBLE, G_STRUCT_OFFSET (YyqParty, width) },
  { "height", YYQ_FIELD_DOUBLE, G_STRUCT_OFFSET (YyqParty, height) },
  { "mine", YYQ_FIELD_BOOLEAN, G_STRUCT_OFFSET (YyqParty, mine) },
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
  G_OBJECT_CLASS (yyq_party_parent_class)->finalize (object);
}

static void
yyq_party_class_init (YyqPartyClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = get_property;
  object_class->set_property = set_property;
  object_class->finalize = finalize;
  yyq_fields_install (object_class, fields, G_N_ELEMENTS (fields));
}

static void
yyq_party_init (YyqParty *self)
{
}

YyqParty *
yyq_party_new (void)
{
  return g_object_new (YYQ_TYPE_PARTY, NULL);
}

const char *
yyq_party_get_id (YyqParty *self)
{
  return self->id;
}

int
yyq_party_get_seq (YyqParty *self)
{
  return self->seq;
}

YyqPartySide
yyq_party_get_side (YyqParty *self)
{
  return self->side;
}

const char *
yyq_party_get_name (YyqParty *self)
{
  return self->name;
}

YyqPartyState
yyq_party_get_state (YyqParty *self)
{
  return self->state;
}

gint64
yyq_party_get_signed_at (YyqParty *self)
{
  return self->signed_at;
}

const char *
yyq_party_get_field (YyqParty *self)
{
  return self->field;
}

int
yyq_party_get_page (YyqParty *self)
{
  return self->page;
}

double
yyq_party_get_x (YyqParty *self)
{
  return self->x;
}

double
yyq_party_get_y (YyqParty *self)
{
  return self->y;
}

double
yyq_party_get_width (YyqParty *self)
{
  return self->width;
}

double
yyq_party_get_height (YyqParty *self)
{
  return self->height;
}

gboolean
yyq_party_get_mine (YyqParty *self)
{
  return self->mine;
}

void
yyq_party_set_state (YyqParty *self, YyqPartyState state)
{
  g_object_set (self, "state", state, NULL);
}

void
yyq_party_set_signed_at (YyqParty *self, gint64 signed_at)
{
  g_object_set (self, "signed-at", signed_at, NULL);
}
