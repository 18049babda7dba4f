/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-driver-guide.h"

#include <glib/gi18n.h>

#include "yyq-ui.h"
#include "yyq-ukey-vendors.h"

struct _YyqDriverGuide {
  AdwWindow parent_instance;

  AdwActionRow *service_row;
  GtkImage *service_icon;
  AdwActionRow *modules_row;
  GtkImage *modules_icon;
  AdwActionRow *ukey_row;
  GtkImage *ukey_icon;
  AdwComboRow *vendor_row;
  GtkListBox *steps;

  YyqUkeyManager *manager;   /* (owned) (nullable) */
  char *vendors_path;        /* (owned) (nullable) */
  YyqUkeyVendorLook *look;   /* (owned) (nullable): not known yet */
  GCancellable *cancellable; /* (owned) */
  gboolean chosen;           /* the person has chosen a maker */
  gboolean choosing;         /* the program does */
};

G_DEFINE_FINAL_TYPE (YyqDriverGuide, yyq_driver_guide, ADW_TYPE_WINDOW)

/* State of the computer */

static void
show_state (AdwActionRow *row, GtkImage *icon, const char *title, const char *text, gboolean good)
{
  yyq_ui_set_row_text (row, title, text);
  gtk_image_set_from_icon_name (icon, good ? "yyq-done-symbolic" : "yyq-warning-symbolic");
  gtk_widget_set_css_classes (GTK_WIDGET (icon),
                              (const char *[]){ good ? "success" : "warning", NULL });
}

static void
show_service (YyqDriverGuide *self)
{
  const gboolean running = yyq_ukey_manager_is_service_running (self->manager);

  show_state (self->service_row, self->service_icon, _ ("Smart card service (pcscd)"),
              running
                ? _ ("It is running.")
                : _ ("It is not running. Ask your administrator to install the packages pcscd "
                     "and libccid and to start it."),
              running);
}

/* (transfer full): "龙脉 mToken GM3000 (libgm3000_pkcs11.so)" */
static char *
name_module (YyqDriverGuide *self, const char *path)
{
  const YyqUkeyVendor *vendor =
    self->look != NULL ? yyq_ukey_vendors_find_module (self->look->vendors, path) : NULL;
  g_autofree char *file = g_path_get_basename (path);

  /* Translators: the maker of a driver, and the name of its file */
  return vendor != NULL ? g_strdup_printf (_ ("%s (%s)"), vendor->name, file) : g_strdup (file);
}

static void
show_modules (YyqDriverGuide *self)
{
  g_auto (GStrv) modules = yyq_ukey_manager_dup_modules (self->manager);
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_auto (GStrv) lines = NULL;
  g_autofree char *text = NULL;

  for (guint i = 0; modules[i] != NULL; i++) {
    g_autofree char *name = name_module (self, modules[i]);

    g_strv_builder_add (names, name);
  }
  lines = g_strv_builder_end (names);
  text = g_strjoinv ("\n", lines);
  show_state (self->modules_row, self->modules_icon, _ ("Drivers (PKCS#11)"),
              modules[0] != NULL ? text : _ ("None was found."), modules[0] != NULL);
}

/* (transfer full): each a line. */
static char *
list_ukeys (YyqDriverGuide *self)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->manager)); i++) {
    g_autoptr (YyqUkey) ukey = g_list_model_get_item (G_LIST_MODEL (self->manager), i);

    g_string_append_printf (text, "%s%s · %s %s", i > 0 ? "\n" : "", yyq_ukey_get_label (ukey),
                            yyq_ukey_get_manufacturer (ukey), yyq_ukey_get_model (ukey));
  }
  return g_string_free (text, FALSE);
}

static void
show_ukeys (YyqDriverGuide *self)
{
  const char *problem =
    yyq_ukey_diagnosis_get_text (yyq_ukey_manager_get_diagnosis (self->manager));
  g_autofree char *seen = list_ukeys (self);

  if (yyq_ukey_manager_get_refreshing (self->manager))
    problem = _ ("Looking for UKeys…");
  else if (problem == NULL && *seen == '\0')
    problem = _ ("No UKey was found. Plug it in.");
  show_state (self->ukey_row, self->ukey_icon, _ ("UKey"), problem != NULL ? problem : seen,
              problem == NULL);
}

/* What has to be done */

static GtkWidget *
add_row (YyqDriverGuide *self, const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  yyq_ui_set_row_text (row, title, subtitle);
  gtk_widget_set_focusable (row, FALSE);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  gtk_list_box_append (self->steps, row);
  return row;
}

static void
add_button (GtkWidget *row, const char *label, const char *action, const char *target)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", target);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
}

static void
add_steps (YyqDriverGuide *self, const char *const *steps)
{
  for (guint i = 0; steps[i] != NULL; i++) {
    g_autofree char *number = g_strdup_printf ("%u", i + 1);
    GtkWidget *row = add_row (self, steps[i], NULL);
    GtkWidget *label = yyq_ui_label (number, "numeric dim-label");

    adw_action_row_add_prefix (ADW_ACTION_ROW (row), label);
  }
}

static void
add_source (YyqDriverGuide *self, const YyqUkeyVendor *vendor)
{
  g_autofree char *packages = g_strjoinv (" ", vendor->packages);

  if (*packages != '\0')
    add_button (add_row (self, _ ("Packages of the system"), packages), _ ("Copy"), "guide.copy",
                packages);
  if (vendor->link != NULL)
    add_button (add_row (self, _ ("The maker’s page"), vendor->link), _ ("Open"), "guide.open",
                vendor->link);
}

/* Who knows no maker is told whom to ask. */
static void
add_general (YyqDriverGuide *self)
{
  const char *const steps[] = {
    _ ("Ask the authority that issued the certificate for its driver for Linux (PKCS#11)."),
    _ ("Install it, plug in the UKey and detect again."),
    _ ("If the UKey is not found, name the driver’s file in the preferences."),
    NULL,
  };

  add_steps (self, steps);
}

static void
show_steps (YyqDriverGuide *self)
{
  const guint selected = adw_combo_row_get_selected (self->vendor_row);
  const YyqUkeyVendor *vendor = self->look != NULL && selected < self->look->vendors->len
                                  ? g_ptr_array_index (self->look->vendors, selected)
                                  : NULL;
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->steps, 0)) != NULL)
    gtk_list_box_remove (self->steps, GTK_WIDGET (row));
  if (vendor == NULL) {
    add_general (self);
    return;
  }
  add_source (self, vendor);
  add_steps (self, (const char *const *) vendor->steps);
}

static void
vendor_chosen_cb (YyqDriverGuide *self)
{
  self->chosen = self->chosen || !self->choosing;
  show_steps (self);
}

/* Whose UKey is plugged in: by its device, or by the driver that found it. */
static const YyqUkeyVendor *
find_vendor (YyqDriverGuide *self)
{
  const YyqUkeyVendor *vendor =
    yyq_ukey_vendors_find_plugged (self->look->vendors, (const char *const *) self->look->devices);

  for (guint i = 0; vendor == NULL && i < g_list_model_get_n_items (G_LIST_MODEL (self->manager));
       i++) {
    g_autoptr (YyqUkey) ukey = g_list_model_get_item (G_LIST_MODEL (self->manager), i);

    vendor = yyq_ukey_vendors_find_module (self->look->vendors, yyq_ukey_get_module (ukey));
  }
  return vendor;
}

static void
choose_vendor (YyqDriverGuide *self)
{
  const YyqUkeyVendor *vendor;
  guint position;

  if (self->chosen || self->look == NULL)
    return;
  vendor = find_vendor (self);
  if (vendor == NULL || !g_ptr_array_find (self->look->vendors, vendor, &position))
    position = self->look->vendors->len;
  self->choosing = TRUE;
  adw_combo_row_set_selected (self->vendor_row, position);
  self->choosing = FALSE;
}

static void
show_vendors (YyqDriverGuide *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  for (guint i = 0; i < self->look->vendors->len; i++)
    gtk_string_list_append (
      names, ((const YyqUkeyVendor *) g_ptr_array_index (self->look->vendors, i))->name);
  gtk_string_list_append (names, _ ("Another one, or not known"));
  self->choosing = TRUE;
  adw_combo_row_set_model (self->vendor_row, G_LIST_MODEL (names));
  self->choosing = FALSE;
  yyq_ui_name_choices (self->vendor_row, _ ("Maker of the UKey"));
}

static void
show (YyqDriverGuide *self)
{
  show_service (self);
  show_modules (self);
  show_ukeys (self);
  choose_vendor (self);
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyqDriverGuide) self = user_data;
  YyqUkeyVendorLook *look = yyq_ukey_vendors_look_finish (result, NULL);
  const gboolean first = self->look == NULL;

  if (look == NULL)
    return;
  /* Makers do not change while it is open: their names, and the choice among them, stay. */
  if (!first)
    g_ptr_array_unref (g_steal_pointer (&look->vendors));
  if (!first)
    look->vendors = g_ptr_array_ref (self->look->vendors);
  g_clear_pointer (&self->look, yyq_ukey_vendor_look_free);
  self->look = look;
  if (first)
    show_vendors (self);
  show (self);
  show_steps (self);
}

static void
refreshed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyqDriverGuide) self = user_data;

  if (yyq_ukey_manager_refresh_finish (YYQ_UKEY_MANAGER (source), result, NULL))
    show (self);
}

static void
refresh_clicked_cb (YyqDriverGuide *self)
{
  yyq_ukey_manager_refresh_async (self->manager, self->cancellable, refreshed_cb,
                                  g_object_ref (self));
  yyq_ukey_vendors_look_async (self->vendors_path, self->cancellable, looked_cb,
                               g_object_ref (self));
}

static void
copy_action (GtkWidget *widget, const char *action, GVariant *text)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), g_variant_get_string (text, NULL));
}

/* By the portal, where there is one. */
static void
open_action (GtkWidget *widget, const char *action, GVariant *link)
{
  gtk_show_uri (GTK_WINDOW (widget), g_variant_get_string (link, NULL), GDK_CURRENT_TIME);
}

/* Object */

GtkWindow *
yyq_driver_guide_new (GtkWindow *parent, YyqUkeyManager *manager, const char *vendors_path)
{
  YyqDriverGuide *self = g_object_new (YYQ_TYPE_DRIVER_GUIDE, "transient-for", parent, NULL);

  self->manager = g_object_ref (manager);
  self->vendors_path = g_strdup (vendors_path);
  g_signal_connect_object (manager, "items-changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (manager, "notify", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  show (self);
  show_steps (self);
  yyq_ukey_vendors_look_async (vendors_path, self->cancellable, looked_cb, g_object_ref (self));
  return GTK_WINDOW (self);
}

static void
yyq_driver_guide_dispose (GObject *object)
{
  YyqDriverGuide *self = YYQ_DRIVER_GUIDE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->manager);
  G_OBJECT_CLASS (yyq_driver_guide_parent_class)->dispose (object);
}

static void
yyq_driver_guide_finalize (GObject *object)
{
  YyqDriverGuide *self = YYQ_DRIVER_GUIDE (object);

  g_clear_pointer (&self->look, yyq_ukey_vendor_look_free);
  g_free (self->vendors_path);
  g_object_unref (self->cancellable);
  G_OBJECT_CLASS (yyq_driver_guide_parent_class)->finalize (object);
}

static void
yyq_driver_guide_class_init (YyqDriverGuideClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = yyq_driver_guide_dispose;
  G_OBJECT_CLASS (klass)->finalize = yyq_driver_guide_finalize;
  gtk_widget_class_set_template_from_resource (
    widget_class, "/com/yuyunqian/Yuyunqian/ui/account/yyq-driver-guide.ui");
  gtk_widget_class_bind_template_child (widget_class, YyqDriverGuide, service_row);
  gtk_widget_class_bind_template_child (widget_class, YyqDriverGuide, service_icon);
  gtk_widget_class_bind_template_child (widget_class, YyqDriverGuide, modules_row);
  gtk_widget_class_bind_template_child (widget_class, YyqDriverGuide, modules_icon);
  gtk_widget_class_bind_template_child (widget_class, YyqDriverGuide, ukey_row);
  gtk_widget_class_bind_template_child (widget_class, YyqDriverGuide, ukey_icon);
  gtk_widget_class_bind_template_child (widget_class, YyqDriverGuide, vendor_row);
  gtk_widget_class_bind_template_child (widget_class, YyqDriverGuide, steps);
  gtk_widget_class_bind_template_callback (widget_class, refresh_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, vendor_chosen_cb);
  gtk_widget_class_install_action (widget_class, "guide.copy", "s", copy_action);
  gtk_widget_class_install_action (widget_class, "guide.open", "s", open_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
yyq_driver_guide_init (YyqDriverGuide *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
}
