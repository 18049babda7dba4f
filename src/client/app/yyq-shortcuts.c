/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-shortcuts.h"

void
yyq_shortcuts_set (GtkApplication *self)
{
  static const struct {
    const char *action;
    const char *accels[4];
  } shortcuts[] = {
    { "app.show-page::personal", { "<Alt>0" } },
    { "app.preferences", { "<Control>comma" } },
    { "app.quit", { "<Control>q" } },
    { "win.back", { "<Alt>Left" } },
    { "win.fullscreen", { "F11" } },
    { "win.close", { "<Control>w" } },
    { "win.palette", { "<Control>k" } },
    { "win.refresh", { "F5", "<Control>r" } },
    { "win.search", { "<Control>f" } },
    { "win.show-help-overlay", { "<Control>question" } },
    { "page.zoom-in", { "<Control>plus", "<Control>equal", "<Control>KP_Add" } },
    { "page.zoom-out", { "<Control>minus", "<Control>KP_Subtract" } },
    { "page.zoom-normal", { "<Control>0", "<Control>KP_0" } },
    { "page.download", { "<Control>s" } },
    { "page.print", { "<Control>p" } },
    { "page.find-next", { "<Control>g" } },
    { "page.find-previous", { "<Control><Shift>g" } },
    { "page.sign", { "<Control>Return", "<Control>KP_Enter" } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (shortcuts); i++)
    gtk_application_set_accels_for_action (self, shortcuts[i].action, shortcuts[i].accels);
  for (int i = 1; i <= 9; i++) {
    g_autofree char *action = g_strdup_printf ("win.show-nth(%d)", i);
    g_autofree char *key = g_strdup_printf ("<Alt>%d", i);

    gtk_application_set_accels_for_action (self, action, (const char *const[]){ key, NULL });
  }
}

GtkWindow *
yyq_shortcuts_window_new (GtkWindow *parent)
{
  g_autoptr (GtkBuilder) builder =
    gtk_builder_new_from_resource ("/com/yuyunqian/Yuyunqian/shortcuts/help-overlay.ui");
  GtkWindow *window = GTK_WINDOW (gtk_builder_get_object (builder, "help_overlay"));

  gtk_window_set_transient_for (window, parent);
  return window;
}
