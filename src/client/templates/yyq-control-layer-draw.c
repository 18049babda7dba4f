/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-control-layer-private.h"

#include <math.h>

/*
 * A control is drawn once, and is then a node that is only put somewhere, until it looks different;
 * so is a page of controls of which none is selected. GTK compares nodes by their addresses, and
 * draws again what has another one.
 */

#define LABEL_PT 9.0 /* of a name, where nothing is typed yet */
#define INSET_PT 2.0

static const GdkRGBA ACCENT = { .11f, .44f, .85f, 1 };
static const GdkRGBA GUIDE = { .88f, .11f, .46f, 1 };
static const GdkRGBA VEIL = { 1, 1, 1, .66f };
static const GdkRGBA WHITE = { 1, 1, 1, 1 };
static const GdkRGBA GRID = { .11f, .44f, .85f, .22f };

void
yyq_control_layer_forget_stills (YyqControlLayer *self)
{
  g_hash_table_remove_all (self->stills);
}

void
yyq_control_layer_forget_all (YyqControlLayer *self)
{
  g_hash_table_remove_all (self->looks);
  g_hash_table_remove_all (self->stills);
}

static GdkRGBA
with_alpha (const GdkRGBA *colour, float alpha)
{
  return (GdkRGBA){ colour->red, colour->green, colour->blue, alpha };
}

static void
frame (GtkSnapshot *snapshot, const graphene_rect_t *rect, double width, double radius,
       const GdkRGBA *colour)
{
  const float line = (float) width;
  const float widths[4] = { line, line, line, line };
  const GdkRGBA colours[4] = { *colour, *colour, *colour, *colour };
  GskRoundedRect outline;

  gsk_rounded_rect_init_from_rect (&outline, rect, (float) radius);
  gtk_snapshot_append_border (snapshot, &outline, widths, colours);
}

static void
fill (GtkSnapshot *snapshot, const graphene_rect_t *rect, double radius, const GdkRGBA *colour)
{
  GskRoundedRect outline;

  gsk_rounded_rect_init_from_rect (&outline, rect, (float) radius);
  gtk_snapshot_push_rounded_clip (snapshot, &outline);
  gtk_snapshot_append_color (snapshot, colour, rect);
  gtk_snapshot_pop (snapshot);
}

/* Letters are placed as on paper, at every zoom alike. */
static PangoContext *
get_context (YyqControlLayer *self)
{
  cairo_font_options_t *options = NULL;

  if (self->context != NULL || self->view == NULL)
    return self->context;
  options = cairo_font_options_create ();
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
  self->context = gtk_widget_create_pango_context (GTK_WIDGET (self->view));
  pango_cairo_context_set_font_options (self->context, options);
  pango_context_set_round_glyph_positions (self->context, FALSE);
  cairo_font_options_destroy (options);
  return self->context;
}

static const char *
family_of (YyqControlFont font)
{
  static const char *const families[] = {
    [YYQ_CONTROL_FONT_SONG] = "Noto Serif CJK SC, SimSun, serif",
    [YYQ_CONTROL_FONT_HEI] = "Noto Sans CJK SC, SimHei, sans-serif",
    [YYQ_CONTROL_FONT_FANG_SONG] = "FangSong, Noto Serif CJK SC, serif",
    [YYQ_CONTROL_FONT_KAI] = "KaiTi, Noto Serif CJK SC, serif",
  };

  return families[font];
}

/* (transfer full) */
static PangoLayout *
make_layout (YyqControlLayer *self, const char *text, const char *family, double size)
{
  PangoLayout *layout = pango_layout_new (get_context (self));
  PangoFontDescription *font = pango_font_description_new ();

  pango_font_description_set_family (font, family);
  pango_font_description_set_absolute_size (font, size * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  pango_layout_set_text (layout, text, -1);
  return layout;
}

static double
size_of (YyqControl *control)
{
  return yyq_control_get_size (control) > 0 ? yyq_control_get_size (control) : YYQ_CONTROL_SIZE;
}

static gboolean
has_text (YyqControl *control)
{
  const char *preset = yyq_control_get_preset (control);

  return preset != NULL && *preset != '\0';
}

static void
align_layout (PangoLayout *layout, YyqControl *control)
{
  static const PangoAlignment alignments[] = {
    [YYQ_CONTROL_ALIGN_LEFT] = PANGO_ALIGN_LEFT,
    [YYQ_CONTROL_ALIGN_CENTRE] = PANGO_ALIGN_CENTER,
    [YYQ_CONTROL_ALIGN_RIGHT] = PANGO_ALIGN_RIGHT,
    [YYQ_CONTROL_ALIGN_CELLS] = PANGO_ALIGN_CENTER,
  };

  pango_layout_set_alignment (layout, alignments[yyq_control_get_align (control)]);
  if (yyq_control_get_gap (control) > 0) {
    g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

    pango_attr_list_insert (attributes, pango_attr_letter_spacing_new (
                                          (int) (yyq_control_get_gap (control) * PANGO_SCALE)));
    pango_layout_set_attributes (layout, attributes);
  }
}

static void
put_layout (GtkSnapshot *snapshot, PangoLayout *layout, double x, double y, const GdkRGBA *colour)
{
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) x, (float) y));
  gtk_snapshot_append_layout (snapshot, layout, colour);
  gtk_snapshot_restore (snapshot);
}

static int
height_of (PangoLayout *layout)
{
  int height = 0;

  pango_layout_get_size (layout, NULL, &height);
  return height;
}

/* What will stand there, as large as it will. */
static void
draw_preset (YyqControlLayer *self, GtkSnapshot *snapshot, YyqControl *control, double width,
             double height)
{
  const int rgb = yyq_control_get_colour (control);
  const GdkRGBA ink = { (float) (rgb >> 16 & 0xff) / 255, (float) (rgb >> 8 & 0xff) / 255,
                        (float) (rgb & 0xff) / 255, 1 };
  g_autoptr (PangoLayout) layout =
    make_layout (self, yyq_control_get_preset (control), family_of (yyq_control_get_font (control)),
                 size_of (control));

  align_layout (layout, control);
  if (yyq_control_get_kind (control) == YYQ_CONTROL_MULTILINE ||
      yyq_control_get_fit (control) != YYQ_CONTROL_FIT_SHRINK)
    pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  else
    pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_layout_set_width (layout, (int) ((width - 2 * INSET_PT) * PANGO_SCALE));
  put_layout (snapshot, layout, INSET_PT,
              MAX (0, (height - height_of (layout) / (double) PANGO_SCALE) / 2), &ink);
}

/* What it is called, with the sign of its kind. */
static void
draw_name (YyqControlLayer *self, GtkSnapshot *snapshot, YyqControl *control, double width,
           double height, const GdkRGBA *colour)
{
  const YyqControlKind kind = yyq_control_get_kind (control);
  const gboolean round = yyq_control_look_is_round (kind);
  const double size = CLAMP (height * .62, 4, LABEL_PT);
  double left = INSET_PT;
  g_autoptr (PangoLayout) layout =
    make_layout (self, yyq_control_look_name (control), "sans-serif", size);

  if (!round && width > 5 * size) {
    g_autoptr (PangoLayout) glyph =
      make_layout (self, yyq_control_look_glyph (kind), "sans-serif", size);
    const GdkRGBA wash = with_alpha (colour, .2f);
    const graphene_rect_t badge = GRAPHENE_RECT_INIT (0, 0, (float) (size * 1.7), (float) height);

    gtk_snapshot_append_color (snapshot, &wash, &badge);
    pango_layout_set_width (glyph, (int) (size * 1.7 * PANGO_SCALE));
    pango_layout_set_alignment (glyph, PANGO_ALIGN_CENTER);
    put_layout (snapshot, glyph, 0, (height - height_of (glyph) / (double) PANGO_SCALE) / 2,
                colour);
    left += size * 1.7;
  }
  pango_layout_set_width (layout, (int) (MAX (1, width - left - INSET_PT) * PANGO_SCALE));
  pango_layout_set_alignment (layout, round ? PANGO_ALIGN_CENTER : PANGO_ALIGN_LEFT);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  put_layout (snapshot, layout, left, (height - height_of (layout) / (double) PANGO_SCALE) / 2,
              colour);
}

/* A padlock, 7 px high. */
static void
draw_lock (GtkSnapshot *snapshot, double width, double px, const GdkRGBA *colour)
{
  const float x = (float) (width - 9 * px), y = (float) (6 * px), unit = (float) px;
  const graphene_rect_t body = GRAPHENE_RECT_INIT (x, y, 7 * unit, 5 * unit);
  const graphene_rect_t bow = GRAPHENE_RECT_INIT (x + unit, y - 4 * unit, 5 * unit, 7 * unit);

  frame (snapshot, &bow, 1.2 * px, 2.5 * px, colour);
  gtk_snapshot_append_color (snapshot, colour, &body);
}

static void
draw_control (YyqControlLayer *self, GtkSnapshot *snapshot, YyqControl *control)
{
  const double px = 1 / self->drawn_scale;
  const double width = yyq_control_get_width (control), height = yyq_control_get_height (control);
  const gboolean round = yyq_control_look_is_round (yyq_control_get_kind (control));
  const double radius = round ? MIN (width, height) / 2 : MIN (2.5 * px, MIN (width, height) / 2);
  const graphene_rect_t rect = GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height);
  GdkRGBA colour, wash, line;

  yyq_control_look_party_colour (yyq_template_edit_get_content (self->edit),
                                 yyq_control_get_party (control), &colour);
  wash = with_alpha (&colour, .12f);
  line = with_alpha (&colour, .75f);
  /* What is printed below shows through, and does not get in the way of what is read. */
  if (!round)
    fill (snapshot, &rect, radius, &VEIL);
  fill (snapshot, &rect, radius, &wash);
  gtk_snapshot_push_clip (snapshot, &rect);
  if (has_text (control))
    draw_preset (self, snapshot, control, width, height);
  else
    draw_name (self, snapshot, control, width, height, &colour);
  gtk_snapshot_pop (snapshot);
  frame (snapshot, &rect, (round ? 1.6 : 1) * px, radius, &line);
  if (yyq_control_get_required (control)) {
    static const GdkRGBA red = { .78f, .05f, .12f, 1 };
    const graphene_rect_t mark = GRAPHENE_RECT_INIT ((float) (width - 5 * px), (float) (-2 * px),
                                                     (float) (6 * px), (float) (6 * px));

    fill (snapshot, &mark, 3 * px, &red);
  }
  if (yyq_control_get_locked (control))
    draw_lock (snapshot, width, px, &colour);
}

/* What follows is in pt. Each thing that changes by itself is between these two by itself. */
static void
enter (YyqControlLayer *self, GtkSnapshot *snapshot)
{
  gtk_snapshot_save (snapshot);
  gtk_snapshot_scale (snapshot, (float) self->drawn_scale, (float) self->drawn_scale);
}

static void
leave (GtkSnapshot *snapshot)
{
  gtk_snapshot_restore (snapshot);
}

/* How a control is drawn, and for which size. */
typedef struct {
  GskRenderNode *node; /* (owned) (nullable) */
  double width;
  double height;
} Look;

void
yyq_control_layer_free_look (gpointer look)
{
  g_clear_pointer (&((Look *) look)->node, gsk_render_node_unref);
  g_free (look);
}

static void
append_control (YyqControlLayer *self, GtkSnapshot *snapshot, YyqControl *control)
{
  const double width = yyq_control_get_width (control), height = yyq_control_get_height (control);
  Look *look = g_hash_table_lookup (self->looks, control);

  if (look == NULL || look->width != width || look->height != height) {
    GtkSnapshot *drawn = gtk_snapshot_new ();

    enter (self, drawn);
    draw_control (self, drawn, control);
    leave (drawn);
    look = g_new0 (Look, 1);
    look->node = gtk_snapshot_free_to_node (drawn);
    look->width = width;
    look->height = height;
    g_hash_table_replace (self->looks, g_object_ref (control), look);
  }
  if (look->node == NULL)
    return;
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (
    snapshot, &GRAPHENE_POINT_INIT ((float) (yyq_control_get_x (control) * self->drawn_scale),
                                    (float) (yyq_control_get_y (control) * self->drawn_scale)));
  gtk_snapshot_append_node (snapshot, look->node);
  gtk_snapshot_restore (snapshot);
}

static graphene_rect_t
rect_of (const YyqControlPlace *place)
{
  return GRAPHENE_RECT_INIT ((float) place->x, (float) place->y, (float) place->width,
                             (float) place->height);
}

/* A word on a ground of its own, in the middle of which is (@x, @y). */
static void
draw_tag (YyqControlLayer *self, GtkSnapshot *snapshot, const char *text, double x, double y,
          const GdkRGBA *ground)
{
  const double px = 1 / self->drawn_scale;
  g_autoptr (PangoLayout) layout = make_layout (self, text, "sans-serif", 11 * px);
  int width = 0, height = 0;
  graphene_rect_t rect;

  pango_layout_get_size (layout, &width, &height);
  graphene_rect_init (&rect, (float) (x - width / 2. / PANGO_SCALE - 4 * px),
                      (float) (y - height / 2. / PANGO_SCALE - px),
                      (float) (width / (double) PANGO_SCALE + 8 * px),
                      (float) (height / (double) PANGO_SCALE + 2 * px));
  fill (snapshot, &rect, 4 * px, ground);
  put_layout (snapshot, layout, x - width / 2. / PANGO_SCALE, y - height / 2. / PANGO_SCALE,
              &WHITE);
}

static void
draw_number (YyqControlLayer *self, GtkSnapshot *snapshot, YyqControl *control)
{
  static const GdkRGBA ground = { .14f, .12f, .2f, 1 };
  g_autofree char *text = NULL;
  guint at = 0;

  yyq_template_edit_find_index (self->edit, control, &at);
  text = g_strdup_printf ("%u", at + 1);
  draw_tag (self, snapshot, text, yyq_control_get_x (control), yyq_control_get_y (control),
            &ground);
}

static void
draw_grid (YyqControlLayer *self, GtkSnapshot *snapshot, guint page)
{
  YyqPdfRenderer *renderer = self->view != NULL ? yyq_pdf_view_get_renderer (self->view) : NULL;
  const double px = 1 / self->drawn_scale;
  double width = 0, height = 0;

  if (self->grid <= 0 || self->grid * self->drawn_scale < 6 || renderer == NULL ||
      page >= yyq_pdf_renderer_get_n_pages (renderer))
    return;
  yyq_pdf_renderer_get_page_size (renderer, page, &width, &height);
  for (double x = self->grid; x < width; x += self->grid)
    gtk_snapshot_append_color (snapshot, &GRID,
                               &GRAPHENE_RECT_INIT ((float) x, 0, (float) px, (float) height));
  for (double y = self->grid; y < height; y += self->grid)
    gtk_snapshot_append_color (snapshot, &GRID,
                               &GRAPHENE_RECT_INIT (0, (float) y, (float) width, (float) px));
}

/* (transfer none) (nullable): all of the page that does not move. */
static GskRenderNode *
get_still (YyqControlLayer *self, guint page)
{
  gpointer key = GUINT_TO_POINTER (page);
  GskRenderNode *node = g_hash_table_lookup (self->stills, key);
  GPtrArray *controls = NULL;
  GtkSnapshot *snapshot = NULL;

  if (node != NULL)
    return node;
  controls = yyq_template_edit_list_page (self->edit, (int) page);
  snapshot = gtk_snapshot_new ();
  enter (self, snapshot);
  draw_grid (self, snapshot, page);
  leave (snapshot);
  for (guint i = 0; i < controls->len; i++)
    if (!yyq_control_selection_has (self->selection, controls->pdata[i]))
      append_control (self, snapshot, controls->pdata[i]);
  enter (self, snapshot);
  if (self->shows_order)
    for (guint i = 0; i < controls->len; i++)
      draw_number (self, snapshot, controls->pdata[i]);
  leave (snapshot);
  node = gtk_snapshot_free_to_node (snapshot);
  if (node == NULL)
    node = gsk_container_node_new (NULL, 0);
  g_hash_table_insert (self->stills, key, node);
  return node;
}

static void
draw_handles (YyqControlLayer *self, GtkSnapshot *snapshot, const YyqControlPlace *box)
{
  const double px = 1 / self->drawn_scale;
  const double size = YYQ_LAYER_HANDLE_PX * px;

  for (int row = 0; row < 3; row++)
    for (int column = 0; column < 3; column++) {
      const graphene_rect_t handle = GRAPHENE_RECT_INIT (
        (float) (box->x + box->width * column / 2 - size / 2),
        (float) (box->y + box->height * row / 2 - size / 2), (float) size, (float) size);

      if (row == 1 && column == 1)
        continue;
      gtk_snapshot_append_color (snapshot, &WHITE, &handle);
      frame (snapshot, &handle, 1.2 * px, px, &ACCENT);
    }
}

static void
draw_selection (YyqControlLayer *self, GtkSnapshot *snapshot, guint page)
{
  GPtrArray *selected = yyq_control_selection_list (self->selection);
  const double px = 1 / self->drawn_scale;
  YyqControlPlace box;

  /* In the order of the page, so that what lies on top stays there. */
  for (guint i = 0; i < selected->len; i++)
    if (yyq_control_get_page (selected->pdata[i]) == (int) page)
      append_control (self, snapshot, selected->pdata[i]);
  for (guint i = 0; i < selected->len; i++) {
    const YyqControlPlace place = yyq_control_place_of (selected->pdata[i]);
    const graphene_rect_t rect = rect_of (&place);

    if (place.page != (int) page)
      continue;
    enter (self, snapshot);
    frame (snapshot, &rect, 1.6 * px, 2 * px, &ACCENT);
    leave (snapshot);
  }
  if (!yyq_control_layer_get_box (self, &box) || box.page != (int) page)
    return;
  enter (self, snapshot);
  if (selected->len > 1) {
    const graphene_rect_t rect = rect_of (&box);
    const GdkRGBA light = with_alpha (&ACCENT, .5f);

    frame (snapshot, &rect, px, 0, &light);
  }
  if (!self->read_only)
    draw_handles (self, snapshot, &box);
  leave (snapshot);
}

/* Guides */

static void
line (GtkSnapshot *snapshot, gboolean upright, double at, double from, double to, double width,
      const GdkRGBA *colour)
{
  const graphene_rect_t rect = upright ? GRAPHENE_RECT_INIT ((float) (at - width / 2), (float) from,
                                                             (float) width, (float) (to - from))
                                       : GRAPHENE_RECT_INIT ((float) from, (float) (at - width / 2),
                                                             (float) (to - from), (float) width);

  gtk_snapshot_append_color (snapshot, colour, &rect);
}

static void
draw_measure (YyqControlLayer *self, GtkSnapshot *snapshot, const YyqSnapMeasure *measure)
{
  const double px = 1 / self->drawn_scale;
  const gboolean flat = measure->axis == YYQ_SNAP_X;
  const double middle = (measure->from + measure->to) / 2;
  const GdkRGBA quiet = { .35f, .35f, .4f, 1 };
  const GdkRGBA *colour = measure->equal ? &GUIDE : &quiet;
  g_autofree char *text = yyq_control_look_length (measure->to - measure->from, self->unit, FALSE);

  line (snapshot, !flat, measure->at, measure->from, measure->to, px, colour);
  line (snapshot, flat, measure->from, measure->at - 3 * px, measure->at + 3 * px, px, colour);
  line (snapshot, flat, measure->to, measure->at - 3 * px, measure->at + 3 * px, px, colour);
  draw_tag (self, snapshot, text, flat ? middle : measure->at, flat ? measure->at : middle, colour);
}

static gboolean
is_dragging (YyqControlLayer *self)
{
  return self->mode == YYQ_LAYER_MOVING || self->mode == YYQ_LAYER_RESIZING ||
         self->mode == YYQ_LAYER_DRAWING || self->has_ghost;
}

/* Where it is by now, or how large: at the hand, where one looks. */
static void
draw_readout (YyqControlLayer *self, GtkSnapshot *snapshot, guint page)
{
  static const GdkRGBA ground = { .14f, .12f, .2f, .9f };
  const gboolean size = self->mode == YYQ_LAYER_RESIZING || self->mode == YYQ_LAYER_DRAWING;
  YyqControlPlace box;
  g_autofree char *first = NULL, *second = NULL, *text = NULL;

  if (self->has_ghost)
    box = self->ghost;
  else if (!is_dragging (self) || !yyq_control_layer_get_box (self, &box))
    return;
  if (box.page != (int) page)
    return;
  first = yyq_control_look_length (size ? box.width : box.x, self->unit, FALSE);
  second = yyq_control_look_length (size ? box.height : box.y, self->unit, TRUE);
  text = g_strdup_printf (size ? "%s × %s" : "%s, %s", first, second);
  draw_tag (self, snapshot, text, box.x + box.width + 24 / self->drawn_scale,
            box.y + box.height + 16 / self->drawn_scale, &ground);
}

static void
draw_guides (YyqControlLayer *self, GtkSnapshot *snapshot, guint page)
{
  const double px = 1 / self->drawn_scale;

  if (!is_dragging (self) || self->snap_page != (int) page)
    return;
  for (guint i = 0; i < self->snapped.n_guides; i++) {
    const YyqSnapTarget *guide = &self->snapped.guides[i];

    enter (self, snapshot);
    line (snapshot, guide->axis == YYQ_SNAP_X, guide->at, guide->from - 6 * px, guide->to + 6 * px,
          px, &GUIDE);
    leave (snapshot);
  }
  for (guint i = 0; i < self->snapped.n_measures; i++) {
    enter (self, snapshot);
    draw_measure (self, snapshot, &self->snapped.measures[i]);
    leave (snapshot);
  }
}

static void
draw_marquee (YyqControlLayer *self, GtkSnapshot *snapshot, guint page)
{
  const GdkRGBA wash = with_alpha (&ACCENT, .1f);
  const double px = 1 / self->drawn_scale;
  graphene_rect_t rect;

  if (self->mode != YYQ_LAYER_MARQUEE || self->start.page != page)
    return;
  graphene_rect_init (
    &rect, (float) MIN (self->start.x, self->hand.x), (float) MIN (self->start.y, self->hand.y),
    (float) fabs (self->start.x - self->hand.x), (float) fabs (self->start.y - self->hand.y));
  gtk_snapshot_append_color (snapshot, &wash, &rect);
  frame (snapshot, &rect, px, 0, &ACCENT);
}

static void
draw_ghost (YyqControlLayer *self, GtkSnapshot *snapshot, guint page)
{
  const graphene_rect_t rect = rect_of (&self->ghost);
  const gboolean round = yyq_control_look_is_round (self->ghost_kind);
  const double radius = round ? MIN (self->ghost.width, self->ghost.height) / 2 : 0;
  GdkRGBA colour, wash;

  if (!self->has_ghost || self->ghost.page != (int) page)
    return;
  yyq_control_look_party_colour (yyq_template_edit_get_content (self->edit), self->ghost_party,
                                 &colour);
  wash = with_alpha (&colour, .2f);
  fill (snapshot, &rect, radius, &wash);
  frame (snapshot, &rect, 1.6 / self->drawn_scale, radius, &colour);
}

void
yyq_control_layer_snapshot (YyqPdfOverlay *overlay, GtkSnapshot *snapshot, guint page,
                            double px_per_pt)
{
  YyqControlLayer *self = YYQ_CONTROL_LAYER (overlay);

  if (self->drawn_scale != px_per_pt) {
    yyq_control_layer_forget_all (self);
    self->drawn_scale = px_per_pt;
  }
  if (get_context (self) == NULL)
    return;
  gtk_snapshot_append_node (snapshot, get_still (self, page));
  draw_selection (self, snapshot, page);
  draw_guides (self, snapshot, page);
  enter (self, snapshot);
  draw_marquee (self, snapshot, page);
  draw_ghost (self, snapshot, page);
  leave (snapshot);
  enter (self, snapshot);
  draw_readout (self, snapshot, page);
  leave (snapshot);
}
