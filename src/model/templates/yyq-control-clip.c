/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-control-clip.h"

#include <math.h>
#include <string.h>

#include "yyq-control-place.h"
#include "yyq-id.h"
#include "yyq-template-content.h"

/*
 * A version, and a dictionary of members for each control: GVariant checks itself, so there is
 * nothing to parse. Members are those of the record's table, what is 0 or nothing is left out.
 */
#define VERSION 1
#define FORMAT "(uaa{sv})"

/* (transfer floating) (nullable): what the member holds, NULL for nothing. */
static GVariant *
write_member (YyqControl *control, const YyqField *field)
{
  gpointer member = yyq_record_get_member (control, field);

  switch (field->kind) {
  case YYQ_FIELD_STRING:
    return *(char **) member != NULL ? g_variant_new_string (*(char **) member) : NULL;
  case YYQ_FIELD_STRV:
    return *(char ***) member != NULL ? g_variant_new_strv (*(const char *const **) member, -1)
                                      : NULL;
  case YYQ_FIELD_DOUBLE:
    return g_variant_new_double (*(double *) member);
  case YYQ_FIELD_INT:
  case YYQ_FIELD_BOOLEAN:
  case YYQ_FIELD_ENUM:
    return *(int *) member != 0 ? g_variant_new_int32 (*(int *) member) : NULL;
  case YYQ_FIELD_INT64:
  case YYQ_FIELD_BYTES:
  case YYQ_FIELD_RECORD:
  case YYQ_FIELD_LIST:
  default:
    return NULL; /* a control has none of these */
  }
}

static GVariant *
write_control (YyqControl *control)
{
  GVariantBuilder builder;
  guint n = 0;
  const YyqField *fields = yyq_record_get_fields (control, &n);

  g_variant_builder_init (&builder, G_VARIANT_TYPE_VARDICT);
  for (guint i = 0; i < n; i++) {
    GVariant *value = write_member (control, &fields[i]);

    if (value != NULL)
      g_variant_builder_add (&builder, "{sv}", fields[i].name, value);
  }
  return g_variant_builder_end (&builder);
}

GBytes *
yyq_control_clip_write (GPtrArray *controls)
{
  g_autoptr (GVariant) all = NULL;
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("aa{sv}"));
  for (guint i = 0; i < controls->len; i++)
    g_variant_builder_add_value (&builder, write_control (controls->pdata[i]));
  all = g_variant_ref_sink (g_variant_new (FORMAT, VERSION, &builder));
  return g_variant_get_data_as_bytes (all);
}

char *
yyq_control_clip_write_text (GPtrArray *controls)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < controls->len; i++) {
    const char *name = yyq_control_get_name (controls->pdata[i]);

    g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "", name != NULL ? name : "");
  }
  return g_string_free (text, FALSE);
}

static gboolean
is_short (const char *text)
{
  return g_utf8_strlen (text, -1) <= YYQ_TEMPLATE_LONGEST_TEXT;
}

static void
read_words (YyqControl *control, const YyqField *field, GVariant *value)
{
  g_auto (GStrv) words = g_variant_dup_strv (value, NULL);
  g_auto (GValue) set = G_VALUE_INIT;

  if (g_strv_length (words) > YYQ_TEMPLATE_MOST_OPTIONS)
    return;
  for (guint i = 0; words[i] != NULL; i++)
    if (!is_short (words[i]))
      return;
  g_value_init (&set, G_TYPE_STRV);
  g_value_set_boxed (&set, words);
  yyq_record_set_member (control, field, &set);
}

static gboolean
is_word (const YyqField *field, int value)
{
  g_autoptr (GEnumClass) words = g_type_class_ref (field->type ());

  return g_enum_get_value (words, value) != NULL;
}

static void
read_member (YyqControl *control, const YyqField *field, GVariant *value)
{
  gpointer member = yyq_record_get_member (control, field);

  if (field->kind == YYQ_FIELD_STRING && g_variant_is_of_type (value, G_VARIANT_TYPE_STRING)) {
    const char *text = g_variant_get_string (value, NULL);

    if (is_short (text)) {
      g_free (*(char **) member);
      *(char **) member = g_strdup (text);
    }
  } else if (field->kind == YYQ_FIELD_STRV &&
             g_variant_is_of_type (value, G_VARIANT_TYPE_STRING_ARRAY)) {
    read_words (control, field, value);
  } else if (field->kind == YYQ_FIELD_DOUBLE &&
             g_variant_is_of_type (value, G_VARIANT_TYPE_DOUBLE)) {
    if (isfinite (g_variant_get_double (value)))
      *(double *) member = g_variant_get_double (value);
  } else if (g_variant_is_of_type (value, G_VARIANT_TYPE_INT32)) {
    const int number = g_variant_get_int32 (value);

    if (field->kind == YYQ_FIELD_BOOLEAN)
      *(int *) member = number != 0;
    else if ((field->kind == YYQ_FIELD_ENUM && is_word (field, number)) ||
             (field->kind == YYQ_FIELD_INT && number >= 0))
      *(int *) member = number;
  }
}

/* Numbers that a content may have, whatever was written. */
static void
limit (YyqControl *control)
{
  YyqControlPlace place = yyq_control_place_of (control);
  g_autofree char *id = yyq_id_new ();

  yyq_control_place_limit (&place);
  g_object_set (control, "id", id, "page", MIN (place.page, YYQ_TEMPLATE_MOST_PAGES - 1), "x",
                place.x, "y", place.y, "width", place.width, "height", place.height, "size",
                CLAMP (yyq_control_get_size (control), 0, YYQ_CONTROL_LARGEST_SIZE), "gap",
                CLAMP (yyq_control_get_gap (control), 0, 100.0), "colour",
                CLAMP (yyq_control_get_colour (control), 0, 0xffffff), "last_page",
                CLAMP (yyq_control_get_last_page (control), 0, YYQ_TEMPLATE_MOST_PAGES - 1), NULL);
}

static YyqControl *
read_control (GVariant *dictionary)
{
  YyqControl *control = yyq_control_new ();
  guint n = 0;
  const YyqField *fields = yyq_record_get_fields (control, &n);

  for (guint i = 0; i < n; i++) {
    g_autoptr (GVariant) value = g_variant_lookup_value (dictionary, fields[i].name, NULL);

    if (value != NULL)
      read_member (control, &fields[i], value);
  }
  limit (control);
  return control;
}

GPtrArray *
yyq_control_clip_read (GBytes *bytes)
{
  g_autoptr (GPtrArray) controls = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GVariant) all = NULL;
  g_autoptr (GVariant) list = NULL;
  guint32 version = 0;

  if (g_bytes_get_size (bytes) > YYQ_CONTROL_CLIP_MOST_BYTES)
    return NULL;
  all = g_variant_ref_sink (g_variant_new_from_bytes (G_VARIANT_TYPE (FORMAT), bytes, FALSE));
  if (!g_variant_is_normal_form (all))
    return NULL;
  g_variant_get (all, "(u@aa{sv})", &version, &list);
  if (version != VERSION || g_variant_n_children (list) > YYQ_TEMPLATE_MOST_CONTROLS)
    return NULL;
  for (gsize i = 0; i < g_variant_n_children (list); i++) {
    g_autoptr (GVariant) one = g_variant_get_child_value (list, i);

    g_ptr_array_add (controls, read_control (one));
  }
  return controls->len > 0 ? g_steal_pointer (&controls) : NULL;
}
