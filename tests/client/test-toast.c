/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>

#include "yyq-test-find-widget.h"
#include "yyq-test-wait.h"
#include "yyq-toast.h"

#define MANAGER                                                                            \
  "<node><interface name='org.freedesktop.FileManager1'>"                                  \
  "<method name='ShowItems'><arg type='as' direction='in'/><arg type='s' direction='in'/>" \
  "</method></interface></node>"

static char *shown; /* what the file manager was last asked for */

static void
show_items_cb (GDBusConnection *bus, const char *sender, const char *path, const char *interface,
               const char *method, GVariant *parameters, GDBusMethodInvocation *invocation,
               gpointer user_data)
{
  g_autofree const char **uris = NULL;

  g_variant_get (parameters, "(^a&s&s)", &uris, NULL);
  g_free (shown);
  shown = g_strdup (uris[0]);
  g_dbus_method_invocation_return_value (invocation, NULL);
}

static void
owned_cb (GDBusConnection *bus, const char *name, gpointer owned)
{
  *(gboolean *) owned = TRUE;
}

/* Stands for the desktop's file manager. */
static void
serve (GDBusConnection *bus)
{
  static const GDBusInterfaceVTable table = { show_items_cb, NULL, NULL, { NULL } };
  g_autoptr (GDBusNodeInfo) node = g_dbus_node_info_new_for_xml (MANAGER, NULL);
  g_autoptr (GError) error = NULL;
  gboolean owned = FALSE;

  g_dbus_connection_register_object (bus, "/org/freedesktop/FileManager1", node->interfaces[0],
                                     &table, NULL, NULL, &error);
  g_assert_no_error (error);
  g_bus_own_name_on_connection (bus, "org.freedesktop.FileManager1", G_BUS_NAME_OWNER_FLAGS_NONE,
                                owned_cb, NULL, &owned, NULL);
  yyq_test_wait_while (!owned);
}

static void
test_file (void)
{
  g_autoptr (AdwApplication) application =
    adw_application_new ("com.yuyunqian.TestToast", G_APPLICATION_DEFAULT_FLAGS);
  g_autoptr (GError) error = NULL;
  GtkWidget *window = adw_window_new ();
  GtkWidget *overlay = adw_toast_overlay_new ();
  GtkWidget *child = gtk_label_new ("");
  GFile *file = g_file_new_for_path ("/tmp/李思源_劳动合同_HT-1.pdf");
  g_autofree char *uri = g_file_get_uri (file);

  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);
  g_application_set_default (G_APPLICATION (application));
  serve (g_application_get_dbus_connection (G_APPLICATION (application)));
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), child);
  adw_window_set_content (ADW_WINDOW (window), overlay);
  gtk_window_present (GTK_WINDOW (window));
  yyq_toast_show_file (child, file);
  /* The toast lives longer than whoever asked for it. */
  g_object_unref (file);
  g_assert_nonnull (yyq_test_find_button (overlay, "Open"));
  g_signal_emit_by_name (yyq_test_find_button (overlay, "Open the folder"), "clicked");
  yyq_test_wait_while (shown == NULL);
  g_assert_cmpstr (shown, ==, uri);
  gtk_window_destroy (GTK_WINDOW (window));
  g_clear_pointer (&shown, g_free);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/what was saved can be opened, and shown in its folder", test_file);
  return g_test_run ();
}
