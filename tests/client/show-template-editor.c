/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>

#include "pdf-samples.h"
#include "yyq-template-editor.h"
#include "yyq-test-wait.h"

/*
 * Shows the editor of templates with a contract and some controls, for developers and their
 * pictures: show-template-editor [PICTURE.png [light|dark] [none|some|many|drag]]. With a picture
 * it is written and the program ends.
 */

static YyqControl *
add (YyqTemplateEdit *edit, YyqControlKind kind, const char *party, const char *name, int page,
     double x, double y, double width, double height)
{
  g_autoptr (GPtrArray) one = g_ptr_array_new ();
  const YyqControlPlace place = { page, x, y, width, height };
  g_autoptr (YyqControl) control = yyq_template_edit_make (edit, kind, party, &place);

  g_object_set (control, "name", name, NULL);
  g_ptr_array_add (one, control);
  yyq_template_edit_add (edit, one, "Add");
  return control;
}

static void
fill (YyqTemplateEdit *edit)
{
  YyqControl *control = NULL;

  add (edit, YYQ_CONTROL_COMPANY_NAME, NULL, "单位名称", 0, 150, 140, 200, 18);
  control = add (edit, YYQ_CONTROL_TEXT, "worker", "姓名", 0, 150, 164, 120, 18);
  g_object_set (control, "required", TRUE, "key", "劳动者.姓名", NULL);
  control = add (edit, YYQ_CONTROL_ID_NUMBER, "worker", "身份证号码", 0, 150, 188, 150, 18);
  g_object_set (control, "required", TRUE, NULL);
  add (edit, YYQ_CONTROL_PHONE, "worker", "联系电话", 0, 150, 212, 110, 18);
  control = add (edit, YYQ_CONTROL_DATE, "employer", "起始日", 0, 150, 300, 110, 18);
  g_object_set (control, "preset", "2026年12月1日", NULL);
  control = add (edit, YYQ_CONTROL_AMOUNT, "employer", "月工资", 0, 300, 300, 90, 18);
  g_object_set (control, "preset", "8500", "key", "合同.月工资", "align", YYQ_CONTROL_ALIGN_RIGHT,
                NULL);
  control = add (edit, YYQ_CONTROL_AMOUNT_CAPITAL, "employer", "大写", 0, 300, 330, 170, 18);
  g_object_set (control, "formula", "大写(合同.月工资)", NULL);
  add (edit, YYQ_CONTROL_CHOICE, "employer", "期限类型", 0, 150, 330, 130, 18);
  control = add (edit, YYQ_CONTROL_COMPANY_SEAL, "employer", "企业印章", 0, 380, 420, 113.4, 113.4);
  g_object_set (control, "locked", TRUE, NULL);
  add (edit, YYQ_CONTROL_HANDWRITING, "worker", "手写签名", 0, 150, 430, 110, 44);
  add (edit, YYQ_CONTROL_SIGNING_DATE, "worker", "签署日期", 0, 150, 484, 110, 18);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static GtkWidget *
make_editor (void)
{
  GtkWidget *editor = yyq_template_editor_new ();
  g_autoptr (YyqTemplateContent) content = yyq_template_content_new_for (YYQ_TEMPLATE_KIND_LABOUR);
  g_autoptr (GBytes) pdf = pdf_samples_contract ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (YyqTemplateFile) file = NULL;

  yyq_template_editor_set_document_async (YYQ_TEMPLATE_EDITOR (editor), pdf, NULL, opened_cb,
                                          &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  file = g_object_new (
    YYQ_TYPE_TEMPLATE_FILE, "id", "01890a5d-ac96-774b-bcce-b302099a8057", "name", "合同.pdf",
    "sha256", "", "pages",
    (int) yyq_pdf_view_get_n_pages (yyq_template_editor_get_view (YYQ_TEMPLATE_EDITOR (editor))),
    NULL);
  g_list_store_append (G_LIST_STORE (yyq_template_content_get_files (content)), file);
  yyq_template_editor_set_content (YYQ_TEMPLATE_EDITOR (editor), content);
  return editor;
}

static void
select_some (YyqTemplateEdit *edit, const char *what)
{
  YyqControlSelection *selection = yyq_template_edit_get_selection (edit);

  if (g_strcmp0 (what, "many") == 0) {
    for (guint i = 1; i < 4; i++)
      yyq_control_selection_toggle (selection, yyq_template_edit_get_control (edit, i));
  } else if (g_strcmp0 (what, "none") != 0) {
    yyq_control_selection_set_only (selection, yyq_template_edit_get_control (edit, 6));
  }
}

static gpointer
controller (YyqPdfView *view, GType type)
{
  g_autoptr (GListModel) all = gtk_widget_observe_controllers (GTK_WIDGET (view));

  for (guint i = 0; i < g_list_model_get_n_items (all); i++) {
    g_autoptr (GtkEventController) one = g_list_model_get_item (all, i);

    if (G_OBJECT_TYPE (one) == type)
      return one;
  }
  g_assert_not_reached ();
}

/* The phone number on its way to the right, still in the hand. */
static void
begin_drag (YyqPdfView *view)
{
  graphene_rect_t page;
  double width = 0, height = 0, scale = 0, x = 0, y = 0;

  yyq_pdf_view_get_page_rect (view, 0, &page);
  yyq_pdf_renderer_get_page_size (yyq_pdf_view_get_renderer (view), 0, &width, &height);
  scale = (double) page.size.width / width;
  x = (double) page.origin.x + 200 * scale;
  y = (double) page.origin.y + 221 * scale;
  g_signal_emit_by_name (controller (view, GTK_TYPE_GESTURE_CLICK), "pressed", 1, x, y);
  g_signal_emit_by_name (controller (view, GTK_TYPE_GESTURE_DRAG), "drag-update", x + 151 * scale,
                         y + 25 * scale);
}

static void
save_picture (GtkWidget *window, const char *path)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (window);
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  GskRenderNode *node = NULL;
  g_autoptr (GdkTexture) texture = NULL;

  gdk_paintable_snapshot (paintable, snapshot, gtk_widget_get_width (window),
                          gtk_widget_get_height (window));
  node = gtk_snapshot_free_to_node (snapshot);
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (window)), node, NULL);
  gdk_texture_save_to_png (texture, path);
  gsk_render_node_unref (node);
}

int
main (int argc, char **argv)
{
  GtkWidget *window = NULL;
  GtkWidget *editor = NULL;
  GtkWidget *bar = NULL;
  GtkWidget *box = NULL;
  YyqTemplateEdit *edit = NULL;
  const char *what = argc > 3 ? argv[3] : "some";

  adw_init ();
  {
    g_autoptr (GtkCssProvider) css = gtk_css_provider_new ();

    gtk_css_provider_load_from_resource (css, "/com/yuyunqian/Yuyunqian/style.css");
    gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                                GTK_STYLE_PROVIDER (css),
                                                GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
    gtk_icon_theme_add_resource_path (gtk_icon_theme_get_for_display (gdk_display_get_default ()),
                                      "/com/yuyunqian/Yuyunqian/icons");
  }
  if (argc > 2 && g_str_equal (argv[2], "dark")) {
    g_autoptr (GtkCssProvider) dark = gtk_css_provider_new ();

    adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                        ADW_COLOR_SCHEME_FORCE_DARK);
    gtk_css_provider_load_from_resource (dark, "/com/yuyunqian/Yuyunqian/style-dark.css");
    gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                                GTK_STYLE_PROVIDER (dark),
                                                GTK_STYLE_PROVIDER_PRIORITY_APPLICATION + 1);
  }
  window = adw_window_new ();
  bar = adw_header_bar_new ();
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  editor = make_editor ();
  edit = yyq_template_editor_get_edit (YYQ_TEMPLATE_EDITOR (editor));
  fill (edit);
  gtk_widget_set_vexpand (editor, TRUE);
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (bar),
                                   adw_window_title_new ("控件设置", "劳动合同书（固定期限）"));
  gtk_box_append (GTK_BOX (box), bar);
  gtk_box_append (GTK_BOX (box), editor);
  adw_window_set_content (ADW_WINDOW (window), box);
  gtk_window_set_default_size (GTK_WINDOW (window), 1366, 768);
  gtk_window_present (GTK_WINDOW (window));
  yyq_test_turn_for (600);
  yyq_template_editor_set_status (YYQ_TEMPLATE_EDITOR (editor), "已保存 14:32");
  select_some (edit, what);
  if (g_str_equal (what, "drag"))
    begin_drag (yyq_template_editor_get_view (YYQ_TEMPLATE_EDITOR (editor)));
  yyq_test_turn_for (1200);
  if (argc > 1)
    save_picture (window, argv[1]);
  else
    while (g_list_model_get_n_items (gtk_window_get_toplevels ()) > 0)
      g_main_context_iteration (NULL, TRUE);
  return 0;
}
