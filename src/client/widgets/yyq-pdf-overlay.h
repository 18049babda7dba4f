/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * Something that lies over the pages of a YyqPdfView: the place of a signature, the controls of a
 * template. It draws itself, says what of it the pointer is at, and takes pointer and keys there.
 * Main thread.
 *
 * Places are pt from the top left of a page as it is seen, to the right and down (D6); pages are
 * 0-based. What must look the same at every zoom (a line, a handle) is px, divided by px_per_pt.
 *
 * Signal "changed": it is to be drawn anew.
 */
#define YYQ_TYPE_PDF_OVERLAY (yyq_pdf_overlay_get_type ())
G_DECLARE_INTERFACE (YyqPdfOverlay, yyq_pdf_overlay, YYQ, PDF_OVERLAY, GObject)

/* Where the pointer is. During a drag @page is the page on which it began, @x and @y may lie beside
 * it, and what the pointer is over by then stands in @over: of no page, they are the same. */
typedef struct {
  guint page;
  double x;         /* pt */
  double y;         /* pt */
  double px_per_pt; /* what is nearer than 6 px is hit */
  guint over;
  double over_x; /* pt, of that page */
  double over_y;
  GdkModifierType state; /* keys that are held */
} YyqPdfSpot;

/* What is there. A handle is an edge, or two for a corner; it changes the size of what has it. */
typedef enum {
  YYQ_PDF_HIT_NONE = 0,
  YYQ_PDF_HIT_INSIDE = 1 << 0, /* can be moved */
  YYQ_PDF_HIT_TOP = 1 << 1,
  YYQ_PDF_HIT_BOTTOM = 1 << 2,
  YYQ_PDF_HIT_LEFT = 1 << 3,
  YYQ_PDF_HIT_RIGHT = 1 << 4,
  YYQ_PDF_HIT_PAGE = 1 << 5, /* nothing, but the pointer is wanted: to draw, to select */
} YyqPdfHit;

/* All may be NULL: then there is nothing to draw, to hit, to select. */
struct _YyqPdfOverlayInterface {
  GTypeInterface parent_iface;

  /* Draws what lies over @page; a unit of @snapshot is a pt, its origin the page's top left. */
  void (*snapshot) (YyqPdfOverlay *self, GtkSnapshot *snapshot, guint page, double px_per_pt);

  /* Instead of snapshot(): a unit of @snapshot is a px. What is drawn in pt lies in a
   * transformation that scales, and of that GTK draws all again when anything in it has changed. */
  void (*snapshot_px) (YyqPdfOverlay *self, GtkSnapshot *snapshot, guint page, double px_per_pt);

  /* What is at @spot; NONE leaves pointer and clicks to what lies below. */
  YyqPdfHit (*hit) (YyqPdfOverlay *self, const YyqPdfSpot *spot);

  /* The first button went down where hit() said something; moved and came up, wherever it is by
   * then. @n_press: 2 for a double click. */
  void (*pressed) (YyqPdfOverlay *self, const YyqPdfSpot *spot, int n_press, GdkModifierType state);
  void (*dragged) (YyqPdfOverlay *self, const YyqPdfSpot *spot);
  void (*released) (YyqPdfOverlay *self, const YyqPdfSpot *spot);

  /* The pointer is there, and no button is down; NULL: it has left the pages. */
  void (*moved) (YyqPdfOverlay *self, const YyqPdfSpot *spot);

  /* (nullable): the pointer's shape there, by its CSS name; NULL: as what is hit says. */
  const char *(*get_cursor) (YyqPdfOverlay *self, const YyqPdfSpot *spot);

  /* (transfer full) (nullable): what can be done with what is there, or, by keyboard, with what is
   * selected (NULL). The actions are those of the view's parents. */
  GMenuModel *(*get_menu) (YyqPdfOverlay *self, const YyqPdfSpot *spot);

  /* A key while the view has the focus; TRUE: it is used up. */
  gboolean (*key_pressed) (YyqPdfOverlay *self, guint keyval, GdkModifierType state);

  /* Where that lies which is selected, or the only thing there is; FALSE: nothing is. */
  gboolean (*get_selection) (YyqPdfOverlay *self, guint *page, graphene_rect_t *place);
};

void yyq_pdf_overlay_changed (YyqPdfOverlay *self);

/* As the functions of the interface; snapshot() takes a snapshot in px. */
void yyq_pdf_overlay_snapshot (YyqPdfOverlay *self, GtkSnapshot *snapshot, guint page,
                               double px_per_pt);
YyqPdfHit yyq_pdf_overlay_hit (YyqPdfOverlay *self, const YyqPdfSpot *spot);
void yyq_pdf_overlay_pressed (YyqPdfOverlay *self, const YyqPdfSpot *spot, int n_press,
                              GdkModifierType state);
void yyq_pdf_overlay_dragged (YyqPdfOverlay *self, const YyqPdfSpot *spot);
void yyq_pdf_overlay_released (YyqPdfOverlay *self, const YyqPdfSpot *spot);
void yyq_pdf_overlay_moved (YyqPdfOverlay *self, const YyqPdfSpot *spot);
const char *yyq_pdf_overlay_get_cursor (YyqPdfOverlay *self, const YyqPdfSpot *spot);
GMenuModel *yyq_pdf_overlay_get_menu (YyqPdfOverlay *self, const YyqPdfSpot *spot);
gboolean yyq_pdf_overlay_key_pressed (YyqPdfOverlay *self, guint keyval, GdkModifierType state);
gboolean yyq_pdf_overlay_get_selection (YyqPdfOverlay *self, guint *page, graphene_rect_t *place);

G_END_DECLS
