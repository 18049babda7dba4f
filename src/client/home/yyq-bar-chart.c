/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-bar-chart.h"

#include <glib/gi18n.h>
#include <math.h>

#include "yyq-ui.h"

#define N_STEPS 4
#define AXIS_GAP 10
#define LABEL_GAP 8
#define BAR_GAP 3
#define BAR_MAX 18.0f

struct _YyqBarChart {
  GtkWidget parent_instance;

  GArray *items; /* (owned): of YyqBarChartItem */
  guint current; /* the item that the keyboard is at */
};

G_DEFINE_FINAL_TYPE (YyqBarChart, yyq_bar_chart, GTK_TYPE_WIDGET)

/* Where the bars stand, in px. */
typedef struct {
  float left;
  float width;
  float top;
  float height;
  guint limit; /* the value at the top line */
} Plot;

void
yyq_bar_chart_item_clear (YyqBarChartItem *item)
{
  g_clear_pointer (&item->label, g_free);
}

static guint
highest (YyqBarChart *self)
{
  guint max = 0;

  for (guint i = 0; i < self->items->len; i++) {
    const YyqBarChartItem *item = &g_array_index (self->items, YyqBarChartItem, i);

    max = MAX (max, MAX (item->initiated, item->completed));
  }
  return max;
}

/* The lines must stand at whole numbers a person would choose: 1, 2, 2.5 or 5 times a power of ten.
 */
static guint
nice_limit (guint max)
{
  static const double factors[] = { 1, 2, 2.5, 5, 10 };
  const double step = MAX (1.0, (double) max / N_STEPS);
  const double power = pow (10, floor (log10 (step)));

  for (guint i = 0; i < G_N_ELEMENTS (factors); i++) {
    const double candidate = factors[i] * power;

    if (candidate >= step && candidate == floor (candidate))
      return (guint) candidate * N_STEPS;
  }
  return (guint) (10 * power) * N_STEPS;
}

static PangoLayout *
small_layout (YyqBarChart *self, const char *text)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  PangoAttrList *attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_scale_new (0.86));
  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum"));
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
  return layout;
}

static void
draw_text (YyqBarChart *self, GtkSnapshot *snapshot, const char *text, float x, float y,
           float align)
{
  g_autoptr (PangoLayout) layout = small_layout (self, text);
  GdkRGBA color;
  int width;
  int height;

  pango_layout_get_pixel_size (layout, &width, &height);
  yyq_ui_get_dim_color (GTK_WIDGET (self), &color);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot,
                          &GRAPHENE_POINT_INIT (roundf (x - (float) width * align), roundf (y)));
  gtk_snapshot_append_layout (snapshot, layout, &color);
  gtk_snapshot_restore (snapshot);
}

static Plot
measure_plot (YyqBarChart *self)
{
  Plot plot = { .limit = nice_limit (highest (self)) };
  g_autofree char *widest = g_strdup_printf ("%u", plot.limit);
  g_autoptr (PangoLayout) layout = small_layout (self, widest);
  int width;
  int height;

  pango_layout_get_pixel_size (layout, &width, &height);
  plot.left = (float) width + AXIS_GAP;
  plot.width = (float) gtk_widget_get_width (GTK_WIDGET (self)) - plot.left;
  plot.top = (float) height / 2;
  plot.height =
    (float) gtk_widget_get_height (GTK_WIDGET (self)) - plot.top - (float) height - LABEL_GAP;
  return plot;
}

static void
draw_axis (YyqBarChart *self, GtkSnapshot *snapshot, const Plot *plot)
{
  GdkRGBA line;

  gtk_style_context_get_color (gtk_widget_get_style_context (GTK_WIDGET (self)), &line);
  line.alpha *= 0.12f;
  for (guint i = 0; i <= N_STEPS; i++) {
    const float y = roundf (plot->top + plot->height * (float) (N_STEPS - i) / N_STEPS);
    g_autofree char *text = g_strdup_printf ("%u", plot->limit / N_STEPS * i);

    gtk_snapshot_append_color (snapshot, &line,
                               &GRAPHENE_RECT_INIT (plot->left, y, plot->width, 1));
    draw_text (self, snapshot, text, plot->left - AXIS_GAP, y - plot->top, 1);
  }
}

static void
draw_bar (GtkSnapshot *snapshot, const Plot *plot, float x, float width, guint value,
          const GdkRGBA *color)
{
  const float height = plot->height * (float) value / (float) plot->limit;
  const float radius = MIN (4, MIN (width / 2, height));
  GskRoundedRect shape;

  if (value == 0)
    return;
  gsk_rounded_rect_init (&shape,
                         &GRAPHENE_RECT_INIT (x, plot->top + plot->height - height, width, height),
                         &GRAPHENE_SIZE_INIT (radius, radius), &GRAPHENE_SIZE_INIT (radius, radius),
                         graphene_size_zero (), graphene_size_zero ());
  gtk_snapshot_push_rounded_clip (snapshot, &shape);
  gtk_snapshot_append_color (snapshot, color, &shape.bounds);
  gtk_snapshot_pop (snapshot);
}

/* With many days in a range not every label fits: one in every so many is drawn. */
static guint
label_stride (YyqBarChart *self, const Plot *plot)
{
  int widest = 1;

  for (guint i = 0; i < self->items->len; i++) {
    g_autoptr (PangoLayout) layout =
      small_layout (self, g_array_index (self->items, YyqBarChartItem, i).label);
    int width;

    pango_layout_get_pixel_size (layout, &width, NULL);
    widest = MAX (widest, width);
  }
  return (guint) MAX (1, ceilf ((float) (widest + 8) * (float) self->items->len / plot->width));
}

static char *
item_text (const YyqBarChartItem *item)
{
  /* Translators: a month, week or day, and two counts of contracts */
  return g_strdup_printf (_ ("%s: %u initiated, %u completed"), item->label, item->initiated,
                          item->completed);
}

/* Where the keyboard is: a ground behind the bars, and their numbers over them. */
static void
draw_current (YyqBarChart *self, GtkSnapshot *snapshot, const Plot *plot)
{
  const float slot = plot->width / (float) self->items->len;
  const float left = plot->left + slot * (float) self->current;
  g_autofree char *text = item_text (&g_array_index (self->items, YyqBarChartItem, self->current));
  GdkRGBA ground;

  gtk_style_context_get_color (gtk_widget_get_style_context (GTK_WIDGET (self)), &ground);
  ground.alpha *= .08f;
  gtk_snapshot_append_color (snapshot, &ground,
                             &GRAPHENE_RECT_INIT (left, plot->top, slot, plot->height));
  draw_text (self, snapshot, text, plot->left + plot->width, 0, 1);
}

static void
yyq_bar_chart_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  YyqBarChart *self = YYQ_BAR_CHART (widget);
  const Plot plot = measure_plot (self);
  GtkStyleContext *context = gtk_widget_get_style_context (widget);
  GdkRGBA initiated = { 0.21f, 0.52f, 0.89f, 1 };
  GdkRGBA completed = { 0.34f, 0.89f, 0.54f, 1 };
  float slot;
  float bar;
  guint stride;

  if (plot.width <= 0 || plot.height <= 0)
    return;
  gtk_style_context_lookup_color (context, "yyq_chart_initiated", &initiated);
  gtk_style_context_lookup_color (context, "yyq_chart_completed", &completed);
  draw_axis (self, snapshot, &plot);
  if (self->items->len == 0)
    return;
  if (gtk_widget_has_visible_focus (widget))
    draw_current (self, snapshot, &plot);
  slot = plot.width / (float) self->items->len;
  bar = MIN (BAR_MAX, MAX (1, slot / 3));
  stride = label_stride (self, &plot);
  for (guint i = 0; i < self->items->len; i++) {
    const YyqBarChartItem *item = &g_array_index (self->items, YyqBarChartItem, i);
    const float middle = plot.left + slot * ((float) i + 0.5f);

    draw_bar (snapshot, &plot, middle - bar - BAR_GAP / 2.0f, bar, item->initiated, &initiated);
    draw_bar (snapshot, &plot, middle + BAR_GAP / 2.0f, bar, item->completed, &completed);
    if (i % stride == 0)
      draw_text (self, snapshot, item->label, middle, plot.top + plot.height + LABEL_GAP, 0.5f);
  }
}

static gboolean
yyq_bar_chart_query_tooltip (GtkWidget *widget, int x, int y, gboolean keyboard,
                             GtkTooltip *tooltip)
{
  YyqBarChart *self = YYQ_BAR_CHART (widget);
  const Plot plot = measure_plot (self);
  g_autofree char *text = NULL;
  int index;

  if (keyboard || self->items->len == 0 || plot.width <= 0 || (float) x < plot.left)
    return FALSE;
  index = (int) (((float) x - plot.left) / plot.width * (float) self->items->len);
  text = item_text (
    &g_array_index (self->items, YyqBarChartItem, CLAMP (index, 0, (int) self->items->len - 1)));
  gtk_tooltip_set_text (tooltip, text);
  return TRUE;
}

/* To a screen reader: the bars at which the keyboard is. */
static void
tell_current (YyqBarChart *self)
{
  g_autofree char *text =
    self->current < self->items->len
      ? item_text (&g_array_index (self->items, YyqBarChartItem, self->current))
      : g_strdup ("");

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text,
                                  -1);
}

static gboolean
move_cb (GtkWidget *widget, GVariant *steps, gpointer user_data)
{
  YyqBarChart *self = YYQ_BAR_CHART (widget);
  const int n = (int) self->items->len;

  if (n == 0)
    return FALSE;
  self->current = (guint) CLAMP ((int) self->current + g_variant_get_int32 (steps), 0, n - 1);
  tell_current (self);
  gtk_widget_queue_draw (widget);
  return TRUE;
}

static void
describe (YyqBarChart *self)
{
  g_autoptr (GString) text = g_string_new (_ ("Contract statistics"));

  for (guint i = 0; i < self->items->len; i++) {
    g_autofree char *item = item_text (&g_array_index (self->items, YyqBarChartItem, i));

    g_string_append (text, _ ("; "));
    g_string_append (text, item);
  }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text->str,
                                  -1);
}

void
yyq_bar_chart_set_items (YyqBarChart *self, GArray *items)
{
  g_return_if_fail (YYQ_IS_BAR_CHART (self));
  g_return_if_fail (items != NULL);

  g_array_ref (items);
  g_array_unref (self->items);
  self->items = items;
  self->current = items->len > 0 ? items->len - 1 : 0;
  describe (self);
  tell_current (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

GtkWidget *
yyq_bar_chart_new (void)
{
  return g_object_new (YYQ_TYPE_BAR_CHART, NULL);
}

static void
yyq_bar_chart_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                       int *natural, int *minimum_baseline, int *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? 200 : 120;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 600 : 180;
}

static void
yyq_bar_chart_finalize (GObject *object)
{
  g_array_unref (YYQ_BAR_CHART (object)->items);
  G_OBJECT_CLASS (yyq_bar_chart_parent_class)->finalize (object);
}

static void
yyq_bar_chart_class_init (YyqBarChartClass *klass)
{
  static const struct {
    guint keyval;
    int steps;
  } keys[] = { { GDK_KEY_Left, -1 },
               { GDK_KEY_Right, 1 },
               { GDK_KEY_Home, -G_MAXINT16 },
               { GDK_KEY_End, G_MAXINT16 } };
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = yyq_bar_chart_finalize;
  widget_class->measure = yyq_bar_chart_measure;
  widget_class->snapshot = yyq_bar_chart_snapshot;
  widget_class->query_tooltip = yyq_bar_chart_query_tooltip;
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding (widget_class, keys[i].keyval, 0, move_cb, "i", keys[i].steps);
  gtk_widget_class_set_css_name (widget_class, "yyqbarchart");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
yyq_bar_chart_init (YyqBarChart *self)
{
  self->items = g_array_new (FALSE, FALSE, sizeof (YyqBarChartItem));
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
}
