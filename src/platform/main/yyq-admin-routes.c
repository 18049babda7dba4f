/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-audit.h"
#include "yyq-directory-store.h"
#include "yyq-error.h"
#include "yyq-id.h"
#include "yyq-import-service.h"
#include "yyq-password-service.h"
#include "yyq-reply.h"
#include "yyq-routes.h"
#include "yyq-seal-service.h"
#include "yyq-service-error.h"
#include "yyq-value.h"

#include <string.h>

/* A PDF of 48 MiB in Base64. */
#define MOST_UPLOAD ((gsize) 64 * 1024 * 1024)

/* What sets a platform up, over the socket that only its administrator can open. */

static void
reply_id (YyqResponse *response, const char *id, const char *number)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "id", id);
  if (number != NULL)
    json_object_set_string_member (object, "number", number);
  yyq_reply_json (response, 201, yyq_wire_take_object (object));
}

static char *
create_company (YyqPlatform *platform, JsonObject *body, GError **error)
{
  const char *name, *uscc, *parent = NULL;
  g_autofree char *id = NULL;

  if (!yyq_wire_get_string (body, "name", &name, error) ||
      !yyq_wire_get_string (body, "uscc", &uscc, error) ||
      (yyq_wire_has (body, "parent_id") &&
       !yyq_wire_get_string (body, "parent_id", &parent, error)))
    return NULL;
  id = yyq_directory_store_create_company (platform, name, uscc, parent, error);
  if (id == NULL || !yyq_seal_service_add_defaults (platform, id, name, error) ||
      !yyq_audit_write (platform,
                        &(YyqAuditEntry){ .unit_id = id, .action = "company.create", .object = id },
                        error))
    return NULL;
  return g_steal_pointer (&id);
}

static void
post_companies (YyqPlatform *platform, YyqRequest *request, YyqResponse *response)
{
  g_autoptr (JsonNode) node = yyq_reply_parse (request, response);
  g_autoptr (GError) error = NULL;
  g_autofree char *id =
    node != NULL ? create_company (platform, json_node_get_object (node), &error) : NULL;

  if (id != NULL)
    reply_id (response, id, NULL);
  else if (error != NULL)
    yyq_reply_error (response, error);
}

typedef struct {
  const char *phone, *name, *enterprise_id; /* in the request's JSON */
  char *hash;
} NewAccount;

static void
new_account_free (gpointer data)
{
  NewAccount *self = data;

  g_free (self->hash);
  g_free (self);
}

static void
prepare_accounts (YyqPlatform *platform, YyqRequest *request, YyqResponse *response)
{
  g_autoptr (JsonNode) node = yyq_reply_parse (request, response);
  g_autoptr (GError) error = NULL;
  const char *password;
  NewAccount *account;
  JsonObject *object;

  if (node == NULL)
    return;
  object = json_node_get_object (node);
  account = g_new0 (NewAccount, 1);
  yyq_request_set_prepared (request, account, new_account_free);
  if (yyq_wire_get_string (object, "phone", &account->phone, &error) &&
      yyq_wire_get_string (object, "name", &account->name, &error) &&
      yyq_wire_get_string (object, "enterprise_id", &account->enterprise_id, &error) &&
      yyq_wire_get_string (object, "password", &password, &error))
    account->hash = yyq_password_service_hash (password, &error);
  if (account->hash == NULL)
    yyq_reply_error (response, error);
}

static char *
create_account (YyqPlatform *platform, const NewAccount *account, GError **error)
{
  g_autofree char *id = yyq_directory_store_create_account (platform, account->name, account->phone,
                                                            account->hash, error);

  if (id == NULL ||
      !yyq_directory_store_add_manager (platform, id, account->enterprise_id, error) ||
      !yyq_audit_write (platform,
                        &(YyqAuditEntry){ .unit_id = account->enterprise_id,
                                          .action = "account.create",
                                          .object = id },
                        error))
    return NULL;
  return g_steal_pointer (&id);
}

static void
post_accounts (YyqPlatform *platform, YyqRequest *request, YyqResponse *response)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *id = create_account (platform, request->prepared, &error);

  if (id != NULL)
    reply_id (response, id, NULL);
  else
    yyq_reply_error (response, error);
}

/* (transfer full) (nullable): {"side", "name", "page", "x", "y", "w", "h"}; the order is that of
 * signing. */
static YyqParty *
read_party (JsonNode *node, guint seq, GError **error)
{
  JsonObject *object = yyq_wire_node_object (node, error);
  YyqPartySide side = YYQ_PARTY_SIDE_WORKER;
  const char *word, *name;
  gint64 page;
  double x, y, width, height;
  g_autofree char *id = yyq_id_new ();
  g_autofree char *field = g_strdup_printf ("party%u", seq);

  if (object == NULL || !yyq_wire_get_string (object, "side", &word, error) ||
      !yyq_wire_get_string (object, "name", &name, error) ||
      !yyq_wire_get_int (object, "page", &page, error) ||
      !yyq_wire_get_double (object, "x", &x, error) ||
      !yyq_wire_get_double (object, "y", &y, error) ||
      !yyq_wire_get_double (object, "w", &width, error) ||
      !yyq_wire_get_double (object, "h", &height, error))
    return NULL;
  if (!yyq_party_side_from_string (word, &side) || *name == '\0' || page < 0 || page > G_MAXINT ||
      width <= 0 || height <= 0) {
    g_set_error_literal (error, YYQ_WIRE_ERROR, YYQ_WIRE_ERROR_VALUE,
                         "/fields: unknown side, no name, or impossible place");
    return NULL;
  }
  return g_object_new (YYQ_TYPE_PARTY, "id", id, "seq", (int) seq, "side", side, "name", name,
                       "field", field, "page", (int) page, "x", x, "y", y, "width", width, "height",
                       height, "mine", side == YYQ_PARTY_SIDE_EMPLOYER, NULL);
}

static GPtrArray *
read_parties (JsonObject *body, GError **error)
{
  g_autoptr (GPtrArray) parties = g_ptr_array_new_with_free_func (g_object_unref);
  JsonArray *fields;

  if (!yyq_wire_get_array (body, "fields", &fields, error))
    return NULL;
  for (guint i = 0; i < json_array_get_length (fields); i++) {
    YyqParty *party = read_party (json_array_get_element (fields, i), i + 1, error);

    if (party == NULL)
      return NULL;
    g_ptr_array_add (parties, party);
  }
  if (parties->len > 0)
    return g_steal_pointer (&parties);
  g_set_error_literal (error, YYQ_WIRE_ERROR, YYQ_WIRE_ERROR_VALUE, "/fields: nobody signs");
  return NULL;
}

/* (transfer full) (nullable): with NULL for those who came without a number. */
static GPtrArray *
read_phones (JsonArray *fields, GError **error)
{
  g_autoptr (GPtrArray) phones = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < json_array_get_length (fields); i++) {
    JsonObject *field = json_array_get_object_element (fields, i);
    const char *typed = NULL;
    char *phone = NULL;

    if (yyq_wire_has (field, "phone") && !yyq_wire_get_string (field, "phone", &typed, error))
      return NULL;
    phone = typed != NULL ? yyq_value_normalize (YYQ_VALUE_MOBILE, typed) : NULL;
    if (typed != NULL && phone == NULL) {
      g_set_error_literal (error, YYQ_WIRE_ERROR, YYQ_WIRE_ERROR_VALUE,
                           "/fields: a phone is not valid");
      return NULL;
    }
    g_ptr_array_add (phones, phone);
  }
  return g_steal_pointer (&phones);
}

static gboolean
read_import (JsonObject *body, YyqImport *import, GBytes **upload, GError **error)
{
  return yyq_wire_get_string (body, "enterprise_id", &import->enterprise_id, error) &&
         yyq_wire_get_string (body, "title", &import->title, error) &&
         (!yyq_wire_has (body, "initiator_account_id") ||
          yyq_wire_get_string (body, "initiator_account_id", &import->initiator_id, error)) &&
         (!yyq_wire_has (body, "due_at") ||
          yyq_wire_get_int (body, "due_at", &import->due_at, error)) &&
         (import->parties = read_parties (body, error)) != NULL &&
         (import->phones = read_phones (json_object_get_array_member (body, "fields"), error)) !=
           NULL &&
         (*upload = yyq_wire_get_bytes (body, "pdf", error)) != NULL;
}

static void
import_free (gpointer data)
{
  YyqImport *import = data;

  g_clear_pointer (&import->parties, g_ptr_array_unref);
  g_clear_pointer (&import->phones, g_ptr_array_unref);
  g_clear_pointer (&import->pdf, g_bytes_unref);
  g_clear_pointer (&import->kept, yyq_new_blob_free);
  g_free (import);
}

static void
prepare_contracts (YyqPlatform *platform, YyqRequest *request, YyqResponse *response)
{
  g_autoptr (JsonNode) node = yyq_reply_parse (request, response);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) upload = NULL;
  YyqImport *import;

  if (node == NULL)
    return;
  import = g_new0 (YyqImport, 1);
  yyq_request_set_prepared (request, import, import_free);
  if (!read_import (json_node_get_object (node), import, &upload, &error) ||
      !yyq_import_service_check (platform, import, &error)) {
    yyq_reply_error (response, error);
    return;
  }
  import->pdf = yyq_import_service_prepare (upload, import->parties, &error);
  if (import->pdf == NULL && g_error_matches (error, YYQ_PDF_ERROR, YYQ_PDF_ERROR_WORKER))
    yyq_reply_error (response, error);
  else if (import->pdf == NULL)
    yyq_response_set_problem (response, "invalid", error->message, "/pdf");
  else if (!yyq_import_service_keep (platform, import, &error))
    yyq_reply_error (response, error);
}

static void
post_contracts (YyqPlatform *platform, YyqRequest *request, YyqResponse *response)
{
  const YyqImport *import = request->prepared;
  g_autoptr (GError) error = NULL;
  g_autoptr (YyqContract) contract = yyq_import_service_store (platform, import, &error);

  if (contract != NULL &&
      yyq_audit_write (platform,
                       &(YyqAuditEntry){ .unit_id = import->enterprise_id,
                                         .action = "contract.import",
                                         .object = yyq_contract_get_id (contract) },
                       &error))
    reply_id (response, yyq_contract_get_id (contract), yyq_contract_get_number (contract));
  else
    yyq_reply_error (response, error);
}

const YyqRoute yyq_admin_routes[] = {
  { "POST", "/admin/companies", "admin", YYQ_SCOPE_BODY, YYQ_RATE_LOCAL, post_companies },
  { "POST", "/admin/accounts", "admin", YYQ_SCOPE_BODY, YYQ_RATE_LOCAL, post_accounts,
    .prepare = prepare_accounts },
  { "POST", "/admin/contracts", "admin", YYQ_SCOPE_BODY, YYQ_RATE_LOCAL, post_contracts,
    .prepare = prepare_contracts, .body_limit = MOST_UPLOAD, .node_limit = 4096 },
  { NULL },
};
