/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-template.h"

#include "yyq-error.h"
#include "yyq-text-clean.h"

YYQ_DEFINE_RECORD (YyqTemplate, yyq_template, TEMPLATE)

gboolean
yyq_template_may (YyqTemplate *self, YyqTemplateAct act, GError **error)
{
  gboolean wants_open = act == YYQ_TEMPLATE_ACT_CLOSE || act == YYQ_TEMPLATE_ACT_USE;

  if ((self->state == YYQ_TEMPLATE_STATE_OPEN) == wants_open)
    return TRUE;
  g_set_error_literal (error, YYQ_RULE_ERROR, YYQ_RULE_ERROR_STATE,
                       wants_open ? "the template is closed" : "the template is open");
  return FALSE;
}

void
yyq_template_set_content (YyqTemplate *self, YyqTemplateContent *content)
{
  g_autoptr (YyqTemplateFile) first =
    g_list_model_get_item (yyq_template_content_get_files (content), 0);

  g_object_set (self, "content", content, "pages", (int) yyq_template_content_count_pages (content),
                "n-controls",
                (int) g_list_model_get_n_items (yyq_template_content_get_controls (content)),
                "cover", first != NULL ? yyq_template_file_get_sha256 (first) : NULL, NULL);
}

char *
yyq_template_clean_name (const char *name, GError **error)
{
  g_autofree char *clean =
    name != NULL && g_utf8_validate (name, -1, NULL) ? yyq_text_clean (name) : NULL;

  if (clean == NULL || *clean == '\0')
    g_set_error_literal (error, YYQ_RULE_ERROR, YYQ_RULE_ERROR_CONTENT, "/name: is empty");
  else if (g_utf8_strlen (clean, -1) > YYQ_TEMPLATE_LONGEST_NAME)
    g_set_error_literal (error, YYQ_RULE_ERROR, YYQ_RULE_ERROR_CONTENT, "/name: too long");
  else
    return g_steal_pointer (&clean);
  return NULL;
}
