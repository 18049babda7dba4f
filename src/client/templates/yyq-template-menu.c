/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-template-menu.h"

#include <glib/gi18n.h>

#include "yyq-template-acts.h"
#include "yyq-toast.h"

/* What an act is about: id, version, name. */
#define TARGET "(sxs)"

GVariant *
yyq_template_menu_target (YyqTemplate *template)
{
  const char *name = yyq_template_get_name (template);

  return g_variant_ref_sink (g_variant_new (TARGET, yyq_template_get_id (template),
                                            yyq_template_get_version (template),
                                            name != NULL ? name : ""));
}

/* (transfer full): as much of it as an act needs. */
static YyqTemplate *
read_target (GVariant *target)
{
  const char *id, *name;
  gint64 version;

  g_variant_get (target, "(&sx&s)", &id, &version, &name);
  return g_object_new (YYQ_TYPE_TEMPLATE, "id", id, "version", version, "name", name, NULL);
}

/* What is under way */
typedef struct {
  YyqPage *page; /* (owned) */
  char *done;    /* what is said when the platform has done it */
  YyqTemplate *template;
} Deed;

static Deed *
deed_new (YyqPage *page, YyqTemplate *template, char *done)
{
  Deed *deed = g_new0 (Deed, 1);

  deed->page = g_object_ref (page);
  deed->template = g_object_ref (template);
  deed->done = done;
  return deed;
}

static void
deed_free (Deed *deed)
{
  g_object_unref (deed->page);
  g_object_unref (deed->template);
  g_free (deed->done);
  g_free (deed);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Deed, deed_free)

static void
done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Deed) deed = user_data;
  g_autoptr (GError) error = NULL;
  gboolean waits = FALSE;
  const gboolean done = yyq_template_act_finish (result, &waits, &error);
  GtkWidget *widget = GTK_WIDGET (deed->page);

  if (yyq_page_is_left (deed->page))
    return;
  if (!done)
    yyq_toast_show_error (widget, error);
  else if (waits)
    yyq_toast_show (widget, _ ("The platform cannot be reached: it is done as soon as it can."));
  else
    yyq_toast_show (widget, deed->done);
  yyq_page_shown (deed->page);
}

/* @done: (transfer full) */
static void
act (YyqPage *page, YyqTemplate *template, YyqTemplateAct what, char *done)
{
  yyq_template_act_async (yyq_page_get_session (page), template, what, done_cb,
                          deed_new (page, template, done));
}

static void
open_cb (GSimpleAction *action, GVariant *target, gpointer page)
{
  g_autoptr (YyqTemplate) template = read_target (target);

  /* Translators: the name of a template */
  act (page, template, YYQ_TEMPLATE_ACT_OPEN,
       g_strdup_printf (_ ("“%s” is open: it can be used now."), yyq_template_get_name (template)));
}

static void
close_cb (GSimpleAction *action, GVariant *target, gpointer page)
{
  g_autoptr (YyqTemplate) template = read_target (target);

  act (
    page, template, YYQ_TEMPLATE_ACT_CLOSE,
    g_strdup_printf (_ ("“%s” is closed: it can be changed now. Contracts that were made with it "
                        "stay as they are."),
                     yyq_template_get_name (template)));
}

/* A name of its own that is not too long. */
static char *
name_copy (const char *name)
{
  /* Translators: stands behind the name of a template */
  const char *mark = _ (" (copy)");
  const glong room = YYQ_TEMPLATE_LONGEST_NAME - g_utf8_strlen (mark, -1);
  g_autofree char *begin = g_utf8_substring (name, 0, MIN (g_utf8_strlen (name, -1), room));

  return g_strconcat (begin, mark, NULL);
}

static void
copy_cb (GSimpleAction *action, GVariant *target, gpointer page)
{
  g_autoptr (YyqTemplate) template = read_target (target);
  g_autofree char *name = name_copy (yyq_template_get_name (template));

  yyq_template_copy_async (yyq_page_get_session (page), template, name, done_cb,
                           deed_new (page, template, g_strdup_printf (_ ("“%s” was made."), name)));
}

static void
delete_response_cb (AdwMessageDialog *dialog, const char *response, gpointer user_data)
{
  Deed *deed = user_data;

  if (g_str_equal (response, "delete") && !yyq_page_is_left (deed->page))
    act (deed->page, deed->template, YYQ_TEMPLATE_ACT_DELETE,
         g_strdup_printf (_ ("“%s” was deleted."), yyq_template_get_name (deed->template)));
  deed_free (deed);
}

static void
delete_cb (GSimpleAction *action, GVariant *target, gpointer page)
{
  g_autoptr (YyqTemplate) template = read_target (target);
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (page)), NULL, NULL);
  AdwMessageDialog *question = ADW_MESSAGE_DIALOG (dialog);

  adw_message_dialog_format_heading (question, _ ("Delete “%s”?"),
                                     yyq_template_get_name (template));
  adw_message_dialog_set_body (
    question, _ ("Nobody can use it any more. Contracts that were made with it stay as they are."));
  adw_message_dialog_add_response (question, "cancel", _ ("_Cancel"));
  adw_message_dialog_add_response (question, "delete", _ ("_Delete"));
  adw_message_dialog_set_response_appearance (question, "delete", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (question, "cancel");
  adw_message_dialog_set_close_response (question, "cancel");
  g_signal_connect (dialog, "response", G_CALLBACK (delete_response_cb),
                    deed_new (page, template, NULL));
  gtk_window_present (GTK_WINDOW (dialog));
}

void
yyq_template_menu_add_actions (YyqPage *page)
{
  static const GActionEntry entries[] = {
    { .name = "open-template", .activate = open_cb, .parameter_type = TARGET },
    { .name = "close-template", .activate = close_cb, .parameter_type = TARGET },
    { .name = "copy-template", .activate = copy_cb, .parameter_type = TARGET },
    { .name = "delete-template", .activate = delete_cb, .parameter_type = TARGET },
  };

  yyq_page_add_actions (page, entries, G_N_ELEMENTS (entries));
}

/* The menu */

static void
add_way (GMenu *menu, const char *label, const char *action, YyqTemplate *template)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "s", yyq_template_get_id (template));
  g_menu_append_item (menu, item);
}

static void
add_act (GMenu *menu, const char *label, const char *action, YyqTemplate *template)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);
  g_autoptr (GVariant) target = yyq_template_menu_target (template);

  g_menu_item_set_action_and_target_value (item, action, target);
  g_menu_append_item (menu, item);
}

static void
append (GMenu *menu, GMenu *section)
{
  if (g_menu_model_get_n_items (G_MENU_MODEL (section)) > 0)
    g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
}

GMenuModel *
yyq_template_menu_new (YyqSession *session, YyqTemplate *template, gboolean viewed)
{
  g_autoptr (GMenu) ways = g_menu_new ();
  g_autoptr (GMenu) acts = g_menu_new ();
  g_autoptr (GMenu) end = g_menu_new ();
  GMenu *menu = g_menu_new ();

  if (!viewed)
    add_way (ways, _ ("_View"), "app.show-template", template);
  if (yyq_template_can (session, template, YYQ_TEMPLATE_ACT_USE))
    add_way (ways, _ ("_Use"), "app.use-template", template);
  if (yyq_template_can (session, template, YYQ_TEMPLATE_ACT_EDIT))
    add_way (acts, _ ("_Edit"), "app.edit-template", template);
  if (yyq_template_can (session, template, YYQ_TEMPLATE_ACT_OPEN))
    add_act (acts, _ ("_Open for use"), "page.open-template", template);
  if (yyq_template_can (session, template, YYQ_TEMPLATE_ACT_CLOSE))
    add_act (acts, _ ("_Close"), "page.close-template", template);
  if (yyq_session_has_permission (session, "template.edit"))
    add_act (acts, _ ("Make a _copy"), "page.copy-template", template);
  if (yyq_template_can (session, template, YYQ_TEMPLATE_ACT_DELETE))
    add_act (end, _ ("_Delete…"), "page.delete-template", template);
  append (menu, ways);
  append (menu, acts);
  append (menu, end);
  return G_MENU_MODEL (menu);
}
