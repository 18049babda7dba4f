/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-pdf-difference-private.h"
#include "yyq-pdf-outline.h"
#include "yyq-pdf-shape.h"
#include "yyq-qpdf.h"

#define MAX_DEPTH 300
#define MAX_PATHS 20

void
yyq_pdf_free_place_clear (gpointer place)
{
  g_free (((YyqPdfFreePlace *) place)->path);
}

void
yyq_pdf_comparison_report (YyqPdfComparison *self, const char *path, const char *what)
{
  g_autofree char *line = g_strdup_printf ("%s: %s", path, what);

  if (self->n_paths++ < MAX_PATHS)
    g_strv_builder_add (self->paths, line);
}

void
yyq_pdf_comparison_note (YyqPdfComparison *self, YyqPdfLater flag)
{
  self->found->later |= flag;
}

gboolean
yyq_pdf_comparison_is_same (YyqPdfComparison *self, qpdf_oh a, qpdf_oh b)
{
  g_autofree char *text = NULL;

  /* Some programs write 300 for 300.000. */
  if (qpdf_oh_is_number (self->a, a) && qpdf_oh_is_number (self->b, b))
    return qpdf_oh_get_numeric_value (self->a, a) == qpdf_oh_get_numeric_value (self->b, b);
  text = g_strdup (qpdf_oh_unparse_resolved (self->a, a));
  return g_str_equal (text, qpdf_oh_unparse_resolved (self->b, b));
}

gboolean
yyq_pdf_comparison_name_is (qpdf_data qpdf, qpdf_oh object, const char *key, const char *name)
{
  return qpdf_oh_is_dictionary (qpdf, object) &&
         qpdf_oh_is_name_and_equals (qpdf, qpdf_oh_get_key (qpdf, object, key), name);
}

gboolean
yyq_pdf_comparison_has_key (YyqPdfComparison *self, qpdf_oh a, const char *key)
{
  return qpdf_oh_is_dictionary (self->a, a) && qpdf_oh_has_key (self->a, a, key);
}

gint64
yyq_pdf_comparison_key_of (qpdf_data qpdf, qpdf_oh object)
{
  return (gint64) qpdf_oh_get_object_id (qpdf, object) << 16 |
         qpdf_oh_get_generation (qpdf, object);
}

/* TRUE the first time. */
gboolean
yyq_pdf_comparison_see (YyqPdfComparison *self, qpdf_oh b, YyqPdfRole role)
{
  gint64 key = yyq_pdf_comparison_key_of (self->b, b);

  if (g_hash_table_contains (self->seen, &key))
    return FALSE;
  return g_hash_table_insert (self->seen, g_memdup2 (&key, sizeof key), GUINT_TO_POINTER (role));
}

gboolean
yyq_pdf_comparison_is_written_again (YyqPdfComparison *self, qpdf_oh b)
{
  return self->tail == NULL ||
         yyq_pdf_tail_defines (self->tail, (guint64) qpdf_oh_get_object_id (self->b, b));
}

void
yyq_pdf_comparison_leave_free (YyqPdfComparison *self, qpdf_oh a, qpdf_oh b, YyqPdfRole role,
                               const char *path)
{
  YyqPdfFreePlace place = { .a = a, .b = b, .role = role, .path = g_strdup (path) };

  yyq_pdf_outline_give_up (self);
  g_array_append_val (self->free_places, place);
}

static gboolean take (YyqPdfComparison *self, qpdf_oh b, YyqPdfRole role, guint depth);

static gboolean
take_inside (YyqPdfComparison *self, qpdf_oh b, YyqPdfRole role, guint depth)
{
  gboolean written = FALSE;

  if (qpdf_oh_is_stream (self->b, b))
    b = qpdf_oh_get_dict (self->b, b);
  if (qpdf_oh_is_dictionary (self->b, b)) {
    g_auto (GStrv) keys = yyq_qpdf_list_keys (self->b, b);

    for (char **key = keys; *key != NULL; key++)
      written |= take (self, qpdf_oh_get_key (self->b, b, *key), role, depth + 1);
  } else if (qpdf_oh_is_array (self->b, b)) {
    for (int i = 0; i < qpdf_oh_get_array_n_items (self->b, b); i++)
      written |= take (self, qpdf_oh_get_array_item (self->b, b, i), role, depth + 1);
  }
  return written;
}

/* Of an object that nobody has met so far. */
static gboolean
take_object (YyqPdfComparison *self, qpdf_oh b, YyqPdfRole role, guint depth)
{
  g_auto (YyqPdfOutline) outline = { 0 };
  gboolean written = yyq_pdf_comparison_is_written_again (self, b);

  if (yyq_pdf_outline_is_leaf (self, b))
    return FALSE;
  if (written && role == YYQ_PDF_ROLE_SIGNATURE &&
      !qpdf_oh_is_null (self->a, qpdf_get_object_by_id (self->a, qpdf_oh_get_object_id (self->b, b),
                                                        qpdf_oh_get_generation (self->b, b))))
    yyq_pdf_comparison_note (self, YYQ_PDF_LATER_APPEARANCE);
  yyq_pdf_outline_begin (&outline, self, b);
  written |= take_inside (self, b, role, depth);
  yyq_pdf_outline_end (&outline, self, b);
  return written;
}

/* Marks everything below as met. TRUE when something of it was written by this revision. */
static gboolean
take (YyqPdfComparison *self, qpdf_oh b, YyqPdfRole role, guint depth)
{
  if (depth > MAX_DEPTH) {
    yyq_pdf_outline_give_up (self);
    return FALSE;
  }
  yyq_pdf_outline_meet (self, b, YYQ_PDF_ROLE_FIXED);
  if (!qpdf_oh_is_indirect (self->b, b))
    return take_inside (self, b, role, depth);
  return yyq_pdf_comparison_see (self, b, role) && take_object (self, b, role, depth);
}

static gboolean
is_number_setting (YyqPdfComparison *self, qpdf_oh b)
{
  return qpdf_oh_is_integer (self->b, b) && qpdf_oh_get_int_value (self->b, b) >= 0 &&
         qpdf_oh_get_int_value (self->b, b) <= 3;
}

/* Is what stands at a free place what may stand there? */
static gboolean
has_shape (YyqPdfComparison *self, const YyqPdfFreePlace *place)
{
  qpdf_oh b = place->b;

  switch (place->role) {
  case YYQ_PDF_ROLE_STORE:
    return yyq_pdf_is_security_store (self->b, b);
  case YYQ_PDF_ROLE_VERSION:
    return qpdf_oh_is_name (self->b, b) || yyq_pdf_is_extensions (self->b, b);
  case YYQ_PDF_ROLE_INFORMATION:
    return yyq_pdf_is_information (self->b, b);
  case YYQ_PDF_ROLE_METADATA:
    return yyq_pdf_is_metadata (self->b, b);
  case YYQ_PDF_ROLE_SETTING:
    if (g_str_has_suffix (place->path, "/NeedAppearances"))
      return qpdf_oh_is_bool (self->b, b) && !qpdf_oh_get_bool_value (self->b, b);
    return g_str_has_suffix (place->path, "/DA") ? qpdf_oh_is_string (self->b, b)
                                                 : is_number_setting (self, b);
  case YYQ_PDF_ROLE_FIXED:
  case YYQ_PDF_ROLE_CATALOG:
  case YYQ_PDF_ROLE_FORM:
  case YYQ_PDF_ROLE_FIELDS:
  case YYQ_PDF_ROLE_ANNOTS:
  case YYQ_PDF_ROLE_DEFAULTS:
  case YYQ_PDF_ROLE_CATEGORY:
  case YYQ_PDF_ROLE_FLAGS:
  case YYQ_PDF_ROLE_SIGNATURE:
  case YYQ_PDF_ROLE_FIELD:
  case YYQ_PDF_ROLE_FILLED:
  case YYQ_PDF_ROLE_ANNOTATION:
  case YYQ_PDF_ROLE_NEW:
  default:
    return TRUE;
  }
}

/* A place that is free: it counts when it differs, or something below it was written again. */
void
yyq_pdf_comparison_settle_free (YyqPdfComparison *self, const YyqPdfFreePlace *place)
{
  gboolean moved =
    qpdf_oh_get_object_id (self->a, place->a) != qpdf_oh_get_object_id (self->b, place->b);
  gboolean written = take (self, place->b, place->role, 0);

  if (!moved && !written && qpdf_oh_is_indirect (self->b, place->b))
    return;
  if (!moved && !written && yyq_pdf_comparison_is_same (self, place->a, place->b))
    return;
  if (!has_shape (self, place))
    yyq_pdf_comparison_report (self, place->path,
                               qpdf_oh_is_null (self->a, place->a) ? "added" : "changed");
  else
    yyq_pdf_comparison_note (self, yyq_pdf_role_get_flag (place->role));
}
