/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-reply.h"

#include "yyq-error.h"
#include "yyq-service-error.h"
#include "yyq-wire-record.h"

#include <string.h>

/* For most records, in bytes; what is longer takes more. */
#define ROOM 512

JsonNode *
yyq_reply_parse (YyqRequest *request, YyqResponse *response)
{
  if (request->json != NULL && JSON_NODE_HOLDS_OBJECT (request->json))
    return json_node_ref (request->json);
  yyq_response_set_problem (response, "invalid", "a JSON object is wanted", NULL);
  return NULL;
}

void
yyq_reply_json (YyqResponse *response, guint status, JsonNode *node)
{
  g_autoptr (JsonNode) owned = node;
  g_autoptr (GBytes) body = yyq_wire_serialize (owned);

  yyq_response_set (response, status, "application/json", body);
}

/* Messages of the wire name the member by its JSON pointer: the word that starts with a slash.
 * Those of services begin with it when they mean one. */
static char *
find_pointer (const GError *error)
{
  const char *slash = NULL;

  if (error->domain == YYQ_WIRE_ERROR)
    slash = strchr (error->message, '/');
  else if ((error->domain == YYQ_SERVICE_ERROR || error->domain == YYQ_RULE_ERROR) &&
           *error->message == '/')
    slash = error->message;
  return slash != NULL ? g_strndup (slash, strcspn (slash, ":, ")) : NULL;
}

static void
tell_limits (YyqResponse *response, const GError *error)
{
  const guint tries = yyq_service_error_get_tries (error);
  const guint wait = yyq_service_error_get_wait (error);
  g_autofree char *seconds = g_strdup_printf ("%u", wait);

  if (tries > 0)
    yyq_response_add_number (response, "tries_left", tries);
  if (wait == 0)
    return;
  yyq_response_add_number (response, "retry_after", wait);
  yyq_response_set_header (response, "Retry-After", seconds);
}

void
yyq_reply_error (YyqResponse *response, const GError *error)
{
  const char *code = yyq_service_error_get_code (error);
  g_autofree char *pointer = find_pointer (error);
  gboolean ours = error->domain == YYQ_WIRE_ERROR || error->domain == YYQ_SERVICE_ERROR ||
                  error->domain == YYQ_RULE_ERROR;

  if (g_str_equal (code, "internal"))
    g_message ("request failed: %s %d: %s", g_quark_to_string (error->domain), error->code,
               error->message);
  response->again = g_error_matches (error, YYQ_STORE_ERROR, YYQ_STORE_ERROR_BUSY);
  yyq_response_set_problem (response, code, ours ? error->message : NULL, pointer);
  tell_limits (response, error);
  if (g_str_equal (code, "busy") || g_str_equal (code, "rate-limited"))
    yyq_response_set_header (response, "Retry-After", "1");
}

/* (nullable): why a PDF is not taken; NULL where that is not the file's fault. */
static const char *
find_pdf_reason (const GError *error)
{
  static const char *const reasons[] = {
    [YYQ_PDF_ERROR_NOT_PDF] = "not-pdf",
    [YYQ_PDF_ERROR_DAMAGED] = "damaged",
    [YYQ_PDF_ERROR_ENCRYPTED] = "encrypted",
    [YYQ_PDF_ERROR_TOO_LARGE] = "too-large",
    [YYQ_PDF_ERROR_SIGNED_ALREADY] = "signed",
    [YYQ_PDF_ERROR_ACTIVE_CONTENT] = "active-content",
    [YYQ_PDF_ERROR_FAILED] = NULL,
  };

  if (error->domain != YYQ_PDF_ERROR || error->code < 0 ||
      error->code >= (int) G_N_ELEMENTS (reasons))
    return NULL;
  return reasons[error->code];
}

void
yyq_reply_pdf_error (YyqResponse *response, const GError *error, const char *pointer)
{
  const char *reason = find_pdf_reason (error);

  if (reason == NULL)
    yyq_reply_error (response, error);
  else
    yyq_response_set_invalid (response, error->message, pointer, reason);
}

/* Takes @text. */
static void
reply_text (YyqResponse *response, guint status, GString *text)
{
  g_autoptr (GBytes) body = g_string_free_to_bytes (text);

  yyq_response_set (response, status, "application/json", body);
}

void
yyq_reply_record (YyqResponse *response, guint status, gpointer record)
{
  GString *text = g_string_sized_new (ROOM);

  yyq_wire_record_write (record, text);
  reply_text (response, status, text);
}

/* (transfer full): and the object goes on behind it. */
static GString *
begin_list (GPtrArray *list)
{
  GString *text = g_string_sized_new (ROOM * MAX (list->len, 1));

  g_string_append (text, "{\"items\":[");
  for (guint i = 0; i < list->len; i++) {
    if (i > 0)
      g_string_append_c (text, ',');
    yyq_wire_record_write (g_ptr_array_index (list, i), text);
  }
  return g_string_append_c (text, ']');
}

void
yyq_reply_list (YyqResponse *response, GPtrArray *list)
{
  reply_text (response, 200, g_string_append_c (begin_list (list), '}'));
}

void
yyq_reply_page (YyqResponse *response, GPtrArray *list, const char *next)
{
  GString *text = begin_list (list);

  g_string_append (text, ",\"next\":");
  if (next != NULL)
    yyq_wire_append_string (text, next);
  else
    g_string_append (text, "null");
  g_string_append_printf (text, ",\"has_more\":%s}", next != NULL ? "true" : "false");
  reply_text (response, 200, text);
}
