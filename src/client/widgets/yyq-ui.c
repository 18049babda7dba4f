/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-ui.h"

#include <glib/gi18n.h>

#include "yyq-error-text.h"

char *
yyq_ui_error_text (const GError *error)
{
  g_autoptr (YyqErrorText) text = error != NULL ? yyq_error_text_new (error) : NULL;

  if (text == NULL)
    return NULL;
  if (text->next == NULL)
    return g_strdup (text->what);
  return g_strdup_printf ("%s\n%s", text->what, text->next);
}

const char *
yyq_ui_contract_state_text (YyqContract *contract)
{
  switch (yyq_contract_get_state (contract)) {
  case YYQ_CONTRACT_STATE_DRAFT:
    return _ ("Draft");
  case YYQ_CONTRACT_STATE_FILLING:
    return _ ("Being filled in");
  case YYQ_CONTRACT_STATE_SIGNING:
    return yyq_contract_get_my_turn (contract) ? _ ("Waiting for me") : _ ("Signing");
  case YYQ_CONTRACT_STATE_COMPLETED:
    return _ ("Completed");
  case YYQ_CONTRACT_STATE_WITHDRAWN:
    return _ ("Withdrawn");
  case YYQ_CONTRACT_STATE_REFUSED:
    return _ ("Refused");
  case YYQ_CONTRACT_STATE_EXPIRED:
    return _ ("Expired");
  default:
    return "";
  }
}

const char *
yyq_ui_contract_state_class (YyqContract *contract)
{
  switch (yyq_contract_get_state (contract)) {
  case YYQ_CONTRACT_STATE_FILLING:
    return "running";
  case YYQ_CONTRACT_STATE_SIGNING:
    return yyq_contract_get_my_turn (contract) ? "mine" : "running";
  case YYQ_CONTRACT_STATE_COMPLETED:
    return "done";
  case YYQ_CONTRACT_STATE_REFUSED:
  case YYQ_CONTRACT_STATE_EXPIRED:
    return "failed";
  case YYQ_CONTRACT_STATE_DRAFT:
  case YYQ_CONTRACT_STATE_WITHDRAWN:
  default:
    return "ended";
  }
}

GtkWidget *
yyq_ui_label (const char *text, const char *classes)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (classes != NULL) {
    g_auto (GStrv) names = g_strsplit (classes, " ", 0);

    for (guint i = 0; names[i] != NULL; i++)
      gtk_widget_add_css_class (label, names[i]);
  }
  return label;
}

GtkWidget *
yyq_ui_pill (void)
{
  GtkWidget *pill = gtk_label_new (NULL);

  gtk_widget_add_css_class (pill, "yyq-pill");
  gtk_widget_set_halign (pill, GTK_ALIGN_START);
  gtk_widget_set_valign (pill, GTK_ALIGN_CENTER);
  return pill;
}

void
yyq_ui_pill_show (GtkLabel *pill, YyqContract *contract)
{
  const char *classes[] = { "yyq-pill",
                            contract != NULL ? yyq_ui_contract_state_class (contract) : NULL,
                            NULL };

  /* Setting them makes GTK look for the style anew, also when they are the same. */
  if (classes[1] == NULL || !gtk_widget_has_css_class (GTK_WIDGET (pill), classes[1]))
    gtk_widget_set_css_classes (GTK_WIDGET (pill), classes);
  gtk_label_set_text (pill, contract != NULL ? yyq_ui_contract_state_text (contract) : "");
}

static char *
escape (const char *text)
{
  return g_markup_escape_text (text != NULL ? text : "", -1);
}

void
yyq_ui_set_row_text (gpointer row, const char *title, const char *subtitle)
{
  g_autofree char *title_markup = escape (title);
  g_autofree char *subtitle_markup = escape (subtitle);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title_markup);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle_markup);
}

void
yyq_ui_set_group_text (gpointer group, const char *title, const char *description)
{
  g_autofree char *title_markup = escape (title);
  g_autofree char *description_markup = description != NULL ? escape (description) : NULL;

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title_markup);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), description_markup);
}

void
yyq_ui_set_status_description (AdwStatusPage *page, const char *text)
{
  g_autofree char *markup = escape (text);

  adw_status_page_set_description (page, markup);
}

void
yyq_ui_set_accessible_label (gpointer widget, const char *label)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
}

void
yyq_ui_name_row (gpointer row, const char *name)
{
  /* Else the title is read out behind it. */
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  yyq_ui_set_accessible_label (row, name);
}

/* (nullable): @widget or the first one below it. */
static GtkWidget *
find_widget (GtkWidget *widget, GType type)
{
  GtkWidget *found = g_type_is_a (G_OBJECT_TYPE (widget), type) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_widget (child, type);
  return found;
}

void
yyq_ui_name_list (gpointer widget, const char *label)
{
  GtkWidget *list = find_widget (GTK_WIDGET (widget), GTK_TYPE_LIST_BOX);

  g_return_if_fail (list != NULL);
  yyq_ui_set_accessible_label (list, label);
}

static void
name_choice (GtkWidget *choice)
{
  GtkWidget *label = find_widget (choice, GTK_TYPE_LABEL);

  if (label != NULL)
    yyq_ui_set_accessible_label (choice, gtk_label_get_text (GTK_LABEL (label)));
}

static void
choice_bound_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  name_choice (gtk_widget_get_parent (gtk_list_item_get_child (item)));
}

/* What a drop-down shows of the list while it is closed: its button takes the focus, and GTK would
 * have this do so, too. */
static gboolean
is_shown_choice (GtkWidget *widget)
{
  return g_str_equal (G_OBJECT_TYPE_NAME (widget), "GtkListItemWidget");
}

void
yyq_ui_name_choices (gpointer combo, const char *label)
{
  GtkWidget *widget = GTK_WIDGET (combo);

  if (GTK_IS_LIST_VIEW (widget)) {
    GtkListItemFactory *factory = gtk_list_view_get_factory (GTK_LIST_VIEW (widget));

    yyq_ui_set_accessible_label (widget, label);
    g_signal_handlers_disconnect_by_func (factory, choice_bound_cb, NULL);
    g_signal_connect (factory, "bind", G_CALLBACK (choice_bound_cb), NULL);
  }
  if (GTK_IS_TOGGLE_BUTTON (widget))
    yyq_ui_set_accessible_label (widget, label);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_LIST_VIEW (widget))
      name_choice (child);
    else if (is_shown_choice (child))
      gtk_widget_set_focusable (child, FALSE);
    else
      yyq_ui_name_choices (child, label);
}

int
yyq_ui_get_focused_row (GtkListBox *list)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (list));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *row = focus != NULL ? gtk_widget_get_ancestor (focus, GTK_TYPE_LIST_BOX_ROW) : NULL;

  if (row == NULL || gtk_widget_get_parent (row) != GTK_WIDGET (list))
    return -1;
  return gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row));
}

/* (nullable): the first below @widget that can be pressed. */
static GtkWidget *
find_button (GtkWidget *widget)
{
  GtkWidget *button = find_widget (widget, GTK_TYPE_MENU_BUTTON);

  return button != NULL ? button : find_widget (widget, GTK_TYPE_BUTTON);
}

gboolean
yyq_ui_focus_row (GtkListBox *list, int place)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (list, place);
  GtkWidget *button;

  for (; row == NULL && place >= 0; place--)
    row = gtk_list_box_get_row_at_index (list, place);
  if (row == NULL)
    return FALSE;
  button = find_button (GTK_WIDGET (row));
  return (button != NULL && gtk_widget_grab_focus (button)) ||
         gtk_widget_grab_focus (GTK_WIDGET (row));
}

void
yyq_ui_get_dim_color (GtkWidget *widget, GdkRGBA *color)
{
  GtkStyleContext *context = gtk_widget_get_style_context (widget);

  if (!gtk_style_context_lookup_color (context, "yyq_dim_text", color))
    gtk_style_context_get_color (context, color);
}

static void
remove_child (GtkWidget *container, GtkWidget *child)
{
  if (GTK_IS_FLOW_BOX (container))
    gtk_flow_box_remove (GTK_FLOW_BOX (container), child);
  else if (GTK_IS_GRID (container))
    gtk_grid_remove (GTK_GRID (container), child);
  else
    gtk_box_remove (GTK_BOX (container), child);
}

void
yyq_ui_remove_children (GtkWidget *container)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (container)) != NULL)
    remove_child (container, child);
}
