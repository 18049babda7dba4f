/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-template-pages.h"

#include "yyq-error.h"

#define GONE (-1)

/* Where the pages of a file are, and how many they become. */
typedef struct {
  int first, before, after;
} Change;

static int
move_page (const Change *change, int page)
{
  if (page < change->first)
    return page;
  if (page >= change->first + change->before)
    return page - change->before + change->after;
  return page - change->first < change->after ? page : GONE;
}

/* The last page of a 骑缝章; 0 says nothing. Of pages that are gone, the last that is left. */
static int
move_last_page (const Change *change, int page)
{
  const int moved = move_page (change, page);

  if (page == 0)
    return 0;
  return moved == GONE ? change->first + change->after - 1 : moved;
}

static void
move_controls (YyqTemplateContent *self, const Change *change, GPtrArray *dropped)
{
  GListModel *controls = yyq_template_content_get_controls (self);
  guint i = 0;

  while (i < g_list_model_get_n_items (controls)) {
    g_autoptr (YyqControl) control = g_list_model_get_item (controls, i);
    const int page = move_page (change, yyq_control_get_page (control));

    if (page == GONE) {
      g_ptr_array_add (dropped, g_strdup (yyq_control_get_id (control)));
      g_list_store_remove (G_LIST_STORE (controls), i);
      continue;
    }
    g_object_set (control, "page", page, "last-page",
                  move_last_page (change, yyq_control_get_last_page (control)), NULL);
    i++;
  }
}

/* @index: of the file @id, or behind the last; @first: pages before it. FALSE: there is none. */
static gboolean
find_file (GListModel *files, const char *id, guint *index, int *first, int *pages)
{
  const guint n = g_list_model_get_n_items (files);

  *first = 0;
  for (*index = 0; *index < n; (*index)++) {
    g_autoptr (YyqTemplateFile) file = g_list_model_get_item (files, *index);

    *pages = yyq_template_file_get_pages (file);
    if (g_strcmp0 (yyq_template_file_get_id (file), id) == 0)
      return TRUE;
    *first += *pages;
  }
  *pages = 0;
  return FALSE;
}

static gboolean
fail (GError **error, const char *message)
{
  g_set_error_literal (error, YYQ_RULE_ERROR, YYQ_RULE_ERROR_CONTENT, message);
  return FALSE;
}

static gboolean
check (YyqTemplateContent *self, YyqTemplateFile *file, const char *replaces, GError **error)
{
  GListModel *files = yyq_template_content_get_files (self);
  const char *id = yyq_template_file_get_id (file);
  guint index;
  int first, pages;

  if (replaces != NULL && !find_file (files, replaces, &index, &first, &pages))
    return fail (error, "/replaces: there is no such file");
  if (g_strcmp0 (id, replaces) != 0 && find_file (files, id, &index, &first, &pages))
    return fail (error, "/file_id: another file has this id");
  if (replaces == NULL && g_list_model_get_n_items (files) >= YYQ_TEMPLATE_MOST_FILES)
    return fail (error, "/pdf: too many files");
  find_file (files, replaces, &index, &first, &pages);
  if ((int) yyq_template_content_count_pages (self) - pages + yyq_template_file_get_pages (file) >
      YYQ_TEMPLATE_MOST_PAGES)
    return fail (error, "/pdf: too many pages");
  return TRUE;
}

gboolean
yyq_template_content_put_file (YyqTemplateContent *self, YyqTemplateFile *file,
                               const char *replaces, GPtrArray *dropped, GError **error)
{
  GListModel *files = yyq_template_content_get_files (self);
  Change change = { .after = yyq_template_file_get_pages (file) };
  guint index;
  gboolean found;

  if (!check (self, file, replaces, error))
    return FALSE;
  found = find_file (files, replaces, &index, &change.first, &change.before);
  g_list_store_splice (G_LIST_STORE (files), index, found ? 1 : 0, (gpointer *) &file, 1);
  move_controls (self, &change, dropped);
  return TRUE;
}
