/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-template-upload.h"

#include "yyq-pdf-page-count.h"
#include "yyq-pdf-worker.h"
#include "yyq-template-document-store.h"
#include "yyq-template-pages.h"
#include "yyq-template-store.h"
#include "yyq-template-text.h"
#include "yyq-writer.h"

void
yyq_template_upload_free (YyqTemplateUpload *self)
{
  g_clear_pointer (&self->wish, yyq_template_wish_free);
  g_clear_pointer (&self->kept, yyq_new_blob_free);
  g_free (self->replaced);
  g_clear_object (&self->content);
  g_free (self->text);
  g_ptr_array_unref (self->dropped);
  g_free (self);
}

static YyqTemplate *
take (const YyqTemplateActor *actor, const char *id, const YyqTemplateUpload *upload,
      GError **error)
{
  return yyq_template_service_take (actor, id, YYQ_MAY_EDIT_TEMPLATES, YYQ_TEMPLATE_ACT_EDIT,
                                    upload->wish->version, error);
}

/* What came from outside is opened by the worker alone; we read what that wrote. */
static gboolean
keep (const YyqTemplateActor *actor, YyqTemplateUpload *upload, GError **error)
{
  g_autoptr (GBytes) normal = yyq_pdf_normalize_in_worker (upload->wish->pdf, NULL, error);

  g_clear_pointer (&upload->wish->pdf, g_bytes_unref);
  upload->pages = normal != NULL ? (int) yyq_pdf_page_count (normal, error) : 0;
  if (upload->pages == 0)
    return FALSE;
  upload->kept = yyq_blob_store_write (yyq_blob_store_of (actor->platform), normal, error);
  return upload->kept != NULL;
}

static char *
find_name (YyqTemplateContent *content, const char *id)
{
  GListModel *files = yyq_template_content_get_files (content);

  for (guint i = 0; i < g_list_model_get_n_items (files); i++) {
    g_autoptr (YyqTemplateFile) file = g_list_model_get_item (files, i);

    if (g_strcmp0 (yyq_template_file_get_id (file), id) == 0)
      return g_strdup (yyq_template_file_get_name (file));
  }
  return NULL;
}

/* The content as it is now, which the version stands for. */
static gboolean
put (const YyqTemplateActor *actor, const char *id, YyqTemplateUpload *upload, GError **error)
{
  const YyqTemplateWish *wish = upload->wish;
  g_autofree char *text = yyq_template_store_load_text (actor->platform, id, error);
  g_autoptr (YyqTemplateFile) file =
    g_object_new (YYQ_TYPE_TEMPLATE_FILE, "id", wish->id, "name", wish->name, "sha256",
                  yyq_new_blob_get_sha256 (upload->kept), "pages", upload->pages, NULL);

  upload->content = text != NULL ? yyq_template_text_read (text, error) : NULL;
  if (upload->content == NULL)
    return FALSE;
  upload->replaced = find_name (upload->content, wish->replaces);
  if (!yyq_template_content_put_file (upload->content, file, wish->replaces, upload->dropped,
                                      error))
    return FALSE;
  upload->text = yyq_template_text_new (upload->content);
  return TRUE;
}

YyqTemplateUpload *
yyq_template_upload_prepare (const YyqTemplateActor *actor, const char *id, YyqTemplateWish *wish,
                             GError **error)
{
  g_autoptr (YyqTemplateUpload) upload = g_new0 (YyqTemplateUpload, 1);
  g_autoptr (YyqTemplate) template = NULL;

  yyq_writer_check_is_free ("normalising a PDF");
  upload->wish = wish;
  upload->dropped = g_ptr_array_new_with_free_func (g_free);
  template = take (actor, id, upload, error);
  if (template == NULL || !keep (actor, upload, error) || !put (actor, id, upload, error))
    return NULL;
  return g_steal_pointer (&upload);
}

gboolean
yyq_template_upload_store (const YyqTemplateActor *actor, const char *id,
                           const YyqTemplateUpload *upload, YyqTemplateWhole *whole, GError **error)
{
  g_autoptr (YyqTemplate) template = take (actor, id, upload, error);
  g_autoptr (YyqTemplate) before = template != NULL ? yyq_record_copy (template) : NULL;
  const YyqAuditChange change = { "file", upload->replaced, upload->wish->name };
  const YyqTemplateWriting writing = { before,       template,        upload->content,
                                       upload->text, "template.file", &change };

  if (template == NULL ||
      !yyq_blob_store_add (yyq_blob_store_of (actor->platform), upload->kept, error) ||
      !yyq_template_document_store_add (actor->platform, id, yyq_new_blob_get_sha256 (upload->kept),
                                        upload->pages, error) ||
      !yyq_template_service_write (actor, &writing, error) ||
      !yyq_template_document_store_trim (actor->platform, id, error))
    return FALSE;
  whole->text = g_strdup (upload->text);
  whole->template = yyq_template_store_load (actor->platform, actor->access, id, error);
  return whole->template != NULL;
}
