/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-template-list-page.h"

#include <glib/gi18n.h>

#include "yyq-settings.h"
#include "yyq-template-acts.h"
#include "yyq-template-card.h"
#include "yyq-template-columns.h"
#include "yyq-template-menu.h"
#include "yyq-ui.h"

#define CARDS_VIEW "cards"
#define TABLE_VIEW "list"
#define SETTING "template-view"

struct _YyqTemplateListPage {
  YyqRecordListPage parent_instance;

  GtkToggleButton *cards_toggle;
  GtkToggleButton *table_toggle;
  GtkWidget *new_button;

  YyqTemplateCovers *covers; /* (owned) (nullable) */
  GtkWidget *grid;           /* (nullable) */
  GHashTable *cards;         /* (owned): YyqTemplateCard (unowned), those that are shown */
  GSettings *settings;       /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (YyqTemplateListPage, yyq_template_list_page, YYQ_TYPE_RECORD_LIST_PAGE)

static const YyqListTab tabs[] = {
  { "all", NULL, N_ ("All templates"), { NULL } },
  { "open",
    "tab of the template list",
    NC_ ("tab of the template list", "Open"),
    { "yyq-template-symbolic", N_ ("No template is open"),
      N_ ("A new template is closed. Open one, and it can be used.") } },
  { "closed",
    "tab of the template list",
    NC_ ("tab of the template list", "Closed"),
    { "yyq-template-symbolic", N_ ("No template is closed"),
      N_ ("All templates can be used. To change one, close it first.") } },
};

#define KIND(word, title)                   \
  {                                         \
    word, title,                            \
    {                                       \
      {                                     \
        "kind", YYQ_RECORD_ONE_OF, { word } \
      }                                     \
    }                                       \
  }

/* The words are those of YyqTemplateKind, the titles those of yyq_template_kind_get_title(). */
static const YyqListOption kinds[] = {
  KIND ("labour", N_ ("Labour contract")),
  KIND ("part-time", N_ ("Part-time contract")),
  KIND ("over-age", N_ ("Agreement beyond retirement age")),
  KIND ("internship", N_ ("Internship agreement")),
  KIND ("services", N_ ("Service agreement")),
  KIND ("confidentiality", N_ ("Confidentiality and non-competition")),
  KIND ("amendment", N_ ("Renewal, change or termination by agreement")),
  KIND ("notice", N_ ("Notice")),
  KIND ("receipt", N_ ("Receipt")),
  KIND ("certificate", N_ ("Certificate")),
  KIND ("onboarding", N_ ("Onboarding form")),
  KIND ("other", N_ ("Other")),
};

static const YyqListFilter filters[] = {
  { .kind = YYQ_FILTER_OPTIONS,
    .title = N_ ("Type"),
    .field = "kind",
    .options = kinds,
    .n_options = G_N_ELEMENTS (kinds) },
  { .kind = YYQ_FILTER_VALUES, .title = N_ ("Unit"), .field = "unit_name" },
  { .kind = YYQ_FILTER_VALUES, .title = N_ ("Folder"), .field = "folder" },
};

static YyqRecordRepository *
repository (YyqSession *session)
{
  return YYQ_RECORD_REPOSITORY (yyq_template_repository_of (session));
}

static void
yyq_template_list_page_open (YyqListPage *page, gpointer template)
{
  gtk_widget_activate_action (GTK_WIDGET (page), "app.show-template", "s",
                              yyq_template_get_id (template));
}

static GMenuModel *
yyq_template_list_page_menu (YyqListPage *page, gpointer template)
{
  return yyq_template_menu_new (yyq_page_get_session (YYQ_PAGE (page)), template, FALSE);
}

/* Cards */

static void
setup_cb (YyqTemplateListPage *self, GtkListItem *item)
{
  GtkWidget *card = yyq_template_card_new (yyq_page_get_session (YYQ_PAGE (self)), self->covers);

  gtk_list_item_set_child (item, card);
}

static void
bind_cb (YyqTemplateListPage *self, GtkListItem *item)
{
  GtkWidget *card = gtk_list_item_get_child (item);

  g_hash_table_add (self->cards, card);
  yyq_template_card_set_template (YYQ_TEMPLATE_CARD (card), gtk_list_item_get_item (item));
}

static void
unbind_cb (YyqTemplateListPage *self, GtkListItem *item)
{
  GtkWidget *card = gtk_list_item_get_child (item);

  if (card == NULL)
    return;
  g_hash_table_remove (self->cards, card);
  yyq_template_card_set_template (YYQ_TEMPLATE_CARD (card), NULL);
}

static void
activated_cb (YyqTemplateListPage *self, guint position)
{
  g_autoptr (YyqTemplate) template =
    g_list_model_get_item (yyq_list_page_get_model (YYQ_LIST_PAGE (self)), position);

  if (template != NULL)
    yyq_template_list_page_open (YYQ_LIST_PAGE (self), template);
}

/* The card whose cell has the keyboard. */
static gboolean
menu_key_cb (YyqTemplateListPage *self, guint keyval, guint keycode, GdkModifierType state)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));
  GtkWidget *card = focus != NULL ? gtk_widget_get_first_child (focus) : NULL;
  const gboolean wanted =
    keyval == GDK_KEY_Menu || (keyval == GDK_KEY_F10 && (state & GDK_SHIFT_MASK) != 0);

  if (!wanted || !YYQ_IS_TEMPLATE_CARD (card))
    return FALSE;
  yyq_template_card_open_menu (YYQ_TEMPLATE_CARD (card), 24, 24);
  return TRUE;
}

static GtkListItemFactory *
new_factory (YyqTemplateListPage *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), self, G_CONNECT_SWAPPED);
  return factory;
}

static void
add_grid (YyqTemplateListPage *self)
{
  GListModel *model = yyq_list_page_get_model (YYQ_LIST_PAGE (self));
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->grid = gtk_grid_view_new (GTK_SELECTION_MODEL (gtk_no_selection_new (g_object_ref (model))),
                                  new_factory (self));
  gtk_grid_view_set_min_columns (GTK_GRID_VIEW (self->grid), 1);
  gtk_grid_view_set_max_columns (GTK_GRID_VIEW (self->grid), 6);
  gtk_widget_add_css_class (self->grid, "yyq-template-grid");
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->grid);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  yyq_ui_set_accessible_label (self->grid, yyq_page_get_title (YYQ_PAGE (self)));
  g_signal_connect_object (self->grid, "activate", G_CALLBACK (activated_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (menu_key_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (self->grid, keys);
  yyq_list_page_add_view (YYQ_LIST_PAGE (self), CARDS_VIEW, scroller);
}

/* What waits for the platform, and what it refused, is said on the cards. */
static void
pending_cb (YyqTemplateListPage *self)
{
  GHashTableIter iter;
  gpointer card;

  g_hash_table_iter_init (&iter, self->cards);
  while (g_hash_table_iter_next (&iter, &card, NULL))
    yyq_template_card_refresh (card);
}

/* Which view */

static void
show_view (YyqTemplateListPage *self)
{
  const gboolean cards = gtk_toggle_button_get_active (self->cards_toggle);

  yyq_list_page_choose_view (YYQ_LIST_PAGE (self), cards ? CARDS_VIEW : TABLE_VIEW);
}

static void
toggled_cb (YyqTemplateListPage *self)
{
  if (yyq_page_get_session (YYQ_PAGE (self)) == NULL)
    return;
  show_view (self);
  yyq_settings_set_text (self->settings, SETTING,
                         gtk_toggle_button_get_active (self->cards_toggle) ? CARDS_VIEW : "table");
}

void
yyq_template_list_page_show_cards (YyqTemplateListPage *self, gboolean cards)
{
  g_return_if_fail (YYQ_IS_TEMPLATE_LIST_PAGE (self));
  gtk_toggle_button_set_active (cards ? self->cards_toggle : self->table_toggle, TRUE);
}

/* Object */

static void
show_permission (YyqTemplateListPage *self)
{
  YyqSession *session = yyq_page_get_session (YYQ_PAGE (self));

  gtk_widget_set_visible (self->new_button,
                          session != NULL && yyq_session_has_permission (session, "template.edit"));
}

static void
yyq_template_list_page_constructed (GObject *object)
{
  YyqTemplateListPage *self = YYQ_TEMPLATE_LIST_PAGE (object);
  YyqPage *page = YYQ_PAGE (object);
  g_autofree char *view = NULL;
  YyqSession *session;

  G_OBJECT_CLASS (yyq_template_list_page_parent_class)->constructed (object);
  session = yyq_page_get_session (page);
  if (session == NULL)
    return;
  self->covers =
    yyq_template_covers_new (yyq_template_repository_of (session), yyq_page_get_cancellable (page));
  add_grid (self);
  view = yyq_settings_get_text (self->settings, SETTING);
  yyq_template_list_page_show_cards (self, !g_str_equal (view, "table"));
  show_view (self);
  yyq_page_follow (page, yyq_session_get_pending (session), "items-changed",
                   G_CALLBACK (pending_cb));
  yyq_page_follow (page, session, "notify::account", G_CALLBACK (show_permission));
  show_permission (self);
}

/* Its cards go before the page does. */
static void
yyq_template_list_page_leave (YyqPage *page)
{
  YyqTemplateListPage *self = YYQ_TEMPLATE_LIST_PAGE (page);

  if (self->grid != NULL)
    gtk_grid_view_set_model (GTK_GRID_VIEW (self->grid), NULL);
  g_clear_object (&self->covers);
  YYQ_PAGE_CLASS (yyq_template_list_page_parent_class)->leave (page);
}

GtkWidget *
yyq_template_list_page_new (YyqSession *session)
{
  return g_object_new (YYQ_TYPE_TEMPLATE_LIST_PAGE, "session", session, NULL);
}

static void
yyq_template_list_page_finalize (GObject *object)
{
  YyqTemplateListPage *self = YYQ_TEMPLATE_LIST_PAGE (object);

  g_hash_table_unref (self->cards);
  g_clear_object (&self->settings);
  G_OBJECT_CLASS (yyq_template_list_page_parent_class)->finalize (object);
}

static void
yyq_template_list_page_class_init (YyqTemplateListPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  YyqListPageClass *list_class = YYQ_LIST_PAGE_CLASS (klass);
  YyqRecordListPageClass *record_class = YYQ_RECORD_LIST_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = yyq_template_list_page_constructed;
  G_OBJECT_CLASS (klass)->finalize = yyq_template_list_page_finalize;
  YYQ_PAGE_CLASS (klass)->leave = yyq_template_list_page_leave;
  list_class->table = yyq_template_table;
  list_class->sort = "changed_at";
  list_class->descending = TRUE;
  list_class->tabs = tabs;
  list_class->n_tabs = G_N_ELEMENTS (tabs);
  list_class->empty =
    (YyqListEmpty){ "yyq-template-symbolic", N_ ("No templates yet"),
                    N_ ("Make one from a PDF: “New template” leads through it in three steps.") };
  list_class->open = yyq_template_list_page_open;
  list_class->menu = yyq_template_list_page_menu;
  record_class->repository = repository;
  record_class->filters = filters;
  record_class->n_filters = G_N_ELEMENTS (filters);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/com/yuyunqian/Yuyunqian/ui/templates/yyq-template-list-page.ui");
  gtk_widget_class_bind_template_child (widget_class, YyqTemplateListPage, cards_toggle);
  gtk_widget_class_bind_template_child (widget_class, YyqTemplateListPage, table_toggle);
  gtk_widget_class_bind_template_child (widget_class, YyqTemplateListPage, new_button);
  gtk_widget_class_bind_template_callback (widget_class, toggled_cb);
}

static void
yyq_template_list_page_init (YyqTemplateListPage *self)
{
  self->cards = g_hash_table_new (NULL, NULL);
  self->settings = yyq_settings_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  yyq_template_menu_add_actions (YYQ_PAGE (self));
}
