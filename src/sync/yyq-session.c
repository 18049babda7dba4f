/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-session.h"

#include "yyq-contact.h"
#include "yyq-reachability.h"
#include "yyq-session-private.h"
#include "yyq-sync-private.h"

/* How often a connected client asks for roots and revocation lists. */
#define LOOK_S (30 * 60)

struct _YyqSession {
  GObject parent_instance;

  YyqApiClient *client;
  YyqReachability *reachability;
  YyqSessionKeeper *keeper;
  char *cache_dir;
  const YyqWorkspaceChapter *const *chapters;
  YyqSecret *passphrase; /* (nullable) */

  YyqServerInfo *server_info; /* (nullable) */
  YyqServerTrust *server_trust;
  YyqAccount *account;     /* (nullable) */
  YyqWorkspace *workspace; /* (nullable) */
  YyqSessionState state;
  YyqSessionBanner banner;
  YyqContact *contact;       /* with the platform */
  GCancellable *cancellable; /* of what goes on by itself */
  guint look;                /* timer */
  gboolean ended;            /* the platform no longer takes our tokens */
  gboolean lapsed;           /* it was not reached for too long: only a log-in helps */
};

enum {
  PROP_STATE = 1,
  PROP_ACCOUNT,
  PROP_ENTERPRISE,
  PROP_ONLINE,
  PROP_BANNER,
  PROP_SYNCED_AT,
  PROP_N_UNREADABLE,
  PROP_SERVER_INFO,
  PROP_SERVER_URL,
  PROP_CACHE,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];
static guint lapsing_signal;

G_DEFINE_FINAL_TYPE (YyqSession, yyq_session, G_TYPE_OBJECT)

static void
notify (YyqSession *self, guint property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static YyqSessionBanner
find_banner (YyqSession *self)
{
  if (self->ended && self->state != YYQ_SESSION_STATE_LOGGED_OUT)
    return YYQ_SESSION_BANNER_LOGIN;
  /* Before the first answer nothing is known to be wrong. */
  if (self->server_info == NULL)
    return YYQ_SESSION_BANNER_NONE;
  if (!yyq_reachability_get_online (self->reachability))
    return YYQ_SESSION_BANNER_OFFLINE;
  if (yyq_reachability_get_troubled (self->reachability))
    return YYQ_SESSION_BANNER_TROUBLE;
  return YYQ_SESSION_BANNER_NONE;
}

/* Who is reached need not be waited for. */
static void
watch_contact (YyqSession *self)
{
  const gboolean alone =
    self->state == YYQ_SESSION_STATE_READY && !yyq_reachability_get_online (self->reachability);

  yyq_contact_watch (self->contact, alone ? self->server_info : NULL);
}

static void
update_banner (YyqSession *self)
{
  YyqSessionBanner banner = find_banner (self);

  watch_contact (self);
  if (banner == self->banner)
    return;
  self->banner = banner;
  notify (self, PROP_SYNCED_AT);
  notify (self, PROP_BANNER);
}

static void
set_state (YyqSession *self, YyqSessionState state)
{
  if (self->state != state) {
    self->state = state;
    notify (self, PROP_STATE);
  }
  update_banner (self);
}

void
yyq_session_set_account (YyqSession *self, YyqAccount *account)
{
  if (!g_set_object (&self->account, account))
    return;
  notify (self, PROP_ACCOUNT);
  notify (self, PROP_ENTERPRISE);
}

static void
synced_cb (YyqFeed *feed, GParamSpec *pspec, YyqSession *self)
{
  notify (self, PROP_SYNCED_AT);
}

static void
unreadable_cb (YyqFeed *feed, GParamSpec *pspec, YyqSession *self)
{
  notify (self, PROP_N_UNREADABLE);
}

static void
follow_feed (YyqSession *self, YyqFeed *feed)
{
  g_signal_connect (feed, "notify::synced-at", G_CALLBACK (synced_cb), self);
  g_signal_connect (feed, "notify::n-unreadable", G_CALLBACK (unreadable_cb), self);
}

static void
failed_cb (YyqLive *live, YyqSession *self)
{
  yyq_reachability_probe (self->reachability);
}

static void
close_workspace (YyqSession *self)
{
  if (self->workspace == NULL)
    return;
  g_signal_handlers_disconnect_by_data (yyq_workspace_get_feed (self->workspace), self);
  g_signal_handlers_disconnect_by_data (yyq_workspace_get_live (self->workspace), self);
  yyq_workspace_close (self->workspace);
  g_clear_object (&self->workspace);
}

/* @workspace: (transfer full) (nullable). */
static void
take_workspace (YyqSession *self, YyqWorkspace *workspace)
{
  close_workspace (self);
  self->workspace = workspace;
  if (workspace != NULL) {
    follow_feed (self, yyq_workspace_get_feed (workspace));
    g_signal_connect (yyq_workspace_get_live (workspace), "failed", G_CALLBACK (failed_cb), self);
  }
  notify (self, PROP_CACHE);
  notify (self, PROP_SYNCED_AT);
  notify (self, PROP_N_UNREADABLE);
}

void
yyq_session_forget_login (YyqSession *self)
{
  yyq_api_client_clear_tokens (self->client);
  self->ended = FALSE;
  set_state (self, YYQ_SESSION_STATE_LOGGED_OUT);
  take_workspace (self, NULL);
  yyq_session_set_account (self, NULL);
}

void
yyq_session_forget_server (YyqSession *self)
{
  yyq_session_forget_login (self);
  self->lapsed = FALSE;
  g_clear_object (&self->server_info);
  yyq_server_trust_forget (self->server_trust);
  notify (self, PROP_SERVER_URL);
  notify (self, PROP_SERVER_INFO);
  update_banner (self);
}

void
yyq_session_set_server_info (YyqSession *self, YyqServerInfo *info)
{
  g_set_object (&self->server_info, info);
  notify (self, PROP_SERVER_INFO);
  update_banner (self);
}

void
yyq_session_prepare_workspace (YyqSession *self, YyqWorkspaceRequest *request)
{
  request->client = self->client;
  request->chapters = self->chapters;
  request->cache_dir = self->cache_dir;
  request->passphrase = self->passphrase;
  if (self->server_info != NULL)
    request->platform_id = yyq_server_info_get_id (self->server_info);
}

/* As after a start: what is kept stays, closed until somebody logs in. */
static void
lapse_cb (gpointer data)
{
  YyqSession *self = data;

  g_info ("The platform was not reached for too long: a log-in is needed");
  g_object_ref (self);
  g_signal_emit (self, lapsing_signal, 0);
  self->lapsed = TRUE;
  yyq_session_keeper_let_go (self->keeper);
  yyq_session_forget_login (self);
  g_object_unref (self);
}

gboolean
yyq_session_has_lapsed (YyqSession *self)
{
  return self->lapsed;
}

void
yyq_session_set_contact (YyqSession *self, gint64 at_ms)
{
  yyq_contact_set_at (self->contact, at_ms);
}

static void
ended_cb (YyqApiClient *client, YyqSession *self)
{
  yyq_session_keeper_forget_async (self->keeper, NULL, NULL);
  self->ended = TRUE;
  update_banner (self);
}

static void
online_cb (YyqReachability *reachability, GParamSpec *pspec, YyqSession *self)
{
  notify (self, PROP_ONLINE);
  update_banner (self);
}

static void
troubled_cb (YyqReachability *reachability, GParamSpec *pspec, YyqSession *self)
{
  update_banner (self);
}

/* The server's trust and its lists change while it runs. */
static gboolean
look_cb (gpointer user_data)
{
  yyq_session_look_at_server (user_data);
  return G_SOURCE_CONTINUE;
}

static void
recovered_cb (YyqReachability *reachability, YyqSession *self)
{
  yyq_session_look_at_server (self);
  if (self->workspace != NULL && !self->ended)
    yyq_workspace_refresh (self->workspace);
}

void
yyq_session_take_login (GTask *task, YyqAccount *account, GError *error)
{
  YyqSession *self = g_task_get_source_object (task);

  if (account == NULL || g_task_return_error_if_cancelled (task)) {
    /* Cancelled when the tokens were there already: nobody is to be logged in. */
    if (self->state == YYQ_SESSION_STATE_LOGGED_OUT)
      yyq_api_client_clear_tokens (self->client);
    if (error != NULL)
      g_task_return_error (task, error);
    return;
  }
  self->ended = FALSE;
  self->lapsed = FALSE;
  yyq_session_keep_device (self);
  take_workspace (self, NULL);
  yyq_session_set_account (self, account);
  set_state (self, YYQ_SESSION_STATE_CHOOSING);
  g_task_return_boolean (task, TRUE);
}

void
yyq_session_enter (YyqSession *self, YyqAccount *account, YyqWorkspace *workspace)
{
  if (self->state == YYQ_SESSION_STATE_READY)
    set_state (self, YYQ_SESSION_STATE_CHOOSING);
  take_workspace (self, workspace);
  yyq_session_set_account (self, account);
  set_state (self, YYQ_SESSION_STATE_READY);
  yyq_workspace_refresh (self->workspace);
}

YyqSessionKeeper *
yyq_session_get_keeper (YyqSession *self)
{
  return self->keeper;
}

YyqSecret *
yyq_session_get_passphrase (YyqSession *self)
{
  return self->passphrase;
}

/* What is known */

YyqSessionState
yyq_session_get_state (YyqSession *self)
{
  return self->state;
}

YyqAccount *
yyq_session_get_account (YyqSession *self)
{
  return self->account;
}

YyqEnterprise *
yyq_session_get_enterprise (YyqSession *self)
{
  return self->account != NULL ? yyq_account_get_enterprise (self->account) : NULL;
}

gboolean
yyq_session_get_online (YyqSession *self)
{
  return yyq_reachability_get_online (self->reachability);
}

YyqSessionBanner
yyq_session_get_banner (YyqSession *self)
{
  return self->banner;
}

YyqSessionCache
yyq_session_get_cache (YyqSession *self)
{
  return self->workspace != NULL ? yyq_workspace_get_cache (self->workspace)
                                 : YYQ_SESSION_CACHE_NONE;
}

gint64
yyq_session_get_synced_at (YyqSession *self)
{
  return self->workspace != NULL ? yyq_feed_get_synced_at (yyq_workspace_get_feed (self->workspace))
                                 : 0;
}

guint
yyq_session_get_n_unreadable (YyqSession *self)
{
  return self->workspace != NULL
           ? yyq_feed_get_n_unreadable (yyq_workspace_get_feed (self->workspace))
           : 0;
}

YyqServerInfo *
yyq_session_get_server_info (YyqSession *self)
{
  return self->server_info;
}

const char *
yyq_session_get_server_url (YyqSession *self)
{
  return yyq_api_client_get_base_url (self->client);
}

gboolean
yyq_session_has_permission (YyqSession *self, const char *permission)
{
  const char *const *permissions =
    self->account != NULL ? yyq_account_get_permissions (self->account) : NULL;

  return permissions != NULL && g_strv_contains (permissions, permission);
}

YyqTrust *
yyq_session_get_trust (YyqSession *self)
{
  return yyq_server_trust_get_trust (self->server_trust);
}

YyqServerTrust *
yyq_session_get_server_trust (YyqSession *self)
{
  return self->server_trust;
}

YyqRecordRepository *
yyq_session_get_records (YyqSession *self, const YyqEntity *entity)
{
  return self->state == YYQ_SESSION_STATE_READY
           ? yyq_workspace_get_records (self->workspace, entity)
           : NULL;
}

gpointer
yyq_session_get_view (YyqSession *self, const YyqWorkspaceChapter *chapter)
{
  return self->state == YYQ_SESSION_STATE_READY ? yyq_workspace_get_view (self->workspace, chapter)
                                                : NULL;
}

YyqPendingList *
yyq_session_get_pending (YyqSession *self)
{
  return self->state == YYQ_SESSION_STATE_READY ? yyq_workspace_get_pending (self->workspace)
                                                : NULL;
}

YyqApiClient *
yyq_session_get_client (YyqSession *self)
{
  return self->client;
}

GCancellable *
yyq_session_get_cancellable (YyqSession *self)
{
  return self->cancellable;
}

YyqWorkspace *
yyq_session_get_workspace (YyqSession *self)
{
  return self->state == YYQ_SESSION_STATE_READY ? self->workspace : NULL;
}

void
yyq_session_set_passphrase (YyqSession *self, YyqSecret *passphrase)
{
  g_clear_pointer (&self->passphrase, yyq_secret_unref);
  self->passphrase = passphrase != NULL ? yyq_secret_ref (passphrase) : NULL;
}

/* Object */

static void
yyq_session_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  YyqSession *self = YYQ_SESSION (object);

  switch (id) {
  case PROP_STATE:
    g_value_set_enum (value, (int) self->state);
    break;
  case PROP_ACCOUNT:
    g_value_set_object (value, self->account);
    break;
  case PROP_ENTERPRISE:
    g_value_set_object (value, yyq_session_get_enterprise (self));
    break;
  case PROP_ONLINE:
    g_value_set_boolean (value, yyq_session_get_online (self));
    break;
  case PROP_BANNER:
    g_value_set_enum (value, (int) self->banner);
    break;
  case PROP_SYNCED_AT:
    g_value_set_int64 (value, yyq_session_get_synced_at (self));
    break;
  case PROP_N_UNREADABLE:
    g_value_set_uint (value, yyq_session_get_n_unreadable (self));
    break;
  case PROP_SERVER_INFO:
    g_value_set_object (value, self->server_info);
    break;
  case PROP_SERVER_URL:
    g_value_set_string (value, yyq_session_get_server_url (self));
    break;
  case PROP_CACHE:
    g_value_set_enum (value, (int) yyq_session_get_cache (self));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
yyq_session_dispose (GObject *object)
{
  YyqSession *self = YYQ_SESSION (object);

  g_clear_handle_id (&self->look, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  close_workspace (self);
  g_clear_pointer (&self->contact, yyq_contact_free);
  if (self->reachability != NULL) {
    g_signal_handlers_disconnect_by_data (self->reachability, self);
    yyq_reachability_stop (self->reachability);
    g_clear_object (&self->reachability);
  }
  if (self->client != NULL)
    g_signal_handlers_disconnect_by_data (self->client, self);
  g_clear_object (&self->client);
  G_OBJECT_CLASS (yyq_session_parent_class)->dispose (object);
}

static void
yyq_session_finalize (GObject *object)
{
  YyqSession *self = YYQ_SESSION (object);

  g_free (self->cache_dir);
  g_clear_pointer (&self->passphrase, yyq_secret_unref);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->keeper);
  g_clear_object (&self->server_trust);
  g_clear_object (&self->server_info);
  g_clear_object (&self->account);
  G_OBJECT_CLASS (yyq_session_parent_class)->finalize (object);
}

static void
yyq_session_class_init (YyqSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = yyq_session_get_property;
  object_class->dispose = yyq_session_dispose;
  object_class->finalize = yyq_session_finalize;
  properties[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, YYQ_TYPE_SESSION_STATE,
                                              YYQ_SESSION_STATE_LOGGED_OUT, flags);
  properties[PROP_ACCOUNT] = g_param_spec_object ("account", NULL, NULL, YYQ_TYPE_ACCOUNT, flags);
  properties[PROP_ENTERPRISE] =
    g_param_spec_object ("enterprise", NULL, NULL, YYQ_TYPE_ENTERPRISE, flags);
  properties[PROP_ONLINE] = g_param_spec_boolean ("online", NULL, NULL, FALSE, flags);
  properties[PROP_BANNER] = g_param_spec_enum ("banner", NULL, NULL, YYQ_TYPE_SESSION_BANNER,
                                               YYQ_SESSION_BANNER_NONE, flags);
  properties[PROP_SYNCED_AT] =
    g_param_spec_int64 ("synced-at", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_N_UNREADABLE] =
    g_param_spec_uint ("n-unreadable", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_SERVER_INFO] =
    g_param_spec_object ("server-info", NULL, NULL, YYQ_TYPE_SERVER_INFO, flags);
  properties[PROP_SERVER_URL] = g_param_spec_string ("server-url", NULL, NULL, NULL, flags);
  properties[PROP_CACHE] =
    g_param_spec_enum ("cache", NULL, NULL, YYQ_TYPE_SESSION_CACHE, YYQ_SESSION_CACHE_NONE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  lapsing_signal = g_signal_new ("lapsing", YYQ_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
}

static void
yyq_session_init (YyqSession *self)
{
  self->cancellable = g_cancellable_new ();
}

YyqSession *
yyq_session_new (YyqApiClient *client, const char *cache_dir,
                 const YyqWorkspaceChapter *const *chapters)
{
  YyqSession *self = g_object_new (YYQ_TYPE_SESSION, NULL);

  self->client = client != NULL ? g_object_ref (client) : yyq_api_client_new (NULL);
  self->cache_dir = g_strdup (cache_dir);
  self->chapters = chapters;
  self->keeper = yyq_session_keeper_new (cache_dir);
  yyq_api_client_set_token_keeper (self->client, YYQ_TOKEN_KEEPER (self->keeper));
  self->server_trust = yyq_server_trust_new (self->client, cache_dir);
  self->look = g_timeout_add_seconds (LOOK_S, look_cb, self);
  self->contact = yyq_contact_new (self->client, lapse_cb, self);
  self->reachability = yyq_reachability_new (self->client);
  g_signal_connect (self->client, "session-ended", G_CALLBACK (ended_cb), self);
  g_signal_connect (self->reachability, "notify::online", G_CALLBACK (online_cb), self);
  g_signal_connect (self->reachability, "notify::troubled", G_CALLBACK (troubled_cb), self);
  g_signal_connect (self->reachability, "recovered", G_CALLBACK (recovered_cb), self);
  return self;
}
