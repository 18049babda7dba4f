/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-ukey-row.h"

#include <glib/gi18n.h>

#include "yyq-clock.h"
#include "yyq-ui.h"

static const char *
state_text (YyqUkeyBinding *binding)
{
  switch (yyq_ukey_binding_get_state (binding)) {
  case YYQ_UKEY_STATE_EXPIRED:
    return _ ("Expired");
  case YYQ_UKEY_STATE_SUSPENDED:
    return _ ("Reported lost");
  case YYQ_UKEY_STATE_REVOKED:
    return _ ("Revoked");
  case YYQ_UKEY_STATE_ACTIVE:
  default:
    return _ ("Active");
  }
}

static GtkWidget *
state_pill (YyqUkeyBinding *binding)
{
  GtkWidget *pill = yyq_ui_pill ();
  const gboolean active = yyq_ukey_binding_get_state (binding) == YYQ_UKEY_STATE_ACTIVE;

  gtk_label_set_text (GTK_LABEL (pill), state_text (binding));
  gtk_widget_add_css_class (pill, active ? "done" : "failed");
  return pill;
}

static char *
last_use (YyqUkeyBinding *binding)
{
  const gint64 at = yyq_ukey_binding_get_last_used_at (binding);
  g_autofree char *when = at > 0 ? yyq_clock_say (at) : NULL;

  return when != NULL ? g_strdup_printf (_ ("last used %s"), when) : g_strdup (_ ("not used yet"));
}

static char *
subtitle_of (YyqUkeyBinding *binding)
{
  g_autofree char *until = yyq_clock_say_day (yyq_ukey_binding_get_not_after (binding));
  g_autofree char *since = yyq_clock_say_day (yyq_ukey_binding_get_bound_at (binding));
  g_autofree char *used = last_use (binding);

  /* Translators: label of the token, day of binding, last day of the certificate, last use */
  return g_strdup_printf (_ ("%s · bound on %s · valid until %s · %s"),
                          yyq_ukey_binding_get_token_label (binding), since, until, used);
}

/* What the clerk calls it, else whom the certificate names. */
static const char *
name_of (YyqUkeyBinding *binding)
{
  const char *name = yyq_ukey_binding_get_name (binding);

  return name != NULL ? name : yyq_ukey_binding_get_subject (binding);
}

static GtkWidget *
unbind_button (YyqUkeyBinding *binding)
{
  GtkWidget *unbind = gtk_button_new_with_label (_ ("Unbind"));
  g_autofree char *label = g_strdup_printf (_ ("Unbind %s"), name_of (binding));

  gtk_widget_set_valign (unbind, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (unbind, "flat");
  yyq_ui_set_accessible_label (unbind, label);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (unbind), "ukeys.unbind");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (unbind), "s",
                                    yyq_ukey_binding_get_id (binding));
  return unbind;
}

static void
add_item (GMenu *menu, const char *label, const char *action, YyqUkeyBinding *binding)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "s", yyq_ukey_binding_get_id (binding));
  g_menu_append_item (menu, item);
}

static GtkWidget *
more_button (YyqUkeyBinding *binding)
{
  GtkWidget *more = gtk_menu_button_new ();
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autofree char *label = g_strdup_printf (_ ("More for %s"), name_of (binding));

  add_item (menu, _ ("Rename…"), "ukeys.rename", binding);
  if (yyq_ukey_binding_get_state (binding) != YYQ_UKEY_STATE_SUSPENDED)
    add_item (menu, _ ("Report lost…"), "ukeys.report-loss", binding);
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (more), "view-more-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (more), G_MENU_MODEL (menu));
  gtk_widget_set_valign (more, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (more, "flat");
  yyq_ui_set_accessible_label (more, label);
  return more;
}

GtkWidget *
yyq_ukey_row_new (YyqUkeyBinding *binding)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *subtitle = subtitle_of (binding);

  yyq_ui_set_row_text (row, name_of (binding), subtitle);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 2);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("yyq-ukey-symbolic"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), state_pill (binding));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), unbind_button (binding));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), more_button (binding));
  return row;
}
