/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-window.h"

#include <glib/gi18n.h>

#include "yyq-chapters.h"
#include "yyq-company-page.h"
#include "yyq-contract-page.h"
#include "yyq-contract-repository.h"
#include "yyq-list-page.h"
#include "yyq-login-page.h"
#include "yyq-notices.h"
#include "yyq-settings.h"
#include "yyq-sidebar.h"

#define PUSHED "pushed"

struct _YyqWindow {
  AdwApplicationWindow parent_instance;

  AdwToastOverlay *toasts;
  GtkStack *root;
  AdwWindowTitle *entrance_title;
  AdwBin *entrance;
  AdwLeaflet *leaflet;
  YyqSidebar *sidebar;
  AdwWindowTitle *title;
  GtkWidget *back_button;
  YyqNotices *notices;
  GtkStack *pages;

  YyqSession *session;     /* (owned) */
  YyqUkeyManager *manager; /* (owned) */
  GSettings *settings;     /* (owned) (nullable) */
  const char *chapter;     /* the page below what is pushed */
  GtkWidget *left;         /* (weak) (nullable): what had the focus there */
  YyqSessionState shown_state;
  gboolean started;
};

G_DEFINE_FINAL_TYPE (YyqWindow, yyq_window, ADW_TYPE_APPLICATION_WINDOW)

YyqPage *
yyq_window_get_page (YyqWindow *self)
{
  GtkWidget *page;

  g_return_val_if_fail (YYQ_IS_WINDOW (self), NULL);
  if (self->shown_state == YYQ_SESSION_STATE_READY)
    page = gtk_stack_get_visible_child (self->pages);
  else
    page = adw_bin_get_child (self->entrance);
  return YYQ_IS_PAGE (page) ? YYQ_PAGE (page) : NULL;
}

static void
show_title (YyqWindow *self)
{
  YyqPage *page = yyq_window_get_page (self);
  YyqEnterprise *enterprise = yyq_session_get_enterprise (self->session);
  const char *title = page != NULL ? yyq_page_get_title (page) : NULL;

  adw_window_title_set_title (self->title, title != NULL ? title : "");
  adw_window_title_set_subtitle (self->title,
                                 enterprise != NULL ? yyq_enterprise_get_name (enterprise) : "");
  adw_window_title_set_title (self->entrance_title, title != NULL ? title : "");
}

static void
update_back (YyqWindow *self)
{
  const gboolean pushed = g_strcmp0 (gtk_stack_get_visible_child_name (self->pages), PUSHED) == 0;
  const gboolean folded = adw_leaflet_get_folded (self->leaflet);

  gtk_widget_set_visible (self->back_button, pushed || folded);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.back", pushed || folded);
}

static void
remove_pushed (YyqWindow *self)
{
  GtkWidget *pushed = gtk_stack_get_child_by_name (self->pages, PUSHED);

  if (pushed == NULL)
    return;
  gtk_stack_remove (self->pages, pushed);
  if (self->left != NULL && gtk_widget_get_mapped (self->left))
    gtk_widget_grab_focus (self->left);
}

static GtkWidget *
chapter_page (YyqWindow *self, const YyqChapter *chapter)
{
  GtkWidget *page = gtk_stack_get_child_by_name (self->pages, chapter->name);

  if (page == NULL) {
    page = chapter->create (self->session, self->manager);
    gtk_stack_add_named (self->pages, page, chapter->name);
  }
  return page;
}

gboolean
yyq_window_show_page (YyqWindow *self, const char *name)
{
  const YyqChapter *chapter = yyq_chapters_find (name);
  GtkWidget *page;
  gboolean shown;

  g_return_val_if_fail (YYQ_IS_WINDOW (self), FALSE);
  if (chapter == NULL || self->shown_state != YYQ_SESSION_STATE_READY)
    return FALSE;
  if (chapter->permission != NULL &&
      !yyq_session_has_permission (self->session, chapter->permission))
    return FALSE;
  page = chapter_page (self, chapter);
  shown = self->chapter == chapter->name && gtk_stack_get_visible_child (self->pages) == page;
  self->chapter = chapter->name;
  gtk_stack_set_visible_child (self->pages, page);
  remove_pushed (self);
  yyq_sidebar_select (self->sidebar, chapter->name);
  adw_leaflet_navigate (self->leaflet, ADW_NAVIGATION_DIRECTION_FORWARD);
  show_title (self);
  update_back (self);
  if (!shown)
    yyq_page_shown (YYQ_PAGE (page));
  return TRUE;
}

void
yyq_window_show_contracts (YyqWindow *self, const char *tab)
{
  g_return_if_fail (YYQ_IS_WINDOW (self));
  if (yyq_window_show_page (self, "contracts"))
    yyq_list_page_choose_tab (YYQ_LIST_PAGE (yyq_window_get_page (self)), tab);
}

void
yyq_window_push (YyqWindow *self, YyqPage *page)
{
  g_return_if_fail (YYQ_IS_WINDOW (self));
  g_return_if_fail (YYQ_IS_PAGE (page));

  remove_pushed (self);
  g_set_weak_pointer (&self->left, gtk_window_get_focus (GTK_WINDOW (self)));
  gtk_stack_add_named (self->pages, GTK_WIDGET (page), PUSHED);
  gtk_stack_set_visible_child (self->pages, GTK_WIDGET (page));
  g_signal_connect_object (page, "notify::title", G_CALLBACK (show_title), self, G_CONNECT_SWAPPED);
  show_title (self);
  update_back (self);
  /* The focus was on what has just been covered. */
  yyq_page_focus_first (page);
  yyq_page_shown (page);
}

void
yyq_window_show_contract (YyqWindow *self, const char *id, gboolean sign)
{
  GtkWidget *page = gtk_stack_get_child_by_name (self->pages, PUSHED);

  g_return_if_fail (YYQ_IS_WINDOW (self));
  if (self->shown_state != YYQ_SESSION_STATE_READY)
    return;
  if (!YYQ_IS_CONTRACT_PAGE (page) ||
      !g_str_equal (yyq_contract_page_get_id (YYQ_CONTRACT_PAGE (page)), id)) {
    page = yyq_contract_page_new (self->session, self->manager, id);
    yyq_window_push (self, YYQ_PAGE (page));
  }
  if (sign)
    yyq_contract_page_sign (YYQ_CONTRACT_PAGE (page));
}

void
yyq_window_set_server (YyqWindow *self, const char *url)
{
  GtkWidget *page = adw_bin_get_child (self->entrance);

  g_return_if_fail (YYQ_IS_WINDOW (self));
  if (YYQ_IS_LOGIN_PAGE (page))
    yyq_login_page_set_server (YYQ_LOGIN_PAGE (page), url);
}

void
yyq_window_set_waiting (YyqWindow *self, const char *text)
{
  GtkWidget *page = adw_bin_get_child (self->entrance);

  g_return_if_fail (YYQ_IS_WINDOW (self));
  if (YYQ_IS_LOGIN_PAGE (page) && text != NULL)
    yyq_login_page_set_waiting (YYQ_LOGIN_PAGE (page), text);
  else
    yyq_window_set_server (self, "");
}

static void
show_counts (YyqWindow *self)
{
  YyqContractRepository *contracts = yyq_contract_repository_of (self->session);
  YyqContractCounts counts = { 0 };

  if (contracts != NULL)
    yyq_contract_repository_get_counts (contracts, &counts);
  yyq_sidebar_set_badge (self->sidebar, "contracts", counts.mine);
}

static void
remember (YyqWindow *self)
{
  YyqEnterprise *enterprise = yyq_session_get_enterprise (self->session);
  YyqServerInfo *info = yyq_session_get_server_info (self->session);
  const char *url = yyq_session_get_server_url (self->session);

  /* A demo listens on another port every time. */
  if (info != NULL && !yyq_server_info_get_demo (info))
    yyq_settings_set_text (self->settings, "server-url", url);
  if (enterprise != NULL)
    yyq_settings_set_text (self->settings, "last-enterprise", yyq_enterprise_get_id (enterprise));
}

/* The pages belong to the enterprise that was chosen: they go with it, and so they are left. */
static void
drop_pages (YyqWindow *self)
{
  GtkWidget *page;

  while ((page = gtk_widget_get_first_child (GTK_WIDGET (self->pages))) != NULL)
    gtk_stack_remove (self->pages, page);
  self->chapter = NULL;
}

static void
show_main (YyqWindow *self)
{
  remember (self);
  g_signal_connect_object (yyq_contract_repository_of (self->session), "changed",
                           G_CALLBACK (show_counts), self, G_CONNECT_SWAPPED);
  gtk_stack_set_visible_child_name (self->root, "main");
  adw_bin_set_child (self->entrance, NULL);
  show_counts (self);
  if (!yyq_window_show_page (self, "home"))
    yyq_window_show_page (self, "personal");
}

static void
show_entrance (YyqWindow *self)
{
  g_autofree char *preferred = yyq_settings_get_text (self->settings, "last-enterprise");

  if (self->shown_state == YYQ_SESSION_STATE_CHOOSING)
    adw_bin_set_child (self->entrance, yyq_company_page_new (self->session, preferred));
  else
    adw_bin_set_child (self->entrance, yyq_login_page_new (self->session, self->manager));
  gtk_stack_set_visible_child_name (self->root, "entrance");
  drop_pages (self);
  show_title (self);
}

static void
follow_state (YyqWindow *self)
{
  const YyqSessionState state = yyq_session_get_state (self->session);
  const char *url = yyq_session_get_server_url (self->session);

  if (self->started && state == self->shown_state)
    return;
  self->started = TRUE;
  self->shown_state = state;
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.refresh",
                                 state == YYQ_SESSION_STATE_READY);
  if (state == YYQ_SESSION_STATE_READY)
    show_main (self);
  else
    show_entrance (self);
  /* After a log-out the same platform is there to log in again. */
  if (state == YYQ_SESSION_STATE_LOGGED_OUT && url != NULL)
    yyq_window_set_server (self, url);
}

static void
back_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  YyqWindow *self = YYQ_WINDOW (widget);

  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->pages), PUSHED) == 0)
    yyq_window_show_page (self, self->chapter != NULL ? self->chapter : "home");
  else
    adw_leaflet_navigate (self->leaflet, ADW_NAVIGATION_DIRECTION_BACK);
}

static void
refresh_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  YyqPage *page = yyq_window_get_page (YYQ_WINDOW (widget));

  if (page != NULL)
    yyq_page_shown (page);
}

static void
search_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  YyqWindow *self = YYQ_WINDOW (widget);

  if (YYQ_IS_LIST_PAGE (yyq_window_get_page (self)) || yyq_window_show_page (self, "contracts"))
    yyq_list_page_focus_search (YYQ_LIST_PAGE (yyq_window_get_page (self)));
}

static void
sidebar_selected_cb (YyqWindow *self, const char *name)
{
  /* A chapter that is shown already is not fetched twice for one click; what is pushed over it goes
   * away. */
  if (g_strcmp0 (self->chapter, name) != 0 ||
      g_strcmp0 (gtk_stack_get_visible_child_name (self->pages), PUSHED) == 0)
    yyq_window_show_page (self, name);
}

static void
restore_size (YyqWindow *self)
{
  if (self->settings == NULL) {
    gtk_window_set_default_size (GTK_WINDOW (self), 1280, 820);
    return;
  }
  gtk_window_set_default_size (GTK_WINDOW (self),
                               g_settings_get_int (self->settings, "window-width"),
                               g_settings_get_int (self->settings, "window-height"));
  if (g_settings_get_boolean (self->settings, "maximized"))
    gtk_window_maximize (GTK_WINDOW (self));
}

static gboolean
yyq_window_close_request (GtkWindow *window)
{
  YyqWindow *self = YYQ_WINDOW (window);
  int width;
  int height;

  if (self->settings != NULL) {
    gtk_window_get_default_size (window, &width, &height);
    g_settings_set_int (self->settings, "window-width", width);
    g_settings_set_int (self->settings, "window-height", height);
    g_settings_set_boolean (self->settings, "maximized", gtk_window_is_maximized (window));
  }
  return GTK_WINDOW_CLASS (yyq_window_parent_class)->close_request (window);
}

YyqWindow *
yyq_window_new (GtkApplication *application, YyqSession *session, YyqUkeyManager *manager,
                GSettings *settings)
{
  YyqWindow *self = g_object_new (YYQ_TYPE_WINDOW, "application", application, NULL);

  self->session = g_object_ref (session);
  self->manager = g_object_ref (manager);
  g_set_object (&self->settings, settings);
  yyq_sidebar_set_session (self->sidebar, session, manager);
  yyq_notices_set_session (self->notices, session);
  g_signal_connect_object (session, "notify::state", G_CALLBACK (follow_state), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::enterprise", G_CALLBACK (show_title), self,
                           G_CONNECT_SWAPPED);
  restore_size (self);
  follow_state (self);
  return self;
}

static void
yyq_window_dispose (GObject *object)
{
  YyqWindow *self = YYQ_WINDOW (object);

  g_clear_weak_pointer (&self->left);
  g_clear_object (&self->session);
  g_clear_object (&self->manager);
  g_clear_object (&self->settings);
  G_OBJECT_CLASS (yyq_window_parent_class)->dispose (object);
}

static void
yyq_window_class_init (YyqWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = yyq_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = yyq_window_close_request;
  g_type_ensure (YYQ_TYPE_NOTICES);
  g_type_ensure (YYQ_TYPE_SIDEBAR);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/com/yuyunqian/Yuyunqian/ui/app/yyq-window.ui");
  gtk_widget_class_bind_template_child (widget_class, YyqWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, YyqWindow, root);
  gtk_widget_class_bind_template_child (widget_class, YyqWindow, entrance_title);
  gtk_widget_class_bind_template_child (widget_class, YyqWindow, entrance);
  gtk_widget_class_bind_template_child (widget_class, YyqWindow, leaflet);
  gtk_widget_class_bind_template_child (widget_class, YyqWindow, sidebar);
  gtk_widget_class_bind_template_child (widget_class, YyqWindow, title);
  gtk_widget_class_bind_template_child (widget_class, YyqWindow, back_button);
  gtk_widget_class_bind_template_child (widget_class, YyqWindow, notices);
  gtk_widget_class_bind_template_child (widget_class, YyqWindow, pages);
  gtk_widget_class_bind_template_callback (widget_class, sidebar_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, update_back);
  gtk_widget_class_install_action (widget_class, "win.back", NULL, back_action);
  gtk_widget_class_install_action (widget_class, "win.refresh", NULL, refresh_action);
  gtk_widget_class_install_action (widget_class, "win.search", NULL, search_action);
}

static void
yyq_window_init (YyqWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
