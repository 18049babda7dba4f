/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-ukey-manager.h"

#include <glib/gi18n.h>
#include <stdlib.h>

#include "yyq-ukey-drivers.h"
#include "yyq-ukey-monitor.h"
#include "yyq-ukey-private.h"
#include "yyq-ukey-scan.h"

/* Reader and card of one UKey come as several events, and the driver needs a moment too. */
#define DEBOUNCE_MS 150

struct _YyqUkeyManager {
  GObject parent_instance;
  GMainContext *context;
  GListStore *ukeys;
  YyqUkeyMonitor *monitor;
  GSource *debounce;
  GPtrArray *waiting; /* (element-type GTask): answered by the next listing */
  GPtrArray *running; /* answered by the one that runs; NULL when none does */
  YyqUkeyDiagnosis diagnosis;
  gboolean again;

  GMutex lock;        /* guards what follows */
  GPtrArray *clients; /* (element-type YyqUkeyClient) */
  GPtrArray *variables;
  gint64 sign_deadline_ms; /* 0: the client's own */
  gboolean discovery;
  gboolean discovered;
  gboolean stopped;
};

static GType
get_item_type (GListModel *model)
{
  return YYQ_TYPE_UKEY;
}

static guint
get_n_items (GListModel *model)
{
  return g_list_model_get_n_items (G_LIST_MODEL (YYQ_UKEY_MANAGER (model)->ukeys));
}

static gpointer
get_item (GListModel *model, guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (YYQ_UKEY_MANAGER (model)->ukeys), position);
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (YyqUkeyManager, yyq_ukey_manager, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

enum {
  PROP_DIAGNOSIS = 1,
  PROP_REFRESHING,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

GType
yyq_ukey_diagnosis_get_type (void)
{
  static gsize type;
  static const GEnumValue values[] = {
    { YYQ_UKEY_DIAGNOSIS_UNKNOWN, "YYQ_UKEY_DIAGNOSIS_UNKNOWN", "unknown" },
    { YYQ_UKEY_DIAGNOSIS_OK, "YYQ_UKEY_DIAGNOSIS_OK", "ok" },
    { YYQ_UKEY_DIAGNOSIS_NO_SERVICE, "YYQ_UKEY_DIAGNOSIS_NO_SERVICE", "no-service" },
    { YYQ_UKEY_DIAGNOSIS_NO_DEVICE, "YYQ_UKEY_DIAGNOSIS_NO_DEVICE", "no-device" },
    { YYQ_UKEY_DIAGNOSIS_NO_DRIVER, "YYQ_UKEY_DIAGNOSIS_NO_DRIVER", "no-driver" },
    { YYQ_UKEY_DIAGNOSIS_DRIVER_FAILED, "YYQ_UKEY_DIAGNOSIS_DRIVER_FAILED", "driver-failed" },
    { YYQ_UKEY_DIAGNOSIS_NOT_INITIALISED, "YYQ_UKEY_DIAGNOSIS_NOT_INITIALISED", "not-initialised" },
    { YYQ_UKEY_DIAGNOSIS_NO_CERTIFICATE, "YYQ_UKEY_DIAGNOSIS_NO_CERTIFICATE", "no-certificate" },
    { 0, NULL, NULL },
  };

  if (g_once_init_enter (&type))
    g_once_init_leave (&type, g_enum_register_static ("YyqUkeyDiagnosis", values));
  return type;
}

const char *
yyq_ukey_diagnosis_get_text (YyqUkeyDiagnosis diagnosis)
{
  switch (diagnosis) {
  case YYQ_UKEY_DIAGNOSIS_UNKNOWN:
  case YYQ_UKEY_DIAGNOSIS_OK:
    return NULL;
  case YYQ_UKEY_DIAGNOSIS_NO_SERVICE:
    return _ ("The smart card service (pcscd) is not running. Ask your administrator to start it, "
              "then plug in the UKey.");
  case YYQ_UKEY_DIAGNOSIS_NO_DEVICE:
    return _ ("No UKey was found. Plug it in.");
  case YYQ_UKEY_DIAGNOSIS_NO_DRIVER:
    return _ ("No driver knows this UKey. Install the driver of its issuer.");
  case YYQ_UKEY_DIAGNOSIS_DRIVER_FAILED:
    return _ ("The driver of the UKey failed. Unplug the UKey and plug it in again; if that does "
              "not help, install its driver anew.");
  case YYQ_UKEY_DIAGNOSIS_NOT_INITIALISED:
    return _ ("This UKey is empty. Ask its issuer to set it up.");
  case YYQ_UKEY_DIAGNOSIS_NO_CERTIFICATE:
    return _ ("There is no certificate on this UKey. Ask its issuer for one.");
  default:
    g_return_val_if_reached (NULL);
  }
}

static void
yyq_ukey_manager_dispose (GObject *object)
{
  YyqUkeyManager *self = YYQ_UKEY_MANAGER (object);

  yyq_ukey_manager_stop (self);
  G_OBJECT_CLASS (yyq_ukey_manager_parent_class)->dispose (object);
}

static void
yyq_ukey_manager_finalize (GObject *object)
{
  YyqUkeyManager *self = YYQ_UKEY_MANAGER (object);

  g_clear_object (&self->ukeys);
  g_clear_pointer (&self->waiting, g_ptr_array_unref);
  g_clear_pointer (&self->clients, g_ptr_array_unref);
  g_clear_pointer (&self->variables, g_ptr_array_unref);
  g_clear_pointer (&self->context, g_main_context_unref);
  g_mutex_clear (&self->lock);
  G_OBJECT_CLASS (yyq_ukey_manager_parent_class)->finalize (object);
}

static void
yyq_ukey_manager_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  YyqUkeyManager *self = YYQ_UKEY_MANAGER (object);

  switch (id) {
  case PROP_DIAGNOSIS:
    g_value_set_enum (value, (int) self->diagnosis);
    break;
  case PROP_REFRESHING:
    g_value_set_boolean (value, yyq_ukey_manager_get_refreshing (self));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
yyq_ukey_manager_class_init (YyqUkeyManagerClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->dispose = yyq_ukey_manager_dispose;
  object_class->finalize = yyq_ukey_manager_finalize;
  object_class->get_property = yyq_ukey_manager_get_property;

  properties[PROP_DIAGNOSIS] = g_param_spec_enum ("diagnosis", NULL, NULL, YYQ_TYPE_UKEY_DIAGNOSIS,
                                                  YYQ_UKEY_DIAGNOSIS_UNKNOWN, flags);
  properties[PROP_REFRESHING] = g_param_spec_boolean ("refreshing", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

YyqUkeyManager *
yyq_ukey_manager_new (void)
{
  return g_object_new (YYQ_TYPE_UKEY_MANAGER, NULL);
}

void
yyq_ukey_manager_set_discovery (YyqUkeyManager *self, gboolean discovery)
{
  g_mutex_lock (&self->lock);
  self->discovery = discovery;
  g_mutex_unlock (&self->lock);
}

void
yyq_ukey_manager_set_variable (YyqUkeyManager *self, const char *name, const char *value)
{
  g_mutex_lock (&self->lock);
  g_ptr_array_add (self->variables, g_strdup_printf ("%s=%s", name, value));
  g_mutex_unlock (&self->lock);
}

void
yyq_ukey_manager_set_sign_deadline (YyqUkeyManager *self, gint64 deadline_ms)
{
  g_mutex_lock (&self->lock);
  self->sign_deadline_ms = deadline_ms;
  g_mutex_unlock (&self->lock);
}

static YyqUkeyClient *
find_client (YyqUkeyManager *self, const char *path)
{
  for (guint i = 0; i < self->clients->len; i++)
    if (g_str_equal (yyq_ukey_client_get_module (self->clients->pdata[i]), path))
      return self->clients->pdata[i];
  return NULL;
}

/* With the lock held. */
static void
add_client (YyqUkeyManager *self, const char *path)
{
  g_autoptr (GPtrArray) variables = NULL;
  YyqUkeyClient *client;

  if (find_client (self, path) != NULL)
    return;
  variables = g_ptr_array_new ();
  for (guint i = 0; i < self->variables->len; i++)
    g_ptr_array_add (variables, self->variables->pdata[i]);
  g_ptr_array_add (variables, NULL);
  client = yyq_ukey_client_new (path, (const char *const *) variables->pdata);
  if (self->sign_deadline_ms > 0)
    yyq_ukey_client_set_sign_deadline (client, self->sign_deadline_ms);
  g_ptr_array_add (self->clients, client);
}

void
yyq_ukey_manager_add_module (YyqUkeyManager *self, const char *path)
{
  /* Named like the ones that are found by themselves, so that none is loaded twice. */
  char *real = realpath (path, NULL);

  g_mutex_lock (&self->lock);
  add_client (self, real != NULL ? real : path);
  g_mutex_unlock (&self->lock);
  free (real);
}

/* (transfer full): the drivers to ask. Looks for installed ones the first time, which reads files.
 */
static GPtrArray *
get_clients (YyqUkeyManager *self)
{
  GPtrArray *clients = g_ptr_array_new_with_free_func (g_object_unref);

  g_mutex_lock (&self->lock);
  if (self->discovery && !self->discovered) {
    g_autoptr (GPtrArray) paths = yyq_ukey_drivers_find (NULL);

    for (guint i = 0; i < paths->len; i++)
      add_client (self, paths->pdata[i]);
    self->discovered = TRUE;
  }
  for (guint i = 0; i < self->clients->len && !self->stopped; i++)
    g_ptr_array_add (clients, g_object_ref (self->clients->pdata[i]));
  g_mutex_unlock (&self->lock);
  return clients;
}

YyqUkeyClient *
yyq_ukey_manager_get_client (YyqUkeyManager *self, YyqUkey *ukey)
{
  YyqUkeyClient *client;

  g_mutex_lock (&self->lock);
  client = self->stopped ? NULL : find_client (self, yyq_ukey_get_module (ukey));
  if (client != NULL)
    g_object_ref (client);
  g_mutex_unlock (&self->lock);
  return client;
}

GPtrArray *
yyq_ukey_manager_list_sync (YyqUkeyManager *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) clients = get_clients (self);
  g_autoptr (GPtrArray) scans = yyq_ukey_scan_all (clients, cancellable);
  g_autoptr (GPtrArray) ukeys = yyq_ukey_scan_get_ukeys (scans);

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  for (guint i = 0; i < scans->len && ukeys->len == 0; i++) {
    YyqUkeyScan *scan = scans->pdata[i];

    if (scan->error != NULL) {
      g_propagate_error (error, g_steal_pointer (&scan->error));
      return NULL;
    }
  }
  return g_steal_pointer (&ukeys);
}

static gboolean
find_same (GPtrArray *ukeys, YyqUkey *wanted, guint *index)
{
  for (guint i = 0; i < ukeys->len; i++)
    if (yyq_ukey_same (ukeys->pdata[i], wanted)) {
      *index = i;
      return TRUE;
    }
  return FALSE;
}

/* Objects of tokens that stayed are kept: a page may show one, and has its certificate selected. */
static void
update_list (YyqUkeyManager *self, GPtrArray *ukeys)
{
  guint position = 0;
  guint index;

  while (position < get_n_items (G_LIST_MODEL (self))) {
    g_autoptr (YyqUkey) ukey = g_list_model_get_item (G_LIST_MODEL (self->ukeys), position);

    if (find_same (ukeys, ukey, &index)) {
      yyq_ukey_update (ukey, ukeys->pdata[index]);
      g_ptr_array_remove_index (ukeys, index);
      position++;
    } else
      g_list_store_remove (self->ukeys, position);
  }
  if (ukeys->len > 0)
    g_list_store_splice (self->ukeys, position, 0, ukeys->pdata, ukeys->len);
}

static void
set_diagnosis (YyqUkeyManager *self, YyqUkeyDiagnosis diagnosis)
{
  if (self->diagnosis == diagnosis)
    return;
  self->diagnosis = diagnosis;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DIAGNOSIS]);
}

static void
answer (GPtrArray *tasks)
{
  for (guint i = 0; i < tasks->len; i++)
    g_task_return_boolean (tasks->pdata[i], TRUE);
}

static void
listing_done (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyqUkeyManager) self = user_data;
  g_autoptr (GPtrArray) scans = g_task_propagate_pointer (G_TASK (result), NULL);
  g_autoptr (GPtrArray) tasks = g_steal_pointer (&self->running);
  g_autoptr (GPtrArray) ukeys = yyq_ukey_scan_get_ukeys (scans);
  gboolean service = self->monitor == NULL || yyq_ukey_monitor_is_service_running (self->monitor);
  guint n_cards = self->monitor != NULL ? yyq_ukey_monitor_get_n_cards (self->monitor) : 0;

  if (!self->stopped) {
    update_list (self, ukeys);
    set_diagnosis (self, yyq_ukey_scan_diagnose (scans, service, n_cards));
  }
  answer (tasks);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REFRESHING]);
}

static void
listing_run (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  g_autoptr (GPtrArray) clients = get_clients (task_data);

  g_task_return_pointer (task, yyq_ukey_scan_all (clients, NULL),
                         (GDestroyNotify) g_ptr_array_unref);
}

/* One listing at a time; what is asked for meanwhile is answered by the next one. */
static void
start_listing (YyqUkeyManager *self)
{
  g_autoptr (GTask) task = NULL;

  self->again = self->running != NULL;
  if (self->running != NULL)
    return;
  self->running = g_steal_pointer (&self->waiting);
  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REFRESHING]);

  /* The callback has the reference: the thread may let go of the task later, and must not be the
   * last to hold us. */
  task = g_task_new (NULL, NULL, listing_done, g_object_ref (self));
  g_task_set_source_tag (task, start_listing);
  g_task_set_task_data (task, self, NULL);
  g_task_run_in_thread (task, listing_run);
}

/* After a listing: what was asked for while it ran. */
static void
list_again (YyqUkeyManager *self)
{
  g_autoptr (GPtrArray) tasks = NULL;

  if (self->running != NULL || (!self->again && self->waiting->len == 0))
    return;
  if (!self->stopped) {
    start_listing (self);
    return;
  }
  tasks = g_steal_pointer (&self->waiting);
  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
  answer (tasks);
}

static gboolean
debounced (gpointer data)
{
  YyqUkeyManager *self = data;

  g_clear_pointer (&self->debounce, g_source_unref);
  start_listing (self);
  return G_SOURCE_REMOVE;
}

static void
cancel_debounce (YyqUkeyManager *self)
{
  if (self->debounce != NULL)
    g_source_destroy (self->debounce);
  g_clear_pointer (&self->debounce, g_source_unref);
}

static void
monitor_changed (YyqUkeyManager *self)
{
  cancel_debounce (self);
  self->debounce = g_timeout_source_new (DEBOUNCE_MS);
  g_source_set_callback (self->debounce, debounced, self, NULL);
  g_source_attach (self->debounce, self->context);
}

void
yyq_ukey_manager_start (YyqUkeyManager *self)
{
  g_return_if_fail (self->monitor == NULL);

  self->stopped = FALSE;
  self->monitor = yyq_ukey_monitor_new ();
  g_signal_connect_object (self->monitor, "changed", G_CALLBACK (monitor_changed), self,
                           G_CONNECT_SWAPPED);
  yyq_ukey_monitor_start (self->monitor);
  start_listing (self);
}

void
yyq_ukey_manager_stop (YyqUkeyManager *self)
{
  cancel_debounce (self);
  if (self->monitor != NULL)
    yyq_ukey_monitor_stop (self->monitor);
  g_clear_object (&self->monitor);

  g_mutex_lock (&self->lock);
  self->stopped = TRUE;
  for (guint i = 0; i < self->clients->len; i++)
    yyq_ukey_client_close (self->clients->pdata[i]);
  g_ptr_array_set_size (self->clients, 0);
  self->discovered = FALSE;
  g_mutex_unlock (&self->lock);
}

void
yyq_ukey_manager_refresh_async (YyqUkeyManager *self, GCancellable *cancellable,
                                GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, yyq_ukey_manager_refresh_async);
  g_mutex_lock (&self->lock);
  for (guint i = 0; i < self->clients->len; i++)
    yyq_ukey_client_forgive (self->clients->pdata[i]);
  self->discovered = FALSE;
  g_mutex_unlock (&self->lock);
  g_ptr_array_add (self->waiting, task);
  start_listing (self);
}

gboolean
yyq_ukey_manager_refresh_finish (YyqUkeyManager *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

YyqUkeyDiagnosis
yyq_ukey_manager_get_diagnosis (YyqUkeyManager *self)
{
  return self->diagnosis;
}

gboolean
yyq_ukey_manager_is_service_running (YyqUkeyManager *self)
{
  return self->monitor != NULL && yyq_ukey_monitor_is_service_running (self->monitor);
}

GStrv
yyq_ukey_manager_dup_modules (YyqUkeyManager *self)
{
  g_autoptr (GStrvBuilder) modules = g_strv_builder_new ();

  g_mutex_lock (&self->lock);
  for (guint i = 0; i < self->clients->len; i++)
    g_strv_builder_add (modules, yyq_ukey_client_get_module (self->clients->pdata[i]));
  g_mutex_unlock (&self->lock);
  return g_strv_builder_end (modules);
}

gboolean
yyq_ukey_manager_get_refreshing (YyqUkeyManager *self)
{
  return self->running != NULL;
}

gboolean
yyq_ukey_manager_find (YyqUkeyManager *self, const char *sha256, YyqUkey **ukey,
                       YyqUkeyCertificate **certificate)
{
  guint n = get_n_items (G_LIST_MODEL (self));

  for (guint i = 0; i < n; i++) {
    g_autoptr (YyqUkey) candidate = g_list_model_get_item (G_LIST_MODEL (self->ukeys), i);
    YyqUkeyCertificate *found = yyq_ukey_find_certificate (candidate, sha256);

    if (found != NULL) {
      *certificate = g_object_ref (found);
      *ukey = g_steal_pointer (&candidate);
      return TRUE;
    }
  }
  return FALSE;
}

static void
yyq_ukey_manager_init (YyqUkeyManager *self)
{
  g_mutex_init (&self->lock);
  self->context = g_main_context_ref_thread_default ();
  self->ukeys = g_list_store_new (YYQ_TYPE_UKEY);
  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
  self->clients = g_ptr_array_new_with_free_func (g_object_unref);
  self->variables = g_ptr_array_new_with_free_func (g_free);
  self->discovery = TRUE;
  g_signal_connect_swapped (self->ukeys, "items-changed", G_CALLBACK (g_list_model_items_changed),
                            self);
  g_signal_connect (self, "notify::refreshing", G_CALLBACK (list_again), NULL);
}
