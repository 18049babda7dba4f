/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-clerk.h"

#include <libsoup/soup.h>
#include <openssl/rsa.h>
#include <string.h>

struct _YyqClerk {
  SoupSession *soup;
  char *url;
  char *token;
};

static GBytes *
exchange (YyqClerk *self, const char *method, const char *path, const char *body)
{
  g_autofree char *uri = g_strconcat (self->url, path, NULL);
  g_autofree char *authorization =
    self->token != NULL ? g_strconcat ("Bearer ", self->token, NULL) : NULL;
  g_autoptr (SoupMessage) message = soup_message_new (method, uri);
  g_autoptr (GBytes) bytes = body != NULL ? g_bytes_new (body, strlen (body)) : NULL;
  g_autoptr (GError) error = NULL;
  GBytes *reply;

  if (authorization != NULL)
    soup_message_headers_append (soup_message_get_request_headers (message), "Authorization",
                                 authorization);
  if (bytes != NULL)
    soup_message_set_request_body_from_bytes (message, "application/json", bytes);
  reply = soup_session_send_and_read (self->soup, message, NULL, &error);
  g_assert_no_error (error);
  if (soup_message_get_status (message) / 100 != 2)
    g_error ("%s %s: %u %.*s", method, path, soup_message_get_status (message),
             (int) g_bytes_get_size (reply), (const char *) g_bytes_get_data (reply, NULL));
  return reply;
}

static JsonNode *
parse (GBytes *bytes)
{
  g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_autoptr (GError) error = NULL;
  JsonNode *node = json_from_string (text, &error);

  g_assert_no_error (error);
  return node;
}

static JsonNode *
post (YyqClerk *self, const char *path, const char *body)
{
  g_autoptr (GBytes) reply = exchange (self, "POST", path, body);

  return parse (reply);
}

GBytes *
yyq_clerk_get (YyqClerk *self, const char *path)
{
  return exchange (self, "GET", path, NULL);
}

JsonNode *
yyq_clerk_get_json (YyqClerk *self, const char *path)
{
  g_autoptr (GBytes) reply = yyq_clerk_get (self, path);

  return parse (reply);
}

static JsonArray *
items_of (JsonNode *node)
{
  return json_object_get_array_member (json_node_get_object (node), "items");
}

static void
enter (YyqClerk *self, const char *company)
{
  g_autoptr (JsonNode) all = yyq_clerk_get_json (self, "/api/v1/auth/enterprises");
  const char *id = NULL;
  g_autofree char *body = NULL;
  g_autoptr (JsonNode) entered = NULL;

  for (guint i = 0; i < json_array_get_length (items_of (all)); i++) {
    JsonObject *item = json_array_get_object_element (items_of (all), i);

    if (g_str_equal (json_object_get_string_member (item, "name"), company))
      id = json_object_get_string_member (item, "id");
  }
  g_assert_nonnull (id);
  body = g_strdup_printf ("{\"enterprise_id\":\"%s\"}", id);
  entered = post (self, "/api/v1/auth/enterprises", body);
}

YyqClerk *
yyq_clerk_new (const char *url, const char *tls_root, const char *phone, const char *password,
               const char *company)
{
  YyqClerk *self = g_new0 (YyqClerk, 1);
  g_autofree char *body =
    g_strdup_printf ("{\"phone\":\"%s\",\"password\":\"%s\"}", phone, password);
  g_autoptr (JsonNode) session = NULL;
  g_autoptr (GError) error = NULL;

  self->soup = soup_session_new ();
  self->url = g_strdup (url);
  if (tls_root != NULL) {
    g_autoptr (GTlsDatabase) database = g_tls_file_database_new (tls_root, &error);

    g_assert_no_error (error);
    soup_session_set_tls_database (self->soup, database);
  }
  session = post (self, "/api/v1/auth/login-password", body);
  self->token =
    g_strdup (json_object_get_string_member (json_node_get_object (session), "access_token"));
  enter (self, company);
  return self;
}

void
yyq_clerk_free (YyqClerk *self)
{
  g_object_unref (self->soup);
  g_free (self->url);
  g_free (self->token);
  g_free (self);
}

/* The request is signed with the key: nobody gets a certificate for another one's. */
static char *
make_request (EVP_PKEY *key)
{
  X509_REQ *request = X509_REQ_new ();
  unsigned char *der = NULL;
  char *text;
  int length;

  X509_REQ_set_pubkey (request, key);
  g_assert_cmpint (X509_REQ_sign (request, key, EVP_sha256 ()), >, 0);
  length = i2d_X509_REQ (request, &der);
  text = g_base64_encode (der, (gsize) length);
  OPENSSL_free (der);
  X509_REQ_free (request);
  return text;
}

YyqTestIdentity *
yyq_clerk_order_certificate (YyqClerk *self)
{
  YyqTestIdentity *identity = g_new0 (YyqTestIdentity, 1);
  g_autofree char *request = NULL;
  g_autofree char *body = NULL;
  g_autofree guchar *der = NULL;
  g_autoptr (JsonNode) reply = NULL;
  const guchar *at;
  gsize length = 0;

  identity->key = EVP_RSA_gen (2048);
  request = make_request (identity->key);
  body = g_strdup_printf ("{\"csr\":\"%s\"}", request);
  reply = post (self, "/api/v1/ca/certificates", body);
  der = g_base64_decode (
    json_object_get_string_member (json_node_get_object (reply), "certificate"), &length);
  at = der;
  identity->x509 = d2i_X509 (NULL, &at, (long) length);
  g_assert_nonnull (identity->x509);
  return identity;
}

char *
yyq_clerk_find_contract (YyqClerk *self, const char *number, char **title)
{
  g_autoptr (JsonNode) list = yyq_clerk_get_json (self, "/api/v1/contracts?tab=mine");

  for (guint i = 0; i < json_array_get_length (items_of (list)); i++) {
    JsonObject *item = json_array_get_object_element (items_of (list), i);

    if (!g_str_equal (json_object_get_string_member (item, "number"), number))
      continue;
    *title = g_strdup (json_object_get_string_member (item, "title"));
    return g_strdup (json_object_get_string_member (item, "id"));
  }
  g_error ("No contract %s waits for the company", number);
}

static GBytes *
fetch_document (YyqClerk *self, const char *contract_id)
{
  g_autofree char *path = g_strconcat ("/api/v1/contracts/", contract_id, NULL);
  g_autoptr (JsonNode) contract = yyq_clerk_get_json (self, path);
  JsonObject *object = json_node_get_object (contract);
  JsonArray *revisions = json_object_get_array_member (object, "revisions");
  g_autofree char *document =
    g_strdup_printf ("%s/documents/%u", path, json_array_get_length (revisions) - 1);

  g_assert_cmpstr (json_object_get_string_member (object, "state"), ==, "completed");
  return yyq_clerk_get (self, document);
}

void
yyq_clerk_verify_file (const char *path, const char *root)
{
  const char *argv[] = { g_getenv ("YYQ_CTL"), "verify", "--trust", root, path, NULL };
  g_autofree char *output = NULL;
  g_autoptr (GError) error = NULL;
  int status = -1;

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, &output, NULL, &status,
                &error);
  g_assert_no_error (error);
  g_test_message ("%s", output);
  g_assert_cmpint (status, ==, 0);
}

void
yyq_clerk_verify (YyqClerk *self, const char *contract_id, const char *root)
{
  g_autoptr (GBytes) document = fetch_document (self, contract_id);
  g_autofree char *directory = g_dir_make_tmp ("yyq-verify-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (directory, "signed.pdf", NULL);

  g_assert_true (g_file_set_contents (path, g_bytes_get_data (document, NULL),
                                      (gssize) g_bytes_get_size (document), NULL));
  yyq_clerk_verify_file (path, root);
  yyq_test_remove_tree (directory);
}
