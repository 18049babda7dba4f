/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-template-document-store.h"

GHashTable *
yyq_template_document_store_list (YyqPlatform *platform, const char *template_id, GError **error)
{
  g_autoptr (GHashTable) pages = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GError) local = NULL;
  g_autoptr (YyqRows) rows = yyq_storage_query (
    yyq_platform_get_storage (platform), &local,
    "SELECT sha256, pages FROM template_document WHERE template_id = $1", "s", template_id);

  while (rows != NULL && yyq_rows_next (rows, &local))
    g_hash_table_insert (pages, g_strdup (yyq_rows_get_text (rows, 0)),
                         GINT_TO_POINTER ((int) yyq_rows_get_int (rows, 1)));
  if (local == NULL)
    return g_steal_pointer (&pages);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

gboolean
yyq_template_document_store_has (YyqPlatform *platform, const char *template_id, const char *sha256,
                                 gboolean *has, GError **error)
{
  gint64 n = 0;

  if (!yyq_storage_query_int (
        yyq_platform_get_storage (platform), &n, error,
        "SELECT COUNT(*) FROM template_document WHERE template_id = $1 AND sha256 = $2", "ss",
        template_id, sha256))
    return FALSE;
  *has = n > 0;
  return TRUE;
}

gboolean
yyq_template_document_store_add (YyqPlatform *platform, const char *template_id, const char *sha256,
                                 gint64 pages, GError **error)
{
  return yyq_storage_execute (
    yyq_platform_get_storage (platform), error,
    "INSERT INTO template_document (template_id, sha256, pages) VALUES ($1, $2, $3) "
    "ON CONFLICT (template_id, sha256) DO NOTHING",
    "ssi", template_id, sha256, pages);
}

/* The content is edition 0. */
static gboolean
name_nothing (YyqPlatform *platform, const char *template_id, GError **error)
{
  return yyq_storage_execute (yyq_platform_get_storage (platform), error,
                              "DELETE FROM template_file WHERE template_id = $1 AND edition = 0",
                              "s", template_id);
}

gboolean
yyq_template_document_store_set (YyqPlatform *platform, const char *template_id,
                                 YyqTemplateContent *content, GError **error)
{
  GListModel *files = yyq_template_content_get_files (content);
  gboolean ok = name_nothing (platform, template_id, error);

  for (guint i = 0; ok && i < g_list_model_get_n_items (files); i++) {
    g_autoptr (YyqTemplateFile) file = g_list_model_get_item (files, i);

    ok = yyq_storage_execute (
      yyq_platform_get_storage (platform), error,
      "INSERT INTO template_file (template_id, edition, sha256) VALUES ($1, 0, $2) "
      "ON CONFLICT (template_id, edition, sha256) DO NOTHING",
      "ss", template_id, yyq_template_file_get_sha256 (file));
  }
  return ok;
}

static gboolean
name_again (YyqPlatform *platform, const char *template_id, gint64 from, gint64 to, GError **error)
{
  return yyq_storage_execute (
    yyq_platform_get_storage (platform), error,
    "INSERT INTO template_file (template_id, edition, sha256) SELECT template_id, "
    "CAST($3 AS BIGINT), sha256 FROM template_file WHERE template_id = $1 AND edition = $2",
    "sii", template_id, from, to);
}

gboolean
yyq_template_document_store_freeze (YyqPlatform *platform, const char *template_id, gint64 number,
                                    GError **error)
{
  return name_again (platform, template_id, 0, number, error);
}

gboolean
yyq_template_document_store_restore (YyqPlatform *platform, const char *template_id, gint64 number,
                                     GError **error)
{
  return name_nothing (platform, template_id, error) &&
         name_again (platform, template_id, number, 0, error);
}

gboolean
yyq_template_document_store_copy (YyqPlatform *platform, const char *from_id, const char *to_id,
                                  GError **error)
{
  YyqStorage *storage = yyq_platform_get_storage (platform);

  return yyq_storage_execute (
           storage, error,
           "INSERT INTO template_file (template_id, edition, sha256) SELECT CAST($2 AS TEXT), 0, "
           "sha256 FROM template_file WHERE template_id = $1 AND edition = 0",
           "ss", from_id, to_id) &&
         yyq_storage_execute (
           storage, error,
           "INSERT INTO template_document (template_id, sha256, pages) SELECT CAST($2 AS TEXT), "
           "sha256, pages FROM template_document d WHERE d.template_id = $1 AND EXISTS (SELECT 1 "
           "FROM template_file f WHERE f.template_id = $1 AND f.edition = 0 AND f.sha256 = "
           "d.sha256)",
           "ss", from_id, to_id);
}

#define SPARE                                                                           \
  "FROM template_document WHERE template_id = $1 AND NOT EXISTS (SELECT 1 FROM "        \
  "template_file f WHERE f.template_id = template_document.template_id AND f.sha256 = " \
  "template_document.sha256)"

gboolean
yyq_template_document_store_trim (YyqPlatform *platform, const char *template_id, GError **error)
{
  YyqStorage *storage = yyq_platform_get_storage (platform);
  gint64 n = 0;

  return yyq_storage_query_int (storage, &n, error, "SELECT COUNT(*) " SPARE, "s", template_id) &&
         (n <= YYQ_TEMPLATE_MOST_SPARE ||
          yyq_storage_execute (storage, error, "DELETE " SPARE, "s", template_id));
}
