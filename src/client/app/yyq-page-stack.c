/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-page-stack.h"

/* A page that lies somewhere, and what had the focus on it. */
typedef struct {
  YyqPage *page;    /* (unowned): a child of the stack */
  GtkWidget *focus; /* (weak) (nullable) */
} Lying;

struct _YyqPageStack {
  AdwBin parent_instance;

  GtkStack *stack;
  GHashTable *chapters; /* name -> (element-type Lying), the first page first */
  const char *chapter;  /* (nullable): the one that is shown */
};

G_DEFINE_FINAL_TYPE (YyqPageStack, yyq_page_stack, ADW_TYPE_BIN)

typedef enum {
  SIGNAL_CHANGED,
  N_SIGNALS
} YyqPageStackSignal;

static guint signals[N_SIGNALS];

static void
lying_free (gpointer data)
{
  Lying *lying = data;

  g_clear_weak_pointer (&lying->focus);
  g_free (lying);
}

/* (nullable) */
static GPtrArray *
pages_of (YyqPageStack *self, const char *chapter)
{
  return chapter != NULL ? g_hash_table_lookup (self->chapters, chapter) : NULL;
}

/* (nullable) */
static Lying *
top_of (YyqPageStack *self)
{
  GPtrArray *pages = pages_of (self, self->chapter);

  return pages != NULL ? g_ptr_array_index (pages, pages->len - 1) : NULL;
}

static void
emit_changed (YyqPageStack *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* What has the focus on the page that is about to be covered, or to go out of sight. */
static void
note_focus (YyqPageStack *self)
{
  Lying *top = top_of (self);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (top != NULL && focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (top->page)))
    g_set_weak_pointer (&top->focus, focus);
}

/* The focus was on what is no longer to be seen. */
static void
show_top (YyqPageStack *self)
{
  Lying *top = top_of (self);

  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (top->page));
  if (top->focus == NULL || !gtk_widget_grab_focus (top->focus))
    yyq_page_focus_first (top->page);
  emit_changed (self);
}

static void
lay (YyqPageStack *self, GPtrArray *pages, YyqPage *page)
{
  Lying *lying = g_new0 (Lying, 1);

  lying->page = page;
  g_ptr_array_add (pages, lying);
  gtk_stack_add_child (self->stack, GTK_WIDGET (page));
  g_signal_connect_object (page, "notify::title", G_CALLBACK (emit_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "notify::room", G_CALLBACK (emit_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "notify::busy", G_CALLBACK (emit_changed), self,
                           G_CONNECT_SWAPPED);
}

YyqPage *
yyq_page_stack_get_page (YyqPageStack *self)
{
  Lying *top;

  g_return_val_if_fail (YYQ_IS_PAGE_STACK (self), NULL);
  top = top_of (self);
  return top != NULL ? top->page : NULL;
}

const char *
yyq_page_stack_get_chapter (YyqPageStack *self)
{
  g_return_val_if_fail (YYQ_IS_PAGE_STACK (self), NULL);
  return self->chapter;
}

guint
yyq_page_stack_get_depth (YyqPageStack *self)
{
  GPtrArray *pages;

  g_return_val_if_fail (YYQ_IS_PAGE_STACK (self), 0);
  pages = pages_of (self, self->chapter);
  return pages != NULL ? pages->len - 1 : 0;
}

GStrv
yyq_page_stack_list_titles (YyqPageStack *self)
{
  g_autoptr (GStrvBuilder) titles = g_strv_builder_new ();
  GPtrArray *pages;

  g_return_val_if_fail (YYQ_IS_PAGE_STACK (self), NULL);
  pages = pages_of (self, self->chapter);
  for (guint i = 0; pages != NULL && i < pages->len; i++) {
    const char *title = yyq_page_get_title (((Lying *) g_ptr_array_index (pages, i))->page);

    g_strv_builder_add (titles, title != NULL ? title : "");
  }
  return g_strv_builder_end (titles);
}

YyqPage *
yyq_page_stack_get_first (YyqPageStack *self, const char *chapter)
{
  GPtrArray *pages;

  g_return_val_if_fail (YYQ_IS_PAGE_STACK (self), NULL);
  pages = pages_of (self, chapter);
  return pages != NULL ? ((Lying *) g_ptr_array_index (pages, 0))->page : NULL;
}

void
yyq_page_stack_add (YyqPageStack *self, const char *chapter, YyqPage *first)
{
  GPtrArray *pages = g_ptr_array_new_with_free_func (lying_free);

  g_return_if_fail (YYQ_IS_PAGE_STACK (self) && YYQ_IS_PAGE (first));
  g_return_if_fail (pages_of (self, chapter) == NULL);
  g_hash_table_insert (self->chapters, (gpointer) chapter, pages);
  lay (self, pages, first);
}

void
yyq_page_stack_show (YyqPageStack *self, const char *chapter)
{
  g_return_if_fail (YYQ_IS_PAGE_STACK (self));
  g_return_if_fail (pages_of (self, chapter) != NULL);

  if (g_strcmp0 (self->chapter, chapter) == 0)
    return;
  note_focus (self);
  self->chapter = chapter;
  show_top (self);
}

void
yyq_page_stack_push (YyqPageStack *self, YyqPage *page)
{
  g_return_if_fail (YYQ_IS_PAGE_STACK (self) && YYQ_IS_PAGE (page));
  g_return_if_fail (self->chapter != NULL);

  note_focus (self);
  lay (self, pages_of (self, self->chapter), page);
  show_top (self);
}

void
yyq_page_stack_cut (YyqPageStack *self, const char *chapter, guint n)
{
  GPtrArray *pages;
  g_autoptr (GPtrArray) gone = g_ptr_array_new ();

  g_return_if_fail (YYQ_IS_PAGE_STACK (self));
  pages = pages_of (self, chapter);
  if (pages == NULL || pages->len <= n + 1)
    return;
  for (guint i = n + 1; i < pages->len; i++)
    g_ptr_array_add (gone, ((Lying *) g_ptr_array_index (pages, i))->page);
  g_ptr_array_set_size (pages, (int) n + 1);
  if (g_strcmp0 (self->chapter, chapter) == 0)
    show_top (self);
  for (guint i = 0; i < gone->len; i++)
    gtk_stack_remove (self->stack, g_ptr_array_index (gone, i));
}

GPtrArray *
yyq_page_stack_list_unsaved (YyqPageStack *self, const char *chapter, guint n)
{
  GPtrArray *unsaved = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer name;
  gpointer pages;

  g_return_val_if_fail (YYQ_IS_PAGE_STACK (self), NULL);
  g_hash_table_iter_init (&iter, self->chapters);
  while (g_hash_table_iter_next (&iter, &name, &pages)) {
    if (chapter != NULL && !g_str_equal (chapter, name))
      continue;
    for (guint i = chapter != NULL ? n + 1 : 0; i < ((GPtrArray *) pages)->len; i++) {
      const Lying *lying = g_ptr_array_index ((GPtrArray *) pages, i);

      if (yyq_page_is_unsaved (lying->page))
        g_ptr_array_add (unsaved, lying->page);
    }
  }
  return unsaved;
}

void
yyq_page_stack_clear (YyqPageStack *self)
{
  GtkWidget *page;

  g_return_if_fail (YYQ_IS_PAGE_STACK (self));
  self->chapter = NULL;
  g_hash_table_remove_all (self->chapters);
  while ((page = gtk_widget_get_first_child (GTK_WIDGET (self->stack))) != NULL)
    gtk_stack_remove (self->stack, page);
}

/* Object */

static void
yyq_page_stack_finalize (GObject *object)
{
  g_hash_table_unref (YYQ_PAGE_STACK (object)->chapters);
  G_OBJECT_CLASS (yyq_page_stack_parent_class)->finalize (object);
}

static void
yyq_page_stack_class_init (YyqPageStackClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = yyq_page_stack_finalize;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", YYQ_TYPE_PAGE_STACK, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
yyq_page_stack_init (YyqPageStack *self)
{
  self->chapters =
    g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_ptr_array_unref);
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_set_hhomogeneous (self->stack, FALSE);
  gtk_stack_set_vhomogeneous (self->stack, FALSE);
  gtk_stack_set_transition_type (self->stack, GTK_STACK_TRANSITION_TYPE_CROSSFADE);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->stack));
}
