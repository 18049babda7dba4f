/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-template-text.h"

#include "yyq-wire-record.h"
#include "yyq-wire.h"

#include <string.h>

char *
yyq_template_text_new (YyqTemplateContent *content)
{
  GString *text = g_string_new (NULL);

  yyq_wire_record_write (content, text);
  return g_string_free (text, FALSE);
}

YyqTemplateContent *
yyq_template_text_read (const char *text, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (JsonNode) node = yyq_wire_parse (bytes, error);

  return node != NULL ? yyq_wire_record_decode (node, YYQ_TYPE_TEMPLATE_CONTENT, error) : NULL;
}

/* It is the last of both records' members. */
void
yyq_template_text_append (GString *out, gpointer record, const char *text)
{
  static const char without[] = "null}";

  yyq_wire_record_write (record, out);
  g_assert (g_str_has_suffix (out->str, "\"content\":null}"));
  g_string_truncate (out, out->len - strlen (without));
  g_string_append (out, text);
  g_string_append_c (out, '}');
}
