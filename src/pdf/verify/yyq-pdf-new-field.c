/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-pdf-new-field.h"

#include "yyq-pdf-field-list.h"
#include "yyq-qpdf.h"

/* ISO 32000-2 table 167: annotation flags. */
#define FLAG_HIDDEN (1 << 1)
#define FLAG_NO_VIEW (1 << 5)
#define FLAG_PRINT (1 << 2)
#define FLAG_NO_ZOOM (1 << 3)
#define FLAG_NO_ROTATE (1 << 4)
#define FLAG_TOGGLE_NO_VIEW (1 << 8)

static void
note (YyqPdfNewFields *self, int id, const char *name)
{
  if (id > 0)
    g_hash_table_insert (self->widgets, GINT_TO_POINTER (id), g_strdup (name));
}

static void
note_field (YyqPdfNewFields *self, qpdf_data qpdf, const YyqPdfSignatureField *field)
{
  qpdf_oh object = qpdf_get_object_by_id (qpdf, field->field_id, 0);
  qpdf_oh kids = qpdf_oh_get_key_if_dict (qpdf, object, "/Kids");
  int n = qpdf_oh_is_array (qpdf, kids) ? qpdf_oh_get_array_n_items (qpdf, kids) : 0;

  note (self, field->field_id, field->name);
  for (int i = 0; i < n; i++)
    note (self, qpdf_oh_get_object_id (qpdf, qpdf_oh_get_array_item (qpdf, kids, i)), field->name);
  if (!field->empty)
    g_hash_table_add (self->signed_names, g_strdup (field->name));
}

void
yyq_pdf_new_fields_init (YyqPdfNewFields *self, qpdf_data qpdf, GHashTable *before,
                         GPtrArray *after)
{
  self->widgets = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  self->signed_names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < after->len; i++) {
    const YyqPdfSignatureField *field = g_ptr_array_index (after, i);

    if (!g_hash_table_contains (before, field->name))
      note_field (self, qpdf, field);
  }
}

void
yyq_pdf_new_fields_clear (YyqPdfNewFields *self)
{
  g_clear_pointer (&self->widgets, g_hash_table_unref);
  g_clear_pointer (&self->signed_names, g_hash_table_unref);
}

/* What a signature field and its widget have; no action among it. */
static gboolean
has_plain_keys (qpdf_data qpdf, qpdf_oh item)
{
  static const char *const plain[] = { "/Type", "/Subtype", "/FT",   "/T",      "/TU",
                                       "/TM",   "/V",       "/Rect", "/F",      "/Ff",
                                       "/P",    "/AP",      "/M",    "/NM",     "/MK",
                                       "/DA",   "/Q",       "/H",    "/BS",     "/Border",
                                       "/Lock", "/SV",      "/Kids", "/Parent", NULL };
  g_auto (GStrv) keys = yyq_qpdf_list_keys (qpdf, item);

  for (char **key = keys; *key != NULL; key++)
    if (!g_strv_contains (plain, *key))
      return FALSE;
  return TRUE;
}

const char *
yyq_pdf_new_fields_find (const YyqPdfNewFields *self, qpdf_data qpdf, qpdf_oh item)
{
  if (!qpdf_oh_is_indirect (qpdf, item) || !qpdf_oh_is_dictionary (qpdf, item) ||
      !has_plain_keys (qpdf, item))
    return NULL;
  return g_hash_table_lookup (self->widgets, GINT_TO_POINTER (qpdf_oh_get_object_id (qpdf, item)));
}

static long long
read_flags (qpdf_data qpdf, qpdf_oh widget)
{
  qpdf_oh flags = qpdf_oh_get_key (qpdf, widget, "/F");

  return qpdf_oh_is_integer (qpdf, flags) ? qpdf_oh_get_int_value (qpdf, flags) : 0;
}

gboolean
yyq_pdf_widget_stays_in_place (qpdf_data qpdf, qpdf_oh widget)
{
  return (read_flags (qpdf, widget) & (FLAG_NO_ZOOM | FLAG_NO_ROTATE)) == 0;
}

gboolean
yyq_pdf_widget_is_seen (qpdf_data qpdf, qpdf_oh widget, double box[4])
{
  qpdf_oh rectangle = qpdf_oh_get_key (qpdf, widget, "/Rect");
  long long bits = read_flags (qpdf, widget);
  double r[4];

  if (!qpdf_oh_is_array (qpdf, rectangle) || qpdf_oh_get_array_n_items (qpdf, rectangle) != 4)
    return FALSE;
  for (int i = 0; i < 4; i++)
    r[i] = qpdf_oh_get_numeric_value (qpdf, qpdf_oh_get_array_item (qpdf, rectangle, i));
  box[0] = MIN (r[0], r[2]);
  box[1] = MIN (r[1], r[3]);
  box[2] = MAX (r[0], r[2]);
  box[3] = MAX (r[1], r[3]);
  if ((bits & FLAG_HIDDEN) != 0 ||
      ((bits & FLAG_NO_VIEW) != 0 && (bits & (FLAG_PRINT | FLAG_TOGGLE_NO_VIEW)) == 0))
    return FALSE;
  return box[2] > box[0] && box[3] > box[1];
}
