/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <X11/extensions/XTest.h>
#include <gdk/x11/gdkx.h>
#include <math.h>

#include "pdf-samples.h"
#include "yyq-pdf-layout.h"
#include "yyq-pdf-place.h"
#include "yyq-pdf-view.h"
#include "yyq-test-wait.h"

/* An overlay with a red square of 100 pt on one page, which notes what it is told. */
#define TEST_TYPE_OVERLAY (test_overlay_get_type ())
G_DECLARE_FINAL_TYPE (TestOverlay, test_overlay, TEST, OVERLAY, GObject)

struct _TestOverlay {
  GObject parent_instance;

  guint page;
  YyqPdfHit hit; /* what it says of its square */
  guint n_drawn;
  guint n_pressed;
  int n_press;
  YyqPdfSpot spot; /* the last one */
  gboolean down;
  guint key;
};

static const graphene_rect_t square = { { 60, 80 }, { 100, 100 } };

static void
snapshot_square (YyqPdfOverlay *overlay, GtkSnapshot *snapshot, guint page, double px_per_pt)
{
  static const GdkRGBA red = { 1, 0, 0, 1 };
  TestOverlay *self = TEST_OVERLAY (overlay);

  if (page != self->page)
    return;
  self->n_drawn++;
  gtk_snapshot_append_color (snapshot, &red, &square);
}

static YyqPdfHit
hit_square (YyqPdfOverlay *overlay, const YyqPdfSpot *spot)
{
  TestOverlay *self = TEST_OVERLAY (overlay);
  const graphene_point_t point = { (float) spot->x, (float) spot->y };

  return spot->page == self->page && graphene_rect_contains_point (&square, &point)
           ? self->hit
           : YYQ_PDF_HIT_NONE;
}

static void
pressed (YyqPdfOverlay *overlay, const YyqPdfSpot *spot, int n_press, GdkModifierType state)
{
  TestOverlay *self = TEST_OVERLAY (overlay);

  self->n_pressed++;
  self->n_press = n_press;
  self->spot = *spot;
  self->down = TRUE;
}

static void
dragged (YyqPdfOverlay *overlay, const YyqPdfSpot *spot)
{
  TEST_OVERLAY (overlay)->spot = *spot;
}

static void
released (YyqPdfOverlay *overlay, const YyqPdfSpot *spot)
{
  TEST_OVERLAY (overlay)->spot = *spot;
  TEST_OVERLAY (overlay)->down = FALSE;
}

static gboolean
key_pressed (YyqPdfOverlay *overlay, guint keyval, GdkModifierType state)
{
  TEST_OVERLAY (overlay)->key = keyval;
  return keyval == GDK_KEY_Down;
}

static gboolean
get_selection (YyqPdfOverlay *overlay, guint *page, graphene_rect_t *place)
{
  *page = TEST_OVERLAY (overlay)->page;
  *place = square;
  return TRUE;
}

static void
overlay_init (YyqPdfOverlayInterface *iface)
{
  iface->snapshot = snapshot_square;
  iface->hit = hit_square;
  iface->pressed = pressed;
  iface->dragged = dragged;
  iface->released = released;
  iface->key_pressed = key_pressed;
  iface->get_selection = get_selection;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (TestOverlay, test_overlay, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (YYQ_TYPE_PDF_OVERLAY, overlay_init))

static void
test_overlay_class_init (TestOverlayClass *klass)
{
}

static void
test_overlay_init (TestOverlay *self)
{
  self->hit = YYQ_PDF_HIT_INSIDE;
}

/* Two pages at 100 % in a window that shows the upper part of the first */
typedef struct {
  GtkWidget *window;
  YyqPdfView *view;
  TestOverlay *overlay;
} Fixture;

static void
keep_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static void
open_contract (YyqPdfView *view)
{
  g_autoptr (GBytes) pdf = pdf_samples_contract ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  yyq_pdf_view_open_async (view, pdf, NULL, keep_cb, &result);
  yyq_test_wait_while (result == NULL);
  yyq_pdf_view_open_finish (view, result, &error);
  g_assert_no_error (error);
}

static void
present (Fixture *fixture)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  fixture->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 900, 600);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (fixture->view));
  gtk_window_set_child (GTK_WINDOW (fixture->window), scrolled);
  gtk_window_present (GTK_WINDOW (fixture->window));
  gtk_test_widget_wait_for_draw (GTK_WIDGET (fixture->view));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->view = YYQ_PDF_VIEW (yyq_pdf_view_new ());
  fixture->overlay = g_object_new (TEST_TYPE_OVERLAY, NULL);
  yyq_pdf_view_add_overlay (fixture->view, YYQ_PDF_OVERLAY (fixture->overlay));
  yyq_pdf_view_set_zoom (fixture->view, 1);
  open_contract (fixture->view);
  if (data == NULL)
    present (fixture);
}

/* The view keeps neither itself nor what lies on it. */
static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gpointer view = fixture->view;
  gpointer renderer = yyq_pdf_view_get_renderer (fixture->view);

  g_object_add_weak_pointer (view, &view);
  g_object_add_weak_pointer (renderer, &renderer);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_assert_null (view);
  /* Pages that are being drawn keep it until they are done. */
  yyq_test_wait_while (renderer != NULL);
  g_assert_finalize_object (fixture->overlay);
}

/* Where a point of the first page lies in the view while it is not scrolled. */
static graphene_point_t
on_screen (Fixture *fixture, double x, double y)
{
  double width = 0, height = 0;
  const int view_width = gtk_widget_get_width (GTK_WIDGET (fixture->view));

  yyq_pdf_renderer_get_page_size (yyq_pdf_view_get_renderer (fixture->view), 0, &width, &height);
  return GRAPHENE_POINT_INIT (
    (float) ((view_width - width * YYQ_PDF_LAYOUT_PX_PER_PT) / 2 + x * YYQ_PDF_LAYOUT_PX_PER_PT),
    (float) (YYQ_PDF_LAYOUT_GAP + y * YYQ_PDF_LAYOUT_PX_PER_PT));
}

static gpointer
controller (Fixture *fixture, GType type)
{
  g_autoptr (GListModel) all = gtk_widget_observe_controllers (GTK_WIDGET (fixture->view));

  for (guint i = 0; i < g_list_model_get_n_items (all); i++) {
    g_autoptr (GtkEventController) one = g_list_model_get_item (all, i);

    if (G_OBJECT_TYPE (one) == type)
      return one;
  }
  g_assert_not_reached ();
}

static void
press (Fixture *fixture, double x, double y, int n_press)
{
  const graphene_point_t point = on_screen (fixture, x, y);

  g_signal_emit_by_name (controller (fixture, GTK_TYPE_GESTURE_CLICK), "pressed", n_press,
                         (double) point.x, (double) point.y);
}

static void
hover (Fixture *fixture, double x, double y)
{
  const graphene_point_t point = on_screen (fixture, x, y);

  g_signal_emit_by_name (controller (fixture, GTK_TYPE_EVENT_CONTROLLER_MOTION), "motion",
                         (double) point.x, (double) point.y);
}

/* Pages begin at whole pixels. */
static void
assert_at (TestOverlay *overlay, double x, double y)
{
  g_assert_cmpfloat_with_epsilon (overlay->spot.x, x, .8);
  g_assert_cmpfloat_with_epsilon (overlay->spot.y, y, .8);
  g_assert_cmpfloat_with_epsilon (overlay->spot.px_per_pt, YYQ_PDF_LAYOUT_PX_PER_PT, .01);
}

/* (transfer full): the view as it is drawn next. */
static GskRenderNode *
draw (Fixture *fixture)
{
  GtkWidget *widget = GTK_WIDGET (fixture->view);
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (widget);
  GskRenderNode *node = NULL;

  gtk_widget_queue_draw (widget);
  while (node == NULL) {
    GtkSnapshot *snapshot = gtk_snapshot_new ();

    g_main_context_iteration (NULL, TRUE);
    gdk_paintable_snapshot (paintable, snapshot, gtk_widget_get_width (widget),
                            gtk_widget_get_height (widget));
    node = gtk_snapshot_free_to_node (snapshot);
  }
  return node;
}

/* The colour there. */
static guint32
pixel_at (Fixture *fixture, graphene_point_t point)
{
  GskRenderer *renderer =
    gtk_native_get_renderer (gtk_widget_get_native (GTK_WIDGET (fixture->view)));
  GskRenderNode *node = draw (fixture);
  g_autoptr (GdkTexture) texture = gsk_renderer_render_texture (
    renderer, node, &GRAPHENE_RECT_INIT (floorf (point.x), floorf (point.y), 1, 1));
  guint32 pixel = 0;

  gsk_render_node_unref (node);
  gdk_texture_download (texture, (guchar *) &pixel, 4);
  return pixel & 0xffffff;
}

static void
test_drawn (Fixture *fixture, gconstpointer data)
{
  const graphene_point_t first = on_screen (fixture, 60, 80);
  const graphene_point_t last = on_screen (fixture, 160, 180);

  g_assert_cmphex (pixel_at (fixture, GRAPHENE_POINT_INIT (first.x + 2, first.y + 2)), ==,
                   0xff0000);
  g_assert_cmphex (pixel_at (fixture, GRAPHENE_POINT_INIT (last.x - 2, last.y - 2)), ==, 0xff0000);
  g_assert_cmphex (pixel_at (fixture, GRAPHENE_POINT_INIT (first.x - 2, first.y + 2)), !=,
                   0xff0000);
  g_assert_cmphex (pixel_at (fixture, GRAPHENE_POINT_INIT (last.x + 2, last.y - 2)), !=, 0xff0000);
}

static void
test_changed (Fixture *fixture, gconstpointer data)
{
  guint n_drawn = 0;

  while (g_main_context_iteration (NULL, FALSE)) {
  }
  n_drawn = fixture->overlay->n_drawn;
  yyq_pdf_overlay_changed (YYQ_PDF_OVERLAY (fixture->overlay));
  gtk_test_widget_wait_for_draw (GTK_WIDGET (fixture->view));
  g_assert_cmpuint (fixture->overlay->n_drawn, >, n_drawn);
}

static void
test_removed (Fixture *fixture, gconstpointer data)
{
  yyq_pdf_view_remove_overlay (fixture->view, YYQ_PDF_OVERLAY (fixture->overlay));
  g_assert_cmphex (pixel_at (fixture, on_screen (fixture, 110, 130)), !=, 0xff0000);
  press (fixture, 110, 130, 1);
  g_assert_cmpuint (fixture->overlay->n_pressed, ==, 0);
}

static void
test_pressed (Fixture *fixture, gconstpointer data)
{
  press (fixture, 50, 80, 1);
  g_assert_cmpuint (fixture->overlay->n_pressed, ==, 0);
  press (fixture, 70, 90, 2);
  g_assert_cmpuint (fixture->overlay->n_pressed, ==, 1);
  g_assert_cmpint (fixture->overlay->n_press, ==, 2);
  assert_at (fixture->overlay, 70, 90);
}

static void
test_topmost (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TestOverlay) upper = g_object_new (TEST_TYPE_OVERLAY, NULL);

  yyq_pdf_view_add_overlay (fixture->view, YYQ_PDF_OVERLAY (upper));
  press (fixture, 70, 90, 1);
  g_assert_cmpuint (upper->n_pressed, ==, 1);
  g_assert_cmpuint (fixture->overlay->n_pressed, ==, 0);
  upper->hit = YYQ_PDF_HIT_NONE;
  press (fixture, 70, 90, 1);
  g_assert_cmpuint (upper->n_pressed, ==, 1);
  g_assert_cmpuint (fixture->overlay->n_pressed, ==, 1);
  yyq_pdf_view_remove_overlay (fixture->view, YYQ_PDF_OVERLAY (upper));
}

/* A gesture that has not begun starts at (0, 0): the distances are from there. */
static void
test_dragged (Fixture *fixture, gconstpointer data)
{
  const graphene_point_t over = on_screen (fixture, 100, 120);
  const graphene_point_t beside = on_screen (fixture, -50, -10);
  gpointer drag = controller (fixture, GTK_TYPE_GESTURE_DRAG);

  press (fixture, 70, 90, 1);
  g_assert_true (fixture->overlay->down);
  g_signal_emit_by_name (drag, "drag-update", (double) over.x, (double) over.y);
  assert_at (fixture->overlay, 100, 120);
  g_signal_emit_by_name (drag, "drag-end", (double) beside.x, (double) beside.y);
  assert_at (fixture->overlay, -50, -10);
  g_assert_false (fixture->overlay->down);
  g_signal_emit_by_name (drag, "drag-update", (double) over.x, (double) over.y);
  assert_at (fixture->overlay, -50, -10);
}

/* The pointer itself, at a point of the first page. */
static void
point_at (Fixture *fixture, double x, double y)
{
  GtkNative *native = gtk_widget_get_native (GTK_WIDGET (fixture->view));
  GdkSurface *surface = gtk_native_get_surface (native);
  Display *display = gdk_x11_display_get_xdisplay (gdk_surface_get_display (surface));
  const graphene_point_t point = on_screen (fixture, x, y);
  Window child = 0;
  double window_x = 0, window_y = 0, shadow_x = 0, shadow_y = 0;
  int root_x = 0, root_y = 0;

  gtk_widget_translate_coordinates (GTK_WIDGET (fixture->view), GTK_WIDGET (native),
                                    (double) point.x, (double) point.y, &window_x, &window_y);
  gtk_native_get_surface_transform (native, &shadow_x, &shadow_y);
  XTranslateCoordinates (display, gdk_x11_surface_get_xid (surface), DefaultRootWindow (display),
                         (int) (window_x + shadow_x), (int) (window_y + shadow_y), &root_x, &root_y,
                         &child);
  XTestFakeMotionEvent (display, -1, root_x, root_y, CurrentTime);
  XFlush (display);
}

static void
push_button (Fixture *fixture, gboolean down)
{
  GdkDisplay *display = gtk_widget_get_display (GTK_WIDGET (fixture->view));

  XTestFakeButtonEvent (gdk_x11_display_get_xdisplay (display), 1, down ? True : False,
                        CurrentTime);
  XFlush (gdk_x11_display_get_xdisplay (display));
}

static void
test_hand (Fixture *fixture, gconstpointer data)
{
  TestOverlay *overlay = fixture->overlay;

  point_at (fixture, 70, 90);
  push_button (fixture, TRUE);
  yyq_test_wait_while (!overlay->down);
  assert_at (overlay, 70, 90);
  g_assert_true (gtk_widget_is_focus (GTK_WIDGET (fixture->view)));
  point_at (fixture, 90, 150);
  yyq_test_wait_while (overlay->spot.y < 140);
  point_at (fixture, 200, 300);
  push_button (fixture, FALSE);
  yyq_test_wait_while (overlay->down);
  assert_at (overlay, 200, 300);
}

static void
assert_cursor (Fixture *fixture, const char *name)
{
  GdkCursor *cursor = gtk_widget_get_cursor (GTK_WIDGET (fixture->view));

  g_assert_cmpstr (cursor != NULL ? gdk_cursor_get_name (cursor) : NULL, ==, name);
}

static void
test_cursor (Fixture *fixture, gconstpointer data)
{
  hover (fixture, 110, 130);
  assert_cursor (fixture, "move");
  hover (fixture, 10, 10);
  assert_cursor (fixture, NULL);
  fixture->overlay->hit = YYQ_PDF_HIT_TOP | YYQ_PDF_HIT_LEFT;
  hover (fixture, 110, 130);
  assert_cursor (fixture, "nwse-resize");
  fixture->overlay->hit = YYQ_PDF_HIT_BOTTOM | YYQ_PDF_HIT_LEFT;
  hover (fixture, 110, 130);
  assert_cursor (fixture, "nesw-resize");
  fixture->overlay->hit = YYQ_PDF_HIT_BOTTOM | YYQ_PDF_HIT_RIGHT;
  hover (fixture, 110, 130);
  assert_cursor (fixture, "nwse-resize");
  fixture->overlay->hit = YYQ_PDF_HIT_RIGHT;
  hover (fixture, 110, 130);
  assert_cursor (fixture, "ew-resize");
}

static double
scrolled (Fixture *fixture)
{
  return gtk_adjustment_get_value (gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (fixture->view)));
}

static gboolean
type (Fixture *fixture, guint keyval)
{
  gboolean used = FALSE;

  g_signal_emit_by_name (controller (fixture, GTK_TYPE_EVENT_CONTROLLER_KEY), "key-pressed", keyval,
                         0, 0, &used);
  return used;
}

static void
test_keys (Fixture *fixture, gconstpointer data)
{
  g_assert_true (type (fixture, GDK_KEY_Down));
  g_assert_cmpuint (fixture->overlay->key, ==, GDK_KEY_Down);
  g_assert_cmpfloat (scrolled (fixture), ==, 0);
  g_assert_true (type (fixture, GDK_KEY_Page_Down));
  g_assert_cmpuint (fixture->overlay->key, ==, GDK_KEY_Page_Down);
  g_assert_cmpfloat (scrolled (fixture), >, 0);
  g_assert_false (type (fixture, GDK_KEY_a));
}

static void
wait_for_width (Fixture *fixture, int least, int most)
{
  yyq_test_wait_while (gtk_widget_get_width (GTK_WIDGET (fixture->view)) < least ||
                       gtk_widget_get_width (GTK_WIDGET (fixture->view)) > most);
}

/* From the top of the first page, and from within the second one. */
static void
assert_comes_back (Fixture *fixture, double value)
{
  GtkAdjustment *vertical = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (fixture->view));
  const double zoom = yyq_pdf_view_get_zoom (fixture->view);

  gtk_adjustment_set_value (vertical, value);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 600, 600);
  wait_for_width (fixture, 500, 700);
  g_assert_cmpfloat (yyq_pdf_view_get_zoom (fixture->view), <, zoom);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 900, 600);
  wait_for_width (fixture, 800, 900);
  g_assert_cmpfloat_with_epsilon (scrolled (fixture), value, 1);
}

static void
test_width (Fixture *fixture, gconstpointer data)
{
  yyq_pdf_view_set_fit_width (fixture->view, TRUE);
  gtk_test_widget_wait_for_draw (GTK_WIDGET (fixture->view));
  assert_comes_back (fixture, 0);
  assert_comes_back (fixture, 1500);
}

static void
test_selection (Fixture *fixture, gconstpointer data)
{
  fixture->overlay->page = 1;
  yyq_pdf_view_scroll_to_selection (fixture->view, YYQ_PDF_OVERLAY (fixture->overlay));
  g_assert_cmpuint (yyq_pdf_view_get_page (fixture->view), ==, 1);
  fixture->overlay->page = 99;
  yyq_pdf_view_scroll_to_selection (fixture->view, YYQ_PDF_OVERLAY (fixture->overlay));
  g_assert_cmpuint (yyq_pdf_view_get_page (fixture->view), ==, 1);
}

static void
test_selection_early (Fixture *fixture, gconstpointer data)
{
  fixture->overlay->page = 1;
  yyq_pdf_view_scroll_to_selection (fixture->view, YYQ_PDF_OVERLAY (fixture->overlay));
  present (fixture);
  g_assert_cmpuint (yyq_pdf_view_get_page (fixture->view), ==, 1);
}

/* The sign place, which leaves the pointer to the pages. */
static void
test_place (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YyqPdfPlace) place = yyq_pdf_place_new ();
  graphene_point_t corner = on_screen (fixture, 300, 300);

  corner = GRAPHENE_POINT_INIT (corner.x + 30, corner.y + 1);
  g_assert_cmphex (pixel_at (fixture, corner), ==, 0xffffff);
  yyq_pdf_view_add_overlay (fixture->view, YYQ_PDF_OVERLAY (place));
  yyq_pdf_place_set (place, 0, &GRAPHENE_RECT_INIT (300, 300, 100, 50), NULL);
  g_assert_cmphex (pixel_at (fixture, corner), !=, 0xffffff);
  hover (fixture, 350, 325);
  assert_cursor (fixture, NULL);
  yyq_pdf_place_set (place, 0, NULL, NULL);
  g_assert_cmphex (pixel_at (fixture, corner), ==, 0xffffff);
  yyq_pdf_view_remove_overlay (fixture->view, YYQ_PDF_OVERLAY (place));
}

/* (nullable): what a screen reader finds in the view that says this. */
static GtkWidget *
find_paragraph (Fixture *fixture, const char *text)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (fixture->view)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_LABEL (child) && g_str_equal (gtk_label_get_text (GTK_LABEL (child)), text))
      return child;
  return NULL;
}

/* Lines of one paragraph are one, on the place of the picture, and nothing of it is drawn. */
static void
test_told (Fixture *fixture, gconstpointer data)
{
  static const char clause[] = "甲方根据生产经营需要，聘用乙方从事软件开发工作。乙方同意按照甲方工"
                               "作岗位的要求，按时完成规定的工作数量，达到规定的质量标准。"
                               "双方经平等协商一致，自愿签订本合同，共同遵守本合同所列条款。";
  graphene_rect_t bounds;

  yyq_test_wait_while (find_paragraph (fixture, "劳动合同书") == NULL);
  yyq_test_wait_while (find_paragraph (fixture, clause) == NULL);
  yyq_test_wait_while (gtk_widget_get_width (find_paragraph (fixture, clause)) == 0);
  g_assert_true (gtk_widget_compute_bounds (find_paragraph (fixture, clause),
                                            GTK_WIDGET (fixture->view), &bounds));
  g_assert_cmpfloat (bounds.origin.y, >, on_screen (fixture, 0, 72).y);
  g_assert_cmpfloat (bounds.size.width, >, 300);
  g_assert_false (gtk_widget_get_focusable (find_paragraph (fixture, clause)));
}

/* The text of the first page goes when it is out of sight. */
static void
test_told_in_sight (Fixture *fixture, gconstpointer data)
{
  GtkAdjustment *vertical = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (fixture->view));

  yyq_test_wait_while (find_paragraph (fixture, "劳动合同书") == NULL);
  gtk_adjustment_set_value (vertical, gtk_adjustment_get_upper (vertical));
  yyq_test_wait_while (find_paragraph (fixture, "劳动合同书") != NULL);
}

#define ADD(name, early, test) \
  g_test_add ("/client/pdf-view/" name, Fixture, early, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  ADD ("an overlay is drawn in pt from the top left of its page", NULL, test_drawn);
  ADD ("an overlay that changes is drawn anew", NULL, test_changed);
  ADD ("an overlay that is taken away is neither drawn nor hit", NULL, test_removed);
  ADD ("a click reaches what it hits, in pt of the page", NULL, test_pressed);
  ADD ("only the topmost that is hit gets the click", NULL, test_topmost);
  ADD ("a drag goes on beside the page", NULL, test_dragged);
  ADD ("a hand drags what it has pressed", NULL, test_hand);
  ADD ("the pointer says what can be moved and resized", NULL, test_cursor);
  ADD ("keys that an overlay does not use scroll the pages", NULL, test_keys);
  ADD ("what is read first stays first when the window gets another width, and comes back", NULL,
       test_width);
  ADD ("what is selected is scrolled to, on a page that there is", NULL, test_selection);
  ADD ("what is selected is scrolled to as soon as there is a window", "early",
       test_selection_early);
  ADD ("the paragraphs in sight are told to a screen reader where they stand", NULL, test_told);
  ADD ("a page that is out of sight is not told of", NULL, test_told_in_sight);
  ADD ("the place of a signature is framed while there is one", NULL, test_place);
  return g_test_run ();
}
