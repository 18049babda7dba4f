/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-test-template.h"

#include "yyq-id.h"
#include "yyq-template-document-store.h"
#include "yyq-template-service.h"
#include "yyq-template-text.h"
#include "yyq-wire-record.h"

/* (transfer full) */
static YyqTemplateWish *
make_wish (const char *unit, YyqContract *contract)
{
  YyqTemplateWish *wish = g_new0 (YyqTemplateWish, 1);

  wish->id = g_strdup (yyq_contract_get_id (contract));
  wish->unit_id = g_strdup (unit);
  wish->version = 1;
  wish->name = g_strdup ("模板");
  wish->content = yyq_template_content_new_for (YYQ_TEMPLATE_KIND_OTHER);
  wish->text = yyq_template_text_new (wish->content);
  return wish;
}

static void
add_file (YyqTemplateWish *wish, YyqContract *contract)
{
  g_autoptr (YyqTemplateFile) file = g_object_new (
    YYQ_TYPE_TEMPLATE_FILE, "id", yyq_contract_get_id (contract), "name", "合同.pdf", "sha256",
    yyq_contract_get_sha256 (contract), "pages", yyq_contract_get_pages (contract), NULL);

  g_list_store_append (G_LIST_STORE (yyq_template_content_get_files (wish->content)), file);
  g_free (wish->text);
  wish->text = yyq_template_text_new (wish->content);
}

void
yyq_test_template_add_like (YyqTestPlatform *self, const char *unit, YyqContract *contract)
{
  const YyqTemplateActor actor = { self->platform, self->access, NULL };
  const char *id = yyq_contract_get_id (contract);
  g_autoptr (YyqTemplateWish) wish = make_wish (unit, contract);
  g_auto (YyqTemplateWhole) created = { 0 };
  g_auto (YyqTemplateWhole) edited = { 0 };
  g_auto (YyqTemplateWhole) opened = { 0 };
  g_auto (YyqTemplateWhole) closed = { 0 };
  g_autoptr (GError) error = NULL;

  yyq_test_platform_begin (self);
  yyq_template_service_create (&actor, wish, &created, &error);
  g_assert_no_error (error);
  add_file (wish, contract);
  yyq_template_document_store_add (self->platform, id, yyq_contract_get_sha256 (contract),
                                   yyq_contract_get_pages (contract), &error);
  g_assert_no_error (error);
  yyq_template_service_edit (&actor, id, wish, &edited, &error);
  g_assert_no_error (error);
  yyq_template_service_open (&actor, id, 2, &opened, &error);
  g_assert_no_error (error);
  yyq_template_service_close (&actor, id, 3, &closed, &error);
  g_assert_no_error (error);
  yyq_test_platform_commit (self);
}

char *
yyq_test_template_body (gint64 version, YyqTemplateContent *content)
{
  g_autofree char *text = yyq_template_text_new (content);

  return g_strdup_printf ("{\"version\":%" G_GINT64_FORMAT
                          ",\"name\":\"x\",\"kind\":\"other\",\"content\":%s}",
                          version, text);
}

YyqTemplateContent *
yyq_test_template_content (YyqTestReply *reply, const char *of)
{
  JsonObject *object = json_node_get_object (reply->node);
  g_autoptr (GError) error = NULL;
  YyqTemplateContent *content;

  if (of != NULL)
    object = json_object_get_object_member (object, of);
  content = yyq_wire_record_decode (json_object_get_member (object, "content"),
                                    YYQ_TYPE_TEMPLATE_CONTENT, &error);
  g_assert_no_error (error);
  return content;
}

void
yyq_test_template_set_up (YyqTestTemplates *self, gconstpointer data)
{
  self->platform = yyq_test_platform_new (GPOINTER_TO_INT (data));
  self->clerk =
    yyq_test_platform_log_in (self->platform, self->platform->clerk, self->platform->company);
  self->guest =
    yyq_test_platform_log_in (self->platform, self->platform->guest, self->platform->company);
  self->stranger =
    yyq_test_platform_log_in (self->platform, self->platform->stranger, self->platform->other);
}

void
yyq_test_template_tear_down (YyqTestTemplates *self, gconstpointer data)
{
  yyq_test_platform_free (self->platform);
  g_free (self->clerk);
  g_free (self->guest);
  g_free (self->stranger);
}

YyqTestReply *
yyq_test_template_call (YyqTestTemplates *self, const char *token, const char *method,
                        const char *id, const char *what, const char *body)
{
  g_autofree char *target = g_strconcat ("/api/v1/templates/", id, what, NULL);
  g_autofree char *key = body != NULL ? g_uuid_string_random () : NULL;

  return yyq_test_platform_call (self->platform, method, target, token, key, body);
}

YyqTestReply *
yyq_test_template_get (YyqTestTemplates *self, const char *token, const char *id, const char *what)
{
  return yyq_test_template_call (self, token, "GET", id, what, NULL);
}

YyqTestReply *
yyq_test_template_act (YyqTestTemplates *self, const char *token, const char *id, const char *what,
                       gint64 version)
{
  g_autofree char *body = g_strdup_printf ("{\"version\":%" G_GINT64_FORMAT "}", version);

  return yyq_test_template_call (self, token, "POST", id, what, body);
}

YyqTestReply *
yyq_test_template_create_with (YyqTestTemplates *self, const char *token, const char *id,
                               const char *unit, const char *key)
{
  g_autofree char *body =
    g_strdup_printf ("{\"id\":\"%s\",\"unit_id\":\"%s\",\"name\":\" 劳动  合同 "
                     "\",\"kind\":\"labour\",\"tags\":\"标准 新\"}",
                     id, unit);

  return yyq_test_platform_call (self->platform, "POST", "/api/v1/templates", token, key, body);
}

char *
yyq_test_template_create (YyqTestTemplates *self, const char *unit)
{
  char *id = yyq_id_new ();
  g_autofree char *key = g_uuid_string_random ();
  g_autoptr (YyqTestReply) reply = yyq_test_template_create_with (self, self->clerk, id, unit, key);

  g_assert_cmpuint (reply->status, ==, 201);
  return id;
}

YyqTestReply *
yyq_test_template_upload_as (YyqTestTemplates *self, const char *token, const char *id,
                             gint64 version, const char *file_id, const char *replaces, GBytes *pdf)
{
  g_autofree char *made = file_id == NULL ? yyq_id_new () : NULL;
  g_autofree char *base64 = g_base64_encode (g_bytes_get_data (pdf, NULL), g_bytes_get_size (pdf));
  g_autofree char *instead =
    replaces != NULL ? g_strdup_printf ("\"replaces\":\"%s\",", replaces) : g_strdup ("");
  g_autofree char *body = g_strdup_printf (
    "{\"version\":%" G_GINT64_FORMAT ",\"file_id\":\"%s\",\"name\":\"合同.pdf\",%s\"pdf\":\"%s\"}",
    version, made != NULL ? made : file_id, instead, base64);

  return yyq_test_template_call (self, token, "POST", id, "/files", body);
}

YyqTestReply *
yyq_test_template_upload (YyqTestTemplates *self, const char *id, gint64 version, GBytes *pdf)
{
  return yyq_test_template_upload_as (self, self->clerk, id, version, NULL, NULL, pdf);
}

YyqTestReply *
yyq_test_template_put (YyqTestTemplates *self, const char *token, const char *id, gint64 version,
                       YyqTemplateContent *content)
{
  g_autofree char *body = yyq_test_template_body (version, content);

  return yyq_test_template_call (self, token, "PUT", id, "", body);
}

gint64
yyq_test_template_number (YyqTestReply *reply, const char *name)
{
  return json_object_get_int_member (json_node_get_object (reply->node), name);
}

gboolean
yyq_test_template_truth (YyqTestReply *reply, const char *name)
{
  return json_object_get_boolean_member (json_node_get_object (reply->node), name);
}

void
yyq_test_template_assert_invalid (YyqTestReply *reply, const char *pointer, const char *code)
{
  JsonObject *first;

  yyq_assert_problem (reply, 422, "invalid");
  first = json_array_get_object_element (yyq_test_reply_items (reply, "errors"), 0);
  g_assert_cmpstr (json_object_get_string_member (first, "pointer"), ==, pointer);
  if (code != NULL)
    g_assert_cmpstr (json_object_get_string_member (first, "code"), ==, code);
}

static void G_GNUC_PRINTF (3, 4) add_object (GString *text, GString *table, const char *format, ...)
{
  va_list arguments;

  g_string_append_printf (table, "%010u 00000 n \n", (guint) text->len);
  va_start (arguments, format);
  g_string_append_vprintf (text, format, arguments);
  va_end (arguments);
}

GBytes *
yyq_test_template_make_pdf (guint pages)
{
  g_autoptr (GString) kids = g_string_new (NULL);
  g_autoptr (GString) table = g_string_new ("0000000000 65535 f \n");
  GString *text = g_string_new ("%PDF-1.7\n");
  guint start;

  for (guint i = 0; i < pages; i++)
    g_string_append_printf (kids, "%u 0 R ", 3 + i);
  add_object (text, table, "1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n");
  add_object (text, table, "2 0 obj\n<</Type/Pages/Count %u/Kids[%s]>>\nendobj\n", pages,
              kids->str);
  for (guint i = 0; i < pages; i++)
    add_object (text, table,
                "%u 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>\nendobj\n", 3 + i);
  start = (guint) text->len;
  g_string_append_printf (
    text, "xref\n0 %u\n%strailer\n<</Size %u/Root 1 0 R>>\nstartxref\n%u\n%%%%EOF\n", pages + 3,
    table->str, pages + 3, start);
  return g_string_free_to_bytes (text);
}

YyqControl *
yyq_test_template_add_control (YyqTemplateContent *content, guint page)
{
  g_autoptr (YyqControl) control =
    yyq_control_new_of_kind (YYQ_CONTROL_TEXT, "worker", page, 100, 200.25);

  g_object_set (control, "name", "姓名", "key", "劳动者.姓名", NULL);
  g_list_store_append (G_LIST_STORE (yyq_template_content_get_controls (content)), control);
  return control;
}

YyqTemplateFile *
yyq_test_template_nth_file (YyqTemplateContent *content, guint i)
{
  g_autoptr (YyqTemplateFile) file =
    g_list_model_get_item (yyq_template_content_get_files (content), i);

  return file; /* the list keeps it */
}

char *
yyq_test_template_create_filled (YyqTestTemplates *self, const char *unit,
                                 YyqTemplateContent **content)
{
  char *id = yyq_test_template_create (self, unit);
  g_autoptr (GBytes) pdf = yyq_test_template_make_pdf (2);
  g_autoptr (YyqTestReply) uploaded = yyq_test_template_upload (self, id, 1, pdf);
  g_autoptr (YyqTestReply) edited = NULL;

  g_assert_cmpuint (uploaded->status, ==, 200);
  *content = yyq_test_template_content (uploaded, "template");
  yyq_test_template_add_control (*content, 1);
  edited = yyq_test_template_put (self, self->clerk, id, 2, *content);
  g_assert_cmpuint (edited->status, ==, 200);
  g_assert_cmpint (yyq_test_template_number (edited, "version"), ==, 3);
  return id;
}
