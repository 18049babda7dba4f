/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-pdf-matches.h"

#include "yyq-pdf-find.h"

/* The part of a match on one line. */
typedef struct {
  guint page;
  guint match; /* of the document */
  graphene_rect_t place;
} Part;

struct _YyqPdfMatches {
  GObject parent_instance;

  GArray *parts; /* (owned): of Part, in the order of the document */
  guint n;
  guint current;
};

static void
snapshot_matches (YyqPdfOverlay *overlay, GtkSnapshot *snapshot, guint page, double px_per_pt)
{
  /* On white paper, in every style. */
  static const GdkRGBA wash = { 1.f, .86f, .2f, .45f };
  static const GdkRGBA wash_of_current = { 1.f, .55f, .1f, .55f };
  YyqPdfMatches *self = YYQ_PDF_MATCHES (overlay);

  for (guint i = 0; i < self->parts->len; i++) {
    const Part *part = &g_array_index (self->parts, Part, i);

    if (part->page == page)
      gtk_snapshot_append_color (snapshot, part->match == self->current ? &wash_of_current : &wash,
                                 &part->place);
  }
}

static gboolean
get_selection (YyqPdfOverlay *overlay, guint *page, graphene_rect_t *place)
{
  YyqPdfMatches *self = YYQ_PDF_MATCHES (overlay);

  for (guint i = 0; i < self->parts->len; i++) {
    const Part *part = &g_array_index (self->parts, Part, i);

    if (part->match != self->current)
      continue;
    *page = part->page;
    *place = part->place;
    return TRUE;
  }
  return FALSE;
}

static void
overlay_init (YyqPdfOverlayInterface *iface)
{
  iface->snapshot = snapshot_matches;
  iface->get_selection = get_selection;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (YyqPdfMatches, yyq_pdf_matches, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (YYQ_TYPE_PDF_OVERLAY, overlay_init))

void
yyq_pdf_matches_clear (YyqPdfMatches *self)
{
  g_return_if_fail (YYQ_IS_PDF_MATCHES (self));
  g_array_set_size (self->parts, 0);
  self->n = self->current = 0;
  yyq_pdf_overlay_changed (YYQ_PDF_OVERLAY (self));
}

void
yyq_pdf_matches_add_page (YyqPdfMatches *self, guint page, const GArray *found)
{
  const guint before = self->n;

  g_return_if_fail (YYQ_IS_PDF_MATCHES (self));
  for (guint i = 0; i < found->len; i++) {
    const YyqPdfFound *one = &g_array_index (found, YyqPdfFound, i);
    const Part part = { page, before + one->match, one->place };

    g_array_append_val (self->parts, part);
    self->n = part.match + 1;
  }
  if (found->len > 0)
    yyq_pdf_overlay_changed (YYQ_PDF_OVERLAY (self));
}

guint
yyq_pdf_matches_get_n (YyqPdfMatches *self)
{
  g_return_val_if_fail (YYQ_IS_PDF_MATCHES (self), 0);
  return self->n;
}

guint
yyq_pdf_matches_get_current (YyqPdfMatches *self)
{
  g_return_val_if_fail (YYQ_IS_PDF_MATCHES (self), 0);
  return self->current;
}

void
yyq_pdf_matches_set_current (YyqPdfMatches *self, guint match)
{
  g_return_if_fail (YYQ_IS_PDF_MATCHES (self) && match < self->n);
  self->current = match;
  yyq_pdf_overlay_changed (YYQ_PDF_OVERLAY (self));
}

YyqPdfMatches *
yyq_pdf_matches_new (void)
{
  return g_object_new (YYQ_TYPE_PDF_MATCHES, NULL);
}

static void
yyq_pdf_matches_finalize (GObject *object)
{
  g_array_unref (YYQ_PDF_MATCHES (object)->parts);
  G_OBJECT_CLASS (yyq_pdf_matches_parent_class)->finalize (object);
}

static void
yyq_pdf_matches_class_init (YyqPdfMatchesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = yyq_pdf_matches_finalize;
}

static void
yyq_pdf_matches_init (YyqPdfMatches *self)
{
  self->parts = g_array_new (FALSE, FALSE, sizeof (Part));
}
