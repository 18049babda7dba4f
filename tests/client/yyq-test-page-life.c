/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-test-page-life.h"

#include "yyq-sync-fixture.h"

gboolean
yyq_test_page_is_quiet (gpointer page)
{
  return !yyq_page_get_busy (page);
}

static gboolean
is_gone (gpointer page)
{
  return *(gpointer *) page == NULL;
}

static GtkWidget *
show_in_window (GtkWidget *page)
{
  GtkWidget *window = adw_window_new ();

  adw_window_set_content (ADW_WINDOW (window), page);
  gtk_window_present (GTK_WINDOW (window));
  yyq_page_shown (YYQ_PAGE (page));
  return window;
}

static void
close_and_wait (GtkWidget *window, gpointer page)
{
  g_object_add_weak_pointer (page, &page);
  gtk_window_destroy (GTK_WINDOW (window));
  sync_wait (is_gone, &page);
}

void
yyq_test_page_goes_at_once (GtkWidget *page)
{
  GtkWidget *window = show_in_window (page);

  close_and_wait (window, page);
}

void
yyq_test_page_goes_when_quiet (GtkWidget *page)
{
  GtkWidget *window = show_in_window (page);

  sync_wait (yyq_test_page_is_quiet, page);
  close_and_wait (window, page);
}
