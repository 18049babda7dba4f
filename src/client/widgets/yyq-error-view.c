/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-error-view.h"

#include "yyq-error-text.h"

struct _YyqErrorView {
  AdwBin parent_instance;

  GtkWidget *what;
  GtkWidget *next;
};

G_DEFINE_FINAL_TYPE (YyqErrorView, yyq_error_view, ADW_TYPE_BIN)

GtkWidget *
yyq_error_view_new (void)
{
  return g_object_new (YYQ_TYPE_ERROR_VIEW, NULL);
}

void
yyq_error_view_set_error (YyqErrorView *self, const GError *error)
{
  g_autoptr (YyqErrorText) text = error != NULL ? yyq_error_text_new (error) : NULL;

  if (text != NULL)
    yyq_error_view_set_text (self, text->what, text->next);
  else
    yyq_error_view_set_text (self, NULL, NULL);
}

void
yyq_error_view_set_text (YyqErrorView *self, const char *what, const char *next)
{
  g_return_if_fail (YYQ_IS_ERROR_VIEW (self));
  gtk_label_set_text (GTK_LABEL (self->what), what != NULL ? what : "");
  gtk_label_set_text (GTK_LABEL (self->next), next != NULL ? next : "");
  gtk_widget_set_visible (self->next, next != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self), what != NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  what != NULL ? what : "", GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  next != NULL ? next : "", -1);
}

const char *
yyq_error_view_get_what (YyqErrorView *self)
{
  g_return_val_if_fail (YYQ_IS_ERROR_VIEW (self), NULL);
  return gtk_label_get_text (GTK_LABEL (self->what));
}

static GtkWidget *
wrapped_label (const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, css_class);
  return label;
}

static void
yyq_error_view_class_init (YyqErrorViewClass *klass)
{
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_ALERT);
}

static void
yyq_error_view_init (YyqErrorView *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *icon = gtk_image_new_from_icon_name ("dialog-warning-symbolic");

  self->what = wrapped_label ("heading");
  self->next = wrapped_label ("body");
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_widget_add_css_class (icon, "error");
  gtk_box_append (GTK_BOX (words), self->what);
  gtk_box_append (GTK_BOX (words), self->next);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), words);
  gtk_widget_add_css_class (GTK_WIDGET (self), "yyq-error-view");
  adw_bin_set_child (ADW_BIN (self), box);
  gtk_widget_hide (GTK_WIDGET (self));
}
