/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-template-party-list.h"

#include <glib/gi18n.h>

#include "yyq-template-words.h"
#include "yyq-ui.h"

#define LONGEST_NAME 30 /* characters */

struct _YyqTemplatePartyList {
  AdwBin parent_instance;

  GtkListBox *list;
  GtkWidget *add_button;
  YyqTemplateContent *content; /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (YyqTemplatePartyList, yyq_template_party_list, ADW_TYPE_BIN)

static guint signal_changed;

static GListStore *
parties_of (YyqTemplatePartyList *self)
{
  return G_LIST_STORE (yyq_template_content_get_parties (self->content));
}

/* (transfer none) (nullable): of the widget's row. */
static YyqTemplateParty *
party_of (GtkWidget *widget)
{
  return g_object_get_data (G_OBJECT (gtk_widget_get_ancestor (widget, GTK_TYPE_LIST_BOX_ROW)),
                            "party");
}

static void
changed (YyqTemplatePartyList *self)
{
  g_signal_emit (self, signal_changed, 0);
}

/* What is typed and chosen */

static void
name_cb (GtkEditable *entry, YyqTemplatePartyList *self)
{
  g_object_set (party_of (GTK_WIDGET (entry)), "name", gtk_editable_get_text (entry), NULL);
  changed (self);
}

static void
role_cb (GtkDropDown *choice, GParamSpec *pspec, YyqTemplatePartyList *self)
{
  g_object_set (party_of (GTK_WIDGET (choice)), "role", (int) gtk_drop_down_get_selected (choice),
                NULL);
  changed (self);
}

static void
willingness_cb (GtkDropDown *choice, GParamSpec *pspec, YyqTemplatePartyList *self)
{
  g_object_set (party_of (GTK_WIDGET (choice)), "willingness",
                (int) gtk_drop_down_get_selected (choice), NULL);
  changed (self);
}

static void
seq_cb (GtkSpinButton *spin, YyqTemplatePartyList *self)
{
  g_object_set (party_of (GTK_WIDGET (spin)), "seq", gtk_spin_button_get_value_as_int (spin), NULL);
  changed (self);
}

static void show_rows (YyqTemplatePartyList *self);

/* Controls of the party have nobody then: they go to the first that stays. */
static void
give_controls (YyqTemplatePartyList *self, const char *from)
{
  GListModel *controls = yyq_template_content_get_controls (self->content);
  g_autoptr (YyqTemplateParty) first = g_list_model_get_item (G_LIST_MODEL (parties_of (self)), 0);

  for (guint i = 0; first != NULL && i < g_list_model_get_n_items (controls); i++) {
    g_autoptr (YyqControl) control = g_list_model_get_item (controls, i);

    if (g_strcmp0 (yyq_control_get_party (control), from) == 0)
      g_object_set (control, "party", yyq_template_party_get_key (first), NULL);
  }
}

static void
remove_cb (GtkWidget *button, YyqTemplatePartyList *self)
{
  g_autoptr (YyqTemplateParty) party = g_object_ref (party_of (button));
  guint place = 0;

  if (g_list_store_find (parties_of (self), party, &place))
    g_list_store_remove (parties_of (self), place);
  give_controls (self, yyq_template_party_get_key (party));
  show_rows (self);
  changed (self);
}

/* (transfer full): "worker", "worker-2": one that nobody has. */
static char *
make_key (YyqTemplatePartyList *self, const char *word)
{
  char *key = g_strdup (word);

  for (int i = 2; yyq_template_content_find_party (self->content, key) != NULL; i++) {
    g_free (key);
    key = g_strdup_printf ("%s-%d", word, i);
  }
  return key;
}

static void
add_cb (YyqTemplatePartyList *self)
{
  g_autofree char *key = make_key (self, "party");
  const int n = (int) g_list_model_get_n_items (G_LIST_MODEL (parties_of (self)));
  g_autoptr (YyqTemplateParty) party =
    g_object_new (YYQ_TYPE_TEMPLATE_PARTY, "key", key, "role", YYQ_TEMPLATE_ROLE_WORKER, "name", "",
                  "seq", n + 1, NULL);

  g_list_store_append (parties_of (self), party);
  show_rows (self);
  changed (self);
  gtk_widget_child_focus (GTK_WIDGET (gtk_list_box_get_row_at_index (self->list, n)),
                          GTK_DIR_TAB_FORWARD);
}

/* Rows */

static GtkWidget *
new_choice (const char *const *words, guint chosen, const char *label)
{
  GtkWidget *choice = gtk_drop_down_new_from_strings (words);

  gtk_drop_down_set_selected (GTK_DROP_DOWN (choice), chosen);
  gtk_widget_set_valign (choice, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (choice, label);
  yyq_ui_name_choices (choice, label);
  return choice;
}

static GtkWidget *
new_role_choice (YyqTemplateParty *party)
{
  const char *const words[] = { yyq_template_words_role (YYQ_TEMPLATE_ROLE_WORKER),
                                yyq_template_words_role (YYQ_TEMPLATE_ROLE_EMPLOYER),
                                yyq_template_words_role (YYQ_TEMPLATE_ROLE_APPROVER),
                                yyq_template_words_role (YYQ_TEMPLATE_ROLE_RECEIVER), NULL };

  return new_choice (words, yyq_template_party_get_role (party), _ ("Role"));
}

static GtkWidget *
new_willingness_choice (YyqTemplateParty *party)
{
  const char *const words[] = { yyq_template_words_willingness (YYQ_WILLINGNESS_ANY),
                                yyq_template_words_willingness (YYQ_WILLINGNESS_CODE),
                                yyq_template_words_willingness (YYQ_WILLINGNESS_FACE), NULL };

  return new_choice (words, yyq_template_party_get_willingness (party),
                     _ ("How the person’s will to sign is asked for"));
}

static GtkWidget *
new_entry (YyqTemplateParty *party)
{
  GtkWidget *entry = gtk_entry_new ();
  const char *name = yyq_template_party_get_name (party);

  gtk_editable_set_text (GTK_EDITABLE (entry), name != NULL ? name : "");
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), _ ("Name, as in the paper"));
  gtk_entry_set_max_length (GTK_ENTRY (entry), LONGEST_NAME);
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 8);
  gtk_widget_set_hexpand (entry, TRUE);
  gtk_widget_set_valign (entry, GTK_ALIGN_CENTER);
  yyq_ui_set_accessible_label (entry, _ ("Name of the party"));
  return entry;
}

static GtkWidget *
new_order (YyqTemplateParty *party)
{
  GtkWidget *spin = gtk_spin_button_new_with_range (1, YYQ_TEMPLATE_MOST_PARTIES, 1);

  gtk_spin_button_set_value (GTK_SPIN_BUTTON (spin), yyq_template_party_get_seq (party));
  gtk_widget_set_valign (spin, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (spin,
                               _ ("Place in the order of signing; the same number: at the same "
                                  "time"));
  yyq_ui_set_accessible_label (spin, _ ("Place in the order of signing"));
  return spin;
}

static GtkWidget *
new_remove_button (gboolean only_one)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_sensitive (button, !only_one);
  gtk_widget_set_tooltip_text (button, _ ("Remove this party"));
  yyq_ui_set_accessible_label (button, _ ("Remove this party"));
  return button;
}

static GtkWidget *
new_row (YyqTemplatePartyList *self, YyqTemplateParty *party, gboolean only_one)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *entry = new_entry (party);
  GtkWidget *role = new_role_choice (party);
  GtkWidget *willingness = new_willingness_choice (party);
  GtkWidget *order = new_order (party);
  GtkWidget *remove = new_remove_button (only_one);
  GtkWidget *const widgets[] = { order, entry, role, willingness, remove };

  for (gsize i = 0; i < G_N_ELEMENTS (widgets); i++)
    gtk_box_append (GTK_BOX (box), widgets[i]);
  gtk_widget_add_css_class (box, "yyq-template-party");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  g_object_set_data_full (G_OBJECT (row), "party", g_object_ref (party), g_object_unref);
  g_signal_connect_object (entry, "changed", G_CALLBACK (name_cb), self, 0);
  g_signal_connect_object (role, "notify::selected", G_CALLBACK (role_cb), self, 0);
  g_signal_connect_object (willingness, "notify::selected", G_CALLBACK (willingness_cb), self, 0);
  g_signal_connect_object (order, "value-changed", G_CALLBACK (seq_cb), self, 0);
  g_signal_connect_object (remove, "clicked", G_CALLBACK (remove_cb), self, 0);
  return row;
}

static void
show_rows (YyqTemplatePartyList *self)
{
  GListModel *parties = G_LIST_MODEL (parties_of (self));
  const guint n = g_list_model_get_n_items (parties);
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  for (guint i = 0; i < n; i++) {
    g_autoptr (YyqTemplateParty) party = g_list_model_get_item (parties, i);

    gtk_list_box_append (self->list, new_row (self, party, n == 1));
  }
  gtk_widget_set_sensitive (self->add_button, n < YYQ_TEMPLATE_MOST_PARTIES);
}

void
yyq_template_party_list_set_content (YyqTemplatePartyList *self, YyqTemplateContent *content)
{
  g_return_if_fail (YYQ_IS_TEMPLATE_PARTY_LIST (self));

  g_set_object (&self->content, content);
  show_rows (self);
}

const char *
yyq_template_party_list_find_error (YyqTemplatePartyList *self)
{
  GListModel *parties = G_LIST_MODEL (parties_of (self));
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < g_list_model_get_n_items (parties); i++) {
    g_autoptr (YyqTemplateParty) party = g_list_model_get_item (parties, i);
    const char *name = yyq_template_party_get_name (party);

    if (name == NULL || *name == '\0')
      return _ ("Give each party a name, as the paper calls it: 甲方, 乙方.");
    if (!g_hash_table_add (names, (gpointer) name))
      return _ ("Two parties have one name. Give each its own.");
  }
  return NULL;
}

static void
yyq_template_party_list_finalize (GObject *object)
{
  g_clear_object (&YYQ_TEMPLATE_PARTY_LIST (object)->content);
  G_OBJECT_CLASS (yyq_template_party_list_parent_class)->finalize (object);
}

static void
yyq_template_party_list_class_init (YyqTemplatePartyListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = yyq_template_party_list_finalize;
  signal_changed = g_signal_new ("changed", YYQ_TYPE_TEMPLATE_PARTY_LIST, G_SIGNAL_RUN_LAST, 0,
                                 NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
yyq_template_party_list_init (YyqTemplatePartyList *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  yyq_ui_set_accessible_label (self->list, _ ("Parties"));
  self->add_button = gtk_button_new_with_mnemonic (_ ("_Add a party"));
  gtk_widget_set_halign (self->add_button, GTK_ALIGN_START);
  g_signal_connect_object (self->add_button, "clicked", G_CALLBACK (add_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->list));
  gtk_box_append (GTK_BOX (box), self->add_button);
  adw_bin_set_child (ADW_BIN (self), box);
}
