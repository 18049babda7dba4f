/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-choice-list.h"

#include <glib/gi18n.h>

#include "yyq-choice.h"
#include "yyq-search-tokens.h"
#include "yyq-ui.h"

#define SEARCH_FROM 11 /* things: fewer are read faster than typed */
#define MOST_ROWS 60   /* more than that nobody reads through; the search field finds the others */
#define MOST_HEIGHT 360

struct _YyqChoiceList {
  AdwBin parent_instance;

  GtkSearchEntry *search;
  GtkBox *rows;
  GtkLabel *more;

  GListModel *model; /* (owned) (nullable) */
  GPtrArray *chosen; /* (owned): of YyqChoice */
  char *all;         /* (owned) (nullable) */
  gboolean building;
};

G_DEFINE_FINAL_TYPE (YyqChoiceList, yyq_choice_list, ADW_TYPE_BIN)

typedef enum {
  SIGNAL_CHANGED,
  N_SIGNALS
} YyqChoiceListSignal;

static guint signals[N_SIGNALS];

static GQuark
choice_quark (void)
{
  return g_quark_from_static_string ("yyq-choice-list-choice");
}

/* Where @id stands among the chosen; FALSE: it is not. */
static gboolean
find_chosen (YyqChoiceList *self, const char *id, guint *position)
{
  for (guint i = 0; i < self->chosen->len; i++)
    if (g_str_equal (yyq_choice_get_id (self->chosen->pdata[i]), id)) {
      *position = i;
      return TRUE;
    }
  return FALSE;
}

/* @choice: NULL: none any more. */
static void
choose (YyqChoiceList *self, YyqChoice *choice, gboolean chosen)
{
  guint position = 0;
  const gboolean was = choice != NULL && find_chosen (self, yyq_choice_get_id (choice), &position);

  if (choice != NULL ? was == chosen : self->chosen->len == 0)
    return;
  if (was)
    g_ptr_array_remove_index (self->chosen, position);
  else if (self->all != NULL || choice == NULL)
    g_ptr_array_set_size (self->chosen, 0);
  if (choice != NULL && chosen)
    g_ptr_array_add (self->chosen, g_object_ref (choice));
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
toggled_cb (YyqChoiceList *self, GtkCheckButton *row)
{
  YyqChoice *choice = g_object_get_qdata (G_OBJECT (row), choice_quark ());
  const gboolean active = gtk_check_button_get_active (row);

  /* Of those of which one can be chosen the old one is let go by itself. */
  if (!self->building && (active || self->all == NULL))
    choose (self, choice, active);
}

/* Rows */

static void
add_row (YyqChoiceList *self, const char *name, YyqChoice *choice)
{
  GtkWidget *row = gtk_check_button_new_with_label (name);
  GtkWidget *first = gtk_widget_get_first_child (GTK_WIDGET (self->rows));
  guint position;

  if (self->all != NULL && first != NULL)
    gtk_check_button_set_group (GTK_CHECK_BUTTON (row), GTK_CHECK_BUTTON (first));
  if (choice != NULL)
    g_object_set_qdata_full (G_OBJECT (row), choice_quark (), g_object_ref (choice),
                             g_object_unref);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (row),
                               choice != NULL
                                 ? find_chosen (self, yyq_choice_get_id (choice), &position)
                                 : self->chosen->len == 0);
  g_signal_connect_object (row, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (self->rows, row);
}

/* As the lists themselves search: any part of it, or the beginning of how it is read. */
static gboolean
matches (const char *wanted, YyqChoice *choice)
{
  g_autofree char *folded = yyq_search_fold (yyq_choice_get_name (choice));
  g_auto (GStrv) keys = NULL;

  if (strstr (folded, wanted) != NULL)
    return TRUE;
  keys = yyq_search_keys_of_text (folded);
  for (guint i = 0; keys[i] != NULL; i++)
    if (g_str_has_prefix (keys[i], wanted))
      return TRUE;
  return FALSE;
}

/* What was chosen and is no longer to be had stays in sight, so that it can be given up. */
static void
add_gone (YyqChoiceList *self)
{
  g_autoptr (GHashTable) there = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const guint n = self->model != NULL ? g_list_model_get_n_items (self->model) : 0;

  for (guint i = 0; i < n; i++) {
    g_autoptr (YyqChoice) choice = g_list_model_get_item (self->model, i);

    g_hash_table_add (there, g_strdup (yyq_choice_get_id (choice)));
  }
  for (guint i = 0; i < self->chosen->len; i++) {
    YyqChoice *choice = self->chosen->pdata[i];

    if (!g_hash_table_contains (there, yyq_choice_get_id (choice)))
      add_row (self, yyq_choice_get_name (choice), choice);
  }
}

/* (transfer full) */
static char *
dup_wanted (YyqChoiceList *self)
{
  char *wanted = yyq_search_fold (gtk_editable_get_text (GTK_EDITABLE (self->search)));

  return g_strstrip (wanted);
}

static void
add_there (YyqChoiceList *self)
{
  g_autofree char *wanted = dup_wanted (self);
  const guint n = self->model != NULL ? g_list_model_get_n_items (self->model) : 0;
  guint n_rows = 0;
  guint n_more = 0;

  for (guint i = 0; i < n; i++) {
    g_autoptr (YyqChoice) choice = g_list_model_get_item (self->model, i);

    if (!matches (wanted, choice))
      continue;
    if (n_rows++ < MOST_ROWS)
      add_row (self, yyq_choice_get_name (choice), choice);
    else
      n_more++;
  }
  if (n_more > 0) {
    g_autofree char *text = g_strdup_printf (
      ngettext ("%u more: type to find it", "%u more: type to find them", n_more), n_more);

    gtk_label_set_text (self->more, text);
  } else if (n_rows == 0) {
    gtk_label_set_text (self->more,
                        *wanted != '\0' ? _ ("Nothing found") : _ ("Nothing to choose"));
  }
  gtk_widget_set_visible (GTK_WIDGET (self->more), n_more > 0 || n_rows == 0);
  gtk_widget_set_visible (GTK_WIDGET (self->search), n >= SEARCH_FROM);
}

/* (transfer full) (nullable): the id of the row with the keyboard; "" for the one of all. */
static char *
dup_focused (YyqChoiceList *self)
{
  GtkWidget *row = gtk_widget_get_focus_child (GTK_WIDGET (self->rows));
  YyqChoice *choice = row != NULL ? g_object_get_qdata (G_OBJECT (row), choice_quark ()) : NULL;

  if (row == NULL)
    return NULL;
  return g_strdup (choice != NULL ? yyq_choice_get_id (choice) : "");
}

static void
focus_again (YyqChoiceList *self, const char *id)
{
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->rows)); row != NULL;
       row = gtk_widget_get_next_sibling (row)) {
    YyqChoice *choice = g_object_get_qdata (G_OBJECT (row), choice_quark ());

    if (g_str_equal (choice != NULL ? yyq_choice_get_id (choice) : "", id)) {
      gtk_widget_grab_focus (row);
      return;
    }
  }
}

/* Only while they are to be seen. */
static void
build_rows (YyqChoiceList *self)
{
  g_autofree char *focused = NULL;

  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  focused = dup_focused (self);
  self->building = TRUE;
  yyq_ui_remove_children (GTK_WIDGET (self->rows));
  if (self->all != NULL)
    add_row (self, self->all, NULL);
  add_gone (self);
  add_there (self);
  self->building = FALSE;
  if (focused != NULL)
    focus_again (self, focused);
}

/* The keys of the search field end there: it takes Escape for itself. */
static void
stop_search_cb (YyqChoiceList *self)
{
  GtkWidget *popover = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_POPOVER);

  if (popover != NULL)
    gtk_popover_popdown (GTK_POPOVER (popover));
}

/* Public */

void
yyq_choice_list_set_model (YyqChoiceList *self, GListModel *choices)
{
  g_return_if_fail (YYQ_IS_CHOICE_LIST (self));
  if (self->model != NULL)
    g_signal_handlers_disconnect_by_func (self->model, build_rows, self);
  g_set_object (&self->model, choices);
  g_signal_connect_object (choices, "items-changed", G_CALLBACK (build_rows), self,
                           G_CONNECT_SWAPPED);
  build_rows (self);
}

GListModel *
yyq_choice_list_get_model (YyqChoiceList *self)
{
  g_return_val_if_fail (YYQ_IS_CHOICE_LIST (self), NULL);
  return self->model;
}

void
yyq_choice_list_choose (YyqChoiceList *self, const char *id, gboolean chosen)
{
  const guint n = self->model != NULL ? g_list_model_get_n_items (self->model) : 0;

  g_return_if_fail (YYQ_IS_CHOICE_LIST (self));
  for (guint i = 0; i < n; i++) {
    g_autoptr (YyqChoice) choice = g_list_model_get_item (self->model, i);

    if (g_str_equal (yyq_choice_get_id (choice), id))
      choose (self, choice, chosen);
  }
  build_rows (self);
}

void
yyq_choice_list_clear (YyqChoiceList *self)
{
  g_return_if_fail (YYQ_IS_CHOICE_LIST (self));
  choose (self, NULL, FALSE);
  build_rows (self);
}

guint
yyq_choice_list_get_n_chosen (YyqChoiceList *self)
{
  g_return_val_if_fail (YYQ_IS_CHOICE_LIST (self), 0);
  return self->chosen->len;
}

static GStrv
dup_each (YyqChoiceList *self, const char *(*get) (YyqChoice *choice))
{
  g_autoptr (GStrvBuilder) texts = g_strv_builder_new ();

  for (guint i = 0; i < self->chosen->len; i++)
    g_strv_builder_add (texts, get (self->chosen->pdata[i]));
  return g_strv_builder_end (texts);
}

GStrv
yyq_choice_list_dup_ids (YyqChoiceList *self)
{
  g_return_val_if_fail (YYQ_IS_CHOICE_LIST (self), NULL);
  return dup_each (self, yyq_choice_get_id);
}

GStrv
yyq_choice_list_dup_names (YyqChoiceList *self)
{
  g_return_val_if_fail (YYQ_IS_CHOICE_LIST (self), NULL);
  return dup_each (self, yyq_choice_get_name);
}

/* Object */

GtkWidget *
yyq_choice_list_new (const char *label, const char *all)
{
  YyqChoiceList *self = g_object_new (YYQ_TYPE_CHOICE_LIST, NULL);

  self->all = g_strdup (all);
  yyq_ui_set_accessible_label (self->rows, label);
  yyq_ui_set_accessible_label (self->search, label);
  return GTK_WIDGET (self);
}

static void
yyq_choice_list_map (GtkWidget *widget)
{
  YyqChoiceList *self = YYQ_CHOICE_LIST (widget);

  GTK_WIDGET_CLASS (yyq_choice_list_parent_class)->map (widget);
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  build_rows (self);
}

/* As in a menu, also past the search field. Of those of which one can be chosen Tab knows only that
 * one: the others are a step up or down. */
static gboolean
arrow_pressed_cb (GtkWidget *widget, GVariant *down, gpointer user_data)
{
  const gboolean one = YYQ_CHOICE_LIST (widget)->all != NULL;

  if (g_variant_get_boolean (down))
    gtk_widget_child_focus (widget, one ? GTK_DIR_DOWN : GTK_DIR_TAB_FORWARD);
  else
    gtk_widget_child_focus (widget, one ? GTK_DIR_UP : GTK_DIR_TAB_BACKWARD);
  return TRUE;
}

static void
yyq_choice_list_finalize (GObject *object)
{
  YyqChoiceList *self = YYQ_CHOICE_LIST (object);

  g_clear_object (&self->model);
  g_ptr_array_unref (self->chosen);
  g_free (self->all);
  G_OBJECT_CLASS (yyq_choice_list_parent_class)->finalize (object);
}

static void
yyq_choice_list_class_init (YyqChoiceListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = yyq_choice_list_finalize;
  widget_class->map = yyq_choice_list_map;
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Down, 0, arrow_pressed_cb, "b", TRUE);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Up, 0, arrow_pressed_cb, "b", FALSE);
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", YYQ_TYPE_CHOICE_LIST, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static GtkWidget *
make_scroller (YyqChoiceList *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  g_object_set (scroller, "hscrollbar-policy", GTK_POLICY_NEVER, "propagate-natural-height", TRUE,
                "propagate-natural-width", TRUE, "max-content-height", MOST_HEIGHT, "focusable",
                FALSE, NULL);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->rows));
  return scroller;
}

static void
yyq_choice_list_init (YyqChoiceList *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->chosen = g_ptr_array_new_with_free_func (g_object_unref);
  self->search = GTK_SEARCH_ENTRY (gtk_search_entry_new ());
  self->rows = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 2));
  self->more = GTK_LABEL (yyq_ui_label (NULL, "caption dim-label"));
  g_signal_connect_object (self->search, "search-changed", G_CALLBACK (build_rows), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search, "stop-search", G_CALLBACK (stop_search_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->search));
  gtk_box_append (GTK_BOX (box), make_scroller (self));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->more));
  adw_bin_set_child (ADW_BIN (self), box);
}
