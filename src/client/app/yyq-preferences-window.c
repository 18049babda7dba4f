/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-preferences-window.h"

#include <glib/gi18n.h>

#include "yyq-settings.h"
#include "yyq-toast.h"
#include "yyq-ui.h"

struct _YyqPreferencesWindow {
  AdwPreferencesWindow parent_instance;

  AdwComboRow *language_row;
  AdwComboRow *style_row;
  GtkWidget *messages_group;
  GtkSwitch *notifications_switch;
  GtkSwitch *quiet_switch;
  AdwComboRow *quiet_from_row;
  AdwComboRow *quiet_to_row;
  AdwEntryRow *driver_row;

  GSettings *settings;          /* (owned) (nullable) */
  YyqUkeyManager *manager;      /* (owned) */
  GtkFileChooserNative *native; /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (YyqPreferencesWindow, yyq_preferences_window, ADW_TYPE_PREFERENCES_WINDOW)

/* In the order of the rows' items. */
static const char *const languages[] = { "system", "zh_CN", "en", NULL };
static const char *const styles[] = { "system", "light", "dark", NULL };

static guint
index_of (const char *const *words, const char *word)
{
  for (guint i = 0; words[i] != NULL; i++)
    if (g_strcmp0 (words[i], word) == 0)
      return i;
  return 0;
}

void
yyq_preferences_apply_style (const char *style)
{
  static const AdwColorScheme schemes[] = { ADW_COLOR_SCHEME_DEFAULT, ADW_COLOR_SCHEME_FORCE_LIGHT,
                                            ADW_COLOR_SCHEME_FORCE_DARK };

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      schemes[index_of (styles, style)]);
}

static void
language_chosen_cb (YyqPreferencesWindow *self)
{
  yyq_settings_set_text (self->settings, "language",
                         languages[MIN (adw_combo_row_get_selected (self->language_row), 2)]);
}

static void
style_chosen_cb (YyqPreferencesWindow *self)
{
  const char *style = styles[MIN (adw_combo_row_get_selected (self->style_row), 2)];

  yyq_settings_set_text (self->settings, "color-scheme", style);
  yyq_preferences_apply_style (style);
}

static void
refreshed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyqPreferencesWindow) self = user_data;
  YyqUkeyManager *manager = YYQ_UKEY_MANAGER (source);
  const char *problem;

  if (!yyq_ukey_manager_refresh_finish (manager, result, NULL))
    return;
  problem = yyq_ukey_diagnosis_get_text (yyq_ukey_manager_get_diagnosis (manager));
  adw_preferences_window_add_toast (
    ADW_PREFERENCES_WINDOW (self),
    yyq_toast_new (problem != NULL ? problem : _ ("The driver works and has found a UKey")));
}

static void
driver_applied_cb (YyqPreferencesWindow *self)
{
  g_autofree char *path =
    g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->driver_row))));

  if (*path != '\0' && !g_file_test (path, G_FILE_TEST_IS_REGULAR)) {
    adw_preferences_window_add_toast (ADW_PREFERENCES_WINDOW (self),
                                      yyq_toast_new (_ ("There is no such file")));
    return;
  }
  yyq_settings_set_text (self->settings, "driver-path", path);
  if (*path == '\0')
    return;
  yyq_ukey_manager_add_module (self->manager, path);
  yyq_ukey_manager_refresh_async (self->manager, NULL, refreshed_cb, g_object_ref (self));
}

static void
file_chosen_cb (YyqPreferencesWindow *self, int response)
{
  g_autoptr (GFile) file = NULL;
  g_autofree char *path = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->native));
  if (file != NULL)
    path = g_file_get_path (file);
  g_clear_object (&self->native);
  if (path == NULL)
    return;
  gtk_editable_set_text (GTK_EDITABLE (self->driver_row), path);
  driver_applied_cb (self);
}

static void
browse_clicked_cb (YyqPreferencesWindow *self)
{
  if (self->native != NULL)
    return;
  self->native = gtk_file_chooser_native_new (_ ("Choose the UKey driver file"), GTK_WINDOW (self),
                                              GTK_FILE_CHOOSER_ACTION_OPEN, NULL, NULL);
  g_signal_connect_object (self->native, "response", G_CALLBACK (file_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->native));
}

/* The hours of a day: the place in the list is the hour. */
static void
fill_hours (AdwComboRow *row, const char *name)
{
  g_autoptr (GtkStringList) hours = gtk_string_list_new (NULL);

  for (guint hour = 0; hour < 24; hour++)
    gtk_string_list_take (hours, g_strdup_printf ("%02u:00", hour));
  adw_combo_row_set_model (row, G_LIST_MODEL (hours));
  yyq_ui_name_choices (row, name);
}

static void
bind_messages (YyqPreferencesWindow *self)
{
  const struct {
    const char *key;
    gpointer widget;
    const char *property;
  } bindings[] = {
    { "notifications", self->notifications_switch, "active" },
    { "quiet-hours", self->quiet_switch, "active" },
    { "quiet-from", self->quiet_from_row, "selected" },
    { "quiet-to", self->quiet_to_row, "selected" },
  };

  /* Without settings nothing would be remembered. */
  gtk_widget_set_visible (self->messages_group, self->settings != NULL);
  for (guint i = 0; self->settings != NULL && i < G_N_ELEMENTS (bindings); i++)
    g_settings_bind (self->settings, bindings[i].key, bindings[i].widget, bindings[i].property,
                     G_SETTINGS_BIND_DEFAULT);
}

GtkWindow *
yyq_preferences_window_new (GtkWindow *parent, GSettings *settings, YyqUkeyManager *manager)
{
  YyqPreferencesWindow *self =
    g_object_new (YYQ_TYPE_PREFERENCES_WINDOW, "transient-for", parent, NULL);
  g_autofree char *language = yyq_settings_get_text (settings, "language");
  g_autofree char *style = yyq_settings_get_text (settings, "color-scheme");
  g_autofree char *driver = yyq_settings_get_text (settings, "driver-path");

  g_set_object (&self->settings, settings);
  self->manager = g_object_ref (manager);
  adw_combo_row_set_selected (self->language_row, index_of (languages, language));
  adw_combo_row_set_selected (self->style_row, index_of (styles, style));
  gtk_editable_set_text (GTK_EDITABLE (self->driver_row), driver);
  adw_entry_row_set_show_apply_button (self->driver_row, TRUE);
  bind_messages (self);
  return GTK_WINDOW (self);
}

static void
yyq_preferences_window_dispose (GObject *object)
{
  YyqPreferencesWindow *self = YYQ_PREFERENCES_WINDOW (object);

  g_clear_object (&self->settings);
  g_clear_object (&self->manager);
  g_clear_object (&self->native);
  G_OBJECT_CLASS (yyq_preferences_window_parent_class)->dispose (object);
}

static void
yyq_preferences_window_class_init (YyqPreferencesWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = yyq_preferences_window_dispose;
  gtk_widget_class_set_template_from_resource (
    widget_class, "/com/yuyunqian/Yuyunqian/ui/app/yyq-preferences-window.ui");
  gtk_widget_class_bind_template_child (widget_class, YyqPreferencesWindow, language_row);
  gtk_widget_class_bind_template_child (widget_class, YyqPreferencesWindow, style_row);
  gtk_widget_class_bind_template_child (widget_class, YyqPreferencesWindow, messages_group);
  gtk_widget_class_bind_template_child (widget_class, YyqPreferencesWindow, notifications_switch);
  gtk_widget_class_bind_template_child (widget_class, YyqPreferencesWindow, quiet_switch);
  gtk_widget_class_bind_template_child (widget_class, YyqPreferencesWindow, quiet_from_row);
  gtk_widget_class_bind_template_child (widget_class, YyqPreferencesWindow, quiet_to_row);
  gtk_widget_class_bind_template_child (widget_class, YyqPreferencesWindow, driver_row);
  gtk_widget_class_bind_template_callback (widget_class, language_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, style_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, driver_applied_cb);
  gtk_widget_class_bind_template_callback (widget_class, browse_clicked_cb);
}

static void
yyq_preferences_window_init (YyqPreferencesWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  yyq_ui_name_choices (self->language_row, _ ("Language"));
  yyq_ui_name_choices (self->style_row, _ ("Style"));
  fill_hours (self->quiet_from_row, _ ("Quiet from"));
  fill_hours (self->quiet_to_row, _ ("Quiet until"));
  /* Its rows take the focus. */
  gtk_widget_set_focusable (
    gtk_widget_get_ancestor (GTK_WIDGET (self->language_row), GTK_TYPE_SCROLLED_WINDOW), FALSE);
}
