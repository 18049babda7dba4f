/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-demo-routes.h"

#include "yyq-directory-store.h"
#include "yyq-error.h"
#include "yyq-reply.h"

#include <string.h>

#define QUERY_TYPE "application/timestamp-query"
#define REPLY_TYPE "application/timestamp-reply"

static void
post_tsa (YyqPlatform *platform, YyqRequest *request, YyqResponse *response)
{
  YyqTimestamper *timestamper = yyq_platform_get_service (platform, YYQ_TYPE_DEMO_TIMESTAMPER);
  const char *type = yyq_request_get_header (request, "Content-Type");
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) reply = NULL;

  if (g_strcmp0 (type, QUERY_TYPE) != 0) {
    yyq_response_set_problem (response, "invalid", "a body of type " QUERY_TYPE " is expected",
                              NULL);
    return;
  }
  reply = yyq_timestamper_query (timestamper, request->body, NULL, &error);
  if (reply != NULL)
    yyq_response_set (response, 200, REPLY_TYPE, reply);
  else
    yyq_reply_error (response, error);
}

static void
get_root (YyqPlatform *platform, YyqRequest *request, YyqResponse *response)
{
  YyqDemoAuthority *authority = yyq_platform_get_service (platform, YYQ_TYPE_DEMO_AUTHORITY);
  char *pem = yyq_demo_authority_get_root_pem (authority);
  g_autoptr (GBytes) bytes = g_bytes_new_take (pem, strlen (pem));

  yyq_response_set (response, 200, "application/x-pem-file", bytes);
}

static void
get_crl (YyqPlatform *platform, YyqRequest *request, YyqResponse *response)
{
  YyqDemoAuthority *authority = yyq_platform_get_service (platform, YYQ_TYPE_DEMO_AUTHORITY);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) crl = yyq_demo_authority_make_crl (authority, &error);

  if (crl != NULL)
    yyq_response_set (response, 200, "application/pkix-crl", crl);
  else
    yyq_reply_error (response, error);
}

/* (transfer full): the key of a request that is signed with it. */
static EVP_PKEY *
read_csr (JsonNode *body, GError **error)
{
  g_autoptr (GBytes) der = yyq_wire_get_bytes (json_node_get_object (body), "csr", error);
  const guchar *at = der != NULL ? g_bytes_get_data (der, NULL) : NULL;
  X509_REQ *csr = at != NULL ? d2i_X509_REQ (NULL, &at, (long) g_bytes_get_size (der)) : NULL;
  EVP_PKEY *key = csr != NULL ? X509_REQ_get_pubkey (csr) : NULL;

  if (key != NULL && X509_REQ_verify (csr, key) != 1)
    g_clear_pointer (&key, EVP_PKEY_free);
  X509_REQ_free (csr);
  if (der != NULL && key == NULL)
    g_set_error_literal (error, YYQ_WIRE_ERROR, YYQ_WIRE_ERROR_VALUE,
                         "/csr: no request that is signed with its key");
  return key;
}

static void
reply_certificate (YyqResponse *response, X509 *certificate)
{
  g_autoptr (GBytes) der = yyq_demo_certificate_to_der (certificate);
  g_autofree char *text = g_base64_encode (g_bytes_get_data (der, NULL), g_bytes_get_size (der));
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "certificate", text);
  yyq_reply_json (response, 201, yyq_wire_take_object (object));
}

static void
post_certificates (YyqPlatform *platform, YyqRequest *request, YyqResponse *response)
{
  YyqDemoAuthority *authority = yyq_platform_get_service (platform, YYQ_TYPE_DEMO_AUTHORITY);
  g_autoptr (JsonNode) body = yyq_reply_parse (request, response);
  g_autoptr (GError) error = NULL;
  g_autoptr (YyqEnterprise) enterprise = NULL;
  X509 *certificate = NULL;
  EVP_PKEY *key;

  if (body == NULL)
    return;
  key = read_csr (body, &error);
  enterprise =
    key != NULL
      ? yyq_directory_store_load_enterprise (platform, yyq_access_get_tenant_id (request->access),
                                             yyq_access_get_account_id (request->access), &error)
      : NULL;
  if (enterprise != NULL)
    certificate = yyq_demo_authority_issue (authority, YYQ_DEMO_CERTIFICATE_COMPANY,
                                            yyq_enterprise_get_name (enterprise),
                                            yyq_enterprise_get_uscc (enterprise), key, &error);
  if (certificate != NULL)
    reply_certificate (response, certificate);
  else
    yyq_reply_error (response, error);
  X509_free (certificate);
  EVP_PKEY_free (key);
}

const YyqRoute yyq_demo_routes[] = {
  { "POST", "/api/v1/tsa", "public", YYQ_SCOPE_NONE, YYQ_RATE_WORK, .prepare = post_tsa,
    .flags = YYQ_ROUTE_RAW_BODY },
  { "GET", "/api/v1/ca", "public", YYQ_SCOPE_NONE, YYQ_RATE_OPEN, get_root },
  { "GET", "/api/v1/ca/crl", "public", YYQ_SCOPE_NONE, YYQ_RATE_OPEN, get_crl },
  { "POST", "/api/v1/ca/certificates", "contract.sign", YYQ_SCOPE_TENANT, YYQ_RATE_WORK,
    .prepare = post_certificates },
  { NULL },
};

void
yyq_demo_routes_add (YyqRouter *router, YyqPlatform *platform, YyqDemoAuthority *authority,
                     YyqDemoTimestamper *timestamper)
{
  yyq_platform_add_service (platform, authority);
  yyq_platform_add_service (platform, timestamper);
  yyq_router_add_routes (router, yyq_demo_routes);
}
