/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-template-use-page.h"

#include <glib/gi18n.h>

#include "yyq-state-page.h"
#include "yyq-template-repository.h"
#include "yyq-template-words.h"
#include "yyq-ui.h"

struct _YyqTemplateUsePage {
  YyqPage parent_instance;

  GtkStack *stack;
  YyqStatePage *state_page;
  GtkBox *box;

  YyqTemplateRepository *templates; /* (owned) (nullable) */
  char *id;                         /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (YyqTemplateUsePage, yyq_template_use_page, YYQ_TYPE_PAGE)

/* Values */

static GtkWidget *
new_row (const char *title, const char *subtitle, gboolean required)
{
  GtkWidget *row = adw_action_row_new ();

  yyq_ui_set_row_text (row, title, subtitle);
  if (required)
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), yyq_ui_label (_ ("Required"), "caption"));
  return row;
}

/* One value, however many controls show it. */
static gboolean
is_told (GHashTable *told, YyqControl *control)
{
  const char *key = yyq_control_get_key (control);

  return key != NULL && *key != '\0' && !g_hash_table_add (told, g_strdup (key));
}

static void
add_value (AdwPreferencesGroup *group, YyqControl *control)
{
  const YyqControlKindInfo *info = yyq_control_kind_get_info (yyq_control_get_kind (control));
  const char *words = yyq_template_words_control (control);
  const char *kind = _ (info->title);

  adw_preferences_group_add (group, new_row (words, g_str_equal (words, kind) ? NULL : kind,
                                             yyq_control_get_required (control)));
}

/* What @party (nullable: the platform) fills in, or signs with. */
static guint
add_controls (AdwPreferencesGroup *group, YyqTemplateContent *content, const char *party,
              YyqControlGroup what)
{
  g_autoptr (GHashTable) told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GListModel *controls = yyq_template_content_get_controls (content);
  const guint n = g_list_model_get_n_items (controls);
  guint added = 0;

  for (guint i = 0; i < n; i++) {
    g_autoptr (YyqControl) control = g_list_model_get_item (controls, i);
    const YyqControlKindInfo *info = yyq_control_kind_get_info (yyq_control_get_kind (control));

    if (info->group != what ||
        (party != NULL && g_strcmp0 (yyq_control_get_party (control), party) != 0) ||
        is_told (told, control))
      continue;
    add_value (group, control);
    added++;
  }
  return added;
}

static GtkWidget *
new_group (const char *title, const char *description)
{
  GtkWidget *group = adw_preferences_group_new ();

  yyq_ui_set_group_text (group, title, description);
  return group;
}

static void
add_party (YyqTemplateUsePage *self, YyqTemplateContent *content, YyqTemplateParty *party)
{
  g_autofree char *about = g_strdup_printf (
    /* Translators: the place of a party in the order of signing, its role, how its will is asked
     * for */
    _ ("%d. %s. Willingness: %s"), yyq_template_party_get_seq (party),
    yyq_template_words_role (yyq_template_party_get_role (party)),
    yyq_template_words_willingness (yyq_template_party_get_willingness (party)));
  GtkWidget *group = new_group (yyq_template_party_get_name (party), about);
  const char *key = yyq_template_party_get_key (party);
  AdwPreferencesGroup *list = ADW_PREFERENCES_GROUP (group);
  const guint n = add_controls (list, content, key, YYQ_CONTROL_GROUP_FILL) +
                  add_controls (list, content, key, YYQ_CONTROL_GROUP_SIGN);

  if (n == 0)
    adw_preferences_group_add (list, new_row (_ ("Nothing is asked of this party"), NULL, FALSE));
  gtk_box_append (self->box, group);
}

static void
add_platform (YyqTemplateUsePage *self, YyqTemplateContent *content)
{
  GtkWidget *group = new_group (_ ("Filled in by the platform"), NULL);

  if (add_controls (ADW_PREFERENCES_GROUP (group), content, NULL, YYQ_CONTROL_GROUP_AUTOMATIC) > 0)
    gtk_box_append (self->box, group);
  else
    g_object_ref_sink (group), g_object_unref (group);
}

static void
show_template (YyqTemplateUsePage *self, YyqTemplate *template)
{
  YyqTemplateContent *content = yyq_template_get_content (template);
  GListModel *parties = yyq_template_content_get_parties (content);
  g_autofree char *title =
    /* Translators: the name of a template */
    g_strdup_printf (_ ("What “%s” asks for"), yyq_template_get_name (template));
  GtkWidget *intro;

  yyq_page_set_title (YYQ_PAGE (self), title);
  yyq_ui_remove_children (GTK_WIDGET (self->box));
  intro = yyq_ui_label (_ ("Whoever starts a contract with this template names these parties, and "
                           "these values are filled in before anybody signs."),
                        NULL);
  gtk_label_set_wrap (GTK_LABEL (intro), TRUE);
  gtk_label_set_ellipsize (GTK_LABEL (intro), PANGO_ELLIPSIZE_NONE);
  gtk_box_append (self->box, intro);
  for (guint i = 0; i < g_list_model_get_n_items (parties); i++) {
    g_autoptr (YyqTemplateParty) party = g_list_model_get_item (parties, i);

    add_party (self, content, party);
  }
  add_platform (self, content);
  gtk_stack_set_visible_child_name (self->stack, "content");
}

/* Object */

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyqTemplateUsePage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (YyqTemplate) template =
    yyq_record_repository_load_finish (YYQ_RECORD_REPOSITORY (source), result, &error);

  if (yyq_page_is_left (YYQ_PAGE (self)))
    return;
  yyq_page_set_busy (YYQ_PAGE (self), FALSE);
  if (template != NULL && yyq_template_get_content (template) != NULL) {
    show_template (self, template);
  } else if (error != NULL) {
    yyq_state_page_show_error (self->state_page, error);
  } else {
    yyq_state_page_show_empty (self->state_page, "yyq-offline-symbolic", _ ("Not on this computer"),
                               _ ("Try again when the platform can be reached."));
  }
}

static void
load (YyqTemplateUsePage *self)
{
  if (self->templates == NULL)
    return;
  yyq_page_set_busy (YYQ_PAGE (self), TRUE);
  yyq_record_repository_load_async (YYQ_RECORD_REPOSITORY (self->templates), self->id,
                                    yyq_page_get_cancellable (YYQ_PAGE (self)), loaded_cb,
                                    g_object_ref (self));
}

GtkWidget *
yyq_template_use_page_new (YyqSession *session, const char *id)
{
  GtkWidget *widget = g_object_new (YYQ_TYPE_TEMPLATE_USE_PAGE, "session", session, NULL);
  YyqTemplateUsePage *self = YYQ_TEMPLATE_USE_PAGE (widget);

  self->templates = g_object_ref (yyq_template_repository_of (session));
  self->id = g_strdup (id);
  return widget;
}

static void
yyq_template_use_page_shown (YyqPage *page)
{
  load (YYQ_TEMPLATE_USE_PAGE (page));
}

static void
yyq_template_use_page_leave (YyqPage *page)
{
  g_clear_object (&YYQ_TEMPLATE_USE_PAGE (page)->templates);
}

static void
yyq_template_use_page_finalize (GObject *object)
{
  g_free (YYQ_TEMPLATE_USE_PAGE (object)->id);
  G_OBJECT_CLASS (yyq_template_use_page_parent_class)->finalize (object);
}

static void
yyq_template_use_page_class_init (YyqTemplateUsePageClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = yyq_template_use_page_finalize;
  YYQ_PAGE_CLASS (klass)->shown = yyq_template_use_page_shown;
  YYQ_PAGE_CLASS (klass)->leave = yyq_template_use_page_leave;
}

static GtkWidget *
new_content (YyqTemplateUsePage *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();

  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 24));
  gtk_widget_set_margin_top (GTK_WIDGET (self->box), 24);
  gtk_widget_set_margin_bottom (GTK_WIDGET (self->box), 24);
  gtk_widget_set_margin_start (GTK_WIDGET (self->box), 20);
  gtk_widget_set_margin_end (GTK_WIDGET (self->box), 20);
  adw_clamp_set_child (ADW_CLAMP (clamp), GTK_WIDGET (self->box));
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), clamp);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  return scroller;
}

static void
yyq_template_use_page_init (YyqTemplateUsePage *self)
{
  GtkWidget *stack = gtk_stack_new ();

  self->stack = GTK_STACK (stack);
  self->state_page = YYQ_STATE_PAGE (yyq_state_page_new ());
  g_signal_connect_object (self->state_page, "retry", G_CALLBACK (load), self, G_CONNECT_SWAPPED);
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->state_page), "state");
  gtk_stack_add_named (self->stack, new_content (self), "content");
  yyq_state_page_show_loading (self->state_page, _ ("Loading the template"));
  adw_bin_set_child (ADW_BIN (self), stack);
  yyq_page_set_title (YYQ_PAGE (self), _ ("Use a template"));
}
