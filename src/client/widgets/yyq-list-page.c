/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-list-page.h"

#include <glib/gi18n.h>

#include "yyq-state-page.h"
#include "yyq-tab-row.h"
#include "yyq-ui.h"

#define TABLE_VIEW "list"

typedef struct {
  YyqTabRow *tabs;
  GtkBox *tools;
  AdwBin *filters;
  GtkSearchEntry *search_entry;
  GtkWidget *stale_label;
  GtkStack *stack;
  YyqStatePage *state_page;
  YyqTable *table;
  GtkActionBar *selection_bar;
  GtkLabel *selection_label;

  GListModel *model;   /* (owned) (nullable) */
  const char *view;    /* the child of the stack that shows the rows; NULL: the table */
  char *loading_text;  /* (owned) (nullable) */
  char *no_match_text; /* (owned) (nullable) */
  guint n_refreshing;  /* refreshes that this page asked for */
  gboolean narrow;     /* a filter leaves rows out */
  gboolean to_top;     /* a new query: its rows are read from the first one */
} YyqListPagePrivate;

static GtkBuildableIface *parent_buildable;

static YyqListPagePrivate *priv_of (YyqListPage *self);

static void
add_child (GtkBuildable *buildable, GtkBuilder *builder, GObject *child, const char *type)
{
  if (g_strcmp0 (type, "tool") == 0)
    gtk_box_append (priv_of (YYQ_LIST_PAGE (buildable))->tools, GTK_WIDGET (child));
  else if (g_strcmp0 (type, "selection") == 0)
    gtk_action_bar_pack_end (priv_of (YYQ_LIST_PAGE (buildable))->selection_bar,
                             GTK_WIDGET (child));
  else
    parent_buildable->add_child (buildable, builder, child, type);
}

static void
buildable_init (GtkBuildableIface *iface)
{
  parent_buildable = g_type_interface_peek_parent (iface);
  iface->add_child = add_child;
}

G_DEFINE_ABSTRACT_TYPE_WITH_CODE (YyqListPage, yyq_list_page, YYQ_TYPE_PAGE,
                                  G_ADD_PRIVATE (YyqListPage)
                                    G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE, buildable_init))

typedef enum {
  PROP_SEARCH_HINT = 1,
  PROP_SEARCH_LABEL,
  PROP_LOADING_TEXT,
  PROP_NO_MATCH_TEXT,
  N_PROPS
} YyqListPageProperty;

static GParamSpec *properties[N_PROPS];

static YyqListPagePrivate *
priv_of (YyqListPage *self)
{
  return yyq_list_page_get_instance_private (self);
}

/* The tab that is chosen; NULL where there are none. */
static const YyqListTab *
current_tab (YyqListPage *self)
{
  YyqListPageClass *klass = YYQ_LIST_PAGE_GET_CLASS (self);

  return klass->n_tabs > 0 ? &klass->tabs[yyq_tab_row_get_current (priv_of (self)->tabs)] : NULL;
}

/* 0 for an unknown name. */
static guint
index_of (YyqListPage *self, const char *tab)
{
  YyqListPageClass *klass = YYQ_LIST_PAGE_GET_CLASS (self);

  for (guint i = 0; i < klass->n_tabs; i++)
    if (g_strcmp0 (klass->tabs[i].name, tab) == 0)
      return i;
  return 0;
}

/* How the model stands */

static gboolean
model_says (YyqListPagePrivate *priv, const char *property)
{
  gboolean value = FALSE;

  if (g_object_class_find_property (G_OBJECT_GET_CLASS (priv->model), property) != NULL)
    g_object_get (priv->model, property, &value, NULL);
  return value;
}

/* (transfer full) (nullable) */
static GError *
model_error (YyqListPagePrivate *priv)
{
  GError *error = NULL;

  if (g_object_class_find_property (G_OBJECT_GET_CLASS (priv->model), "error") != NULL)
    g_object_get (priv->model, "error", &error, NULL);
  return error;
}

static gboolean
is_narrow (YyqListPagePrivate *priv)
{
  return priv->narrow || *gtk_editable_get_text (GTK_EDITABLE (priv->search_entry)) != '\0';
}

static const char *
widen_text (YyqListPagePrivate *priv)
{
  if (!priv->narrow)
    return _ ("Clear the search");
  return *gtk_editable_get_text (GTK_EDITABLE (priv->search_entry)) != '\0'
           ? _ ("Clear the search and all filters")
           : _ ("Clear all filters");
}

static void
show_empty (YyqListPage *self)
{
  YyqListPagePrivate *priv = priv_of (self);
  const YyqListTab *tab = current_tab (self);
  const YyqListEmpty *empty =
    tab != NULL && tab->empty.title != NULL ? &tab->empty : &YYQ_LIST_PAGE_GET_CLASS (self)->empty;

  if (is_narrow (priv)) {
    yyq_state_page_show_empty (priv->state_page, "edit-find-symbolic", _ ("Nothing found"),
                               priv->no_match_text);
    yyq_state_page_offer (priv->state_page, widen_text (priv));
  } else {
    yyq_state_page_show_empty (priv->state_page, empty->icon_name, _ (empty->title),
                               _ (empty->description));
  }
}

/* Only while there are no rows. */
static void
show_state (YyqListPage *self, gboolean loading)
{
  YyqListPagePrivate *priv = priv_of (self);
  g_autoptr (GError) error = model_error (priv);
  const gboolean first = model_says (priv, "refreshing") && !is_narrow (priv);

  if (loading || (error == NULL && first))
    yyq_state_page_show_loading (priv->state_page, priv->loading_text);
  else if (error != NULL)
    yyq_state_page_show_error (priv->state_page, error);
  else
    show_empty (self);
}

/* The keyboard does not go out of sight with the rows. */
static void
show_child (YyqListPage *self, const char *name)
{
  YyqListPagePrivate *priv = priv_of (self);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  const gboolean had_focus =
    focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (priv->stack));
  const gboolean other = g_strcmp0 (gtk_stack_get_visible_child_name (priv->stack), name) != 0;

  gtk_stack_set_visible_child_name (priv->stack, name);
  if (had_focus && other && !gtk_widget_child_focus (GTK_WIDGET (priv->stack), GTK_DIR_TAB_FORWARD))
    gtk_widget_child_focus (GTK_WIDGET (priv->tools), GTK_DIR_TAB_FORWARD);
}

/* The child of the stack that shows rows. */
static const char *
view_of (YyqListPagePrivate *priv)
{
  return priv->view != NULL ? priv->view : TABLE_VIEW;
}

static void
begin_view (YyqListPagePrivate *priv)
{
  GtkWidget *view = gtk_stack_get_child_by_name (priv->stack, view_of (priv));

  if (GTK_IS_SCROLLED_WINDOW (view))
    gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (view)), 0);
  yyq_table_begin (priv->table);
}

/* What is stored is always shown first; an error only takes the page when there is nothing else. */
static void
show_list (YyqListPage *self)
{
  YyqListPagePrivate *priv = priv_of (self);
  const gboolean empty = g_list_model_get_n_items (priv->model) == 0;
  const gboolean loading = model_says (priv, "loading");

  if (empty)
    show_state (self, loading);
  show_child (self, empty ? "state" : view_of (priv));
  gtk_widget_set_visible (priv->stale_label, !empty && model_says (priv, "stale"));
  if (priv->to_top && !loading) {
    priv->to_top = FALSE;
    begin_view (priv);
  }
  yyq_page_set_busy (YYQ_PAGE (self), loading || priv->n_refreshing > 0);
}

/* What is asked for */

static void
requery (YyqListPage *self)
{
  YyqListPagePrivate *priv = priv_of (self);
  const YyqListTab *tab = current_tab (self);
  YyqListQuery query = { .tab = tab != NULL ? tab->name : NULL };
  g_autofree char *text = NULL;

  /* The search field may speak up once more when the page has been left. */
  if (priv->model == NULL)
    return;
  text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (priv->search_entry))));
  query.text = text;
  query.sort = yyq_table_columns_get_sort (yyq_table_get_columns (priv->table), &query.descending);
  if (!YYQ_LIST_PAGE_GET_CLASS (self)->query (self, &query))
    return;
  priv->to_top = TRUE;
  show_list (self);
}

/* What leaves rows out is given up, all at once. */
static void
widen (YyqListPage *self)
{
  YyqListPagePrivate *priv = priv_of (self);

  gtk_editable_set_text (GTK_EDITABLE (priv->search_entry), "");
  if (priv->narrow)
    YYQ_LIST_PAGE_GET_CLASS (self)->clear_filters (self);
  else
    requery (self);
}

static void
activated_cb (YyqListPage *self, guint position)
{
  g_autoptr (GObject) item = g_list_model_get_item (priv_of (self)->model, position);

  if (item != NULL)
    YYQ_LIST_PAGE_GET_CLASS (self)->open (self, item);
}

static GMenuModel *
row_menu_cb (YyqListPage *self, gpointer item)
{
  YyqListPageClass *klass = YYQ_LIST_PAGE_GET_CLASS (self);

  return klass->menu != NULL ? klass->menu (self, item) : NULL;
}

static void
show_selection (YyqListPage *self)
{
  YyqListPagePrivate *priv = priv_of (self);
  const guint n = yyq_table_selection_get_n (yyq_table_get_selection (priv->table));
  g_autofree char *text = g_strdup_printf (ngettext ("%u selected", "%u selected", n), n);

  if (n > 0)
    gtk_label_set_text (priv->selection_label, text);
  gtk_action_bar_set_revealed (priv->selection_bar, n > 0);
}

static void
select_none (YyqListPage *self)
{
  YyqTable *table = priv_of (self)->table;

  yyq_table_selection_set_all (yyq_table_get_selection (table), FALSE);
  gtk_widget_grab_focus (GTK_WIDGET (table));
}

/* What is typed while the rows have the keyboard is searched for. */
static void
search_started_cb (YyqListPage *self)
{
  GtkWidget *entry = GTK_WIDGET (priv_of (self)->search_entry);

  gtk_widget_grab_focus (entry);
  gtk_editable_set_position (GTK_EDITABLE (entry), -1);
}

static void
focus_rows (YyqListPage *self)
{
  YyqListPagePrivate *priv = priv_of (self);

  if (g_strcmp0 (gtk_stack_get_visible_child_name (priv->stack), TABLE_VIEW) == 0)
    gtk_widget_grab_focus (GTK_WIDGET (priv->table));
  else if (g_strcmp0 (gtk_stack_get_visible_child_name (priv->stack), view_of (priv)) == 0)
    gtk_widget_child_focus (gtk_stack_get_visible_child (priv->stack), GTK_DIR_TAB_FORWARD);
}

static void
refresh (YyqListPage *self)
{
  priv_of (self)->n_refreshing++;
  yyq_page_set_busy (YYQ_PAGE (self), TRUE);
  YYQ_LIST_PAGE_GET_CLASS (self)->refresh (self);
}

void
yyq_list_page_refreshed (YyqListPage *self)
{
  g_return_if_fail (YYQ_IS_LIST_PAGE (self));
  priv_of (self)->n_refreshing--;
  /* The model tells what came of it: see "error" and "stale". */
  if (!yyq_page_is_left (YYQ_PAGE (self)))
    show_list (self);
}

void
yyq_list_page_set_model (YyqListPage *self, GListModel *model)
{
  YyqListPagePrivate *priv = NULL;

  g_return_if_fail (YYQ_IS_LIST_PAGE (self));
  g_return_if_fail (G_IS_LIST_MODEL (model));
  priv = priv_of (self);
  g_return_if_fail (priv->model == NULL);
  priv->model = g_object_ref (model);
  yyq_table_set_model (priv->table, model);
  yyq_page_follow (YYQ_PAGE (self), model, "notify", G_CALLBACK (show_list));
  yyq_page_follow (YYQ_PAGE (self), model, "items-changed", G_CALLBACK (show_list));
  show_list (self);
}

void
yyq_list_page_add_view (YyqListPage *self, const char *name, GtkWidget *widget)
{
  g_return_if_fail (YYQ_IS_LIST_PAGE (self));
  gtk_stack_add_named (priv_of (self)->stack, widget, name);
}

/* Only the table stands on a card: other views have their own. */
void
yyq_list_page_choose_view (YyqListPage *self, const char *name)
{
  YyqListPagePrivate *priv = NULL;

  g_return_if_fail (YYQ_IS_LIST_PAGE (self));
  priv = priv_of (self);
  priv->view = name;
  if (g_str_equal (name, TABLE_VIEW))
    gtk_widget_add_css_class (GTK_WIDGET (priv->stack), "card");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (priv->stack), "card");
  if (priv->model != NULL)
    show_list (self);
}

GListModel *
yyq_list_page_get_model (YyqListPage *self)
{
  g_return_val_if_fail (YYQ_IS_LIST_PAGE (self), NULL);
  return priv_of (self)->model;
}

YyqTable *
yyq_list_page_get_table (YyqListPage *self)
{
  g_return_val_if_fail (YYQ_IS_LIST_PAGE (self), NULL);
  return priv_of (self)->table;
}

void
yyq_list_page_set_count (YyqListPage *self, const char *tab, gboolean known, guint count)
{
  g_return_if_fail (YYQ_IS_LIST_PAGE (self));
  yyq_tab_row_set_count (priv_of (self)->tabs, index_of (self, tab), known, count);
}

void
yyq_list_page_set_filters (YyqListPage *self, GtkWidget *filters)
{
  g_return_if_fail (YYQ_IS_LIST_PAGE (self));
  adw_bin_set_child (priv_of (self)->filters, filters);
  gtk_widget_show (GTK_WIDGET (priv_of (self)->filters));
}

void
yyq_list_page_filter_changed (YyqListPage *self, gboolean narrow)
{
  g_return_if_fail (YYQ_IS_LIST_PAGE (self));
  priv_of (self)->narrow = narrow;
  requery (self);
}

void
yyq_list_page_choose_tab (YyqListPage *self, const char *name)
{
  g_return_if_fail (YYQ_IS_LIST_PAGE (self));
  yyq_tab_row_set_current (priv_of (self)->tabs, index_of (self, name));
}

void
yyq_list_page_search (YyqListPage *self, const char *text)
{
  g_return_if_fail (YYQ_IS_LIST_PAGE (self));
  gtk_editable_set_text (GTK_EDITABLE (priv_of (self)->search_entry), text);
  requery (self);
}

static gboolean
yyq_list_page_focus_search (YyqPage *page)
{
  return gtk_widget_grab_focus (GTK_WIDGET (priv_of (YYQ_LIST_PAGE (page))->search_entry));
}

/* Object */

static void
yyq_list_page_shown (YyqPage *page)
{
  refresh (YYQ_LIST_PAGE (page));
}

static void
yyq_list_page_leave (YyqPage *page)
{
  g_clear_object (&priv_of (YYQ_LIST_PAGE (page))->model);
}

static const char *
tab_title (const YyqListTab *tab)
{
  return tab->context != NULL ? g_dpgettext2 (NULL, tab->context, tab->title) : _ (tab->title);
}

/* The table asks for the order at first by itself; what changes it later is another question. */
static void
set_up_table (YyqListPage *self, const YyqListPageClass *klass)
{
  YyqTable *table = priv_of (self)->table;

  yyq_table_set_up (table, &klass->table);
  yyq_table_set_label (table, yyq_page_get_title (YYQ_PAGE (self)));
  yyq_table_columns_sort_by (yyq_table_get_columns (table), klass->sort, klass->descending);
  g_signal_connect_object (table, "sort-changed", G_CALLBACK (requery), self, G_CONNECT_SWAPPED);
}

/* Not in init: there the class is this one, which has neither tabs nor columns. */
static void
yyq_list_page_constructed (GObject *object)
{
  YyqListPage *self = YYQ_LIST_PAGE (object);
  YyqListPageClass *klass = YYQ_LIST_PAGE_GET_CLASS (self);
  YyqListPagePrivate *priv = priv_of (self);

  G_OBJECT_CLASS (yyq_list_page_parent_class)->constructed (object);
  for (guint i = 0; i < klass->n_tabs; i++)
    yyq_tab_row_append (priv->tabs, tab_title (&klass->tabs[i]));
  set_up_table (self, klass);
}

static void
set_search_hint (YyqListPagePrivate *priv, const char *hint)
{
  g_object_set (priv->search_entry, "placeholder-text", hint, NULL);
  gtk_widget_set_visible (GTK_WIDGET (priv->search_entry), hint != NULL);
  gtk_search_entry_set_key_capture_widget (priv->search_entry,
                                           hint != NULL ? GTK_WIDGET (priv->table) : NULL);
}

static void
yyq_list_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  YyqListPagePrivate *priv = priv_of (YYQ_LIST_PAGE (object));

  switch ((YyqListPageProperty) id) {
  case PROP_SEARCH_HINT:
    set_search_hint (priv, g_value_get_string (value));
    break;
  case PROP_SEARCH_LABEL:
    yyq_ui_set_accessible_label (priv->search_entry, g_value_get_string (value));
    break;
  case PROP_LOADING_TEXT:
    g_free (priv->loading_text);
    priv->loading_text = g_value_dup_string (value);
    break;
  case PROP_NO_MATCH_TEXT:
    g_free (priv->no_match_text);
    priv->no_match_text = g_value_dup_string (value);
    break;
  case N_PROPS:
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
yyq_list_page_finalize (GObject *object)
{
  YyqListPagePrivate *priv = priv_of (YYQ_LIST_PAGE (object));

  g_free (priv->loading_text);
  g_free (priv->no_match_text);
  G_OBJECT_CLASS (yyq_list_page_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *klass)
{
  const GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS;

  properties[PROP_SEARCH_HINT] = g_param_spec_string ("search-hint", NULL, NULL, NULL, flags);
  properties[PROP_SEARCH_LABEL] = g_param_spec_string ("search-label", NULL, NULL, NULL, flags);
  properties[PROP_LOADING_TEXT] = g_param_spec_string ("loading-text", NULL, NULL, NULL, flags);
  properties[PROP_NO_MATCH_TEXT] = g_param_spec_string ("no-match-text", NULL, NULL, NULL, flags);
  g_object_class_install_properties (klass, N_PROPS, properties);
}

static void
yyq_list_page_class_init (YyqListPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = yyq_list_page_constructed;
  G_OBJECT_CLASS (klass)->set_property = yyq_list_page_set_property;
  G_OBJECT_CLASS (klass)->finalize = yyq_list_page_finalize;
  YYQ_PAGE_CLASS (klass)->shown = yyq_list_page_shown;
  YYQ_PAGE_CLASS (klass)->leave = yyq_list_page_leave;
  YYQ_PAGE_CLASS (klass)->search = yyq_list_page_focus_search;
  install_properties (G_OBJECT_CLASS (klass));
  g_type_ensure (YYQ_TYPE_STATE_PAGE);
  g_type_ensure (YYQ_TYPE_TAB_ROW);
  g_type_ensure (YYQ_TYPE_TABLE);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/com/yuyunqian/Yuyunqian/ui/widgets/yyq-list-page.ui");
  gtk_widget_class_bind_template_child_private (widget_class, YyqListPage, tabs);
  gtk_widget_class_bind_template_child_private (widget_class, YyqListPage, tools);
  gtk_widget_class_bind_template_child_private (widget_class, YyqListPage, filters);
  gtk_widget_class_bind_template_child_private (widget_class, YyqListPage, search_entry);
  gtk_widget_class_bind_template_child_private (widget_class, YyqListPage, stale_label);
  gtk_widget_class_bind_template_child_private (widget_class, YyqListPage, stack);
  gtk_widget_class_bind_template_child_private (widget_class, YyqListPage, state_page);
  gtk_widget_class_bind_template_child_private (widget_class, YyqListPage, table);
  gtk_widget_class_bind_template_child_private (widget_class, YyqListPage, selection_bar);
  gtk_widget_class_bind_template_child_private (widget_class, YyqListPage, selection_label);
  gtk_widget_class_bind_template_callback (widget_class, requery);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, refresh);
  gtk_widget_class_bind_template_callback (widget_class, widen);
  gtk_widget_class_bind_template_callback (widget_class, row_menu_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_selection);
  gtk_widget_class_bind_template_callback (widget_class, select_none);
  gtk_widget_class_bind_template_callback (widget_class, search_started_cb);
  gtk_widget_class_bind_template_callback (widget_class, focus_rows);
}

static void
yyq_list_page_init (YyqListPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
