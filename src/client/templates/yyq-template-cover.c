/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-template-cover.h"

/* px */
#define HEIGHT 148
#define MARGIN 18
/* Height of A4 by its width. */
#define A4 1.4142f

struct _YyqTemplateCover {
  GtkWidget parent_instance;

  GdkTexture *texture; /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (YyqTemplateCover, yyq_template_cover, GTK_TYPE_WIDGET)

static float
page_height (YyqTemplateCover *self, float width)
{
  if (self->texture == NULL)
    return width * A4;
  return width * (float) gdk_texture_get_height (self->texture) /
         (float) MAX (gdk_texture_get_width (self->texture), 1);
}

static void
yyq_template_cover_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  YyqTemplateCover *self = YYQ_TEMPLATE_COVER (widget);
  const float width = (float) gtk_widget_get_width (widget);
  const float height = (float) gtk_widget_get_height (widget);
  const float page = MIN (width - 2 * MARGIN, 210.f);
  const graphene_rect_t paper =
    GRAPHENE_RECT_INIT ((width - page) / 2, MARGIN, page, page_height (self, page));
  static const GdkRGBA white = { 1, 1, 1, 1 };
  static const GdkRGBA shade = { 0, 0, 0, .28f };
  GskRoundedRect outline;

  if (page <= 0)
    return;
  gsk_rounded_rect_init_from_rect (&outline, &paper, 2);
  gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));
  gtk_snapshot_append_outset_shadow (snapshot, &outline, &shade, 0, 1, 0, 4);
  if (self->texture != NULL)
    gtk_snapshot_append_texture (snapshot, self->texture, &paper);
  else
    gtk_snapshot_append_color (snapshot, &white, &paper);
  gtk_snapshot_pop (snapshot);
}

static void
yyq_template_cover_measure (GtkWidget *widget, GtkOrientation orientation, int for_size,
                            int *minimum, int *natural, int *minimum_baseline,
                            int *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_VERTICAL ? HEIGHT : 2 * MARGIN;
}

void
yyq_template_cover_set_texture (YyqTemplateCover *self, GdkTexture *texture)
{
  g_return_if_fail (YYQ_IS_TEMPLATE_COVER (self));
  if (g_set_object (&self->texture, texture))
    gtk_widget_queue_draw (GTK_WIDGET (self));
}

GdkTexture *
yyq_template_cover_get_texture (YyqTemplateCover *self)
{
  g_return_val_if_fail (YYQ_IS_TEMPLATE_COVER (self), NULL);
  return self->texture;
}

static void
yyq_template_cover_finalize (GObject *object)
{
  g_clear_object (&YYQ_TEMPLATE_COVER (object)->texture);
  G_OBJECT_CLASS (yyq_template_cover_parent_class)->finalize (object);
}

static void
yyq_template_cover_class_init (YyqTemplateCoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = yyq_template_cover_finalize;
  widget_class->snapshot = yyq_template_cover_snapshot;
  widget_class->measure = yyq_template_cover_measure;
  gtk_widget_class_set_css_name (widget_class, "yyqtemplatecover");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
yyq_template_cover_init (YyqTemplateCover *self)
{
}
