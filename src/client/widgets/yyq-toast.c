/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-toast.h"

#include "yyq-error-text.h"

AdwToast *
yyq_toast_new (const char *text)
{
  g_autofree char *markup = g_markup_escape_text (text, -1);

  return adw_toast_new (markup);
}

void
yyq_toast_show (GtkWidget *widget, const char *text)
{
  GtkWidget *overlay = gtk_widget_get_ancestor (widget, ADW_TYPE_TOAST_OVERLAY);

  if (overlay != NULL)
    adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (overlay), yyq_toast_new (text));
}

void
yyq_toast_show_error (GtkWidget *widget, const GError *error)
{
  g_autoptr (YyqErrorText) text = yyq_error_text_new (error);

  if (text != NULL)
    yyq_toast_show (widget, text->what);
}
