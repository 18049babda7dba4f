/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-response.h"

#include <json-glib/json-glib.h>

#include "yyq-id.h"
#include "yyq-wire-problem.h"

YyqResponse *
yyq_response_new (void)
{
  YyqResponse *self = g_new0 (YyqResponse, 1);

  self->status = 500;
  self->headers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

static void
drop_body (YyqResponse *self)
{
  g_clear_pointer (&self->body, g_bytes_unref);
  if (self->open != NULL)
    yyq_open_reply_abandon (self->open);
  g_clear_pointer (&self->open, yyq_open_reply_unref);
  if (self->free_source != NULL)
    self->free_source (self->source);
  self->free_source = NULL;
  self->source = NULL;
  self->next = NULL;
  self->length = 0;
  self->given = 0;
}

void
yyq_response_free (YyqResponse *self)
{
  g_free (self->content_type);
  drop_body (self);
  g_hash_table_unref (self->headers);
  g_free (self->problem);
  g_free (self);
}

void
yyq_response_reset (YyqResponse *self)
{
  yyq_response_set (self, 500, NULL, NULL);
  g_hash_table_remove_all (self->headers);
  self->again = FALSE;
  self->keep = FALSE;
}

void
yyq_response_set (YyqResponse *self, guint status, const char *content_type, GBytes *body)
{
  drop_body (self);
  g_free (self->content_type);
  g_clear_pointer (&self->problem, g_free);
  self->status = status;
  self->content_type = g_strdup (content_type);
  self->body = body != NULL ? g_bytes_ref (body) : NULL;
}

void
yyq_response_set_stream (YyqResponse *self, guint status, const char *content_type, gint64 length,
                         YyqBodyNext next, gpointer source, GDestroyNotify free_source)
{
  yyq_response_set (self, status, content_type, NULL);
  self->next = next;
  self->source = source;
  self->free_source = free_source;
  self->length = length;
}

void
yyq_response_set_open (YyqResponse *self, guint status, const char *content_type,
                       YyqOpenReply *open)
{
  yyq_response_set (self, status, content_type, NULL);
  self->open = yyq_open_reply_ref (open);
}

gint64
yyq_response_get_length (YyqResponse *self)
{
  if (self->next != NULL)
    return self->length;
  return self->body != NULL ? (gint64) g_bytes_get_size (self->body) : 0;
}

gboolean
yyq_response_is_at_end (YyqResponse *self)
{
  return self->given >= self->length;
}

YyqBodyState
yyq_response_next (YyqResponse *self, GBytes **piece)
{
  g_autoptr (GError) error = NULL;

  if (yyq_response_is_at_end (self))
    return YYQ_BODY_END;
  *piece = self->next (self->source, &error);
  if (*piece != NULL) {
    self->given += (gint64) g_bytes_get_size (*piece);
    return YYQ_BODY_PIECE;
  }
  g_warning ("a reply ends early: %s", error->message);
  return YYQ_BODY_FAILED;
}

gboolean
yyq_response_collect (YyqResponse *self)
{
  g_autoptr (GByteArray) all = g_byte_array_new ();
  GBytes *piece = NULL;
  YyqBodyState state;

  if (self->next == NULL)
    return TRUE;
  while ((state = yyq_response_next (self, &piece)) == YYQ_BODY_PIECE) {
    g_byte_array_append (all, g_bytes_get_data (piece, NULL), (guint) g_bytes_get_size (piece));
    g_bytes_unref (piece);
  }
  drop_body (self);
  self->body = g_byte_array_free_to_bytes (g_steal_pointer (&all));
  return state == YYQ_BODY_END;
}

void
yyq_response_set_header (YyqResponse *self, const char *name, const char *value)
{
  g_hash_table_insert (self->headers, g_strdup (name), g_strdup (value));
}

static const YyqProblem *
find_problem (const char *code)
{
  const YyqProblem *problem = yyq_problem_find (code);

  if (problem != NULL)
    return problem;
  g_critical ("problem code %s is not in the API", code);
  return yyq_problem_find ("internal");
}

static JsonNode *
problem_to_json (const YyqProblem *problem, const char *detail, const char *pointer,
                 const char *reason)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *type = g_strconcat ("urn:yyq:problem:", problem->code, NULL);

  json_builder_begin_object (builder);
  json_builder_add_string_value (json_builder_set_member_name (builder, "type"), type);
  json_builder_add_string_value (json_builder_set_member_name (builder, "title"), problem->title);
  json_builder_add_int_value (json_builder_set_member_name (builder, "status"), problem->status);
  if (detail != NULL)
    json_builder_add_string_value (json_builder_set_member_name (builder, "detail"), detail);
  if (pointer != NULL) {
    json_builder_begin_array (json_builder_set_member_name (builder, "errors"));
    json_builder_begin_object (builder);
    json_builder_add_string_value (json_builder_set_member_name (builder, "pointer"), pointer);
    json_builder_add_string_value (json_builder_set_member_name (builder, "code"), reason);
    json_builder_end_object (builder);
    json_builder_end_array (builder);
  }
  json_builder_end_object (builder);
  return json_builder_get_root (builder);
}

static GBytes *
serialize (JsonNode *node)
{
  char *text = json_to_string (node, FALSE);

  return g_bytes_new_take (text, strlen (text));
}

static void
set_problem (YyqResponse *self, const char *code, const char *detail, const char *pointer,
             const char *reason)
{
  const YyqProblem *problem = find_problem (code);
  g_autoptr (JsonNode) node = problem_to_json (problem, detail, pointer, reason);
  g_autoptr (GBytes) body = serialize (node);

  yyq_response_set (self, problem->status, "application/problem+json", body);
  self->problem = g_strdup (problem->code);
}

void
yyq_response_set_problem (YyqResponse *self, const char *code, const char *detail,
                          const char *pointer)
{
  set_problem (self, code, detail, pointer, "invalid");
}

void
yyq_response_set_invalid (YyqResponse *self, const char *detail, const char *pointer,
                          const char *reason)
{
  set_problem (self, "invalid", detail, pointer, reason);
}

/* Takes @value. */
static void
add_member (YyqResponse *self, const char *name, JsonNode *value)
{
  g_autoptr (JsonNode) owned = value;
  g_autoptr (JsonNode) node = json_from_string (g_bytes_get_data (self->body, NULL), NULL);
  g_autoptr (GBytes) body = NULL;

  if (node == NULL)
    return;
  json_object_set_member (json_node_get_object (node), name, g_steal_pointer (&owned));
  body = serialize (node);
  g_bytes_unref (self->body);
  self->body = g_steal_pointer (&body);
}

void
yyq_response_add_number (YyqResponse *self, const char *name, gint64 value)
{
  g_return_if_fail (self->problem != NULL);
  add_member (self, name, json_node_init_int (json_node_alloc (), value));
}

void
yyq_response_seal (YyqResponse *self, const char *request_id)
{
  yyq_response_set_header (self, "X-Request-Id", request_id);
  if (self->problem != NULL)
    add_member (self, "instance", json_node_init_string (json_node_alloc (), request_id));
}

YyqResponse *
yyq_response_new_refusal (const char *code)
{
  YyqResponse *self = yyq_response_new ();
  g_autofree char *id = yyq_id_new ();

  yyq_response_set_problem (self, code, NULL, NULL);
  yyq_response_seal (self, id);
  return self;
}
