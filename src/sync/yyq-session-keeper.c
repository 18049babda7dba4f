/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-session-keeper.h"

#include "yyq-clock.h"
#include "yyq-error.h"
#include "yyq-session-vault.h"
#include "yyq-token-keeper.h"
#include "yyq-wire-record.h"
#include "yyq-wire.h"

struct _YyqSessionKeeper {
  GObject parent_instance;

  char *cache_dir;
  GThreadPool *pool; /* one thread: what is asked for happens in that order */

  /* Of the main thread */
  char *family;      /* (nullable): names the log-in that is kept; its tokens follow one another */
  YyqSecret *token;  /* (nullable): the one that was kept last */
  JsonNode *account; /* (nullable) */
  JsonNode *info;    /* (nullable) */

  /* Of the pool's thread */
  YyqSessionVault *vault; /* (nullable) */
  char *server;           /* (nullable): whose it is */
  gboolean usable;        /* there is a key */
};

typedef struct _Work Work;

struct _Work {
  void (*run) (YyqSessionKeeper *self, Work *work, GTask *task);
  char *server;          /* (nullable) */
  YyqSecret *passphrase; /* (nullable) */
  YyqSecret *token;      /* (nullable) */
  GBytes *rest;          /* (nullable) */
  char *family;          /* (nullable) */
  gboolean renews;       /* the token is the one that was kept before */
};

/* What was read. */
typedef struct {
  YyqSecret *token;
  GBytes *rest;
} Found;

static void yyq_session_keeper_iface_init (YyqTokenKeeperInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (YyqSessionKeeper, yyq_session_keeper, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (YYQ_TYPE_TOKEN_KEEPER,
                                                      yyq_session_keeper_iface_init))

static void
work_free (gpointer data)
{
  Work *work = data;

  g_free (work->server);
  g_clear_pointer (&work->passphrase, yyq_secret_unref);
  g_clear_pointer (&work->token, yyq_secret_unref);
  g_clear_pointer (&work->rest, g_bytes_unref);
  g_free (work->family);
  g_free (work);
}

static void
found_free (gpointer data)
{
  Found *found = data;

  yyq_secret_unref (found->token);
  g_bytes_unref (found->rest);
  g_free (found);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Found, found_free)

void
yyq_kept_session_free (YyqKeptSession *self)
{
  g_clear_pointer (&self->token, yyq_secret_unref);
  g_clear_object (&self->account);
  g_clear_object (&self->info);
  g_free (self);
}

/* A secret is not shared between threads: each side has its own. */
static YyqSecret *
copy_secret (YyqSecret *secret)
{
  return secret != NULL ? yyq_secret_new_from_text (yyq_secret_peek (secret)) : NULL;
}

static void
run_cb (gpointer data, gpointer user_data)
{
  g_autoptr (GTask) task = data;
  Work *work = g_task_get_task_data (task);

  work->run (g_task_get_source_object (task), work, task);
}

/* Takes @work. */
static void
push (YyqSessionKeeper *self, Work *work, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);

  g_task_set_task_data (task, work, work_free);
  g_thread_pool_push (self->pool, task, NULL);
}

/* Of one log-in, whichever program exchanged its token last. Any thread. */
static gboolean
is_of_family (Found *found, const char *family)
{
  g_autoptr (JsonNode) node = found != NULL ? yyq_wire_parse (found->rest, NULL) : NULL;
  JsonObject *object = node != NULL ? yyq_wire_node_object (node, NULL) : NULL;
  const char *named = NULL;

  return object != NULL && yyq_wire_get_string (object, "family", &named, NULL) &&
         g_strcmp0 (named, family) == 0;
}

/* In the pool's thread */

static void
take_server (YyqSessionKeeper *self, const char *server)
{
  if (g_strcmp0 (self->server, server) == 0)
    return;
  g_clear_object (&self->vault);
  g_free (self->server);
  self->server = g_strdup (server);
  self->vault = yyq_session_vault_new (self->cache_dir, server);
  self->usable = FALSE;
}

static gboolean
is_usable (YyqKeyringKind kind)
{
  return kind == YYQ_KEYRING_SECRET_SERVICE || kind == YYQ_KEYRING_PASSPHRASE;
}

/* A key that is gone with its service has left nothing that could be read. */
static Found *
read_vault (YyqSessionKeeper *self, GError **error)
{
  g_autoptr (GError) local = NULL;
  GBytes *rest = NULL;
  YyqSecret *token = yyq_session_vault_read (self->vault, &rest, &local);
  Found *found;

  if (token == NULL) {
    g_set_error (error, YYQ_STORE_ERROR, YYQ_STORE_ERROR_NOT_FOUND, "No log-in is kept: %s",
                 local != NULL ? local->message : "there is none");
    return NULL;
  }
  found = g_new (Found, 1);
  *found = (Found){ token, rest };
  return found;
}

static void
run_load (YyqSessionKeeper *self, Work *work, GTask *task)
{
  GError *error = NULL;
  YyqKeyringKind kind = YYQ_KEYRING_NONE;
  Found *found = NULL;

  take_server (self, work->server);
  if (!yyq_session_vault_exists (self->vault)) {
    g_task_return_new_error (task, YYQ_STORE_ERROR, YYQ_STORE_ERROR_NOT_FOUND, "No log-in is kept");
    return;
  }
  if (yyq_session_vault_unlock (self->vault, work->passphrase, &kind, &error)) {
    self->usable = is_usable (kind);
    if (self->usable)
      found = read_vault (self, &error);
    else
      g_set_error_literal (&error, YYQ_STORE_ERROR,
                           kind == YYQ_KEYRING_LOCKED ? YYQ_STORE_ERROR_KEY
                                                      : YYQ_STORE_ERROR_NOT_FOUND,
                           "No key for the log-in");
  }
  if (found != NULL)
    g_task_return_pointer (task, found, found_free);
  else
    g_task_return_error (task, error);
}

/* What was kept under another passphrase gives way. */
static void
unlock_for_writing (YyqSessionKeeper *self, YyqSecret *passphrase)
{
  g_autoptr (GError) error = NULL;
  YyqKeyringKind kind = YYQ_KEYRING_NONE;
  gboolean opened = yyq_session_vault_unlock (self->vault, passphrase, &kind, &error);

  if (g_error_matches (error, YYQ_STORE_ERROR, YYQ_STORE_ERROR_KEY)) {
    g_clear_error (&error);
    yyq_session_vault_remove (self->vault);
    opened = yyq_session_vault_unlock (self->vault, passphrase, &kind, &error);
  }
  if (error != NULL)
    g_info ("The log-in is not kept: %s", error->message);
  self->usable = opened && is_usable (kind);
}

static void
write_vault (YyqSessionKeeper *self, Work *work)
{
  g_autoptr (GError) error = NULL;

  if (!yyq_session_vault_write (self->vault, work->token, work->rest, &error))
    g_warning ("The log-in is not kept: %s", error->message);
}

/* Another process may have exchanged the token that this one knows: then the successor stays, or
 * the next exchange would look like theft. FALSE: it has begun a log-in of its own. */
static gboolean
take_successor (YyqSessionKeeper *self, Work *work)
{
  g_autoptr (Found) found = work->renews ? read_vault (self, NULL) : NULL;

  if (found == NULL)
    return TRUE;
  if (!is_of_family (found, work->family))
    return FALSE;
  yyq_secret_unref (work->token);
  work->token = yyq_secret_ref (found->token);
  return TRUE;
}

static void
run_keep (YyqSessionKeeper *self, Work *work, GTask *task)
{
  gboolean held;

  take_server (self, work->server);
  if (!self->usable)
    unlock_for_writing (self, work->passphrase);
  if (self->usable) {
    held = yyq_session_vault_is_locked (self->vault);
    yyq_session_vault_lock (self->vault);
    if (take_successor (self, work))
      write_vault (self, work);
    if (!held)
      yyq_session_vault_release (self->vault);
  }
  g_task_return_boolean (task, self->usable);
}

static void
run_lock (YyqSessionKeeper *self, Work *work, GTask *task)
{
  Found *found = NULL;

  if (self->usable) {
    yyq_session_vault_lock (self->vault);
    found = read_vault (self, NULL);
  }
  g_task_return_pointer (task, found, found_free);
}

static void
run_store (YyqSessionKeeper *self, Work *work, GTask *task)
{
  if (self->usable)
    write_vault (self, work);
  g_task_return_boolean (task, TRUE);
}

static void
run_nothing (YyqSessionKeeper *self, Work *work, GTask *task)
{
  g_task_return_boolean (task, TRUE);
}

static void
run_release (YyqSessionKeeper *self, Work *work, GTask *task)
{
  if (self->vault != NULL)
    yyq_session_vault_release (self->vault);
  g_task_return_boolean (task, TRUE);
}

static void
run_forget (YyqSessionKeeper *self, Work *work, GTask *task)
{
  g_autoptr (Found) found = NULL;

  if (self->usable) {
    const gboolean held = yyq_session_vault_is_locked (self->vault);

    yyq_session_vault_lock (self->vault);
    found = read_vault (self, NULL);
    if (is_of_family (found, work->family))
      yyq_session_vault_remove (self->vault);
    self->usable = FALSE;
    if (!held)
      yyq_session_vault_release (self->vault);
  }
  g_task_return_boolean (task, TRUE);
}

/* In the main thread */

static GBytes *
encode (YyqSessionKeeper *self)
{
  JsonObject *object = json_object_new ();
  g_autoptr (JsonNode) node = yyq_wire_take_object (object);

  json_object_set_string_member (object, "family", self->family);
  json_object_set_int_member (object, "contact_at", yyq_clock_now ());
  json_object_set_member (object, "account", json_node_ref (self->account));
  json_object_set_member (object, "server", json_node_ref (self->info));
  return yyq_wire_serialize (node);
}

/* @family: borrowed from @node, which is (transfer full). */
static gboolean
decode (GBytes *rest, YyqKeptSession *kept, JsonNode **taken, const char **family, GError **error)
{
  g_autoptr (JsonNode) node = yyq_wire_parse (rest, error);
  JsonObject *object = node != NULL ? yyq_wire_node_object (node, error) : NULL;
  JsonObject *account = NULL, *info = NULL;

  if (object == NULL || !yyq_wire_get_string (object, "family", family, error) ||
      !yyq_wire_get_int (object, "contact_at", &kept->contact_at, error) ||
      !yyq_wire_get_object (object, "account", &account, error) ||
      !yyq_wire_get_object (object, "server", &info, error))
    return FALSE;
  kept->account =
    yyq_wire_record_decode (json_object_get_member (object, "account"), YYQ_TYPE_ACCOUNT, error);
  kept->info = kept->account != NULL
                 ? yyq_server_info_decode (json_object_get_member (object, "server"), error)
                 : NULL;
  if (kept->info == NULL)
    return FALSE;
  *taken = g_steal_pointer (&node);
  return TRUE;
}

static void
know (YyqSessionKeeper *self, const YyqKeptSession *kept)
{
  g_clear_pointer (&self->token, yyq_secret_unref);
  g_clear_pointer (&self->account, json_node_unref);
  g_clear_pointer (&self->info, json_node_unref);
  self->token = copy_secret (kept->token);
  self->account = yyq_wire_record_encode (kept->account);
  self->info = json_node_ref (yyq_server_info_get_node (kept->info));
}

void
yyq_session_keeper_load_async (YyqSessionKeeper *self, const char *server, YyqSecret *passphrase,
                               GAsyncReadyCallback callback, gpointer user_data)
{
  Work *work = g_new0 (Work, 1);

  work->run = run_load;
  work->server = g_strdup (server);
  work->passphrase = copy_secret (passphrase);
  push (self, work, callback, user_data);
}

YyqKeptSession *
yyq_session_keeper_load_finish (YyqSessionKeeper *self, GAsyncResult *result, GError **error)
{
  g_autoptr (Found) found = g_task_propagate_pointer (G_TASK (result), error);
  g_autoptr (YyqKeptSession) kept = g_new0 (YyqKeptSession, 1);
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GError) reason = NULL;
  const char *family = NULL;

  if (found == NULL)
    return NULL;
  kept->token = yyq_secret_ref (found->token);
  if (!decode (found->rest, kept, &node, &family, &reason)) {
    g_set_error (error, YYQ_STORE_ERROR, YYQ_STORE_ERROR_NOT_FOUND,
                 "What is kept of the log-in is not understood: %s", reason->message);
    return NULL;
  }
  if (yyq_server_info_is_offline_over (kept->info, kept->contact_at)) {
    g_set_error_literal (error, YYQ_STORE_ERROR, YYQ_STORE_ERROR_EXPIRED,
                         "The platform was not reached for too long");
    return NULL;
  }
  g_free (self->family);
  self->family = g_strdup (family);
  know (self, kept);
  return g_steal_pointer (&kept);
}

void
yyq_session_keeper_keep_async (YyqSessionKeeper *self, const char *server, YyqSecret *passphrase,
                               const YyqKeptSession *kept, GAsyncReadyCallback callback,
                               gpointer user_data)
{
  Work *work = g_new0 (Work, 1);

  work->renews = self->family != NULL && self->token != NULL &&
                 g_str_equal (yyq_secret_peek (self->token), yyq_secret_peek (kept->token));
  know (self, kept);
  if (self->family == NULL)
    self->family = g_uuid_string_random ();
  work->run = run_keep;
  work->family = g_strdup (self->family);
  work->server = g_strdup (server);
  work->passphrase = copy_secret (passphrase);
  work->token = copy_secret (kept->token);
  work->rest = encode (self);
  push (self, work, callback, user_data);
}

void
yyq_session_keeper_keep_finish (YyqSessionKeeper *self, GAsyncResult *result)
{
  g_task_propagate_boolean (G_TASK (result), NULL);
}

void
yyq_session_keeper_forget_async (YyqSessionKeeper *self, GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  Work *work = g_new0 (Work, 1);

  work->run = self->family != NULL ? run_forget : run_nothing;
  work->family = g_steal_pointer (&self->family);
  g_clear_pointer (&self->token, yyq_secret_unref);
  push (self, work, callback, user_data);
}

void
yyq_session_keeper_let_go (YyqSessionKeeper *self)
{
  g_clear_pointer (&self->family, g_free);
  g_clear_pointer (&self->token, yyq_secret_unref);
}

/* For the client of the API */

static void
lock_async (YyqTokenKeeper *keeper, GAsyncReadyCallback callback, gpointer user_data)
{
  Work *work = g_new0 (Work, 1);

  work->run = run_lock;
  push (YYQ_SESSION_KEEPER (keeper), work, callback, user_data);
}

/* A log-in that another process has begun meanwhile is none of ours. */
static YyqSecret *
lock_finish (YyqTokenKeeper *keeper, GAsyncResult *result)
{
  YyqSessionKeeper *self = YYQ_SESSION_KEEPER (keeper);
  g_autoptr (Found) found = g_task_propagate_pointer (G_TASK (result), NULL);

  if (found == NULL || self->token == NULL)
    return NULL;
  if (is_of_family (found, self->family))
    return yyq_secret_ref (found->token);
  g_clear_pointer (&self->token, yyq_secret_unref);
  return NULL;
}

static void
store_async (YyqTokenKeeper *keeper, YyqSecret *refresh, GAsyncReadyCallback callback,
             gpointer user_data)
{
  YyqSessionKeeper *self = YYQ_SESSION_KEEPER (keeper);
  Work *work = g_new0 (Work, 1);

  if (self->token == NULL) {
    work->run = run_nothing;
  } else {
    g_clear_pointer (&self->token, yyq_secret_unref);
    self->token = copy_secret (refresh);
    work->run = run_store;
    work->token = copy_secret (refresh);
    work->rest = encode (self);
  }
  push (self, work, callback, user_data);
}

static void
store_finish (YyqTokenKeeper *keeper, GAsyncResult *result)
{
  g_task_propagate_boolean (G_TASK (result), NULL);
}

static void
release (YyqTokenKeeper *keeper)
{
  Work *work = g_new0 (Work, 1);

  work->run = run_release;
  push (YYQ_SESSION_KEEPER (keeper), work, NULL, NULL);
}

static void
yyq_session_keeper_iface_init (YyqTokenKeeperInterface *iface)
{
  iface->lock_async = lock_async;
  iface->lock_finish = lock_finish;
  iface->store_async = store_async;
  iface->store_finish = store_finish;
  iface->release = release;
}

static void
yyq_session_keeper_finalize (GObject *object)
{
  YyqSessionKeeper *self = YYQ_SESSION_KEEPER (object);

  g_thread_pool_free (self->pool, FALSE, FALSE);
  g_clear_object (&self->vault);
  g_clear_pointer (&self->token, yyq_secret_unref);
  g_clear_pointer (&self->account, json_node_unref);
  g_clear_pointer (&self->info, json_node_unref);
  g_free (self->cache_dir);
  g_free (self->family);
  g_free (self->server);
  G_OBJECT_CLASS (yyq_session_keeper_parent_class)->finalize (object);
}

static void
yyq_session_keeper_class_init (YyqSessionKeeperClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = yyq_session_keeper_finalize;
}

static void
yyq_session_keeper_init (YyqSessionKeeper *self)
{
  self->pool = g_thread_pool_new (run_cb, NULL, 1, FALSE, NULL);
}

YyqSessionKeeper *
yyq_session_keeper_new (const char *cache_dir)
{
  YyqSessionKeeper *self = g_object_new (YYQ_TYPE_SESSION_KEEPER, NULL);

  self->cache_dir = g_strdup (cache_dir);
  return self;
}
