/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-unsent.h"

#include "yyq-scope.h"
#include "yyq-session-private.h"

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  const char *contract_id = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GPtrArray) entries = yyq_outbox_list_finish (YYQ_OUTBOX (source), result, &error);
  gboolean found = FALSE;

  if (entries == NULL) {
    g_task_return_error (task, error);
    return;
  }
  for (guint i = 0; i < entries->len && !found; i++) {
    const YyqOutboxEntry *entry = entries->pdata[i];

    found = entry->state == YYQ_OUTBOX_WAITING && g_strcmp0 (entry->object_id, contract_id) == 0;
  }
  g_task_return_boolean (task, found);
}

void
yyq_unsent_find_async (YyqSession *session, const char *contract_id, GCancellable *cancellable,
                       GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (session, cancellable, callback, user_data);
  YyqScope *scope = yyq_session_get_scope (session);

  g_task_set_source_tag (task, yyq_unsent_find_async);
  g_task_set_task_data (task, g_strdup (contract_id), g_free);
  if (scope == NULL)
    g_task_return_boolean (task, FALSE);
  else
    yyq_outbox_list_async (yyq_outbox_runner_get_outbox (yyq_scope_get_runner (scope)), cancellable,
                           listed_cb, g_steal_pointer (&task));
}

gboolean
yyq_unsent_find_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
