/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-list-page.h"
#include "yyq-test-find-widget.h"
#include "yyq-test-wait.h"

/* A model that says how it stands, as those of the cache do. */
#define TEST_TYPE_MODEL (test_model_get_type ())
G_DECLARE_FINAL_TYPE (TestModel, test_model, TEST, MODEL, GObject)

struct _TestModel {
  GObject parent_instance;

  guint n_items;
  gboolean loading;
  gboolean refreshing;
  gboolean stale;
  GError *error; /* (owned) (nullable) */
};

static GType
get_item_type (GListModel *model)
{
  return G_TYPE_OBJECT;
}

static guint
get_n_items (GListModel *model)
{
  return ((TestModel *) model)->n_items;
}

static gpointer
get_item (GListModel *model, guint position)
{
  return position < get_n_items (model) ? g_object_new (G_TYPE_OBJECT, NULL) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (TestModel, test_model, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

typedef enum {
  PROP_LOADING = 1,
  PROP_REFRESHING,
  PROP_STALE,
  PROP_ERROR,
} TestModelProperty;

static void
test_model_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  TestModel *self = TEST_MODEL (object);

  if (id == PROP_ERROR)
    g_value_set_boxed (value, self->error);
  else
    g_value_set_boolean (value, id == PROP_LOADING      ? self->loading
                                : id == PROP_REFRESHING ? self->refreshing
                                                        : self->stale);
}

static void
test_model_finalize (GObject *object)
{
  g_clear_error (&TEST_MODEL (object)->error);
  G_OBJECT_CLASS (test_model_parent_class)->finalize (object);
}

static void
test_model_class_init (TestModelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = test_model_get_property;
  object_class->finalize = test_model_finalize;
  g_object_class_install_property (object_class, PROP_LOADING,
                                   g_param_spec_boolean ("loading", NULL, NULL, FALSE, flags));
  g_object_class_install_property (object_class, PROP_REFRESHING,
                                   g_param_spec_boolean ("refreshing", NULL, NULL, FALSE, flags));
  g_object_class_install_property (object_class, PROP_STALE,
                                   g_param_spec_boolean ("stale", NULL, NULL, FALSE, flags));
  g_object_class_install_property (object_class, PROP_ERROR,
                                   g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags));
}

static void
test_model_init (TestModel *self)
{
}

/* A list with two tabs that notes what it is asked. */
#define TEST_TYPE_LIST (test_list_get_type ())
G_DECLARE_FINAL_TYPE (TestList, test_list, TEST, LIST, YyqListPage)

struct _TestList {
  YyqListPage parent_instance;

  GPtrArray *asked; /* (owned) (element-type utf8): "tab|text|sort|descending" */
  guint n_refreshes;
  guint n_cleared;
  gpointer opened; /* (owned) (nullable) */
  gboolean known;  /* what is asked for is what it shows */
};

G_DEFINE_FINAL_TYPE (TestList, test_list, YYQ_TYPE_LIST_PAGE)

static char *
name_of (gpointer item)
{
  return g_strdup ("name");
}

static const YyqTableColumn columns[] = {
  { .title = "Name", .width = 100, .sort = "name", .text = name_of },
  { .title = "Place", .width = 100, .text = name_of },
  { .title = "Age", .width = 100, .sort = "age", .text = name_of },
};

static const YyqListTab tabs[] = {
  { "all", NULL, "All", { NULL } },
  { "mine", NULL, "Mine", { "edit-find-symbolic", "None of mine", "Mine come here." } },
};

static gboolean
test_list_query (YyqListPage *page, const YyqListQuery *query)
{
  TestList *self = TEST_LIST (page);

  g_ptr_array_add (self->asked,
                   g_strdup_printf ("%s|%s|%s|%d", query->tab, query->text,
                                    query->sort != NULL ? query->sort : "-", query->descending));
  return !self->known;
}

static void
test_list_refresh (YyqListPage *page)
{
  TEST_LIST (page)->n_refreshes++;
}

static void
test_list_open (YyqListPage *page, gpointer item)
{
  g_set_object (&TEST_LIST (page)->opened, item);
}

static void
test_list_finalize (GObject *object)
{
  TestList *self = TEST_LIST (object);

  g_ptr_array_unref (self->asked);
  g_clear_object (&self->opened);
  G_OBJECT_CLASS (test_list_parent_class)->finalize (object);
}

static void
test_list_clear_filters (YyqListPage *page)
{
  TEST_LIST (page)->n_cleared++;
  yyq_list_page_filter_changed (page, FALSE);
}

static void
test_list_class_init (TestListClass *klass)
{
  YyqListPageClass *list_class = YYQ_LIST_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = test_list_finalize;
  list_class->table = (YyqTableShape){
    .name = "test-list", .columns = columns, .n_columns = G_N_ELEMENTS (columns), .ticks = TRUE
  };
  list_class->tabs = tabs;
  list_class->n_tabs = G_N_ELEMENTS (tabs);
  list_class->empty = (YyqListEmpty){ NULL, "None at all", "They come here." };
  list_class->query = test_list_query;
  list_class->refresh = test_list_refresh;
  list_class->open = test_list_open;
  list_class->clear_filters = test_list_clear_filters;
}

static void
test_list_init (TestList *self)
{
  self->asked = g_ptr_array_new_with_free_func (g_free);
}

/* The list in a window */
typedef struct {
  GtkWidget *window;
  TestModel *model;
  TestList *page;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->model = g_object_new (TEST_TYPE_MODEL, NULL);
  fixture->page =
    g_object_new (TEST_TYPE_LIST, "search-hint", "Name", "search-label", "Search names",
                  "loading-text", "Names come", "no-match-text", "No name is like this.", NULL);
  yyq_list_page_set_model (YYQ_LIST_PAGE (fixture->page), G_LIST_MODEL (fixture->model));
  fixture->window = adw_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 700, 400);
  adw_window_set_content (ADW_WINDOW (fixture->window), GTK_WIDGET (fixture->page));
  gtk_window_present (GTK_WINDOW (fixture->window));
  gtk_test_widget_wait_for_draw (fixture->window);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_assert_finalize_object (fixture->model);
}

static gpointer
part (Fixture *fixture, const char *name)
{
  return gtk_widget_get_template_child (GTK_WIDGET (fixture->page), YYQ_TYPE_LIST_PAGE, name);
}

static void
tell (Fixture *fixture)
{
  g_object_notify (G_OBJECT (fixture->model), "loading");
}

static void
set_n_items (Fixture *fixture, guint n_items)
{
  const guint before = fixture->model->n_items;

  fixture->model->n_items = n_items;
  g_list_model_items_changed (G_LIST_MODEL (fixture->model), 0, before, n_items);
}

static const char *
last_asked (Fixture *fixture)
{
  GPtrArray *asked = fixture->page->asked;

  return asked->len > 0 ? asked->pdata[asked->len - 1] : NULL;
}

static void
assert_status (Fixture *fixture, const char *title, const char *description)
{
  GtkWidget *status = yyq_test_find_widget (part (fixture, "state_page"), ADW_TYPE_STATUS_PAGE);

  g_assert_cmpstr (gtk_stack_get_visible_child_name (part (fixture, "stack")), ==, "state");
  g_assert_true (gtk_widget_get_child_visible (status));
  g_assert_cmpstr (adw_status_page_get_title (ADW_STATUS_PAGE (status)), ==, title);
  g_assert_cmpstr (adw_status_page_get_description (ADW_STATUS_PAGE (status)), ==, description);
}

static void
test_first (Fixture *fixture, gconstpointer data)
{
  g_assert_null (last_asked (fixture));
  assert_status (fixture, "None at all", "They come here.");
}

static void
test_tabs (Fixture *fixture, gconstpointer data)
{
  yyq_list_page_choose_tab (YYQ_LIST_PAGE (fixture->page), "mine");
  g_assert_cmpstr (last_asked (fixture), ==, "mine||-|0");
  g_assert_cmpuint (fixture->page->asked->len, ==, 1);
  assert_status (fixture, "None of mine", "Mine come here.");
  yyq_list_page_choose_tab (YYQ_LIST_PAGE (fixture->page), "unheard of");
  g_assert_cmpstr (last_asked (fixture), ==, "all||-|0");
}

static void
test_counts (Fixture *fixture, gconstpointer data)
{
  GtkWidget *first = yyq_test_find_widget (GTK_WIDGET (fixture->page), GTK_TYPE_TOGGLE_BUTTON);

  yyq_list_page_set_count (YYQ_LIST_PAGE (fixture->page), "all", TRUE, 0);
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (first)), ==, "All 0");
  yyq_list_page_set_count (YYQ_LIST_PAGE (fixture->page), "all", FALSE, 0);
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (first)), ==, "All");
}

static void
test_search (Fixture *fixture, gconstpointer data)
{
  yyq_list_page_search (YYQ_LIST_PAGE (fixture->page), "  Wang ");
  g_assert_cmpstr (last_asked (fixture), ==, "all|Wang|-|0");
  assert_status (fixture, "Nothing found", "No name is like this.");
  yyq_list_page_search (YYQ_LIST_PAGE (fixture->page), "");
  assert_status (fixture, "None at all", "They come here.");
}

/* Every letter is a change; the question is asked when they have stopped coming. */
static void
test_typing (Fixture *fixture, gconstpointer data)
{
  for (int i = 0; i < 4; i++) {
    int position = i;

    gtk_editable_insert_text (part (fixture, "search_entry"), &"Wang"[i], 1, &position);
  }
  g_assert_null (last_asked (fixture));
  yyq_test_wait_while (last_asked (fixture) == NULL);
  g_assert_cmpstr (last_asked (fixture), ==, "all|Wang|-|0");
  g_assert_cmpuint (fixture->page->asked->len, ==, 1);
}

static void
test_filter (Fixture *fixture, gconstpointer data)
{
  GtkWidget *filters = gtk_button_new ();

  yyq_list_page_set_filters (YYQ_LIST_PAGE (fixture->page), filters);
  g_assert_true (gtk_widget_get_mapped (filters));
  yyq_list_page_filter_changed (YYQ_LIST_PAGE (fixture->page), TRUE);
  g_assert_cmpstr (last_asked (fixture), ==, "all||-|0");
  assert_status (fixture, "Nothing found", "No name is like this.");
}

/* Who finds nothing gives up by one button what leaves rows out. */
static void
test_widen (Fixture *fixture, gconstpointer data)
{
  YyqListPage *page = YYQ_LIST_PAGE (fixture->page);

  yyq_list_page_search (page, "Wang");
  g_signal_emit_by_name (part (fixture, "state_page"), "offered");
  g_assert_cmpstr (last_asked (fixture), ==, "all||-|0");
  g_assert_cmpuint (fixture->page->n_cleared, ==, 0);
  yyq_list_page_search (page, "Wang");
  yyq_list_page_filter_changed (page, TRUE);
  g_signal_emit_by_name (part (fixture, "state_page"), "offered");
  g_assert_cmpuint (fixture->page->n_cleared, ==, 1);
  g_assert_cmpstr (last_asked (fixture), ==, "all||-|0");
}

static void
sort_by (Fixture *fixture, const char *column, gboolean descending)
{
  yyq_table_columns_sort_by (yyq_table_get_columns (part (fixture, "table")), column, descending);
}

static void
test_order (Fixture *fixture, gconstpointer data)
{
  sort_by (fixture, "age", FALSE);
  g_assert_cmpstr (last_asked (fixture), ==, "all||age|0");
  sort_by (fixture, "age", TRUE);
  g_assert_cmpstr (last_asked (fixture), ==, "all||age|1");
  sort_by (fixture, "name", FALSE);
  g_assert_cmpstr (last_asked (fixture), ==, "all||name|0");
}

static void
test_top (Fixture *fixture, gconstpointer data)
{
  GtkAdjustment *vertical = NULL;

  set_n_items (fixture, 100);
  vertical = gtk_scrolled_window_get_vadjustment (yyq_table_get_scroller (part (fixture, "table")));
  yyq_test_wait_while (gtk_adjustment_get_upper (vertical) <=
                       gtk_adjustment_get_page_size (vertical));
  gtk_adjustment_set_value (vertical, 50);
  fixture->page->known = TRUE;
  yyq_list_page_choose_tab (YYQ_LIST_PAGE (fixture->page), "mine");
  g_assert_cmpfloat (gtk_adjustment_get_value (vertical), ==, 50);
  fixture->page->known = FALSE;
  fixture->model->loading = TRUE;
  yyq_list_page_choose_tab (YYQ_LIST_PAGE (fixture->page), "all");
  g_assert_cmpfloat (gtk_adjustment_get_value (vertical), ==, 50);
  fixture->model->loading = FALSE;
  tell (fixture);
  g_assert_cmpfloat (gtk_adjustment_get_value (vertical), ==, 0);
}

static void
test_loading (Fixture *fixture, gconstpointer data)
{
  GtkWidget *spinner = yyq_test_find_widget (part (fixture, "state_page"), GTK_TYPE_SPINNER);

  fixture->model->loading = TRUE;
  tell (fixture);
  g_assert_true (gtk_spinner_get_spinning (GTK_SPINNER (spinner)));
  g_assert_true (yyq_page_get_busy (YYQ_PAGE (fixture->page)));
  fixture->model->loading = FALSE;
  fixture->model->refreshing = TRUE;
  tell (fixture);
  g_assert_true (gtk_spinner_get_spinning (GTK_SPINNER (spinner)));
  g_assert_false (yyq_page_get_busy (YYQ_PAGE (fixture->page)));
  fixture->model->refreshing = FALSE;
  tell (fixture);
  assert_status (fixture, "None at all", "They come here.");
}

static void
test_error (Fixture *fixture, gconstpointer data)
{
  fixture->model->error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, "-");
  tell (fixture);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (part (fixture, "stack")), ==, "state");
  g_signal_emit_by_name (part (fixture, "state_page"), "retry");
  g_assert_cmpuint (fixture->page->n_refreshes, ==, 1);
  g_assert_true (yyq_page_get_busy (YYQ_PAGE (fixture->page)));
  yyq_list_page_refreshed (YYQ_LIST_PAGE (fixture->page));
  g_assert_false (yyq_page_get_busy (YYQ_PAGE (fixture->page)));
  set_n_items (fixture, 1);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (part (fixture, "stack")), ==, "list");
}

static void
test_stale (Fixture *fixture, gconstpointer data)
{
  fixture->model->stale = TRUE;
  tell (fixture);
  g_assert_false (gtk_widget_get_visible (part (fixture, "stale_label")));
  set_n_items (fixture, 1);
  g_assert_true (gtk_widget_get_visible (part (fixture, "stale_label")));
}

static void
test_open (Fixture *fixture, gconstpointer data)
{
  set_n_items (fixture, 3);
  g_signal_emit_by_name (part (fixture, "table"), "activate", 1);
  g_assert_nonnull (fixture->page->opened);
}

#define ADD(name, test) \
  g_test_add ("/client/list-page/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  ADD ("the first question is not asked again", test_first);
  ADD ("another tab is another question, with words of its own for nothing", test_tabs);
  ADD ("a tab shows its count where it is known", test_counts);
  ADD ("a search is asked at once, and says when it finds nothing", test_search);
  ADD ("what is typed is asked for when it stops", test_typing);
  ADD ("a filter is to be seen and narrows the list", test_filter);
  ADD ("who finds nothing gives up the search and the filters by one button", test_widen);
  ADD ("a click on a header asks for its order", test_order);
  ADD ("only the answer to a new question begins at the top", test_top);
  ADD ("while nothing is known it says that it loads", test_loading);
  ADD ("an error stands only where there are no rows, and offers to try again", test_error);
  ADD ("rows that are older than the last attempt are marked", test_stale);
  ADD ("a row that is activated is opened", test_open);
  return g_test_run ();
}
