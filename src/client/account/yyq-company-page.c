/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-company-page.h"

#include <glib/gi18n.h>

#include "yyq-ui.h"

struct _YyqCompanyPage {
  YyqPage parent_instance;

  GtkStack *stack;
  AdwStatusPage *error_page;
  GtkListBox *list;
  GtkLabel *error_label;
  GtkWidget *confirm_button;

  GListModel *enterprises; /* (owned) (nullable) */
  char *preferred;         /* (owned) (nullable) */
  char *chosen;            /* (owned) (nullable): an id */
};

G_DEFINE_FINAL_TYPE (YyqCompanyPage, yyq_company_page, YYQ_TYPE_PAGE)

static void
check_toggled_cb (GtkCheckButton *check, gpointer user_data)
{
  YyqCompanyPage *self = YYQ_COMPANY_PAGE (user_data);

  if (!gtk_check_button_get_active (check))
    return;
  g_free (self->chosen);
  self->chosen = g_strdup (g_object_get_data (G_OBJECT (check), "enterprise"));
  gtk_widget_set_sensitive (self->confirm_button, TRUE);
}

static GtkCheckButton *
add_row (YyqCompanyPage *self, YyqEnterprise *enterprise, GtkCheckButton *group)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *check =
    g_object_new (GTK_TYPE_CHECK_BUTTON, "accessible-role", GTK_ACCESSIBLE_ROLE_RADIO, NULL);
  /* Translators: the unified social credit code of a company, and the account's role there */
  g_autofree char *text = g_strdup_printf (_ ("%s · %s"), yyq_enterprise_get_uscc (enterprise),
                                           yyq_enterprise_get_role_name (enterprise));

  gtk_check_button_set_group (GTK_CHECK_BUTTON (check), group);
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  yyq_ui_set_accessible_label (check, yyq_enterprise_get_name (enterprise));
  g_object_set_data_full (G_OBJECT (check), "enterprise",
                          g_strdup (yyq_enterprise_get_id (enterprise)), g_free);
  g_signal_connect_object (check, "toggled", G_CALLBACK (check_toggled_cb), self, 0);
  yyq_ui_set_row_text (row, yyq_enterprise_get_name (enterprise), text);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  gtk_list_box_append (self->list, row);
  return GTK_CHECK_BUTTON (check);
}

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyqCompanyPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (yyq_session_choose_enterprise_finish (YYQ_SESSION (source), result, &error))
    return;
  if (yyq_page_is_left (YYQ_PAGE (self)))
    return;
  g_debug ("The company is not entered: %s", error->message);
  text = yyq_ui_error_text (error);
  /* Without words it was given up, and can be begun again. */
  gtk_stack_set_visible_child_name (self->stack, "list");
  gtk_label_set_text (self->error_label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->error_label), text != NULL);
  gtk_widget_set_sensitive (self->confirm_button, TRUE);
}

/* Once the company is entered this page goes, before the call ends: nothing cancels it. */
static void
confirm_clicked_cb (YyqCompanyPage *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->error_label), FALSE);
  gtk_widget_set_sensitive (self->confirm_button, FALSE);
  yyq_session_choose_enterprise_async (yyq_page_get_session (YYQ_PAGE (self)), self->chosen, NULL,
                                       chosen_cb, g_object_ref (self));
}

static void
show_enterprises (YyqCompanyPage *self)
{
  const guint n = g_list_model_get_n_items (self->enterprises);
  GtkCheckButton *group = NULL;
  GtkCheckButton *active = NULL;

  for (guint i = 0; i < n; i++) {
    g_autoptr (YyqEnterprise) enterprise = g_list_model_get_item (self->enterprises, i);
    GtkCheckButton *check = add_row (self, enterprise, group);

    if (group == NULL)
      group = active = check;
    if (g_strcmp0 (self->preferred, yyq_enterprise_get_id (enterprise)) == 0)
      active = check;
  }
  if (active != NULL)
    gtk_check_button_set_active (active, TRUE);
  if (n == 1) {
    confirm_clicked_cb (self);
  } else {
    gtk_stack_set_visible_child_name (self->stack, "list");
    gtk_widget_grab_focus (self->confirm_button); /* Enter takes the one that was used last */
  }
}

static void
show_failure (YyqCompanyPage *self, const char *text)
{
  yyq_ui_set_status_description (self->error_page, text);
  gtk_stack_set_visible_child_name (self->stack, "error");
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyqCompanyPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) enterprises =
    yyq_session_list_enterprises_finish (YYQ_SESSION (source), result, &error);

  /* A passphrase opens the company again, and passes through here without a choice: to take the
   * only company then would go round for ever. */
  if (yyq_page_is_left (YYQ_PAGE (self)))
    return;
  yyq_page_set_busy (YYQ_PAGE (self), FALSE);
  if (enterprises == NULL) {
    g_autofree char *text = yyq_ui_error_text (error);

    g_debug ("No companies: %s", error->message);
    show_failure (self, text != NULL ? text : "");
  } else if (g_list_model_get_n_items (enterprises) == 0) {
    show_failure (self, _ ("This account belongs to no company yet."));
  } else {
    g_set_object (&self->enterprises, enterprises);
    show_enterprises (self);
  }
}

static void
load (YyqCompanyPage *self)
{
  gtk_stack_set_visible_child_name (self->stack, "loading");
  yyq_page_set_busy (YYQ_PAGE (self), TRUE);
  yyq_session_list_enterprises_async (yyq_page_get_session (YYQ_PAGE (self)),
                                      yyq_page_get_cancellable (YYQ_PAGE (self)), listed_cb,
                                      g_object_ref (self));
}

static void
logged_out_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  yyq_session_logout_finish (YYQ_SESSION (source), result, NULL);
}

static void
logout_clicked_cb (YyqCompanyPage *self)
{
  yyq_session_logout_async (yyq_page_get_session (YYQ_PAGE (self)), NULL, logged_out_cb, NULL);
}

GtkWidget *
yyq_company_page_new (YyqSession *session, const char *preferred)
{
  YyqCompanyPage *self = g_object_new (YYQ_TYPE_COMPANY_PAGE, "session", session, NULL);

  self->preferred = g_strdup (preferred);
  load (self);
  return GTK_WIDGET (self);
}

static void
yyq_company_page_finalize (GObject *object)
{
  YyqCompanyPage *self = YYQ_COMPANY_PAGE (object);

  g_clear_object (&self->enterprises);
  g_free (self->preferred);
  g_free (self->chosen);
  G_OBJECT_CLASS (yyq_company_page_parent_class)->finalize (object);
}

static void
yyq_company_page_class_init (YyqCompanyPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = yyq_company_page_finalize;
  gtk_widget_class_set_template_from_resource (
    widget_class, "/com/yuyunqian/Yuyunqian/ui/account/yyq-company-page.ui");
  gtk_widget_class_bind_template_child (widget_class, YyqCompanyPage, stack);
  gtk_widget_class_bind_template_child (widget_class, YyqCompanyPage, error_page);
  gtk_widget_class_bind_template_child (widget_class, YyqCompanyPage, list);
  gtk_widget_class_bind_template_child (widget_class, YyqCompanyPage, error_label);
  gtk_widget_class_bind_template_child (widget_class, YyqCompanyPage, confirm_button);
  gtk_widget_class_bind_template_callback (widget_class, load);
  gtk_widget_class_bind_template_callback (widget_class, logout_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, confirm_clicked_cb);
}

static void
yyq_company_page_init (YyqCompanyPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
