/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-template-marks.h"

#include "yyq-template-words.h"

/* px on the screen, whatever the zoom. */
#define LINE_PX 1.5f
#define CORNER_PX 3.f
/* Characters are smaller where the control is low, and not there where nobody could read them. */
#define LARGEST_PT 9.0
#define SMALLEST_PX 5.0

struct _YyqTemplateMarks {
  GObject parent_instance;

  GtkWidget *widget;           /* (unowned) */
  YyqTemplateContent *content; /* (owned) (nullable) */
};

/* By the party's place: apart from each other also for who does not see red and green alike. */
void
yyq_template_marks_get_color (guint party, GdkRGBA *color)
{
  static const GdkRGBA colors[] = {
    { .11f, .44f, .85f, 1 }, { .77f, .27f, .0f, 1 }, { .15f, .52f, .31f, 1 },
    { .51f, .24f, .67f, 1 }, { .0f, .47f, .5f, 1 },  { .72f, .15f, .4f, 1 },
  };

  *color = colors[party % G_N_ELEMENTS (colors)];
}

/* What nobody fills in is grey. */
static void
find_color (YyqTemplateMarks *self, YyqControl *control, GdkRGBA *color)
{
  GListModel *parties = yyq_template_content_get_parties (self->content);
  const char *key = yyq_control_get_party (control);

  *color = (GdkRGBA){ .4f, .4f, .44f, 1 };
  for (guint i = 0; key != NULL && i < g_list_model_get_n_items (parties); i++) {
    g_autoptr (YyqTemplateParty) party = g_list_model_get_item (parties, i);

    if (g_str_equal (yyq_template_party_get_key (party), key))
      yyq_template_marks_get_color (i, color);
  }
}

static void
draw_words (YyqTemplateMarks *self, GtkSnapshot *snapshot, YyqControl *control,
            const graphene_rect_t *place, const GdkRGBA *color, double px_per_pt)
{
  const double size = MIN (LARGEST_PT, (double) place->size.height * .62);
  g_autoptr (PangoLayout) layout = NULL;
  PangoFontDescription *font;
  int width, height;

  if (size * px_per_pt < SMALLEST_PX)
    return;
  layout = gtk_widget_create_pango_layout (self->widget, yyq_template_words_control (control));
  font = pango_font_description_new ();
  pango_font_description_set_absolute_size (font, size * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  pango_layout_set_width (layout, (int) ((place->size.width - 4) * PANGO_SCALE));
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_get_pixel_size (layout, &width, &height);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (
    snapshot, &GRAPHENE_POINT_INIT (place->origin.x + (place->size.width - (float) width) / 2,
                                    place->origin.y + (place->size.height - (float) height) / 2));
  gtk_snapshot_append_layout (snapshot, layout, color);
  gtk_snapshot_restore (snapshot);
}

static void
draw_control (YyqTemplateMarks *self, GtkSnapshot *snapshot, YyqControl *control, double px_per_pt)
{
  const graphene_rect_t place = GRAPHENE_RECT_INIT (
    (float) yyq_control_get_x (control), (float) yyq_control_get_y (control),
    (float) yyq_control_get_width (control), (float) yyq_control_get_height (control));
  const float line = LINE_PX / (float) px_per_pt;
  const float widths[4] = { line, line, line, line };
  GdkRGBA color, wash;
  GskRoundedRect frame;

  find_color (self, control, &color);
  wash = color;
  wash.alpha = .13f;
  gsk_rounded_rect_init_from_rect (&frame, &place, CORNER_PX / (float) px_per_pt);
  gtk_snapshot_push_rounded_clip (snapshot, &frame);
  gtk_snapshot_append_color (snapshot, &wash, &place);
  gtk_snapshot_pop (snapshot);
  gtk_snapshot_append_border (snapshot, &frame, widths,
                              (const GdkRGBA[4]){ color, color, color, color });
  draw_words (self, snapshot, control, &place, &color, px_per_pt);
}

static gboolean
is_on (YyqControl *control, guint page)
{
  const int first = yyq_control_get_page (control);
  const int last = MAX (first, yyq_control_get_last_page (control));

  return first <= (int) page && (int) page <= last;
}

static void
snapshot_marks (YyqPdfOverlay *overlay, GtkSnapshot *snapshot, guint page, double px_per_pt)
{
  YyqTemplateMarks *self = YYQ_TEMPLATE_MARKS (overlay);
  GListModel *controls =
    self->content != NULL ? yyq_template_content_get_controls (self->content) : NULL;
  const guint n = controls != NULL ? g_list_model_get_n_items (controls) : 0;

  for (guint i = 0; i < n; i++) {
    g_autoptr (YyqControl) control = g_list_model_get_item (controls, i);

    if (is_on (control, page))
      draw_control (self, snapshot, control, px_per_pt);
  }
}

static void
overlay_init (YyqPdfOverlayInterface *iface)
{
  iface->snapshot = snapshot_marks;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (YyqTemplateMarks, yyq_template_marks, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (YYQ_TYPE_PDF_OVERLAY, overlay_init))

void
yyq_template_marks_set_content (YyqTemplateMarks *self, YyqTemplateContent *content)
{
  g_return_if_fail (YYQ_IS_TEMPLATE_MARKS (self));

  g_set_object (&self->content, content);
  yyq_pdf_overlay_changed (YYQ_PDF_OVERLAY (self));
}

static void
yyq_template_marks_finalize (GObject *object)
{
  g_clear_object (&YYQ_TEMPLATE_MARKS (object)->content);
  G_OBJECT_CLASS (yyq_template_marks_parent_class)->finalize (object);
}

static void
yyq_template_marks_class_init (YyqTemplateMarksClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = yyq_template_marks_finalize;
}

static void
yyq_template_marks_init (YyqTemplateMarks *self)
{
}

YyqTemplateMarks *
yyq_template_marks_new (GtkWidget *widget)
{
  YyqTemplateMarks *self = g_object_new (YYQ_TYPE_TEMPLATE_MARKS, NULL);

  self->widget = widget;
  return self;
}
