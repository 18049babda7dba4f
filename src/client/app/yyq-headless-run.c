/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-headless-run.h"

#include "yyq-contract-page.h"
#include "yyq-contract-repository.h"
#include "yyq-id.h"
#include "yyq-sign-dialog.h"
#include "yyq-template-repository.h"
#include "yyq-window-picture.h"

/* Frames that must pass without a change of the page before it counts as drawn: animations end in
 * them. */
#define QUIET_MS 700
#define LIMIT_S 30

struct _YyqHeadlessRun {
  GObject parent_instance;

  YyqWindow *window;         /* (owned) */
  YyqSession *session;       /* (owned) */
  YyqDemoLauncher *launcher; /* (owned) */
  char *page;                /* (owned) */
  char *state;               /* (owned) */
  char *screenshot;          /* (owned) (nullable) */
  YyqRecordList *waiting;    /* (owned) (nullable): the contracts that wait for the first account */
  YyqRecordList *open;       /* (owned) (nullable): the templates that can be used */
  gboolean logging_in;
  gboolean choosing;
  gboolean placed;
  gboolean ended;
  gint64 busy_at; /* monotonic us: when the page was last seen busy */
  guint tick_id;
  guint limit_id;
};

G_DEFINE_FINAL_TYPE (YyqHeadlessRun, yyq_headless_run, G_TYPE_OBJECT)

typedef enum {
  SIGNAL_ENDED,
  N_SIGNALS
} YyqHeadlessRunSignal;

static guint signals[N_SIGNALS];

const char *const *
yyq_headless_run_get_pages (void)
{
  static const char *const pages[] = { "login",     "company",  "home",         "contracts",
                                       "contract",  "sign",     "sign-pin",     "sign-done",
                                       "personal",  "log",      "tasks",        "messages",
                                       "templates", "template", "template-use", "template-new",
                                       NULL };

  return pages;
}

static void
end (YyqHeadlessRun *self, int code)
{
  if (self->ended)
    return;
  self->ended = TRUE;
  g_signal_emit (self, signals[SIGNAL_ENDED], 0, code);
}

static gboolean
limit_cb (gpointer user_data)
{
  YyqHeadlessRun *self = user_data;

  self->limit_id = 0;
  g_printerr ("the page %s was not drawn within %d s\n", self->page, LIMIT_S);
  end (self, 1);
  return G_SOURCE_REMOVE;
}

static void
logged_in_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyqHeadlessRun) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!yyq_session_login_password_finish (YYQ_SESSION (source), result, &error)) {
    g_printerr ("the demo account was refused: %s\n", error->message);
    end (self, 1);
  }
}

static void
log_in (YyqHeadlessRun *self, YyqServerInfo *info)
{
  GPtrArray *accounts = yyq_server_info_get_demo_accounts (info);
  g_autoptr (YyqSecret) password = NULL;
  const YyqDemoAccount *account;

  if (self->logging_in || accounts->len == 0)
    return;
  self->logging_in = TRUE;
  account = accounts->pdata[0];
  password = yyq_secret_new_from_text (account->password);
  yyq_session_login_password_async (self->session, account->phone, password, NULL, logged_in_cb,
                                    g_object_ref (self));
}

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyqHeadlessRun) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!yyq_session_choose_enterprise_finish (YYQ_SESSION (source), result, &error)) {
    g_printerr ("the company cannot be entered: %s\n", error->message);
    end (self, 1);
  }
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyqHeadlessRun) self = user_data;
  g_autoptr (GListModel) enterprises =
    yyq_session_list_enterprises_finish (YYQ_SESSION (source), result, NULL);
  g_autoptr (YyqEnterprise) first =
    enterprises != NULL ? g_list_model_get_item (enterprises, 0) : NULL;

  /* With one company only the page has entered it already. */
  if (first == NULL || yyq_session_get_state (self->session) == YYQ_SESSION_STATE_READY)
    return;
  yyq_session_choose_enterprise_async (self->session, yyq_enterprise_get_id (first), NULL,
                                       chosen_cb, g_object_ref (self));
}

/* The first contract that waits for this account; NULL before it is known. */
static char *
find_waiting (YyqHeadlessRun *self)
{
  g_autoptr (YyqContract) contract = NULL;

  /* Without a platform nothing is known: any id shows the failure. */
  if (g_strcmp0 (self->state, "error") == 0)
    return yyq_id_new ();
  if (self->waiting == NULL) {
    g_autoptr (YyqContractQuery) query = yyq_contract_query_new ();

    query->tab = YYQ_CONTRACT_TAB_MINE;
    self->waiting =
      yyq_contract_repository_query (yyq_contract_repository_of (self->session), query);
  }
  contract = g_list_model_get_item (G_LIST_MODEL (self->waiting), 0);
  return contract != NULL ? g_strdup (yyq_contract_get_id (contract)) : NULL;
}

static gboolean
shows_contract (YyqHeadlessRun *self)
{
  return g_str_equal (self->page, "contract") || g_str_has_prefix (self->page, "sign");
}

static void
place_contract (YyqHeadlessRun *self)
{
  g_autofree char *id = find_waiting (self);

  if (id == NULL)
    return;
  yyq_window_show_contract (self->window, id, g_str_has_prefix (self->page, "sign"));
  self->placed = TRUE;
}

/* The first template that can be used; NULL before it is known. */
static char *
find_template (YyqHeadlessRun *self)
{
  g_autoptr (YyqTemplate) template = NULL;

  if (g_strcmp0 (self->state, "error") == 0)
    return yyq_id_new ();
  if (self->open == NULL) {
    g_autoptr (YyqRecordQuery) query = yyq_record_query_new ();

    query->filter = "open";
    self->open = yyq_record_repository_list (
      YYQ_RECORD_REPOSITORY (yyq_template_repository_of (self->session)), query, 1);
  }
  template = g_list_model_get_item (G_LIST_MODEL (self->open), 0);
  return template != NULL ? g_strdup (yyq_template_get_id (template)) : NULL;
}

static void
place_template (YyqHeadlessRun *self)
{
  g_autofree char *id = find_template (self);
  const gboolean use = g_str_equal (self->page, "template-use");

  if (id == NULL || !yyq_window_show_page (self->window, "templates"))
    return;
  if (g_str_equal (self->page, "template-new"))
    gtk_widget_activate_action (GTK_WIDGET (self->window), "app.new-template", NULL);
  else
    gtk_widget_activate_action (GTK_WIDGET (self->window),
                                use ? "app.use-template" : "app.show-template", "s", id);
  self->placed = TRUE;
}

static void
place (YyqHeadlessRun *self)
{
  if (g_str_equal (self->page, "template") || g_str_has_prefix (self->page, "template-")) {
    place_template (self);
    return;
  }
  if (shows_contract (self)) {
    place_contract (self);
    return;
  }
  if (!yyq_window_show_page (self->window, self->page))
    end (self, 1);
  self->placed = TRUE;
}

/* One step towards the page; called again whenever session, info or page change. */
static void
advance (YyqHeadlessRun *self)
{
  YyqServerInfo *info = yyq_session_get_server_info (self->session);

  switch (yyq_session_get_state (self->session)) {
  case YYQ_SESSION_STATE_LOGGED_OUT:
    self->placed = info != NULL && g_strcmp0 (self->page, "login") == 0;
    if (info != NULL && !self->placed)
      log_in (self, info);
    break;
  case YYQ_SESSION_STATE_CHOOSING:
    self->placed = g_strcmp0 (self->page, "company") == 0;
    if (!self->placed && !self->choosing) {
      self->choosing = TRUE;
      yyq_session_list_enterprises_async (self->session, NULL, listed_cb, g_object_ref (self));
    }
    break;
  case YYQ_SESSION_STATE_READY:
    if (!self->placed)
      place (self);
    break;
  default:
    break;
  }
}

static void
sign (YyqHeadlessRun *self, YyqSignDialog *dialog)
{
  const char *text =
    yyq_server_info_get_demo_ukey_pin (yyq_session_get_server_info (self->session));
  g_autoptr (YyqSecret) pin = yyq_secret_new_from_text (text != NULL ? text : "");

  yyq_sign_dialog_sign (dialog, pin);
}

/* TRUE when the sign dialog stands at the step that the page's name asks for. */
static gboolean
advance_signing (YyqHeadlessRun *self, YyqPage *page)
{
  YyqSignDialog *dialog = NULL;
  const char *step = NULL;

  if (!g_str_has_prefix (self->page, "sign") || g_strcmp0 (self->state, "error") == 0)
    return TRUE;
  if (YYQ_IS_CONTRACT_PAGE (page))
    dialog = YYQ_SIGN_DIALOG (yyq_contract_page_get_dialog (YYQ_CONTRACT_PAGE (page)));
  if (dialog == NULL)
    return FALSE;
  step = yyq_sign_dialog_get_step (dialog);
  if (g_str_equal (self->page, "sign"))
    return TRUE;
  if (g_str_equal (step, "choose"))
    yyq_sign_dialog_go_on (dialog);
  else if (g_str_equal (step, "pin") && g_str_equal (self->page, "sign-done"))
    sign (self, dialog);
  return g_str_equal (step, g_str_equal (self->page, "sign-done") ? "result" : "pin");
}

/* TRUE while the state still had to be made: the page has to become quiet again after it. */
static gboolean
make_state (YyqHeadlessRun *self)
{
  if (g_strcmp0 (self->state, "offline") != 0)
    return FALSE;
  yyq_demo_launcher_stop_and_wait (self->launcher);
  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.refresh", NULL);
  g_clear_pointer (&self->state, g_free);
  return TRUE;
}

static void
take_picture (YyqHeadlessRun *self)
{
  g_autoptr (GError) error = NULL;

  if (self->screenshot == NULL)
    return;
  if (!yyq_window_picture_save (GTK_WINDOW (self->window), self->screenshot, &error))
    g_printerr ("%s\n", error->message);
  end (self, error == NULL ? 0 : 1);
}

static gboolean
tick_cb (gpointer user_data)
{
  YyqHeadlessRun *self = user_data;
  YyqPage *page = yyq_window_get_page (self->window);
  const gint64 now = g_get_monotonic_time ();

  if (!self->placed)
    advance (self);
  if (!self->placed || page == NULL || yyq_page_get_busy (page) || !advance_signing (self, page))
    self->busy_at = now;
  if (now - self->busy_at < QUIET_MS * 1000)
    return G_SOURCE_CONTINUE;
  self->busy_at = now;
  if (make_state (self))
    return G_SOURCE_CONTINUE;
  self->tick_id = 0;
  take_picture (self);
  return G_SOURCE_REMOVE;
}

/* Before the first request of a page is on its way: then nothing of it is in the cache. */
static void
state_changed_cb (YyqHeadlessRun *self)
{
  if (g_strcmp0 (self->state, "error") == 0 &&
      yyq_session_get_state (self->session) == YYQ_SESSION_STATE_READY)
    yyq_demo_launcher_stop_and_wait (self->launcher);
}

YyqHeadlessRun *
yyq_headless_run_new (YyqWindow *window, YyqSession *session, YyqDemoLauncher *launcher,
                      const YyqHeadlessOptions *options)
{
  YyqHeadlessRun *self = g_object_new (YYQ_TYPE_HEADLESS_RUN, NULL);

  self->window = g_object_ref (window);
  self->session = g_object_ref (session);
  self->launcher = g_object_ref (launcher);
  self->page = g_strdup (options->page);
  self->state = g_strdup (options->state);
  self->screenshot = g_strdup (options->screenshot);
  self->busy_at = g_get_monotonic_time ();
  /* On a busy machine a picture could show a page that is about to come. */
  if (self->screenshot != NULL)
    g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  g_signal_connect_object (session, "notify::state", G_CALLBACK (state_changed_cb), self,
                           G_CONNECT_SWAPPED);
  self->tick_id = g_timeout_add (100, tick_cb, self);
  if (self->screenshot != NULL)
    self->limit_id = g_timeout_add_seconds (LIMIT_S, limit_cb, self);
  return self;
}

static void
yyq_headless_run_finalize (GObject *object)
{
  YyqHeadlessRun *self = YYQ_HEADLESS_RUN (object);

  g_clear_handle_id (&self->tick_id, g_source_remove);
  g_clear_handle_id (&self->limit_id, g_source_remove);
  g_clear_object (&self->waiting);
  g_clear_object (&self->open);
  g_object_unref (self->window);
  g_object_unref (self->session);
  g_object_unref (self->launcher);
  g_free (self->page);
  g_free (self->state);
  g_free (self->screenshot);
  G_OBJECT_CLASS (yyq_headless_run_parent_class)->finalize (object);
}

static void
yyq_headless_run_class_init (YyqHeadlessRunClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = yyq_headless_run_finalize;
  signals[SIGNAL_ENDED] = g_signal_new ("ended", YYQ_TYPE_HEADLESS_RUN, G_SIGNAL_RUN_LAST, 0, NULL,
                                        NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);
}

static void
yyq_headless_run_init (YyqHeadlessRun *self)
{
}
