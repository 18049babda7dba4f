/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-palette.h"

#include <glib/gi18n.h>

#include "yyq-chapters.h"
#include "yyq-contract-repository.h"
#include "yyq-palette-item.h"
#include "yyq-ui.h"

#define MOST_CONTRACTS 8

struct _YyqPalette {
  AdwWindow parent_instance;

  GtkSearchEntry *entry;
  GtkStack *stack;
  GtkListView *view;

  YyqSession *session;           /* (owned) */
  GtkFilterListModel *places;    /* (unowned): of YyqPaletteItem: chapters and actions */
  YyqRecordList *contracts;      /* (unowned): of YyqContract: those that match */
  GtkSingleSelection *selection; /* (owned): of both */
};

G_DEFINE_FINAL_TYPE (YyqPalette, yyq_palette, ADW_TYPE_WINDOW)

static const char *
text_of (YyqPalette *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->entry));
}

/* What there is */

static void
add_chapters (GListStore *items, YyqSession *session)
{
  guint n;
  const YyqChapter *chapters = yyq_chapters_get (&n);

  for (guint i = 0; i < n; i++) {
    g_autoptr (YyqPaletteItem) item = NULL;

    if (chapters[i].permission != NULL &&
        !yyq_session_has_permission (session, chapters[i].permission))
      continue;
    item = yyq_palette_item_new (chapters[i].icon_name, _ (chapters[i].title), _ ("Page"),
                                 "app.show-page", chapters[i].name);
    g_list_store_append (items, item);
  }
}

static void
add_actions (GListStore *items)
{
  static const struct {
    const char *icon_name;
    const char *title;
    const char *action;
  } actions[] = {
    { "view-refresh-symbolic", N_ ("Refresh"), "win.refresh" },
    { "yyq-notice-symbolic", N_ ("Not sent yet"), "app.show-pending" },
    { "preferences-system-symbolic", N_ ("Preferences"), "app.preferences" },
    { "input-keyboard-symbolic", N_ ("Keyboard shortcuts"), "win.show-help-overlay" },
    { "system-log-out-symbolic", N_ ("Log out"), "app.log-out" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++) {
    g_autoptr (YyqPaletteItem) item = yyq_palette_item_new (
      actions[i].icon_name, _ (actions[i].title), _ ("Action"), actions[i].action, NULL);

    g_list_store_append (items, item);
  }
}

static gboolean
matches (gpointer item, gpointer user_data)
{
  return yyq_palette_item_matches (item, text_of (user_data));
}

static void
make_query (YyqPalette *self, YyqContractQuery *query)
{
  yyq_contract_query_set_text (query, text_of (self));
  query->descending = TRUE;
}

/* The places as they match, and then the contracts. */
static void
set_models (YyqPalette *self)
{
  g_autoptr (YyqContractQuery) query = yyq_contract_query_new ();
  g_autoptr (GListStore) items = g_list_store_new (YYQ_TYPE_PALETTE_ITEM);
  GListStore *both = g_list_store_new (G_TYPE_LIST_MODEL);
  GtkFilter *filter = GTK_FILTER (gtk_custom_filter_new (matches, self, NULL));

  add_chapters (items, self->session);
  add_actions (items);
  make_query (self, query);
  self->places = gtk_filter_list_model_new (G_LIST_MODEL (g_steal_pointer (&items)), filter);
  self->contracts = yyq_contract_repository_query_first (yyq_contract_repository_of (self->session),
                                                         query, MOST_CONTRACTS);
  g_list_store_append (both, self->places);
  g_list_store_append (both, self->contracts);
  /* The list keeps them. */
  g_object_unref (self->places);
  g_object_unref (self->contracts);
  self->selection =
    gtk_single_selection_new (G_LIST_MODEL (gtk_flatten_list_model_new (G_LIST_MODEL (both))));
  gtk_list_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
}

static void
show_state (YyqPalette *self)
{
  const gboolean any = g_list_model_get_n_items (G_LIST_MODEL (self->selection)) > 0;

  gtk_stack_set_visible_child_name (self->stack, any ? "list" : "empty");
}

static void
search_changed_cb (YyqPalette *self)
{
  g_autoptr (YyqContractQuery) query = yyq_contract_query_new ();
  YyqContractRepository *contracts = yyq_contract_repository_of (self->session);

  gtk_filter_changed (gtk_filter_list_model_get_filter (self->places), GTK_FILTER_CHANGE_DIFFERENT);
  make_query (self, query);
  if (contracts != NULL)
    yyq_contract_repository_requery (contracts, self->contracts, query);
  gtk_single_selection_set_selected (self->selection, 0);
}

/* Rows */

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *cell)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *title = yyq_ui_label (NULL, NULL);

  gtk_widget_set_hexpand (title, TRUE);
  gtk_box_append (GTK_BOX (box), gtk_image_new ());
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), yyq_ui_label (NULL, "dim-label"));
  gtk_list_item_set_child (cell, box);
}

static void
show_row (GtkWidget *box, const char *icon_name, const char *title, const char *detail)
{
  GtkWidget *icon = gtk_widget_get_first_child (box);

  gtk_image_set_from_icon_name (GTK_IMAGE (icon), icon_name);
  gtk_label_set_text (GTK_LABEL (gtk_widget_get_next_sibling (icon)), title);
  gtk_label_set_text (GTK_LABEL (gtk_widget_get_last_child (box)), detail);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *cell)
{
  gpointer item = gtk_list_item_get_item (cell);
  GtkWidget *box = gtk_list_item_get_child (cell);

  if (YYQ_IS_PALETTE_ITEM (item)) {
    show_row (box, yyq_palette_item_get_icon_name (item), yyq_palette_item_get_title (item),
              yyq_palette_item_get_detail (item));
  } else {
    g_autofree char *title = g_strdup_printf ("%s · %s", yyq_contract_get_title (item),
                                              yyq_contract_get_participants (item));

    show_row (box, "yyq-contract-symbolic", title, yyq_contract_get_number (item));
  }
}

/* What is chosen */

static void
activate (YyqPalette *self, guint position)
{
  g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (self->selection), position);
  GtkWidget *parent = GTK_WIDGET (gtk_window_get_transient_for (GTK_WINDOW (self)));
  const char *target = NULL;
  const char *action = "app.show-contract";

  if (item == NULL)
    return;
  if (YYQ_IS_PALETTE_ITEM (item)) {
    target = yyq_palette_item_get_target (YYQ_PALETTE_ITEM (item));
    action = yyq_palette_item_get_action (YYQ_PALETTE_ITEM (item));
  } else {
    target = yyq_contract_get_id ((gpointer) item);
  }
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  gtk_widget_activate_action (parent, action, target != NULL ? "s" : NULL, target);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
activated_cb (YyqPalette *self, guint position)
{
  activate (self, position);
}

static void
entry_activated_cb (YyqPalette *self)
{
  activate (self, gtk_single_selection_get_selected (self->selection));
}

/* The arrows move the choice while the keyboard stays where one types. */
static gboolean
key_pressed_cb (YyqPalette *self, guint key)
{
  const guint n = g_list_model_get_n_items (G_LIST_MODEL (self->selection));
  const guint at = gtk_single_selection_get_selected (self->selection);

  if (n == 0 || (key != GDK_KEY_Down && key != GDK_KEY_Up))
    return GDK_EVENT_PROPAGATE;
  gtk_single_selection_set_selected (self->selection,
                                     key == GDK_KEY_Down ? (at + 1) % n : (at + n - 1) % n);
  gtk_widget_activate_action (GTK_WIDGET (self->view), "list.scroll-to-item", "u",
                              gtk_single_selection_get_selected (self->selection));
  return GDK_EVENT_STOP;
}

static void
close_cb (YyqPalette *self)
{
  gtk_window_close (GTK_WINDOW (self));
}

GtkWindow *
yyq_palette_new (GtkWindow *parent, YyqSession *session)
{
  YyqPalette *self = g_object_new (YYQ_TYPE_PALETTE, "transient-for", parent, NULL);

  self->session = g_object_ref (session);
  set_models (self);
  g_signal_connect_object (self->selection, "items-changed", G_CALLBACK (show_state), self,
                           G_CONNECT_SWAPPED);
  show_state (self);
  return GTK_WINDOW (self);
}

/* Object */

static void
yyq_palette_dispose (GObject *object)
{
  YyqPalette *self = YYQ_PALETTE (object);

  if (self->view != NULL)
    gtk_list_view_set_model (self->view, NULL);
  g_clear_object (&self->selection);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (yyq_palette_parent_class)->dispose (object);
}

static void
yyq_palette_class_init (YyqPaletteClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = yyq_palette_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/com/yuyunqian/Yuyunqian/ui/app/yyq-palette.ui");
  gtk_widget_class_bind_template_child (widget_class, YyqPalette, entry);
  gtk_widget_class_bind_template_child (widget_class, YyqPalette, stack);
  gtk_widget_class_bind_template_child (widget_class, YyqPalette, view);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, close_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
yyq_palette_init (YyqPalette *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
