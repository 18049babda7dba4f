/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-test-find-widget.h"

GtkWidget *
yyq_test_find_widget (GtkWidget *widget, GType type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *found = yyq_test_find_widget (child, type);

    if (found != NULL)
      return found;
  }
  return NULL;
}

/* (transfer full) (nullable): how assistive technologies call it. A check that fails tells what
 * there is. */
static char *
get_accessible_name (GtkWidget *widget)
{
  if (!gtk_test_accessible_has_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL))
    return NULL;
  return gtk_test_accessible_check_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                             "");
}

gboolean
yyq_test_says (GtkWidget *widget, const char *text)
{
  g_autofree char *says =
    GTK_IS_LABEL (widget) ? g_strdup (gtk_label_get_text (GTK_LABEL (widget)))
    : gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (widget)) == GTK_ACCESSIBLE_ROLE_ROW
      ? get_accessible_name (widget)
      : NULL;

  if (says != NULL && strstr (says, text) != NULL)
    return gtk_widget_get_mapped (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (yyq_test_says (child, text))
      return TRUE;
  return FALSE;
}

GtkWidget *
yyq_test_find_button (GtkWidget *widget, const char *label)
{
  if (GTK_IS_BUTTON (widget) && gtk_widget_get_visible (widget) &&
      g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *found = yyq_test_find_button (child, label);

    if (found != NULL)
      return found;
  }
  return NULL;
}
