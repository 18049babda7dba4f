/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-template-entity.h"

#include "yyq-template.h"

static const YyqEntityColumn columns[] = {
  { "name", YYQ_ENTITY_SEARCHED },
  { "kind" },
  { "state" },
  { "unit_id" },
  { "unit_name", YYQ_ENTITY_SEARCHED | YYQ_ENTITY_CHOSEN },
  { "folder", YYQ_ENTITY_SEARCHED | YYQ_ENTITY_CHOSEN },
  { "tags", YYQ_ENTITY_SEARCHED },
  { "edition" },
  { "changed" },
  { "pages" },
  { "n_controls" },
  { "uses" },
  { "cover" },
  { "changed_at" },
  { "changed_by", YYQ_ENTITY_SEARCHED },
  { NULL },
};

static const YyqEntitySort sorts[] = {
  { "changed_at", "changed_at" },   { "name", "name" },
  { "kind", "kind", "changed_at" }, { "state", "state", "changed_at" },
  { "uses", "uses", "changed_at" }, { NULL },
};

static const YyqEntityFilter filters[] = {
  { "open", { { "state", "open" } } },
  { "closed", { { "state", "closed" } } },
  { NULL },
};

/* A list row comes without. */
static gboolean
is_whole (gpointer record)
{
  return yyq_template_get_content (record) != NULL;
}

static void
list_documents (gpointer record, GPtrArray *documents)
{
  YyqTemplateContent *content = yyq_template_get_content (record);
  GListModel *files = content != NULL ? yyq_template_content_get_files (content) : NULL;
  const guint n = files != NULL ? g_list_model_get_n_items (files) : 0;
  const char *cover = yyq_template_get_cover (record);

  if (cover != NULL && *cover != '\0' && n == 0)
    g_ptr_array_add (documents, g_strdup (cover));
  for (guint i = 0; i < n; i++) {
    g_autoptr (YyqTemplateFile) file = g_list_model_get_item (files, i);

    g_ptr_array_add (documents, g_strdup (yyq_template_file_get_sha256 (file)));
  }
}

const YyqEntity yyq_template_entity = {
  .name = "template",
  .get_type = yyq_template_get_type,
  .path = "/templates",
  .permission = "template.view",
  .columns = columns,
  .sorts = sorts,
  .filters = filters,
  .is_whole = is_whole,
  .list_documents = list_documents,
};
