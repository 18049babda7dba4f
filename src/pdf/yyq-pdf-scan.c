/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-pdf-scan.h"

#include "yyq-error.h"

/* A tagged contract of 500 pages has some 60,000 objects. */
#define MAX_OBJECTS 400000
#define MAX_VALUES 4000000
#define MAX_DEPTH 100

typedef struct {
  qpdf_data qpdf;
  guint values; /* seen so far */
  YyqPdfScan found;
} Scanner;

/* Actions that run code or reach out, ISO 32000-1 §12.6.4. GoTo, URI and Named stay allowed. */
static gboolean
is_active_action (const char *name)
{
  static const char *const refused[] = { "/JavaScript", "/Launch",    "/SubmitForm",
                                         "/ImportData", "/Rendition", "/RichMediaExecute",
                                         NULL };

  return g_strv_contains (refused, name);
}

static gboolean
has_name (Scanner *self, qpdf_oh dictionary, const char *key, const char *name)
{
  return qpdf_oh_is_name_and_equals (self->qpdf, qpdf_oh_get_key (self->qpdf, dictionary, key),
                                     name);
}

static void
look_at_dictionary (Scanner *self, qpdf_oh dictionary)
{
  qpdf_oh action = qpdf_oh_get_key (self->qpdf, dictionary, "/S");

  if (qpdf_oh_has_key (self->qpdf, dictionary, "/ByteRange") ||
      qpdf_oh_has_key (self->qpdf, dictionary, "/DocMDP") ||
      has_name (self, dictionary, "/Type", "/DocTimeStamp"))
    self->found |= YYQ_PDF_SCAN_SIGNED;
  if (has_name (self, dictionary, "/FT", "/Sig") &&
      qpdf_oh_is_dictionary (self->qpdf, qpdf_oh_get_key (self->qpdf, dictionary, "/V")))
    self->found |= YYQ_PDF_SCAN_SIGNED;
  if (qpdf_oh_has_key (self->qpdf, dictionary, "/JS") ||
      qpdf_oh_has_key (self->qpdf, dictionary, "/JavaScript") ||
      qpdf_oh_has_key (self->qpdf, dictionary, "/XFA"))
    self->found |= YYQ_PDF_SCAN_ACTIVE;
  if (qpdf_oh_is_name (self->qpdf, action) &&
      is_active_action (qpdf_oh_get_name (self->qpdf, action)))
    self->found |= YYQ_PDF_SCAN_ACTIVE;
}

/* Keeps @child for a look inside, if it is a direct container; objects are met on their own. */
static void
collect (Scanner *self, GArray *children, qpdf_oh child)
{
  self->values++;
  if (!qpdf_oh_is_indirect (self->qpdf, child) &&
      (qpdf_oh_is_dictionary (self->qpdf, child) || qpdf_oh_is_array (self->qpdf, child)))
    g_array_append_val (children, child);
  else
    qpdf_oh_release (self->qpdf, child);
}

static void
collect_values (Scanner *self, GArray *children, qpdf_oh dictionary)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);

  /* The API has one iterator for all dictionaries, so the keys come first. */
  qpdf_oh_begin_dict_key_iter (self->qpdf, dictionary);
  while (qpdf_oh_dict_more_keys (self->qpdf))
    g_ptr_array_add (keys, g_strdup (qpdf_oh_dict_next_key (self->qpdf)));
  for (guint i = 0; i < keys->len; i++)
    collect (self, children, qpdf_oh_get_key (self->qpdf, dictionary, g_ptr_array_index (keys, i)));
}

static GArray *
list_children (Scanner *self, qpdf_oh value)
{
  GArray *children = g_array_new (FALSE, FALSE, sizeof (qpdf_oh));
  int n = qpdf_oh_is_array (self->qpdf, value) ? qpdf_oh_get_array_n_items (self->qpdf, value) : 0;

  if (qpdf_oh_is_dictionary (self->qpdf, value))
    collect_values (self, children, value);
  for (int i = 0; i < n && self->values <= MAX_VALUES; i++)
    collect (self, children, qpdf_oh_get_array_item (self->qpdf, value, i));
  return children;
}

/* FALSE when a limit is passed. */
static gboolean
scan_value (Scanner *self, qpdf_oh value, guint depth)
{
  g_autoptr (GArray) children = NULL;
  gboolean within = TRUE;

  if (qpdf_oh_is_stream (self->qpdf, value))
    value = qpdf_oh_get_dict (self->qpdf, value);
  if (qpdf_oh_is_dictionary (self->qpdf, value))
    look_at_dictionary (self, value);
  children = list_children (self, value);
  for (guint i = 0; i < children->len; i++) {
    qpdf_oh child = g_array_index (children, qpdf_oh, i);

    within = within && depth < MAX_DEPTH && scan_value (self, child, depth + 1);
    qpdf_oh_release (self->qpdf, child);
  }
  return within && self->values <= MAX_VALUES;
}

static gboolean
scan_objects (Scanner *self)
{
  /* The number of a new object is one above the highest in the file. */
  int last = qpdf_oh_get_object_id (
    self->qpdf, qpdf_make_indirect_object (self->qpdf, qpdf_oh_new_null (self->qpdf)));

  if (last > MAX_OBJECTS)
    return FALSE;
  for (int id = 1; id < last; id++) {
    qpdf_oh object = qpdf_get_object_by_id (self->qpdf, id, 0);
    gboolean within = scan_value (self, object, 0);

    qpdf_oh_release (self->qpdf, object);
    if (!within)
      return FALSE;
  }
  return scan_value (self, qpdf_get_trailer (self->qpdf), 0);
}

gboolean
yyq_pdf_scan (qpdf_data qpdf, YyqPdfScan *found, GError **error)
{
  Scanner self = { .qpdf = qpdf };

  if (!scan_objects (&self)) {
    g_set_error_literal (error, YYQ_PDF_ERROR, YYQ_PDF_ERROR_TOO_LARGE,
                         "too many or too deeply nested objects");
    return FALSE;
  }
  *found = self.found;
  return TRUE;
}
