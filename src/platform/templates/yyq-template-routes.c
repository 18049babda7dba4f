/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-file-reply.h"
#include "yyq-reply.h"
#include "yyq-template-document-store.h"
#include "yyq-template-edition-store.h"
#include "yyq-template-reply.h"
#include "yyq-template-store.h"
#include "yyq-templates-routes.h"

/* Reading. Lists come by the feed. */

static void
get_template (YyqPlatform *platform, YyqRequest *request, YyqResponse *response)
{
  g_auto (YyqTemplateWhole) whole = { 0 };
  g_autoptr (GError) error = NULL;

  if (yyq_template_service_read (platform, request->access, yyq_request_get_param (request, "id"),
                                 &whole, &error))
    yyq_template_reply (response, 200, &whole);
  else
    yyq_reply_error (response, error);
}

/* (transfer full) (nullable): the template of the path, or the problem is set. */
static YyqTemplate *
load (YyqPlatform *platform, YyqRequest *request, YyqResponse *response)
{
  g_autoptr (GError) error = NULL;
  YyqTemplate *template = yyq_template_store_load (platform, request->access,
                                                   yyq_request_get_param (request, "id"), &error);

  if (template == NULL)
    yyq_reply_error (response, error);
  return template;
}

static void
get_document (YyqPlatform *platform, YyqRequest *request, YyqResponse *response)
{
  g_autoptr (YyqTemplate) template = load (platform, request, response);
  const char *sha256 = yyq_request_get_param (request, "sha256");
  g_autoptr (GError) error = NULL;
  gboolean has = FALSE;

  if (template == NULL)
    return;
  if (!yyq_template_document_store_has (platform, yyq_template_get_id (template), sha256, &has,
                                        &error))
    yyq_reply_error (response, error);
  else if (!has)
    yyq_response_set_problem (response, "not-found", NULL, NULL);
  else
    yyq_file_reply_pdf (platform, request, sha256, response);
}

static void
get_editions (YyqPlatform *platform, YyqRequest *request, YyqResponse *response)
{
  g_autoptr (YyqTemplate) template = load (platform, request, response);
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GError) error = NULL;

  if (template == NULL)
    return;
  list = yyq_template_edition_store_list (platform, yyq_template_get_id (template), &error);
  if (list != NULL)
    yyq_reply_list (response, list);
  else
    yyq_reply_error (response, error);
}

static void
get_edition (YyqPlatform *platform, YyqRequest *request, YyqResponse *response)
{
  g_autoptr (YyqTemplate) template = load (platform, request, response);
  g_autoptr (YyqTemplateEdition) edition = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_autofree char *cover = NULL;
  guint64 number = 0;

  if (template == NULL)
    return;
  if (!g_ascii_string_to_unsigned (yyq_request_get_param (request, "edition"), 10, 1, G_MAXINT,
                                   &number, NULL)) {
    yyq_response_set_problem (response, "not-found", NULL, NULL);
    return;
  }
  edition = yyq_template_edition_store_load (platform, yyq_template_get_id (template),
                                             (gint64) number, &text, &cover, &error);
  if (edition != NULL)
    yyq_template_reply_record (response, edition, text);
  else
    yyq_reply_error (response, error);
}

/* Acts that need no more than the version. */

typedef gboolean (*Act) (const YyqTemplateActor *actor, const char *id, gint64 version,
                         YyqTemplateWhole *whole, GError **error);

static void
run (YyqPlatform *platform, YyqRequest *request, YyqResponse *response, Act act)
{
  const YyqTemplateActor actor = yyq_template_actor_of (platform, request);
  JsonObject *body = yyq_template_reply_get_body (request, response);
  g_auto (YyqTemplateWhole) whole = { 0 };
  g_autoptr (GError) error = NULL;
  gint64 version;

  if (body == NULL)
    return;
  if (yyq_wire_get_int (body, "version", &version, &error) &&
      act (&actor, yyq_request_get_param (request, "id"), version, &whole, &error))
    yyq_template_reply (response, 200, &whole);
  else
    yyq_reply_error (response, error);
}

static void
post_open (YyqPlatform *platform, YyqRequest *request, YyqResponse *response)
{
  run (platform, request, response, yyq_template_service_open);
}

static void
post_close (YyqPlatform *platform, YyqRequest *request, YyqResponse *response)
{
  run (platform, request, response, yyq_template_service_close);
}

static void
post_roll_back (YyqPlatform *platform, YyqRequest *request, YyqResponse *response)
{
  const YyqTemplateActor actor = yyq_template_actor_of (platform, request);
  JsonObject *body = yyq_template_reply_get_body (request, response);
  g_auto (YyqTemplateWhole) whole = { 0 };
  g_autoptr (GError) error = NULL;
  gint64 version, edition;

  if (body == NULL)
    return;
  if (yyq_wire_get_int (body, "version", &version, &error) &&
      yyq_wire_get_int (body, "edition", &edition, &error) &&
      yyq_template_service_roll_back (&actor, yyq_request_get_param (request, "id"), version,
                                      edition, &whole, &error))
    yyq_template_reply (response, 200, &whole);
  else
    yyq_reply_error (response, error);
}

static void
post_delete (YyqPlatform *platform, YyqRequest *request, YyqResponse *response)
{
  const YyqTemplateActor actor = yyq_template_actor_of (platform, request);
  JsonObject *body = yyq_template_reply_get_body (request, response);
  g_autoptr (GError) error = NULL;
  gint64 version;

  if (body == NULL)
    return;
  if (yyq_wire_get_int (body, "version", &version, &error) &&
      yyq_template_service_remove (&actor, yyq_request_get_param (request, "id"), version, &error))
    yyq_response_set (response, 204, NULL, NULL);
  else
    yyq_reply_error (response, error);
}

const YyqRoute yyq_template_routes[] = {
  { "GET", "/api/v1/templates/{id}", "template.view", YYQ_SCOPE_TENANT, YYQ_RATE_READ,
    get_template },
  { "GET", "/api/v1/templates/{id}/documents/{sha256}", "template.view", YYQ_SCOPE_TENANT,
    YYQ_RATE_READ, get_document },
  { "GET", "/api/v1/templates/{id}/editions", "template.view", YYQ_SCOPE_TENANT, YYQ_RATE_READ,
    get_editions },
  { "GET", "/api/v1/templates/{id}/editions/{edition}", "template.view", YYQ_SCOPE_TENANT,
    YYQ_RATE_READ, get_edition },
  { "POST", "/api/v1/templates/{id}/open", "template.open", YYQ_SCOPE_OBJECT, YYQ_RATE_WRITE,
    post_open, .flags = YYQ_ROUTE_KEY_REQUIRED },
  { "POST", "/api/v1/templates/{id}/close", "template.open", YYQ_SCOPE_OBJECT, YYQ_RATE_WRITE,
    post_close, .flags = YYQ_ROUTE_KEY_REQUIRED },
  { "POST", "/api/v1/templates/{id}/roll-back", "template.edit", YYQ_SCOPE_OBJECT, YYQ_RATE_WRITE,
    post_roll_back, .flags = YYQ_ROUTE_KEY_REQUIRED },
  { "POST", "/api/v1/templates/{id}/delete", "template.edit", YYQ_SCOPE_OBJECT, YYQ_RATE_WRITE,
    post_delete, .flags = YYQ_ROUTE_KEY_REQUIRED },
  { NULL },
};
