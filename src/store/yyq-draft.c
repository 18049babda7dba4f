/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-draft-private.h"

/* After the last operation, the journal is folded into the snapshot. */
#define IDLE_MS 3000
/* Until what could not be written is tried again. */
#define AGAIN_MS 3000

struct _YyqDraft {
  GObject parent_instance;

  YyqDraftCore *core; /* (owned) */
  GError *trouble;    /* (owned) (nullable) */
  gboolean saved;
  gboolean cut;
  gboolean closed;
  guint idle;  /* timer */
  guint again; /* timer */
};

typedef enum {
  PROP_SAVED = 1,
  PROP_TROUBLE,
  N_PROPS
} YyqDraftProperty;

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (YyqDraft, yyq_draft, G_TYPE_OBJECT)

static void
set_saved (YyqDraft *self, gboolean saved)
{
  if (self->saved == saved)
    return;
  self->saved = saved;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SAVED]);
}

/* Until the writer has told how it ended; in memory there is nothing to tell. */
static void
begin_saving (YyqDraft *self)
{
  set_saved (self,
             yyq_draft_threads_get_directory (yyq_draft_core_get_threads (self->core)) == NULL);
}

static void
set_trouble (YyqDraft *self, const GError *error)
{
  if (self->trouble == NULL && error == NULL)
    return;
  g_clear_error (&self->trouble);
  self->trouble = error != NULL ? g_error_copy (error) : NULL;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TROUBLE]);
}

static gboolean
again_cb (gpointer user_data)
{
  YyqDraft *self = user_data;

  self->again = 0;
  yyq_draft_core_save (self->core);
  return G_SOURCE_REMOVE;
}

static gboolean
idle_cb (gpointer user_data)
{
  YyqDraft *self = user_data;

  self->idle = 0;
  yyq_draft_core_compact_if_idle (self->core);
  return G_SOURCE_REMOVE;
}

static void
wait_for_idle (YyqDraft *self)
{
  g_clear_handle_id (&self->idle, g_source_remove);
  self->idle = g_timeout_add (IDLE_MS, idle_cb, self);
}

static void
told (gpointer owner, const GError *error)
{
  YyqDraft *self = owner;

  set_saved (self, yyq_draft_core_is_saved (self->core));
  set_trouble (self, error);
  if (error != NULL && self->again == 0)
    self->again = g_timeout_add (AGAIN_MS, again_cb, self);
}

const YyqDraftKind *
yyq_draft_get_kind (YyqDraft *self)
{
  return yyq_draft_core_get_kind (self->core);
}

const YyqDraftState *
yyq_draft_get_state (YyqDraft *self)
{
  return yyq_draft_core_get_state (self->core);
}

gboolean
yyq_draft_is_closed (YyqDraft *self)
{
  return self->closed;
}

const char *
yyq_draft_get_id (YyqDraft *self)
{
  return yyq_draft_core_get_id (self->core);
}

const char *
yyq_draft_get_object_id (YyqDraft *self)
{
  return yyq_draft_core_get_state (self->core)->object_id;
}

const char *
yyq_draft_get_title (YyqDraft *self)
{
  return yyq_draft_core_get_state (self->core)->title;
}

const char *
yyq_draft_get_reason (YyqDraft *self)
{
  return yyq_draft_core_get_state (self->core)->reason;
}

gint64
yyq_draft_get_base_version (YyqDraft *self)
{
  return yyq_draft_core_get_state (self->core)->base_version;
}

GBytes *
yyq_draft_get_base (YyqDraft *self)
{
  return yyq_draft_core_get_state (self->core)->base;
}

GBytes *
yyq_draft_get_local (YyqDraft *self)
{
  return yyq_draft_core_get_state (self->core)->local;
}

gboolean
yyq_draft_get_cut (YyqDraft *self)
{
  return self->cut;
}

gboolean
yyq_draft_get_saved (YyqDraft *self)
{
  return self->saved;
}

const GError *
yyq_draft_get_trouble (YyqDraft *self)
{
  return self->trouble;
}

gboolean
yyq_draft_apply (YyqDraft *self, GBytes *operation, GError **error)
{
  GBytes *local;

  g_return_val_if_fail (YYQ_IS_DRAFT (self) && !self->closed, FALSE);
  local = yyq_draft_get_kind (self)->apply (yyq_draft_get_local (self), operation, error);
  if (local == NULL)
    return FALSE;
  yyq_draft_core_push (self->core, g_bytes_ref (operation), local);
  begin_saving (self);
  wait_for_idle (self);
  return TRUE;
}

void
yyq_draft_rebase (YyqDraft *self, gint64 base_version, GBytes *base, GBytes *local)
{
  YyqDraftState *state;

  g_return_if_fail (YYQ_IS_DRAFT (self) && !self->closed);
  state = yyq_draft_state_copy (yyq_draft_core_get_state (self->core));
  state->base_version = base_version;
  g_clear_pointer (&state->base, g_bytes_unref);
  state->base = base != NULL ? g_bytes_ref (base) : NULL;
  g_bytes_unref (state->local);
  state->local = g_bytes_ref (local);
  yyq_draft_core_replace (self->core, state);
  begin_saving (self);
}

void
yyq_draft_park (YyqDraft *self, const char *reason)
{
  YyqDraftState *state;

  g_return_if_fail (YYQ_IS_DRAFT (self) && !self->closed);
  state = yyq_draft_state_copy (yyq_draft_core_get_state (self->core));
  g_free (state->reason);
  state->reason = g_strdup (reason);
  yyq_draft_core_replace (self->core, state);
  begin_saving (self);
}

void
yyq_draft_flush_async (YyqDraft *self, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);

  g_return_if_fail (YYQ_IS_DRAFT (self) && !self->closed);
  g_task_set_source_tag (task, yyq_draft_flush_async);
  yyq_draft_core_flush (self->core, task);
}

gboolean
yyq_draft_flush_finish (YyqDraft *self, GAsyncResult *result, GError **error)
{
  const gboolean done = g_task_propagate_boolean (G_TASK (result), error);

  set_saved (self, yyq_draft_core_is_saved (self->core));
  return done;
}

static void
finish (YyqDraft *self, gboolean discard)
{
  if (self->closed)
    return;
  self->closed = TRUE;
  g_clear_handle_id (&self->idle, g_source_remove);
  g_clear_handle_id (&self->again, g_source_remove);
  yyq_draft_core_set_owner (self->core, NULL, NULL);
  yyq_draft_core_close (self->core, discard);
}

void
yyq_draft_discard (YyqDraft *self)
{
  g_return_if_fail (YYQ_IS_DRAFT (self));
  finish (self, TRUE);
}

static void
yyq_draft_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  YyqDraft *self = YYQ_DRAFT (object);

  switch ((YyqDraftProperty) id) {
  case PROP_SAVED:
    g_value_set_boolean (value, self->saved);
    break;
  case PROP_TROUBLE:
    g_value_set_boxed (value, self->trouble);
    break;
  case N_PROPS:
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
yyq_draft_dispose (GObject *object)
{
  finish (YYQ_DRAFT (object), FALSE);
  G_OBJECT_CLASS (yyq_draft_parent_class)->dispose (object);
}

static void
yyq_draft_finalize (GObject *object)
{
  YyqDraft *self = YYQ_DRAFT (object);

  g_clear_error (&self->trouble);
  yyq_draft_core_unref (self->core);
  G_OBJECT_CLASS (yyq_draft_parent_class)->finalize (object);
}

static void
yyq_draft_class_init (YyqDraftClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = yyq_draft_get_property;
  object_class->dispose = yyq_draft_dispose;
  object_class->finalize = yyq_draft_finalize;
  properties[PROP_SAVED] = g_param_spec_boolean ("saved", NULL, NULL, TRUE, flags);
  properties[PROP_TROUBLE] = g_param_spec_boxed ("trouble", NULL, NULL, G_TYPE_ERROR, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
yyq_draft_init (YyqDraft *self)
{
}

YyqDraft *
yyq_draft_new (YyqDraftCore *core, gboolean saved, gboolean cut)
{
  YyqDraft *self = g_object_new (YYQ_TYPE_DRAFT, NULL);

  self->core = core;
  self->cut = cut;
  self->saved = saved;
  yyq_draft_core_set_owner (core, self, told);
  return self;
}
