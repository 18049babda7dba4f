/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-template-work.h"

#include <glib/gi18n.h>

#include "yyq-error.h"
#include "yyq-id.h"
#include "yyq-session-private.h"
#include "yyq-template-patch.h"
#include "yyq-template-private.h"
#include "yyq-wire-record.h"
#include "yyq-wire.h"

typedef enum {
  PROP_TROUBLE = 1,
  N_PROPS
} YyqTemplateWorkProperty;

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (YyqTemplateWork, yyq_template_work, G_TYPE_OBJECT)

/* As text */

/* (transfer full) (nullable): what the text of a draft holds. */
static YyqTemplate *
read_local (GBytes *local, int *step, gint64 *next)
{
  g_autoptr (JsonNode) node = yyq_wire_parse (local, NULL);
  JsonObject *object = node != NULL ? yyq_wire_node_object (node, NULL) : NULL;
  gint64 at = 0;

  if (object == NULL || !json_object_has_member (object, "template"))
    return NULL;
  *next = 0;
  if (yyq_wire_has (object, "step") && yyq_wire_get_int (object, "step", &at, NULL))
    *step = (int) at;
  if (yyq_wire_has (object, "next"))
    yyq_wire_get_int (object, "next", next, NULL);
  return yyq_wire_record_decode (json_object_get_member (object, "template"), YYQ_TYPE_TEMPLATE,
                                 NULL);
}

static void
read_queued (YyqTemplateWork *self, GBytes *local)
{
  g_autoptr (JsonNode) node = yyq_wire_parse (local, NULL);
  JsonObject *object = node != NULL ? yyq_wire_node_object (node, NULL) : NULL;
  JsonArray *ids = NULL;

  if (object == NULL || !yyq_wire_has (object, "queued") ||
      !yyq_wire_get_array (object, "queued", &ids, NULL))
    return;
  for (guint i = 0; i < json_array_get_length (ids); i++)
    g_hash_table_add (self->queued, g_strdup (json_array_get_string_element (ids, i)));
}

static JsonArray *
write_queued (YyqTemplateWork *self)
{
  JsonArray *ids = json_array_new ();
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, self->queued);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    json_array_add_string_element (ids, id);
  return ids;
}

static GBytes *
write_local (YyqTemplateWork *self)
{
  JsonObject *object = json_object_new ();
  g_autoptr (JsonNode) node = NULL;

  json_object_set_member (object, "template", yyq_wire_record_encode (self->template));
  json_object_set_int_member (object, "step", self->step);
  json_object_set_int_member (object, "next", self->next);
  json_object_set_array_member (object, "queued", write_queued (self));
  node = yyq_wire_take_object (object);
  return yyq_wire_serialize (node);
}

static GBytes *
write_record (gpointer record)
{
  g_autoptr (JsonNode) node = yyq_wire_record_encode (record);

  return yyq_wire_serialize (node);
}

/* (transfer full) (nullable) */
static YyqTemplate *
read_record (GBytes *text)
{
  g_autoptr (JsonNode) node = text != NULL ? yyq_wire_parse (text, NULL) : NULL;

  return node != NULL ? yyq_wire_record_decode (node, YYQ_TYPE_TEMPLATE, NULL) : NULL;
}

static char *
describe (GBytes *local)
{
  int step = 0;
  gint64 next = 0;
  g_autoptr (YyqTemplate) template = read_local (local, &step, &next);

  if (template == NULL)
    return NULL;
  /* Translators: a template in words: its name, its type, its pages and controls */
  return g_strdup_printf (
    _ ("Name: %s\nType: %s\nPages: %d\nControls: %d"), yyq_template_get_name (template),
    yyq_template_kind_get_title (yyq_template_get_kind (template)),
    yyq_template_get_pages (template), yyq_template_get_n_controls (template));
}

/* A PDF is not changed: another one is another draft. */
static GBytes *
refuse (GBytes *local, GBytes *operation, GError **error)
{
  g_set_error_literal (error, YYQ_WIRE_ERROR, YYQ_WIRE_ERROR_SHAPE, "a PDF is not typed");
  return NULL;
}

const YyqDraftKind yyq_template_new_kind = {
  .name = "template.new",
  .label = N_ ("Draft of a new template"),
  .apply = yyq_template_patch_apply,
  .describe = describe,
};

const YyqDraftKind yyq_template_work_kind = {
  .name = "template.work",
  .label = N_ ("Draft of changes of a template"),
  .apply = yyq_template_patch_apply,
  .describe = describe,
};

const YyqDraftKind yyq_template_paper_kind = {
  .name = "template.paper",
  .label = N_ ("File of a template"),
  .apply = refuse,
};

/* Keeping */

static void
trouble_cb (YyqTemplateWork *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TROUBLE]);
}

static void
take_draft (YyqTemplateWork *self, YyqDraft *draft)
{
  g_clear_object (&self->draft);
  self->draft = draft;
  g_signal_connect_object (draft, "notify::trouble", G_CALLBACK (trouble_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
create_draft (YyqTemplateWork *self, GBytes *local)
{
  const gboolean new = self->base == NULL && self->next == 0;
  g_autoptr (GBytes) base = self->base != NULL ? write_record (self->base) : NULL;
  const YyqDraftStart start = {
    .object_id = yyq_template_get_id (self->template),
    .title = yyq_template_get_name (self->template),
    .base_version = self->base != NULL ? yyq_template_get_version (self->base) : 0,
    .base = base,
    .local = local,
  };

  take_draft (self,
              yyq_drafts_create (self->drafts,
                                 new ? &yyq_template_new_kind : &yyq_template_work_kind, &start));
  yyq_template_work_keep_files (self);
}

void
yyq_template_work_save (YyqTemplateWork *self)
{
  g_autoptr (GBytes) after = NULL;
  g_autoptr (GBytes) patch = NULL;
  g_autoptr (GError) error = NULL;

  g_return_if_fail (YYQ_IS_TEMPLATE_WORK (self));

  yyq_template_set_content (self->template, yyq_template_get_content (self->template));
  after = write_local (self);
  patch = yyq_template_patch_make (
    self->draft != NULL ? yyq_draft_get_local (self->draft) : self->clean, after);
  if (patch == NULL)
    return;
  if (self->draft == NULL)
    create_draft (self, self->clean);
  if (!yyq_draft_apply (self->draft, patch, &error))
    g_warning ("A change of a template is not kept: %s", error->message);
}

void
yyq_template_work_rebase (YyqTemplateWork *self, YyqTemplate *theirs, YyqTemplate *merged)
{
  g_autoptr (GBytes) base = write_record (theirs);
  g_autoptr (GBytes) local = NULL;

  g_set_object (&self->base, theirs);
  g_set_object (&self->template, merged);
  self->next = 0;
  g_hash_table_remove_all (self->queued);
  local = write_local (self);
  if (self->draft == NULL)
    create_draft (self, local);
  else
    yyq_draft_rebase (self->draft, yyq_template_get_version (theirs), base, local);
}

/* What was new is known by its id from now on, so that it is found where it is changed. */
void
yyq_template_work_wait (YyqTemplateWork *self, gint64 next)
{
  g_autoptr (GBytes) local = NULL;

  self->next = next;
  local = write_local (self);
  if (self->draft != NULL)
    yyq_draft_discard (self->draft);
  create_draft (self, local);
}

static void
discard_papers (YyqTemplateWork *self)
{
  GHashTableIter iter;
  gpointer paper;

  g_hash_table_iter_init (&iter, self->papers);
  while (g_hash_table_iter_next (&iter, NULL, &paper))
    yyq_draft_discard (paper);
  g_hash_table_remove_all (self->papers);
}

void
yyq_template_work_discard (YyqTemplateWork *self)
{
  g_return_if_fail (YYQ_IS_TEMPLATE_WORK (self));

  if (self->draft != NULL)
    yyq_draft_discard (self->draft);
  g_clear_object (&self->draft);
  discard_papers (self);
}

GBytes *
yyq_template_work_find_paper (YyqTemplateWork *self, const char *sha256)
{
  YyqDraft *paper = g_hash_table_lookup (self->papers, sha256);

  return paper != NULL ? yyq_draft_get_local (paper) : NULL;
}

void
yyq_template_work_add_paper (YyqTemplateWork *self, const char *name, const char *sha256,
                             GBytes *pdf)
{
  const YyqDraftStart start = { .object_id = yyq_template_get_id (self->template),
                                .title = name,
                                .local = pdf };

  if (!g_hash_table_contains (self->papers, sha256))
    g_hash_table_insert (self->papers, g_strdup (sha256),
                         yyq_drafts_create (self->drafts, &yyq_template_paper_kind, &start));
  yyq_template_repository_keep_document (self->templates, pdf);
}

/* Opening: a draft that is there, its PDFs, or what the platform has */

typedef struct {
  YyqTemplateWork *work; /* (owned) */
  char *id;              /* (owned) (nullable): of something new */
  GPtrArray *infos;      /* (owned): YyqDraftInfo */
  guint at;              /* how many of them were looked at, from the last one on */
} Opening;

static void
opening_free (gpointer data)
{
  Opening *opening = data;

  g_object_unref (opening->work);
  g_free (opening->id);
  g_clear_pointer (&opening->infos, g_ptr_array_unref);
  g_free (opening);
}

static void
opened (GTask *task)
{
  Opening *opening = g_task_get_task_data (task);

  opening->work->clean = write_local (opening->work);
  g_task_return_pointer (task, g_object_ref (opening->work), g_object_unref);
}

static void
begin_new (YyqTemplateWork *self)
{
  YyqEnterprise *unit = yyq_session_get_enterprise (self->session);
  g_autofree char *id = yyq_id_new ();
  g_autoptr (YyqTemplateContent) content = yyq_template_content_new_for (YYQ_TEMPLATE_KIND_LABOUR);

  self->template = g_object_new (
    YYQ_TYPE_TEMPLATE, "id", id, "name", "", "unit-id", yyq_enterprise_get_id (unit), "unit-name",
    yyq_enterprise_get_name (unit), "kind", YYQ_TEMPLATE_KIND_LABOUR, NULL);
  yyq_template_set_content (self->template, content);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Opening *opening = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (YyqTemplate) template =
    yyq_record_repository_load_finish (YYQ_RECORD_REPOSITORY (source), result, &error);

  if (template == NULL) {
    g_task_return_error (task, error);
  } else if (yyq_template_get_content (template) == NULL) {
    g_task_return_new_error (task, YYQ_API_ERROR, YYQ_API_ERROR_OFFLINE,
                             "The content of the template is not on this computer");
  } else if (!yyq_template_may (template, YYQ_TEMPLATE_ACT_EDIT, &error)) {
    g_task_return_error (task, error);
  } else {
    opening->work->base = g_object_ref (template);
    opening->work->template = yyq_record_copy (template);
    opened (task);
  }
}

static void
begin_without_draft (GTask *task)
{
  Opening *opening = g_task_get_task_data (task);

  if (opening->id == NULL) {
    begin_new (opening->work);
    opened (task);
  } else {
    yyq_record_repository_load_async (YYQ_RECORD_REPOSITORY (opening->work->templates), opening->id,
                                      g_task_get_cancellable (task), loaded_cb,
                                      g_object_ref (task));
  }
}

static void open_next_paper (GTask *task);

static void
paper_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Opening *opening = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  YyqDraft *paper = yyq_drafts_open_finish (YYQ_DRAFTS (source), result, &error);

  if (paper != NULL)
    g_hash_table_insert (opening->work->papers, yyq_sha256_hex (yyq_draft_get_local (paper)),
                         paper);
  else
    g_info ("A PDF of a draft cannot be read: %s", error->message);
  open_next_paper (task);
}

/* The platform has it by now, and nothing waits: what was kept is not needed any more. */
static gboolean
is_over (YyqTemplateWork *self)
{
  YyqPendingList *pending = yyq_session_get_pending (self->session);
  const char *id = yyq_template_get_id (self->template);

  return self->next > 0 && yyq_pending_list_get_loaded (pending) &&
         yyq_pending_list_find (pending, id, TRUE) == NULL &&
         yyq_pending_list_find (pending, id, FALSE) == NULL;
}

static void
begin_anew (GTask *task)
{
  Opening *opening = g_task_get_task_data (task);
  YyqTemplateWork *self = opening->work;

  yyq_template_work_discard (self);
  g_clear_object (&self->base);
  g_clear_object (&self->template);
  self->next = 0;
  g_hash_table_remove_all (self->queued);
  self->step = 0;
  self->found = FALSE;
  begin_without_draft (task);
}

static void
open_next_paper (GTask *task)
{
  Opening *opening = g_task_get_task_data (task);
  const char *id = yyq_template_get_id (opening->work->template);

  while (opening->at > 0) {
    const YyqDraftInfo *info = opening->infos->pdata[--opening->at];

    if (g_str_equal (info->kind, yyq_template_paper_kind.name) &&
        g_str_equal (info->object_id, id)) {
      yyq_drafts_open_async (opening->work->drafts, &yyq_template_paper_kind, info->id, paper_cb,
                             g_object_ref (task));
      return;
    }
  }
  if (is_over (opening->work))
    begin_anew (task);
  else
    opened (task);
}

static void
draft_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Opening *opening = g_task_get_task_data (task);
  YyqTemplateWork *self = opening->work;
  GError *error = NULL;
  YyqDraft *draft = yyq_drafts_open_finish (YYQ_DRAFTS (source), result, &error);

  if (draft == NULL) {
    g_task_return_error (task, error);
    return;
  }
  take_draft (self, draft);
  self->template = read_local (yyq_draft_get_local (draft), &self->step, &self->next);
  read_queued (self, yyq_draft_get_local (draft));
  self->base = read_record (yyq_draft_get_base (draft));
  self->found = TRUE;
  if (self->template == NULL || yyq_template_get_content (self->template) == NULL) {
    g_clear_object (&self->draft);
    g_clear_object (&self->template);
    g_clear_object (&self->base);
    begin_without_draft (task);
    return;
  }
  opening->at = opening->infos->len;
  open_next_paper (task);
}

/* (nullable): the newest one of it, or of something new. */
static const YyqDraftInfo *
find_draft (Opening *opening)
{
  for (guint i = opening->infos->len; i > 0; i--) {
    const YyqDraftInfo *info = opening->infos->pdata[i - 1];
    const gboolean new = g_str_equal (info->kind, yyq_template_new_kind.name);
    const gboolean work = g_str_equal (info->kind, yyq_template_work_kind.name);

    if ((opening->id == NULL && new) ||
        (opening->id != NULL && (new || work) && g_str_equal (info->object_id, opening->id)))
      return info;
  }
  return NULL;
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Opening *opening = g_task_get_task_data (task);
  YyqDrafts *drafts = YYQ_DRAFTS (source);
  GError *error = NULL;
  const YyqDraftInfo *info;

  opening->infos = yyq_drafts_list_finish (drafts, result, &error);
  if (opening->infos == NULL) {
    g_task_return_error (task, error);
    return;
  }
  info = find_draft (opening);
  if (info == NULL)
    begin_without_draft (task);
  else
    yyq_drafts_open_async (drafts, yyq_drafts_find_kind (drafts, info->kind), info->id, draft_cb,
                           g_object_ref (task));
}

void
yyq_template_work_open_async (YyqSession *session, const char *id, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  YyqWorkspace *workspace = yyq_session_get_workspace (session);
  Opening *opening;
  YyqTemplateWork *self;

  g_return_if_fail (workspace != NULL);

  opening = g_new0 (Opening, 1);
  self = opening->work = g_object_new (YYQ_TYPE_TEMPLATE_WORK, NULL);
  opening->id = g_strdup (id);
  self->session = g_object_ref (session);
  self->workspace = g_object_ref (workspace);
  self->templates = g_object_ref (yyq_template_repository_of (session));
  self->drafts = g_object_ref (yyq_workspace_get_drafts (workspace));
  g_task_set_source_tag (task, yyq_template_work_open_async);
  g_task_set_task_data (task, opening, opening_free);
  yyq_drafts_list_async (self->drafts, listed_cb, g_object_ref (task));
}

YyqTemplateWork *
yyq_template_work_open_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* What it is */

YyqTemplate *
yyq_template_work_get_template (YyqTemplateWork *self)
{
  g_return_val_if_fail (YYQ_IS_TEMPLATE_WORK (self), NULL);
  return self->template;
}

gboolean
yyq_template_work_is_new (YyqTemplateWork *self)
{
  g_return_val_if_fail (YYQ_IS_TEMPLATE_WORK (self), FALSE);
  return self->base == NULL && self->next == 0;
}

gboolean
yyq_template_work_is_found (YyqTemplateWork *self)
{
  g_return_val_if_fail (YYQ_IS_TEMPLATE_WORK (self), FALSE);
  return self->found;
}

gboolean
yyq_template_work_is_changed (YyqTemplateWork *self)
{
  g_return_val_if_fail (YYQ_IS_TEMPLATE_WORK (self), FALSE);
  return self->draft != NULL;
}

int
yyq_template_work_get_step (YyqTemplateWork *self)
{
  g_return_val_if_fail (YYQ_IS_TEMPLATE_WORK (self), 0);
  return self->step;
}

void
yyq_template_work_set_step (YyqTemplateWork *self, int step)
{
  g_return_if_fail (YYQ_IS_TEMPLATE_WORK (self));

  self->step = step;
  if (self->draft != NULL)
    yyq_template_work_save (self);
}

YyqTemplateMerge *
yyq_template_work_get_merge (YyqTemplateWork *self)
{
  g_return_val_if_fail (YYQ_IS_TEMPLATE_WORK (self), NULL);
  return self->merge;
}

void
yyq_template_work_take_merge (YyqTemplateWork *self)
{
  g_return_if_fail (YYQ_IS_TEMPLATE_WORK (self) && self->merge != NULL);

  g_set_object (&self->template, self->merge->merged);
  g_clear_pointer (&self->merge, yyq_template_merge_free);
  yyq_template_work_save (self);
}

/* Object */

static void
yyq_template_work_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  YyqTemplateWork *self = YYQ_TEMPLATE_WORK (object);

  switch ((YyqTemplateWorkProperty) id) {
  case PROP_TROUBLE:
    g_value_set_boxed (value, self->draft != NULL ? yyq_draft_get_trouble (self->draft) : NULL);
    break;
  case N_PROPS:
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
yyq_template_work_finalize (GObject *object)
{
  YyqTemplateWork *self = YYQ_TEMPLATE_WORK (object);

  g_clear_object (&self->draft);
  g_clear_pointer (&self->clean, g_bytes_unref);
  g_hash_table_unref (self->papers);
  g_hash_table_unref (self->queued);
  g_clear_object (&self->base);
  g_clear_object (&self->template);
  g_clear_pointer (&self->merge, yyq_template_merge_free);
  g_clear_object (&self->drafts);
  g_clear_object (&self->templates);
  g_clear_object (&self->workspace);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (yyq_template_work_parent_class)->finalize (object);
}

static void
yyq_template_work_class_init (YyqTemplateWorkClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = yyq_template_work_get_property;
  object_class->finalize = yyq_template_work_finalize;
  properties[PROP_TROUBLE] = g_param_spec_boxed ("trouble", NULL, NULL, G_TYPE_ERROR,
                                                 G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
yyq_template_work_init (YyqTemplateWork *self)
{
  self->papers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->queued = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}
