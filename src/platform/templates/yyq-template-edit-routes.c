/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-error.h"
#include "yyq-reply.h"
#include "yyq-template-reply.h"
#include "yyq-template-upload.h"
#include "yyq-templates-routes.h"

/* Content of as many controls as a template may have. */
#define MOST_CONTENT ((gsize) 4 * 1024 * 1024)
#define MOST_VALUES 200000

/* YYQ_PDF_MAX_UPLOAD in Base64, and what stands around it. */
#define MOST_UPLOAD ((gsize) 14 * 1024 * 1024)

typedef YyqTemplateWish *(*Reader) (JsonObject *body, GError **error);

static void
free_wish (gpointer wish)
{
  yyq_template_wish_free (wish);
}

static void
prepare (YyqRequest *request, YyqResponse *response, Reader reader)
{
  JsonObject *body = yyq_template_reply_get_body (request, response);
  g_autoptr (GError) error = NULL;
  YyqTemplateWish *wish = body != NULL ? reader (body, &error) : NULL;

  if (wish != NULL)
    yyq_request_set_prepared (request, wish, free_wish);
  else if (error != NULL)
    yyq_reply_error (response, error);
}

static void
prepare_new (YyqPlatform *platform, YyqRequest *request, YyqResponse *response)
{
  prepare (request, response, yyq_template_wish_read_new);
}

static void
prepare_edit (YyqPlatform *platform, YyqRequest *request, YyqResponse *response)
{
  prepare (request, response, yyq_template_wish_read_edit);
}

static void
prepare_copy (YyqPlatform *platform, YyqRequest *request, YyqResponse *response)
{
  prepare (request, response, yyq_template_wish_read_copy);
}

static void
reply (YyqResponse *response, guint status, gboolean done, const YyqTemplateWhole *whole,
       const GError *error)
{
  if (done)
    yyq_template_reply (response, status, whole);
  else
    yyq_reply_error (response, error);
}

static void
post_templates (YyqPlatform *platform, YyqRequest *request, YyqResponse *response)
{
  const YyqTemplateActor actor = yyq_template_actor_of (platform, request);
  g_auto (YyqTemplateWhole) whole = { 0 };
  g_autoptr (GError) error = NULL;
  const gboolean done = yyq_template_service_create (&actor, request->prepared, &whole, &error);

  reply (response, 201, done, &whole, error);
}

static void
put_template (YyqPlatform *platform, YyqRequest *request, YyqResponse *response)
{
  const YyqTemplateActor actor = yyq_template_actor_of (platform, request);
  g_auto (YyqTemplateWhole) whole = { 0 };
  g_autoptr (GError) error = NULL;
  const gboolean done = yyq_template_service_edit (&actor, yyq_request_get_param (request, "id"),
                                                   request->prepared, &whole, &error);

  reply (response, 200, done, &whole, error);
}

static void
post_copy (YyqPlatform *platform, YyqRequest *request, YyqResponse *response)
{
  const YyqTemplateActor actor = yyq_template_actor_of (platform, request);
  g_auto (YyqTemplateWhole) whole = { 0 };
  g_autoptr (GError) error = NULL;
  const gboolean done = yyq_template_service_copy (&actor, yyq_request_get_param (request, "id"),
                                                   request->prepared, &whole, &error);

  reply (response, 201, done, &whole, error);
}

static void
free_upload (gpointer upload)
{
  yyq_template_upload_free (upload);
}

static void
prepare_files (YyqPlatform *platform, YyqRequest *request, YyqResponse *response)
{
  const YyqTemplateActor actor = yyq_template_actor_of (platform, request);
  JsonObject *body = yyq_template_reply_get_body (request, response);
  g_autoptr (GError) error = NULL;
  YyqTemplateWish *wish = body != NULL ? yyq_template_wish_read_file (body, &error) : NULL;
  YyqTemplateUpload *upload =
    wish != NULL
      ? yyq_template_upload_prepare (&actor, yyq_request_get_param (request, "id"), wish, &error)
      : NULL;

  if (upload != NULL)
    yyq_request_set_prepared (request, upload, free_upload);
  else if (error != NULL)
    yyq_reply_pdf_error (response, error, "/pdf");
}

static void
post_files (YyqPlatform *platform, YyqRequest *request, YyqResponse *response)
{
  const YyqTemplateActor actor = yyq_template_actor_of (platform, request);
  const YyqTemplateUpload *upload = request->prepared;
  g_auto (YyqTemplateWhole) whole = { 0 };
  g_autoptr (GError) error = NULL;

  if (yyq_template_upload_store (&actor, yyq_request_get_param (request, "id"), upload, &whole,
                                 &error))
    yyq_template_reply_upload (response, &whole, upload->dropped);
  else
    yyq_reply_error (response, error);
}

const YyqRoute yyq_template_edit_routes[] = {
  { "POST", "/api/v1/templates", "template.edit", YYQ_SCOPE_TENANT, YYQ_RATE_WRITE, post_templates,
    .prepare = prepare_new, .flags = YYQ_ROUTE_KEY_REQUIRED },
  { "PUT", "/api/v1/templates/{id}", "template.edit", YYQ_SCOPE_OBJECT, YYQ_RATE_WRITE,
    put_template, .prepare = prepare_edit, .flags = YYQ_ROUTE_KEY_REQUIRED,
    .body_limit = MOST_CONTENT, .node_limit = MOST_VALUES },
  { "POST", "/api/v1/templates/{id}/files", "template.edit", YYQ_SCOPE_OBJECT, YYQ_RATE_WORK,
    post_files, .prepare = prepare_files, .flags = YYQ_ROUTE_KEY_REQUIRED,
    .body_limit = MOST_UPLOAD },
  { "POST", "/api/v1/templates/{id}/copy", "template.edit", YYQ_SCOPE_OBJECT, YYQ_RATE_WRITE,
    post_copy, .prepare = prepare_copy, .flags = YYQ_ROUTE_KEY_REQUIRED },
  { NULL },
};
