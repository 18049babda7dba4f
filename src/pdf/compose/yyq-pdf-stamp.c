/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-pdf-stamp.h"

#include <string.h>

#include "yyq-pdf-geometry.h"
#include "yyq-pdf-scan.h"
#include "yyq-qpdf.h"

/* Rewriting would break the signatures silently. */
gboolean
yyq_pdf_stamp_check_base (qpdf_data qpdf, GError **error)
{
  YyqPdfScan found;

  if (!yyq_pdf_scan (qpdf, &found, error))
    return FALSE;
  if (found & YYQ_PDF_SCAN_SIGNED)
    g_set_error_literal (error, YYQ_PDF_ERROR, YYQ_PDF_ERROR_SIGNED_ALREADY,
                         "a signed document cannot be composed");
  return (found & YYQ_PDF_SCAN_SIGNED) == 0;
}

/* The page's own content, between q and Q, so that it cannot leave a transformation behind. */
static qpdf_oh
wrap_contents (qpdf_data qpdf, qpdf_oh page)
{
  qpdf_oh old = qpdf_oh_get_key (qpdf, page, "/Contents");
  qpdf_oh contents = qpdf_oh_new_array (qpdf);

  qpdf_oh_append_item (qpdf, contents, yyq_qpdf_add_stream (qpdf, "q\n", 2));
  if (qpdf_oh_is_array (qpdf, old)) {
    for (int i = 0; i < qpdf_oh_get_array_n_items (qpdf, old); i++)
      qpdf_oh_append_item (qpdf, contents, qpdf_oh_get_array_item (qpdf, old, i));
  } else if (qpdf_oh_is_stream (qpdf, old)) {
    qpdf_oh_append_item (qpdf, contents, old);
  }
  return contents;
}

/* (transfer full): a name that the page's resources do not have yet. */
static char *
free_name (qpdf_data qpdf, qpdf_oh objects)
{
  for (guint i = 0;; i++) {
    g_autofree char *name = g_strdup_printf ("/YyqText%u", i);

    if (!qpdf_oh_has_key (qpdf, objects, name))
      return g_steal_pointer (&name);
  }
}

/* Resources may be shared by pages: this page gets its own copy before anything is added. */
static char *
add_resource (qpdf_data qpdf, qpdf_oh page, qpdf_oh form)
{
  qpdf_oh resources =
    yyq_qpdf_copy_dictionary (qpdf, yyq_qpdf_get_inherited (qpdf, page, "/Resources"));
  qpdf_oh objects = yyq_qpdf_copy_dictionary (qpdf, qpdf_oh_get_key (qpdf, resources, "/XObject"));
  char *name = free_name (qpdf, objects);

  qpdf_oh_replace_key (qpdf, objects, name, form);
  qpdf_oh_replace_key (qpdf, resources, "/XObject", objects);
  qpdf_oh_replace_key (qpdf, page, "/Resources", resources);
  return name;
}

void
yyq_pdf_stamp_put (qpdf_data qpdf, qpdf_oh page, qpdf_oh form)
{
  YyqPdfGeometry geometry = yyq_pdf_geometry_of_page (qpdf, page);
  g_autofree char *name = add_resource (qpdf, page, form);
  g_autofree char *draw = g_strdup_printf ("\nQ q %s Do Q\n", name);
  qpdf_oh contents = wrap_contents (qpdf, page);
  double matrix[6];

  yyq_pdf_geometry_overlay_matrix (&geometry, matrix);
  qpdf_oh_replace_key (qpdf, qpdf_oh_get_dict (qpdf, form), "/Matrix",
                       yyq_qpdf_new_matrix (qpdf, matrix));
  qpdf_oh_append_item (qpdf, contents, yyq_qpdf_add_stream (qpdf, draw, strlen (draw)));
  qpdf_oh_replace_key (qpdf, page, "/Contents", contents);
}
