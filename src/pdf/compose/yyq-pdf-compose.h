/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Geometry of both: points, origin at the top left corner of the page as it is seen (CropBox after
 * /Rotate and /UserUnit), y downwards, pages from 0.
 */
typedef struct {
  char *name; /* unique in the file: of a signature field, without '.', or "<party>.<area>": a
                 further place of a party before it in the list */
  guint page;
  double x, y, width, height; /* width and height 0: a field that is not seen */
} YyqPdfField;

typedef struct {
  char *text; /* UTF-8; lines end at '\n' */
  guint page;
  double x, y;  /* of the top left corner of the first line */
  double width; /* lines are broken at this width; 0: never */
  double size_pt;
} YyqPdfText;

/*
 * (transfer full): @base with the texts as page content and with one empty signature field for
 * each of @fields (for an area an empty read-only button), rewritten as a whole: revision 0 of a
 * contract. @base must not be signed. Blocks; any thread. Errors: YYQ_PDF_ERROR.
 */
GBytes *yyq_pdf_compose (GBytes *base, const YyqPdfText *texts, gsize n_texts,
                         const YyqPdfField *fields, gsize n_fields, GError **error);

G_END_DECLS
