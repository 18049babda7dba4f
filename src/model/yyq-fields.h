/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * For the objects of this folder only: plain members of an instance published as properties from a
 * table, so that list views can bind to them and src/wire can read and write them by name.
 */
typedef enum {
  YYQ_FIELD_STRING,
  YYQ_FIELD_INT,
  YYQ_FIELD_INT64,
  YYQ_FIELD_BOOLEAN,
  YYQ_FIELD_DOUBLE,
  YYQ_FIELD_ENUM,
  YYQ_FIELD_STRV,
  YYQ_FIELD_BYTES, /* GBytes */
  YYQ_FIELD_OBJECT,
  YYQ_FIELD_MODEL, /* read-only; made by the object's init */
} YyqFieldKind;

typedef struct {
  const char *name;
  YyqFieldKind kind;
  glong offset;
  GType (*type) (void); /* of ENUM, OBJECT and MODEL */
} YyqField;

/* Property ids are 1 + the index in @fields. */
void yyq_fields_install (GObjectClass *klass, const YyqField *fields, guint n_fields);
void yyq_field_get (GObject *object, const YyqField *field, GValue *value);
void yyq_field_set (GObject *object, const YyqField *field, const GValue *value);
void yyq_fields_clear (GObject *object, const YyqField *fields, guint n_fields);

G_END_DECLS
