/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-list-page.h"

#include <glib/gi18n.h>

#include "yyq-state-page.h"
#include "yyq-tab-row.h"
#include "yyq-ui.h"

typedef struct {
  YyqTabRow *tabs;
  GtkBox *tools;
  GtkSearchEntry *search_entry;
  GtkWidget *stale_label;
  GtkStack *stack;
  YyqStatePage *state_page;
  GtkColumnView *view;

  GListModel *model;   /* (owned) (nullable) */
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
  if (g_strcmp0 (type, "filter") == 0)
    gtk_box_append (priv_of (YYQ_LIST_PAGE (buildable))->tools, GTK_WIDGET (child));
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

static void
show_empty (YyqListPage *self)
{
  YyqListPagePrivate *priv = priv_of (self);
  const YyqListTab *tab = current_tab (self);
  const YyqListEmpty *empty =
    tab != NULL && tab->empty.title != NULL ? &tab->empty : &YYQ_LIST_PAGE_GET_CLASS (self)->empty;

  if (is_narrow (priv))
    yyq_state_page_show_empty (priv->state_page, "edit-find-symbolic", _ ("Nothing found"),
                               priv->no_match_text);
  else
    yyq_state_page_show_empty (priv->state_page, empty->icon_name, _ (empty->title),
                               _ (empty->description));
}

static void
scroll_to_top (YyqListPagePrivate *priv)
{
  GtkAdjustment *vertical = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (priv->view));

  priv->to_top = FALSE;
  if (vertical != NULL)
    gtk_adjustment_set_value (vertical, gtk_adjustment_get_lower (vertical));
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

/* What is stored is always shown first; an error only takes the page when there is nothing else. */
static void
show_list (YyqListPage *self)
{
  YyqListPagePrivate *priv = priv_of (self);
  const gboolean empty = g_list_model_get_n_items (priv->model) == 0;
  const gboolean loading = model_says (priv, "loading");

  if (empty)
    show_state (self, loading);
  gtk_stack_set_visible_child_name (priv->stack, empty ? "state" : "list");
  gtk_widget_set_visible (priv->stale_label, !empty && model_says (priv, "stale"));
  if (priv->to_top && !loading)
    scroll_to_top (priv);
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

  /* A table sorts once while it is made, and once more when it goes. */
  if (priv->model == NULL)
    return;
  text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (priv->search_entry))));
  query.text = text;
  query.sort = yyq_list_columns_get_sort (priv->view, &query.descending);
  if (!YYQ_LIST_PAGE_GET_CLASS (self)->query (self, &query))
    return;
  priv->to_top = TRUE;
  show_list (self);
}

static void
activated_cb (YyqListPage *self, guint position)
{
  g_autoptr (GObject) item = g_list_model_get_item (priv_of (self)->model, position);

  if (item != NULL)
    YYQ_LIST_PAGE_GET_CLASS (self)->open (self, item);
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
  g_autoptr (GtkSingleSelection) selection = NULL;

  g_return_if_fail (YYQ_IS_LIST_PAGE (self));
  g_return_if_fail (G_IS_LIST_MODEL (model));
  priv = priv_of (self);
  g_return_if_fail (priv->model == NULL);
  priv->model = g_object_ref (model);
  selection = gtk_single_selection_new (g_object_ref (model));
  gtk_single_selection_set_autoselect (selection, FALSE);
  gtk_single_selection_set_can_unselect (selection, TRUE);
  gtk_column_view_set_model (priv->view, GTK_SELECTION_MODEL (selection));
  yyq_page_follow (YYQ_PAGE (self), model, "notify", G_CALLBACK (show_list));
  yyq_page_follow (YYQ_PAGE (self), model, "items-changed", G_CALLBACK (show_list));
  show_list (self);
}

GListModel *
yyq_list_page_get_model (YyqListPage *self)
{
  g_return_val_if_fail (YYQ_IS_LIST_PAGE (self), NULL);
  return priv_of (self)->model;
}

void
yyq_list_page_set_count (YyqListPage *self, const char *tab, gboolean known, guint count)
{
  g_return_if_fail (YYQ_IS_LIST_PAGE (self));
  yyq_tab_row_set_count (priv_of (self)->tabs, index_of (self, tab), known, count);
}

void
yyq_list_page_add_filter (YyqListPage *self, GtkWidget *filter)
{
  g_return_if_fail (YYQ_IS_LIST_PAGE (self));
  gtk_box_insert_child_after (priv_of (self)->tools, filter,
                              GTK_WIDGET (priv_of (self)->search_entry));
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

void
yyq_list_page_focus_search (YyqListPage *self)
{
  g_return_if_fail (YYQ_IS_LIST_PAGE (self));
  gtk_widget_grab_focus (GTK_WIDGET (priv_of (self)->search_entry));
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
  yyq_list_columns_add (priv->view, klass->columns, klass->n_columns);
  yyq_ui_set_accessible_label (priv->view, yyq_page_get_title (YYQ_PAGE (self)));
  g_signal_connect_object (gtk_column_view_get_sorter (priv->view), "changed", G_CALLBACK (requery),
                           self, G_CONNECT_SWAPPED);
}

static void
set_search_hint (YyqListPagePrivate *priv, const char *hint)
{
  g_object_set (priv->search_entry, "placeholder-text", hint, NULL);
  gtk_widget_set_visible (GTK_WIDGET (priv->search_entry), hint != NULL);
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
  install_properties (G_OBJECT_CLASS (klass));
  g_type_ensure (YYQ_TYPE_STATE_PAGE);
  g_type_ensure (YYQ_TYPE_TAB_ROW);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/com/yuyunqian/Yuyunqian/ui/widgets/yyq-list-page.ui");
  gtk_widget_class_bind_template_child_private (widget_class, YyqListPage, tabs);
  gtk_widget_class_bind_template_child_private (widget_class, YyqListPage, tools);
  gtk_widget_class_bind_template_child_private (widget_class, YyqListPage, search_entry);
  gtk_widget_class_bind_template_child_private (widget_class, YyqListPage, stale_label);
  gtk_widget_class_bind_template_child_private (widget_class, YyqListPage, stack);
  gtk_widget_class_bind_template_child_private (widget_class, YyqListPage, state_page);
  gtk_widget_class_bind_template_child_private (widget_class, YyqListPage, view);
  gtk_widget_class_bind_template_callback (widget_class, requery);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, refresh);
}

static void
yyq_list_page_init (YyqListPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
