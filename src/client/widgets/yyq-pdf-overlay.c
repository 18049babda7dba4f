/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-pdf-overlay.h"

G_DEFINE_INTERFACE (YyqPdfOverlay, yyq_pdf_overlay, G_TYPE_OBJECT)

static guint changed_signal;

void
yyq_pdf_overlay_changed (YyqPdfOverlay *self)
{
  g_return_if_fail (YYQ_IS_PDF_OVERLAY (self));
  g_signal_emit (self, changed_signal, 0);
}

void
yyq_pdf_overlay_snapshot (YyqPdfOverlay *self, GtkSnapshot *snapshot, guint page, double px_per_pt)
{
  YyqPdfOverlayInterface *iface = YYQ_PDF_OVERLAY_GET_IFACE (self);

  if (iface->snapshot_px != NULL) {
    iface->snapshot_px (self, snapshot, page, px_per_pt);
  } else if (iface->snapshot != NULL) {
    gtk_snapshot_save (snapshot);
    gtk_snapshot_scale (snapshot, (float) px_per_pt, (float) px_per_pt);
    iface->snapshot (self, snapshot, page, px_per_pt);
    gtk_snapshot_restore (snapshot);
  }
}

YyqPdfHit
yyq_pdf_overlay_hit (YyqPdfOverlay *self, const YyqPdfSpot *spot)
{
  if (YYQ_PDF_OVERLAY_GET_IFACE (self)->hit == NULL)
    return YYQ_PDF_HIT_NONE;
  return YYQ_PDF_OVERLAY_GET_IFACE (self)->hit (self, spot);
}

void
yyq_pdf_overlay_pressed (YyqPdfOverlay *self, const YyqPdfSpot *spot, int n_press,
                         GdkModifierType state)
{
  if (YYQ_PDF_OVERLAY_GET_IFACE (self)->pressed != NULL)
    YYQ_PDF_OVERLAY_GET_IFACE (self)->pressed (self, spot, n_press, state);
}

void
yyq_pdf_overlay_dragged (YyqPdfOverlay *self, const YyqPdfSpot *spot)
{
  if (YYQ_PDF_OVERLAY_GET_IFACE (self)->dragged != NULL)
    YYQ_PDF_OVERLAY_GET_IFACE (self)->dragged (self, spot);
}

void
yyq_pdf_overlay_released (YyqPdfOverlay *self, const YyqPdfSpot *spot)
{
  if (YYQ_PDF_OVERLAY_GET_IFACE (self)->released != NULL)
    YYQ_PDF_OVERLAY_GET_IFACE (self)->released (self, spot);
}

void
yyq_pdf_overlay_moved (YyqPdfOverlay *self, const YyqPdfSpot *spot)
{
  if (YYQ_PDF_OVERLAY_GET_IFACE (self)->moved != NULL)
    YYQ_PDF_OVERLAY_GET_IFACE (self)->moved (self, spot);
}

const char *
yyq_pdf_overlay_get_cursor (YyqPdfOverlay *self, const YyqPdfSpot *spot)
{
  if (YYQ_PDF_OVERLAY_GET_IFACE (self)->get_cursor == NULL)
    return NULL;
  return YYQ_PDF_OVERLAY_GET_IFACE (self)->get_cursor (self, spot);
}

GMenuModel *
yyq_pdf_overlay_get_menu (YyqPdfOverlay *self, const YyqPdfSpot *spot)
{
  if (YYQ_PDF_OVERLAY_GET_IFACE (self)->get_menu == NULL)
    return NULL;
  return YYQ_PDF_OVERLAY_GET_IFACE (self)->get_menu (self, spot);
}

gboolean
yyq_pdf_overlay_key_pressed (YyqPdfOverlay *self, guint keyval, GdkModifierType state)
{
  if (YYQ_PDF_OVERLAY_GET_IFACE (self)->key_pressed == NULL)
    return FALSE;
  return YYQ_PDF_OVERLAY_GET_IFACE (self)->key_pressed (self, keyval, state);
}

gboolean
yyq_pdf_overlay_get_selection (YyqPdfOverlay *self, guint *page, graphene_rect_t *place)
{
  if (YYQ_PDF_OVERLAY_GET_IFACE (self)->get_selection == NULL)
    return FALSE;
  return YYQ_PDF_OVERLAY_GET_IFACE (self)->get_selection (self, page, place);
}

static void
yyq_pdf_overlay_default_init (YyqPdfOverlayInterface *iface)
{
  changed_signal = g_signal_new ("changed", YYQ_TYPE_PDF_OVERLAY, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
}
