/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-sessions-group.h"

#include <glib/gi18n.h>

#include "yyq-clock.h"
#include "yyq-session-account.h"
#include "yyq-toast.h"
#include "yyq-ui.h"

struct _YyqSessionsGroup {
  AdwBin parent_instance;

  GtkListBox *list;

  YyqSession *session;       /* (owned) (nullable) */
  GCancellable *cancellable; /* (owned) (nullable) */
  int place;                 /* the row where somebody acts, -1: none */
};

G_DEFINE_FINAL_TYPE (YyqSessionsGroup, yyq_sessions_group, ADW_TYPE_BIN)

static void
clear (YyqSessionsGroup *self)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
}

static void
reload (YyqSessionsGroup *self)
{
  yyq_sessions_group_load (self, self->session, self->cancellable);
}

static void
ended_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyqSessionsGroup) self = user_data;
  g_autoptr (GError) error = NULL;

  if (yyq_session_end_session_finish (YYQ_SESSION (source), result, &error))
    yyq_toast_show (GTK_WIDGET (self), _ ("That computer is logged out"));
  else
    yyq_toast_show_error (GTK_WIDGET (self), error);
  if (!g_cancellable_is_cancelled (self->cancellable))
    reload (self);
}

static void
end_clicked_cb (YyqSessionsGroup *self, GtkButton *button)
{
  /* A button that can no longer be pressed loses the keyboard; it comes back with the rows. */
  self->place = yyq_ui_get_focused_row (self->list);
  gtk_widget_set_sensitive (GTK_WIDGET (button), FALSE);
  yyq_session_end_session_async (self->session, g_object_get_data (G_OBJECT (button), "session"),
                                 self->cancellable, ended_cb, g_object_ref (self));
}

static const char *
name_of (YyqLoginSession *login)
{
  const char *device = yyq_login_session_get_device (login);

  return *device != '\0' ? device : _ ("Unnamed computer");
}

static GtkWidget *
end_button (YyqSessionsGroup *self, YyqLoginSession *login)
{
  GtkWidget *button = gtk_button_new_with_label (_ ("Log out there"));
  g_autofree char *label = g_strdup_printf (_ ("Log out on %s"), name_of (login));

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  yyq_ui_set_accessible_label (button, label);
  g_object_set_data_full (G_OBJECT (button), "session", g_strdup (yyq_login_session_get_id (login)),
                          g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (end_clicked_cb), self, G_CONNECT_SWAPPED);
  return button;
}

static GtkWidget *
this_pill (void)
{
  GtkWidget *pill = yyq_ui_pill ();

  gtk_label_set_text (GTK_LABEL (pill), _ ("This computer"));
  gtk_widget_add_css_class (pill, "done");
  return pill;
}

static void
add_login (YyqSessionsGroup *self, YyqLoginSession *login)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *used = yyq_clock_say (yyq_login_session_get_last_used_at (login));
  const char *method =
    g_str_equal (yyq_login_session_get_method (login), "ukey") ? _ ("UKey") : _ ("Password");
  /* Translators: how somebody logged in on a computer, and when that was last used */
  g_autofree char *subtitle = g_strdup_printf (_ ("%s · last used %s"), method, used);

  yyq_ui_set_row_text (row, name_of (login), subtitle);
  if (yyq_login_session_get_current (login))
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), this_pill ());
  else
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), end_button (self, login));
  gtk_list_box_append (self->list, row);
}

static void
show_failure (YyqSessionsGroup *self, const GError *error)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_with_label (_ ("Try again"));
  g_autofree char *text = yyq_ui_error_text (error);

  yyq_ui_set_row_text (row, _ ("This cannot be shown now"), text);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect_object (button, "clicked", G_CALLBACK (reload), self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  gtk_list_box_append (self->list, row);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyqSessionsGroup) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) sessions =
    yyq_session_list_sessions_finish (YYQ_SESSION (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (self->place < 0)
    self->place = yyq_ui_get_focused_row (self->list);
  clear (self);
  if (sessions == NULL)
    show_failure (self, error);
  for (guint i = 0; sessions != NULL && i < g_list_model_get_n_items (sessions); i++) {
    g_autoptr (YyqLoginSession) login = g_list_model_get_item (sessions, i);

    add_login (self, login);
  }
  if (self->place >= 0)
    yyq_ui_focus_row (self->list, self->place);
  self->place = -1;
}

void
yyq_sessions_group_load (YyqSessionsGroup *self, YyqSession *session, GCancellable *cancellable)
{
  g_return_if_fail (YYQ_IS_SESSIONS_GROUP (self));
  g_set_object (&self->session, session);
  g_set_object (&self->cancellable, cancellable);
  yyq_session_list_sessions_async (session, cancellable, listed_cb, g_object_ref (self));
}

static void
yyq_sessions_group_dispose (GObject *object)
{
  YyqSessionsGroup *self = YYQ_SESSIONS_GROUP (object);

  g_clear_object (&self->session);
  G_OBJECT_CLASS (yyq_sessions_group_parent_class)->dispose (object);
}

static void
yyq_sessions_group_finalize (GObject *object)
{
  g_clear_object (&YYQ_SESSIONS_GROUP (object)->cancellable);
  G_OBJECT_CLASS (yyq_sessions_group_parent_class)->finalize (object);
}

static void
yyq_sessions_group_class_init (YyqSessionsGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = yyq_sessions_group_dispose;
  G_OBJECT_CLASS (klass)->finalize = yyq_sessions_group_finalize;
}

static void
yyq_sessions_group_init (YyqSessionsGroup *self)
{
  GtkWidget *group = adw_preferences_group_new ();

  self->place = -1;
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  yyq_ui_set_accessible_label (self->list, _ ("Where you are logged in"));
  yyq_ui_set_group_text (group, _ ("Where you are logged in"), NULL);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), GTK_WIDGET (self->list));
  adw_bin_set_child (ADW_BIN (self), group);
}
