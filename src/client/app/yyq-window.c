/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-window.h"

#include <glib/gi18n.h>

#include "yyq-chapters.h"
#include "yyq-company-page.h"
#include "yyq-contract-page.h"
#include "yyq-contract-repository.h"
#include "yyq-job-strip.h"
#include "yyq-leave-question.h"
#include "yyq-list-page.h"
#include "yyq-login-page.h"
#include "yyq-message-page.h"
#include "yyq-messages.h"
#include "yyq-notices.h"
#include "yyq-page-stack.h"
#include "yyq-palette.h"
#include "yyq-settings.h"
#include "yyq-shortcuts.h"
#include "yyq-sidebar.h"
#include "yyq-task-list-page.h"
#include "yyq-toast.h"
#include "yyq-window-room.h"

struct _YyqWindow {
  AdwApplicationWindow parent_instance;

  AdwToastOverlay *toasts;
  GtkStack *root;
  AdwWindowTitle *entrance_title;
  GtkMenuButton *entrance_menu;
  AdwBin *entrance;
  AdwLeaflet *leaflet;
  YyqSidebar *sidebar;
  AdwWindowTitle *title;
  GtkMenuButton *main_menu;
  GMenuModel *menu;
  GtkWidget *back_button;
  GtkWidget *restore_button;
  AdwBin *header_start; /* what the page has there */
  AdwBin *header_end;
  GtkSpinner *spinner;
  GtkWidget *demo_tag;
  YyqNotices *notices;
  YyqPageStack *pages;
  YyqJobStrip *job_strip;

  YyqSession *session;     /* (owned) */
  YyqUkeyManager *manager; /* (owned) */
  GSettings *settings;     /* (owned) (nullable) */
  YyqSessionState shown_state;
  gboolean started;
  YyqWindowRoom room; /* what the page on top has of the window */
};

G_DEFINE_FINAL_TYPE (YyqWindow, yyq_window, ADW_TYPE_APPLICATION_WINDOW)

YyqPage *
yyq_window_get_page (YyqWindow *self)
{
  GtkWidget *page;

  g_return_val_if_fail (YYQ_IS_WINDOW (self), NULL);
  if (self->shown_state == YYQ_SESSION_STATE_READY)
    return yyq_page_stack_get_page (self->pages);
  page = adw_bin_get_child (self->entrance);
  return YYQ_IS_PAGE (page) ? YYQ_PAGE (page) : NULL;
}

/* (transfer full): the way to the page: "豫州云启科技有限公司 › 合同管理". */
static char *
make_subtitle (YyqWindow *self)
{
  YyqEnterprise *enterprise = yyq_session_get_enterprise (self->session);
  g_auto (GStrv) titles = yyq_page_stack_list_titles (self->pages);
  GString *way = g_string_new (enterprise != NULL ? yyq_enterprise_get_name (enterprise) : "");

  for (guint i = 0; i + 1 < g_strv_length (titles); i++)
    g_string_append_printf (way, " › %s", titles[i]);
  return g_string_free (way, FALSE);
}

static void
show_title (YyqWindow *self)
{
  YyqPage *page = yyq_window_get_page (self);
  const char *title = page != NULL ? yyq_page_get_title (page) : NULL;
  g_autofree char *subtitle = make_subtitle (self);

  adw_window_title_set_title (self->title, title != NULL ? title : "");
  adw_window_title_set_subtitle (self->title, subtitle);
  adw_window_title_set_title (self->entrance_title, title != NULL ? title : "");
}

static void
update_back (YyqWindow *self)
{
  const gboolean covered = yyq_page_stack_get_depth (self->pages) > 0;
  const gboolean folded = adw_leaflet_get_folded (self->leaflet);

  const gboolean more = covered || (folded && gtk_widget_get_visible (GTK_WIDGET (self->sidebar)));

  gtk_widget_set_visible (self->back_button, more);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.back", more);
}

/* The whole window and the whole screen */

static void
fullscreen_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  YyqWindow *self = YYQ_WINDOW (widget);

  yyq_window_room_toggle (&self->room);
  update_back (self);
}

/* First the screen, then the page. */
static void
escape_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  if (YYQ_WINDOW (widget)->room.reading)
    fullscreen_action (widget, action, parameter);
  else
    gtk_widget_activate_action (widget, "win.back", NULL);
}

/* The desktop can end it, too. */
static void
fullscreened_cb (YyqWindow *self)
{
  if (self->room.reading && !gtk_window_is_fullscreen (GTK_WINDOW (self)))
    fullscreen_action (GTK_WIDGET (self), NULL, NULL);
}

static void
fill_header (AdwBin *slot, GtkWidget *header)
{
  if (adw_bin_get_child (slot) != header)
    adw_bin_set_child (slot, header);
}

/* What the page on top has in the header bar, and what can be done on it. */
static void
show_header (YyqWindow *self)
{
  YyqPage *page = yyq_page_stack_get_page (self->pages);

  fill_header (self->header_start,
               page != NULL ? yyq_page_get_header (page, GTK_PACK_START) : NULL);
  fill_header (self->header_end, page != NULL ? yyq_page_get_header (page, GTK_PACK_END) : NULL);
  gtk_spinner_set_spinning (self->spinner, page != NULL && yyq_page_get_busy (page));
  gtk_widget_insert_action_group (GTK_WIDGET (self), "page",
                                  page != NULL ? yyq_page_get_actions (page) : NULL);
}

static void
pages_changed_cb (YyqWindow *self)
{
  show_title (self);
  yyq_window_room_show (&self->room);
  update_back (self);
  show_header (self);
}

static gboolean
may_see (YyqWindow *self, const YyqChapter *chapter)
{
  return chapter != NULL && self->shown_state == YYQ_SESSION_STATE_READY &&
         (chapter->permission == NULL ||
          yyq_session_has_permission (self->session, chapter->permission));
}

static gboolean
show_chapter (YyqWindow *self, const char *name)
{
  const YyqChapter *chapter = yyq_chapters_find (name);
  gboolean shown;

  if (!may_see (self, chapter))
    return FALSE;
  shown = g_strcmp0 (yyq_page_stack_get_chapter (self->pages), chapter->name) == 0;
  if (yyq_page_stack_get_first (self->pages, chapter->name) == NULL)
    yyq_page_stack_add (self->pages, chapter->name,
                        YYQ_PAGE (chapter->create (self->session, self->manager)));
  yyq_page_stack_show (self->pages, chapter->name);
  yyq_sidebar_select (self->sidebar, chapter->name);
  adw_leaflet_navigate (self->leaflet, ADW_NAVIGATION_DIRECTION_FORWARD);
  if (!shown)
    yyq_page_shown (yyq_page_stack_get_page (self->pages));
  return TRUE;
}

/* Leaving pages */

/* What is done when the pages that are in the way may go. */
typedef struct {
  YyqWindow *window; /* (owned) */
  char *name;        /* (nullable): of a chapter, or the id of a company */
  guint n;           /* pages over the first one of the chapter that stay */
} Leaving;

static Leaving *
leaving_new (YyqWindow *self, const char *name, guint n)
{
  Leaving *leaving = g_new0 (Leaving, 1);

  leaving->window = g_object_ref (self);
  leaving->name = g_strdup (name);
  leaving->n = n;
  return leaving;
}

static void
leaving_free (gpointer data)
{
  Leaving *leaving = data;

  g_object_unref (leaving->window);
  g_free (leaving->name);
  g_free (leaving);
}

static void
cut_now (gpointer data)
{
  const Leaving *leaving = data;
  YyqPageStack *pages = leaving->window->pages;
  YyqPage *before = yyq_page_stack_get_page (pages);

  yyq_page_stack_cut (pages, leaving->name, leaving->n);
  if (yyq_page_stack_get_page (pages) != before)
    yyq_page_shown (yyq_page_stack_get_page (pages));
}

/* All pages are in the way. */
static void
leave_all (YyqWindow *self, const char *name, YyqLeave leave)
{
  g_autoptr (GPtrArray) unsaved = yyq_page_stack_list_unsaved (self->pages, NULL, 0);

  yyq_leave_question_ask (GTK_WINDOW (self), unsaved, leave, leaving_new (self, name, 0),
                          leaving_free);
}

static void
logged_out_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  /* The session is over here whether or not the platform heard of it. */
  if (!yyq_session_logout_finish (YYQ_SESSION (source), result, &error))
    g_debug ("log out: %s", error->message);
}

static void
log_out_now (gpointer data)
{
  yyq_session_logout_async (((Leaving *) data)->window->session, NULL, logged_out_cb, NULL);
}

void
yyq_window_tell (YyqWindow *self, const char *text)
{
  g_return_if_fail (YYQ_IS_WINDOW (self));
  adw_toast_overlay_add_toast (self->toasts, yyq_toast_new (text));
}

void
yyq_window_log_out (YyqWindow *self)
{
  g_return_if_fail (YYQ_IS_WINDOW (self));
  leave_all (self, NULL, log_out_now);
}

static void
switched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyqWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!yyq_session_choose_enterprise_finish (YYQ_SESSION (source), result, &error))
    yyq_toast_show_error (GTK_WIDGET (self->pages), error);
}

static void
switch_now (gpointer data)
{
  const Leaving *leaving = data;

  yyq_session_choose_enterprise_async (leaving->window->session, leaving->name, NULL, switched_cb,
                                       g_object_ref (leaving->window));
}

static void
switch_company_action (GtkWidget *widget, const char *action, GVariant *id)
{
  leave_all (YYQ_WINDOW (widget), g_variant_get_string (id, NULL), switch_now);
}

static void
close_now (gpointer data)
{
  gtk_window_destroy (GTK_WINDOW (((Leaving *) data)->window));
}

/* Asks first, where something would be lost. */
static void
cut_to (YyqWindow *self, const char *chapter, guint n)
{
  g_autoptr (GPtrArray) unsaved = yyq_page_stack_list_unsaved (self->pages, chapter, n);

  yyq_leave_question_ask (GTK_WINDOW (self), unsaved, cut_now, leaving_new (self, chapter, n),
                          leaving_free);
}

/* Who chooses the chapter where he is wants its first page. */
gboolean
yyq_window_show_page (YyqWindow *self, const char *name)
{
  gboolean here;

  g_return_val_if_fail (YYQ_IS_WINDOW (self), FALSE);
  here = g_strcmp0 (yyq_page_stack_get_chapter (self->pages), name) == 0;
  if (!show_chapter (self, name))
    return FALSE;
  if (here)
    cut_to (self, name, 0);
  return TRUE;
}

void
yyq_window_show_contracts (YyqWindow *self, const char *tab)
{
  g_return_if_fail (YYQ_IS_WINDOW (self));
  if (!show_chapter (self, "contracts"))
    return;
  cut_to (self, "contracts", 0);
  yyq_list_page_choose_tab (YYQ_LIST_PAGE (yyq_page_stack_get_first (self->pages, "contracts")),
                            tab);
}

void
yyq_window_push (YyqWindow *self, YyqPage *page)
{
  g_return_if_fail (YYQ_IS_WINDOW (self));
  g_return_if_fail (YYQ_IS_PAGE (page));

  yyq_page_stack_push (self->pages, page);
  yyq_page_shown (page);
}

/* Who signs one contract after the other comes back to where he began, not through all of them. */
static void
uncover (YyqWindow *self)
{
  const guint depth = yyq_page_stack_get_depth (self->pages);

  if (depth > 0 && YYQ_IS_CONTRACT_PAGE (yyq_page_stack_get_page (self->pages)))
    yyq_page_stack_cut (self->pages, yyq_page_stack_get_chapter (self->pages), depth - 1);
}

void
yyq_window_show_contract (YyqWindow *self, const char *id, gboolean sign)
{
  GtkWidget *page;

  g_return_if_fail (YYQ_IS_WINDOW (self));
  if (self->shown_state != YYQ_SESSION_STATE_READY)
    return;
  page = GTK_WIDGET (yyq_page_stack_get_page (self->pages));
  if (!YYQ_IS_CONTRACT_PAGE (page) ||
      !g_str_equal (yyq_contract_page_get_id (YYQ_CONTRACT_PAGE (page)), id)) {
    if (sign)
      uncover (self);
    page = yyq_contract_page_new (self->session, self->manager, id);
    yyq_window_push (self, YYQ_PAGE (page));
  }
  if (sign)
    yyq_contract_page_sign (YYQ_CONTRACT_PAGE (page));
}

void
yyq_window_show_task (YyqWindow *self, const char *id)
{
  g_return_if_fail (YYQ_IS_WINDOW (self));
  if (yyq_window_show_page (self, "tasks"))
    yyq_task_list_page_show_task (
      YYQ_TASK_LIST_PAGE (yyq_page_stack_get_first (self->pages, "tasks")), id);
}

void
yyq_window_show_message (YyqWindow *self, const char *id)
{
  g_return_if_fail (YYQ_IS_WINDOW (self));
  if (yyq_window_show_page (self, "messages"))
    yyq_message_page_open (YYQ_MESSAGE_PAGE (yyq_page_stack_get_first (self->pages, "messages")),
                           id);
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

  gtk_widget_set_visible (self->demo_tag, info != NULL && yyq_server_info_get_demo (info));
}

static void
show_counts (YyqWindow *self)
{
  YyqContractRepository *contracts = yyq_contract_repository_of (self->session);
  YyqContractCounts counts = { 0 };
  g_autofree char *spoken = NULL;

  if (contracts != NULL)
    yyq_contract_repository_get_counts (contracts, &counts);
  spoken = g_strdup_printf (ngettext ("%u to sign", "%u to sign", counts.mine), counts.mine);
  yyq_sidebar_set_badge (self->sidebar, "contracts", counts.mine, spoken);
}

static void
show_unread (YyqWindow *self)
{
  YyqRecordRepository *messages = yyq_messages_of (self->session);
  g_autofree char *spoken = NULL;
  guint unread = 0;

  if (messages != NULL)
    yyq_messages_get_unread (messages, &unread);
  spoken = g_strdup_printf (ngettext ("%u unread", "%u unread", unread), unread);
  yyq_sidebar_set_badge (self->sidebar, "messages", unread, spoken);
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

static void
show_main (YyqWindow *self)
{
  remember (self);
  g_signal_connect_object (yyq_contract_repository_of (self->session), "changed",
                           G_CALLBACK (show_counts), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (yyq_messages_of (self->session), "changed", G_CALLBACK (show_unread),
                           self, G_CONNECT_SWAPPED);
  yyq_job_strip_set_session (self->job_strip, self->session);
  gtk_stack_set_visible_child_name (self->root, "main");
  adw_bin_set_child (self->entrance, NULL);
  show_counts (self);
  show_unread (self);
  if (!yyq_window_show_page (self, "home"))
    yyq_window_show_page (self, "personal");
}

static GtkWidget *
new_login_page (YyqWindow *self)
{
  GtkWidget *page = yyq_login_page_new (self->session, self->manager);

  yyq_login_page_set_memory (YYQ_LOGIN_PAGE (page), self->settings);
  return page;
}

static void
show_entrance (YyqWindow *self)
{
  g_autofree char *preferred = yyq_settings_get_text (self->settings, "last-enterprise");

  if (self->shown_state == YYQ_SESSION_STATE_CHOOSING)
    adw_bin_set_child (self->entrance, yyq_company_page_new (self->session, preferred));
  else
    adw_bin_set_child (self->entrance, new_login_page (self));
  yyq_job_strip_set_session (self->job_strip, NULL);
  gtk_stack_set_visible_child_name (self->root, "entrance");
  /* The pages belong to the enterprise that was chosen: they go with it, and so they are left. */
  yyq_page_stack_clear (self->pages);
  pages_changed_cb (self);
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

/* What is open goes as soon as this returns: what was done on it is kept. */
static void
lapsing_cb (YyqWindow *self)
{
  g_autoptr (GPtrArray) unsaved = yyq_page_stack_list_unsaved (self->pages, NULL, 0);

  for (guint i = 0; i < unsaved->len; i++)
    if (yyq_page_can_keep (g_ptr_array_index (unsaved, i)))
      yyq_page_keep (g_ptr_array_index (unsaved, i));
}

static void
back_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  YyqWindow *self = YYQ_WINDOW (widget);

  if (yyq_page_stack_get_depth (self->pages) > 0)
    cut_to (self, yyq_page_stack_get_chapter (self->pages),
            yyq_page_stack_get_depth (self->pages) - 1);
  else
    adw_leaflet_navigate (self->leaflet, ADW_NAVIGATION_DIRECTION_BACK);
}

/* What is on top goes, and where nothing lies over the chapter, the window. */
static void
close_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  if (yyq_page_stack_get_depth (YYQ_WINDOW (widget)->pages) > 0)
    back_action (widget, action, parameter);
  else
    gtk_window_close (GTK_WINDOW (widget));
}

/* The fourth button of a mouse. */
static void
mouse_back_cb (YyqWindow *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.back", NULL);
}

static void
show_nth_action (GtkWidget *widget, const char *action, GVariant *number)
{
  const char *name =
    yyq_sidebar_get_nth (YYQ_WINDOW (widget)->sidebar, (guint) g_variant_get_int32 (number));

  if (name != NULL)
    yyq_window_show_page (YYQ_WINDOW (widget), name);
}

static void
jobs_started_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  yyq_job_strip_refresh (YYQ_WINDOW (widget)->job_strip);
}

static void
shortcuts_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_window_present (yyq_shortcuts_window_new (GTK_WINDOW (widget)));
}

static void
palette_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  YyqWindow *self = YYQ_WINDOW (widget);

  if (self->shown_state == YYQ_SESSION_STATE_READY)
    gtk_window_present (yyq_palette_new (GTK_WINDOW (self), self->session));
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

  if (yyq_window_get_page (self) != NULL && yyq_page_search (yyq_window_get_page (self)))
    return;
  if (yyq_window_show_page (self, "contracts"))
    yyq_page_search (yyq_window_get_page (self));
}

static void
sidebar_selected_cb (YyqWindow *self, const char *name)
{
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
has_unsaved (YyqWindow *self)
{
  g_autoptr (GPtrArray) unsaved = yyq_page_stack_list_unsaved (self->pages, NULL, 0);

  return unsaved->len > 0;
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
  if (has_unsaved (self)) {
    leave_all (self, NULL, close_now);
    return TRUE;
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
  g_signal_connect_object (session, "lapsing", G_CALLBACK (lapsing_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::enterprise", G_CALLBACK (show_title), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::server-info", G_CALLBACK (show_demo), self,
                           G_CONNECT_SWAPPED);
  restore_size (self);
  follow_state (self);
  return self;
}

static void
yyq_window_dispose (GObject *object)
{
  YyqWindow *self = YYQ_WINDOW (object);

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
  g_type_ensure (YYQ_TYPE_JOB_STRIP);
  g_type_ensure (YYQ_TYPE_NOTICES);
  g_type_ensure (YYQ_TYPE_PAGE_STACK);
  g_type_ensure (YYQ_TYPE_SIDEBAR);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/com/yuyunqian/Yuyunqian/ui/app/yyq-window.ui");
  gtk_widget_class_bind_template_child (widget_class, YyqWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, YyqWindow, root);
  gtk_widget_class_bind_template_child (widget_class, YyqWindow, entrance_title);
  gtk_widget_class_bind_template_child (widget_class, YyqWindow, entrance_menu);
  gtk_widget_class_bind_template_child (widget_class, YyqWindow, entrance);
  gtk_widget_class_bind_template_child (widget_class, YyqWindow, leaflet);
  gtk_widget_class_bind_template_child (widget_class, YyqWindow, sidebar);
  gtk_widget_class_bind_template_child (widget_class, YyqWindow, title);
  gtk_widget_class_bind_template_child (widget_class, YyqWindow, main_menu);
  gtk_widget_class_bind_template_child (widget_class, YyqWindow, menu);
  gtk_widget_class_bind_template_child (widget_class, YyqWindow, back_button);
  gtk_widget_class_bind_template_child (widget_class, YyqWindow, restore_button);
  gtk_widget_class_bind_template_child (widget_class, YyqWindow, header_start);
  gtk_widget_class_bind_template_child (widget_class, YyqWindow, header_end);
  gtk_widget_class_bind_template_child (widget_class, YyqWindow, spinner);
  gtk_widget_class_bind_template_child (widget_class, YyqWindow, demo_tag);
  gtk_widget_class_bind_template_child (widget_class, YyqWindow, notices);
  gtk_widget_class_bind_template_child (widget_class, YyqWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, YyqWindow, job_strip);
  gtk_widget_class_bind_template_callback (widget_class, sidebar_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, update_back);
  gtk_widget_class_bind_template_callback (widget_class, pages_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, mouse_back_cb);
  gtk_widget_class_bind_template_callback (widget_class, fullscreened_cb);
  gtk_widget_class_install_action (widget_class, "win.back", NULL, back_action);
  gtk_widget_class_install_action (widget_class, "win.fullscreen", NULL, fullscreen_action);
  gtk_widget_class_install_action (widget_class, "win.escape", NULL, escape_action);
  /* As a key of the application it would be taken from popovers and search fields. */
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "win.escape", NULL);
  gtk_widget_class_install_action (widget_class, "win.close", NULL, close_action);
  gtk_widget_class_install_action (widget_class, "win.show-nth", "i", show_nth_action);
  gtk_widget_class_install_action (widget_class, "win.switch-company", "s", switch_company_action);
  gtk_widget_class_install_action (widget_class, "win.jobs-started", NULL, jobs_started_action);
  gtk_widget_class_install_action (widget_class, "win.palette", NULL, palette_action);
  gtk_widget_class_install_action (widget_class, "win.show-help-overlay", NULL, shortcuts_action);
  gtk_widget_class_install_action (widget_class, "win.refresh", NULL, refresh_action);
  gtk_widget_class_install_action (widget_class, "win.search", NULL, search_action);
}

/* The window is drawn sooner without it. */
static void
open_menu_cb (GtkMenuButton *button, gpointer user_data)
{
  if (gtk_menu_button_get_popover (button) == NULL)
    gtk_menu_button_set_menu_model (button, YYQ_WINDOW (user_data)->menu);
}

static void
yyq_window_init (YyqWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_menu_button_set_create_popup_func (self->entrance_menu, open_menu_cb, self, NULL);
  gtk_menu_button_set_create_popup_func (self->main_menu, open_menu_cb, self, NULL);
  self->room = (YyqWindowRoom){ .window = GTK_WINDOW (self),
                                .pages = self->pages,
                                .sidebar = GTK_WIDGET (self->sidebar),
                                .restore = self->restore_button };
}
