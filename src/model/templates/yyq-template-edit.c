/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-template-edit-private.h"

G_DEFINE_FINAL_TYPE (YyqTemplateEdit, yyq_template_edit, G_TYPE_OBJECT)

static guint changed_signal;

/* Pages */

static GPtrArray *
page_list (YyqTemplateEdit *self, int page)
{
  if (page < 0 || page >= YYQ_TEMPLATE_MOST_PAGES)
    page = YYQ_TEMPLATE_MOST_PAGES; /* nobody asks for it */
  if (self->by_page->len <= (guint) page)
    g_ptr_array_set_size (self->by_page, page + 1);
  if (self->by_page->pdata[page] == NULL)
    self->by_page->pdata[page] = g_ptr_array_new ();
  return self->by_page->pdata[page];
}

static void
sort_pages (YyqTemplateEdit *self)
{
  for (guint i = 0; i < self->by_page->len; i++)
    if (self->by_page->pdata[i] != NULL)
      g_ptr_array_set_size (self->by_page->pdata[i], 0);
  for (guint i = 0; i < self->controls->len; i++)
    g_ptr_array_add (page_list (self, yyq_control_get_page (self->controls->pdata[i])),
                     self->controls->pdata[i]);
  self->pages_stale = FALSE;
}

GPtrArray *
yyq_template_edit_list_page (YyqTemplateEdit *self, int page)
{
  g_return_val_if_fail (YYQ_IS_TEMPLATE_EDIT (self), NULL);
  if (self->pages_stale)
    sort_pages (self);
  return page_list (self, page);
}

/* Changes */

static void
note_page (YyqTemplateEdit *self, int page)
{
  GArray *pages = self->change.pages;

  for (guint i = pages->len; i > 0; i--)
    if (g_array_index (pages, int, i - 1) == page)
      return;
  g_array_append_val (pages, page);
}

void
yyq_template_edit_note (YyqTemplateEdit *self, YyqControl *control, YyqTemplateChanged what)
{
  GPtrArray *controls = self->change.controls;

  self->change.what |= what;
  note_page (self, yyq_control_get_page (control));
  /* The members of a control change one after the other. */
  if (controls->len == 0 || controls->pdata[controls->len - 1] != control)
    g_ptr_array_add (controls, g_object_ref (control));
}

/* The content's list becomes what ours is, in one go: who shows it is told once. */
static void
follow_list (YyqTemplateEdit *self)
{
  GListModel *list = yyq_template_content_get_controls (self->content);
  const guint n_old = g_list_model_get_n_items (list);
  const guint n_new = self->controls->len;
  guint head = 0, tail = 0;

  for (; head < MIN (n_old, n_new); head++) {
    g_autoptr (YyqControl) old = g_list_model_get_item (list, head);

    if (old != self->controls->pdata[head])
      break;
  }
  for (; tail < MIN (n_old, n_new) - head; tail++) {
    g_autoptr (YyqControl) old = g_list_model_get_item (list, n_old - 1 - tail);

    if (old != self->controls->pdata[n_new - 1 - tail])
      break;
  }
  if (head + tail < MAX (n_old, n_new))
    g_list_store_splice (G_LIST_STORE (list), head, n_old - head - tail,
                         self->controls->pdata + head, n_new - head - tail);
}

void
yyq_template_edit_tell (YyqTemplateEdit *self)
{
  YyqTemplateChange told = self->change;

  if (told.what == 0)
    return;
  if ((told.what & (YYQ_TEMPLATE_CHANGED_LIST | YYQ_TEMPLATE_CHANGED_PLACE)) != 0)
    self->pages_stale = TRUE;
  if ((told.what & YYQ_TEMPLATE_CHANGED_LIST) != 0)
    follow_list (self);
  /* Who listens may do the next thing. */
  self->change = (YyqTemplateChange){ 0, g_array_new (FALSE, FALSE, sizeof (int)),
                                      g_ptr_array_new_with_free_func (g_object_unref) };
  g_signal_emit (self, changed_signal, 0, &told);
  g_array_unref (told.pages);
  g_ptr_array_unref (told.controls);
}

void
yyq_template_edit_list_insert (YyqTemplateEdit *self, YyqControl *control, guint at)
{
  g_ptr_array_insert (self->controls, (int) at, g_object_ref (control));
  g_hash_table_insert (self->by_id, g_strdup (yyq_control_get_id (control)), control);
  yyq_template_edit_note (self, control, YYQ_TEMPLATE_CHANGED_LIST);
}

void
yyq_template_edit_list_remove (YyqTemplateEdit *self, guint at)
{
  YyqControl *control = self->controls->pdata[at];

  yyq_template_edit_note (self, control, YYQ_TEMPLATE_CHANGED_LIST);
  g_hash_table_remove (self->by_id, yyq_control_get_id (control));
  g_ptr_array_remove_index (self->controls, at);
}

/* Content */

YyqTemplateEdit *
yyq_template_edit_new (YyqTemplateContent *content)
{
  YyqTemplateEdit *self = g_object_new (YYQ_TYPE_TEMPLATE_EDIT, NULL);

  yyq_template_edit_set_content (self, content);
  return self;
}

static void
read_controls (YyqTemplateEdit *self)
{
  GListModel *list = yyq_template_content_get_controls (self->content);
  const guint n = g_list_model_get_n_items (list);

  g_ptr_array_set_size (self->controls, 0);
  g_hash_table_remove_all (self->by_id);
  g_hash_table_remove_all (self->styles);
  for (guint i = 0; i < n; i++) {
    YyqControl *control = g_list_model_get_item (list, i);

    g_ptr_array_add (self->controls, control);
    g_hash_table_insert (self->by_id, g_strdup (yyq_control_get_id (control)), control);
    g_hash_table_insert (self->styles, GINT_TO_POINTER (yyq_control_get_kind (control)),
                         g_object_ref (control));
  }
}

void
yyq_template_edit_set_content (YyqTemplateEdit *self, YyqTemplateContent *content)
{
  g_return_if_fail (YYQ_IS_TEMPLATE_EDIT (self));
  g_return_if_fail (YYQ_IS_TEMPLATE_CONTENT (content));
  g_set_object (&self->content, content);
  yyq_template_edit_forget_steps (self);
  yyq_control_selection_clear (self->selection);
  read_controls (self);
  self->pages_stale = TRUE;
  self->change.what = YYQ_TEMPLATE_CHANGED_ALL;
  yyq_template_edit_tell (self);
}

YyqTemplateContent *
yyq_template_edit_get_content (YyqTemplateEdit *self)
{
  g_return_val_if_fail (YYQ_IS_TEMPLATE_EDIT (self), NULL);
  return self->content;
}

YyqControlSelection *
yyq_template_edit_get_selection (YyqTemplateEdit *self)
{
  g_return_val_if_fail (YYQ_IS_TEMPLATE_EDIT (self), NULL);
  return self->selection;
}

guint
yyq_template_edit_get_n_controls (YyqTemplateEdit *self)
{
  g_return_val_if_fail (YYQ_IS_TEMPLATE_EDIT (self), 0);
  return self->controls->len;
}

YyqControl *
yyq_template_edit_get_control (YyqTemplateEdit *self, guint i)
{
  g_return_val_if_fail (YYQ_IS_TEMPLATE_EDIT (self), NULL);
  g_return_val_if_fail (i < self->controls->len, NULL);
  return self->controls->pdata[i];
}

YyqControl *
yyq_template_edit_find (YyqTemplateEdit *self, const char *id)
{
  g_return_val_if_fail (YYQ_IS_TEMPLATE_EDIT (self), NULL);
  return g_hash_table_lookup (self->by_id, id);
}

gboolean
yyq_template_edit_find_index (YyqTemplateEdit *self, YyqControl *control, guint *i)
{
  g_return_val_if_fail (YYQ_IS_TEMPLATE_EDIT (self), FALSE);
  return g_ptr_array_find (self->controls, control, i);
}

GPtrArray *
yyq_template_edit_list_kind (YyqTemplateEdit *self, YyqControlKind kind)
{
  GPtrArray *found = g_ptr_array_new ();

  g_return_val_if_fail (YYQ_IS_TEMPLATE_EDIT (self), found);
  for (guint i = 0; i < self->controls->len; i++)
    if (yyq_control_get_kind (self->controls->pdata[i]) == kind)
      g_ptr_array_add (found, self->controls->pdata[i]);
  return found;
}

GPtrArray *
yyq_template_edit_list_all (YyqTemplateEdit *self)
{
  GPtrArray *found = g_ptr_array_new ();

  g_return_val_if_fail (YYQ_IS_TEMPLATE_EDIT (self), found);
  for (guint i = 0; i < self->controls->len; i++)
    g_ptr_array_add (found, self->controls->pdata[i]);
  return found;
}

/* Object */

static void
free_list (gpointer list)
{
  if (list != NULL)
    g_ptr_array_unref (list);
}

static void
yyq_template_edit_finalize (GObject *object)
{
  YyqTemplateEdit *self = YYQ_TEMPLATE_EDIT (object);

  g_ptr_array_unref (self->steps);
  g_ptr_array_unref (self->controls);
  g_ptr_array_unref (self->by_page);
  g_hash_table_unref (self->by_id);
  g_hash_table_unref (self->styles);
  g_array_unref (self->change.pages);
  g_ptr_array_unref (self->change.controls);
  g_object_unref (self->selection);
  g_object_unref (self->content);
  G_OBJECT_CLASS (yyq_template_edit_parent_class)->finalize (object);
}

static void
yyq_template_edit_class_init (YyqTemplateEditClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = yyq_template_edit_finalize;
  changed_signal = g_signal_new ("changed", YYQ_TYPE_TEMPLATE_EDIT, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
}

static void
yyq_template_edit_init (YyqTemplateEdit *self)
{
  self->content = yyq_template_content_new ();
  self->selection = yyq_control_selection_new ();
  self->controls = g_ptr_array_new_with_free_func (g_object_unref);
  self->by_id = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->by_page = g_ptr_array_new_with_free_func (free_list);
  self->styles = g_hash_table_new_full (NULL, NULL, NULL, g_object_unref);
  self->steps = g_ptr_array_new_with_free_func ((GDestroyNotify) yyq_template_step_free);
  self->change.pages = g_array_new (FALSE, FALSE, sizeof (int));
  self->change.controls = g_ptr_array_new_with_free_func (g_object_unref);
}
