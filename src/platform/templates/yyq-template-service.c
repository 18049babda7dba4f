/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-template-service.h"

#include "yyq-clock.h"
#include "yyq-error.h"
#include "yyq-service-error.h"
#include "yyq-template-document-store.h"
#include "yyq-template-edition-store.h"
#include "yyq-template-note.h"
#include "yyq-template-store.h"

void
yyq_template_whole_clear (YyqTemplateWhole *self)
{
  g_clear_object (&self->template);
  g_clear_pointer (&self->text, g_free);
}

static gboolean
fail (GError **error, YyqServiceError code, const char *message)
{
  g_set_error_literal (error, YYQ_SERVICE_ERROR, (int) code, message);
  return FALSE;
}

gboolean
yyq_template_service_read (YyqPlatform *platform, const YyqAccess *access, const char *id,
                           YyqTemplateWhole *whole, GError **error)
{
  whole->template = yyq_template_store_load (platform, access, id, error);
  whole->text = whole->template != NULL ? yyq_template_store_load_text (platform, id, error) : NULL;
  return whole->text != NULL;
}

YyqTemplate *
yyq_template_service_take (const YyqTemplateActor *actor, const char *id, const char *permission,
                           YyqTemplateAct act, gint64 version, GError **error)
{
  g_autoptr (YyqTemplate) template =
    yyq_template_store_load (actor->platform, actor->access, id, error);

  if (template == NULL)
    return NULL;
  if (!yyq_access_may_in (actor->access, permission, yyq_template_get_unit_id (template))) {
    fail (error, YYQ_SERVICE_ERROR_FORBIDDEN, "not in this unit");
    return NULL;
  }
  if (!yyq_template_may (template, act, error))
    return NULL;
  if (yyq_template_get_version (template) == version)
    return g_steal_pointer (&template);
  fail (error, YYQ_SERVICE_ERROR_CONFLICT, "the template was changed meanwhile");
  return NULL;
}

/* Where new ones are made. */
static gboolean
check_unit (const YyqTemplateActor *actor, const char *unit_id, GError **error)
{
  if (!yyq_access_may_in (actor->access, YYQ_MAY_VIEW_TEMPLATES, unit_id))
    return fail (error, YYQ_SERVICE_ERROR_NOT_FOUND, "/unit_id: no such unit");
  return yyq_access_may_in (actor->access, YYQ_MAY_EDIT_TEMPLATES, unit_id) ||
         fail (error, YYQ_SERVICE_ERROR_FORBIDDEN, "/unit_id: not in this unit");
}

/* Who changed it last, and when. */
static gboolean
sign_off (const YyqTemplateActor *actor, YyqTemplate *template, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autofree char *name = yyq_template_store_load_actor (actor->platform, actor->access, &local);

  if (local != NULL) {
    g_propagate_error (error, g_steal_pointer (&local));
    return FALSE;
  }
  g_object_set (template, "changed-at", yyq_clock_now (), "changed-by", name, NULL);
  return TRUE;
}

static gboolean
note (const YyqTemplateActor *actor, const YyqTemplateWriting *writing, GError **error)
{
  const YyqAuditEntry entry = { .actor = yyq_access_get_account_id (actor->access),
                                .remote = actor->remote,
                                .action = writing->action,
                                .changes = writing->change,
                                .n_changes = writing->change != NULL ? 1 : 0 };

  return yyq_template_note (actor->platform, &entry, writing->before, writing->template, error);
}

/* What the content says stands in the row; the value itself does not. */
static void
set_content (YyqTemplate *template, YyqTemplateContent *content)
{
  yyq_template_set_content (template, content);
  g_object_set (template, "content", NULL, NULL);
}

/* Is it another than the last edition? */
static gboolean
set_changed (const YyqTemplateActor *actor, YyqTemplate *template, const char *text, GError **error)
{
  gboolean is_last = FALSE;

  if (!yyq_template_edition_store_is_last (actor->platform, template, text, &is_last, error))
    return FALSE;
  g_object_set (template, "changed", !is_last, NULL);
  return TRUE;
}

static gboolean
write_content (const YyqTemplateActor *actor, const YyqTemplateWriting *writing, GError **error)
{
  if (writing->content == NULL)
    return TRUE;
  set_content (writing->template, writing->content);
  return set_changed (actor, writing->template, writing->text, error) &&
         yyq_template_document_store_set (actor->platform, yyq_template_get_id (writing->template),
                                          writing->content, error);
}

gboolean
yyq_template_service_write (const YyqTemplateActor *actor, const YyqTemplateWriting *writing,
                            GError **error)
{
  return sign_off (actor, writing->template, error) && write_content (actor, writing, error) &&
         yyq_template_store_save (actor->platform, actor->access, writing->template, writing->text,
                                  error) &&
         note (actor, writing, error);
}

/* As somebody reads it who may see it: with the name of its unit. Takes @text. */
static gboolean
give (const YyqTemplateActor *actor, const char *id, char *text, YyqTemplateWhole *whole,
      GError **error)
{
  whole->text = text;
  whole->template = yyq_template_store_load (actor->platform, actor->access, id, error);
  return whole->template != NULL;
}

static gboolean
insert (const YyqTemplateActor *actor, YyqTemplate *template, const char *text, const char *action,
        GError **error)
{
  return sign_off (actor, template, error) &&
         yyq_template_store_insert (actor->platform, actor->access, template, text, error) &&
         note (actor, &(YyqTemplateWriting){ .template = template, .action = action }, error);
}

gboolean
yyq_template_service_create (const YyqTemplateActor *actor, const YyqTemplateWish *wish,
                             YyqTemplateWhole *whole, GError **error)
{
  g_autoptr (YyqTemplate) template = g_object_new (
    YYQ_TYPE_TEMPLATE, "id", wish->id, "unit-id", wish->unit_id, "name", wish->name, "kind",
    wish->kind, "folder", wish->folder, "tags", wish->tags, "changed", TRUE, NULL);

  set_content (template, wish->content);
  return check_unit (actor, wish->unit_id, error) &&
         insert (actor, template, wish->text, "template.create", error) &&
         give (actor, wish->id, g_strdup (wish->text), whole, error);
}

/* A file of a template is one that was uploaded to it, however a client came to its hash. */
static gboolean
check_documents (const YyqTemplateActor *actor, const char *id, YyqTemplateContent *content,
                 GError **error)
{
  GListModel *files = yyq_template_content_get_files (content);
  g_autoptr (GHashTable) pages = yyq_template_document_store_list (actor->platform, id, error);

  for (guint i = 0; pages != NULL && i < g_list_model_get_n_items (files); i++) {
    g_autoptr (YyqTemplateFile) file = g_list_model_get_item (files, i);
    gpointer n = NULL;
    const char *sha256 = yyq_template_file_get_sha256 (file);
    const gboolean found = g_hash_table_lookup_extended (pages, sha256, NULL, &n);

    if (found && GPOINTER_TO_INT (n) == yyq_template_file_get_pages (file))
      continue;
    g_set_error (error, YYQ_RULE_ERROR, YYQ_RULE_ERROR_CONTENT,
                 found ? "/content/files/%u/pages: it has another number of them"
                       : "/content/files/%u/sha256: not a document of this template",
                 i);
    return FALSE;
  }
  return pages != NULL;
}

gboolean
yyq_template_service_edit (const YyqTemplateActor *actor, const char *id,
                           const YyqTemplateWish *wish, YyqTemplateWhole *whole, GError **error)
{
  g_autoptr (YyqTemplate) template = yyq_template_service_take (
    actor, id, YYQ_MAY_EDIT_TEMPLATES, YYQ_TEMPLATE_ACT_EDIT, wish->version, error);
  g_autoptr (YyqTemplate) before = template != NULL ? yyq_record_copy (template) : NULL;
  const YyqTemplateWriting writing = { before,     template,        wish->content,
                                       wish->text, "template.edit", NULL };

  if (template == NULL || !check_documents (actor, id, wish->content, error))
    return FALSE;
  g_object_set (template, "name", wish->name, "kind", wish->kind, "folder", wish->folder, "tags",
                wish->tags, NULL);
  return yyq_template_service_write (actor, &writing, error) &&
         give (actor, id, g_strdup (wish->text), whole, error);
}

/* What was opened before and did not change since is the edition that it was. */
static gboolean
freeze (const YyqTemplateActor *actor, YyqTemplate *template, const char *text, GError **error)
{
  gboolean is_last = FALSE;

  if (!yyq_template_edition_store_is_last (actor->platform, template, text, &is_last, error))
    return FALSE;
  if (is_last)
    return TRUE;
  g_object_set (template, "edition", yyq_template_get_edition (template) + 1, NULL);
  return yyq_template_edition_store_add (actor->platform, template, text, error) &&
         yyq_template_document_store_freeze (actor->platform, yyq_template_get_id (template),
                                             yyq_template_get_edition (template), error);
}

gboolean
yyq_template_service_open (const YyqTemplateActor *actor, const char *id, gint64 version,
                           YyqTemplateWhole *whole, GError **error)
{
  g_autoptr (YyqTemplate) template = yyq_template_service_take (
    actor, id, YYQ_MAY_OPEN_TEMPLATES, YYQ_TEMPLATE_ACT_OPEN, version, error);
  g_autoptr (YyqTemplate) before = template != NULL ? yyq_record_copy (template) : NULL;
  const YyqTemplateWriting writing = { before, template, NULL, NULL, "template.open", NULL };
  g_autofree char *text =
    template != NULL ? yyq_template_store_load_text (actor->platform, id, error) : NULL;

  if (text == NULL)
    return FALSE;
  if (yyq_template_get_pages (template) == 0)
    return fail (error, YYQ_SERVICE_ERROR_INVALID, "/content/files: there is nothing to sign");
  if (!sign_off (actor, template, error) || !freeze (actor, template, text, error))
    return FALSE;
  g_object_set (template, "state", YYQ_TEMPLATE_STATE_OPEN, "changed", FALSE, NULL);
  return yyq_template_service_write (actor, &writing, error) &&
         give (actor, id, g_steal_pointer (&text), whole, error);
}

gboolean
yyq_template_service_close (const YyqTemplateActor *actor, const char *id, gint64 version,
                            YyqTemplateWhole *whole, GError **error)
{
  g_autoptr (YyqTemplate) template = yyq_template_service_take (
    actor, id, YYQ_MAY_OPEN_TEMPLATES, YYQ_TEMPLATE_ACT_CLOSE, version, error);
  g_autoptr (YyqTemplate) before = template != NULL ? yyq_record_copy (template) : NULL;
  const YyqTemplateWriting writing = { before, template, NULL, NULL, "template.close", NULL };
  g_autofree char *text =
    template != NULL ? yyq_template_store_load_text (actor->platform, id, error) : NULL;

  if (text == NULL)
    return FALSE;
  g_object_set (template, "state", YYQ_TEMPLATE_STATE_CLOSED, NULL);
  return yyq_template_service_write (actor, &writing, error) &&
         give (actor, id, g_steal_pointer (&text), whole, error);
}

/* (transfer full): a closed one, which nobody has used. */
static YyqTemplate *
make_copy (YyqTemplate *original, const YyqTemplateWish *wish, const char *unit_id)
{
  YyqTemplate *copy = yyq_record_copy (original);

  g_object_set (copy, "id", wish->id, "unit-id", unit_id, "name", wish->name, "state",
                YYQ_TEMPLATE_STATE_CLOSED, "edition", 0, "changed", TRUE, "uses", 0, NULL);
  return copy;
}

/* Who may see the one may make another where he may make any. */
gboolean
yyq_template_service_copy (const YyqTemplateActor *actor, const char *id,
                           const YyqTemplateWish *wish, YyqTemplateWhole *whole, GError **error)
{
  g_auto (YyqTemplateWhole) original = { 0 };
  g_autoptr (YyqTemplate) copy = NULL;
  const char *unit_id = wish->unit_id;

  if (!yyq_template_service_read (actor->platform, actor->access, id, &original, error))
    return FALSE;
  if (unit_id == NULL)
    unit_id = yyq_template_get_unit_id (original.template);
  copy = make_copy (original.template, wish, unit_id);
  return check_unit (actor, unit_id, error) &&
         insert (actor, copy, original.text, "template.copy", error) &&
         yyq_template_document_store_copy (actor->platform, id, wish->id, error) &&
         give (actor, wish->id, g_steal_pointer (&original.text), whole, error);
}

gboolean
yyq_template_service_roll_back (const YyqTemplateActor *actor, const char *id, gint64 version,
                                gint64 number, YyqTemplateWhole *whole, GError **error)
{
  g_autoptr (YyqTemplate) template = yyq_template_service_take (
    actor, id, YYQ_MAY_EDIT_TEMPLATES, YYQ_TEMPLATE_ACT_EDIT, version, error);
  g_autoptr (YyqTemplate) before = template != NULL ? yyq_record_copy (template) : NULL;
  g_autofree char *text = NULL;
  g_autofree char *cover = NULL;
  g_autofree char *word = g_strdup_printf ("%" G_GINT64_FORMAT, number);
  const YyqAuditChange change = { "edition", NULL, word };
  g_autoptr (YyqTemplateEdition) edition =
    template != NULL
      ? yyq_template_edition_store_load (actor->platform, id, number, &text, &cover, error)
      : NULL;
  const YyqTemplateWriting writing = {
    before, template, NULL, text, "template.roll-back", &change
  };

  if (edition == NULL)
    return FALSE;
  g_object_set (template, "pages", yyq_template_edition_get_pages (edition), "n-controls",
                yyq_template_edition_get_n_controls (edition), "cover", cover, NULL);
  return set_changed (actor, template, text, error) &&
         yyq_template_document_store_restore (actor->platform, id, number, error) &&
         yyq_template_service_write (actor, &writing, error) &&
         give (actor, id, g_steal_pointer (&text), whole, error);
}

gboolean
yyq_template_service_remove (const YyqTemplateActor *actor, const char *id, gint64 version,
                             GError **error)
{
  g_autoptr (YyqTemplate) template = yyq_template_service_take (
    actor, id, YYQ_MAY_EDIT_TEMPLATES, YYQ_TEMPLATE_ACT_DELETE, version, error);
  const YyqAuditChange change = { "name",
                                  template != NULL ? yyq_template_get_name (template) : NULL,
                                  NULL };
  const YyqTemplateWriting writing = { template, template, NULL, NULL, "template.delete", &change };

  return template != NULL &&
         yyq_template_store_remove (actor->platform, actor->access, template, error) &&
         note (actor, &writing, error);
}
