/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-template-files.h"

YyqTemplateFile *
yyq_template_content_find_page (YyqTemplateContent *self, int page, int *within)
{
  GListModel *files = yyq_template_content_get_files (self);
  const guint n = g_list_model_get_n_items (files);
  int first = 0;

  for (guint i = 0; i < n && page >= 0; i++) {
    g_autoptr (YyqTemplateFile) file = g_list_model_get_item (files, i);
    const int pages = yyq_template_file_get_pages (file);

    if (page < first + pages) {
      if (within != NULL)
        *within = page - first;
      return file; /* the list keeps it */
    }
    first += pages;
  }
  return NULL;
}

int
yyq_template_content_first_page (YyqTemplateContent *self, const char *id)
{
  GListModel *files = yyq_template_content_get_files (self);
  const guint n = g_list_model_get_n_items (files);
  int first = 0;

  for (guint i = 0; i < n; i++) {
    g_autoptr (YyqTemplateFile) file = g_list_model_get_item (files, i);

    if (g_strcmp0 (yyq_template_file_get_id (file), id) == 0)
      return first;
    first += yyq_template_file_get_pages (file);
  }
  return -1;
}

/* (nullable): in @self. */
static YyqTemplateFile *
find_file (YyqTemplateContent *self, const char *id)
{
  GListModel *files = yyq_template_content_get_files (self);
  const guint n = g_list_model_get_n_items (files);

  for (guint i = 0; i < n; i++) {
    g_autoptr (YyqTemplateFile) file = g_list_model_get_item (files, i);

    if (g_strcmp0 (yyq_template_file_get_id (file), id) == 0)
      return file;
  }
  return NULL;
}

/* One change of the files. */
typedef struct {
  YyqTemplateContent *before;
  YyqTemplateContent *after;
  const char *replaced; /* (nullable): this one's pages are now */
  const char *heir;     /* those of this one */
} Change;

/* Where @page is now; -1: it is gone. */
static int
find_new_page (const Change *change, int page)
{
  int within = 0;
  YyqTemplateFile *old = yyq_template_content_find_page (change->before, page, &within);
  const char *id = old != NULL ? yyq_template_file_get_id (old) : NULL;
  YyqTemplateFile *file;

  if (id != NULL && g_strcmp0 (id, change->replaced) == 0)
    id = change->heir;
  file = id != NULL ? find_file (change->after, id) : NULL;
  if (file == NULL || within >= yyq_template_file_get_pages (file))
    return -1;
  return yyq_template_content_first_page (change->after, id) + within;
}

/* A 骑缝章 reaches as far as there are pages of those that it went over. */
static int
find_new_last (const Change *change, YyqControl *control)
{
  for (int page = yyq_control_get_last_page (control); page > yyq_control_get_page (control);
       page--) {
    const int now = find_new_page (change, page);

    if (now >= 0)
      return now;
  }
  return 0;
}

static GPtrArray *
renumber (const Change *change)
{
  GListStore *controls = G_LIST_STORE (yyq_template_content_get_controls (change->after));
  GPtrArray *gone = g_ptr_array_new_with_free_func (g_free);
  guint i = 0;

  while (i < g_list_model_get_n_items (G_LIST_MODEL (controls))) {
    g_autoptr (YyqControl) control = g_list_model_get_item (G_LIST_MODEL (controls), i);
    const int page = find_new_page (change, yyq_control_get_page (control));
    const int last = find_new_last (change, control);

    if (page < 0) {
      g_ptr_array_add (gone, g_strdup (yyq_control_get_id (control)));
      g_list_store_remove (controls, i);
      continue;
    }
    g_object_set (control, "page", page, "last-page", MAX (last, 0), NULL);
    i++;
  }
  return gone;
}

/* (transfer full): without an entry that is @id. */
static GPtrArray *
list_files (YyqTemplateContent *self, const char *id, guint *place)
{
  GListModel *files = yyq_template_content_get_files (self);
  GPtrArray *list = g_ptr_array_new_with_free_func (g_object_unref);
  const guint n = g_list_model_get_n_items (files);

  *place = n;
  for (guint i = 0; i < n; i++) {
    YyqTemplateFile *file = g_list_model_get_item (files, i);

    if (g_strcmp0 (yyq_template_file_get_id (file), id) == 0) {
      *place = i;
      g_object_unref (file);
    } else {
      g_ptr_array_add (list, file);
    }
  }
  return list;
}

static GPtrArray *
set_files (YyqTemplateContent *self, GPtrArray *files, const char *replaced, const char *heir)
{
  g_autoptr (YyqTemplateContent) before = yyq_template_content_copy (self);
  GListStore *store = G_LIST_STORE (yyq_template_content_get_files (self));
  const Change change = { before, self, replaced, heir };

  g_list_store_splice (store, 0, g_list_model_get_n_items (G_LIST_MODEL (store)), files->pdata,
                       files->len);
  return renumber (&change);
}

void
yyq_template_content_add_file (YyqTemplateContent *self, YyqTemplateFile *file)
{
  g_return_if_fail (YYQ_IS_TEMPLATE_CONTENT (self));

  g_list_store_append (G_LIST_STORE (yyq_template_content_get_files (self)), file);
}

GPtrArray *
yyq_template_content_replace_file (YyqTemplateContent *self, const char *id, YyqTemplateFile *file)
{
  guint place;
  g_autoptr (GPtrArray) files = NULL;

  g_return_val_if_fail (YYQ_IS_TEMPLATE_CONTENT (self), NULL);

  files = list_files (self, id, &place);
  g_ptr_array_insert (files, (int) MIN (place, files->len), g_object_ref (file));
  return set_files (self, files, id, yyq_template_file_get_id (file));
}

GPtrArray *
yyq_template_content_remove_file (YyqTemplateContent *self, const char *id)
{
  guint place;
  g_autoptr (GPtrArray) files = NULL;

  g_return_val_if_fail (YYQ_IS_TEMPLATE_CONTENT (self), NULL);

  files = list_files (self, id, &place);
  return set_files (self, files, NULL, NULL);
}

void
yyq_template_content_move_file (YyqTemplateContent *self, const char *id, guint to)
{
  YyqTemplateFile *file = find_file (self, id);
  guint place;
  g_autoptr (GPtrArray) files = NULL;
  g_autoptr (GPtrArray) gone = NULL;

  g_return_if_fail (file != NULL);

  g_object_ref (file);
  files = list_files (self, id, &place);
  g_ptr_array_insert (files, (int) MIN (to, files->len), file);
  gone = set_files (self, files, NULL, NULL);
}
