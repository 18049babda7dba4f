/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-toast.h"

#include <glib/gi18n.h>

#include "yyq-error-text.h"

#define OPEN_MS 5000    /* for the file manager to answer */
#define FILE_SECONDS 10 /* two buttons are to be read and reached */

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

static void
open_uri (GFile *file)
{
  GtkApplication *application = GTK_APPLICATION (g_application_get_default ());
  g_autofree char *uri = g_file_get_uri (file);

  gtk_show_uri (application != NULL ? gtk_application_get_active_window (application) : NULL, uri,
                GDK_CURRENT_TIME);
}

static void
open_cb (AdwToast *toast, GFile *file)
{
  open_uri (file);
}

static void
open_folder_of (GFile *file)
{
  g_autoptr (GFile) folder = g_file_get_parent (file);

  if (folder != NULL)
    open_uri (folder);
}

/* Without a file manager that can mark the file, its folder is shown as it is. */
static void
marked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GFile) file = user_data;
  g_autoptr (GVariant) reply =
    g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, NULL);

  if (reply == NULL)
    open_folder_of (file);
}

static void
open_folder_cb (GtkButton *button, GFile *file)
{
  GApplication *application = g_application_get_default ();
  GDBusConnection *bus =
    application != NULL ? g_application_get_dbus_connection (application) : NULL;
  g_autofree char *uri = g_file_get_uri (file);
  const char *const uris[] = { uri, NULL };

  if (bus == NULL)
    open_folder_of (file);
  else
    g_dbus_connection_call (bus, "org.freedesktop.FileManager1", "/org/freedesktop/FileManager1",
                            "org.freedesktop.FileManager1", "ShowItems",
                            g_variant_new ("(^ass)", uris, ""), NULL, G_DBUS_CALL_FLAGS_NONE,
                            OPEN_MS, NULL, marked_cb, g_object_ref (file));
}

/* For as long as @object lives: nobody else keeps the file. */
static void
connect_file (gpointer object, const char *signal, GCallback callback, GFile *file)
{
  g_signal_connect_data (object, signal, callback, g_object_ref (file),
                         (GClosureNotify) (void (*) (void)) g_object_unref, 0);
}

/* A toast has one button of its own; the second one stands beside the text. */
static GtkWidget *
file_title (GFile *file)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *text = g_strdup_printf (_ ("Saved as “%s”"), name);
  GtkWidget *label = gtk_label_new (text);
  GtkWidget *button = gtk_button_new_with_label (_ ("Open the folder"));

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);
  gtk_widget_add_css_class (label, "heading");
  gtk_widget_add_css_class (button, "flat");
  connect_file (button, "clicked", G_CALLBACK (open_folder_cb), file);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), button);
  return box;
}

void
yyq_toast_show_file (GtkWidget *widget, GFile *file)
{
  GtkWidget *overlay = gtk_widget_get_ancestor (widget, ADW_TYPE_TOAST_OVERLAY);
  AdwToast *toast;

  if (overlay == NULL)
    return;
  toast = adw_toast_new ("");
  adw_toast_set_custom_title (toast, file_title (file));
  adw_toast_set_button_label (toast, _ ("Open"));
  adw_toast_set_timeout (toast, FILE_SECONDS);
  connect_file (toast, "button-clicked", G_CALLBACK (open_cb), file);
  adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (overlay), toast);
}

void
yyq_toast_show_error (GtkWidget *widget, const GError *error)
{
  g_autoptr (YyqErrorText) text = yyq_error_text_new (error);

  if (text != NULL)
    yyq_toast_show (widget, text->what);
}
