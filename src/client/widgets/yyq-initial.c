/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-initial.h"

#define SIZE 24 /* px */

struct _YyqInitial {
  GtkWidget parent_instance;

  char text[8]; /* one character, UTF-8 */
  guint color;
  PangoLayout *layout; /* (owned) (nullable): of text, made when it is drawn */
};

G_DEFINE_FINAL_TYPE (YyqInitial, yyq_initial, GTK_TYPE_WIDGET)

/* Top and bottom of the disc: the pairs of libadwaita's avatars. */
static const struct {
  GdkRGBA top;
  GdkRGBA bottom;
} colors[] = {
  { { .51f, .72f, .97f, 1 }, { .21f, .52f, .89f, 1 } },
  { { .48f, .85f, .95f, 1 }, { .13f, .60f, .79f, 1 } },
  { { .55f, .90f, .69f, 1 }, { .15f, .64f, .41f, 1 } },
  { { .71f, .90f, .50f, 1 }, { .38f, .63f, .19f, 1 } },
  { { .97f, .89f, .36f, 1 }, { .81f, .62f, .02f, 1 } },
  { { 1.0f, .75f, .44f, 1 }, { .89f, .42f, .04f, 1 } },
  { { .96f, .62f, .48f, 1 }, { .85f, .26f, .18f, 1 } },
  { { .96f, .38f, .57f, 1 }, { .75f, .16f, .38f, 1 } },
  { { .76f, .65f, .89f, 1 }, { .50f, .33f, .72f, 1 } },
  { { .63f, .59f, .94f, 1 }, { .38f, .34f, .76f, 1 } },
  { { .89f, .82f, .72f, 1 }, { .63f, .47f, .30f, 1 } },
};

static PangoLayout *
make_layout (YyqInitial *self)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), self->text);
  g_autoptr (PangoFontDescription) font = pango_font_description_copy (
    pango_context_get_font_description (gtk_widget_get_pango_context (GTK_WIDGET (self))));

  pango_font_description_set_weight (font, PANGO_WEIGHT_BOLD);
  pango_font_description_set_absolute_size (font, SIZE * .5 * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  return layout;
}

static void
draw_disc (YyqInitial *self, GtkSnapshot *snapshot)
{
  const GskColorStop stops[] = { { 0, colors[self->color].top },
                                 { 1, colors[self->color].bottom } };
  const graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, SIZE, SIZE);
  GskRoundedRect disc;

  gsk_rounded_rect_init_from_rect (&disc, &bounds, SIZE / 2.f);
  gtk_snapshot_push_rounded_clip (snapshot, &disc);
  gtk_snapshot_append_linear_gradient (snapshot, &bounds, &GRAPHENE_POINT_INIT (0, 0),
                                       &GRAPHENE_POINT_INIT (0, SIZE), stops, G_N_ELEMENTS (stops));
  gtk_snapshot_pop (snapshot);
}

static void
draw_text (YyqInitial *self, GtkSnapshot *snapshot)
{
  const GdkRGBA white = { 1, 1, 1, 1 };
  int width;
  int height;

  if (self->layout == NULL)
    self->layout = make_layout (self);
  pango_layout_get_pixel_size (self->layout, &width, &height);
  gtk_snapshot_translate (
    snapshot, &GRAPHENE_POINT_INIT ((float) (SIZE - width) / 2, (float) (SIZE - height) / 2));
  gtk_snapshot_append_layout (snapshot, self->layout, &white);
}

static void
yyq_initial_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  YyqInitial *self = YYQ_INITIAL (widget);

  if (*self->text == '\0')
    return;
  draw_disc (self, snapshot);
  draw_text (self, snapshot);
}

static void
yyq_initial_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                     int *natural, int *minimum_baseline, int *natural_baseline)
{
  *minimum = SIZE;
  *natural = SIZE;
}

static void
yyq_initial_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (yyq_initial_parent_class)->css_changed (widget, change);
  g_clear_object (&YYQ_INITIAL (widget)->layout);
}

void
yyq_initial_set_name (YyqInitial *self, const char *name)
{
  char text[sizeof self->text] = "";

  g_return_if_fail (YYQ_IS_INITIAL (self));

  if (name != NULL && *name != '\0')
    g_unichar_to_utf8 (g_unichar_toupper (g_utf8_get_char (name)), text);
  self->color = name != NULL ? g_str_hash (name) % G_N_ELEMENTS (colors) : 0;
  if (!g_str_equal (text, self->text))
    g_clear_object (&self->layout);
  g_strlcpy (self->text, text, sizeof self->text);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
yyq_initial_finalize (GObject *object)
{
  g_clear_object (&YYQ_INITIAL (object)->layout);
  G_OBJECT_CLASS (yyq_initial_parent_class)->finalize (object);
}

static void
yyq_initial_class_init (YyqInitialClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = yyq_initial_finalize;
  widget_class->snapshot = yyq_initial_snapshot;
  widget_class->measure = yyq_initial_measure;
  widget_class->css_changed = yyq_initial_css_changed;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
yyq_initial_init (YyqInitial *self)
{
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
}

GtkWidget *
yyq_initial_new (void)
{
  return g_object_new (YYQ_TYPE_INITIAL, NULL);
}
