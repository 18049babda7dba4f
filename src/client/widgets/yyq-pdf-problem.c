/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-pdf-problem.h"

#include <glib/gi18n.h>

#define MARGIN_PX 12.f

const char *
yyq_pdf_problem_to_text (YyqPdfProblem problem)
{
  static const char *const texts[] = {
    [YYQ_PDF_PROBLEM_NONE] = NULL,
    [YYQ_PDF_PROBLEM_FONTS] =
      N_ ("Text is missing on this page: its font is neither in the file nor on this computer"),
    [YYQ_PDF_PROBLEM_TOO_LARGE] = N_ ("This page is too large or too complex to be shown"),
    [YYQ_PDF_PROBLEM_DAMAGED] = N_ ("This page is damaged and cannot be shown"),
  };

  return texts[problem] != NULL ? _ (texts[problem]) : NULL;
}

/* In the upper third of the page; where only some of its text is missing, on a band above what
 * there is. */
void
yyq_pdf_problem_snapshot (YyqPdfProblem problem, GtkWidget *widget, GtkSnapshot *snapshot,
                          const graphene_rect_t *page)
{
  static const GdkRGBA ink = { .14f, .14f, .16f, 1 };
  static const GdkRGBA band = { .98f, .94f, .75f, 1 };
  const gboolean above = problem == YYQ_PDF_PROBLEM_FONTS;
  g_autoptr (PangoLayout) layout =
    gtk_widget_create_pango_layout (widget, yyq_pdf_problem_to_text (problem));
  int height = 0;

  pango_layout_set_width (layout, (int) MAX (1.f, page->size.width - 2 * MARGIN_PX) * PANGO_SCALE);
  pango_layout_set_alignment (layout, PANGO_ALIGN_CENTER);
  pango_layout_get_pixel_size (layout, NULL, &height);
  gtk_snapshot_push_clip (snapshot, page);
  if (above)
    gtk_snapshot_append_color (snapshot, &band,
                               &GRAPHENE_RECT_INIT (page->origin.x, page->origin.y,
                                                    page->size.width,
                                                    (float) height + 2 * MARGIN_PX));
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (
    snapshot, &GRAPHENE_POINT_INIT (
                page->origin.x + MARGIN_PX,
                page->origin.y + (above ? MARGIN_PX : (page->size.height - (float) height) / 3)));
  gtk_snapshot_append_layout (snapshot, layout, &ink);
  gtk_snapshot_restore (snapshot);
  gtk_snapshot_pop (snapshot);
}
