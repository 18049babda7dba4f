/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-template-page.h"

#include <glib/gi18n.h>

#include "yyq-error.h"
#include "yyq-info-bar.h"
#include "yyq-pdf-view.h"
#include "yyq-state-page.h"
#include "yyq-template-acts.h"
#include "yyq-template-facts.h"
#include "yyq-template-marks.h"
#include "yyq-template-menu.h"
#include "yyq-template-repository.h"
#include "yyq-toast.h"

struct _YyqTemplatePage {
  YyqPage parent_instance;

  GtkStack *stack;
  YyqStatePage *state_page;
  GtkStack *document_stack;
  YyqStatePage *document_state;
  YyqPdfView *view;
  YyqTemplateFacts *facts;
  YyqInfoBar *edition_bar;
  GtkWidget *tools;
  GtkWidget *edit_button;
  GtkWidget *use_button;
  GtkWidget *open_button;
  GtkMenuButton *menu_button;

  YyqTemplateRepository *templates; /* (owned) (nullable) */
  YyqTemplateMarks *marks;          /* (owned) */
  char *id;                         /* (owned) (nullable) */
  YyqTemplate *template;            /* (owned) (nullable) */
  YyqTemplateContent *shown;        /* (owned) (nullable): its own, or that of a version */
  guint under_way;
  gboolean loading;
  gboolean load_again;
};

G_DEFINE_FINAL_TYPE (YyqTemplatePage, yyq_template_page, YYQ_TYPE_PAGE)

static void
begin (YyqTemplatePage *self)
{
  self->under_way++;
  yyq_page_set_busy (YYQ_PAGE (self), TRUE);
}

static void
end (YyqTemplatePage *self)
{
  self->under_way--;
  yyq_page_set_busy (YYQ_PAGE (self), self->under_way > 0);
}

/* Pages */

static void
show_document_error (YyqTemplatePage *self, const GError *error)
{
  yyq_state_page_show_error (self->document_state, error);
  gtk_stack_set_visible_child_name (self->document_stack, "state");
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyqTemplatePage) self = user_data;
  g_autoptr (GError) error = NULL;
  const gboolean opened = yyq_pdf_view_open_finish (YYQ_PDF_VIEW (source), result, &error);

  end (self);
  if (yyq_page_is_left (YYQ_PAGE (self)))
    return;
  if (!opened) {
    show_document_error (self, error);
    return;
  }
  yyq_template_marks_set_content (self->marks, self->shown);
  gtk_stack_set_visible_child_name (self->document_stack, "document");
  yyq_page_mend_focus (YYQ_PAGE (self));
}

static void
pages_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyqTemplatePage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pages =
    yyq_template_repository_load_pages_finish (YYQ_TEMPLATE_REPOSITORY (source), result, &error);

  if (yyq_page_is_left (YYQ_PAGE (self)) || pages == NULL) {
    end (self);
    if (yyq_page_is_left (YYQ_PAGE (self)))
      return;
    if (error != NULL) {
      show_document_error (self, error);
      return;
    }
    yyq_state_page_show_empty (self->document_state, "yyq-template-symbolic", _ ("No file yet"),
                               _ ("Edit the template and add a PDF."));
    gtk_stack_set_visible_child_name (self->document_stack, "state");
    return;
  }
  yyq_pdf_view_open_async (self->view, pages, yyq_page_get_cancellable (YYQ_PAGE (self)), opened_cb,
                           g_object_ref (self));
}

static void
show_content (YyqTemplatePage *self, YyqTemplateContent *content)
{
  if (self->shown != NULL && yyq_record_equal (self->shown, content, NULL))
    return;
  if (self->shown == NULL)
    yyq_state_page_show_loading (self->document_state, _ ("Loading the pages"));
  g_set_object (&self->shown, content);
  begin (self);
  yyq_template_repository_load_pages_async (self->templates, self->id, content,
                                            yyq_page_get_cancellable (YYQ_PAGE (self)), pages_cb,
                                            g_object_ref (self));
}

static void
retry_document_cb (YyqTemplatePage *self)
{
  g_autoptr (YyqTemplateContent) content = g_steal_pointer (&self->shown);

  if (content != NULL)
    show_content (self, content);
}

/* Versions */

static void
edition_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyqTemplatePage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (YyqTemplateEdition) edition =
    yyq_template_repository_load_edition_finish (YYQ_TEMPLATE_REPOSITORY (source), result, &error);
  g_autofree char *text = NULL;

  end (self);
  if (yyq_page_is_left (YYQ_PAGE (self)))
    return;
  if (edition == NULL || yyq_template_edition_get_content (edition) == NULL) {
    yyq_toast_show_error (GTK_WIDGET (self), error);
    return;
  }
  text = g_strdup_printf (_ ("You see version %d, as it was when it was opened."),
                          yyq_template_edition_get_number (edition));
  yyq_info_bar_set (self->edition_bar, text, _ ("Show what it is now"), FALSE);
  yyq_info_bar_set_revealed (self->edition_bar, TRUE);
  show_content (self, yyq_template_edition_get_content (edition));
}

static void
show_edition_cb (YyqTemplatePage *self, int number)
{
  begin (self);
  yyq_template_repository_load_edition_async (self->templates, self->id, number,
                                              yyq_page_get_cancellable (YYQ_PAGE (self)),
                                              edition_cb, g_object_ref (self));
}

static void
show_present_cb (YyqTemplatePage *self)
{
  yyq_info_bar_set_revealed (self->edition_bar, FALSE);
  if (self->template != NULL)
    show_content (self, yyq_template_get_content (self->template));
}

static void load (YyqTemplatePage *self);

static void
rolled_back_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyqTemplatePage) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean waits = FALSE;
  const gboolean done = yyq_template_act_finish (result, &waits, &error);

  if (yyq_page_is_left (YYQ_PAGE (self)))
    return;
  if (!done) {
    yyq_toast_show_error (GTK_WIDGET (self), error);
    return;
  }
  show_present_cb (self);
  load (self);
  yyq_toast_show (GTK_WIDGET (self), _ ("The template is again what it was in that version."));
}

typedef struct {
  YyqTemplatePage *page; /* (owned) */
  int number;
} RollBack;

static void
roll_back_response_cb (AdwMessageDialog *dialog, const char *response, gpointer user_data)
{
  RollBack *back = user_data;
  YyqTemplatePage *self = back->page;

  if (g_str_equal (response, "roll-back") && !yyq_page_is_left (YYQ_PAGE (self)))
    yyq_template_roll_back_async (yyq_page_get_session (YYQ_PAGE (self)), self->template,
                                  back->number, rolled_back_cb, g_object_ref (self));
  g_object_unref (back->page);
  g_free (back);
}

static void
roll_back_cb (YyqTemplatePage *self, int number)
{
  GtkWidget *dialog =
    adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), NULL, NULL);
  AdwMessageDialog *question = ADW_MESSAGE_DIALOG (dialog);
  RollBack *back = g_new (RollBack, 1);

  back->page = g_object_ref (self);
  back->number = number;
  adw_message_dialog_format_heading (question, _ ("Take back to version %d?"), number);
  adw_message_dialog_set_body (
    question, _ ("What was changed since then and was never opened is lost. Versions stay."));
  adw_message_dialog_add_response (question, "cancel", _ ("_Cancel"));
  adw_message_dialog_add_response (question, "roll-back", _ ("_Take back"));
  adw_message_dialog_set_response_appearance (question, "roll-back", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_close_response (question, "cancel");
  g_signal_connect (dialog, "response", G_CALLBACK (roll_back_response_cb), back);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
editions_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyqTemplatePage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) editions =
    yyq_template_repository_list_editions_finish (YYQ_TEMPLATE_REPOSITORY (source), result, &error);

  end (self);
  if (yyq_page_is_left (YYQ_PAGE (self)))
    return;
  if (editions != NULL)
    yyq_template_facts_set_editions (self->facts, editions,
                                     yyq_template_can (yyq_page_get_session (YYQ_PAGE (self)),
                                                       self->template, YYQ_TEMPLATE_ACT_EDIT));
  else
    yyq_template_facts_set_editions_error (self->facts, error);
}

/* The template */

static void
create_menu (GtkMenuButton *button, gpointer user_data)
{
  YyqTemplatePage *self = user_data;
  g_autoptr (GMenuModel) menu = NULL;

  if (self->template == NULL)
    return;
  menu = yyq_template_menu_new (yyq_page_get_session (YYQ_PAGE (self)), self->template, TRUE);
  gtk_menu_button_set_menu_model (button, menu);
}

static void
show_button (GtkWidget *button, gboolean visible, GVariant *target)
{
  gtk_widget_set_visible (button, visible);
  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (button), target);
}

static void
show_tools (YyqTemplatePage *self)
{
  YyqSession *session = yyq_page_get_session (YYQ_PAGE (self));
  g_autoptr (GVariant) id = g_variant_ref_sink (g_variant_new_string (self->id));
  g_autoptr (GVariant) target = yyq_template_menu_target (self->template);

  show_button (self->edit_button, yyq_template_can (session, self->template, YYQ_TEMPLATE_ACT_EDIT),
               id);
  show_button (self->use_button, yyq_template_can (session, self->template, YYQ_TEMPLATE_ACT_USE),
               id);
  show_button (self->open_button, yyq_template_can (session, self->template, YYQ_TEMPLATE_ACT_OPEN),
               target);
  gtk_widget_set_visible (self->tools, TRUE);
}

static void
show_template (YyqTemplatePage *self, YyqTemplate *template)
{
  g_set_object (&self->template, template);
  yyq_page_set_title (YYQ_PAGE (self), yyq_template_get_name (template));
  yyq_template_facts_set_template (self->facts, yyq_page_get_session (YYQ_PAGE (self)), template);
  show_tools (self);
  gtk_stack_set_visible_child_name (self->stack, "content");
  if (!yyq_info_bar_get_revealed (self->edition_bar) && yyq_template_get_content (template) != NULL)
    show_content (self, yyq_template_get_content (template));
  begin (self);
  yyq_template_repository_list_editions_async (self->templates, self->id,
                                               yyq_page_get_cancellable (YYQ_PAGE (self)),
                                               editions_cb, g_object_ref (self));
}

/* That it was deleted takes it away; else what is shown stays. */
static void
show_error (YyqTemplatePage *self, const GError *error)
{
  if (self->template != NULL && !g_error_matches (error, YYQ_API_ERROR, YYQ_API_ERROR_NOT_FOUND)) {
    yyq_toast_show_error (GTK_WIDGET (self), error);
    return;
  }
  yyq_state_page_show_error (self->state_page, error);
  gtk_stack_set_visible_child_name (self->stack, "state");
  gtk_widget_set_visible (self->tools, FALSE);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyqTemplatePage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (YyqTemplate) template =
    yyq_record_repository_load_finish (YYQ_RECORD_REPOSITORY (source), result, &error);

  self->loading = FALSE;
  end (self);
  if (yyq_page_is_left (YYQ_PAGE (self)))
    return;
  if (template != NULL)
    show_template (self, template);
  else
    show_error (self, error);
  if (self->load_again)
    load (self);
}

static void
load (YyqTemplatePage *self)
{
  self->load_again = self->loading;
  if (self->loading || self->templates == NULL)
    return;
  self->loading = TRUE;
  if (self->template == NULL) {
    yyq_state_page_show_loading (self->state_page, _ ("Loading the template"));
    gtk_stack_set_visible_child_name (self->stack, "state");
  }
  begin (self);
  yyq_record_repository_load_async (YYQ_RECORD_REPOSITORY (self->templates), self->id,
                                    yyq_page_get_cancellable (YYQ_PAGE (self)), loaded_cb,
                                    g_object_ref (self));
}

/* What is loaded is news for the cache, too: only a newer one is asked for again. */
static void
moved_cb (YyqTemplatePage *self)
{
  if (self->template != NULL && !self->loading)
    yyq_template_facts_set_template (self->facts, yyq_page_get_session (YYQ_PAGE (self)),
                                     self->template);
}

/* Zoom */

static void
zoom_in_cb (GSimpleAction *action, GVariant *parameter, gpointer self)
{
  yyq_pdf_view_zoom_in (YYQ_TEMPLATE_PAGE (self)->view);
}

static void
zoom_out_cb (GSimpleAction *action, GVariant *parameter, gpointer self)
{
  yyq_pdf_view_zoom_out (YYQ_TEMPLATE_PAGE (self)->view);
}

static void
zoom_normal_cb (GSimpleAction *action, GVariant *parameter, gpointer self)
{
  yyq_pdf_view_set_zoom (YYQ_TEMPLATE_PAGE (self)->view, 1);
}

/* Object */

const char *
yyq_template_page_get_id (YyqTemplatePage *self)
{
  g_return_val_if_fail (YYQ_IS_TEMPLATE_PAGE (self), NULL);
  return self->id;
}

GtkWidget *
yyq_template_page_new (YyqSession *session, const char *id)
{
  GtkWidget *widget = g_object_new (YYQ_TYPE_TEMPLATE_PAGE, "session", session, NULL);
  YyqTemplatePage *self = YYQ_TEMPLATE_PAGE (widget);

  self->templates = g_object_ref (yyq_template_repository_of (session));
  self->id = g_strdup (id);
  yyq_page_follow (YYQ_PAGE (self), yyq_session_get_pending (session), "items-changed",
                   G_CALLBACK (moved_cb));
  return widget;
}

static void
yyq_template_page_shown (YyqPage *page)
{
  load (YYQ_TEMPLATE_PAGE (page));
}

static void
yyq_template_page_leave (YyqPage *page)
{
  g_clear_object (&YYQ_TEMPLATE_PAGE (page)->templates);
}

static void
yyq_template_page_finalize (GObject *object)
{
  YyqTemplatePage *self = YYQ_TEMPLATE_PAGE (object);

  g_object_unref (self->marks);
  g_clear_object (&self->template);
  g_clear_object (&self->shown);
  g_free (self->id);
  G_OBJECT_CLASS (yyq_template_page_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *klass)
{
  gtk_widget_class_set_template_from_resource (
    klass, "/com/yuyunqian/Yuyunqian/ui/templates/yyq-template-page.ui");
  gtk_widget_class_bind_template_child (klass, YyqTemplatePage, stack);
  gtk_widget_class_bind_template_child (klass, YyqTemplatePage, state_page);
  gtk_widget_class_bind_template_child (klass, YyqTemplatePage, document_stack);
  gtk_widget_class_bind_template_child (klass, YyqTemplatePage, document_state);
  gtk_widget_class_bind_template_child (klass, YyqTemplatePage, view);
  gtk_widget_class_bind_template_child (klass, YyqTemplatePage, facts);
  gtk_widget_class_bind_template_child (klass, YyqTemplatePage, edition_bar);
  gtk_widget_class_bind_template_child (klass, YyqTemplatePage, tools);
  gtk_widget_class_bind_template_child (klass, YyqTemplatePage, edit_button);
  gtk_widget_class_bind_template_child (klass, YyqTemplatePage, use_button);
  gtk_widget_class_bind_template_child (klass, YyqTemplatePage, open_button);
  gtk_widget_class_bind_template_child (klass, YyqTemplatePage, menu_button);
  gtk_widget_class_bind_template_callback (klass, load);
  gtk_widget_class_bind_template_callback (klass, retry_document_cb);
  gtk_widget_class_bind_template_callback (klass, show_edition_cb);
  gtk_widget_class_bind_template_callback (klass, show_present_cb);
  gtk_widget_class_bind_template_callback (klass, roll_back_cb);
}

static void
yyq_template_page_class_init (YyqTemplatePageClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = yyq_template_page_finalize;
  YYQ_PAGE_CLASS (klass)->shown = yyq_template_page_shown;
  YYQ_PAGE_CLASS (klass)->leave = yyq_template_page_leave;
  g_type_ensure (YYQ_TYPE_STATE_PAGE);
  g_type_ensure (YYQ_TYPE_PDF_VIEW);
  g_type_ensure (YYQ_TYPE_TEMPLATE_FACTS);
  g_type_ensure (YYQ_TYPE_INFO_BAR);
  bind_children (GTK_WIDGET_CLASS (klass));
}

static void
yyq_template_page_init (YyqTemplatePage *self)
{
  static const GActionEntry actions[] = {
    { .name = "zoom-in", .activate = zoom_in_cb },
    { .name = "zoom-out", .activate = zoom_out_cb },
    { .name = "zoom-normal", .activate = zoom_normal_cb },
  };

  gtk_widget_init_template (GTK_WIDGET (self));
  self->marks = yyq_template_marks_new (GTK_WIDGET (self->view));
  yyq_pdf_view_add_overlay (self->view, YYQ_PDF_OVERLAY (self->marks));
  yyq_page_add_actions (YYQ_PAGE (self), actions, G_N_ELEMENTS (actions));
  yyq_template_menu_add_actions (YYQ_PAGE (self));
  gtk_menu_button_set_create_popup_func (self->menu_button, create_menu, self, NULL);
}
