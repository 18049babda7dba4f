/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-revision.h"

#include "yyq-fields.h"

struct _YyqRevision {
  GObject parent_instance;

  int number;
  char *sha256;
  gint64 length;
  gint64 at;
};

G_DEFINE_FINAL_TYPE (YyqRevision, yyq_revision, G_TYPE_OBJECT)

static const YyqField fields[] = {
  { "number", YYQ_FIELD_INT, G_STRUCT_OFFSET (YyqRevision, number) },
  { "sha256", YYQ_FIELD_STRING, G_STRUCT_OFFSET (YyqRevision, sha256) },
  { "length", YYQ_FIELD_INT64, G_STRUCT_OFFSET (YyqRevision, length) },
  { "at", YYQ_FIELD_INT64, G_STRUCT_OFFSET (YyqRevision, at) },
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
  G_OBJECT_CLASS (yyq_revision_parent_class)->finalize (object);
}

static void
yyq_revision_class_init (YyqRevisionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = get_property;
  object_class->set_property = set_property;
  object_class->finalize = finalize;
  yyq_fields_install (object_class, fields, G_N_ELEMENTS (fields));
}

static void
yyq_revision_init (YyqRevision *self)
{
}

YyqRevision *
yyq_revision_new (void)
{
  return g_object_new (YYQ_TYPE_REVISION, NULL);
}

int
yyq_revision_get_number (YyqRevision *self)
{
  return self->number;
}

const char *
yyq_revision_get_sha256 (YyqRevision *self)
{
  return self->sha256;
}

gint64
yyq_revision_get_length (YyqRevision *self)
{
  return self->length;
}

gint64
yyq_revision_get_at (YyqRevision *self)
{
  return self->at;
}
