/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-template-acts.h"

#include <glib/gi18n.h>

#include "yyq-id.h"
#include "yyq-session-private.h"
#include "yyq-template-command.h"
#include "yyq-template-private.h"
#include "yyq-wire.h"

typedef struct {
  YyqWorkspace *workspace; /* (owned) */
  char *key;               /* idempotency key */
  gboolean waits;
} Act;

static void
act_free (gpointer data)
{
  Act *act = data;

  g_object_unref (act->workspace);
  g_free (act->key);
  g_free (act);
}

static void
discarded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!yyq_outbox_change_finish (YYQ_OUTBOX (source), result, &error))
    g_debug ("A command is not taken back: %s", error->message);
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Act *act = g_task_get_task_data (task);
  YyqOutboxRunner *runner = YYQ_OUTBOX_RUNNER (source);
  GError *error = NULL;
  YyqCommandFate fate;
  YyqCommandReply *reply = yyq_outbox_runner_send_finish (runner, result, &fate, &error);

  act->waits = fate == YYQ_COMMAND_WAITS;
  if (fate == YYQ_COMMAND_PARKED)
    yyq_outbox_discard_async (yyq_outbox_runner_get_outbox (runner), act->key, discarded_cb, NULL);
  if (reply != NULL || act->waits)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
  g_clear_error (&error);
  g_clear_pointer (&reply, yyq_command_reply_free);
}

static void
send_command (YyqSession *session, YyqOutboxEntry *entry, GAsyncReadyCallback callback,
              gpointer user_data)
{
  GTask *task = g_task_new (NULL, NULL, callback, user_data);
  YyqWorkspace *workspace = yyq_session_get_workspace (session);
  Act *act = g_new0 (Act, 1);

  act->workspace = g_object_ref (workspace);
  act->key = g_strdup (entry->idempotency_key);
  g_task_set_source_tag (task, send_command);
  g_task_set_task_data (task, act, act_free);
  yyq_outbox_runner_send_async (yyq_workspace_get_runner (workspace), entry, NULL, sent_cb, task);
}

static GBytes *
take_body (JsonObject *object)
{
  g_autoptr (JsonNode) node = yyq_wire_take_object (object);

  return yyq_wire_serialize (node);
}

void
yyq_template_act_async (YyqSession *session, YyqTemplate *template, YyqTemplateAct act,
                        GAsyncReadyCallback callback, gpointer user_data)
{
  const YyqCommandKind *kind = act == YYQ_TEMPLATE_ACT_OPEN    ? &yyq_template_open_command
                               : act == YYQ_TEMPLATE_ACT_CLOSE ? &yyq_template_close_command
                                                               : &yyq_template_delete_command;
  JsonObject *object = json_object_new ();
  g_autoptr (GBytes) body = NULL;
  g_autoptr (YyqOutboxEntry) entry = NULL;

  g_return_if_fail (YYQ_IS_TEMPLATE (template));

  json_object_set_int_member (object, "version", yyq_template_get_version (template));
  body = take_body (object);
  entry = yyq_outbox_entry_new (kind->name, yyq_template_get_id (template), body);
  entry->title = g_strdup (yyq_template_get_name (template));
  send_command (session, entry, callback, user_data);
}

void
yyq_template_copy_async (YyqSession *session, YyqTemplate *template, const char *name,
                         GAsyncReadyCallback callback, gpointer user_data)
{
  JsonObject *object = json_object_new ();
  g_autofree char *id = yyq_id_new ();
  g_autoptr (GBytes) body = NULL;
  g_autoptr (YyqOutboxEntry) entry = NULL;

  g_return_if_fail (YYQ_IS_TEMPLATE (template));

  json_object_set_string_member (object, "id", id);
  json_object_set_string_member (object, "name", name);
  body = take_body (object);
  entry = yyq_outbox_entry_new (yyq_template_copy_command.name, id, body);
  entry->target = g_strdup (yyq_template_get_id (template));
  entry->title = g_strdup (name);
  send_command (session, entry, callback, user_data);
}

void
yyq_template_roll_back_async (YyqSession *session, YyqTemplate *template, int edition,
                              GAsyncReadyCallback callback, gpointer user_data)
{
  JsonObject *object = json_object_new ();
  g_autoptr (GBytes) body = NULL;
  g_autoptr (YyqOutboxEntry) entry = NULL;

  g_return_if_fail (YYQ_IS_TEMPLATE (template));

  json_object_set_int_member (object, "version", yyq_template_get_version (template));
  json_object_set_int_member (object, "edition", edition);
  body = take_body (object);
  entry = yyq_outbox_entry_new (yyq_template_roll_back_command.name, yyq_template_get_id (template),
                                body);
  send_command (session, entry, callback, user_data);
}

gboolean
yyq_template_act_finish (GAsyncResult *result, gboolean *waits, GError **error)
{
  const Act *act = g_task_get_task_data (G_TASK (result));

  *waits = act->waits;
  return g_task_propagate_boolean (G_TASK (result), error);
}

static const char *
permission_of (YyqTemplateAct act)
{
  switch (act) {
  case YYQ_TEMPLATE_ACT_OPEN:
  case YYQ_TEMPLATE_ACT_CLOSE:
    return "template.open";
  case YYQ_TEMPLATE_ACT_USE:
    return "template.use";
  case YYQ_TEMPLATE_ACT_EDIT:
  case YYQ_TEMPLATE_ACT_DELETE:
  default:
    return "template.edit";
  }
}

gboolean
yyq_template_can (YyqSession *session, YyqTemplate *template, YyqTemplateAct act)
{
  return session != NULL && yyq_session_has_permission (session, permission_of (act)) &&
         yyq_template_may (template, act, NULL);
}

const char *
yyq_template_get_pending_word (YyqSession *session, YyqTemplate *template)
{
  YyqPendingList *pending = session != NULL ? yyq_session_get_pending (session) : NULL;
  const char *id = yyq_template_get_id (template);

  if (pending == NULL)
    return NULL;
  if (yyq_pending_list_find (pending, id, TRUE) != NULL)
    return _ ("Not accepted");
  if (yyq_pending_list_find (pending, id, FALSE) != NULL)
    return _ ("Waits to be sent");
  return NULL;
}
