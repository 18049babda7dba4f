/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-employees.h"

#include "yyq-api-reply.h"
#include "yyq-employee-entity.h"
#include "yyq-error.h"
#include "yyq-session-private.h"
#include "yyq-wire.h"

YyqRecordRepository *
yyq_employees_of (YyqSession *session)
{
  YyqWorkspace *workspace = yyq_session_get_workspace (session);

  return workspace != NULL ? yyq_workspace_get_records (workspace, &yyq_employee_entity) : NULL;
}

YyqRecordList *
yyq_employees_query (YyqRecordRepository *self, const char *filter, const char *text, int most)
{
  g_autoptr (YyqRecordQuery) query = yyq_record_query_new ();

  query->filter = g_intern_string (filter);
  query->sort = "name";
  query->descending = FALSE;
  yyq_record_query_set_text (query, text);
  return yyq_record_repository_list (self, query, most);
}

/* (transfer full) */
static GBytes *
make_body (const char *const *members, const char *reason)
{
  JsonObject *object = json_object_new ();
  JsonArray *fields = json_array_new ();
  g_autoptr (JsonNode) node = NULL;

  for (guint i = 0; members[i] != NULL; i++)
    json_array_add_string_element (fields, members[i]);
  json_object_set_array_member (object, "fields", fields);
  json_object_set_string_member (object, "reason", reason);
  node = yyq_wire_take_object (object);
  return yyq_wire_serialize (node);
}

static void
revealed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  YyqEmployee *employee = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (YyqEmployeeClear) clear =
    yyq_api_client_call_finish (YYQ_API_CLIENT (source), result, &error);
  g_autoptr (YyqEmployee) copy = NULL;

  if (clear == NULL) {
    g_task_return_error (task, error);
  } else if (g_strcmp0 (yyq_employee_clear_get_id (clear), yyq_employee_get_id (employee)) != 0) {
    g_task_return_new_error (task, YYQ_API_ERROR, YYQ_API_ERROR_BAD_REPLY, "of somebody else");
  } else {
    copy = yyq_employee_new ();
    yyq_record_take_over (copy, employee);
    yyq_employee_take_clear (copy, clear);
    g_task_return_pointer (task, g_steal_pointer (&copy), g_object_unref);
  }
}

/* Without a key: a reply that the platform kept would be one more place where it lies. */
void
yyq_employees_reveal_async (YyqSession *session, YyqEmployee *employee, const char *const *members,
                            const char *reason, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (session, cancellable, callback, user_data);
  g_autofree char *escaped = g_uri_escape_string (yyq_employee_get_id (employee), NULL, FALSE);
  g_autofree char *path = yyq_api_path ("/employees/%s/reveal", escaped);
  g_autoptr (GBytes) body = make_body (members, reason);
  const YyqApiCall call = {
    .method = "POST", .path = path, .body = body, .type = YYQ_TYPE_EMPLOYEE_CLEAR
  };

  g_task_set_task_data (task, g_object_ref (employee), g_object_unref);
  yyq_api_client_call_async (yyq_session_get_client (session), &call, yyq_api_decode_record,
                             g_object_unref, cancellable, revealed_cb, task);
}

YyqEmployee *
yyq_employees_reveal_finish (YyqSession *session, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, session), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
