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

gboolean
yyq_test_says (GtkWidget *widget, const char *text)
{
  const char *says = NULL;

  if (GTK_IS_LABEL (widget))
    says = gtk_label_get_text (GTK_LABEL (widget));
  else if (GTK_IS_INSCRIPTION (widget))
    says = gtk_inscription_get_text (GTK_INSCRIPTION (widget));
  if (says != NULL && strstr (says, text) != NULL)
    return gtk_widget_get_mapped (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (yyq_test_says (child, text))
      return TRUE;
  return FALSE;
}
