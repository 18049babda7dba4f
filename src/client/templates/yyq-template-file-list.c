/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-template-file-list.h"

#include <glib/gi18n.h>

#include "yyq-error.h"
#include "yyq-pdf-view.h"
#include "yyq-toast.h"
#include "yyq-ui.h"

/* A file on its way in */
typedef struct {
  GFile *file;               /* (owned) */
  char *replaces;            /* (owned) (nullable) */
  GCancellable *cancellable; /* (owned) */
  GtkWidget *row;            /* (unowned) (nullable): gone */
  GtkProgressBar *bar;       /* (unowned) */
} Coming;

struct _YyqTemplateFileList {
  AdwBin parent_instance;

  GtkListBox *list;
  GtkBox *problems;
  GtkWidget *add_button;

  YyqTemplateWork *work; /* (owned) (nullable) */
  GQueue coming;         /* Coming (owned): the first one is being read */
  gboolean reading;
  GtkFileChooserNative *chooser; /* (owned) (nullable) */
  char *replaced;                /* (owned) (nullable): what the chooser is for */
};

G_DEFINE_FINAL_TYPE (YyqTemplateFileList, yyq_template_file_list, ADW_TYPE_BIN)

static guint signal_changed;

static void
coming_free (gpointer data)
{
  Coming *coming = data;

  g_cancellable_cancel (coming->cancellable);
  g_object_unref (coming->cancellable);
  g_object_unref (coming->file);
  g_free (coming->replaces);
  g_free (coming);
}

/* Words */

static gboolean
is_office (const char *name)
{
  static const char *const ends[] = { ".doc", ".docx", ".docm", ".wps", ".odt", ".rtf" };
  g_autofree char *lower = g_ascii_strdown (name, -1);

  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++)
    if (g_str_has_suffix (lower, ends[i]))
      return TRUE;
  return FALSE;
}

char *
yyq_template_file_list_explain (const char *name, const GError *error)
{
  g_autofree char *why = NULL;

  if (g_error_matches (error, YYQ_PDF_ERROR, YYQ_PDF_ERROR_NOT_PDF) && is_office (name))
    return g_strdup_printf (
      _ (
        "“%s” is a text document, and templates are made from PDFs. Open it in Word or WPS, choose "
        "“Export to PDF” (文件 › 输出为 PDF), and add the PDF."),
      name);
  if (g_error_matches (error, YYQ_PDF_ERROR, YYQ_PDF_ERROR_TOO_LARGE))
    return g_strdup_printf (
      _ ("“%s” is too large. A file has at most 10 MB, and a template at most 20 files and 500 "
         "pages. Export it with smaller pictures, or split it."),
      name);
  why = yyq_ui_error_text (error);
  /* Translators: the name of a file, and why it cannot be used */
  return why != NULL ? g_strdup_printf (_ ("“%s”: %s"), name, why) : NULL;
}

static void
dismiss_cb (GtkWidget *button, GtkWidget *problem)
{
  gtk_box_remove (GTK_BOX (gtk_widget_get_parent (problem)), problem);
}

static void
add_problem (YyqTemplateFileList *self, const char *text)
{
  GtkWidget *problem = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *icon = gtk_image_new_from_icon_name ("yyq-warning-symbolic");
  GtkWidget *label = yyq_ui_label (text, NULL);
  GtkWidget *button = gtk_button_new_from_icon_name ("window-close-symbolic");

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_NONE);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_widget_set_valign (button, GTK_ALIGN_START);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _ ("Put this message away"));
  yyq_ui_set_accessible_label (button, _ ("Put this message away"));
  gtk_widget_add_css_class (problem, "yyq-template-problem");
  gtk_box_append (GTK_BOX (problem), icon);
  gtk_box_append (GTK_BOX (problem), label);
  gtk_box_append (GTK_BOX (problem), button);
  g_signal_connect_object (button, "clicked", G_CALLBACK (dismiss_cb), problem, 0);
  gtk_box_append (self->problems, problem);
}

/* Rows */

static void show_rows (YyqTemplateFileList *self);

static void
changed (YyqTemplateFileList *self)
{
  show_rows (self);
  g_signal_emit (self, signal_changed, 0);
}

static const char *
id_of (GtkWidget *widget)
{
  return g_object_get_data (G_OBJECT (gtk_widget_get_ancestor (widget, GTK_TYPE_LIST_BOX_ROW)),
                            "id");
}

/* Controls that lay on pages which are not there any more. */
static void
tell_gone (YyqTemplateFileList *self, GPtrArray *gone)
{
  g_autofree char *text = NULL;

  if (gone->len == 0)
    return;
  text = g_strdup_printf (ngettext ("%u control lay on a page that is gone, and went with it.",
                                    "%u controls lay on pages that are gone, and went with them.",
                                    gone->len),
                          gone->len);
  add_problem (self, text);
}

static void
remove_cb (GtkWidget *button, YyqTemplateFileList *self)
{
  g_autoptr (GPtrArray) gone = yyq_template_work_remove_file (self->work, id_of (button));

  tell_gone (self, gone);
  changed (self);
}

static void
move (GtkWidget *button, YyqTemplateFileList *self, int by)
{
  GtkWidget *row = gtk_widget_get_ancestor (button, GTK_TYPE_LIST_BOX_ROW);
  const int place = gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row)) + by;

  yyq_template_work_move_file (self->work, id_of (button), (guint) place);
  changed (self);
  yyq_ui_focus_row (self->list, place);
}

static void
up_cb (GtkWidget *button, YyqTemplateFileList *self)
{
  move (button, self, -1);
}

static void
down_cb (GtkWidget *button, YyqTemplateFileList *self)
{
  move (button, self, 1);
}

static void
viewed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) view = user_data;
  g_autoptr (GError) error = NULL;

  if (!yyq_pdf_view_open_finish (YYQ_PDF_VIEW (source), result, &error))
    g_debug ("A file is not shown: %s", error->message);
}

static void
show_window (YyqTemplateFileList *self, GBytes *pdf, const char *title)
{
  GtkWidget *window = adw_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *view = yyq_pdf_view_new ();

  gtk_window_set_title (GTK_WINDOW (window), title);
  gtk_window_set_transient_for (GTK_WINDOW (window),
                                GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))));
  gtk_window_set_modal (GTK_WINDOW (window), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (window), 820, 680);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), view);
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_widget_add_css_class (scroller, "yyq-document");
  yyq_pdf_view_set_fit_width (YYQ_PDF_VIEW (view), TRUE);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), scroller);
  adw_window_set_content (ADW_WINDOW (window), box);
  yyq_pdf_view_open_async (YYQ_PDF_VIEW (view), pdf, NULL, viewed_cb, g_object_ref (view));
  gtk_window_present (GTK_WINDOW (window));
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyqTemplateFileList) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf =
    yyq_template_work_load_pages_finish (YYQ_TEMPLATE_WORK (source), result, &error);

  if (gtk_widget_get_root (GTK_WIDGET (self)) == NULL)
    return;
  if (pdf != NULL)
    show_window (self, pdf, _ ("File of the template"));
  else if (error != NULL)
    yyq_toast_show_error (GTK_WIDGET (self), error);
}

static void
view_cb (GtkWidget *button, YyqTemplateFileList *self)
{
  yyq_template_work_load_file_async (self->work, id_of (button), NULL, loaded_cb,
                                     g_object_ref (self));
}

static void choose (YyqTemplateFileList *self, const char *replaces);

static void
replace_cb (GtkWidget *button, YyqTemplateFileList *self)
{
  choose (self, id_of (button));
}

static void
add_row_button (YyqTemplateFileList *self, GtkWidget *row, const char *icon, const char *label,
                GCallback callback, gboolean sensitive)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_sensitive (button, sensitive);
  gtk_widget_set_tooltip_text (button, label);
  yyq_ui_set_accessible_label (button, label);
  g_signal_connect_object (button, "clicked", callback, self, 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
}

static GtkWidget *
new_file_row (YyqTemplateFileList *self, YyqTemplateFile *file, guint place, guint n)
{
  GtkWidget *row = adw_action_row_new ();
  const guint n_pages = (guint) MAX (0, yyq_template_file_get_pages (file));
  g_autofree char *pages = g_strdup_printf (ngettext ("%u page", "%u pages", n_pages), n_pages);

  yyq_ui_set_row_text (row, yyq_template_file_get_name (file), pages);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 1);
  gtk_widget_set_tooltip_text (row, yyq_template_file_get_name (file));
  adw_action_row_add_prefix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("yyq-contract-symbolic"));
  g_object_set_data_full (G_OBJECT (row), "id", g_strdup (yyq_template_file_get_id (file)), g_free);
  add_row_button (self, row, "go-up-symbolic", _ ("Further to the front"), G_CALLBACK (up_cb),
                  place > 0);
  add_row_button (self, row, "go-down-symbolic", _ ("Further to the back"), G_CALLBACK (down_cb),
                  place + 1 < n);
  add_row_button (self, row, "view-reveal-symbolic", _ ("View this file"), G_CALLBACK (view_cb),
                  TRUE);
  add_row_button (self, row, "view-refresh-symbolic",
                  _ ("Replace this file: controls keep their places"), G_CALLBACK (replace_cb),
                  TRUE);
  add_row_button (self, row, "user-trash-symbolic", _ ("Remove this file"), G_CALLBACK (remove_cb),
                  TRUE);
  return row;
}

static void
stop_cb (GtkWidget *button, GCancellable *cancellable)
{
  g_cancellable_cancel (cancellable);
}

static GtkWidget *
new_coming_row (Coming *coming)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *bar = gtk_progress_bar_new ();
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("_Cancel"));
  g_autofree char *name = g_file_get_basename (coming->file);

  yyq_ui_set_row_text (row, name, _ ("Is read and checked"));
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 1);
  gtk_widget_set_valign (bar, GTK_ALIGN_CENTER);
  gtk_widget_set_size_request (bar, 120, -1);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  yyq_ui_set_accessible_label (bar, name);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), bar);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  g_signal_connect_object (button, "clicked", G_CALLBACK (stop_cb), coming->cancellable, 0);
  coming->row = row;
  coming->bar = GTK_PROGRESS_BAR (bar);
  return row;
}

static void
show_rows (YyqTemplateFileList *self)
{
  GListModel *files = self->work != NULL
                        ? yyq_template_content_get_files (
                            yyq_template_get_content (yyq_template_work_get_template (self->work)))
                        : NULL;
  const guint n = files != NULL ? g_list_model_get_n_items (files) : 0;
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  for (guint i = 0; i < n; i++) {
    g_autoptr (YyqTemplateFile) file = g_list_model_get_item (files, i);

    gtk_list_box_append (self->list, new_file_row (self, file, i, n));
  }
  for (GList *link = self->coming.head; link != NULL; link = link->next)
    gtk_list_box_append (self->list, new_coming_row (link->data));
  gtk_widget_set_visible (GTK_WIDGET (self->list), n > 0 || !g_queue_is_empty (&self->coming));
}

/* Reading, one after the other */

static void read_next (YyqTemplateFileList *self);

static void
progress_cb (double fraction, gpointer user_data)
{
  YyqTemplateFileList *self = user_data;
  Coming *coming = g_queue_peek_head (&self->coming);

  if (coming != NULL && coming->bar != NULL)
    gtk_progress_bar_set_fraction (coming->bar, fraction);
}

static void
added_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyqTemplateFileList) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) gone =
    yyq_template_work_add_file_finish (YYQ_TEMPLATE_WORK (source), result, &error);
  Coming *coming = NULL;
  g_autofree char *name = NULL;
  g_autofree char *words = NULL;

  self->reading = FALSE;
  /* The page is gone. */
  if (self->work == NULL)
    return;
  coming = g_queue_pop_head (&self->coming);
  name = g_file_get_basename (coming->file);
  if (gone != NULL)
    tell_gone (self, gone);
  else
    words = yyq_template_file_list_explain (name, error);
  if (words != NULL)
    add_problem (self, words);
  coming_free (coming);
  changed (self);
  read_next (self);
}

static void
read_next (YyqTemplateFileList *self)
{
  Coming *coming = g_queue_peek_head (&self->coming);

  if (coming == NULL || self->reading)
    return;
  self->reading = TRUE;
  yyq_template_work_add_file_async (self->work, coming->file, coming->replaces, coming->cancellable,
                                    progress_cb, added_cb, g_object_ref (self));
}

void
yyq_template_file_list_add (YyqTemplateFileList *self, GFile *file, const char *replaces)
{
  Coming *coming;

  g_return_if_fail (YYQ_IS_TEMPLATE_FILE_LIST (self));
  g_return_if_fail (self->work != NULL);

  coming = g_new0 (Coming, 1);
  coming->file = g_object_ref (file);
  coming->replaces = g_strdup (replaces);
  coming->cancellable = g_cancellable_new ();
  g_queue_push_tail (&self->coming, coming);
  changed (self);
  read_next (self);
}

gboolean
yyq_template_file_list_is_busy (YyqTemplateFileList *self)
{
  g_return_val_if_fail (YYQ_IS_TEMPLATE_FILE_LIST (self), FALSE);
  return !g_queue_is_empty (&self->coming);
}

/* Choosing */

static void
chosen_cb (YyqTemplateFileList *self, int response)
{
  g_autoptr (GListModel) files = NULL;

  if (response == GTK_RESPONSE_ACCEPT && self->work != NULL) {
    files = gtk_file_chooser_get_files (GTK_FILE_CHOOSER (self->chooser));
    for (guint i = 0; i < g_list_model_get_n_items (files); i++) {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);

      yyq_template_file_list_add (self, file, self->replaced);
    }
  }
  g_clear_object (&self->chooser);
}

static void
add_filters (GtkFileChooser *chooser)
{
  g_autoptr (GtkFileFilter) pdf = gtk_file_filter_new ();
  g_autoptr (GtkFileFilter) all = gtk_file_filter_new ();

  gtk_file_filter_set_name (pdf, _ ("PDF documents"));
  gtk_file_filter_add_mime_type (pdf, "application/pdf");
  gtk_file_filter_add_suffix (pdf, "pdf");
  gtk_file_filter_set_name (all, _ ("All files"));
  gtk_file_filter_add_pattern (all, "*");
  gtk_file_chooser_add_filter (chooser, pdf);
  gtk_file_chooser_add_filter (chooser, all);
}

static void
choose (YyqTemplateFileList *self, const char *replaces)
{
  g_free (self->replaced);
  self->replaced = g_strdup (replaces);
  g_clear_object (&self->chooser);
  self->chooser = gtk_file_chooser_native_new (
    replaces != NULL ? _ ("Choose the PDF that comes in its place") : _ ("Choose PDFs"),
    GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), GTK_FILE_CHOOSER_ACTION_OPEN,
    _ ("_Choose"), _ ("_Cancel"));
  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (self->chooser), replaces == NULL);
  add_filters (GTK_FILE_CHOOSER (self->chooser));
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (chosen_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
add_clicked_cb (YyqTemplateFileList *self)
{
  choose (self, NULL);
}

static gboolean
drop_cb (YyqTemplateFileList *self, const GValue *value)
{
  g_autoptr (GSList) files = gdk_file_list_get_files (g_value_get_boxed (value));

  if (self->work == NULL)
    return FALSE;
  for (GSList *file = files; file != NULL; file = file->next)
    yyq_template_file_list_add (self, file->data, NULL);
  return files != NULL;
}

void
yyq_template_file_list_set_work (YyqTemplateFileList *self, YyqTemplateWork *work)
{
  g_return_if_fail (YYQ_IS_TEMPLATE_FILE_LIST (self));

  g_set_object (&self->work, work);
  if (work == NULL) {
    g_clear_object (&self->chooser);
    g_queue_clear_full (&self->coming, coming_free);
  }
  show_rows (self);
}

/* Object */

static void
yyq_template_file_list_dispose (GObject *object)
{
  YyqTemplateFileList *self = YYQ_TEMPLATE_FILE_LIST (object);

  g_clear_object (&self->work);
  g_clear_object (&self->chooser);
  g_queue_clear_full (&self->coming, coming_free);
  G_OBJECT_CLASS (yyq_template_file_list_parent_class)->dispose (object);
}

static void
yyq_template_file_list_finalize (GObject *object)
{
  g_free (YYQ_TEMPLATE_FILE_LIST (object)->replaced);
  G_OBJECT_CLASS (yyq_template_file_list_parent_class)->finalize (object);
}

static void
yyq_template_file_list_class_init (YyqTemplateFileListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = yyq_template_file_list_dispose;
  G_OBJECT_CLASS (klass)->finalize = yyq_template_file_list_finalize;
  signal_changed = g_signal_new ("changed", YYQ_TYPE_TEMPLATE_FILE_LIST, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static GtkWidget *
new_drop_zone (YyqTemplateFileList *self)
{
  GtkWidget *zone = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label =
    yyq_ui_label (_ ("Drop PDFs here, or choose them. At most 10 MB a file."), "dim-label");

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_NONE);
  gtk_widget_set_hexpand (label, TRUE);
  self->add_button = gtk_button_new_with_mnemonic (_ ("Choose _PDFs…"));
  gtk_widget_set_valign (self->add_button, GTK_ALIGN_CENTER);
  g_signal_connect_object (self->add_button, "clicked", G_CALLBACK (add_clicked_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (zone), label);
  gtk_box_append (GTK_BOX (zone), self->add_button);
  gtk_widget_add_css_class (zone, "yyq-template-drop");
  return zone;
}

static void
yyq_template_file_list_init (YyqTemplateFileList *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 10);
  GtkDropTarget *drop = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  g_queue_init (&self->coming);
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  yyq_ui_set_accessible_label (self->list, _ ("Files of the template"));
  gtk_widget_set_visible (GTK_WIDGET (self->list), FALSE);
  self->problems = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 6));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->list));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->problems));
  gtk_box_append (GTK_BOX (box), new_drop_zone (self));
  g_signal_connect_object (drop, "drop", G_CALLBACK (drop_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drop));
  adw_bin_set_child (ADW_BIN (self), box);
}
