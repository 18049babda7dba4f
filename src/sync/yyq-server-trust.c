/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-server-trust.h"

#include <errno.h>
#include <glib/gstdio.h>

#include "yyq-auth-api.h"
#include "yyq-clock.h"
#include "yyq-server-trust-state.h"
#include "yyq-trust-roots.h"
#include "yyq-trust.h"

struct _YyqServerTrust {
  GObject parent_instance;

  YyqApiClient *client;
  char *cache_dir;
  char *server;    /* (nullable): whose the following is */
  gboolean kept;   /* in a file */
  gboolean loaded; /* what is in the file */
  YyqServerTrustState state;
  YyqTrust *trust; /* (nullable) */

  GPtrArray *waiting; /* (element-type GTask): updates that end when all is written */
  GBytes *saved;      /* (nullable): what was written last */
  gboolean writing;
  gboolean dirty; /* and must be written once more */
};

enum {
  PROP_PENDING = 1,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (YyqServerTrust, yyq_server_trust, G_TYPE_OBJECT)

/* The file of one server */

static char *
make_path (YyqServerTrust *self)
{
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, self->server, -1);
  g_autofree char *name = g_strdup_printf ("%.32s.json", hash);

  return g_build_filename (self->cache_dir, "servers", name, NULL);
}

static void
finish_waiting (YyqServerTrust *self)
{
  g_autoptr (GPtrArray) waiting = g_steal_pointer (&self->waiting);

  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < waiting->len; i++)
    g_task_return_boolean (g_ptr_array_index (waiting, i), TRUE);
}

/* One write at a time: the last word must be what stays. */
static void
save (YyqServerTrust *self, GAsyncReadyCallback saved)
{
  g_autoptr (GBytes) content = NULL;
  g_autoptr (GFile) file = NULL;
  g_autofree char *path = NULL;
  g_autofree char *directory = NULL;

  self->dirty = self->writing;
  if (self->writing)
    return;
  content = self->kept && self->state.pinned.signers != NULL
              ? yyq_server_trust_state_encode (&self->state, self->server)
              : NULL;
  if (content == NULL || (self->saved != NULL && g_bytes_equal (content, self->saved))) {
    finish_waiting (self);
    return;
  }
  path = make_path (self);
  directory = g_path_get_dirname (path);
  file = g_file_new_for_path (path);
  if (g_mkdir_with_parents (directory, 0700) != 0)
    g_warning ("%s: %s", directory, g_strerror (errno));
  self->writing = TRUE;
  g_clear_pointer (&self->saved, g_bytes_unref);
  self->saved = g_bytes_ref (content);
  g_file_replace_contents_bytes_async (file, content, NULL, FALSE, G_FILE_CREATE_PRIVATE, NULL,
                                       saved, g_object_ref (self));
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyqServerTrust) self = user_data;
  g_autoptr (GError) error = NULL;

  self->writing = FALSE;
  /* Then the next start trusts at first sight again, or asks again. */
  if (!g_file_replace_contents_finish (G_FILE (source), result, NULL, &error)) {
    g_warning ("what the server trusts is not kept: %s", error->message);
    g_clear_pointer (&self->saved, g_bytes_unref);
  }
  if (self->dirty)
    save (self, saved_cb);
  else
    finish_waiting (self);
}

/* Lists */

static gboolean
is_of (GPtrArray *roots, YyqCrl *list)
{
  for (guint i = 0; i < roots->len; i++)
    if (yyq_crl_is_signed_by (list, yyq_trust_root_get_certificates (g_ptr_array_index (roots, i))))
      return TRUE;
  return FALSE;
}

static void
take_list (YyqServerTrust *self, GBytes *der)
{
  g_autoptr (YyqCrl) list = yyq_crl_new (der, NULL);

  if (list == NULL ||
      !(is_of (self->state.pinned.signers, list) || is_of (self->state.pinned.tsas, list)))
    return;
  for (guint i = 0; i < self->state.lists->len; i++) {
    YyqCrl *known = g_ptr_array_index (self->state.lists, i);

    if (!g_str_equal (known->scope, list->scope))
      continue;
    if (!yyq_crl_is_newer (list, known))
      return;
    g_ptr_array_remove_index (self->state.lists, i);
    break;
  }
  g_ptr_array_add (self->state.lists, g_steal_pointer (&list));
}

static gboolean
knows_list (YyqServerTrust *self, const char *sha256)
{
  for (guint i = 0; i < self->state.lists->len; i++)
    if (g_str_equal (((YyqCrl *) g_ptr_array_index (self->state.lists, i))->sha256, sha256))
      return TRUE;
  return FALSE;
}

static gboolean
renew_trust (YyqServerTrust *self, GError **error)
{
  YyqTrust *trust = yyq_trust_new_for_roots (self->state.pinned.signers, self->state.pinned.tsas,
                                             self->state.lists, error);

  if (trust == NULL)
    return FALSE;
  g_clear_pointer (&self->trust, yyq_trust_unref);
  self->trust = trust;
  return TRUE;
}

/* Update: the file, what the server says, its lists */

typedef struct {
  char *server;
  YyqServerInfo *info;
  guint next; /* of its lists */
} Update;

static void
update_free (gpointer data)
{
  Update *update = data;

  g_free (update->server);
  g_object_unref (update->info);
  g_free (update);
}

/* Cancelled, or the person went to another server meanwhile: what comes now is not for it. */
static gboolean
end_if_overtaken (GTask *task, const Update *update)
{
  YyqServerTrust *self = g_task_get_source_object (task);

  if (g_task_return_error_if_cancelled (task))
    return TRUE;
  if (g_strcmp0 (self->server, update->server) == 0)
    return FALSE;
  g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "another server was chosen");
  return TRUE;
}

static void
end_update (GTask *task)
{
  YyqServerTrust *self = g_task_get_source_object (task);
  GError *error = NULL;

  if (!renew_trust (self, &error)) {
    g_task_return_error (task, error);
    return;
  }
  g_ptr_array_add (self->waiting, g_object_ref (task));
  save (self, saved_cb);
}

static void
fetch_next (GTask *task, GAsyncReadyCallback fetched)
{
  YyqServerTrust *self = g_task_get_source_object (task);
  Update *update = g_task_get_task_data (task);
  const char *const *lists = yyq_server_info_get_revocation_lists (update->info);

  while (lists[update->next] != NULL && knows_list (self, lists[update->next]))
    update->next++;
  if (lists[update->next] == NULL)
    end_update (task);
  else
    yyq_auth_api_get_list_async (self->client, lists[update->next++], g_task_get_cancellable (task),
                                 fetched, g_object_ref (task));
}

static void
fetched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  YyqServerTrust *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) der = yyq_auth_api_get_list_finish (YYQ_API_CLIENT (source), result, &error);

  if (end_if_overtaken (task, g_task_get_task_data (task)))
    return;
  if (der != NULL)
    take_list (self, der);
  else
    g_debug ("A revocation list is not fetched: %s", error->message);
  fetch_next (task, fetched_cb);
}

static void
take_roots (YyqServerTrust *self, YyqServerInfo *info)
{
  GPtrArray *signers = yyq_server_info_get_signer_roots (info);
  GPtrArray *tsas = yyq_server_info_get_tsa_roots (info);
  const gboolean was_pending = self->state.offer.signers != NULL;

  if (self->state.pinned.signers == NULL)
    yyq_server_roots_set (&self->state.pinned, signers, tsas);
  if (yyq_server_roots_equal (&self->state.pinned, signers, tsas)) {
    yyq_server_roots_set (&self->state.offer, NULL, NULL);
    self->state.offered_at = 0;
  } else if (!was_pending || !yyq_server_roots_equal (&self->state.offer, signers, tsas)) {
    yyq_server_roots_set (&self->state.offer, signers, tsas);
    self->state.offered_at = yyq_clock_now ();
  }
  if (was_pending != (self->state.offer.signers != NULL))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PENDING]);
}

static void
begin_update (GTask *task)
{
  YyqServerTrust *self = g_task_get_source_object (task);
  Update *update = g_task_get_task_data (task);

  self->loaded = TRUE;
  take_roots (self, update->info);
  fetch_next (task, fetched_cb);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  YyqServerTrust *self = g_task_get_source_object (task);
  Update *update = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) content = g_file_load_bytes_finish (G_FILE (source), result, NULL, &error);

  if (end_if_overtaken (task, update))
    return;
  g_ptr_array_set_size (self->state.lists, 0);
  if (content != NULL && !yyq_server_trust_state_decode (&self->state, content, &error))
    g_warning ("what was kept of the server's trust is damaged: %s", error->message);
  begin_update (task);
}

void
yyq_server_trust_update_async (YyqServerTrust *self, YyqServerInfo *info, GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  const char *server = yyq_api_client_get_base_url (self->client);
  g_autofree char *path = NULL;
  g_autoptr (GFile) file = NULL;
  Update *update = g_new0 (Update, 1);

  update->info = g_object_ref (info);
  update->server = g_strdup (server);
  g_task_set_source_tag (task, yyq_server_trust_update_async);
  g_task_set_task_data (task, update, update_free);
  if (self->loaded && g_strcmp0 (self->server, server) == 0) {
    begin_update (task);
    return;
  }
  yyq_server_trust_forget (self);
  self->server = g_strdup (server);
  /* Plain HTTP is for this computer alone: no server elsewhere gets out of this by calling itself a
   * demo. */
  self->kept = !(yyq_server_info_get_demo (info) && g_str_has_prefix (server, "http://"));
  if (!self->kept) {
    begin_update (task);
    return;
  }
  path = make_path (self);
  file = g_file_new_for_path (path);
  g_file_load_bytes_async (file, cancellable, loaded_cb, g_steal_pointer (&task));
}

gboolean
yyq_server_trust_update_finish (YyqServerTrust *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
yyq_server_trust_forget (YyqServerTrust *self)
{
  const gboolean was_pending = self->state.offer.signers != NULL;

  self->loaded = FALSE;
  g_clear_pointer (&self->saved, g_bytes_unref);
  g_clear_pointer (&self->server, g_free);
  g_clear_pointer (&self->trust, yyq_trust_unref);
  yyq_server_trust_state_reset (&self->state);
  if (was_pending)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PENDING]);
}

/* What is known */

YyqTrust *
yyq_server_trust_get_trust (YyqServerTrust *self)
{
  return self->trust;
}

gboolean
yyq_server_trust_get_pending (YyqServerTrust *self)
{
  return self->state.offer.signers != NULL;
}

gint64
yyq_server_trust_get_offered_at (YyqServerTrust *self)
{
  return self->state.offered_at;
}

GPtrArray *
yyq_server_trust_list_going (YyqServerTrust *self)
{
  return yyq_server_roots_list_missing (&self->state.pinned, &self->state.offer);
}

GPtrArray *
yyq_server_trust_list_coming (YyqServerTrust *self)
{
  return yyq_server_roots_list_missing (&self->state.offer, &self->state.pinned);
}

void
yyq_server_trust_confirm (YyqServerTrust *self)
{
  g_autoptr (GError) error = NULL;

  if (self->state.offer.signers == NULL)
    return;
  yyq_server_roots_set (&self->state.pinned, self->state.offer.signers, self->state.offer.tsas);
  yyq_server_roots_set (&self->state.offer, NULL, NULL);
  self->state.offered_at = 0;
  if (!renew_trust (self, &error))
    g_warning ("the confirmed authorities cannot be read: %s", error->message);
  save (self, saved_cb);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PENDING]);
}

/* Object */

static void
yyq_server_trust_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_PENDING)
    g_value_set_boolean (value, yyq_server_trust_get_pending (YYQ_SERVER_TRUST (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
yyq_server_trust_finalize (GObject *object)
{
  YyqServerTrust *self = YYQ_SERVER_TRUST (object);

  g_clear_object (&self->client);
  g_free (self->cache_dir);
  g_free (self->server);
  yyq_server_trust_state_clear (&self->state);
  g_ptr_array_unref (self->waiting);
  g_clear_pointer (&self->saved, g_bytes_unref);
  g_clear_pointer (&self->trust, yyq_trust_unref);
  G_OBJECT_CLASS (yyq_server_trust_parent_class)->finalize (object);
}

static void
yyq_server_trust_class_init (YyqServerTrustClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = yyq_server_trust_get_property;
  object_class->finalize = yyq_server_trust_finalize;
  properties[PROP_PENDING] = g_param_spec_boolean ("pending", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
yyq_server_trust_init (YyqServerTrust *self)
{
  yyq_server_trust_state_init (&self->state);
  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
}

YyqServerTrust *
yyq_server_trust_new (YyqApiClient *client, const char *cache_dir)
{
  YyqServerTrust *self = g_object_new (YYQ_TYPE_SERVER_TRUST, NULL);

  self->client = g_object_ref (client);
  self->cache_dir = g_strdup (cache_dir);
  return self;
}
