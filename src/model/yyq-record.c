/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-record.h"

G_DEFINE_ABSTRACT_TYPE (YyqRecord, yyq_record, G_TYPE_OBJECT)

static GParamSpec *
make_pspec (const YyqField *field)
{
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_NICK | G_PARAM_STATIC_BLURB;

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
  case YYQ_FIELD_RECORD:
    return g_param_spec_object (field->name, NULL, NULL, field->type (), flags);
  case YYQ_FIELD_LIST:
    return g_param_spec_object (field->name, NULL, NULL, G_TYPE_LIST_MODEL,
                                flags & ~G_PARAM_WRITABLE);
  default:
    g_assert_not_reached ();
  }
}

const YyqField *
yyq_record_get_fields (gpointer record, guint *n_fields)
{
  YyqRecordClass *klass = YYQ_RECORD_GET_CLASS (record);

  *n_fields = klass->n_fields;
  return klass->fields;
}

gpointer
yyq_record_get_member (gpointer record, const YyqField *field)
{
  return G_STRUCT_MEMBER_P (record, field->offset);
}

static void
yyq_record_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  const YyqField *field = &YYQ_RECORD_GET_CLASS (object)->fields[id - 1];
  gpointer member = yyq_record_get_member (object, field);

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
  case YYQ_FIELD_BYTES:
    g_value_set_boxed (value, *(gpointer *) member);
    break;
  case YYQ_FIELD_RECORD:
  case YYQ_FIELD_LIST:
    g_value_set_object (value, *(gpointer *) member);
    break;
  default:
    g_assert_not_reached ();
  }
}

static void
clear_member (gpointer record, const YyqField *field)
{
  gpointer member = yyq_record_get_member (record, field);

  if (field->kind == YYQ_FIELD_STRING)
    g_clear_pointer ((char **) member, g_free);
  else if (field->kind == YYQ_FIELD_STRV)
    g_clear_pointer ((char ***) member, g_strfreev);
  else if (field->kind == YYQ_FIELD_BYTES)
    g_clear_pointer ((GBytes **) member, g_bytes_unref);
  else if (field->kind == YYQ_FIELD_RECORD || field->kind == YYQ_FIELD_LIST)
    g_clear_object ((GObject **) member);
}

void
yyq_record_set_member (gpointer record, const YyqField *field, const GValue *value)
{
  gpointer member = yyq_record_get_member (record, field);

  clear_member (record, field);
  switch (field->kind) {
  case YYQ_FIELD_STRING:
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
  case YYQ_FIELD_BYTES:
    *(gpointer *) member = g_value_dup_boxed (value);
    break;
  case YYQ_FIELD_RECORD:
    *(gpointer *) member = g_value_dup_object (value);
    break;
  case YYQ_FIELD_LIST:
  default:
    g_assert_not_reached ();
  }
}

static void
yyq_record_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  yyq_record_set_member (object, &YYQ_RECORD_GET_CLASS (object)->fields[id - 1], value);
}

static gboolean
same_words (char **some, char **others)
{
  static const char *const none[] = { NULL };

  return g_strv_equal (some != NULL ? (const char *const *) some : none,
                       others != NULL ? (const char *const *) others : none);
}

static gboolean
same_records (GListModel *some, GListModel *others)
{
  guint n = g_list_model_get_n_items (some);

  if (n != g_list_model_get_n_items (others))
    return FALSE;
  for (guint i = 0; i < n; i++) {
    g_autoptr (GObject) one = g_list_model_get_item (some, i);
    g_autoptr (GObject) other = g_list_model_get_item (others, i);

    if (!yyq_record_equal (one, other, NULL))
      return FALSE;
  }
  return TRUE;
}

static gboolean
same_boxed (gpointer some, gpointer others, gboolean (*equal) (gconstpointer, gconstpointer))
{
  return some == others || (some != NULL && others != NULL && equal (some, others));
}

static gboolean
equal_records (gconstpointer record, gconstpointer other)
{
  return yyq_record_equal ((gpointer) record, (gpointer) other, NULL);
}

static gboolean
same_member (gpointer record, gpointer other, const YyqField *field)
{
  gpointer a = yyq_record_get_member (record, field);
  gpointer b = yyq_record_get_member (other, field);

  switch (field->kind) {
  case YYQ_FIELD_STRING:
    return g_strcmp0 (*(char **) a, *(char **) b) == 0;
  case YYQ_FIELD_INT64:
    return *(gint64 *) a == *(gint64 *) b;
  case YYQ_FIELD_DOUBLE:
    return *(double *) a == *(double *) b;
  case YYQ_FIELD_INT:
  case YYQ_FIELD_BOOLEAN:
  case YYQ_FIELD_ENUM:
    return *(int *) a == *(int *) b;
  case YYQ_FIELD_STRV:
    return same_words (*(char ***) a, *(char ***) b);
  case YYQ_FIELD_BYTES:
    return same_boxed (*(gpointer *) a, *(gpointer *) b, g_bytes_equal);
  case YYQ_FIELD_RECORD:
    return same_boxed (*(gpointer *) a, *(gpointer *) b, equal_records);
  case YYQ_FIELD_LIST:
    return same_records (*(GListModel **) a, *(GListModel **) b);
  default:
    g_assert_not_reached ();
  }
}

gboolean
yyq_record_equal (gpointer record, gpointer other, const char *but)
{
  guint n_fields;
  const YyqField *fields = yyq_record_get_fields (record, &n_fields);

  g_return_val_if_fail (G_OBJECT_TYPE (record) == G_OBJECT_TYPE (other), FALSE);
  for (guint i = 0; i < n_fields; i++)
    if (g_strcmp0 (fields[i].name, but) != 0 && !same_member (record, other, &fields[i]))
      return FALSE;
  return TRUE;
}

static void
copy_list (GListStore *list, GListModel *original)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  guint n = g_list_model_get_n_items (original);

  for (guint i = 0; i < n; i++) {
    g_autoptr (GObject) item = g_list_model_get_item (original, i);

    g_ptr_array_add (items, yyq_record_copy (item));
  }
  g_list_store_splice (list, 0, 0, items->pdata, n);
}

static void
copy_member (gpointer copy, gpointer record, const YyqField *field)
{
  g_auto (GValue) value = G_VALUE_INIT;
  gpointer member = yyq_record_get_member (record, field);

  if (field->kind == YYQ_FIELD_LIST) {
    copy_list (*(GListStore **) yyq_record_get_member (copy, field), *(GListModel **) member);
  } else if (field->kind == YYQ_FIELD_RECORD) {
    gpointer *place = yyq_record_get_member (copy, field);

    *place = *(gpointer *) member != NULL ? yyq_record_copy (*(gpointer *) member) : NULL;
  } else {
    g_object_get_property (record, field->name, &value);
    yyq_record_set_member (copy, field, &value);
  }
}

gpointer
yyq_record_copy (gpointer record)
{
  guint n_fields;
  const YyqField *fields = yyq_record_get_fields (record, &n_fields);
  gpointer copy = g_object_new (G_OBJECT_TYPE (record), NULL);

  for (guint i = 0; i < n_fields; i++)
    copy_member (copy, record, &fields[i]);
  return copy;
}

static void
take_list (GListStore *list, GListModel *newer)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  guint n = g_list_model_get_n_items (newer);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (items, g_list_model_get_item (newer, i));
  g_list_store_splice (list, 0, g_list_model_get_n_items (G_LIST_MODEL (list)), items->pdata, n);
}

static void
take_member (gpointer record, gpointer newer, const YyqField *field)
{
  g_auto (GValue) value = G_VALUE_INIT;

  if (field->kind == YYQ_FIELD_LIST) {
    take_list (*(GListStore **) yyq_record_get_member (record, field),
               *(GListModel **) yyq_record_get_member (newer, field));
    return;
  }
  g_object_get_property (newer, field->name, &value);
  g_object_set_property (record, field->name, &value);
}

void
yyq_record_take_over (gpointer record, gpointer newer)
{
  guint n_fields;
  const YyqField *fields = yyq_record_get_fields (record, &n_fields);

  g_return_if_fail (G_OBJECT_TYPE (record) == G_OBJECT_TYPE (newer));
  g_object_freeze_notify (record);
  for (guint i = 0; i < n_fields; i++)
    if (!same_member (record, newer, &fields[i]))
      take_member (record, newer, &fields[i]);
  g_object_thaw_notify (record);
}

static void
yyq_record_constructed (GObject *object)
{
  guint n_fields;
  const YyqField *fields = yyq_record_get_fields (object, &n_fields);

  for (guint i = 0; i < n_fields; i++)
    if (fields[i].kind == YYQ_FIELD_LIST)
      *(GListStore **) yyq_record_get_member (object, &fields[i]) =
        g_list_store_new (fields[i].type ());
  G_OBJECT_CLASS (yyq_record_parent_class)->constructed (object);
}

static void
yyq_record_finalize (GObject *object)
{
  guint n_fields;
  const YyqField *fields = yyq_record_get_fields (object, &n_fields);

  for (guint i = 0; i < n_fields; i++)
    clear_member (object, &fields[i]);
  G_OBJECT_CLASS (yyq_record_parent_class)->finalize (object);
}

void
yyq_record_class_set_fields (YyqRecordClass *klass, const YyqField *fields, guint n_fields)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  klass->fields = fields;
  klass->n_fields = n_fields;
  /* These two are not inherited. */
  object_class->get_property = yyq_record_get_property;
  object_class->set_property = yyq_record_set_property;
  for (guint i = 0; i < n_fields; i++)
    g_object_class_install_property (object_class, i + 1, make_pspec (&fields[i]));
}

static void
yyq_record_class_init (YyqRecordClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = yyq_record_constructed;
  object_class->finalize = yyq_record_finalize;
}

static void
yyq_record_init (YyqRecord *self)
{
}
