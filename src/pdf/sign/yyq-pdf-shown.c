/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-pdf-shown.h"

#include "yyq-pdf-form.h"
#include "yyq-pdf-sign.h"
#include "yyq-qpdf.h"

#define MAX_DEPTH 16

typedef struct {
  qpdf_data before, after;
  const YyqPdfShown *shown;
  gsize n_shown;
  GHashTable *seen;  /* object numbers of widgets that were looked at */
  GHashTable *found; /* (element-type YyqPdfShown): those that stand in the file */
} Check;

static gboolean
refuse (GError **error, const char *field, const char *what)
{
  g_set_error (error, YYQ_PDF_ERROR, YYQ_PDF_ERROR_BAD_SIGNATURE, "%s: %s", field, what);
  return FALSE;
}

/* (transfer full): from the widget up to the root of the form. */
static char *
full_name (qpdf_data qpdf, qpdf_oh widget)
{
  g_autoptr (GString) name = g_string_new (NULL);
  qpdf_oh node = widget;

  for (guint depth = 0; depth < MAX_DEPTH && qpdf_oh_is_dictionary (qpdf, node); depth++) {
    qpdf_oh part = qpdf_oh_get_key (qpdf, node, "/T");

    if (qpdf_oh_is_string (qpdf, part)) {
      if (name->len > 0)
        g_string_prepend_c (name, '.');
      g_string_prepend (name, qpdf_oh_get_utf8_value (qpdf, part));
    }
    node = qpdf_oh_get_key (qpdf, node, "/Parent");
  }
  return g_string_free (g_steal_pointer (&name), FALSE);
}

static const YyqPdfShown *
find_shown (Check *self, const char *name)
{
  for (gsize i = 0; i < self->n_shown; i++)
    if (g_str_equal (self->shown[i].field, name))
      return &self->shown[i];
  return NULL;
}

/* Nothing but a normal appearance, and that is the form. */
static gboolean
is_shown (qpdf_data qpdf, qpdf_oh states, GBytes *form)
{
  g_auto (GStrv) keys =
    qpdf_oh_is_dictionary (qpdf, states) ? yyq_qpdf_list_keys (qpdf, states) : NULL;

  return keys != NULL && g_strv_length (keys) == 1 && g_str_equal (keys[0], "/N") &&
         yyq_pdf_form_is (qpdf, qpdf_oh_get_key (qpdf, states, "/N"), form);
}

static gboolean
is_as_before (Check *self, qpdf_oh widget)
{
  qpdf_oh before = qpdf_get_object_by_id (self->before, qpdf_oh_get_object_id (self->after, widget),
                                          qpdf_oh_get_generation (self->after, widget));
  g_autofree char *was = g_strdup (
    qpdf_oh_unparse (self->before, qpdf_oh_get_key_if_dict (self->before, before, "/AP")));

  return g_str_equal (was,
                      qpdf_oh_unparse (self->after, qpdf_oh_get_key (self->after, widget, "/AP")));
}

static gboolean
check_widget (Check *self, qpdf_oh widget, GError **error)
{
  int number = qpdf_oh_get_object_id (self->after, widget);
  g_autofree char *name = NULL;
  const YyqPdfShown *shown;

  if (!qpdf_oh_is_dictionary (self->after, widget) ||
      !g_hash_table_add (self->seen, GINT_TO_POINTER (number)) || is_as_before (self, widget))
    return TRUE;
  name = full_name (self->after, widget);
  shown = find_shown (self, name);
  if (shown == NULL)
    return refuse (error, name, "shows what nobody has asked for");
  if (!g_hash_table_add (self->found, (gpointer) shown))
    return refuse (error, name, "shows it in two places");
  return is_shown (self->after, qpdf_oh_get_key (self->after, widget, "/AP"), shown->form) ||
         refuse (error, name, "does not show what was asked for");
}

static gboolean
check_fields (Check *self, qpdf_oh fields, guint depth, GError **error)
{
  int n = depth < MAX_DEPTH && qpdf_oh_is_array (self->after, fields)
            ? qpdf_oh_get_array_n_items (self->after, fields)
            : 0;

  for (int i = 0; i < n; i++) {
    qpdf_oh field = qpdf_oh_get_array_item (self->after, fields, i);

    if (!check_widget (self, field, error) ||
        !check_fields (self, qpdf_oh_get_key_if_dict (self->after, field, "/Kids"), depth + 1,
                       error))
      return FALSE;
  }
  return TRUE;
}

/* A page may hold widgets that the form does not list. */
static gboolean
check_pages (Check *self, GError **error)
{
  int n_pages = qpdf_get_num_pages (self->after);

  for (int i = 0; i < n_pages; i++) {
    qpdf_oh annotations =
      qpdf_oh_get_key (self->after, qpdf_get_page_n (self->after, (size_t) i), "/Annots");
    int n = qpdf_oh_is_array (self->after, annotations)
              ? qpdf_oh_get_array_n_items (self->after, annotations)
              : 0;

    for (int j = 0; j < n; j++)
      if (!check_widget (self, qpdf_oh_get_array_item (self->after, annotations, j), error))
        return FALSE;
  }
  return TRUE;
}

static gboolean
check_all_found (Check *self, GError **error)
{
  for (gsize i = 0; i < self->n_shown; i++)
    if (!g_hash_table_contains (self->found, &self->shown[i]))
      return refuse (error, self->shown[i].field, "does not show what was asked for");
  return TRUE;
}

gboolean
yyq_pdf_check_shown (GBytes *base, GBytes *tail, const YyqPdfShown *shown, gsize n_shown,
                     GError **error)
{
  g_autoptr (GBytes) whole = yyq_pdf_join (base, tail);
  g_auto (qpdf_data) before = yyq_qpdf_open (base, FALSE, error);
  g_auto (qpdf_data) after = before != NULL ? yyq_qpdf_open (whole, FALSE, error) : NULL;
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) found = g_hash_table_new (NULL, NULL);
  Check self = { before, after, shown, n_shown, seen, found };
  qpdf_oh form;

  if (after == NULL)
    return FALSE;
  form = qpdf_oh_get_key (after, qpdf_get_root (after), "/AcroForm");
  return check_fields (&self, qpdf_oh_get_key_if_dict (after, form, "/Fields"), 0, error) &&
         check_pages (&self, error) && check_all_found (&self, error);
}
