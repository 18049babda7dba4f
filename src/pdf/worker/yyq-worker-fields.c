/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-worker-fields.h"

#include <math.h>
#include <string.h>

#include "yyq-qpdf.h"

/* Fields nest a few levels; a file in which they go round in a circle is an attack. */
#define MAX_DEPTH 16
#define MAX_ANNOTATIONS 20000

/* Table 165, 221, 226, 228, 230 */
#define HIDDEN (1 << 1)
#define READ_ONLY (1 << 0)
#define REQUIRED (1 << 1)
#define MULTILINE (1 << 12)
#define RADIO (1 << 15)
#define PUSH_BUTTON (1 << 16)

typedef struct {
  qpdf_data qpdf;
  const YyqPdfGeometry *geometry;
  YyqPageFacts *facts;
} Reader;

/* What a widget has itself or from the fields above it. */
static qpdf_oh
inherit (Reader *self, qpdf_oh widget, const char *key)
{
  qpdf_data qpdf = self->qpdf;

  for (guint depth = 0; depth < MAX_DEPTH && qpdf_oh_is_dictionary (qpdf, widget); depth++) {
    if (qpdf_oh_has_key (qpdf, widget, key))
      return qpdf_oh_get_key (qpdf, widget, key);
    widget = qpdf_oh_get_key (qpdf, widget, "/Parent");
  }
  return qpdf_oh_new_null (qpdf);
}

static long long
integer_of (Reader *self, qpdf_oh value)
{
  return qpdf_oh_is_integer (self->qpdf, value) ? qpdf_oh_get_int_value (self->qpdf, value) : 0;
}

/* (transfer full): as much of it as may be kept. */
static char *
bounded (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  const char *end = valid;

  while (*end != '\0' && g_utf8_next_char (end) - valid <= YYQ_PAGE_MAX_FIELD_TEXT)
    end = g_utf8_next_char (end);
  return g_strndup (valid, (gsize) (end - valid));
}

/* (transfer full) (nullable) */
static char *
text_of (Reader *self, qpdf_oh value)
{
  return qpdf_oh_is_string (self->qpdf, value)
           ? bounded (qpdf_oh_get_utf8_value (self->qpdf, value))
           : NULL;
}

/* (transfer full): the partial names from the outermost one on. */
static char *
name_of (Reader *self, qpdf_oh widget)
{
  qpdf_data qpdf = self->qpdf;
  g_autoptr (GString) name = g_string_new (NULL);

  for (guint depth = 0; depth < MAX_DEPTH && qpdf_oh_is_dictionary (qpdf, widget); depth++) {
    g_autofree char *part = text_of (self, qpdf_oh_get_key (qpdf, widget, "/T"));

    if (part != NULL && name->len > 0)
      g_string_prepend_c (name, '.');
    if (part != NULL)
      g_string_prepend (name, part);
    widget = qpdf_oh_get_key (qpdf, widget, "/Parent");
  }
  return bounded (name->str);
}

/* FALSE for a field that takes nothing. */
static gboolean
kind_of (Reader *self, qpdf_oh widget, long long flags, YyqPageFieldKind *kind)
{
  qpdf_oh type = inherit (self, widget, "/FT");

  if (qpdf_oh_is_name_and_equals (self->qpdf, type, "/Tx"))
    *kind = YYQ_PAGE_FIELD_TEXT;
  else if (qpdf_oh_is_name_and_equals (self->qpdf, type, "/Ch"))
    *kind = YYQ_PAGE_FIELD_CHOICE;
  else if (qpdf_oh_is_name_and_equals (self->qpdf, type, "/Sig"))
    *kind = YYQ_PAGE_FIELD_SIGNATURE;
  else if (qpdf_oh_is_name_and_equals (self->qpdf, type, "/Btn") && (flags & PUSH_BUTTON) == 0)
    *kind = (flags & RADIO) != 0 ? YYQ_PAGE_FIELD_RADIO : YYQ_PAGE_FIELD_CHECKBOX;
  else
    return FALSE;
  return TRUE;
}

static gboolean
box_of (Reader *self, qpdf_oh widget, YyqPageBox *box)
{
  qpdf_data qpdf = self->qpdf;
  qpdf_oh rectangle = qpdf_oh_get_key (qpdf, widget, "/Rect");
  double user[4], width, height;

  if (!qpdf_oh_is_array (qpdf, rectangle) || qpdf_oh_get_array_n_items (qpdf, rectangle) != 4)
    return FALSE;
  for (int i = 0; i < 4; i++) {
    user[i] = qpdf_oh_get_numeric_value (qpdf, qpdf_oh_get_array_item (qpdf, rectangle, i));
    if (!isfinite (user[i]) || fabs (user[i]) > 1e5)
      return FALSE;
  }
  yyq_pdf_geometry_from_user (self->geometry, user, &box->x0, &box->y0, &width, &height);
  box->x1 = box->x0 + width;
  box->y1 = box->y0 + height;
  return width > 0 && height > 0;
}

/* (transfer full) (nullable): of a list, what is shown of each entry. */
static char **
options_of_list (Reader *self, qpdf_oh list)
{
  qpdf_data qpdf = self->qpdf;
  const int n = qpdf_oh_is_array (qpdf, list) ? qpdf_oh_get_array_n_items (qpdf, list) : 0;
  g_autoptr (GStrvBuilder) options = g_strv_builder_new ();

  if (n > YYQ_PAGE_MAX_OPTIONS)
    self->facts->cut |= YYQ_PAGE_CUT_FIELDS;
  for (int i = 0; i < MIN (n, YYQ_PAGE_MAX_OPTIONS); i++) {
    qpdf_oh entry = qpdf_oh_get_array_item (qpdf, list, i);
    g_autofree char *text = NULL;

    if (qpdf_oh_is_array (qpdf, entry) && qpdf_oh_get_array_n_items (qpdf, entry) == 2)
      entry = qpdf_oh_get_array_item (qpdf, entry, 1);
    text = text_of (self, entry);
    if (text != NULL)
      g_strv_builder_add (options, text);
  }
  return n > 0 ? g_strv_builder_end (options) : NULL;
}

/* (transfer full) (nullable): of a button, the state that is not /Off. */
static char **
option_of_button (Reader *self, qpdf_oh widget)
{
  qpdf_data qpdf = self->qpdf;
  qpdf_oh looks = qpdf_oh_get_key_if_dict (qpdf, qpdf_oh_get_key (qpdf, widget, "/AP"), "/N");
  g_auto (GStrv) keys =
    qpdf_oh_is_dictionary (qpdf, looks) ? yyq_qpdf_list_keys (qpdf, looks) : NULL;

  for (char **key = keys; key != NULL && *key != NULL; key++)
    if (!g_str_equal (*key, "/Off")) {
      char *option = bounded (*key + 1);
      char **options = g_new0 (char *, 2);

      options[0] = option;
      return options;
    }
  return NULL;
}

static void
add_widget (Reader *self, qpdf_oh widget)
{
  qpdf_data qpdf = self->qpdf;
  const long long flags = integer_of (self, inherit (self, widget, "/Ff"));
  const long long most = integer_of (self, inherit (self, widget, "/MaxLen"));
  YyqPageField field = { 0 };

  if ((integer_of (self, qpdf_oh_get_key (qpdf, widget, "/F")) & HIDDEN) != 0 ||
      !kind_of (self, widget, flags, &field.kind) || !box_of (self, widget, &field.box))
    return;
  field.name = name_of (self, widget);
  field.tooltip = text_of (self, inherit (self, widget, "/TU"));
  field.required = (flags & REQUIRED) != 0;
  field.read_only = (flags & READ_ONLY) != 0;
  field.multiline = field.kind == YYQ_PAGE_FIELD_TEXT && (flags & MULTILINE) != 0;
  if (field.kind == YYQ_PAGE_FIELD_TEXT && most > 0 && most <= G_MAXINT32)
    field.max_length = (guint) most;
  if (field.kind == YYQ_PAGE_FIELD_CHOICE)
    field.options = options_of_list (self, inherit (self, widget, "/Opt"));
  else if (field.kind == YYQ_PAGE_FIELD_RADIO || field.kind == YYQ_PAGE_FIELD_CHECKBOX)
    field.options = option_of_button (self, widget);
  yyq_page_facts_add_field (self->facts, &field);
}

void
yyq_worker_fields_read (qpdf_data qpdf, qpdf_oh page, const YyqPdfGeometry *geometry,
                        YyqPageFacts *facts)
{
  Reader self = { qpdf, geometry, facts };
  qpdf_oh list = qpdf_oh_get_key (qpdf, page, "/Annots");
  const int n = qpdf_oh_is_array (qpdf, list) ? qpdf_oh_get_array_n_items (qpdf, list) : 0;

  if (n > MAX_ANNOTATIONS)
    facts->cut |= YYQ_PAGE_CUT_FIELDS;
  for (int i = 0; i < MIN (n, MAX_ANNOTATIONS); i++) {
    qpdf_oh widget = qpdf_oh_get_array_item (qpdf, list, i);

    if (qpdf_oh_is_dictionary (qpdf, widget) &&
        qpdf_oh_is_name_and_equals (qpdf, qpdf_oh_get_key (qpdf, widget, "/Subtype"), "/Widget"))
      add_widget (&self, widget);
  }
}
