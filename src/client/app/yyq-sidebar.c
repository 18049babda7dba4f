/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-sidebar.h"

#include <glib/gi18n.h>

#include "yyq-account-popover.h"
#include "yyq-chapters.h"
#include "yyq-ui.h"

struct _YyqSidebar {
  AdwBin parent_instance;

  GtkListBox *list;
  GtkListBoxRow *current; /* (unowned): the chapter that is shown */
  AdwAvatar *avatar;
  GtkLabel *name_label;
  GtkLabel *detail_label;
  GtkMenuButton *account_button;
  YyqAccountPopover *account_popover; /* (unowned) (nullable): until it is opened first */

  YyqSession *session;     /* (owned) */
  YyqUkeyManager *manager; /* (owned) */
};

G_DEFINE_FINAL_TYPE (YyqSidebar, yyq_sidebar, ADW_TYPE_BIN)

typedef enum {
  SIGNAL_SELECTED,
  N_SIGNALS
} YyqSidebarSignal;

static guint signals[N_SIGNALS];

static const YyqChapter *
chapter_of (GtkListBoxRow *row)
{
  guint n_chapters;

  return yyq_chapters_get (&n_chapters) + gtk_list_box_row_get_index (row);
}

static GtkListBoxRow *
row_of (YyqSidebar *self, const char *name)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    if (g_strcmp0 (chapter_of (row)->name, name) == 0)
      return row;
  return NULL;
}

static void
row_activated_cb (YyqSidebar *self, GtkListBoxRow *row)
{
  g_signal_emit (self, signals[SIGNAL_SELECTED], 0, chapter_of (row)->name);
}

/*
 * The list selects a row whenever the focus comes to it: nobody chose anything then, and the
 * chapter that is shown stays marked. A row without the focus was selected by a click, or by a
 * screen reader, which does not activate it.
 */
static void
row_selected_cb (YyqSidebar *self, GtkListBoxRow *row)
{
  if (row == NULL || row == self->current)
    return;
  if (!gtk_widget_is_focus (GTK_WIDGET (row)))
    g_signal_emit (self, signals[SIGNAL_SELECTED], 0, chapter_of (row)->name);
  gtk_list_box_select_row (self->list, self->current);
}

void
yyq_sidebar_select (YyqSidebar *self, const char *name)
{
  g_return_if_fail (YYQ_IS_SIDEBAR (self));

  self->current = row_of (self, name);
  gtk_list_box_select_row (self->list, self->current);
}

const char *
yyq_sidebar_get_nth (YyqSidebar *self, guint n)
{
  GtkListBoxRow *row;

  g_return_val_if_fail (YYQ_IS_SIDEBAR (self), NULL);
  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    if (gtk_widget_get_visible (GTK_WIDGET (row)) && --n == 0)
      return chapter_of (row)->name;
  return NULL;
}

void
yyq_sidebar_set_badge (YyqSidebar *self, const char *name, guint count, const char *spoken)
{
  GtkListBoxRow *row = row_of (self, name);
  GtkWidget *badge;
  g_autofree char *text = g_strdup_printf (count > 999 ? "999+" : "%u", count);
  g_autofree char *label = NULL;

  g_return_if_fail (row != NULL);
  badge = gtk_widget_get_last_child (gtk_list_box_row_get_child (row));
  gtk_label_set_text (GTK_LABEL (badge), text);
  gtk_widget_set_visible (badge, count > 0);
  /* Translators: a chapter, and how many things wait there: "Messages, 7 unread" */
  label = g_strdup_printf (_ ("%s, %s"), _ (chapter_of (row)->title), spoken);
  yyq_ui_set_accessible_label (row, count > 0 ? label : _ (chapter_of (row)->title));
}

static GtkWidget *
chapter_row (const YyqChapter *chapter)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *title = yyq_ui_label (_ (chapter->title), NULL);
  GtkWidget *badge = gtk_label_new (NULL);

  gtk_widget_set_hexpand (title, TRUE);
  gtk_widget_add_css_class (badge, "yyq-badge");
  gtk_widget_set_valign (badge, GTK_ALIGN_CENTER);
  gtk_widget_set_visible (badge, FALSE);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (chapter->icon_name));
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), badge);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  yyq_ui_set_accessible_label (row, _ (chapter->title));
  return row;
}

static void
header_func (GtkListBoxRow *row, GtkListBoxRow *before, gpointer user_data)
{
  const YyqChapter *chapter = chapter_of (row);
  const char *above = before != NULL ? chapter_of (before)->group : NULL;
  GtkWidget *label;

  if (chapter->group == NULL || g_strcmp0 (chapter->group, above) == 0) {
    gtk_list_box_row_set_header (row, NULL);
    return;
  }
  if (gtk_list_box_row_get_header (row) != NULL)
    return;
  label = yyq_ui_label (_ (chapter->group), "yyq-group");
  gtk_widget_set_margin_top (label, 10);
  gtk_widget_set_margin_bottom (label, 4);
  gtk_widget_set_margin_start (label, 14);
  gtk_list_box_row_set_header (row, label);
}

static const char *
ukey_state (YyqSidebar *self)
{
  YyqAccount *account = yyq_session_get_account (self->session);

  if (account == NULL || g_list_model_get_n_items (yyq_account_get_ukeys (account)) == 0)
    return _ ("No UKey bound");
  if (g_list_model_get_n_items (G_LIST_MODEL (self->manager)) == 0)
    return _ ("UKey not plugged in");
  return _ ("UKey ready");
}

static void
show_account (YyqSidebar *self)
{
  YyqAccount *account = yyq_session_get_account (self->session);
  const char *name = account != NULL ? yyq_account_get_name (account) : "";
  const char *role = account != NULL ? yyq_account_get_role_name (account) : NULL;
  g_autofree char *detail = role != NULL && *role != '\0'
                              ? g_strdup_printf ("%s · %s", role, ukey_state (self))
                              : g_strdup (ukey_state (self));
  /* Translators: what the button opens, who is logged in, role and state of the UKey */
  g_autofree char *label = g_strdup_printf (_ ("%s: %s, %s"), _ ("Account"), name, detail);

  adw_avatar_set_text (self->avatar, name);
  gtk_label_set_text (self->name_label, name);
  gtk_label_set_text (self->detail_label, detail);
  yyq_ui_set_accessible_label (self->account_button, label);
  if (self->account_popover != NULL)
    yyq_account_popover_set_ukey (self->account_popover, ukey_state (self));
}

/* The window is drawn sooner without it. */
static void
open_account_cb (GtkMenuButton *button, gpointer user_data)
{
  YyqSidebar *self = user_data;

  if (self->account_popover != NULL)
    return;
  self->account_popover = g_object_new (YYQ_TYPE_ACCOUNT_POPOVER, NULL);
  yyq_account_popover_set_session (self->account_popover, self->session);
  yyq_account_popover_set_ukey (self->account_popover, ukey_state (self));
  gtk_menu_button_set_popover (button, GTK_WIDGET (self->account_popover));
}

/* What the account may not do is not there, nor what the account's popover leads to. */
static void
show_chapters (YyqSidebar *self)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++) {
    const YyqChapter *chapter = chapter_of (row);

    gtk_widget_set_visible (GTK_WIDGET (row),
                            !chapter->hidden &&
                              (chapter->permission == NULL ||
                               yyq_session_has_permission (self->session, chapter->permission)));
  }
  gtk_list_box_invalidate_headers (self->list);
}

void
yyq_sidebar_set_session (YyqSidebar *self, YyqSession *session, YyqUkeyManager *manager)
{
  g_return_if_fail (YYQ_IS_SIDEBAR (self));
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  self->manager = g_object_ref (manager);
  g_signal_connect_object (session, "notify::account", G_CALLBACK (show_account), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::account", G_CALLBACK (show_chapters), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (manager, "items-changed", G_CALLBACK (show_account), self,
                           G_CONNECT_SWAPPED);
  show_account (self);
  show_chapters (self);
}

/* The chapters are one stop of the Tab key: the arrows go from one to the other. */
static gboolean
yyq_sidebar_focus (GtkWidget *widget, GtkDirectionType direction)
{
  YyqSidebar *self = YYQ_SIDEBAR (widget);
  const gboolean in_list = gtk_widget_get_focus_child (GTK_WIDGET (self->list)) != NULL;

  if (in_list && direction == GTK_DIR_TAB_FORWARD)
    return gtk_widget_child_focus (GTK_WIDGET (self->account_button), direction);
  if (in_list && direction == GTK_DIR_TAB_BACKWARD)
    return FALSE;
  return GTK_WIDGET_CLASS (yyq_sidebar_parent_class)->focus (widget, direction);
}

static void
yyq_sidebar_dispose (GObject *object)
{
  YyqSidebar *self = YYQ_SIDEBAR (object);

  g_clear_object (&self->session);
  g_clear_object (&self->manager);
  G_OBJECT_CLASS (yyq_sidebar_parent_class)->dispose (object);
}

static void
yyq_sidebar_class_init (YyqSidebarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = yyq_sidebar_dispose;
  widget_class->focus = yyq_sidebar_focus;
  signals[SIGNAL_SELECTED] = g_signal_new ("selected", YYQ_TYPE_SIDEBAR, G_SIGNAL_RUN_LAST, 0, NULL,
                                           NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/com/yuyunqian/Yuyunqian/ui/app/yyq-sidebar.ui");
  gtk_widget_class_bind_template_child (widget_class, YyqSidebar, list);
  gtk_widget_class_bind_template_child (widget_class, YyqSidebar, avatar);
  gtk_widget_class_bind_template_child (widget_class, YyqSidebar, name_label);
  gtk_widget_class_bind_template_child (widget_class, YyqSidebar, detail_label);
  gtk_widget_class_bind_template_child (widget_class, YyqSidebar, account_button);
  gtk_widget_class_bind_template_callback (widget_class, row_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
yyq_sidebar_init (YyqSidebar *self)
{
  guint n_chapters;
  const YyqChapter *chapters = yyq_chapters_get (&n_chapters);

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_menu_button_set_create_popup_func (self->account_button, open_account_cb, self, NULL);
  for (guint i = 0; i < n_chapters; i++)
    gtk_list_box_append (self->list, chapter_row (&chapters[i]));
  gtk_list_box_set_header_func (self->list, header_func, NULL, NULL);
  gtk_list_box_unselect_all (self->list);
}
