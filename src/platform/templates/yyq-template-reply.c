/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-template-reply.h"

#include "yyq-reply.h"
#include "yyq-template-text.h"

#include <string.h>

/* For a row without its content, in bytes. */
#define ROOM 1024

YyqTemplateActor
yyq_template_actor_of (YyqPlatform *platform, YyqRequest *request)
{
  return (YyqTemplateActor){ platform, request->access, request->remote };
}

JsonObject *
yyq_template_reply_get_body (YyqRequest *request, YyqResponse *response)
{
  g_autoptr (JsonNode) node = yyq_reply_parse (request, response);

  return node != NULL ? json_node_get_object (node) : NULL;
}

/* Takes @text. */
static void
reply_text (YyqResponse *response, guint status, GString *text)
{
  g_autoptr (GBytes) body = g_string_free_to_bytes (text);

  yyq_response_set (response, status, "application/json", body);
}

void
yyq_template_reply (YyqResponse *response, guint status, const YyqTemplateWhole *whole)
{
  GString *text = g_string_sized_new (ROOM + strlen (whole->text));

  yyq_template_text_append (text, whole->template, whole->text);
  reply_text (response, status, text);
}

void
yyq_template_reply_record (YyqResponse *response, gpointer record, const char *text)
{
  GString *out = g_string_sized_new (ROOM + strlen (text));

  yyq_template_text_append (out, record, text);
  reply_text (response, 200, out);
}

void
yyq_template_reply_upload (YyqResponse *response, const YyqTemplateWhole *whole, GPtrArray *dropped)
{
  GString *text = g_string_new ("{\"template\":");

  yyq_template_text_append (text, whole->template, whole->text);
  g_string_append (text, ",\"dropped\":[");
  for (guint i = 0; i < dropped->len; i++) {
    if (i > 0)
      g_string_append_c (text, ',');
    yyq_wire_append_string (text, g_ptr_array_index (dropped, i));
  }
  g_string_append (text, "]}");
  reply_text (response, 200, text);
}
