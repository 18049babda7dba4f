/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-template-work.h"

#include "yyq-api-problem.h"
#include "yyq-error.h"
#include "yyq-template-command.h"
#include "yyq-template-private.h"
#include "yyq-wire-record.h"
#include "yyq-wire.h"

/* What is finished goes out as a chain of commands about one template, each under a key of its own:
 *
 *   create (if the platform has none of it)   -> version 1
 *   file   (for each new PDF)                 -> one more
 *   edit   (name, type, and all of content)   -> one more
 *
 * They are answered in this order, now or later. Is one refused while somebody looks, none of those
 * that were not answered stays in the outbox: what is here is as before, and the person decides. */

/* Put together with what others do, at most so often in a row. */
#define MOST_ROUNDS 4

typedef struct {
  GPtrArray *entries; /* (owned): YyqOutboxEntry, in their order */
  guint n_open;       /* of which it is not known what has become */
  gint64 version;     /* when all were answered */
  gboolean waits;
  gboolean adopted; /* what the platform made of the PDFs was taken over */
  GError *error;    /* (owned) (nullable): why the first of them was refused */
  guint rounds;
} Sending;

static void
sending_free (gpointer data)
{
  Sending *sending = data;

  g_ptr_array_unref (sending->entries);
  g_clear_error (&sending->error);
  g_free (sending);
}

/* Bodies */

static void
set_text (JsonObject *object, const char *name, const char *text)
{
  if (text != NULL && *text != '\0')
    json_object_set_string_member (object, name, text);
}

static JsonObject *
begin_body (YyqTemplate *template)
{
  g_autoptr (GEnumClass) kinds = g_type_class_ref (YYQ_TYPE_TEMPLATE_KIND);
  JsonObject *object = json_object_new ();
  g_autofree char *name = yyq_template_clean_name (yyq_template_get_name (template), NULL);

  json_object_set_string_member (object, "name", name != NULL ? name : "");
  json_object_set_string_member (
    object, "kind", g_enum_get_value (kinds, (int) yyq_template_get_kind (template))->value_nick);
  set_text (object, "folder", yyq_template_get_folder (template));
  set_text (object, "tags", yyq_template_get_tags (template));
  return object;
}

static GBytes *
finish_body (JsonObject *object)
{
  g_autoptr (JsonNode) node = yyq_wire_take_object (object);

  return yyq_wire_serialize (node);
}

static GBytes *
write_create (YyqTemplate *template)
{
  JsonObject *object = begin_body (template);

  json_object_set_string_member (object, "id", yyq_template_get_id (template));
  json_object_set_string_member (object, "unit_id", yyq_template_get_unit_id (template));
  return finish_body (object);
}

static GBytes *
write_file (YyqTemplateFile *file, GBytes *pdf, gint64 version)
{
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "version", version);
  json_object_set_string_member (object, "file_id", yyq_template_file_get_id (file));
  json_object_set_string_member (object, "name", yyq_template_file_get_name (file));
  yyq_wire_set_bytes (object, "pdf", pdf);
  return finish_body (object);
}

static GBytes *
write_edit (YyqTemplate *template, gint64 version)
{
  JsonObject *object = begin_body (template);

  json_object_set_int_member (object, "version", version);
  json_object_set_member (object, "content",
                          yyq_wire_record_encode (yyq_template_get_content (template)));
  return finish_body (object);
}

/* The chain */

static void
add (Sending *sending, YyqTemplateWork *self, const YyqCommandKind *kind, GBytes *body)
{
  YyqOutboxEntry *entry =
    yyq_outbox_entry_new (kind->name, yyq_template_get_id (self->template), body);

  entry->title = g_strdup (yyq_template_get_name (self->template));
  g_ptr_array_add (sending->entries, entry);
}

/* Did the platform have it when this was begun? */
static gboolean
is_known (YyqTemplateWork *self, const char *file_id)
{
  YyqTemplateContent *content = self->base != NULL ? yyq_template_get_content (self->base) : NULL;
  GListModel *files = content != NULL ? yyq_template_content_get_files (content) : NULL;

  for (guint i = 0; files != NULL && i < g_list_model_get_n_items (files); i++) {
    g_autoptr (YyqTemplateFile) file = g_list_model_get_item (files, i);

    if (g_strcmp0 (yyq_template_file_get_id (file), file_id) == 0)
      return TRUE;
  }
  return FALSE;
}

static void
make_chain (Sending *sending, YyqTemplateWork *self)
{
  GListModel *files = yyq_template_content_get_files (yyq_template_get_content (self->template));
  const guint n = g_list_model_get_n_items (files);
  g_autoptr (GBytes) edit = NULL;

  g_ptr_array_set_size (sending->entries, 0);
  if (yyq_template_work_is_new (self)) {
    g_autoptr (GBytes) create = write_create (self->template);

    add (sending, self, &yyq_template_create_command, create);
    sending->version = 1;
  } else {
    sending->version = self->next > 0 ? self->next : yyq_template_get_version (self->base);
  }
  for (guint i = 0; i < n; i++) {
    g_autoptr (YyqTemplateFile) file = g_list_model_get_item (files, i);
    GBytes *pdf = yyq_template_work_find_paper (self, yyq_template_file_get_sha256 (file));
    g_autoptr (GBytes) body = NULL;

    if (pdf == NULL || is_known (self, yyq_template_file_get_id (file)) ||
        g_hash_table_contains (self->queued, yyq_template_file_get_id (file)))
      continue;
    body = write_file (file, pdf, sending->version++);
    add (sending, self, &yyq_template_file_command, body);
  }
  edit = write_edit (self->template, sending->version++);
  add (sending, self, &yyq_template_edit_command, edit);
}

/* What has become of it */

static void send_chain (GTask *task);

static void
discarded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  /* It was answered, and is not there. */
  if (!yyq_outbox_change_finish (YYQ_OUTBOX (source), result, &error))
    g_debug ("A command is not taken back: %s", error->message);
}

/* From the last one on: none is sent because the one before it went. */
static void
take_back (YyqTemplateWork *self, Sending *sending)
{
  YyqOutbox *outbox = yyq_outbox_runner_get_outbox (yyq_workspace_get_runner (self->workspace));

  for (guint i = sending->entries->len; i > 0; i--) {
    const YyqOutboxEntry *entry = sending->entries->pdata[i - 1];

    yyq_outbox_discard_async (outbox, entry->idempotency_key, discarded_cb, NULL);
  }
}

/* What the platform made of a PDF counts: it has the file under the same id. */
static void
adopt_files (YyqTemplateWork *self, YyqTemplate *theirs)
{
  GListStore *mine =
    G_LIST_STORE (yyq_template_content_get_files (yyq_template_get_content (self->template)));
  GListModel *there = yyq_template_content_get_files (yyq_template_get_content (theirs));

  for (guint i = 0; i < g_list_model_get_n_items (there); i++) {
    g_autoptr (YyqTemplateFile) other = g_list_model_get_item (there, i);

    for (guint j = 0; j < g_list_model_get_n_items (G_LIST_MODEL (mine)); j++) {
      g_autoptr (YyqTemplateFile) file = g_list_model_get_item (G_LIST_MODEL (mine), j);

      if (g_strcmp0 (yyq_template_file_get_id (file), yyq_template_file_get_id (other)) == 0)
        g_list_store_splice (mine, j, 1, (gpointer *) &other, 1);
    }
  }
}

/* Something that the platform never had: nothing of it is anybody else's. */
static YyqTemplate *
empty_base (YyqTemplate *theirs)
{
  YyqTemplate *base = yyq_record_copy (theirs);
  YyqTemplateContent *content = yyq_template_get_content (base);

  g_list_store_remove_all (G_LIST_STORE (yyq_template_content_get_controls (content)));
  return base;
}

static void
return_failure (GTask *task)
{
  Sending *sending = g_task_get_task_data (task);

  g_task_return_error (task, g_steal_pointer (&sending->error));
}

static void
theirs_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  YyqTemplateWork *self = g_task_get_source_object (task);
  Sending *sending = g_task_get_task_data (task);
  g_autoptr (YyqTemplate) theirs =
    yyq_record_repository_load_finish (YYQ_RECORD_REPOSITORY (source), result, NULL);
  g_autoptr (YyqTemplate) base = NULL;
  g_autoptr (YyqTemplateMerge) merge = NULL;

  if (theirs == NULL || yyq_template_get_content (theirs) == NULL ||
      !yyq_template_may (theirs, YYQ_TEMPLATE_ACT_EDIT, NULL)) {
    return_failure (task);
    return;
  }
  base = self->base != NULL ? g_object_ref (self->base) : empty_base (theirs);
  adopt_files (self, theirs);
  merge = yyq_template_merge (base, self->template, theirs);
  if (merge->clashes->len == 0) {
    yyq_template_work_rebase (self, theirs, merge->merged);
    send_chain (g_object_ref (task));
    return;
  }
  /* What was not in clash is the person's, too; the other side of it is the base from now on. */
  yyq_template_work_rebase (self, theirs, merge->merged);
  g_clear_pointer (&self->merge, yyq_template_merge_free);
  self->merge = g_steal_pointer (&merge);
  if (!g_error_matches (sending->error, YYQ_API_ERROR, YYQ_API_ERROR_CONFLICT)) {
    g_clear_error (&sending->error);
    g_set_error_literal (&sending->error, YYQ_API_ERROR, YYQ_API_ERROR_CONFLICT,
                         "conflict: both changed one thing");
  }
  return_failure (task);
}

/* Somebody else changed it, or the platform normalises otherwise: what it has now decides. */
static gboolean
is_to_be_merged (const Sending *sending)
{
  return sending->rounds < MOST_ROUNDS && (yyq_api_problem_is (sending->error, "conflict") ||
                                           (yyq_api_problem_is (sending->error, "invalid") &&
                                            !sending->adopted && sending->entries->len > 1));
}

static void
refused (GTask *task)
{
  YyqTemplateWork *self = g_task_get_source_object (task);
  Sending *sending = g_task_get_task_data (task);

  take_back (self, sending);
  if (!is_to_be_merged (sending)) {
    return_failure (task);
    return;
  }
  sending->adopted |= yyq_api_problem_is (sending->error, "invalid");
  yyq_record_repository_load_async (YYQ_RECORD_REPOSITORY (self->templates),
                                    yyq_template_get_id (self->template), NULL, theirs_cb,
                                    g_object_ref (task));
}

/* All new files go before the content that names them. */
static void
note_queued (YyqTemplateWork *self)
{
  GListModel *files = yyq_template_content_get_files (yyq_template_get_content (self->template));

  for (guint i = 0; i < g_list_model_get_n_items (files); i++) {
    g_autoptr (YyqTemplateFile) file = g_list_model_get_item (files, i);

    g_hash_table_add (self->queued, g_strdup (yyq_template_file_get_id (file)));
  }
}

/* In the list, before the platform has it. */
static void
show_new (YyqTemplateWork *self)
{
  g_autoptr (YyqTemplate) shown = yyq_record_copy (self->template);

  g_object_set (shown, "version", (gint64) 0, "changed-at", g_get_real_time () / 1000, NULL);
  yyq_template_repository_put (self->templates, shown);
}

static void
settled (GTask *task)
{
  YyqTemplateWork *self = g_task_get_source_object (task);
  Sending *sending = g_task_get_task_data (task);

  if (sending->error != NULL) {
    refused (task);
    return;
  }
  if (sending->waits) {
    if (yyq_template_work_is_new (self))
      show_new (self);
    note_queued (self);
    yyq_template_work_wait (self, sending->version);
  } else {
    yyq_template_work_discard (self);
  }
  g_task_return_boolean (task, TRUE);
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Sending *sending = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  YyqCommandFate fate;
  YyqCommandReply *reply =
    yyq_outbox_runner_send_finish (YYQ_OUTBOX_RUNNER (source), result, &fate, &error);

  if (fate == YYQ_COMMAND_WAITS)
    sending->waits = TRUE;
  else if (reply == NULL && sending->error == NULL)
    sending->error = g_steal_pointer (&error);
  g_clear_pointer (&reply, yyq_command_reply_free);
  if (--sending->n_open == 0)
    settled (task);
}

/* Takes @task. */
static void
send_chain (GTask *task)
{
  YyqTemplateWork *self = g_task_get_source_object (task);
  Sending *sending = g_task_get_task_data (task);
  YyqOutboxRunner *runner = yyq_workspace_get_runner (self->workspace);

  g_clear_error (&sending->error);
  sending->waits = FALSE;
  sending->rounds++;
  make_chain (sending, self);
  sending->n_open = sending->entries->len;
  for (guint i = 0; i < sending->entries->len; i++)
    yyq_outbox_runner_send_async (runner, sending->entries->pdata[i], NULL, sent_cb,
                                  g_object_ref (task));
  g_object_unref (task);
}

void
yyq_template_work_send_async (YyqTemplateWork *self, GAsyncReadyCallback callback,
                              gpointer user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);
  Sending *sending = g_new0 (Sending, 1);

  g_return_if_fail (YYQ_IS_TEMPLATE_WORK (self));

  sending->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) yyq_outbox_entry_free);
  g_task_set_source_tag (task, yyq_template_work_send_async);
  g_task_set_task_data (task, sending, sending_free);
  send_chain (task);
}

gboolean
yyq_template_work_send_finish (YyqTemplateWork *self, GAsyncResult *result, gboolean *waits,
                               GError **error)
{
  const Sending *sending = g_task_get_task_data (G_TASK (result));

  *waits = sending->waits;
  return g_task_propagate_boolean (G_TASK (result), error);
}
