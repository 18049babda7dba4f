/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-template-facts.h"

#include <glib/gi18n.h>

#include "yyq-clock.h"
#include "yyq-copy-list.h"
#include "yyq-template-words.h"
#include "yyq-ui.h"

struct _YyqTemplateFacts {
  AdwBin parent_instance;

  GtkLabel *title;
  GtkLabel *state;
  YyqCopyList *facts;
  GtkBox *parties;
  GtkBox *editions;
};

G_DEFINE_FINAL_TYPE (YyqTemplateFacts, yyq_template_facts, ADW_TYPE_BIN)

enum {
  EDITION,
  ROLL_BACK,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
add_fact (YyqTemplateFacts *self, const char *name, const char *value)
{
  if (value != NULL && *value != '\0')
    yyq_copy_list_append_fact (self->facts, name, value, NULL);
}

static void
show_facts (YyqTemplateFacts *self, YyqTemplate *template)
{
  const guint n_pages = (guint) MAX (0, yyq_template_get_pages (template));
  const guint n_controls = (guint) MAX (0, yyq_template_get_n_controls (template));
  g_autofree char *pages = g_strdup_printf (ngettext ("%u page", "%u pages", n_pages), n_pages);
  g_autofree char *controls =
    g_strdup_printf (ngettext ("%u control", "%u controls", n_controls), n_controls);
  g_autofree char *edition = yyq_template_words_edition (template);
  g_autofree char *uses = yyq_template_words_uses (template);
  g_autofree char *changed = yyq_clock_say (yyq_template_get_changed_at (template));

  yyq_copy_list_clear (self->facts);
  add_fact (self, _ ("Type"), yyq_template_kind_get_title (yyq_template_get_kind (template)));
  add_fact (self, _ ("Unit"), yyq_template_get_unit_name (template));
  add_fact (self, _ ("Folder"), yyq_template_get_folder (template));
  add_fact (self, _ ("Tags"), yyq_template_get_tags (template));
  add_fact (self, _ ("Version"), edition);
  add_fact (self, _ ("Uses"), uses);
  add_fact (self, _ ("Size"), pages);
  add_fact (self, _ ("Controls"), controls);
  add_fact (self, _ ("Changed at"), changed);
  add_fact (self, _ ("Changed by"), yyq_template_get_changed_by (template));
}

/* In the colour of its controls. */
static GtkWidget *
new_party_row (YyqTemplateParty *party, guint place)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *order = gtk_label_new (NULL);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autofree char *number = NULL;
  g_autofree char *color = g_strdup_printf ("yyq-party-%u", place % 6);

  number = g_strdup_printf ("%d", yyq_template_party_get_seq (party));
  gtk_label_set_text (GTK_LABEL (order), number);
  gtk_widget_add_css_class (order, color);
  gtk_widget_set_valign (order, GTK_ALIGN_START);
  gtk_widget_add_css_class (order, "yyq-template-order");
  gtk_box_append (GTK_BOX (words), yyq_ui_label (yyq_template_party_get_name (party), "heading"));
  gtk_box_append (GTK_BOX (words),
                  yyq_ui_label (yyq_template_words_role (yyq_template_party_get_role (party)),
                                "caption dim-label"));
  gtk_box_append (GTK_BOX (row), order);
  gtk_box_append (GTK_BOX (row), words);
  return row;
}

static void
show_parties (YyqTemplateFacts *self, YyqTemplate *template)
{
  YyqTemplateContent *content = yyq_template_get_content (template);
  GListModel *parties = content != NULL ? yyq_template_content_get_parties (content) : NULL;

  yyq_ui_remove_children (GTK_WIDGET (self->parties));
  for (guint i = 0; parties != NULL && i < g_list_model_get_n_items (parties); i++) {
    g_autoptr (YyqTemplateParty) party = g_list_model_get_item (parties, i);

    gtk_box_append (self->parties, new_party_row (party, i));
  }
}

void
yyq_template_facts_set_template (YyqTemplateFacts *self, YyqSession *session, YyqTemplate *template)
{
  const char *classes[] = { "yyq-pill", yyq_template_words_state_class (session, template), NULL };

  g_return_if_fail (YYQ_IS_TEMPLATE_FACTS (self));

  gtk_label_set_text (self->title, yyq_template_get_name (template));
  gtk_label_set_text (self->state, yyq_template_words_state (session, template));
  gtk_widget_set_css_classes (GTK_WIDGET (self->state), classes);
  show_facts (self, template);
  show_parties (self, template);
}

/* Editions */

static void
edition_clicked_cb (GtkWidget *button, YyqTemplateFacts *self)
{
  g_signal_emit (self, signals[EDITION], 0,
                 GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "number")));
}

static void
roll_back_clicked_cb (GtkWidget *button, YyqTemplateFacts *self)
{
  g_signal_emit (self, signals[ROLL_BACK], 0,
                 GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "number")));
}

static void
add_button (YyqTemplateFacts *self, GtkWidget *row, const char *label, const char *tip, int number,
            GCallback callback)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, tip);
  g_object_set_data (G_OBJECT (button), "number", GINT_TO_POINTER (number));
  g_signal_connect_object (button, "clicked", callback, self, 0);
  gtk_box_append (GTK_BOX (row), button);
}

static GtkWidget *
new_edition_row (YyqTemplateFacts *self, YyqTemplateEdition *edition, gboolean may_roll_back)
{
  const int number = yyq_template_edition_get_number (edition);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autofree char *title = g_strdup_printf (_ ("Version %d"), number);
  g_autofree char *at = yyq_clock_say (yyq_template_edition_get_opened_at (edition));
  /* Translators: when a template was opened, and by whom */
  g_autofree char *about = g_strdup_printf (C_ ("version of a template", "%s, %s"), at,
                                            yyq_template_edition_get_opened_by (edition));
  GtkWidget *label = yyq_ui_label (about, "caption dim-label");

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (words), yyq_ui_label (title, NULL));
  gtk_box_append (GTK_BOX (words), label);
  gtk_box_append (GTK_BOX (row), words);
  add_button (self, row, _ ("View"), _ ("Show the pages of this version"), number,
              G_CALLBACK (edition_clicked_cb));
  if (may_roll_back)
    add_button (self, row, _ ("Take back"), _ ("Make the template what it was in this version"),
                number, G_CALLBACK (roll_back_clicked_cb));
  return row;
}

static void
say_editions (YyqTemplateFacts *self, const char *text)
{
  GtkWidget *label = yyq_ui_label (text, "dim-label");

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_NONE);
  yyq_ui_remove_children (GTK_WIDGET (self->editions));
  gtk_box_append (self->editions, label);
}

void
yyq_template_facts_set_editions (YyqTemplateFacts *self, GListModel *editions,
                                 gboolean may_roll_back)
{
  const guint n = g_list_model_get_n_items (editions);

  g_return_if_fail (YYQ_IS_TEMPLATE_FACTS (self));

  if (n == 0) {
    say_editions (self, _ ("It was not opened yet. Each time it is opened, what it is then is kept "
                           "as a version."));
    return;
  }
  yyq_ui_remove_children (GTK_WIDGET (self->editions));
  for (guint i = 0; i < n; i++) {
    g_autoptr (YyqTemplateEdition) edition = g_list_model_get_item (editions, i);

    gtk_box_append (self->editions, new_edition_row (self, edition, may_roll_back));
  }
}

void
yyq_template_facts_set_editions_error (YyqTemplateFacts *self, const GError *error)
{
  g_autofree char *text = yyq_ui_error_text (error);

  g_return_if_fail (YYQ_IS_TEMPLATE_FACTS (self));

  if (text != NULL)
    say_editions (self, text);
}

/* Object */

static GtkWidget *
new_section (GtkBox *box, const char *title, GtkWidget *content)
{
  GtkWidget *section = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);

  if (title != NULL)
    gtk_box_append (GTK_BOX (section), yyq_ui_label (title, "yyq-section"));
  gtk_box_append (GTK_BOX (section), content);
  gtk_widget_add_css_class (section, "card");
  gtk_widget_add_css_class (section, "yyq-side-card");
  gtk_box_append (box, section);
  return content;
}

static GtkWidget *
new_head (YyqTemplateFacts *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);

  self->title = GTK_LABEL (yyq_ui_label ("", "yyq-section"));
  gtk_label_set_wrap (self->title, TRUE);
  gtk_label_set_ellipsize (self->title, PANGO_ELLIPSIZE_NONE);
  gtk_label_set_wrap_mode (self->title, PANGO_WRAP_WORD_CHAR);
  self->state = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_set_halign (GTK_WIDGET (self->state), GTK_ALIGN_START);
  self->facts = g_object_new (YYQ_TYPE_COPY_LIST, NULL);
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (self->title));
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (self->state));
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (self->facts));
  return head;
}

static void
yyq_template_facts_class_init (YyqTemplateFactsClass *klass)
{
  signals[EDITION] = g_signal_new ("edition", YYQ_TYPE_TEMPLATE_FACTS, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);
  signals[ROLL_BACK] = g_signal_new ("roll-back", YYQ_TYPE_TEMPLATE_FACTS, G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);
}

static void
yyq_template_facts_init (YyqTemplateFacts *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *scroller = gtk_scrolled_window_new ();

  gtk_widget_set_margin_top (box, 12);
  gtk_widget_set_margin_bottom (box, 12);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  new_section (GTK_BOX (box), NULL, new_head (self));
  self->parties = GTK_BOX (new_section (GTK_BOX (box), _ ("Parties, in the order of signing"),
                                        gtk_box_new (GTK_ORIENTATION_VERTICAL, 10)));
  self->editions = GTK_BOX (
    new_section (GTK_BOX (box), _ ("Versions"), gtk_box_new (GTK_ORIENTATION_VERTICAL, 10)));
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), box);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_widget_set_size_request (GTK_WIDGET (self), 300, -1);
  gtk_widget_add_css_class (GTK_WIDGET (self), "yyq-side-panel");
  adw_bin_set_child (ADW_BIN (self), scroller);
}
