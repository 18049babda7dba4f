/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-window.h"

#include <glib/gi18n.h>

#include "yyq-chapters.h"
#include "yyq-clock.h"
#include "yyq-company-page.h"
#include "yyq-contract-page.h"
#include "yyq-info-bar.h"
#include "yyq-list-page.h"
#include "yyq-login-page.h"
#include "yyq-passphrase-dialog.h"
#include "yyq-settings.h"
#include "yyq-sidebar.h"
#include "yyq-trust-notice.h"

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
  GtkBox *bars;
  GtkStack *pages;
  YyqInfoBar *demo_bar;
  YyqInfoBar *trouble_bar;
  YyqInfoBar *version_bar;
  YyqInfoBar *cache_bar;
  YyqInfoBar *trust_bar;
  YyqInfoBar *ukey_bar;
  YyqInfoBar *unsent_bar;

  YyqSession *session;     /* (owned) */
  YyqUkeyManager *manager; /* (owned) */
  GSettings *settings;     /* (owned) (nullable) */
  const char *chapter;     /* the page below what is pushed */
  GtkWidget *left;         /* (weak) (nullable): what had the focus there */
  YyqSessionState shown_state;
  gboolean started;
  gboolean demo_dismissed;
  gboolean cache_dismissed;
  gboolean ukey_dismissed;
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
yyq_window_show_contracts (YyqWindow *self, const char *box)
{
  g_return_if_fail (YYQ_IS_WINDOW (self));
  if (yyq_window_show_page (self, "contracts"))
    yyq_list_page_choose_tab (YYQ_LIST_PAGE (yyq_window_get_page (self)), box);
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
show_demo (YyqWindow *self)
{
  YyqServerInfo *info = yyq_session_get_server_info (self->session);
  const gboolean demo = info != NULL && yyq_server_info_get_demo (info);

  yyq_info_bar_set (self->demo_bar,
                    _ ("Demo: certificates and seals made here have no legal force."), NULL, TRUE);
  yyq_info_bar_set_revealed (self->demo_bar, demo && !self->demo_dismissed);
}

static void
show_trouble (YyqWindow *self)
{
  const YyqSessionBanner banner = yyq_session_get_banner (self->session);
  const gint64 synced_at = yyq_session_get_synced_at (self->session);
  g_autofree char *at = synced_at != 0 ? yyq_clock_format (synced_at) : NULL;
  g_autofree char *offline =
    at != NULL ? g_strdup_printf (
                   _ ("Offline: you see what was known at %s. Signing needs the platform."), at)
               : g_strdup (_ ("Offline: the platform cannot be reached. Signing needs it."));

  if (banner == YYQ_SESSION_BANNER_OFFLINE)
    yyq_info_bar_set (self->trouble_bar, offline, _ ("Try again"), FALSE);
  else if (banner == YYQ_SESSION_BANNER_TROUBLE)
    yyq_info_bar_set (self->trouble_bar,
                      _ ("The platform answers with errors. What you see may be old."),
                      _ ("Try again"), FALSE);
  else if (banner == YYQ_SESSION_BANNER_LOGIN)
    yyq_info_bar_set (self->trouble_bar, _ ("Your session has ended. Log in again to go on."),
                      _ ("Log in"), FALSE);
  yyq_info_bar_set_revealed (self->trouble_bar, banner != YYQ_SESSION_BANNER_NONE);
}

/* Without a bound UKey nothing can be signed: say so where the work begins. */
static void
show_ukey (YyqWindow *self)
{
  YyqAccount *account = yyq_session_get_account (self->session);
  const gboolean none = self->shown_state == YYQ_SESSION_STATE_READY && account != NULL &&
                        g_list_model_get_n_items (yyq_account_get_ukeys (account)) == 0;

  yyq_info_bar_set (
    self->ukey_bar,
    _ ("You have not bound a UKey yet. With one you can log in and sign contracts."),
    _ ("Bind now"), TRUE);
  yyq_info_bar_set_revealed (self->ukey_bar, none && !self->ukey_dismissed);
}

/* A demo's data is worth nothing after it: there the bar would only be in the way. */
static void
show_cache (YyqWindow *self)
{
  YyqServerInfo *info = yyq_session_get_server_info (self->session);
  const YyqSessionCache cache = yyq_session_get_cache (self->session);
  const gboolean demo = info != NULL && yyq_server_info_get_demo (info);

  if (cache == YYQ_SESSION_CACHE_LOCKED)
    yyq_info_bar_set (self->cache_bar, _ ("What this computer keeps is locked with a passphrase."),
                      _ ("Unlock"), TRUE);
  else if (cache == YYQ_SESSION_CACHE_MEMORY)
    yyq_info_bar_set (
      self->cache_bar,
      _ ("This computer has no keyring: contracts are kept only until you close the program."),
      _ ("Use a passphrase"), TRUE);
  yyq_info_bar_set_revealed (
    self->cache_bar, !demo && !self->cache_dismissed &&
                       (cache == YYQ_SESSION_CACHE_LOCKED || cache == YYQ_SESSION_CACHE_MEMORY));
}

/* It stays until the person has confirmed: there is no cross. */
static void
show_trust (YyqWindow *self)
{
  const gboolean pending =
    yyq_server_trust_get_pending (yyq_session_get_server_trust (self->session));

  yyq_info_bar_set (self->trust_bar,
                    _ ("The platform trusts other authorities than before. Until you have "
                       "confirmed that, you can read but not sign."),
                    _ ("Look at the change"), FALSE);
  yyq_info_bar_set_revealed (self->trust_bar, pending);
}

/* For as long as it is so: there is no cross. */
static void
show_version (YyqWindow *self)
{
  YyqServerInfo *info = yyq_session_get_server_info (self->session);
  const gboolean outdated = info != NULL && yyq_server_info_get_outdated (info);
  /* Translators: two version numbers */
  g_autofree char *text =
    outdated ? g_strdup_printf (_ ("This is version %s, and the platform asks for %s. You can "
                                   "read; to sign, update the program."),
                                YYQ_VERSION, yyq_server_info_get_oldest_client (info))
             : NULL;

  if (outdated)
    yyq_info_bar_set (self->version_bar, text, NULL, FALSE);
  yyq_info_bar_set_revealed (self->version_bar, outdated);
}

static void
show_counts (YyqWindow *self)
{
  YyqContractRepository *contracts = yyq_session_get_contracts (self->session);
  YyqContractCounts counts = { 0 };

  if (contracts != NULL)
    yyq_contract_repository_get_counts (contracts, &counts);
  yyq_sidebar_set_badge (self->sidebar, "contracts", counts.mine);
}

/* For as long as it is so: what a person has finished and the platform refuses must be seen. */
static void
show_unsent (YyqWindow *self)
{
  YyqUnsentList *unsent = yyq_session_get_unsent (self->session);
  const guint n = unsent != NULL ? yyq_unsent_list_get_n_parked (unsent) : 0;
  g_autofree char *text =
    g_strdup_printf (ngettext ("The platform has not taken %u thing that you have done.",
                               "The platform has not taken %u things that you have done.", n),
                     n);

  if (n > 0)
    yyq_info_bar_set (self->unsent_bar, text, _ ("Look at it"), FALSE);
  yyq_info_bar_set_revealed (self->unsent_bar, n > 0);
}

static void
unsent_clicked_cb (YyqWindow *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "app.show-unsent", NULL);
}

static void
trouble_clicked_cb (YyqWindow *self)
{
  if (yyq_session_get_banner (self->session) == YYQ_SESSION_BANNER_LOGIN)
    gtk_widget_activate_action (GTK_WIDGET (self), "app.log-out", NULL);
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "win.refresh", NULL);
}

static void
demo_dismissed_cb (YyqWindow *self)
{
  self->demo_dismissed = TRUE;
}

static void
ukey_dismissed_cb (YyqWindow *self)
{
  self->ukey_dismissed = TRUE;
}

static void
cache_dismissed_cb (YyqWindow *self)
{
  self->cache_dismissed = TRUE;
}

static void
cache_clicked_cb (YyqWindow *self)
{
  gtk_window_present (yyq_passphrase_dialog_new (GTK_WINDOW (self), self->session));
}

static void
trust_clicked_cb (YyqWindow *self)
{
  gtk_window_present (yyq_trust_notice_new (GTK_WINDOW (self), self->session));
}

static void
ukey_clicked_cb (YyqWindow *self)
{
  yyq_window_show_page (self, "personal");
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
  g_signal_connect_object (yyq_session_get_contracts (self->session), "changed",
                           G_CALLBACK (show_counts), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (yyq_session_get_unsent (self->session), "notify::n-parked",
                           G_CALLBACK (show_unsent), self, G_CONNECT_SWAPPED);
  gtk_stack_set_visible_child_name (self->root, "main");
  adw_bin_set_child (self->entrance, NULL);
  show_counts (self);
  show_unsent (self);
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
  show_ukey (self);
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
  g_signal_connect_object (session, "notify::state", G_CALLBACK (follow_state), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::banner", G_CALLBACK (show_trouble), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::server-info", G_CALLBACK (show_demo), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::server-info", G_CALLBACK (show_version), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::account", G_CALLBACK (show_ukey), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::cache", G_CALLBACK (show_cache), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (yyq_session_get_server_trust (session), "notify::pending",
                           G_CALLBACK (show_trust), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::enterprise", G_CALLBACK (show_title), self,
                           G_CONNECT_SWAPPED);
  restore_size (self);
  show_demo (self);
  show_trouble (self);
  show_version (self);
  show_trust (self);
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
  gtk_widget_class_bind_template_child (widget_class, YyqWindow, bars);
  gtk_widget_class_bind_template_child (widget_class, YyqWindow, pages);
  gtk_widget_class_install_action (widget_class, "win.back", NULL, back_action);
  gtk_widget_class_install_action (widget_class, "win.refresh", NULL, refresh_action);
  gtk_widget_class_install_action (widget_class, "win.search", NULL, search_action);
}

static void
yyq_window_init (YyqWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->demo_bar = YYQ_INFO_BAR (yyq_info_bar_new ("yyq-notice-symbolic"));
  self->trouble_bar = YYQ_INFO_BAR (yyq_info_bar_new ("yyq-offline-symbolic"));
  self->version_bar = YYQ_INFO_BAR (yyq_info_bar_new ("yyq-notice-symbolic"));
  self->cache_bar = YYQ_INFO_BAR (yyq_info_bar_new ("yyq-notice-symbolic"));
  self->trust_bar = YYQ_INFO_BAR (yyq_info_bar_new ("yyq-notice-symbolic"));
  self->ukey_bar = YYQ_INFO_BAR (yyq_info_bar_new ("yyq-ukey-symbolic"));
  self->unsent_bar = YYQ_INFO_BAR (yyq_info_bar_new ("yyq-warning-symbolic"));
  gtk_box_append (self->bars, GTK_WIDGET (self->trouble_bar));
  gtk_box_append (self->bars, GTK_WIDGET (self->unsent_bar));
  gtk_box_append (self->bars, GTK_WIDGET (self->version_bar));
  gtk_box_append (self->bars, GTK_WIDGET (self->trust_bar));
  gtk_box_append (self->bars, GTK_WIDGET (self->demo_bar));
  gtk_box_append (self->bars, GTK_WIDGET (self->ukey_bar));
  gtk_box_append (self->bars, GTK_WIDGET (self->cache_bar));
  g_signal_connect_swapped (self->unsent_bar, "clicked", G_CALLBACK (unsent_clicked_cb), self);
  g_signal_connect_swapped (self->trouble_bar, "clicked", G_CALLBACK (trouble_clicked_cb), self);
  g_signal_connect_swapped (self->demo_bar, "dismissed", G_CALLBACK (demo_dismissed_cb), self);
  g_signal_connect_swapped (self->cache_bar, "dismissed", G_CALLBACK (cache_dismissed_cb), self);
  g_signal_connect_swapped (self->cache_bar, "clicked", G_CALLBACK (cache_clicked_cb), self);
  g_signal_connect_swapped (self->trust_bar, "clicked", G_CALLBACK (trust_clicked_cb), self);
  g_signal_connect_swapped (self->ukey_bar, "dismissed", G_CALLBACK (ukey_dismissed_cb), self);
  g_signal_connect_swapped (self->ukey_bar, "clicked", G_CALLBACK (ukey_clicked_cb), self);
  g_signal_connect_swapped (self->sidebar, "selected", G_CALLBACK (sidebar_selected_cb), self);
  g_signal_connect_swapped (self->leaflet, "notify::folded", G_CALLBACK (update_back), self);
}
