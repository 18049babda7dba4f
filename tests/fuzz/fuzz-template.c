/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-fuzz.h"
#include "yyq-template-pages.h"
#include "yyq-template-text.h"
#include "yyq-template-wish.h"
#include "yyq-wire.h"

/* What a client says that a template is. What is taken is stored as text that is read again as the
 * same, and stays right when a file is put in the place of its first one. */

#define MOST_NODES 20000

static void
put_file (YyqTemplateContent *content)
{
  g_autoptr (YyqTemplateFile) first =
    g_list_model_get_item (yyq_template_content_get_files (content), 0);
  g_autoptr (YyqTemplateFile) file =
    g_object_new (YYQ_TYPE_TEMPLATE_FILE, "id", "018f0000-0000-7000-8000-0000000000ff", "name", "a",
                  "sha256", "a", "pages", 1, NULL);
  g_autoptr (GPtrArray) dropped = g_ptr_array_new_with_free_func (g_free);
  const guint n = g_list_model_get_n_items (yyq_template_content_get_controls (content));

  if (!yyq_template_content_put_file (
        content, file, first != NULL ? yyq_template_file_get_id (first) : NULL, dropped, NULL))
    return;
  g_assert_true (yyq_template_content_check (content, NULL));
  g_assert_cmpuint (
    g_list_model_get_n_items (yyq_template_content_get_controls (content)) + dropped->len, ==, n);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) text = g_bytes_new (data, size);
  g_autoptr (JsonNode) node = yyq_wire_parse_limited (text, MOST_NODES, NULL);
  g_autoptr (YyqTemplateWish) wish =
    node != NULL && JSON_NODE_HOLDS_OBJECT (node)
      ? yyq_template_wish_read_edit (json_node_get_object (node), NULL)
      : NULL;
  g_autoptr (YyqTemplateContent) again = NULL;
  g_autofree char *same = NULL;

  if (wish == NULL)
    return 0;
  again = yyq_template_text_read (wish->text, NULL);
  g_assert_true (again != NULL && yyq_record_equal (wish->content, again, NULL));
  same = yyq_template_text_new (again);
  g_assert_cmpstr (same, ==, wish->text);
  put_file (again);
  return 0;
}
