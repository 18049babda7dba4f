/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-template-basics.h"

#include <glib/gi18n.h>

#include "yyq-error-view.h"
#include "yyq-form-entry-row.h"
#include "yyq-template-file-list.h"
#include "yyq-template-party-list.h"
#include "yyq-ui.h"

struct _YyqTemplateBasics {
  AdwBin parent_instance;

  GtkWidget *scroller;
  YyqFormRow *name_row;
  YyqFormRow *folder_row;
  YyqFormRow *tags_row;
  GtkDropDown *kind_choice;
  GtkWidget *unit_box;
  GtkDropDown *unit_choice;
  YyqTemplateFileList *files;
  YyqTemplatePartyList *parties;
  YyqErrorView *error_view;

  YyqTemplateWork *work; /* (owned) (nullable) */
  GPtrArray *units;      /* (owned): YyqEnterprise, in the order of the choice */
  gboolean filling;      /* what is there is shown, nobody types */
};

G_DEFINE_FINAL_TYPE (YyqTemplateBasics, yyq_template_basics, ADW_TYPE_BIN)

static guint signal_changed;

/* As people look for them; the order of the enumeration is that of the words on disk. */
static const YyqTemplateKind kinds[] = {
  YYQ_TEMPLATE_KIND_LABOUR,      YYQ_TEMPLATE_KIND_PART_TIME,  YYQ_TEMPLATE_KIND_OVER_AGE,
  YYQ_TEMPLATE_KIND_INTERNSHIP,  YYQ_TEMPLATE_KIND_SERVICES,   YYQ_TEMPLATE_KIND_CONFIDENTIALITY,
  YYQ_TEMPLATE_KIND_AMENDMENT,   YYQ_TEMPLATE_KIND_NOTICE,     YYQ_TEMPLATE_KIND_RECEIPT,
  YYQ_TEMPLATE_KIND_CERTIFICATE, YYQ_TEMPLATE_KIND_ONBOARDING, YYQ_TEMPLATE_KIND_OTHER,
};

static YyqTemplate *
template_of (YyqTemplateBasics *self)
{
  return yyq_template_work_get_template (self->work);
}

static void
changed (YyqTemplateBasics *self)
{
  if (self->filling || self->work == NULL)
    return;
  yyq_error_view_set_error (self->error_view, NULL);
  yyq_template_work_save (self->work);
  g_signal_emit (self, signal_changed, 0);
}

static void
text_cb (YyqTemplateBasics *self, YyqFormRow *row)
{
  g_autofree char *value = yyq_form_row_get_value (row);

  if (self->filling || self->work == NULL)
    return;
  g_object_set (template_of (self), yyq_form_row_get_member (row), value, NULL);
  changed (self);
}

/* The parties of the type, as long as nobody has changed those of the one before. */
static void
take_parties (YyqTemplateBasics *self, YyqTemplateKind before, YyqTemplateKind now)
{
  YyqTemplateContent *content = yyq_template_get_content (template_of (self));
  GListStore *parties = G_LIST_STORE (yyq_template_content_get_parties (content));
  g_autoptr (YyqTemplateContent) old = yyq_template_content_new_for (before);
  g_autoptr (YyqTemplateContent) new = yyq_template_content_new_for (now);
  GListModel *usual = yyq_template_content_get_parties (old);
  GListModel *others = yyq_template_content_get_parties (new);
  const guint n = g_list_model_get_n_items (usual);

  if (g_list_model_get_n_items (yyq_template_content_get_controls (content)) > 0 ||
      g_list_model_get_n_items (G_LIST_MODEL (parties)) != n)
    return;
  for (guint i = 0; i < n; i++) {
    g_autoptr (YyqTemplateParty) one = g_list_model_get_item (usual, i);
    g_autoptr (YyqTemplateParty) other = g_list_model_get_item (G_LIST_MODEL (parties), i);

    if (!yyq_record_equal (one, other, NULL))
      return;
  }
  g_list_store_remove_all (parties);
  for (guint i = 0; i < g_list_model_get_n_items (others); i++) {
    g_autoptr (YyqTemplateParty) party = g_list_model_get_item (others, i);

    g_list_store_append (parties, party);
  }
  yyq_template_party_list_set_content (self->parties, content);
}

static void
kind_cb (YyqTemplateBasics *self)
{
  const YyqTemplateKind kind = kinds[gtk_drop_down_get_selected (self->kind_choice)];

  if (self->filling || self->work == NULL)
    return;
  take_parties (self, yyq_template_get_kind (template_of (self)), kind);
  g_object_set (template_of (self), "kind", kind, NULL);
  changed (self);
}

static void
unit_cb (YyqTemplateBasics *self)
{
  const guint chosen = gtk_drop_down_get_selected (self->unit_choice);
  YyqEnterprise *unit = chosen < self->units->len ? self->units->pdata[chosen] : NULL;

  if (self->filling || self->work == NULL || unit == NULL)
    return;
  g_object_set (template_of (self), "unit-id", yyq_enterprise_get_id (unit), "unit-name",
                yyq_enterprise_get_name (unit), NULL);
  changed (self);
}

/* Showing what is there */

static void
list_units (YyqTemplateBasics *self, YyqEnterprise *enterprise)
{
  GListModel *units = yyq_enterprise_get_units (enterprise);

  g_ptr_array_add (self->units, g_object_ref (enterprise));
  for (guint i = 0; i < g_list_model_get_n_items (units); i++) {
    g_autoptr (YyqEnterprise) unit = g_list_model_get_item (units, i);

    list_units (self, unit);
  }
}

/* The unit of a template does not change once the platform has it. */
static void
show_units (YyqTemplateBasics *self, YyqSession *session)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  const char *id = yyq_template_get_unit_id (template_of (self));
  guint chosen = 0;

  g_ptr_array_set_size (self->units, 0);
  list_units (self, yyq_session_get_enterprise (session));
  for (guint i = 0; i < self->units->len; i++) {
    gtk_string_list_append (names, yyq_enterprise_get_name (self->units->pdata[i]));
    if (g_strcmp0 (yyq_enterprise_get_id (self->units->pdata[i]), id) == 0)
      chosen = i;
  }
  gtk_drop_down_set_model (self->unit_choice, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->unit_choice, chosen);
  gtk_widget_set_visible (self->unit_box,
                          self->units->len > 1 && yyq_template_work_is_new (self->work));
}

static void
show_kind (YyqTemplateBasics *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (kinds[i] == yyq_template_get_kind (template_of (self)))
      gtk_drop_down_set_selected (self->kind_choice, i);
}

void
yyq_template_basics_set_work (YyqTemplateBasics *self, YyqSession *session, YyqTemplateWork *work)
{
  g_return_if_fail (YYQ_IS_TEMPLATE_BASICS (self));

  g_set_object (&self->work, work);
  yyq_template_file_list_set_work (self->files, work);
  if (work == NULL)
    return;
  self->filling = TRUE;
  yyq_form_row_set_value (self->name_row, yyq_template_get_name (template_of (self)));
  yyq_form_row_set_value (self->folder_row, yyq_template_get_folder (template_of (self)));
  yyq_form_row_set_value (self->tags_row, yyq_template_get_tags (template_of (self)));
  show_kind (self);
  show_units (self, session);
  yyq_template_party_list_set_content (self->parties,
                                       yyq_template_get_content (template_of (self)));
  self->filling = FALSE;
}

/* Judging */

static gboolean
fail (YyqTemplateBasics *self, const char *what, const char *next, gpointer where)
{
  yyq_error_view_set_text (self->error_view, what, next);
  gtk_widget_child_focus (where, GTK_DIR_TAB_FORWARD);
  return FALSE;
}

gboolean
yyq_template_basics_judge (YyqTemplateBasics *self)
{
  const char *party = NULL;

  g_return_val_if_fail (YYQ_IS_TEMPLATE_BASICS (self) && self->work != NULL, FALSE);

  yyq_error_view_set_error (self->error_view, NULL);
  if (!yyq_form_row_judge (self->name_row) || !yyq_form_row_judge (self->folder_row) ||
      !yyq_form_row_judge (self->tags_row)) {
    gtk_widget_grab_focus (yyq_form_row_get_field (self->name_row));
    return FALSE;
  }
  if (yyq_template_file_list_is_busy (self->files))
    return fail (self, _ ("A file is still being read"), _ ("Wait for it, or cancel it."),
                 self->files);
  if (yyq_template_content_count_pages (yyq_template_get_content (template_of (self))) == 0)
    return fail (self, _ ("There is no file yet"), _ ("Add the PDF that the contract is made of."),
                 self->files);
  party = yyq_template_party_list_find_error (self->parties);
  if (party != NULL)
    return fail (self, _ ("The parties are not complete"), party, self->parties);
  return TRUE;
}

void
yyq_template_basics_say (YyqTemplateBasics *self, const char *text)
{
  g_return_if_fail (YYQ_IS_TEMPLATE_BASICS (self));
  yyq_form_row_say_error (self->name_row, text);
}

/* Object */

static YyqFormRow *
new_row (YyqTemplateBasics *self, const char *title, const char *member, gboolean required)
{
  YyqFormRow *row =
    g_object_new (YYQ_TYPE_FORM_ENTRY_ROW, "title", title, "member", member, "required", required,
                  "kind", YYQ_VALUE_TEXT, "most", YYQ_TEMPLATE_LONGEST_NAME, "hexpand", TRUE, NULL);

  g_signal_connect_object (row, "changed", G_CALLBACK (text_cb), self, G_CONNECT_SWAPPED);
  return row;
}

static GtkWidget *
new_choice (GtkDropDown **choice, const char *title, GtkWidget *drop_down)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  *choice = GTK_DROP_DOWN (drop_down);
  gtk_box_append (GTK_BOX (box), yyq_ui_label (title, NULL));
  gtk_box_append (GTK_BOX (box), drop_down);
  gtk_widget_set_hexpand (box, TRUE);
  yyq_ui_name_choices (drop_down, title);
  return box;
}

static GtkWidget *
new_kind_choice (YyqTemplateBasics *self)
{
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);
  GtkWidget *choice;

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    gtk_string_list_append (titles, yyq_template_kind_get_title (kinds[i]));
  choice = gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&titles)), NULL);
  g_signal_connect_object (choice, "notify::selected", G_CALLBACK (kind_cb), self,
                           G_CONNECT_SWAPPED);
  return new_choice (&self->kind_choice, _ ("Type"), choice);
}

static GtkWidget *
new_unit_choice (YyqTemplateBasics *self)
{
  GtkWidget *choice = gtk_drop_down_new (NULL, NULL);

  g_signal_connect_object (choice, "notify::selected", G_CALLBACK (unit_cb), self,
                           G_CONNECT_SWAPPED);
  self->unit_box = new_choice (&self->unit_choice, _ ("Unit"), choice);
  return self->unit_box;
}

static GtkWidget *
new_pair (gpointer one, gpointer other)
{
  GtkWidget *pair = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 16);

  gtk_box_set_homogeneous (GTK_BOX (pair), TRUE);
  gtk_box_append (GTK_BOX (pair), one);
  gtk_box_append (GTK_BOX (pair), other);
  return pair;
}

static void
add_section (GtkBox *box, const char *title, const char *help, gpointer content)
{
  GtkWidget *section = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *words = yyq_ui_label (help, "dim-label");

  gtk_label_set_wrap (GTK_LABEL (words), TRUE);
  gtk_label_set_ellipsize (GTK_LABEL (words), PANGO_ELLIPSIZE_NONE);
  gtk_box_append (GTK_BOX (section), yyq_ui_label (title, "yyq-section"));
  if (help != NULL)
    gtk_box_append (GTK_BOX (section), words);
  else
    g_object_unref (g_object_ref_sink (words));
  gtk_box_append (GTK_BOX (section), content);
  gtk_box_append (box, section);
}

static GtkWidget *
new_fields (YyqTemplateBasics *self)
{
  GtkWidget *fields = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->name_row = new_row (self, _ ("Name of the template"), "name", TRUE);
  self->folder_row = new_row (self, _ ("Folder"), "folder", FALSE);
  self->tags_row = new_row (self, _ ("Tags, with spaces between them"), "tags", FALSE);
  gtk_box_append (GTK_BOX (fields), GTK_WIDGET (self->name_row));
  gtk_box_append (GTK_BOX (fields), new_pair (new_kind_choice (self), new_unit_choice (self)));
  gtk_box_append (GTK_BOX (fields), new_pair (self->folder_row, self->tags_row));
  return fields;
}

static void
yyq_template_basics_dispose (GObject *object)
{
  g_clear_object (&YYQ_TEMPLATE_BASICS (object)->work);
  G_OBJECT_CLASS (yyq_template_basics_parent_class)->dispose (object);
}

static void
yyq_template_basics_finalize (GObject *object)
{
  g_ptr_array_unref (YYQ_TEMPLATE_BASICS (object)->units);
  G_OBJECT_CLASS (yyq_template_basics_parent_class)->finalize (object);
}

static void
yyq_template_basics_class_init (YyqTemplateBasicsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = yyq_template_basics_dispose;
  G_OBJECT_CLASS (klass)->finalize = yyq_template_basics_finalize;
  signal_changed = g_signal_new ("changed", YYQ_TYPE_TEMPLATE_BASICS, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static GtkWidget *
new_content (YyqTemplateBasics *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 24);

  self->files = g_object_new (YYQ_TYPE_TEMPLATE_FILE_LIST, NULL);
  self->parties = g_object_new (YYQ_TYPE_TEMPLATE_PARTY_LIST, NULL);
  self->error_view = YYQ_ERROR_VIEW (yyq_error_view_new ());
  g_signal_connect_object (self->files, "changed", G_CALLBACK (changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->parties, "changed", G_CALLBACK (changed), self, G_CONNECT_SWAPPED);
  gtk_widget_set_margin_top (box, 20);
  gtk_widget_set_margin_bottom (box, 24);
  gtk_widget_set_margin_start (box, 20);
  gtk_widget_set_margin_end (box, 20);
  gtk_box_append (GTK_BOX (box), new_fields (self));
  add_section (GTK_BOX (box), _ ("Files"), _ ("Their pages follow each other in this order."),
               self->files);
  add_section (GTK_BOX (box), _ ("Parties"),
               _ ("Who takes part, and in which order they sign. Usually the employer is last."),
               self->parties);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->error_view));
  return box;
}

static void
yyq_template_basics_init (YyqTemplateBasics *self)
{
  GtkWidget *clamp = adw_clamp_new ();

  self->units = g_ptr_array_new_with_free_func (g_object_unref);
  self->scroller = gtk_scrolled_window_new ();
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 820);
  adw_clamp_set_child (ADW_CLAMP (clamp), new_content (self));
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), clamp);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  adw_bin_set_child (ADW_BIN (self), self->scroller);
}
