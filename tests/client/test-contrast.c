/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <math.h>

#include "yyq-bar-chart.h"
#include "yyq-pin-entry.h"
#include "yyq-table.h"
#include "yyq-test-wait.h"

/*
 * The styles as the program loads them, drawn: solid blocks are written where text stands, and the
 * colour of a block is compared with that of the gap beside it. So whatever comes together there is
 * in it: named colours, tints over other grounds, and opacity.
 */

/* WCAG 2.1, AA: text, and the edges of what says something without text. */
#define TEXT_RATIO 4.5
#define SHAPE_RATIO 3.0

#define BLOCKS "█    █    █    █"
#define MARGIN 12

/* px: of a table with one row, and from its lower edge to that row's middle. */
#define TABLE_HEIGHT 160
#define TABLE_ROW 102

typedef struct {
  const char *name;
  const char *ground;  /* classes of what is around, or "headerbar" */
  const char *classes; /* of a label; NULL: see create */
  GtkWidget *(*create) (void);
  int from_bottom; /* px: the line that is looked at; 0: the middle */
} Case;

typedef struct {
  GtkWidget *window;
  const char *scheme;
  guint n_failed;
} Fixture;

static GtkWidget *
create_placeholder (void)
{
  GtkWidget *entry = gtk_search_entry_new ();

  g_object_set (entry, "placeholder-text", BLOCKS, NULL);
  return entry;
}

static GtkWidget *
in_list (GtkWidget *row)
{
  GtkWidget *list = gtk_list_box_new ();

  gtk_widget_add_css_class (list, "boxed-list");
  gtk_list_box_append (GTK_LIST_BOX (list), row);
  return list;
}

static GtkWidget *
create_entry_title (void)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  g_object_set (row, "title", BLOCKS, "text", "1", NULL);
  return in_list (row);
}

static GtkWidget *
create_subtitle (void)
{
  return in_list (g_object_new (ADW_TYPE_ACTION_ROW, "title", "1", "subtitle", BLOCKS, NULL));
}

static GtkWidget *
create_window_subtitle (void)
{
  return adw_window_title_new ("1", BLOCKS);
}

static GtkWidget *
create_group_description (void)
{
  return g_object_new (ADW_TYPE_PREFERENCES_GROUP, "title", "1", "description", BLOCKS, NULL);
}

static GtkWidget *
create_suggested (void)
{
  GtkWidget *button = gtk_button_new_with_label (BLOCKS);

  gtk_widget_add_css_class (button, "suggested-action");
  return button;
}

static GtkWidget *
create_destructive (void)
{
  GtkWidget *button = gtk_button_new_with_label (BLOCKS);

  gtk_widget_add_css_class (button, "destructive-action");
  return button;
}

static char *
blocks_of (gpointer item)
{
  return g_strdup (BLOCKS);
}

static GtkWidget *
create_table (const YyqTableShape *shape)
{
  GtkWidget *table = g_object_new (YYQ_TYPE_TABLE, NULL);
  g_autoptr (GtkStringList) rows = gtk_string_list_new ((const char *[]){ "row", NULL });

  gtk_widget_set_size_request (table, 400, TABLE_HEIGHT);
  yyq_table_set_up (YYQ_TABLE (table), shape);
  yyq_table_set_model (YYQ_TABLE (table), G_LIST_MODEL (rows));
  return table;
}

static GtkWidget *
create_table_header (void)
{
  static const YyqTableColumn columns[] = { { .title = BLOCKS, .width = 300, .text = blocks_of } };
  static const YyqTableShape shape = { "header", columns, 1 };

  return create_table (&shape);
}

static GtkWidget *
create_table_dim (void)
{
  static const YyqTableColumn columns[] = {
    { .title = "-", .width = 300, .text = blocks_of, .dim = TRUE }
  };
  static const YyqTableShape shape = { "dim", columns, 1 };

  return create_table (&shape);
}

static GtkWidget *
create_table_link (void)
{
  static const YyqTableColumn columns[] = {
    { .title = "-", .kind = YYQ_CELL_LINK, .width = 300, .text = blocks_of }
  };
  static const YyqTableShape shape = { "link", columns, 1 };

  return create_table (&shape);
}

static GtkWidget *
create_secret (void)
{
  return yyq_pin_entry_new (BLOCKS);
}

static GtkWidget *
create_chart (void)
{
  GtkWidget *chart = yyq_bar_chart_new ();
  g_autoptr (GArray) items = g_array_new (FALSE, FALSE, sizeof (YyqBarChartItem));
  YyqBarChartItem item = { g_strdup (BLOCKS), 0, 0 };

  g_array_set_clear_func (items, (GDestroyNotify) yyq_bar_chart_item_clear);
  g_array_append_val (items, item);
  yyq_bar_chart_set_items (YYQ_BAR_CHART (chart), items);
  gtk_widget_set_size_request (chart, 300, 150);
  return chart;
}

#define PILL(kind)                                                      \
  { "pill " kind ", card", "card", "yyq-pill " kind, NULL, 0 },         \
    { "pill " kind ", window", "", "yyq-pill " kind, NULL, 0 },         \
  {                                                                     \
    "pill " kind ", panel", "yyq-side-panel", "yyq-pill " kind, NULL, 0 \
  }
#define EVERYWHERE(classes)                                                                     \
  { classes ", window", "", classes, NULL, 0 }, { classes ", card", "card", classes, NULL, 0 }, \
  {                                                                                             \
    classes ", panel", "yyq-side-panel", classes, NULL, 0                                       \
  }

static const Case cases[] = {
  PILL ("running"),
  PILL ("mine"),
  PILL ("done"),
  PILL ("failed"),
  PILL ("ended"),
  EVERYWHERE ("body"),
  EVERYWHERE ("dim-label"),
  EVERYWHERE ("caption dim-label"),
  EVERYWHERE ("error"),
  EVERYWHERE ("dim-label error"),
  EVERYWHERE ("warning"),
  EVERYWHERE ("success"),
  EVERYWHERE ("yyq-unit"),
  { "sidebar group", "", "yyq-group", NULL, 0 },
  { "badge", "", "yyq-badge", NULL, 0 },
  { "loading the document", "yyq-document", "dim-label", NULL, 0 },
  { "notice", "yyq-info-bar", "body", NULL, 0 },
  { "notice offline", "yyq-info-bar offline", "body", NULL, 0 },
  { "demo", "yyq-demo", "caption", NULL, 0 },
  { "placeholder", "", NULL, create_placeholder, 0 },
  { "entry title", "", NULL, create_entry_title, 0 },
  { "row subtitle", "", NULL, create_subtitle, 0 },
  { "window subtitle", "headerbar", NULL, create_window_subtitle, 0 },
  { "group description", "", NULL, create_group_description, 0 },
  { "suggested button", "", NULL, create_suggested, 0 },
  { "destructive button", "", NULL, create_destructive, 0 },
  { "table header", "card yyq-table-card", NULL, create_table_header, 0 },
  { "quiet cell", "card yyq-table-card", NULL, create_table_dim, TABLE_ROW },
  { "cell to press", "card yyq-table-card", NULL, create_table_link, TABLE_ROW },
  { "secret", "", NULL, create_secret, 0 },
  { "axis", "card yyq-card", NULL, create_chart, 8 },
};

static double
linear (guint8 part)
{
  const double value = part / 255.0;

  return value <= .03928 ? value / 12.92 : pow ((value + .055) / 1.055, 2.4);
}

static double
luminance (guint32 pixel)
{
  return .2126 * linear ((guint8) (pixel >> 16)) + .7152 * linear ((guint8) (pixel >> 8)) +
         .0722 * linear ((guint8) pixel);
}

static double
contrast (guint32 a, guint32 b)
{
  const double first = luminance (a);
  const double second = luminance (b);

  return (MAX (first, second) + .05) / (MIN (first, second) + .05);
}

/* The label with the blocks, or @widget where it draws them itself. */
static GtkWidget *
find_blocks (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget) && g_str_equal (gtk_label_get_text (GTK_LABEL (widget)), BLOCKS))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *found = find_blocks (child);

    if (found != NULL)
      return found;
  }
  return NULL;
}

static gboolean
drawn_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer n_frames)
{
  (*(guint *) n_frames)++;
  return G_SOURCE_CONTINUE;
}

static void
wait_for_frames (GtkWidget *widget)
{
  guint n_frames = 0;
  const guint id = gtk_widget_add_tick_callback (widget, drawn_cb, &n_frames, NULL);

  yyq_test_wait_while (n_frames < 3 || gtk_widget_get_width (widget) == 0);
  gtk_widget_remove_tick_callback (widget, id);
}

/* (transfer full): one line of the window, from @left on. */
static guint32 *
draw_line (GtkWidget *window, int left, int width, int y)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (window);
  const int whole = gtk_widget_get_width (window);
  const int height = gtk_widget_get_height (window);
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  g_autofree guint32 *pixels = g_new (guint32, (gsize) whole * (gsize) height);
  guint32 *line = g_new (guint32, (gsize) width);

  gdk_paintable_snapshot (paintable, snapshot, whole, height);
  node = gtk_snapshot_free_to_node (snapshot);
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (window)), node,
                                         &GRAPHENE_RECT_INIT (0, 0, (float) whole, (float) height));
  gdk_texture_download (texture, (guchar *) pixels, (gsize) whole * sizeof (guint32));
  for (int x = 0; x < width; x++)
    line[x] = pixels[y * whole + CLAMP (left + x, 0, whole - 1)] & 0xffffff;
  return line;
}

static guint
count (const guint32 *line, int width, guint32 pixel)
{
  guint n = 0;

  for (int x = 0; x < width; x++)
    n += line[x] == pixel;
  return n;
}

/* The most frequent pixel that is not @but. */
static guint32
most_frequent (const guint32 *line, int width, guint32 but)
{
  guint32 found = but;
  guint most = 0;

  for (int x = 0; x < width; x++) {
    const guint n = line[x] != but ? count (line, width, line[x]) : 0;

    if (n > most) {
      most = n;
      found = line[x];
    }
  }
  return found;
}

static void
judge (Fixture *fixture, const char *name, const guint32 *line, int width, double wanted)
{
  const guint32 one = most_frequent (line, width, G_MAXUINT32);
  const guint32 other = most_frequent (line, width, one);
  const double ratio = contrast (one, other);

  g_test_message ("%s, %s: %.2f (#%06x, #%06x)", fixture->scheme, name, ratio, one, other);
  if (ratio >= wanted)
    return;
  g_printerr ("%s, %s: %.2f (#%06x, #%06x), at least %.1f is wanted\n", fixture->scheme, name,
              ratio, one, other, wanted);
  fixture->n_failed++;
}

/* (transfer none): the child of the window, with @widget in it. */
static void
put (Fixture *fixture, const char *ground, GtkWidget *widget)
{
  GtkWidget *around = g_str_equal (ground, "headerbar") ? gtk_header_bar_new ()
                                                        : gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_auto (GStrv) classes = g_strsplit (ground, " ", -1);

  gtk_widget_set_valign (around, GTK_ALIGN_START);
  gtk_widget_set_margin_top (widget, MARGIN);
  gtk_widget_set_margin_bottom (widget, MARGIN);
  gtk_widget_set_margin_start (widget, MARGIN);
  gtk_widget_set_margin_end (widget, MARGIN);
  if (GTK_IS_HEADER_BAR (around)) {
    gtk_header_bar_set_title_widget (GTK_HEADER_BAR (around), widget);
  } else {
    gtk_widget_set_css_classes (around, (const char **) classes);
    gtk_widget_set_halign (widget, GTK_ALIGN_START);
    gtk_box_append (GTK_BOX (around), widget);
  }
  gtk_window_set_child (GTK_WINDOW (fixture->window), around);
  wait_for_frames (widget);
  /* Without a window manager no window is the active one. */
  gtk_widget_unset_state_flags (fixture->window, GTK_STATE_FLAG_BACKDROP);
}

static void
look_at (Fixture *fixture, const Case *this)
{
  GtkWidget *widget = this->create != NULL ? this->create () : gtk_label_new (BLOCKS);
  GtkWidget *blocks;
  graphene_rect_t bounds;
  g_autofree guint32 *line = NULL;
  int y;

  if (this->classes != NULL) {
    g_auto (GStrv) classes = g_strsplit (this->classes, " ", -1);

    gtk_widget_set_css_classes (widget, (const char **) classes);
  }
  put (fixture, this->ground, widget);
  blocks = find_blocks (widget);
  g_assert_true (
    gtk_widget_compute_bounds (blocks != NULL ? blocks : widget, fixture->window, &bounds));
  y =
    (int) (bounds.origin.y + (this->from_bottom > 0 ? bounds.size.height - (float) this->from_bottom
                                                    : bounds.size.height / 2));
  line = draw_line (fixture->window, (int) bounds.origin.x, (int) bounds.size.width, y);
  judge (fixture, this->name, line, (int) bounds.size.width, TEXT_RATIO);
}

/* Bars have the colour of the legend. */
static void
look_at_bars (Fixture *fixture)
{
  static const char *const bars[] = { "initiated", "completed" };

  for (gsize i = 0; i < G_N_ELEMENTS (bars); i++) {
    GtkWidget *legend = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
    graphene_rect_t bounds;
    g_autofree guint32 *line = NULL;

    gtk_widget_set_css_classes (legend, (const char *[]){ "yyq-legend", bars[i], NULL });
    put (fixture, "card", legend);
    g_assert_true (gtk_widget_compute_bounds (legend, fixture->window, &bounds));
    line = draw_line (fixture->window, (int) bounds.origin.x - MARGIN + 2,
                      (int) bounds.size.width + MARGIN - 2,
                      (int) (bounds.origin.y + bounds.size.height / 2));
    judge (fixture, bars[i], line, (int) bounds.size.width + MARGIN - 2, SHAPE_RATIO);
  }
}

/* Red ink is read on paper. */
static void
look_at_seal (Fixture *fixture)
{
  GtkWidget *seal = gtk_flow_box_child_new ();
  GtkWidget *picture = gtk_picture_new ();
  graphene_rect_t bounds;
  g_autofree guint32 *line = NULL;

  gtk_widget_set_size_request (picture, 40, 40);
  gtk_flow_box_child_set_child (GTK_FLOW_BOX_CHILD (seal), picture);
  gtk_widget_add_css_class (seal, "yyq-seal");
  put (fixture, "", seal);
  g_assert_true (gtk_widget_compute_bounds (picture, fixture->window, &bounds));
  line = draw_line (fixture->window, (int) bounds.origin.x + 10, 20, (int) bounds.origin.y + 20);
  g_assert_cmphex (most_frequent (line, 20, G_MAXUINT32), ==, 0xffffff);
}

static void
look_at_all (AdwColorScheme scheme, const char *name)
{
  Fixture fixture = { .window = gtk_window_new (), .scheme = name };

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), scheme);
  gtk_window_set_default_size (GTK_WINDOW (fixture.window), 480, 320);
  gtk_window_present (GTK_WINDOW (fixture.window));
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    look_at (&fixture, &cases[i]);
  look_at_bars (&fixture);
  look_at_seal (&fixture);
  g_assert_cmpuint (fixture.n_failed, ==, 0);
  gtk_window_destroy (GTK_WINDOW (fixture.window));
}

static void
test_light (void)
{
  look_at_all (ADW_COLOR_SCHEME_FORCE_LIGHT, "light");
}

static void
test_dark (void)
{
  look_at_all (ADW_COLOR_SCHEME_FORCE_DARK, "dark");
}

int
main (int argc, char **argv)
{
  g_autoptr (AdwApplication) application = NULL;

  gtk_test_init (&argc, &argv, NULL);
  /* Loads libadwaita's style and, from its resources, ours. */
  application =
    g_object_new (ADW_TYPE_APPLICATION, "application-id", YYQ_APPLICATION_ID, "flags",
                  G_APPLICATION_NON_UNIQUE, "resource-base-path", "/com/yuyunqian/Yuyunqian", NULL);
  g_assert_true (g_application_register (G_APPLICATION (application), NULL, NULL));
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  g_test_add_func ("/client/contrast/text is read in the light style", test_light);
  g_test_add_func ("/client/contrast/text is read in the dark style", test_dark);
  return g_test_run ();
}
