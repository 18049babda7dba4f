/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-fields.h"

static GParamSpec *
make_pspec (const YyqField *field)
{
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  switch (field->kind) {
  case YYQ_FIELD_STRING:
    return g_param_spec_string (field->name, NULL, NULL, NULL, flags);
  case YYQ_FIELD_INT:
    return g_param_spec_int (field->name, NULL, NULL, G_MININT, G_MAXINT, 0, flags);
  case YYQ_FIELD_INT64:
    return g_param_spec_int64 (field->name, NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
  case YYQ_FIELD_BOOLEAN:
    return g_param_spec_boolean (field->name, NULL, NULL, FALSE, flags);
  case YYQ_FIELD_DOUBLE:
    return g_param_spec_double (field->name, NULL, NULL, -G_MAXDOUBLE, G_MAXDOUBLE, 0, flags);
  case YYQ_FIELD_ENUM:
    return g_param_spec_enum (field->name, NULL, NULL, field->type (), 0, flags);
  case YYQ_FIELD_STRV:
    return g_param_spec_boxed (field->name, NULL, NULL, G_TYPE_STRV, flags);
  case YYQ_FIELD_BYTES:
    return g_param_spec_boxed (field->name, NULL, NULL, G_TYPE_BYTES, flags);
  case YYQ_FIELD_OBJECT:
    return g_param_spec_object (field->name, NULL, NULL, field->type (), flags);
  case YYQ_FIELD_MODEL:
    return g_param_spec_object (field->name, NULL, NULL, G_TYPE_LIST_MODEL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  default:
    g_assert_not_reached ();
  }
}

void
yyq_fields_install (GObjectClass *klass, const YyqField *fields, guint n_fields)
{
  for (guint i = 0; i < n_fields; i++)
    g_object_class_install_property (klass, i + 1, make_pspec (&fields[i]));
}

void
yyq_field_get (GObject *object, const YyqField *field, GValue *value)
{
  gpointer member = G_STRUCT_MEMBER_P (object, field->offset);

  switch (field->kind) {
  case YYQ_FIELD_STRING:
    g_value_set_string (value, *(char **) member);
    break;
  case YYQ_FIELD_INT:
    g_value_set_int (value, *(int *) member);
    break;
  case YYQ_FIELD_INT64:
    g_value_set_int64 (value, *(gint64 *) member);
    break;
  case YYQ_FIELD_BOOLEAN:
    g_value_set_boolean (value, *(gboolean *) member);
    break;
  case YYQ_FIELD_DOUBLE:
    g_value_set_double (value, *(double *) member);
    break;
  case YYQ_FIELD_ENUM:
    g_value_set_enum (value, *(int *) member);
    break;
  case YYQ_FIELD_STRV:
    g_value_set_boxed (value, *(char ***) member);
    break;
  case YYQ_FIELD_BYTES:
    g_value_set_boxed (value, *(GBytes **) member);
    break;
  case YYQ_FIELD_OBJECT:
  case YYQ_FIELD_MODEL:
    g_value_set_object (value, *(GObject **) member);
    break;
  default:
    g_assert_not_reached ();
  }
}

void
yyq_field_set (GObject *object, const YyqField *field, const GValue *value)
{
  gpointer member = G_STRUCT_MEMBER_P (object, field->offset);

  switch (field->kind) {
  case YYQ_FIELD_STRING:
    g_free (*(char **) member);
    *(char **) member = g_value_dup_string (value);
    break;
  case YYQ_FIELD_INT:
    *(int *) member = g_value_get_int (value);
    break;
  case YYQ_FIELD_INT64:
    *(gint64 *) member = g_value_get_int64 (value);
    break;
  case YYQ_FIELD_BOOLEAN:
    *(gboolean *) member = g_value_get_boolean (value);
    break;
  case YYQ_FIELD_DOUBLE:
    *(double *) member = g_value_get_double (value);
    break;
  case YYQ_FIELD_ENUM:
    *(int *) member = g_value_get_enum (value);
    break;
  case YYQ_FIELD_STRV:
    g_strfreev (*(char ***) member);
    *(char ***) member = g_value_dup_boxed (value);
    break;
  case YYQ_FIELD_BYTES:
    g_clear_pointer ((GBytes **) member, g_bytes_unref);
    *(GBytes **) member = g_value_dup_boxed (value);
    break;
  case YYQ_FIELD_OBJECT:
    g_set_object ((GObject **) member, g_value_get_object (value));
    break;
  case YYQ_FIELD_MODEL:
  default:
    g_assert_not_reached ();
  }
}

void
yyq_fields_clear (GObject *object, const YyqField *fields, guint n_fields)
{
  for (guint i = 0; i < n_fields; i++) {
    gpointer member = G_STRUCT_MEMBER_P (object, fields[i].offset);

    if (fields[i].kind == YYQ_FIELD_STRING)
      g_clear_pointer ((char **) member, g_free);
    else if (fields[i].kind == YYQ_FIELD_STRV)
      g_clear_pointer ((char ***) member, g_strfreev);
    else if (fields[i].kind == YYQ_FIELD_BYTES)
      g_clear_pointer ((GBytes **) member, g_bytes_unref);
    else if (fields[i].kind == YYQ_FIELD_OBJECT || fields[i].kind == YYQ_FIELD_MODEL)
      g_clear_object ((GObject **) member);
  }
}
