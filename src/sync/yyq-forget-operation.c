/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-forget-operation.h"

#include "yyq-cache-place.h"
#include "yyq-device-keyring.h"
#include "yyq-error.h"
#include "yyq-pending-private.h"
#include "yyq-session-private.h"
#include "yyq-session-vault.h"

/*
 * look:  find the places -> list the open workspace -> open, list and close each other one
 * run:   look -> log out -> close the database -> remove the places, and a log-in that is kept
 */
struct _YyqForgetOperation {
  GObject parent_instance;

  YyqSession *session;     /* (owned) */
  YyqWorkspace *workspace; /* (owned): the workspace that is open */
  YyqApiClient *client;
  const YyqWorkspaceChapter *const *chapters;
  char *cache_dir;
  char *platform_id; /* (nullable) */
  char *account_id;
  char *owner;
  char *server;          /* its origin */
  YyqSecret *passphrase; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (YyqForgetOperation, yyq_forget_operation, G_TYPE_OBJECT)

/* Looking */

typedef struct {
  GStrv names; /* (owned): of the places with anything in them */
  guint next;
  YyqWorkspace *workspace; /* (owned): that is being looked into */
  GListStore *items;       /* (owned) */
} Look;

static void
look_free (gpointer data)
{
  Look *look = data;

  g_strfreev (look->names);
  g_clear_object (&look->workspace);
  g_object_unref (look->items);
  g_free (look);
}

static void look_into_next (GTask *task);

static void
add_item (Look *look, YyqPendingItem *item)
{
  g_list_store_append (look->items, item);
  g_object_unref (item);
}

static void
closed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;

  yyq_database_close_finish (YYQ_DATABASE (source), result, NULL);
  look_into_next (task);
}

static void
drafts_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  YyqForgetOperation *self = g_task_get_source_object (task);
  Look *look = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GPtrArray) infos = yyq_drafts_list_finish (YYQ_DRAFTS (source), result, &error);
  g_autoptr (YyqWorkspace) workspace = g_steal_pointer (&look->workspace);

  if (infos == NULL) {
    g_task_return_error (task, error);
    return;
  }
  for (guint i = 0; i < infos->len; i++) {
    const YyqDraftInfo *info = infos->pdata[i];

    add_item (look, yyq_pending_item_new_for_draft (
                      yyq_drafts_find_kind (YYQ_DRAFTS (source), info->kind), info));
  }
  if (workspace == self->workspace) {
    look_into_next (task);
  } else {
    yyq_workspace_close (workspace);
    yyq_database_close_async (yyq_workspace_get_database (workspace), closed_cb,
                              g_object_ref (task));
  }
}

static void
outbox_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Look *look = g_task_get_task_data (task);
  YyqOutboxRunner *runner = yyq_workspace_get_runner (look->workspace);
  GError *error = NULL;
  g_autoptr (GPtrArray) entries = yyq_outbox_list_finish (YYQ_OUTBOX (source), result, &error);

  if (entries == NULL) {
    g_task_return_error (task, error);
    return;
  }
  for (guint i = 0; i < entries->len; i++) {
    const YyqOutboxEntry *entry = entries->pdata[i];

    add_item (look,
              yyq_pending_item_new (yyq_outbox_runner_find_kind (runner, entry->kind), entry));
  }
  yyq_drafts_list_async (yyq_workspace_get_drafts (look->workspace), drafts_cb,
                         g_object_ref (task));
}

/* @workspace: (transfer full) */
static void
look_into (GTask *task, YyqWorkspace *workspace)
{
  Look *look = g_task_get_task_data (task);

  look->workspace = workspace;
  yyq_outbox_list_async (yyq_outbox_runner_get_outbox (yyq_workspace_get_runner (workspace)),
                         g_task_get_cancellable (task), outbox_cb, g_object_ref (task));
}

/* What cannot be opened, for want of its passphrase or for damage, is named all the same. */
static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (YyqWorkspace) workspace = yyq_workspace_open_finish (result, &error);

  if (workspace != NULL && yyq_workspace_get_place (workspace) != NULL) {
    look_into (task, g_steal_pointer (&workspace));
  } else if (!g_task_return_error_if_cancelled (task)) {
    add_item (g_task_get_task_data (task), yyq_pending_item_new_for_locked ());
    look_into_next (task);
  }
}

static void
look_into_next (GTask *task)
{
  YyqForgetOperation *self = g_task_get_source_object (task);
  Look *look = g_task_get_task_data (task);
  YyqWorkspaceRequest request = { .client = self->client,
                                  .chapters = self->chapters,
                                  .cache_dir = self->cache_dir,
                                  .platform_id = self->platform_id,
                                  .account_id = self->account_id,
                                  .passphrase = self->passphrase };

  if (look->names[look->next] != NULL &&
      g_strcmp0 (look->names[look->next], yyq_workspace_get_place (self->workspace)) == 0)
    look->next++;
  if (look->names[look->next] == NULL)
    g_task_return_pointer (task, g_object_ref (look->items), g_object_unref);
  else
    yyq_workspace_open_place_async (&request, look->names[look->next++],
                                    g_task_get_cancellable (task), opened_cb, g_object_ref (task));
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  YyqForgetOperation *self = YYQ_FORGET_OPERATION (source);
  Look *look = g_task_get_task_data (task);

  look->names = g_task_propagate_pointer (G_TASK (result), NULL);
  look_into (task, g_object_ref (self->workspace));
}

static void
find_in_worker (GTask *worker, gpointer source, gpointer data, GCancellable *cancellable)
{
  YyqForgetOperation *self = source;
  g_auto (GStrv) names = yyq_cache_place_find_in_worker (self->cache_dir, self->owner);
  g_autoptr (GStrvBuilder) used = g_strv_builder_new ();

  for (guint i = 0; names[i] != NULL; i++)
    if (yyq_cache_place_has_content_in_worker (self->cache_dir, names[i]))
      g_strv_builder_add (used, names[i]);
  g_task_return_pointer (worker, g_strv_builder_end (used), (GDestroyNotify) g_strfreev);
}

void
yyq_forget_operation_look_async (YyqForgetOperation *self, GCancellable *cancellable,
                                 GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr (GTask) worker = g_task_new (self, NULL, found_cb, task);
  Look *look = g_new0 (Look, 1);

  look->items = g_list_store_new (YYQ_TYPE_PENDING_ITEM);
  g_task_set_source_tag (task, yyq_forget_operation_look_async);
  g_task_set_task_data (task, look, look_free);
  g_task_run_in_thread (worker, find_in_worker);
}

GListModel *
yyq_forget_operation_look_finish (YyqForgetOperation *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Sending */

void
yyq_forget_operation_send (YyqForgetOperation *self)
{
  YyqPendingList *list = yyq_workspace_get_pending (self->workspace);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++) {
    g_autoptr (YyqPendingItem) item = g_list_model_get_item (G_LIST_MODEL (list), i);

    if (!yyq_pending_item_get_draft (item))
      yyq_pending_list_retry (list, item);
  }
}

/* Forgetting */

static void
removed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  YyqForgetOperation *self = YYQ_FORGET_OPERATION (source);
  GError *error = NULL;

  yyq_session_set_passphrase (self->session, NULL);
  yyq_device_keyring_forget (self->server);
  yyq_api_client_set_device_secret (self->client, NULL);
  if (g_task_propagate_boolean (G_TASK (result), &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* All that can be, and the first failure. The log-in may be an earlier one, and locked: whose it is
 * cannot be told then, and it goes. */
static void
remove_in_worker (GTask *worker, gpointer source, gpointer data, GCancellable *cancellable)
{
  YyqForgetOperation *self = source;
  g_auto (GStrv) names = yyq_cache_place_find_in_worker (self->cache_dir, self->owner);
  g_autoptr (YyqSessionVault) vault = yyq_session_vault_new (self->cache_dir, self->server);
  GError *failure = NULL;

  yyq_session_vault_remove (vault);

  for (guint i = 0; names[i] != NULL; i++) {
    g_autoptr (GError) error = NULL;

    if (!yyq_cache_place_remove_in_worker (self->cache_dir, names[i], NULL, &error) &&
        failure == NULL)
      failure = g_steal_pointer (&error);
  }
  if (failure != NULL)
    g_task_return_error (worker, failure);
  else
    g_task_return_boolean (worker, TRUE);
}

static void
let_go_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  YyqForgetOperation *self = g_task_get_source_object (user_data);
  g_autoptr (GTask) worker = g_task_new (self, NULL, removed_cb, user_data);

  yyq_database_close_finish (YYQ_DATABASE (source), result, NULL);
  g_task_run_in_thread (worker, remove_in_worker);
}

/* It is over here whether or not the platform heard of it. */
static void
logged_out_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  YyqForgetOperation *self = g_task_get_source_object (user_data);
  g_autoptr (GError) error = NULL;

  if (!yyq_session_logout_finish (YYQ_SESSION (source), result, &error))
    g_info ("The platform was not told of the log-out: %s", error->message);
  yyq_database_close_async (yyq_workspace_get_database (self->workspace), let_go_cb, user_data);
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  YyqForgetOperation *self = YYQ_FORGET_OPERATION (source);
  const gboolean give_up = GPOINTER_TO_INT (g_task_get_task_data (task));
  GError *error = NULL;
  g_autoptr (GListModel) items = yyq_forget_operation_look_finish (self, result, &error);

  if (items == NULL)
    g_task_return_error (task, error);
  else if (g_list_model_get_n_items (items) > 0 && !give_up)
    g_task_return_new_error (task, YYQ_STORE_ERROR, YYQ_STORE_ERROR_UNSENT,
                             "%u things have not been sent", g_list_model_get_n_items (items));
  else
    yyq_session_logout_async (self->session, NULL, logged_out_cb, g_steal_pointer (&task));
}

void
yyq_forget_operation_run_async (YyqForgetOperation *self, gboolean give_up,
                                GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, yyq_forget_operation_run_async);
  g_task_set_task_data (task, GINT_TO_POINTER (give_up), NULL);
  yyq_forget_operation_look_async (self, NULL, looked_cb, task);
}

gboolean
yyq_forget_operation_run_finish (YyqForgetOperation *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* Object */

static void
yyq_forget_operation_finalize (GObject *object)
{
  YyqForgetOperation *self = YYQ_FORGET_OPERATION (object);

  g_clear_object (&self->session);
  g_clear_object (&self->workspace);
  g_clear_object (&self->client);
  g_clear_pointer (&self->passphrase, yyq_secret_unref);
  g_free (self->cache_dir);
  g_free (self->platform_id);
  g_free (self->account_id);
  g_free (self->owner);
  g_free (self->server);
  G_OBJECT_CLASS (yyq_forget_operation_parent_class)->finalize (object);
}

static void
yyq_forget_operation_class_init (YyqForgetOperationClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = yyq_forget_operation_finalize;
}

static void
yyq_forget_operation_init (YyqForgetOperation *self)
{
}

/* All of it is taken now: after the log-out the session does not know it any more. */
YyqForgetOperation *
yyq_forget_operation_new (YyqSession *session)
{
  YyqForgetOperation *self = g_object_new (YYQ_TYPE_FORGET_OPERATION, NULL);
  YyqWorkspaceRequest request = { 0 };

  yyq_session_prepare_workspace (session, &request);
  request.account_id = yyq_account_get_id (yyq_session_get_account (session));
  self->session = g_object_ref (session);
  self->workspace = g_object_ref (yyq_session_get_workspace (session));
  self->client = g_object_ref (request.client);
  self->chapters = request.chapters;
  self->cache_dir = g_strdup (request.cache_dir);
  self->platform_id = g_strdup (request.platform_id);
  self->account_id = g_strdup (request.account_id);
  self->owner = yyq_workspace_make_owner (&request);
  self->server = g_strdup (yyq_api_client_get_base_url (request.client));
  self->passphrase = request.passphrase != NULL ? yyq_secret_ref (request.passphrase) : NULL;
  return self;
}
