/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "pdf-samples.h"
#include "yyq-control-inspector.h"
#include "yyq-control-palette.h"
#include "yyq-pdf-layout.h"
#include "yyq-template-editor.h"
#include "yyq-test-find-widget.h"
#include "yyq-test-input.h"
#include "yyq-test-lives.h"
#include "yyq-test-wait.h"

/* Rows of docs/manual-coverage.md: 54, 55. */

/* The editor with a contract of two pages at 100 %, and two text controls on the first one. */
typedef struct {
  GtkWidget *window;
  YyqTemplateEditor *editor;
  YyqTemplateEdit *edit;
  YyqPdfView *view;
  YyqControl *a; /* at (100, 100), 120 x 20 */
  YyqControl *b; /* at (300, 300), 120 x 20 */
} Fixture;

static YyqControl *
add (Fixture *fixture, YyqControlKind kind, YyqControlPlace place, const char *name)
{
  g_autoptr (GPtrArray) one = g_ptr_array_new ();
  g_autoptr (YyqControl) control = yyq_template_edit_make (fixture->edit, kind, "worker", &place);

  g_object_set (control, "name", name, NULL);
  g_ptr_array_add (one, control);
  g_assert_true (yyq_template_edit_add (fixture->edit, one, "Add"));
  return control; /* the content keeps it */
}

static void
open_document (Fixture *fixture)
{
  g_autoptr (GBytes) pdf = pdf_samples_contract ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  yyq_template_editor_set_document_async (fixture->editor, pdf, NULL, yyq_test_keep_result,
                                          &result);
  yyq_test_wait_result (&result);
  yyq_template_editor_set_document_finish (fixture->editor, result, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YyqTemplateContent) content = yyq_template_content_new_for (YYQ_TEMPLATE_KIND_LABOUR);
  g_autoptr (YyqTemplateFile) file =
    g_object_new (YYQ_TYPE_TEMPLATE_FILE, "id", "01890a5d-ac96-774b-bcce-b302099a8057", "name",
                  "a.pdf", "sha256", "", "pages", 2, NULL);

  g_list_store_append (G_LIST_STORE (yyq_template_content_get_files (content)), file);
  fixture->editor = YYQ_TEMPLATE_EDITOR (yyq_template_editor_new ());
  fixture->edit = yyq_template_editor_get_edit (fixture->editor);
  fixture->view = yyq_template_editor_get_view (fixture->editor);
  yyq_template_editor_set_content (fixture->editor, content);
  open_document (fixture);
  yyq_pdf_view_set_zoom (fixture->view, 1);
  fixture->a = add (fixture, YYQ_CONTROL_TEXT, (YyqControlPlace){ 0, 100, 100, 120, 20 }, "甲");
  fixture->b = add (fixture, YYQ_CONTROL_TEXT, (YyqControlPlace){ 0, 300, 300, 120, 20 }, "乙");
  fixture->window = adw_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1270, 860);
  adw_window_set_content (ADW_WINDOW (fixture->window), GTK_WIDGET (fixture->editor));
  gtk_window_present (GTK_WINDOW (fixture->window));
  yyq_test_wait_while (!gtk_window_is_active (GTK_WINDOW (fixture->window)));
  gtk_test_widget_wait_for_draw (GTK_WIDGET (fixture->view));
  yyq_test_wait_while (gtk_widget_get_height (GTK_WIDGET (fixture->view)) < 400);
  yyq_test_turn_for (50);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  yyq_test_lives_assert_none ();
}

static void
free_move (Fixture *fixture)
{
  g_object_set (fixture->editor, "snapping", FALSE, NULL);
}

/* Where a point of @page lies in the view. */
static void
find_point (Fixture *fixture, guint page, double x, double y, double *px, double *py)
{
  graphene_rect_t rect;

  yyq_pdf_view_get_page_rect (fixture->view, page, &rect);
  *px =
    (double) rect.origin.x + x * YYQ_PDF_LAYOUT_PX_PER_PT * yyq_pdf_view_get_zoom (fixture->view);
  *py =
    (double) rect.origin.y + y * YYQ_PDF_LAYOUT_PX_PER_PT * yyq_pdf_view_get_zoom (fixture->view);
}

/* What the server was asked to do has been done, and is told. */
static void
settle (Fixture *fixture)
{
  gdk_display_sync (gtk_widget_get_display (fixture->window));
  yyq_test_turn_for (25);
  while (g_main_context_iteration (NULL, FALSE)) {
  }
}

static void
point (Fixture *fixture, double x, double y)
{
  double px = 0, py = 0;

  find_point (fixture, 0, x, y, &px, &py);
  yyq_test_input_point (GTK_WIDGET (fixture->view), px, py);
  settle (fixture);
}

static void
button (Fixture *fixture, gboolean down)
{
  yyq_test_input_button (GTK_WIDGET (fixture->view), 1, down);
  settle (fixture);
}

/* As a hand does: in some steps, from pt to pt of the first page. */
static void
drag (Fixture *fixture, double x, double y, double to_x, double to_y)
{
  point (fixture, x - 2, y);
  point (fixture, x, y);
  button (fixture, TRUE);
  for (int i = 1; i <= 5; i++)
    point (fixture, x + (to_x - x) * i / 5, y + (to_y - y) * i / 5);
  button (fixture, FALSE);
}

static void
press (Fixture *fixture, guint keyval, GdkModifierType modifiers)
{
  yyq_test_input_key (GTK_WIDGET (fixture->view), keyval, modifiers);
  settle (fixture);
}

static void
select_only (Fixture *fixture, YyqControl *control)
{
  yyq_control_selection_set_only (yyq_template_edit_get_selection (fixture->edit), control);
}

/* To a pixel, which is .75 pt. */
static void
assert_near (YyqControl *control, double x, double y, double width, double height)
{
  g_assert_cmpfloat_with_epsilon (yyq_control_get_x (control), x, .8);
  g_assert_cmpfloat_with_epsilon (yyq_control_get_y (control), y, .8);
  g_assert_cmpfloat_with_epsilon (yyq_control_get_width (control), width, .8);
  g_assert_cmpfloat_with_epsilon (yyq_control_get_height (control), height, .8);
}

static GtkWidget *
find_tooltip (GtkWidget *widget, const char *text)
{
  const char *tooltip = gtk_widget_get_tooltip_text (widget);

  if (GTK_IS_BUTTON (widget) && g_strcmp0 (tooltip, text) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *found = find_tooltip (child, text);

    if (found != NULL)
      return found;
  }
  return NULL;
}

static void
test_drop (Fixture *fixture, gconstpointer data)
{
  GtkWidget *kind = find_tooltip (GTK_WIDGET (fixture->editor), "Phone");
  YyqControl *control = NULL;
  double x = 0, y = 0, from_x = 0, from_y = 0;

  free_move (fixture);
  g_assert_nonnull (kind);
  gtk_widget_translate_coordinates (kind, GTK_WIDGET (fixture->view), 30, 12, &from_x, &from_y);
  find_point (fixture, 0, 240, 210, &x, &y);
  x = floor (x);
  y = floor (y);
  yyq_test_input_point (GTK_WIDGET (fixture->view), from_x, from_y);
  yyq_test_turn_for (50);
  button (fixture, TRUE);
  for (int i = 1; i <= 15; i++) {
    yyq_test_input_point (GTK_WIDGET (fixture->view), from_x + (x - from_x) * i / 15,
                          from_y + (y - from_y) * i / 15);
    settle (fixture);
  }
  yyq_test_turn_for (150);
  button (fixture, FALSE);
  yyq_test_wait_while (yyq_template_edit_get_n_controls (fixture->edit) < 3);
  control = yyq_template_edit_get_control (fixture->edit, 2);
  g_assert_cmpint (yyq_control_get_kind (control), ==, YYQ_CONTROL_PHONE);
  g_assert_cmpstr (yyq_control_get_party (control), ==, "worker");
  {
    graphene_rect_t rect;
    const double middle_x = yyq_control_get_x (control) + yyq_control_get_width (control) / 2;
    const double middle_y = yyq_control_get_y (control) + yyq_control_get_height (control) / 2;

    yyq_pdf_view_get_page_rect (fixture->view, 0, &rect);
    g_assert_cmpfloat_with_epsilon (middle_x,
                                    (x - (double) rect.origin.x) / YYQ_PDF_LAYOUT_PX_PER_PT, .5);
    g_assert_cmpfloat_with_epsilon (middle_y,
                                    (y - (double) rect.origin.y) / YYQ_PDF_LAYOUT_PX_PER_PT, .5);
  }
  g_assert_true (
    yyq_control_selection_has (yyq_template_edit_get_selection (fixture->edit), control));
}

static void
test_snap (Fixture *fixture, gconstpointer data)
{
  drag (fixture, 360, 310, 162, 250); /* 198 to the left: 2 pt beside the other's edge */
  g_assert_cmpfloat (yyq_control_get_x (fixture->b), ==, 100);
  g_assert_cmpfloat_with_epsilon (yyq_control_get_y (fixture->b), 240, .8);
  g_assert_cmpuint (yyq_template_edit_get_n_undo (fixture->edit), ==, 3);
}

static void
test_free (Fixture *fixture, gconstpointer data)
{
  free_move (fixture);
  drag (fixture, 360, 310, 162, 250);
  assert_near (fixture->b, 102, 240, 120, 20);
}

static void
test_handles (Fixture *fixture, gconstpointer data)
{
  static const struct {
    double x, y;           /* of the handle, as a part of the box */
    double dx, dy, dw, dh; /* what becomes of it when it goes 15 right and 9 down */
  } handles[] = {
    { 0, 0, 15, 9, -15, -9 }, { .5, 0, 0, 9, 0, -9 }, { 1, 0, 0, 9, 15, -9 },
    { 0, .5, 15, 0, -15, 0 }, { 1, .5, 0, 0, 15, 0 }, { 0, 1, 15, 0, -15, 9 },
    { .5, 1, 0, 0, 0, 9 },    { 1, 1, 0, 0, 15, 9 },
  };

  free_move (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (handles); i++) {
    const double x = 300 + 120 * handles[i].x, y = 300 + 20 * handles[i].y;

    select_only (fixture, fixture->b);
    drag (fixture, x, y, x + 15, y + 9);
    assert_near (fixture->b, 300 + handles[i].dx, 300 + handles[i].dy, 120 + handles[i].dw,
                 20 + handles[i].dh);
    g_assert_true (yyq_template_edit_undo (fixture->edit));
    g_assert_cmpfloat (yyq_control_get_width (fixture->b), ==, 120);
  }
}

static void
test_marquee (Fixture *fixture, gconstpointer data)
{
  YyqControlSelection *selection = yyq_template_edit_get_selection (fixture->edit);

  drag (fixture, 60, 60, 310, 305);
  g_assert_cmpuint (yyq_control_selection_get_n (selection), ==, 2);
  drag (fixture, 60, 60, 130, 130);
  g_assert_cmpuint (yyq_control_selection_get_n (selection), ==, 1);
  g_assert_true (yyq_control_selection_has (selection, fixture->a));
}

static void
test_undo (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YyqTemplateContent) before =
    yyq_template_content_copy (yyq_template_editor_get_content (fixture->editor));
  g_autoptr (YyqTemplateContent) after = NULL;

  drag (fixture, 360, 310, 240, 400);
  after = yyq_template_content_copy (yyq_template_editor_get_content (fixture->editor));
  g_assert_false (yyq_record_equal (before, after, NULL));
  press (fixture, GDK_KEY_z, GDK_CONTROL_MASK);
  g_assert_true (
    yyq_record_equal (yyq_template_editor_get_content (fixture->editor), before, NULL));
  press (fixture, GDK_KEY_z, GDK_CONTROL_MASK | GDK_SHIFT_MASK);
  g_assert_true (yyq_record_equal (yyq_template_editor_get_content (fixture->editor), after, NULL));
}

static void
test_escape (Fixture *fixture, gconstpointer data)
{
  point (fixture, 360, 310);
  yyq_test_turn_for (30);
  button (fixture, TRUE);
  point (fixture, 380, 340);
  yyq_test_turn_for (40);
  point (fixture, 400, 360);
  yyq_test_wait_while (yyq_control_get_x (fixture->b) == 300);
  press (fixture, GDK_KEY_Escape, 0);
  g_assert_cmpfloat (yyq_control_get_x (fixture->b), ==, 300);
  point (fixture, 420, 380);
  button (fixture, FALSE);
  g_assert_cmpfloat (yyq_control_get_x (fixture->b), ==, 300);
  g_assert_cmpuint (yyq_template_edit_get_n_undo (fixture->edit), ==, 2);
}

/* Not once is the pointer used. */
static void
test_keyboard (Fixture *fixture, gconstpointer data)
{
  YyqControlSelection *selection = yyq_template_edit_get_selection (fixture->edit);
  GtkWidget *kind = find_tooltip (GTK_WIDGET (fixture->editor), "Handwritten signature");
  YyqControl *control = NULL;

  gtk_widget_grab_focus (kind);
  press (fixture, GDK_KEY_Return, 0);
  yyq_test_wait_while (yyq_template_edit_get_n_controls (fixture->edit) < 3);
  control = yyq_template_edit_get_control (fixture->edit, 2);
  g_assert_cmpint (yyq_control_get_kind (control), ==, YYQ_CONTROL_HANDWRITING);
  gtk_widget_grab_focus (GTK_WIDGET (fixture->view));
  yyq_control_selection_clear (selection);
  press (fixture, GDK_KEY_Tab, 0);
  g_assert_true (yyq_control_selection_get_last (selection) == fixture->a);
  press (fixture, GDK_KEY_Tab, 0);
  g_assert_true (yyq_control_selection_get_last (selection) == fixture->b);
  press (fixture, GDK_KEY_Right, 0);
  press (fixture, GDK_KEY_Down, GDK_SHIFT_MASK);
  press (fixture, GDK_KEY_Right, GDK_ALT_MASK);
  g_assert_cmpfloat (yyq_control_get_x (fixture->b), ==, 301);
  g_assert_cmpfloat (yyq_control_get_y (fixture->b), ==, 310);
  g_assert_cmpfloat (yyq_control_get_width (fixture->b), ==, 121);
  press (fixture, GDK_KEY_d, GDK_CONTROL_MASK);
  g_assert_cmpuint (yyq_template_edit_get_n_controls (fixture->edit), ==, 4);
  press (fixture, GDK_KEY_Delete, 0);
  g_assert_cmpuint (yyq_template_edit_get_n_controls (fixture->edit), ==, 3);
  press (fixture, GDK_KEY_a, GDK_CONTROL_MASK);
  g_assert_cmpuint (yyq_control_selection_get_n (selection), ==, 3);
  press (fixture, GDK_KEY_Escape, 0);
  g_assert_cmpuint (yyq_control_selection_get_n (selection), ==, 0);
}

static void
test_typing (Fixture *fixture, gconstpointer data)
{
  gtk_widget_grab_focus (GTK_WIDGET (fixture->view));
  select_only (fixture, fixture->a);
  press (fixture, GDK_KEY_Return, 0);
  press (fixture, GDK_KEY_a, 0);
  press (fixture, GDK_KEY_b, 0);
  press (fixture, GDK_KEY_Left, 0); /* the text's, not the control's */
  press (fixture, GDK_KEY_c, 0);
  g_assert_null (yyq_control_get_preset (fixture->a));
  press (fixture, GDK_KEY_Return, 0);
  g_assert_cmpstr (yyq_control_get_preset (fixture->a), ==, "acb");
  g_assert_cmpfloat (yyq_control_get_x (fixture->a), ==, 100);
  press (fixture, GDK_KEY_F2, 0);
  press (fixture, GDK_KEY_x, 0);
  press (fixture, GDK_KEY_Escape, 0);
  g_assert_cmpstr (yyq_control_get_name (fixture->a), ==, "甲");
  press (fixture, GDK_KEY_Right, 0);
  g_assert_cmpfloat (yyq_control_get_x (fixture->a), ==, 101);
}

static void
test_clipboard (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) all = yyq_template_edit_list_all (fixture->edit);
  YyqControl *first = NULL, *second = NULL;

  gtk_widget_grab_focus (GTK_WIDGET (fixture->view));
  yyq_control_selection_set (yyq_template_edit_get_selection (fixture->edit), all);
  press (fixture, GDK_KEY_c, GDK_CONTROL_MASK);
  yyq_pdf_view_scroll_to_page (fixture->view, 1);
  yyq_test_wait_while (yyq_pdf_view_get_page (fixture->view) != 1);
  press (fixture, GDK_KEY_v, GDK_CONTROL_MASK);
  yyq_test_wait_while (yyq_template_edit_get_n_controls (fixture->edit) < 4);
  first = yyq_template_edit_get_control (fixture->edit, 2);
  second = yyq_template_edit_get_control (fixture->edit, 3);
  g_assert_cmpint (yyq_control_get_page (first), ==, 1);
  g_assert_cmpfloat (yyq_control_get_x (second) - yyq_control_get_x (first), ==, 200);
  g_assert_cmpfloat (yyq_control_get_y (second) - yyq_control_get_y (first), ==, 200);
}

static GtkWidget *
find_node (Fixture *fixture, const char *label)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (fixture->view)); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    g_autofree char *problem = NULL;

    if (gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (child)) != GTK_ACCESSIBLE_ROLE_BUTTON)
      continue;
    problem = gtk_test_accessible_check_property (GTK_ACCESSIBLE (child),
                                                  GTK_ACCESSIBLE_PROPERTY_LABEL, label);
    if (problem == NULL)
      return child;
  }
  return NULL;
}

static void
test_accessible (Fixture *fixture, gconstpointer data)
{
  graphene_rect_t bounds;
  double x = 0, y = 0;

  yyq_test_wait_while (find_node (fixture, "乙, 乙方") == NULL);
  yyq_test_wait_while (gtk_widget_get_width (find_node (fixture, "乙, 乙方")) == 0);
  gtk_test_accessible_assert_property (
    find_node (fixture, "乙, 乙方"), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
    "Page 1, 105.8 mm from the left, 105.8 mm from the top, 42.3 mm wide, 7.1 mm high");
  g_assert_true (gtk_widget_compute_bounds (find_node (fixture, "乙, 乙方"),
                                            GTK_WIDGET (fixture->view), &bounds));
  find_point (fixture, 0, 300, 300, &x, &y);
  g_assert_cmpfloat_with_epsilon ((double) bounds.origin.x, x, 2);
  g_assert_cmpfloat_with_epsilon ((double) bounds.origin.y, y, 2);
  gtk_widget_grab_focus (GTK_WIDGET (fixture->view));
  select_only (fixture, fixture->b);
  yyq_test_wait_while (!gtk_widget_is_focus (find_node (fixture, "乙, 乙方")));
  g_object_set (fixture->b, "required", TRUE, NULL);
  press (fixture, GDK_KEY_Right, 0);
  yyq_test_wait_while (find_node (fixture, "乙, 乙方, required") == NULL);
}

static void
test_read_only (Fixture *fixture, gconstpointer data)
{
  yyq_template_editor_mark_saved (fixture->editor);
  yyq_template_editor_set_read_only (fixture->editor, TRUE);
  yyq_test_turn_for (100);
  drag (fixture, 360, 310, 240, 400);
  press (fixture, GDK_KEY_Delete, 0);
  press (fixture, GDK_KEY_z, GDK_CONTROL_MASK);
  g_assert_cmpuint (yyq_template_edit_get_n_controls (fixture->edit), ==, 2);
  g_assert_cmpfloat (yyq_control_get_x (fixture->b), ==, 300);
  g_assert_true (
    yyq_control_selection_has (yyq_template_edit_get_selection (fixture->edit), fixture->b));
  g_assert_false (yyq_template_editor_is_dirty (fixture->editor));
}

static void
test_zoom (Fixture *fixture, gconstpointer data)
{
  YyqPdfSpot before, after;

  g_assert_true (yyq_pdf_view_find_spot (fixture->view, 300, 350, &before));
  yyq_pdf_view_zoom_at (fixture->view, 2.5, 300, 350);
  gtk_test_widget_wait_for_draw (GTK_WIDGET (fixture->view));
  yyq_test_turn_for (100);
  g_assert_true (yyq_pdf_view_find_spot (fixture->view, 300, 350, &after));
  g_assert_cmpfloat_with_epsilon (after.x, before.x, 1);
  g_assert_cmpfloat_with_epsilon (after.y, before.y, 1);
  yyq_pdf_view_set_zoom (fixture->view, 99);
  g_assert_cmpfloat (yyq_pdf_view_get_zoom (fixture->view), ==, 8);
}

static GtkEditable *
focused_text (Fixture *fixture)
{
  return GTK_EDITABLE (gtk_window_get_focus (GTK_WINDOW (fixture->window)));
}

static void
test_inspector (Fixture *fixture, gconstpointer data)
{
  const char *id = yyq_control_get_id (fixture->a);
  guint n = 0;

  g_assert_true (yyq_template_editor_show_control (fixture->editor, id, "name"));
  n = yyq_template_edit_get_n_undo (fixture->edit);
  gtk_editable_set_text (focused_text (fixture), "甲方");
  gtk_editable_set_text (focused_text (fixture), "甲方名称");
  g_assert_cmpstr (yyq_control_get_name (fixture->a), ==, "甲方名称");
  g_assert_cmpuint (yyq_template_edit_get_n_undo (fixture->edit), ==, n + 1);
  g_assert_true (yyq_template_editor_show_control (fixture->editor, id, "x"));
  gtk_editable_set_text (focused_text (fixture), "72pt");
  g_assert_cmpfloat (yyq_control_get_x (fixture->a), ==, 72);
  gtk_editable_set_text (focused_text (fixture), "abc");
  g_assert_cmpfloat (yyq_control_get_x (fixture->a), ==, 72);
  g_assert_true (yyq_template_editor_show_control (fixture->editor, id, "formula"));
  gtk_editable_set_text (focused_text (fixture), "大写(合同.月薪)");
  g_assert_true (
    yyq_test_says (GTK_WIDGET (fixture->editor), "At 4: There is no field “合同.月薪”."));
  gtk_editable_set_text (focused_text (fixture), "大写(合同.月工资)");
  g_assert_true (yyq_test_says (GTK_WIDGET (fixture->editor), "For example: 捌仟伍佰元整"));
}

/* The list is the keyboard's way to everything. */
static void
test_outline (Fixture *fixture, gconstpointer data)
{
  YyqControlSelection *selection = yyq_template_edit_get_selection (fixture->edit);

  gtk_widget_grab_focus (GTK_WIDGET (fixture->view));
  press (fixture, GDK_KEY_o, GDK_CONTROL_MASK | GDK_SHIFT_MASK);
  yyq_test_wait_while (!GTK_IS_WIDGET (gtk_window_get_focus (GTK_WINDOW (fixture->window))) ||
                       gtk_widget_get_ancestor (gtk_window_get_focus (GTK_WINDOW (fixture->window)),
                                                GTK_TYPE_LIST_VIEW) == NULL);
  press (fixture, GDK_KEY_End, 0);
  yyq_test_wait_while (yyq_control_selection_get_last (selection) != fixture->b);
  press (fixture, GDK_KEY_Up, GDK_ALT_MASK);
  yyq_test_wait_while (yyq_template_edit_get_control (fixture->edit, 0) != fixture->b);
  g_assert_cmpuint (yyq_control_selection_get_n (selection), ==, 1);
  press (fixture, GDK_KEY_Delete, 0);
  yyq_test_wait_while (yyq_template_edit_get_n_controls (fixture->edit) != 1);
}

static void
test_dirty (Fixture *fixture, gconstpointer data)
{
  g_assert_true (yyq_template_editor_is_dirty (fixture->editor));
  yyq_template_editor_mark_saved (fixture->editor);
  g_assert_false (yyq_template_editor_is_dirty (fixture->editor));
  select_only (fixture, fixture->a);
  gtk_widget_grab_focus (GTK_WIDGET (fixture->view));
  press (fixture, GDK_KEY_Right, 0);
  g_assert_true (yyq_template_editor_is_dirty (fixture->editor));
  press (fixture, GDK_KEY_z, GDK_CONTROL_MASK);
  g_assert_false (yyq_template_editor_is_dirty (fixture->editor));
}

static void
test_draw (Fixture *fixture, gconstpointer data)
{
  GtkWidget *kind = find_tooltip (GTK_WIDGET (fixture->editor), "Text");
  YyqControl *control = NULL;

  free_move (fixture);
  g_object_set (yyq_test_find_widget (GTK_WIDGET (fixture->editor), YYQ_TYPE_CONTROL_PALETTE),
                "drawing", TRUE, NULL);
  g_signal_emit_by_name (kind, "clicked");
  drag (fixture, 150, 200, 270, 245);
  g_assert_cmpuint (yyq_template_edit_get_n_controls (fixture->edit), ==, 3);
  control = yyq_template_edit_get_control (fixture->edit, 2);
  assert_near (control, 150, 200, 120, 45);
  drag (fixture, 150, 320, 170, 340); /* nothing is to be drawn any more */
  g_assert_cmpuint (yyq_template_edit_get_n_controls (fixture->edit), ==, 3);
}

static void
test_menu (Fixture *fixture, gconstpointer data)
{
  GtkWidget *menu = NULL;

  point (fixture, 360, 310);
  yyq_test_input_button (GTK_WIDGET (fixture->view), 3, TRUE);
  yyq_test_input_button (GTK_WIDGET (fixture->view), 3, FALSE);
  settle (fixture);
  g_assert_true (
    yyq_control_selection_has (yyq_template_edit_get_selection (fixture->edit), fixture->b));
  menu = yyq_test_find_widget (GTK_WIDGET (fixture->view), GTK_TYPE_POPOVER_MENU);
  g_assert_nonnull (menu);
  yyq_test_wait_while (!gtk_widget_get_mapped (menu));
  gtk_popover_popdown (GTK_POPOVER (menu));
  settle (fixture);
}

/* The second page begins below the first. */
static void
test_other_page (Fixture *fixture, gconstpointer data)
{
  double x = 0, y = 0;

  free_move (fixture);
  yyq_pdf_view_set_zoom (fixture->view, .4);
  gtk_test_widget_wait_for_draw (GTK_WIDGET (fixture->view));
  yyq_test_turn_for (200);
  find_point (fixture, 1, 200, 100, &x, &y);
  point (fixture, 358, 310);
  point (fixture, 360, 310);
  button (fixture, TRUE);
  point (fixture, 370, 330);
  yyq_test_input_point (GTK_WIDGET (fixture->view), x, y - 20);
  settle (fixture);
  yyq_test_input_point (GTK_WIDGET (fixture->view), x, y);
  settle (fixture);
  button (fixture, FALSE);
  g_assert_cmpint (yyq_control_get_page (fixture->b), ==, 1);
  g_assert_cmpfloat_with_epsilon (yyq_control_get_x (fixture->b), 140, 2.5);
  g_assert_cmpfloat_with_epsilon (yyq_control_get_y (fixture->b), 90, 2.5);
  g_assert_true (yyq_template_edit_undo (fixture->edit));
  g_assert_cmpint (yyq_control_get_page (fixture->b), ==, 0);
  g_assert_cmpfloat (yyq_control_get_x (fixture->b), ==, 300);
}

#define ADD(name, test) \
  g_test_add ("/client/template-editor/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_autoptr (GtkCssProvider) style = NULL;

  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  style = gtk_css_provider_new ();
  gtk_css_provider_load_from_resource (style, "/com/yuyunqian/Yuyunqian/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                              GTK_STYLE_PROVIDER (style),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  yyq_test_lives_watch (YYQ_TYPE_TEMPLATE_EDITOR);
  yyq_test_lives_watch (YYQ_TYPE_TEMPLATE_EDIT);
  yyq_test_lives_watch (YYQ_TYPE_CONTROL_LAYER);
  yyq_test_lives_watch (YYQ_TYPE_CONTROL_PALETTE);
  yyq_test_lives_watch (YYQ_TYPE_CONTROL_INSPECTOR);
  yyq_test_lives_watch (YYQ_TYPE_CONTROL);
  ADD ("what is dragged from the palette lies where it was dropped", test_drop);
  ADD ("what is moved snaps to the edge of another", test_snap);
  ADD ("without snapping it lies where the hand left it", test_free);
  ADD ("each of eight handles moves its edges", test_handles);
  ADD ("a marquee selects what it touches", test_marquee);
  ADD ("undo and redo bring back what was, bit by bit", test_undo);
  ADD ("Escape gives up a drag", test_escape);
  ADD ("by keyboard alone: insert, go, move, resize, copy, delete", test_keyboard);
  ADD ("a text is typed where it will stand", test_typing);
  ADD ("controls are copied to another page", test_clipboard);
  ADD ("each control in sight is told by name, party and place, and has the focus when selected",
       test_accessible);
  ADD ("what is only looked at does not change", test_read_only);
  ADD ("what is at the pointer stays there while zooming, up to 800 %", test_zoom);
  ADD ("properties are typed, lengths in either unit, formulas judged", test_inspector);
  ADD ("the outline selects, orders and deletes", test_outline);
  ADD ("a control is drawn as large as the hand draws it", test_draw);
  ADD ("the right button selects and opens the menu", test_menu);
  ADD ("a control is dragged to another page", test_other_page);
  ADD ("dirty until it is as it was saved", test_dirty);
  return g_test_run ();
}
