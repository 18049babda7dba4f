/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-application.h"

#include <glib/gi18n.h>

#include "yyq-chapters.h"
#include "yyq-demo-launcher.h"
#include "yyq-forget-dialog.h"
#include "yyq-headless-run.h"
#include "yyq-link.h"
#include "yyq-message-notifier.h"
#include "yyq-pending-window.h"
#include "yyq-preferences-window.h"
#include "yyq-renderer.h"
#include "yyq-settings.h"
#include "yyq-shortcuts.h"
#include "yyq-template-page.h"
#include "yyq-template-use-page.h"
#include "yyq-template-wizard.h"
#include "yyq-tooltips.h"
#include "yyq-ui.h"
#include "yyq-window.h"

struct _YyqApplication {
  AdwApplication parent_instance;

  GSettings *settings;          /* (owned) (nullable) */
  YyqSession *session;          /* (owned): from startup on */
  YyqUkeyManager *manager;      /* (owned): from startup on */
  YyqWindow *window;            /* (unowned) (nullable) */
  YyqDemoLauncher *launcher;    /* (owned) (nullable) */
  YyqHeadlessRun *run;          /* (owned) (nullable) */
  YyqMessageNotifier *notifier; /* (owned): from startup on */
  char *wanted; /* (owned) (nullable): the contract of a link, until somebody is logged in */
  int exit_code;

  /* Options */
  gboolean demo;
  gboolean list_pages;
  char *page;        /* (owned) (nullable) */
  char *style;       /* (owned) (nullable) */
  char *state;       /* (owned) (nullable) */
  char *language;    /* (owned) (nullable): read by main() */
  char *screenshot;  /* (owned) (nullable) */
  char *window_size; /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (YyqApplication, yyq_application, ADW_TYPE_APPLICATION)

static char *
cache_directory (void)
{
  return g_build_filename (g_get_user_cache_dir (), "yuyunqian", NULL);
}

static void
show_demo_failure (YyqApplication *self, const char *detail)
{
  GtkWidget *dialog =
    adw_message_dialog_new (GTK_WINDOW (self->window), _ ("The demo cannot be started"), NULL);

  g_warning ("demo: %s", detail);
  adw_message_dialog_set_body (ADW_MESSAGE_DIALOG (dialog),
                               _ ("The platform program did not start. The log says why."));
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
run_ended_cb (YyqApplication *self, int code)
{
  self->exit_code = code;
  g_application_quit (G_APPLICATION (self));
}

static void
start_run (YyqApplication *self)
{
  const YyqHeadlessOptions options = { self->page != NULL ? self->page : "home", self->state,
                                       self->screenshot };

  self->run = yyq_headless_run_new (self->window, self->session, self->launcher, &options);
  g_signal_connect_object (self->run, "ended", G_CALLBACK (run_ended_cb), self, G_CONNECT_SWAPPED);
}

static void
demo_ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyqApplication) self = user_data;
  g_autoptr (GError) error = NULL;
  YyqDemoLauncher *launcher = YYQ_DEMO_LAUNCHER (source);

  if (!yyq_demo_launcher_start_finish (launcher, result, &error)) {
    if (self->screenshot != NULL) {
      g_printerr ("%s\n", error->message);
      run_ended_cb (self, 1);
    } else if (self->window != NULL) {
      yyq_window_set_waiting (self->window, NULL);
      show_demo_failure (self, error->message);
    }
    return;
  }
  if (yyq_demo_launcher_get_softhsm2_conf (launcher) != NULL)
    yyq_ukey_manager_set_variable (self->manager, "SOFTHSM2_CONF",
                                   yyq_demo_launcher_get_softhsm2_conf (launcher));
  if (yyq_demo_launcher_get_module (launcher) != NULL)
    yyq_ukey_manager_add_module (self->manager, yyq_demo_launcher_get_module (launcher));
  yyq_ukey_manager_start (self->manager);
  if (self->window == NULL)
    return;
  yyq_window_set_server (self->window, yyq_demo_launcher_get_url (launcher));
  if (self->page != NULL || self->screenshot != NULL)
    start_run (self);
}

static void
demo_exited_cb (YyqApplication *self)
{
  g_warning ("the demo platform ended unexpectedly");
}

static void
start_demo (YyqApplication *self)
{
  self->launcher = yyq_demo_launcher_new ();
  yyq_demo_launcher_set_empty (self->launcher, g_strcmp0 (self->state, "empty") == 0);
  g_signal_connect_object (self->launcher, "exited", G_CALLBACK (demo_exited_cb), self,
                           G_CONNECT_SWAPPED);
  yyq_window_set_waiting (self->window, _ ("Starting the demo platform…"));
  yyq_demo_launcher_start_async (self->launcher, NULL, demo_ready_cb, g_object_ref (self));
}

static void
start_normal (YyqApplication *self)
{
  g_autofree char *driver = yyq_settings_get_text (self->settings, "driver-path");
  g_autofree char *url = yyq_settings_get_text (self->settings, "server-url");

  if (*driver != '\0')
    yyq_ukey_manager_add_module (self->manager, driver);
  yyq_ukey_manager_start (self->manager);
  yyq_window_set_server (self->window, url);
}

static gboolean
begin_cb (gpointer user_data)
{
  YyqApplication *self = user_data;

  if (self->window != NULL && self->demo)
    start_demo (self);
  else if (self->window != NULL)
    start_normal (self);
  return G_SOURCE_REMOVE;
}

/* Drivers, the network and the demo wait for the picture: their processes would compete with it. */
static gboolean
first_frame_cb (GtkWidget *window, GdkFrameClock *clock, gpointer user_data)
{
  g_idle_add_full (G_PRIORITY_LOW, begin_cb, g_object_ref (user_data), g_object_unref);
  return G_SOURCE_REMOVE;
}

/* "1366x768"; anything else is passed over. */
static void
apply_window_size (YyqApplication *self)
{
  g_auto (GStrv) sides = self->window_size != NULL ? g_strsplit (self->window_size, "x", -1) : NULL;
  guint64 width = 0;
  guint64 height = 0;

  if (sides != NULL && g_strv_length (sides) == 2 &&
      g_ascii_string_to_unsigned (sides[0], 10, 1, G_MAXINT16, &width, NULL) &&
      g_ascii_string_to_unsigned (sides[1], 10, 1, G_MAXINT16, &height, NULL))
    gtk_window_set_default_size (GTK_WINDOW (self->window), (int) width, (int) height);
}

static void
yyq_application_activate (GApplication *application)
{
  YyqApplication *self = YYQ_APPLICATION (application);

  if (self->window != NULL) {
    gtk_window_present (GTK_WINDOW (self->window));
    return;
  }
  self->window =
    yyq_window_new (GTK_APPLICATION (self), self->session, self->manager, self->settings);
  g_object_add_weak_pointer (G_OBJECT (self->window), (gpointer *) &self->window);
  apply_window_size (self);
  gtk_widget_add_tick_callback (GTK_WIDGET (self->window), first_frame_cb, g_object_ref (self),
                                g_object_unref);
  gtk_window_present (GTK_WINDOW (self->window));
}

static void
show_wanted (YyqApplication *self)
{
  g_autofree char *id = NULL;

  if (self->window == NULL || self->wanted == NULL ||
      yyq_session_get_state (self->session) != YYQ_SESSION_STATE_READY)
    return;
  id = g_steal_pointer (&self->wanted);
  yyq_window_show_contract (self->window, id, FALSE);
}

static void
yyq_application_open (GApplication *application, GFile **files, int n_files, const char *hint)
{
  YyqApplication *self = YYQ_APPLICATION (application);
  g_autofree char *uri = g_file_get_uri (files[0]);

  g_application_activate (application);
  g_free (self->wanted);
  self->wanted = yyq_link_parse_contract (uri);
  if (self->wanted == NULL)
    yyq_window_tell (self->window, _ ("This link does not lead to a contract."));
  show_wanted (self);
}

static void
show_page_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  YyqApplication *self = user_data;

  if (self->window != NULL)
    yyq_window_show_page (self->window, g_variant_get_string (parameter, NULL));
}

static void
show_contracts_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  YyqApplication *self = user_data;

  if (self->window != NULL)
    yyq_window_show_contracts (self->window, g_variant_get_string (parameter, NULL));
}

static void
show_contract_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  YyqApplication *self = user_data;
  const gboolean sign = g_str_equal (g_action_get_name (G_ACTION (action)), "sign-contract");

  if (self->window != NULL)
    yyq_window_show_contract (self->window, g_variant_get_string (parameter, NULL), sign);
}

static void
show_message_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  YyqApplication *self = user_data;

  if (self->window == NULL)
    return;
  gtk_window_present (GTK_WINDOW (self->window));
  yyq_window_show_message (self->window, g_variant_get_string (parameter, NULL));
}

static void
show_task_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  YyqApplication *self = user_data;

  if (self->window != NULL)
    yyq_window_show_task (self->window, g_variant_get_string (parameter, NULL));
}

static void
show_template_cb (GSimpleAction *action, GVariant *id, gpointer user_data)
{
  YyqApplication *self = user_data;

  if (self->window != NULL)
    yyq_window_push (self->window, YYQ_PAGE (yyq_template_page_new (
                                     self->session, g_variant_get_string (id, NULL))));
}

static void
use_template_cb (GSimpleAction *action, GVariant *id, gpointer user_data)
{
  YyqApplication *self = user_data;

  if (self->window != NULL)
    yyq_window_push (self->window, YYQ_PAGE (yyq_template_use_page_new (
                                     self->session, g_variant_get_string (id, NULL))));
}

/* Of a new one without an id. */
static void
make_template_cb (GSimpleAction *action, GVariant *id, gpointer user_data)
{
  YyqApplication *self = user_data;

  if (self->window != NULL)
    yyq_window_push (self->window,
                     YYQ_PAGE (yyq_template_wizard_new (
                       self->session, id != NULL ? g_variant_get_string (id, NULL) : NULL)));
}

static void
log_out_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  YyqApplication *self = user_data;

  if (self->window != NULL)
    yyq_window_log_out (self->window);
}

/* The window on top: a dialog that is open keeps the others from being used. */
static GtkWindow *
find_top (GtkWindow *window)
{
  GListModel *all = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (all); i++) {
    g_autoptr (GtkWindow) other = g_list_model_get_item (all, i);

    if (gtk_window_get_transient_for (other) == window && gtk_window_get_modal (other) &&
        gtk_widget_get_visible (GTK_WIDGET (other)))
      return find_top (other);
  }
  return window;
}

static void
preferences_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  YyqApplication *self = user_data;

  if (self->window != NULL)
    gtk_window_present (yyq_preferences_window_new (find_top (GTK_WINDOW (self->window)),
                                                    self->settings, self->manager));
}

static void
show_pending_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  YyqApplication *self = user_data;

  if (self->window != NULL)
    gtk_window_present (yyq_pending_window_new (find_top (GTK_WINDOW (self->window)),
                                                yyq_session_get_pending (self->session)));
}

/* What the settings remember of whoever was here. */
static void
forgotten_cb (YyqApplication *self)
{
  yyq_settings_set_text (self->settings, "last-enterprise", "");
  yyq_settings_set_text (self->settings, "last-phone", "");
}

static void
forget_computer_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  YyqApplication *self = user_data;
  GtkWindow *dialog;

  if (self->window == NULL)
    return;
  dialog = yyq_forget_dialog_new (find_top (GTK_WINDOW (self->window)), self->session);
  g_signal_connect_object (dialog, "forgotten", G_CALLBACK (forgotten_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (dialog);
}

static void
about_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  YyqApplication *self = user_data;

  adw_show_about_window (GTK_WINDOW (self->window), "application-name", _ ("Yuyunqian"),
                         "application-icon", YYQ_APPLICATION_ID, "version", YYQ_VERSION,
                         "developer-name", _ ("The Yuyunqian developers"), "comments",
                         _ ("Sign electronic labour contracts with a UKey"), "license-type",
                         GTK_LICENSE_GPL_3_0, NULL);
}

static void
quit_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  YyqApplication *self = user_data;

  /* Closing the window lets it store its size; the last window ends the program. */
  if (self->window != NULL)
    gtk_window_close (GTK_WINDOW (self->window));
  else
    g_application_quit (G_APPLICATION (self));
}

/* Logging out and the pages of a company make sense only when someone is logged in. */
static void
follow_state (YyqApplication *self)
{
  const YyqSessionState state = yyq_session_get_state (self->session);
  static const char *const names[] = { "show-page",     "show-contracts",  "show-contract",
                                       "sign-contract", "show-message",    "show-task",
                                       "show-pending",  "forget-computer", "show-template",
                                       "use-template",  "edit-template",   "new-template" };

  g_simple_action_set_enabled (
    G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), "log-out")),
    state != YYQ_SESSION_STATE_LOGGED_OUT);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_simple_action_set_enabled (
      G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), names[i])),
      state == YYQ_SESSION_STATE_READY);
}

static void
add_actions (YyqApplication *self)
{
  static const GActionEntry entries[] = {
    { .name = "show-page", .activate = show_page_cb, .parameter_type = "s" },
    { .name = "show-contracts", .activate = show_contracts_cb, .parameter_type = "s" },
    { .name = "show-message", .activate = show_message_cb, .parameter_type = "s" },
    { .name = "show-task", .activate = show_task_cb, .parameter_type = "s" },
    { .name = "show-contract", .activate = show_contract_cb, .parameter_type = "s" },
    { .name = "sign-contract", .activate = show_contract_cb, .parameter_type = "s" },
    { .name = "show-template", .activate = show_template_cb, .parameter_type = "s" },
    { .name = "use-template", .activate = use_template_cb, .parameter_type = "s" },
    { .name = "edit-template", .activate = make_template_cb, .parameter_type = "s" },
    { .name = "new-template", .activate = make_template_cb },
    { .name = "show-pending", .activate = show_pending_cb },
    { .name = "log-out", .activate = log_out_cb },
    { .name = "forget-computer", .activate = forget_computer_cb },
    { .name = "preferences", .activate = preferences_cb },
    { .name = "about", .activate = about_cb },
    { .name = "quit", .activate = quit_cb },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  yyq_shortcuts_set (GTK_APPLICATION (self));
}

/* What desktop notifications need of an application. */

static void
send_notification (gpointer data, const char *id, GNotification *notification)
{
  g_application_send_notification (data, id, notification);
}

static void
withdraw_notification (gpointer data, const char *id)
{
  g_application_withdraw_notification (data, id);
}

static gboolean
is_looking (gpointer data)
{
  GtkWindow *window = gtk_application_get_active_window (data);

  return window != NULL && gtk_window_is_active (window);
}

static void
yyq_application_startup (GApplication *application)
{
  static const YyqDesktop desktop = { send_notification, withdraw_notification, is_looking };
  YyqApplication *self = YYQ_APPLICATION (application);
  g_autofree char *cache = cache_directory ();
  g_autofree char *style = self->style != NULL
                             ? g_strdup (self->style)
                             : yyq_settings_get_text (self->settings, "color-scheme");

  G_APPLICATION_CLASS (yyq_application_parent_class)->startup (application);
  yyq_renderer_choose ();
  yyq_tooltips_keep_lines ();
  gtk_window_set_default_icon_name (YYQ_APPLICATION_ID);
  self->session = yyq_session_new (NULL, cache, yyq_workspace_chapters);
  self->manager = yyq_ukey_manager_new ();
  yyq_preferences_apply_style (style);
  add_actions (self);
  g_signal_connect_object (self->session, "notify::state", G_CALLBACK (follow_state), self,
                           G_CONNECT_SWAPPED);
  /* When the window has followed, too. */
  g_signal_connect_object (self->session, "notify::state", G_CALLBACK (show_wanted), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  follow_state (self);
  self->notifier = yyq_message_notifier_new (self->session, self->settings, &desktop, self);
}

static void
yyq_application_shutdown (GApplication *application)
{
  YyqApplication *self = YYQ_APPLICATION (application);

  g_clear_object (&self->run);
  g_clear_object (&self->notifier);
  if (self->manager != NULL)
    yyq_ukey_manager_stop (self->manager);
  if (self->launcher != NULL)
    yyq_demo_launcher_stop (self->launcher);
  G_APPLICATION_CLASS (yyq_application_parent_class)->shutdown (application);
}

static gboolean
known_word (const char *word, const char *const *words, const char *option)
{
  if (word == NULL || g_strv_contains (words, word))
    return TRUE;
  g_printerr (_ ("--%s does not take “%s”\n"), option, word);
  return FALSE;
}

static int
yyq_application_handle_local_options (GApplication *application, GVariantDict *options)
{
  static const char *const styles[] = { "system", "light", "dark", NULL };
  static const char *const states[] = { "normal", "empty", "offline", "error", NULL };
  YyqApplication *self = YYQ_APPLICATION (application);
  const char *const *pages = yyq_headless_run_get_pages ();

  if (self->list_pages) {
    for (guint i = 0; pages[i] != NULL; i++)
      g_print ("%s\n", pages[i]);
    return 0;
  }
  if (!known_word (self->page, pages, "page") || !known_word (self->style, styles, "style") ||
      !known_word (self->state, states, "state"))
    return 2;
  /* A demo is a world of its own: it does not show in the window of a program that runs already. */
  if (self->demo || self->screenshot != NULL)
    g_application_set_flags (application,
                             g_application_get_flags (application) | G_APPLICATION_NON_UNIQUE);
  return -1;
}

static void
add_options (YyqApplication *self)
{
  const GOptionEntry entries[] = {
    { "demo", 0, 0, G_OPTION_ARG_NONE, &self->demo,
      N_ ("Start a demo platform on this computer and use it"), NULL },
    { "page", 0, 0, G_OPTION_ARG_STRING, &self->page, N_ ("Log in to the demo and show this page"),
      N_ ("PAGE") },
    { "list-pages", 0, 0, G_OPTION_ARG_NONE, &self->list_pages,
      N_ ("List what --page takes, and end"), NULL },
    { "style", 0, 0, G_OPTION_ARG_STRING, &self->style, N_ ("system, light or dark"),
      N_ ("STYLE") },
    { "language", 0, 0, G_OPTION_ARG_STRING, &self->language, N_ ("system, zh_CN or en"),
      N_ ("LANGUAGE") },
    { "state", 0, 0, G_OPTION_ARG_STRING, &self->state,
      N_ ("Show the page as normal, empty, offline or error"), N_ ("STATE") },
    { "screenshot", 0, 0, G_OPTION_ARG_FILENAME, &self->screenshot,
      N_ ("Save a picture of the window when it is drawn, and end"), N_ ("FILE.png") },
    { "window-size", 0, 0, G_OPTION_ARG_STRING, &self->window_size, N_ ("Size of the window"),
      N_ ("WIDTHxHEIGHT") },
    { NULL },
  };

  g_application_add_main_option_entries (G_APPLICATION (self), entries);
}

YyqApplication *
yyq_application_new (GSettings *settings)
{
  YyqApplication *self =
    g_object_new (YYQ_TYPE_APPLICATION, "application-id", YYQ_APPLICATION_ID, "resource-base-path",
                  "/com/yuyunqian/Yuyunqian", "flags", G_APPLICATION_HANDLES_OPEN, NULL);

  g_set_object (&self->settings, settings);
  return self;
}

YyqSession *
yyq_application_get_session (YyqApplication *self)
{
  g_return_val_if_fail (YYQ_IS_APPLICATION (self), NULL);
  return self->session;
}

int
yyq_application_get_exit_code (YyqApplication *self)
{
  g_return_val_if_fail (YYQ_IS_APPLICATION (self), 1);
  return self->exit_code;
}

static void
yyq_application_finalize (GObject *object)
{
  YyqApplication *self = YYQ_APPLICATION (object);

  g_clear_weak_pointer ((gpointer *) &self->window);
  g_clear_object (&self->settings);
  g_clear_object (&self->session);
  g_clear_object (&self->manager);
  g_clear_object (&self->launcher);
  g_free (self->wanted);
  g_free (self->page);
  g_free (self->style);
  g_free (self->state);
  g_free (self->language);
  g_free (self->screenshot);
  g_free (self->window_size);
  G_OBJECT_CLASS (yyq_application_parent_class)->finalize (object);
}

static void
yyq_application_class_init (YyqApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = yyq_application_finalize;
  application_class->startup = yyq_application_startup;
  application_class->activate = yyq_application_activate;
  application_class->open = yyq_application_open;
  application_class->shutdown = yyq_application_shutdown;
  application_class->handle_local_options = yyq_application_handle_local_options;
}

static void
yyq_application_init (YyqApplication *self)
{
  add_options (self);
}
