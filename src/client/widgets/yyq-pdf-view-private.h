/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-pdf-cache.h"
#include "yyq-pdf-layout.h"
#include "yyq-pdf-view.h"

G_BEGIN_DECLS

/*
 * YyqPdfView is one object in files by job: yyq-pdf-view.c has the document, the zoom and the
 * overlays, -scroll.c sizes and places, -draw.c the picture, -text.c what the pages say to a screen
 * reader, -children.c the widgets on them, -input.c keys and pointer. Positions
 * on the screen are px from the view's top left.
 */
struct _YyqPdfView {
  GtkWidget parent_instance;

  YyqPdfRenderer *renderer;      /* (owned) (nullable) */
  YyqPdfCache *cache;            /* (owned) */
  GtkAdjustment *adjustments[2]; /* (owned) (nullable), by GtkOrientation */
  GPtrArray *overlays;           /* (owned): of YyqPdfOverlay, the topmost last */
  YyqPdfLayout layout;
  double zoom;
  gboolean fit_width;
  guint redraw_id;
  guint page;
  guint tell_id; /* idle source */
  guint told_page;
  double told_zoom;

  YyqPdfOverlay *wanted; /* (owned) (nullable): to be scrolled to at the first allocation */

  GPtrArray *texts;      /* (owned): of the pages in sight, see -text.c */
  GCancellable *reading; /* (owned): ends with the document */
  guint read_id;         /* timeout */

  GArray *children; /* (owned): of the widgets on the pages, see -children.c */

  YyqPdfOverlay *pressed; /* (owned) (nullable): has the pointer until the button comes up */
  guint pressed_page;
  graphene_point_t hand; /* where it is during a drag */
  GdkModifierType held;
  guint autoscroll_id; /* tick callback, while the hand is at the edge */

  gboolean anchored; /* what is at @anchor stays there in the next allocation */
  graphene_point_t anchor;
  double pinched_zoom;

  gboolean space; /* is held */
  gboolean space_used;
  gboolean panning;
  graphene_point_t pan_from; /* values of the adjustments when it began */
  GtkWidget *menu;           /* (nullable) */
};

/* The document */
void yyq_pdf_view_order_pages (YyqPdfView *self);
void yyq_pdf_view_order_later (YyqPdfView *self);
void yyq_pdf_view_tell_later (YyqPdfView *self);
void yyq_pdf_view_describe (YyqPdfView *self);

/* Sizes and places */
void yyq_pdf_view_set_adjustment (YyqPdfView *self, GtkOrientation orientation,
                                  GtkAdjustment *adjustment);
void yyq_pdf_view_extents_changed (YyqPdfView *self);
void yyq_pdf_view_scroll_by (YyqPdfView *self, GtkOrientation orientation, double distance);

/* What is of @page at (@x, @y) on the screen; beside the page, too. */
void yyq_pdf_view_get_spot (YyqPdfView *self, guint page, double x, double y, YyqPdfSpot *spot);

/* Widgets on the pages */
void yyq_pdf_view_init_children (YyqPdfView *self);
void yyq_pdf_view_leave_children (YyqPdfView *self);
void yyq_pdf_view_place_children (YyqPdfView *self);
void yyq_pdf_view_snapshot_children (YyqPdfView *self, GtkSnapshot *snapshot);

/* Whether the focus, or this place, is a widget's on the pages that is drawn. */
gboolean yyq_pdf_view_child_has_focus (YyqPdfView *self);
gboolean yyq_pdf_view_child_is_at (YyqPdfView *self, double x, double y);

/* What the pages in sight say, for who listens: children that are not drawn. Later: when what is in
 * sight has not changed for a while. */
void yyq_pdf_view_tell_text_later (YyqPdfView *self);
void yyq_pdf_view_place_text (YyqPdfView *self);
void yyq_pdf_view_drop_text (YyqPdfView *self);

/* The parts of the class */
void yyq_pdf_view_init_text (YyqPdfView *self);
void yyq_pdf_view_leave_text (YyqPdfView *self);
void yyq_pdf_view_class_init_scroll (GtkWidgetClass *klass);
void yyq_pdf_view_class_init_draw (GtkWidgetClass *klass);
void yyq_pdf_view_class_init_input (GtkWidgetClass *klass);
void yyq_pdf_view_init_input (YyqPdfView *self);
void yyq_pdf_view_leave_input (YyqPdfView *self);

G_END_DECLS
